"""Who is out of line: many units on many measures, or one measure over units or over the parts of one unit."""

from collections import Counter
from dataclasses import dataclass, replace

from dashboard import scorecard as cards
from dashboard import values
from dashboard.outliers import FEW_UNITS, Comparison, Point, compared, in_order, judged, never_judged
from dashboard.store import kept_with_its_store

NOT_ALL = "they are held against others too, which are not open to you"


@dataclass(frozen=True)
class Family:
    """Units that can be laid beside one another: those of a level below a unit, or a unit and its peers."""

    key: str
    title: str
    units: tuple

    @property
    def words(self):
        """'17 teams'; the title alone of what is no family of units."""
        return f"{len(self.units)} {self.title}" if self.units else self.title


def families(names, unit, month):
    """The families of a unit in a month, the largest level below it first; where none is below it, its peers."""
    levels = {}
    for below in unit.branch_in(month)[1:]:
        levels.setdefault(below.level, []).append(below)
    found = [Family(level, level + "s", tuple(units)) for level, units in levels.items()]
    found.sort(key=lambda family: (-len(family.units), family.key))
    peers = tuple(other for other in names.tree(month) if unit.peers and other.peers == unit.peers)
    return found + ([Family("peers", "peers", peers)] if len(peers) > 1 else [])


@kept_with_its_store()
def with_peers(names):
    """The units that have another of their peer group beside them; made once for each published store."""
    groups = Counter(unit.peers for unit in names.units.values() if unit.peers)
    return {unit.key for unit in names.units.values() if groups[unit.peers] > 1}


def carrying(names, measure, units):
    """The units that have a measure on their scorecard; all of them where none has.

    A team that no objective gives the measure to, or that never had anything to count, says nothing about the others:
    its nought is no low value.
    """
    found = [unit for unit in units if measure in carried(names).get(unit.key, ())]
    return found or list(units)


@kept_with_its_store()
def carried(names):
    """The measures on each unit's scorecard; made once for each published store."""
    return {unit: {measure for _, _, measure in card} for unit, card in names.cards.items()}


@dataclass(frozen=True)
class Alike:
    """Units that are held against one another on a measure, and those of them that were asked for."""

    title: str
    units: list
    asked: list


def held_together(names, measure, units, month):
    """The Alike of some units, one for each group that they are held against.

    A unit has one verdict on a number, wherever it is shown: against its peer group where ten of it or more carry the
    measure, else against all units of its level. None where a reader may not see all of those.
    """
    groups, found = _groups(names, month), {}
    for unit in units:
        own = carrying(names, measure, groups.get(("peers", unit.peers), ()))
        key = ("peers", unit.peers) if len(own) >= FEW_UNITS else ("level", unit.level)
        found.setdefault(key, []).append(unit)
    return [
        Alike(name if kind == "peers" else f"{name}s", _all_alike(names, measure, groups, kind, name, asked), asked)
        for (kind, name), asked in found.items()
    ]


def _all_alike(names, measure, groups, kind, name, asked):
    """The units of a group that carry a measure; none where not all of the group are seen."""
    return carrying(names, measure, groups.get((kind, name), asked)) if names.is_whole(kind, name) else []


@kept_with_its_store(most=4)
def _groups(names, month):
    """The units of each peer group and of each level in a month."""
    found = {}
    for unit in names.tree(month):
        found.setdefault(("level", unit.level), []).append(unit)
        if unit.peers:
            found.setdefault(("peers", unit.peers), []).append(unit)
    return found


def fewest(cursor):
    """The council's rule on size: a share of fewer things is not judged."""
    return cards.ask(cursor, "fewest")[0][0]


# Many measures at many units


@dataclass(frozen=True)
class Cell:
    """A measure at a unit in a month, beside that unit's others.

    `whole` is what the unit `of` counted, where the target is that unit's and this one holds a part. `missed_by` is how
    far a judged value lies on the worse side of its target, in the share by which a miss is still near.
    """

    value: float | None
    reason: str | None
    standing: str
    numerator: object
    denominator: object
    whole: object = None
    of: str | None = None
    period_start: object = None
    period_end: object = None
    missed_by: float | None = None
    target_low: float | None = None
    target_high: float | None = None


def standings(cursor, units, month):
    """A Cell for each measure at each of some units: {unit: {measure: Cell}}."""
    found = {}
    for unit, measure, *rest in cards.ask(cursor, "compare_values", month=month, units=[unit.key for unit in units]):
        found.setdefault(unit, {})[measure] = Cell(*rest)
    return found


@dataclass(frozen=True)
class PartOfWhole:
    """What a unit holds of what the unit that has the target counted (its key): a part has no target of its own."""

    numerator: object
    whole: object
    of: str


def parts_of_whole(cursor, units, month):
    """The PartOfWhole of each measure whose target is not handed down to a unit: {unit: {measure: PartOfWhole}}."""
    found = {}
    for unit, measure, *rest in cards.ask(cursor, "parts_of_whole", month=month, units=[unit.key for unit in units]):
        found.setdefault(unit, {})[measure] = PartOfWhole(*rest)
    return found


