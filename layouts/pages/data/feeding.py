"""Which files feed which measures: what would bring more, which file is due, and how each measure stands."""

from datetime import date

from dash import html

from dashboard import coverage
from layouts import words
from layouts.address import measure_path
from layouts.exports import template
from layouts.parts import blocks

FIRST_SHOWN = 6  # of what would bring more
MARKS = {"live": ("met", "●"), "old": ("near", "◆"), "none": ("none", "–")}
PUBLISHED = " Published tables come with the project: nothing has to be loaded."
FEEDS = (
    *(("kind of file", "m"), ("next", ""), ("reaches to", "")),
    *(("measures up to date", "n"), ("old", "n"), ("without a value", "n")),
)
MEASURES = (("measure", "m"), ("stands", ""), ("newest value to", ""), ("what it lacks", ""))


def more(found, layouts):
    """What to load next, by how many measures it brings."""
    first, rest = found.brings[:FIRST_SHOWN], found.brings[FIRST_SHOWN:]
    folded = f"Show {len(rest)} more, alone or together"
    return blocks.section(
        "more",
        "What would bring more",
        [_brings(first, layouts), blocks.folded(folded, [_brings(rest, layouts)]) if rest else None],
        small="most measures first",
    )


def _brings(lines, layouts):
    return html.Ul([html.Li(_bring(one, layouts)) for one in lines], className="brief")


def _bring(one, layouts):
    kind = one.kinds[0] if len(one.kinds) == 1 and one.kinds[0] in layouts else ""
    workbook = [" ", blocks.save("workbook to fill in", template.href(kind), className=None)] if kind else []
    titles = f"{'; '.join(one.titles)}.{PUBLISHED if one.kinds == ('facts',) else ''}"
    return [html.B(coverage.bring_words(one)), *workbook, html.Br(), html.Span(titles, className="soft")]


def due(found):
    """Each kind of file: which comes next, how far it reaches, and how many measures it feeds stand how."""
    name = "Files and what they feed"
    table = blocks.table(name, FEEDS, [_feed(*one) for one in feeds(found)], kind="plain feeds", stacked=True)
    return blocks.section("due", name, [blocks.scroll(table, name)], small="the one due first is first")


def feeds(found):
    """(kind of file, {state: how many of its measures}) of those that feed a measure or come regularly.

    Those on hand first, in the order in which the next is due; then those that most measures need.
    """
    shown = [one for one in found.feeds if one.measures or one.due]
    shown.sort(key=lambda one: (not one.files, one.due or date.max, -len(one.measures), one.name))
    return [(one, {state: len(found.of(state, one.measures)) for state in coverage.STATES}) for one in shown]


def _feed(one, counts):
    return [one.name, _next(one), _reaches(one), *(f"{counts[state] or '–'}" for state in coverage.STATES)]


def _next(one):
    if one.is_late:
        late = html.Span([blocks.unsaid("▲"), f" {coverage.expected(one)} is late"], className="miss")
        return [late, " ", _soft(f"since {words.day_words(one.late_from)}")]
    if one.due:
        return [f"{coverage.expected(one)} ", _soft(f"by {words.day_words(one.late_from)}")]
    return _soft(f"every {one.frequency}" if one.frequency else "when something changes")


def _reaches(one):
    if not one.files:
        return html.Span([blocks.unsaid("–"), " not on hand"], className="none")
    if one.reaches:
        return words.day_words(one.reaches)
    return _soft(f"no period, loaded {words.day_words(one.loaded_at)}")


def _soft(said):
    return html.Span(said, className="soft")


def measures(found):
    """Every measure under its perspective: how it stands, and what it lacks."""
    panels = [
        blocks.folded(f"{perspective}: {coverage.standing_words(lines)}", [_measures(perspective, lines)])
        for perspective, lines in found.perspectives.items()
    ]
    return blocks.section("measures", "Measures by perspective", panels)


def _measures(perspective, lines):
    table = blocks.table(perspective, MEASURES, [_measure(one) for one in lines], kind="plain feeds", stacked=True)
    return blocks.scroll(table, perspective)


def _measure(one):
    mark, shape = MARKS[one.state]
    newest = [f"{words.day_words(one.newest)}, ", _soft(coverage.age_words(one.age))] if one.newest else ""
    return [
        blocks.to(one.title, measure_path(one.key)),
        html.Span([blocks.unsaid(shape), f" {coverage.STATES[one.state]}"], className=mark),
        newest,
        words.sentence_case(coverage.lacking_words(one)),
    ]
