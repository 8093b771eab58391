"""Measures by units as a map: a mark for each unit on each measure, which opens the measure there."""

from layouts.address import link, measure_path
from layouts.parts.blocks import hidden, tag

ON_NO_CARD = tag("Td", hidden("not on its scorecard"))


def table(caption, month, groups, titles, bodies, marks):
    """The map, its headings upright.

    `groups` are (perspective, measures), `titles` {measure: (title, address)}, `bodies` (name of the unit above or '',
    units), `marks` {unit: {measure: Mark}}; a measure that is not on a unit's scorecard has none.
    """
    keys = [key for _, found in groups for key in found]
    columns = [tag("Col", None, className="unit"), tag("Col", None, className="sum"), tag("Col", None, span=len(keys))]
    parts = [
        tag("Caption", caption, className="hidden"),
        tag("Colgroup", columns),
        tag("Thead", [_groups(groups), _heads([titles[key] for key in keys])]),
        *(
            tag("Tbody", [*_above(name, len(keys)), *(_row(one, month, keys, marks.get(one.key, {})) for one in units)])
            for name, units in bodies
        ),
    ]
    style = {"minWidth": 230 + 26 * len(keys), "maxWidth": 230 + 120 * len(keys)}
    return tag("Table", parts, id="compare-map", className="heat many wide", style=style)


def _groups(groups):
    names = [tag("Th", name, scope="colgroup", colSpan=len(found)) for name, found in groups]
    return tag("Tr", [tag("Td", None, colSpan=2), *names], className="groups")


def _heads(titles):
    heads = [tag("Th", tag("A", tag("Span", title), href=href, title=title), scope="col") for title, href in titles]
    flagged = tag("Th", tag("Span", "out of line"), scope="col", title="how many of a unit's are out of line")
    return tag("Tr", [tag("Th", hidden("unit"), scope="col", className="m"), flagged, *heads])


def _above(name, columns):
    """A line for the unit that those below it belong to."""
    if name:
        cells = [tag("Th", name, scope="rowgroup", className="m"), tag("Td", None, colSpan=columns + 1)]
        yield tag("Tr", cells, className="obj")


def _row(unit, month, keys, marks):
    name = tag("A", unit.name, href=link("/", unit=unit.key, month=month))
    flagged = sum(mark.flagged for mark in marks.values())
    there = link("", month=month, unit=unit.key)
    cells = [
        tag("Th", name, scope="row", className="m"),
        tag("Td", str(flagged or ""), className="n many-of"),
        *(_cell(marks.get(key), measure_path(key) + there) for key in keys),
    ]
    return tag("Tr", cells, **{"data-words": unit.name})


def _cell(mark, href):
    if mark is None:
        return ON_NO_CARD
    opens = tag("A", mark.shape, href=href, title=mark.words, **{"aria-label": mark.words})
    return tag("Td", opens, className=mark.kind)
