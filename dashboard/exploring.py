"""Any measures at any units beside one another: their courses over months, whole or by parts, at most MOST of them."""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from dashboard import scorecard as cards
from dashboard.comparison import carried

MOST = 12  # lines that can still be told apart
NOT_CARRIED = "not on its scorecard"
NEVER = "nothing has been counted here"
TOO_OLD = "no value in the months shown"
NO_PART = "no such part here"
WOULD_TELL = "less what you see of others, it would tell of a unit that is not open to you"


@dataclass(frozen=True)
class Line:
    """A measure at a unit, whole (`part` is '') or one part of a slice: a value for each of the months asked for.

    `targets` are (least, most) of each month, (None, None) where there is none or where it is meant for another way of
    counting. `chart` is the control chart of the measure there as it stood in the last month, None where there is none;
    `is_charted` says whether its months are those of the line; `before` has each month’s value a year before.
    `limits` are the 95% limits, {month: (lower, upper)}, of values that come by the quarter or the year.
    """

    measure: dict
    unit: cards.Unit
    part: str
    basis: str
    months: list
    values: list
    numerators: list
    denominators: list
    is_own: bool
    is_charted: bool
    targets: list
    chart: dict | None
    before: list
    limits: dict = field(default_factory=dict)

    @property
    def key(self):
        return self.measure["key"], self.unit.key, self.part

    @property
    def is_apart(self):
        """Whether its values come by the quarter or the year: no two of them lie in months side by side."""
        places = [place for place, value in enumerate(self.values) if value is not None]
        return all(after - before > 1 for before, after in pairwise(places))

    @property
    def known(self):
        """(month, value) of the months that have one."""
        return [pair for pair in zip(self.months, self.values, strict=True) if pair[1] is not None]


@dataclass(frozen=True)
class Missing:
    """What was asked for and is not drawn, with the reason in words."""

    measure: dict
    unit: cards.Unit
    reason: str
    part: str = ""


@dataclass(frozen=True)
class Found:
    """The lines of an exploration; what has no value in its months; and what there was no room for."""

    lines: list
    missing: list = field(default_factory=list)
    left_out: list = field(default_factory=list)


@dataclass(frozen=True)
class Wanted:
    """What is asked for: measures (rows of the catalogue) and units, from one month to another; a way of counting or ''
    for each measure's own; and a slice whose parts are drawn, all of them or only `part`."""

    measures: list
    units: list
    first: date
    last: date
    basis: str = ""
    slice: str = ""
    part: str | None = None


def explored(cursor, names, wanted):
    """The Found lines, in the order in which measures and units were asked for."""
    asked = {"measures": [m["key"] for m in wanted.measures], "units": [unit.key for unit in wanted.units]}
    pairs = [(measure, unit) for measure in wanted.measures for unit in wanted.units]
    on_cards = carried(names)
    here = [(m, u) for m, u in pairs if m["key"] in on_cards.get(u.key, ())]
    missing = [Missing(m, u, NOT_CARRIED) for m, u in pairs if m["key"] not in on_cards.get(u.key, ())]
    courses = _parts(cursor, names, wanted, asked) if wanted.slice else _wholes(cursor, wanted, asked)
    told = {
        (row["measure"], row["unit"]): row
        for row in cards.ask_dicts(cursor, "explore_cards", **asked, first=wanted.first, last=wanted.last)
    }
    charts = {
        (row["measure"], row["unit"]): row
        for row in cards.ask_dicts(cursor, "explore_signals", **asked, month=wanted.last)
    }
    limits = {}
    for row in cards.ask_dicts(cursor, "explore_limits", **asked):
        limits.setdefault((row["measure"], row["unit"]), {})[row["month"]] = row["lower"], row["upper"]
    months = [month for month in names.months if wanted.first <= month <= wanted.last]
    lines = []
    for measure, unit in here:
        key = measure["key"], unit.key
        drawn = [
            _line(measure, unit, row, months, told.get(key), charts.get(key), limits.get(key))
            for row in courses.get(key, ())
        ]
        drawn = [line for line in drawn if line.known]
        lines += drawn
        if not drawn:
            reason = (told.get(key) or {}).get("reason") or (NO_PART if wanted.slice else NEVER)
            missing.append(Missing(measure, unit, WOULD_TELL if names.holds_back(*key) else reason))
    return Found(lines[:MOST], missing, lines[MOST:])


