"""Measures by units as a heat map: the value of each unit on each measure, shaded, which opens the measure there."""

from dataclasses import dataclass

from layouts.address import link, measure_path, measure_words
from layouts.parts.blocks import hidden, marked, tag

FLAGGED = "out-of-line"  # the word of an address for the order of units by how many of theirs are out of line
NOTHING = tag("Td", None)
# Of the columns: what is shown fits a window of 1,440 pixels without scrolling up to some thirty measures.
UNIT, SUM, MEASURE, WIDEST = 160, 40, 44, 76


@dataclass(frozen=True)
class Head:
    """A measure's heading: what it is called there and in full, its unit of value, where it leads, how it sorts.

    `sorts` is the address that puts the units in the order of the measure, `order` that in which they stand now.
    """

    short: str
    title: str
    unit: str
    href: str
    sorts: str
    order: str = ""


def table(caption, month, groups, heads, flagged, bodies, marks):
    """The map, its headings upright and a row of what sorts it under them.

    `groups` are (perspective, measures), `heads` {measure: Head} and `flagged` that of the count of what is out of
    line, `bodies` (name of the unit above or '', units), `marks` {unit: {measure: Mark}}; a measure that is not on a
    unit's scorecard has none, and its cell is empty.
    """
    keys = [key for _, found in groups for key in found]
    columns = [tag("Col", None, className="unit"), tag("Col", None, className="sum"), tag("Col", None, span=len(keys))]
    shown = [heads[key] for key in keys]
    parts = [
        tag("Caption", caption, className="hidden"),
        tag("Colgroup", columns),
        tag("Thead", [_groups(groups), _heads(shown, flagged), _sorts([flagged, *shown])]),
        *(
            tag("Tbody", [*_above(name, len(keys)), *(_row(one, month, keys, marks.get(one.key, {})) for one in units)])
            for name, units in bodies
        ),
    ]
    least = UNIT + SUM + MEASURE * len(keys)
    style = {"minWidth": least, "maxWidth": UNIT + SUM + WIDEST * len(keys)}
    return tag("Table", parts, className="heatmap", style=style)


def _groups(groups):
    names = [tag("Th", name, scope="colgroup", colSpan=len(found), title=name) for name, found in groups]
    return tag("Tr", [tag("Td", None, colSpan=2), *names], className="groups")


def _heads(heads, flagged):
    told = [
        tag("Th", [tag("A", head.short, href=head.href, title=head.title), _unit(head)], scope="col", **_sorted(head))
        for head in heads
    ]
    first = tag("Th", tag("Span", flagged.short), scope="col", title=flagged.title, **_sorted(flagged))
    return tag("Tr", [tag("Th", hidden("unit"), scope="col", className="m"), first, *told], className="heads")


def _unit(head):
    return [" ", tag("Small", head.unit)] if head.unit else None


def _sorted(head):
    return {"aria-sort": head.order} if head.order else {}


def _sorts(heads):
    """Under each heading what puts the worst on top, and once they are there the best."""
    cells = []
    for head in heads:
        way = "best" if head.order == "descending" else "worst"
        said = f"{way} first by {head.title}"
        opens = marked(SORTS[head.order], said, head.sorts, title=said)
        cells.append(tag("Td", opens, className="by" if head.order else None))
    return tag("Tr", [tag("Th", "worst first", scope="row", className="m"), *cells], className="sorts")


SORTS = {"": "▿", "descending": "▼", "ascending": "▲"}


def _above(name, columns):
    """A line for the unit that those below it belong to."""
    if name:
        cells = [tag("Th", name, scope="rowgroup", className="m"), tag("Td", None, colSpan=columns + 1)]
        yield tag("Tr", cells, className="obj")


def _row(unit, month, keys, marks):
    name = tag("A", unit.name, href=link("/", unit=unit.key, month=month))
    flagged = sum(mark.flagged for mark in marks.values())
    there = measure_words(month=month, unit=unit.key)
    cells = [
        tag("Th", name, scope="row", className="m"),
        tag("Td", str(flagged or ""), className="sum"),
        *(_cell(marks.get(key), measure_path(key) + there) for key in keys),
    ]
    return tag("Tr", cells, **{"data-words": unit.name})


def _cell(mark, href):
    if mark is None:
        return NOTHING
    seen = f"{mark.shape}\u2009{mark.figure}".strip("○·\u2009") if mark.figure else mark.shape
    shade = f"{mark.kind} d{mark.depth}" if mark.depth else mark.kind
    return tag("Td", marked(seen, mark.words, href), className=shade)
