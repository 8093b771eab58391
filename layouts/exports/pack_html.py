"""A pack as HTML that stands alone: no script, no other file, no other host. The PDF is printed from it."""

from pathlib import Path
from urllib.parse import quote

from markupsafe import escape

from dashboard.packs.pack import Chart, Facts, Points, Table, Words
from layouts.charts import in_cells
from layouts.charts.template import SAFE
from layouts.exports.drawing import drawing

STYLE = Path(__file__).with_name("pack.css")
CHART = 470  # pixels of a chart in one of two columns, in which it is made smaller
WIDTH, HEIGHT = 180, 40  # of a small line, twice what it is on paper
INK, DOTS = "#5b6671", {"met": "#1c6b4a", "near": "#a57c00", "missed": "#b4251f"}
CLASSES = {"met": "met", "near": "near", "missed": "miss", "no target": "none", "no value": "none"}


def as_html(pack):
    """The text of the page of a Pack."""
    sections = "".join(_section(one) for one in pack.sections)
    made = "".join(f"<p>{escape(text)}</p>" for text in pack.running_words)
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(_title(pack))}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="author" content="{escape(pack.council)}"><meta name="description" content="{escape(pack.asked)}">'
        f"<style>{STYLE.read_text(encoding='utf-8')}{_running(pack)}</style></head><body>"
        f'<header><p class="council">{escape(pack.council)} · {escape(pack.audience)}</p>'
        f'<h1>{escape(_heading(pack))}</h1><p class="period">{escape(_when(pack))}</p>'
        f'<p class="asked">{escape(pack.asked)}</p>{_answer(pack)}{_in_short(pack)}</header>'
        f'<main>{sections}</main><footer class="made">{made}</footer></body></html>'
    )


def _heading(pack):
    return f"{pack.title}{'' if pack.title.endswith('?') else ':'} {pack.of or pack.unit_name}"


def _answer(pack):
    return f'<p class="answer">{escape(pack.answer)}</p>' if pack.answer else ""


def _when(pack):
    return " · ".join((pack.period, pack.unit_name) if pack.of else (pack.period,))


def _in_short(pack):
    """What each section found, which leads to it: who reads no further has read the answer."""
    items = "".join(
        f'<li><a href="#{escape(one.key)}">{escape(one.name)}</a> <span>{escape(one.title)}</span></li>'
        for one in pack.sections
    )
    return f'<nav aria-label="In short"><ul>{items}</ul></nav>' if len(pack.sections) > 1 else ""


def _running(pack):
    """What every printed page says at its edges, as CSS."""
    where, basis, built = map(_css_text, pack.running_words)
    return (
        f"@page{{@top-left{{content:{_css_text(pack.title)}}}@top-right{{content:{where}}}"
        f'@bottom-left{{content:{basis} ". " {built}}}}}'
    )


def _css_text(text):
    """A text as CSS spells one; nothing in it can end the text or the style."""
    return '"' + "".join(c if c.isalnum() or c in " .,:;·–-()%£" else f"\\{ord(c):x} " for c in text) + '"'


def _title(pack):
    return f"{_heading(pack)}, {_when(pack)}"


def _section(section):
    parts = _parts(section.parts)
    if section.beside:
        parts = f'<div class="two"><div>{parts}</div><div>{_parts(section.beside)}</div></div>'
    basis = f'<p class="basis">Basis: {escape(section.basis)}.</p>' if section.basis else ""
    key = escape(section.key)
    return (
        f'<section id="{key}" aria-labelledby="{key}-title"><p class="name">{escape(section.name)}</p>'
        f'<h2 id="{key}-title">{escape(section.title)}</h2>'
        f"{_parts(section.lead)}{parts}{_parts(section.wide)}{basis}</section>"
    )


def _parts(parts):
    return "".join(map(_part, parts))


def _part(part):
    return DRAWN[type(part)](part)


def _words(part):
    return f'<p class="small">{escape(part.text)}</p>' if part.is_small else f"<p>{escape(part.text)}</p>"


def _points(part):
    items = "".join(
        f'<li class="{escape(one.mark)}"><strong>{escape(one.lead)}</strong> {escape(one.text)}</li>'
        for one in part.points
    )
    return f'<ul class="points">{items}</ul>'


def _facts(part):
    # A list: what groups the names and values of a list of terms has no place in a PDF's (PDF/UA 7.6).
    items = "".join(
        f'<li><span>{escape(one.what)}</span> <b class="{_class(one.mark)}">{escape(one.figure)}</b></li>'
        for one in part.facts
    )
    return f'<ul class="facts">{items}</ul>'


def _class(mark):
    return escape(CLASSES.get(mark, mark))


def _table(part):
    heads = "".join(f'<th scope="col" class="{one.kind}">{escape(one.text)}</th>' for one in part.heads)
    rows = "".join(_row(part, one) for one in part.rows)
    note = f'<p class="small">{escape(part.note)}</p>' if part.note else ""
    caption = f"<caption>{escape(part.caption)}</caption>"
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{note}"


def _row(table, row):
    first, *rest = row.cells
    if row.kind == "group":
        return f'<tr class="group"><th scope="rowgroup" colspan="{len(table.heads)}">{escape(first.text)}</th></tr>'
    cells = "".join(_cell(head, one) for head, one in zip(table.heads[1:], rest, strict=False))
    return f'<tr class="{row.kind}"><th scope="row">{_text(first)}</th>{cells}</tr>'


def _cell(head, cell):
    inside = _course(cell) if cell.course else _text(cell)
    return f'<td class="{" ".join(filter(None, (head.kind, _class(cell.mark))))}">{inside}</td>'


def _text(cell):
    below = f'<span class="below">{escape(cell.below)}</span>' if cell.below else ""
    return f"{escape(cell.text)}{below}"


def _course(cell):
    """A line of past values with its last one as a dot; the words of the cell are what is heard of it."""
    known = [value for value in cell.course if value is not None]
    if len(known) < 2:
        return ""
    up = in_cells.scale(known, HEIGHT - 4, 4)
    across = (WIDTH - 10) / (len(cell.course) - 1)
    line = in_cells.path(list(cell.course), across, up)
    dot = "" if cell.course[-1] is None else (
        f'<circle fill="{DOTS.get(cell.mark, INK)}" cx="{(len(cell.course) - 1) * across:.0f}"'
        f' cy="{up(cell.course[-1]):.0f}" r="4"/>'
    )  # fmt: skip
    size = f'viewBox="-4 0 {WIDTH} {HEIGHT}" width="{WIDTH // 2}" height="{HEIGHT // 2}"'
    return (
        f'<svg class="course" {size} role="img"><title>{escape(cell.text)}</title>'
        f'<path fill="none" stroke="{INK}" stroke-width="2" d="{line}"/>{dot}</svg>'
    )


def _chart(part):
    """A chart as a picture with its sentence for those who do not see it, and on a screen its figures beside it."""
    drawn = drawing(part.figure, part.says, "", CHART, source="")
    notes = "".join(f'<p class="small">{escape(one)}</p>' for one in part.notes)
    return (
        f"<figure><figcaption>{escape(part.title)}</figcaption>"
        f'<img alt="{escape(part.says)}" src="data:image/svg+xml,{escape(quote(drawn, safe=SAFE))}">'
        f"<details><summary>The figures</summary>{_table(part.table)}</details></figure>{notes}"
    )


DRAWN = {Words: _words, Points: _points, Facts: _facts, Table: _table, Chart: _chart}
