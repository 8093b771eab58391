"""Signals as a reader sees them: the icons of Making Data Count, and the cell of a scorecard."""

from functools import lru_cache

from markupsafe import Markup

from dashboard import attention
from layouts import words
from layouts.parts.blocks import drawn, hidden, tag
from layouts.words import signals

NOTHING = tag("Td", None, className="sig")


@lru_cache(maxsize=256)
def icons(variation, assurance, better):
    """The two icons with their hidden words; nothing for what is not known."""
    found = []
    if variation:
        found.append(_icon(*signals.VARIATION[variation, signals.side(variation, better)]))
    if assurance:
        found.append(_icon(*signals.ASSURANCE[assurance]))
    return Markup("".join(found))


def _icon(symbol, colour, said):
    return (
        f'<svg class="i {colour}" aria-hidden="true"><use href="#{symbol}"/></svg><span class="hidden">{said}; </span>'
    )


@lru_cache(maxsize=1024)
def cell(status, variation, assurance, rule, run, standing, better, late, believed=True):
    """A scorecard's cell of the signal: icons, the reading in a word or two, all of it as the cell's title."""
    if status != "charted" or variation is None:
        said = signals.STATUS.get(status, "")
        return tag("Td", tag("Span", said, className="why"), className="sig") if said else NOTHING
    reading, todo = attention.reading(standing, variation, assurance, run)
    doubt = "" if believed or variation == "common" else signals.CHANCE
    full = ". ".join(
        filter(None, (f"{words.sentence_case(reading)}: {todo}", signals.rule_words(rule, run), late, doubt))
    )
    short = signals.SHORT.get(reading, reading)
    said = tag(
        "Span", short + ("?" if doubt else ""), className=f"say {signals.MARKS[variation]}{' doubt' if doubt else ''}"
    )
    heard = hidden(f": {todo}{'. ' if doubt else ''}{doubt}")
    return tag("Td", [drawn(icons(variation, assurance, better)), said, heard], className="sig", title=full)


def change_cell(measure, change):
    """The same cell of a measure that comes by the quarter or the year: its change on the year before, or chance."""
    if change.movement is None:
        return NOTHING
    limits = f"{words.signed(measure, change.lower)} to {words.signed(measure, change.upper)}"
    full = f"{words.signed(measure, change.moved)} on the year before, 95% limits {limits}"
    if change.movement == "within chance":
        said = tag("Span", "no more than chance", className="say ordinary")
        return tag("Td", said, className="sig", title=full)
    judged = words.verdict(measure["better"], change.moved)
    said = tag("Span", f"{judged or change.movement} than the year before", className=f"say {signals.MOVED[judged]}")
    return tag("Td", said, className="sig", title=full)
