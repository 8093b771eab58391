"""Measures by financial quarter: each value with its limits, and its change on the quarter before and a year before.

Ten quarters are too few for a control chart, so a change is held against what chance alone would make. A quarter begins
in April, July, October or January, has a value only when it has ended, and is named by its last month.
"""

from dataclasses import dataclass
from datetime import date
from itertools import dropwhile

import numpy as np
from scipy.special import ndtr, ndtri

from dashboard.asking import ask_dicts
from dashboard.statistics import change, evidence

BASIS = "quarter"
MONTHS = 3


@dataclass(frozen=True)
class Move:
    """The change on an earlier quarter, with its 95% limits, and whether it is 'higher', 'lower' or 'within chance'.

    None stands where nobody knows what chance would make.
    """

    moved: float
    lower: float | None
    upper: float | None
    movement: str | None


@dataclass(frozen=True)
class Quarter:
    """A measure in the quarter that ends in `month`, with its 95% limits.

    `on_before` and `on_year` are Moves, None where there is nothing to hold it against.
    """

    month: date
    value: float | None
    numerator: float | None
    denominator: float | None
    lower: float | None
    upper: float | None
    on_before: Move | None
    on_year: Move | None

    @property
    def first_month(self):
        return self.month.replace(month=self.month.month - MONTHS + 1)


def last_ended(month, months):
    """The last month of the newest quarter that has ended by a month, of those of the store; None where none has."""
    return next((one for one in reversed(months) if one <= month and one.month % MONTHS == 0), None)


def of_measure(measure, made_as, rows, month, months):
    """The Quarters of a measure (a row of the catalogue) at a unit up to a month, oldest first, from its `rows` of the
    view `series`; empty for what has none."""
    known = {"measure": measure["key"], "kind": measure["kind"], "made_as": made_as}
    return _up_to([{**row, **known} for row in rows], month, months).get(measure["key"], [])


def of_measures(cursor, measures, unit, month, months):
    """{measure: Quarters} of some measures at a unit (keys) up to a month, oldest first."""
    return _up_to(ask_dicts(cursor, "quarters", unit=unit, measures=measures), month, months)


def _up_to(courses, month, months):
    """{measure: Quarters} of courses up to a month, oldest first."""
    found = {}
    ends = [one for one in months if one <= month and one.month % MONTHS == 0]
    for measure, quarter in _quarters(courses, ends):
        found.setdefault(measure, []).append(quarter)
    return {key: list(dropwhile(lambda quarter: quarter.value is None, each)) for key, each in found.items()}


def of_unit(cursor, unit, month):
    """{measure: Quarter} of a unit (its key) in the quarter that ends in a month."""
    return dict(_quarters(ask_dicts(cursor, "quarters", unit=unit, measures=None), [month]))


def believed(found):
    """The measures of {measure: Quarter} whose change on the quarter before is more than chance explains.

    At most one in ten of them is expected to be false: among fifty changes some are always beyond their own limits.
    """
    measures = [key for key, one in found.items() if one.on_before and one.on_before.lower is not None]
    surprise = [_p_value(found[key].on_before) for key in measures]
    return (
        {key for key, is_so in zip(measures, evidence.discoveries(surprise), strict=True) if is_so}
        if measures
        else set()
    )


def _p_value(move):
    """How often chance alone moves as far: a normal deviate by the side of the limits that lies towards no change."""
    towards = move.moved - move.lower if move.moved > 0 else move.upper - move.moved
    return float(2 * ndtr(-abs(move.moved) / towards * ndtri(0.975))) if towards > 0 else 1.0


def _quarters(courses, months):
    """[(measure, Quarter)] of rows of the view `quarters`, each in the quarters that end in some months."""
    rows = [row for course in courses if _has_quarters(course) for row in _in_quarters(course, months)]
    if not rows:
        return []
    now = _limits(rows, "")
    on_before, on_year = (_moves(rows, now, _limits(rows, when)) for when in ("_before", "_year"))
    return [
        (
            row["measure"],
            Quarter(
                *(row[name] for name in ("month", "value", "numerator", "denominator")),
                *(_known(end[n]) for end in (now.lower, now.upper)),
                *(found[n] for found in (on_before, on_year)),
            ),
        )
        for n, row in enumerate(rows)
    ]


def _has_quarters(course):
    """Whether quarters can be taken from a course: what is counted at a month's end has its quarter's value there too,
    what is supplied has none but its own."""
    return course["basis"] == BASIS or (course["basis"] == "snapshot" and course["kind"] != "supplied")


def _in_quarters(course, months):
    """A course in the quarters that end in some months, with the quarter before and the one of a year before: rows of
    `value`, `numerator` and `denominator`, each with `_before` and `_year`."""
    sides = {"value": course["vals"], "numerator": course["numerators"], "denominator": course["denominators"]}
    known = {"measure": course["measure"], "made_as": course["made_as"], "stock": course["basis"] != BASIS}
    first = course["first_month"]
    for month in months:
        place = (month.year - first.year) * 12 + month.month - first.month
        if place >= 0:
            yield {
                **known,
                "month": month,
                **{
                    name + when: _at(values, place - earlier)
                    for when, earlier in (("", 0), ("_before", MONTHS), ("_year", 12))
                    for name, values in sides.items()
                },
            }


def _at(values, place):
    return values[place] if values and 0 <= place < len(values) else None


def _limits(rows, when):
    """The Interval of the values of the rows, or of those of an earlier quarter."""
    value, counted, among = (
        np.array([row[name + when] for row in rows], dtype=float) for name in ("value", "numerator", "denominator")
    )
    # Only things that were counted vary as counts do: hours and pounds do not.
    counted = np.where(counted == np.floor(counted), counted, np.nan)
    return change.limits(np.array([row["made_as"] for row in rows], dtype=object), value, counted, among)


def _moves(rows, now, before):
    """A Move for each row, None where there is nothing to hold it against.

    Of what is counted at a month's end nothing is said of chance: the same people stand at the end of both quarters:
    they are not two samples.
    """
    moved, said = change.between(now, before)
    return [
        None
        if np.isnan(moved.value[n])
        else Move(float(moved.value[n]), None, None, None)
        if row["stock"]
        else Move(*(_known(end[n]) for end in moved), said[n])
        for n, row in enumerate(rows)
    ]


def _known(number):
    return None if np.isnan(number) else float(number)