def signals(cursor, units, month):
    """(value, status, variation, rule, run, month judged, how far away) of each measure at each unit, by both."""
    found = {}
    for unit, measure, *rest in cards.ask(cursor, "compare_signals", month=month, units=[unit.key for unit in units]):
        found.setdefault(unit, {})[measure] = tuple(rest)
    return found


@dataclass(frozen=True)
class Changed:
    """A value that comes by the quarter or the year, and how it moved on the year before; `movement` as in the cube."""

    value: float
    period_start: object
    period_end: object
    movement: str | None
    moved: float | None


def changes(cursor, units, month):
    """A Changed for each measure that comes by the quarter or the year at each unit: {unit: {measure: Changed}}."""
    found = {}
    for unit, measure, *rest in cards.ask(cursor, "compare_changes", month=month, units=[unit.key for unit in units]):
        found.setdefault(unit, {})[measure] = Changed(*rest)
    return found


def distances(cursor, names, units, month, measures):
    """Where each unit lies against the limits of those it is held against: {unit: {measure: Point}}.

    A unit is held against all of its group, also those that are not among the units asked for.
    """
    measures = [key for key in measures if not never_judged(names.measures[key])]
    together = {key: held_together(names, key, carrying(names, key, units), month) for key in measures}
    everyone = {
        unit.key: unit for groups in together.values() for group in groups for unit in (*group.units, *group.asked)
    }
    cells = standings(cursor, list(everyone.values()), month)
    least, found = fewest(cursor), {}
    for key, groups in together.items():
        for group in groups:
            if not group.units:
                for unit in group.asked:
                    found.setdefault(unit.key, {})[key] = _of_cell(unit, cells.get(unit.key, {}).get(key))
                continue
            points = [_of_cell(unit, cells.get(unit.key, {}).get(key)) for unit in group.units]
            asked = {unit.key for unit in group.asked}
            for point in judged(names.measures[key], points, least)[0]:
                if point.key in asked:
                    found.setdefault(point.key, {})[key] = point
    return found


def _of_cell(unit, cell):
    if cell is None:
        return Point(unit.key, unit.name, None, None, None, cards.NOTHING_COUNTED[1], "no value")
    return Point(
        unit.key, unit.name, cell.value, _number(cell.numerator), _number(cell.denominator), cell.reason, cell.standing
    )


# One measure


def over_units(cursor, names, measure, units, month, basis=""):
    """The Comparison of a measure over units, and the target that all of them share as (least, most).

    `basis` is another way of counting than the measure's own: for that there are no targets.
    """
    units = carrying(names, measure["key"], units)
    together = held_together(names, measure["key"], units, month)
    everyone = {unit.key: unit for group in together for unit in (*group.units, *group.asked)}
    asked = {"measure": measure["key"], "month": month, "units": list(everyone)}
    query, other = ("compare_units_by", {"basis": basis}) if basis else ("compare_units", {})
    found = {row["unit"]: row for row in cards.ask_dicts(cursor, query, **asked, **other)}
    points = {
        key: _with_target(measure, _of_row(unit, found.get(key)), found.get(key)) for key, unit in everyone.items()
    }
    result = _against(measure, together, points, fewest(cursor))
    targets = {point.target for point in result.points if point.value is not None}
    shared = targets.pop() if len(targets) == 1 else (None, None)
    return result, shared


def _against(measure, together, points, least):
    """The Comparison of the units asked for, each with its verdict among those that it is held against."""
    shown, limits, why_not, against = [], None, "", ""
    for group in together:
        if not group.units:
            shown += [points[unit.key] for unit in group.asked]
            limits, why_not = None, NOT_ALL
            continue
        judged_, limits, why_not = judged(measure, [points[unit.key] for unit in group.units], least)
        verdicts = {point.key: point for point in judged_}
        shown += [verdicts.get(unit.key, points[unit.key]) for unit in group.asked]
        if len(group.asked) < len(group.units):
            against = f"all {len(group.units)} {group.title}"
    if len(together) > 1:
        limits, why_not, against = None, "they are held against different groups", "those that each is held against"
    return Comparison(in_order(measure, shown), limits, why_not, least, against)


def _of_row(unit, row):
    if row is None:
        return _of_cell(unit, None)
    return Point(
        unit.key,
        unit.name,
        row["value"],
        _number(row["numerator"]),
        _number(row["denominator"]),
        row["reason"],
        row["standing"],
        row["records"],
    )


def _with_target(measure, point, row):
    return point if row is None else replace(point, target=cards.bounds(measure, row["target_low"], row["target_high"]))


def over_parts(cursor, measure, unit, month, slice_):
    """The Comparison of a measure over the parts that a slice divides a unit into. A part has no standing of its own.

    A part of fewer things than the council's rule has its counts and no value, as values.breakdown gives it.
    """
    least, at = fewest(cursor), (measure["key"], unit.key, f"{month:%Y-%m}")
    may_be_small = measure["kind"] == "proportion" and values.value(cursor, *at).reason is None
    points = [
        Point(
            part.slice_value,
            part.slice_value or "Not known",
            part.value,
            _number(part.numerator),
            _number(part.denominator),
            part.reason,
            verdict="too small" if may_be_small and 0 < part.denominator < least else "",
        )
        for part in values.breakdown(cursor, *at, slice_)
    ]
    return compared(measure, points, least, parts=True)


def _number(amount):
    return None if amount is None else float(amount)
