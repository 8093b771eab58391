"""What a target would have meant in the last three years, before anybody is held to it."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from dashboard import scorecard

LEVEL = (1.0,) * 12
YEARS = 3  # that a season is taken from


@dataclass(frozen=True)
class Rehearsal:
    """The months as they would have stood (rows of queries/views/rehearsed.sql), and today's units: all that it would
    hold for, those that would miss it, and of these those that do not miss what they are held to now."""

    months: list
    units: list
    red: list
    newly_red: list

    @property
    def counts(self):
        """{'met': 20, ...} of the months."""
        return Counter(row["standing"] for row in self.months)

    @property
    def flips(self):
        """The months in which it would have changed without a signal."""
        return [row["month"] for row in self.months if row["flipped"]]


def rehearse(cursor, measure, unit, month, low, high=None, floor=None, season=LEVEL):
    """The Rehearsal of a target of a measure at a unit (keys): its value, or the lower and the upper end of a range."""
    asked = {"measure": measure, "unit": unit, "month": month, "low": float(low), "floor": floor}
    asked["high"] = None if high is None else float(high)
    months = scorecard.ask_dicts(cursor, "rehearsed", **asked, season=list(season))
    now = season[month.month - 1]
    asked |= {"low": asked["low"] * now, "high": None if high is None else asked["high"] * now}
    units = scorecard.ask_dicts(cursor, "rehearsed_units", **asked)
    red = [row["unit"] for row in units if row["would"] == "missed"]
    newly = [row["unit"] for row in units if row["would"] == "missed" and row["standing"] != "missed"]
    return Rehearsal(months, [row["unit"] for row in units], red, newly)


def season(cursor, measure, unit, month):
    """What each month is of its year for a measure at a unit, up to a month; () where it cannot be told."""
    rows = scorecard.ask_dicts(cursor, "series", measure=measure, unit=unit)
    row = next((one for one in rows if one["own"]), None)
    if row is None:
        return ()
    first = row["first_month"]
    count = (month.year - first.year) * 12 + month.month - first.month + 1
    months = [first.replace(year=first.year + at // 12, month=at % 12 + 1) for at in range(first.month - 1, 11 + count)]
    return season_of(months[:count], row["vals"][:count])


def season_of(months, values):
    """What each month is of its year, January first, over the last three years with a value in every month; () where
    there are not so many. `months` are firsts of months beside their values, the oldest first."""
    if len(values) < 12 * YEARS or any(value is None for value in values[-12 * YEARS :]):
        return ()
    last = np.array(values[-12 * YEARS :], dtype=float).reshape(YEARS, 12)
    means = last.mean(axis=1, keepdims=True)
    if not (means > 0).all():
        return ()
    parts = (last / means).mean(axis=0)
    begins = months[-12 * YEARS].month - 1
    return tuple(round(float(one), 4) for one in np.roll(parts * 12 / parts.sum(), begins))
