"""What drives a change: the difference of a measure between two periods, or between a unit and its peers, by its parts.

Parts are the units straight below, each month as the tree stood then, or the values of one of the measure's slices.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard import values
from dashboard.scorecard import ask, ask_dicts
from dashboard.statistics import decomposition

UNITS, PEERS = "units", "peers"


@dataclass(frozen=True)
class Side:
    """One of the two things compared: a unit in a month, or its peers together. `reason` says why it has no value."""

    month: date
    value: float | None
    reason: str | None
    numerator: object = None
    denominator: object = None
    units: int = 1


@dataclass(frozen=True)
class Drivers:
    """The difference and its parts. `split` is None exactly where `reason` says why; `nearest` offers other months."""

    by: str
    against: object
    before: Side
    after: Side
    fewest: int
    split: decomposition.Split | None = None
    reason: str | None = None
    nearest: dict | None = None

    def is_small(self, part):
        """Whether a part is too small in either period to be shown as a rate."""
        return any(
            side is not None and side[1] is not None and side[1] < self.fewest for side in (part.before, part.after)
        )


def drivers(cursor, measure, unit, month, by, against, peers=(), fewest=0):
    """The Drivers of a measure (a row of the catalogue) at a unit in a month.

    `by` is "units" or one of the measure's slices; `against` an earlier month, or "peers" with the keys of the other
    units like it. Shares of fewer than `fewest` things do not decide whether there is a paradox.
    """
    fewest = fewest if measure["kind"] == "proportion" else 0
    after = _side(cursor, measure, unit, month)
    if against == PEERS:
        pooled, before = _peers(cursor, measure, peers, month, by)
    else:
        pooled, before = None, _side(cursor, measure, unit, against)
    found = Drivers(by, against, before, after, fewest)
    reason = _why_not(measure, found)
    if reason:
        return Drivers(by, against, before, after, fewest, None, reason, _nearest(cursor, measure, unit, month, found))
    # A value may be of a period that ended before its month: so are its parts.
    months = [month] if pooled is not None else [against, month]
    ended = {when: values.month_shown(cursor, measure, {"unit": unit}, when) for when in months}
    parts = _parts(cursor, measure, unit, list(ended.values()), by)
    sides = pooled if pooled is not None else parts.get(ended[against], {}), parts.get(ended[month], {})
    return Drivers(by, against, before, after, fewest, _split(measure, found, *_some(measure, *sides)))


def _side(cursor, measure, unit, month):
    found = values.value(cursor, measure["key"], unit, f"{month:%Y-%m}")
    return Side(month, found.value, found.reason, found.numerator, found.denominator)


def _why_not(measure, found):
    if measure["kind"] == "supplied":
        return "its source gives one figure and no parts"
    if found.against == found.after.month:
        return "a month cannot be held against itself: choose another"
    return next((side.reason for side in (found.after, found.before) if side.value is None), None)


def _nearest(cursor, measure, unit, month, found):
    """For each side without a value, the month nearest to it that has one and is not the other side's."""
    sides = {"month": (found.after, found.before), "against": (found.before, found.after)}
    if found.against == PEERS:
        sides.pop("against")
    offers = {}
    for word, (side, other) in sides.items():
        if side.value is None or side.month == other.month:
            asked = {"unit": unit, "measure": measure["key"], "month": side.month, "other": other.month}
            for (near,) in ask(cursor, "nearest_value", **asked):
                offers[word] = near
    return offers


def _parts(cursor, measure, unit, months, by):
    """By month, the (numerator, denominator) of each part."""
    asked = {"unit": unit, "measure": measure["key"], "basis": measure["basis"], "months": months}
    if by == UNITS:
        rows = ask_dicts(cursor, "parts_by_unit", **asked)
    else:
        rows = ask_dicts(cursor, "parts_by_slice", slice=by, **asked)
    found = {}
    for row in rows:
        found.setdefault(row["month"], {})[row["part"]] = row["numerator"], row["denominator"]
    return found


def _peers(cursor, measure, peers, month, by):
    """The other units like it, taken together: (parts, Side). Counts and money are those of one of them on average."""
    rows = ask_dicts(
        cursor,
        "parts_of_peers",
        measure=measure["key"],
        month=month,
        basis=measure["basis"],
        units=list(peers),
        slice=by,
    )
    whole = next((row for row in rows if row["whole"]), None)
    if whole is None:
        return {}, Side(month, None, "no unit like it has a value in this month", units=0)
    shared = Decimal(whole["units"]) if measure["kind"] in ("count", "money") else Decimal(1)
    parts = {row["part"]: (row["numerator"] / shared, row["denominator"]) for row in rows if not row["whole"]}
    top, bottom = whole["numerator"] / shared, whole["denominator"]
    return parts, Side(month, _value(measure, top, bottom), None, top, bottom, whole["units"])


def _value(measure, top, bottom):
    return float(top) if bottom is None else float(top) / float(bottom) * float(measure["per"])


def _some(measure, before, after):
    """The parts in which anything was counted in either period. A base is there whether anything was counted or not."""
    by_top = measure["base"] or measure["kind"] in ("count", "money")
    seen = {key for side in (before, after) for key, (top, bottom) in side.items() if top or (bottom and not by_top)}
    return tuple({key: pair for key, pair in side.items() if key in seen} for side in (before, after))


def _split(measure, found, before, after):
    wholes = [(side.numerator, side.denominator) for side in (found.before, found.after)]
    per = measure["per"] if measure["kind"] not in ("count", "money") else 1
    if measure["kind"] in ("count", "money"):
        return decomposition.split(*map(_tops, (before, after)), per, _whole_tops(wholes))
    if not measure["base"]:
        return decomposition.split(before, after, per, wholes, fewest=found.fewest)
    base = [bottom for _, bottom in wholes]
    if found.against != PEERS:
        return decomposition.split(*map(_tops, (before, after)), per, _whole_tops(wholes), base=base)
    # Peers serve another population altogether: what a part adds is its own rate over its own side's people.
    held = [_over(side, people) for side, people in zip((before, after), base, strict=True)]
    return decomposition.split(*held, per, [(top / people, None) for top, people in wholes])


def _tops(parts):
    """The numerators alone: what counts without a denominator."""
    return {key: (top, None) for key, (top, _) in parts.items()}


def _whole_tops(wholes):
    return [(top, None) for top, _ in wholes]


def _over(parts, people):
    return {key: (top / people, None) for key, (top, _) in parts.items()}
