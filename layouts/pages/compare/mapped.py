"""The marks of every measure at every unit that are on the map, and which units have measures in common."""

from dataclasses import dataclass

from layouts.parts import comparing

FEWEST_APART, WORTH_PARTING = 2, 0.8  # units of a part; the share of cells that parts may have of the whole's


@dataclass(frozen=True)
class Map:
    """What is shown: its parts, each (title or '', units, groups), the measures left out, marks by unit and measure.

    `groups` are (perspective, measures) of the columns.
    """

    parts: list
    left_out: list
    marks: dict

    @property
    def measures(self):
        return list(dict.fromkeys(key for *_, groups in self.parts for _, keys in groups for key in keys))


def mapped(cursor, at, units, shown):
    groups = comparing.columns(at.names, at.unit)
    keys = [key for _, keys in groups for key in keys]
    marks = comparing.marks(shown, cursor, at.names, units, at.month, keys)
    parts = apart(at.names, at.unit, units, groups, marks)
    held = {key for *_, found in parts for _, keys in found for key in keys}
    return Map(parts, [key for key in keys if key not in held], marks)


def apart(names, unit, units, groups, marks):
    """The parts of a map: one for each branch below the unit where that leaves far fewer cells empty, else one of all.

    Teams for adults and for children share a few measures: in one map half of its cells would be empty.
    """
    whole = ("", list(units), _held(groups, marks, units))
    branches = {}
    for one in units:
        below = next((above for above in [*names.above(one), one] if above.parent == unit.key), None)
        branches.setdefault(below and below.name, []).append(one)
    parts = [(name or "", found, _held(groups, marks, found)) for name, found in branches.items()]
    parts = [part for part in parts if part[2]]
    few = len(parts) < 2 or any(len(found) < FEWEST_APART for _, found, _ in parts)
    return [whole] if few or sum(map(_cells, parts)) > WORTH_PARTING * _cells(whole) else parts


def _held(groups, marks, units):
    """The groups with only those measures of which a cell of some units says something."""
    held = {key for one in units for key, mark in marks.get(one.key, {}).items() if mark.says_something}
    kept = [(name, [key for key in keys if key in held]) for name, keys in groups]
    return [pair for pair in kept if pair[1]]


def _cells(part):
    _, units, groups = part
    return len(units) * sum(len(keys) for _, keys in groups)