def newest(found, most):
    """The Found of its newest months: at most so many of what comes by the month, all of what comes by the year; and
    none before the first value."""
    months = found.lines[0].months
    first = months.index(min(line.known[0][0] for line in found.lines))
    start = first if all(line.is_apart for line in found.lines) else max(first, len(months) - most)
    if not start:
        return found
    per_month = ("months", "values", "numerators", "denominators", "targets", "before")
    cut = [replace(line, **{word: getattr(line, word)[start:] for word in per_month}) for line in found.lines]
    gone = [line for line in cut if not line.known]
    told = [Missing(line.measure, line.unit, TOO_OLD, line.part) for line in gone]
    return replace(found, lines=[line for line in cut if line.known], missing=[*found.missing, *told])


def _wholes(cursor, wanted, asked):
    """The course of each pair: counted as asked, or in the measure's own way where it is not counted so."""
    found = {}
    for row in cards.ask_dicts(cursor, "explore_series", **asked, basis=wanted.basis):
        # Its own way comes last, and stands in only where the one asked for is not there.
        found.setdefault((row["measure"], row["unit"]), {})[row["basis"]] = {**row, "part": ""}
    return {pair: [rows.get(wanted.basis) or _own(rows)] for pair, rows in found.items() if _own(rows)}


def _own(rows):
    return next((row for row in rows.values() if row["own"]), None)


def _parts(cursor, names, wanted, asked):
    """The courses of each pair's parts, those with most counted in the last month first."""
    found, sizes = {}, {}
    rows = cards.ask_dicts(cursor, "explore_parts", **asked, slice=wanted.slice, part=wanted.part)
    places = {month: place for place, month in enumerate(names.months)}
    for row in rows:
        parts = found.setdefault((row["measure"], row["unit"]), {})
        nothing = {word: [None] * len(names.months) for word in ("vals", "numerators", "denominators")}
        course = parts.setdefault(row["part"], {**nothing, "part": row["part"]})
        place = places.get(row["month"])
        if place is None:
            continue
        for word, column in (("vals", "value"), ("numerators", "numerator"), ("denominators", "denominator")):
            course[word][place] = row[column]
        if row["month"] <= wanted.last:
            sizes[row["measure"], row["unit"], row["part"]] = max(abs(row["numerator"] or 0), row["denominator"] or 0)
    whole = {"own": True, "charted": False, "basis": None, "first_month": names.months[0] if names.months else None}
    return {
        pair: [
            {**whole, **course}
            for course in sorted(parts.values(), key=lambda one: (-sizes.get((*pair, one["part"]), 0), one["part"]))
        ]
        for pair, parts in found.items()
    }


def _line(measure, unit, row, months, told, chart, limits):
    first = row["first_month"]
    start = (months[0].year - first.year) * 12 + months[0].month - first.month

    def within(values, back=0):
        places = range(start - back, start - back + len(months))
        return [values[place] if values and 0 <= place < len(values) else None for place in places]

    is_whole = not row["part"]
    return Line(
        measure=measure,
        unit=unit,
        part=row["part"],
        basis=row["basis"] or measure["basis"],
        months=months,
        values=within(row["vals"]),
        numerators=within(row["numerators"]),
        denominators=within(row["denominators"]),
        is_own=row["own"],
        is_charted=row["charted"],
        targets=_targets(measure, months, told if is_whole and row["own"] else None),
        chart=chart if is_whole else None,
        before=within(row["vals"], back=12),
        limits=limits if limits and is_whole and row["own"] else {},
    )


def _targets(measure, months, told):
    found = {}
    if told:
        for month, low, high in zip(told["months"], told["lows"], told["highs"], strict=True):
            found[month] = cards.bounds(measure, low, high)
    return [found.get(month, (None, None)) for month in months]
