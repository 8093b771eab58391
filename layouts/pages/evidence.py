"""Evidence of every kind on one time line: a measure or a unit beside what people say, what was read and the staff."""

from dashboard import rounded
from dashboard import scorecard as cards
from dashboard.money.months import months_back
from dashboard.registers import registers
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path, wanted_measure, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.parts import rounded as parts
from layouts.words import writing as said

PATH = "/evidence"
MARKED = {"missed": "miss", "near": "near"}  # standings that are marked, and their classes
MOST = 40  # of what was written, the newest
ABOUT = (
    "No number alone tells how good work is. Here what is measured stands on one time line beside what people say, "
    "what was found in case files, those who do the work, and what was written and decided."
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    measure = wanted_measure(names, asked.get("measure")) if asked.get("measure") else None
    groups = _groups(names, measure, unit)
    first = months_back(month, rounded.MONTHS - 1)
    with snapshot.cursor() as cursor:
        keys = [key for _, group in groups for key in group]
        found = rounded.lines(cursor, unit.key, first, month, keys)
        known = parts.section(cursor, names, measure, unit, month)
    things = writings.here().at([unit.key], None, (*rounded.FAMILIES, *registers()))
    things = [one for one in things if measure is None or one.measure in (measure["key"], None, "")]
    told = rounded.written(things, first, month)
    at = place(names, reader, PATH, unit, month)
    what = measure["title"] if measure else unit.name
    main = [
        at.crumb("evidence of every kind", measure=measure["key"] if measure else ""),
        *blocks.title(f"{what}: evidence of every kind", _lead(found, told, unit, month)),
        _line(at, groups, found, first) if found else None,
        known,
        _written(told) if told else None,
    ]
    return at.view(f"Evidence, {what}", main)


def _groups(names, measure, unit):
    """The kinds of evidence, each measure once: first the measure in hand, or the unit's headlines."""
    own = [measure["key"]] if measure else _headlines(names, unit)
    groups = [("The measure" if measure else "Headlines", own)]
    return groups + [(name, [key for key in keys if key not in own]) for name, keys in rounded.groups()]


def _headlines(names, unit):
    found = [key for one in names.perspectives for key in names.headlines_of(one["key"], unit)]
    return list(dict.fromkeys(found)) or [key for _, _, key in names.cards.get(unit.key, ())][:6]


def _lead(found, told, unit, month):
    if not found and not told:
        return f"Nothing is on file of {unit.name} in the twelve months to {words.month_words(month)}."
    lines = words.count_words(len(found), "line of figures", "lines of figures")
    many = f" and {words.count_words(len(told), 'thing').lower()} written" if told else ""
    return f"{lines}{many}, in the twelve months to {words.month_words(month)}."


def _line(at, groups, found, first):
    months = [months_back(first, -n) for n in range(rounded.MONTHS)]
    heads = [("", "m"), *((f"{month:%b} {month:%y}", "n") for month in months)]
    rows = []
    for name, keys in groups:
        lines = [found[key] for key in keys if key in found]
        rows += [[blocks.heading(name, "group"), *(blocks.cell(None) for _ in months)]] if lines else []
        rows += [_row(at, line, months) for line in lines]
    table = blocks.scroll(blocks.table("Evidence, month by month", heads, rows), "Evidence, month by month")
    small = "marked where a target is missed or nearly so; a month without a figure of its own is empty"
    return blocks.section("line", "Month by month", [blocks.still(table)], small=small)


def _row(at, line, months):
    measure = at.names.measures[line.measure]
    href = link(measure_path(line.measure), unit=at.unit.key, month=at.month)
    cells = []
    for month in months:
        value, standing = line.values.get(month, (None, "no value"))
        said = None if value is None else words.figure(measure, value)
        if standing in MARKED:
            said = [blocks.unsaid(f"{words.SHAPES[standing]} "), said, blocks.hidden(f", {standing}")]
        cells.append(blocks.cell(said, className=f"n {MARKED.get(standing, '')}".rstrip()))
    return [blocks.to(measure["short"], href, title=measure["title"]), *cells]


def _written(told):
    rows = [
        [
            said.month(at),
            said.family_name(one),
            blocks.to(said.headline(one), f"/work/{one.key}"),
            said.state(one).lower(),
        ]
        for at, one in reversed(told[-MOST:])
    ]
    heads = [("month", ""), ("what", ""), ("words", "m"), ("state", "")]
    table = blocks.scroll(blocks.table("What was written", heads, rows), "What was written")
    return blocks.section("written", "What was written and decided", [blocks.still(table)], small="the newest first")


PAGE = Page(PATH, "Evidence", show, in_menu=True, group="Look it up", about=ABOUT)
