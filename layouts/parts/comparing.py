"""What a comparison is made of, on the page and in its files: families of units, the measures, a mark for each cell."""

from functools import partial

from dashboard import comparison, scope
from dashboard import elsewhere as published
from layouts.words import marks as says

COUNCILS = comparison.Family("councils", "published councils", ())


def families(cursor, names, unit, month):
    """The families of a unit; for the whole council also the councils, where it is among the published ones."""
    is_published = unit == names.root and not scope.current().part and published.own_figures(cursor, month)
    return comparison.families(names, unit, month) + ([COUNCILS] if is_published else [])


def columns(names, unit):
    """(perspective, measures) of the unit's own scorecard, in its order."""
    card = [row for row in names.cards.get(unit.key, ()) if row[2] in names.measures]
    return [
        (p["name"], list(dict.fromkeys(measure for perspective, _, measure in card if perspective == p["key"])))
        for p in names.perspectives
    ]


def marks(shown, cursor, names, units, month, measures):
    """A Mark for each measure on each unit's scorecard: {unit: {measure: Mark}}."""
    if shown == "signal" and scope.current().part:
        return {}  # charts are of everybody
    if shown == "signal":
        found, mark = _changing(cursor, units, month), says.changing
    elif shown == "peers":
        found, mark = comparison.distances(cursor, names, units, month, measures), says.distance
    else:
        found, mark = comparison.standings(cursor, units, month), partial(says.standing, names)
    carried = comparison.carried(names)
    return {
        unit.key: {
            key: mark(names.measures[key], found[unit.key][key])
            for key in measures
            if key in found.get(unit.key, ()) and key in carried.get(unit.key, ())
        }
        for unit in units
    }


def _changing(cursor, units, month):
    """What says whether a measure is changing: its control chart, or by the quarter or year its change on the year
    before."""
    found = comparison.signals(cursor, units, month)
    for unit, cells in comparison.changes(cursor, units, month).items():
        found[unit] = {**found.get(unit, {}), **cells}
    return found
