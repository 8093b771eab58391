"""Whether a series moved after something was done, by as much as was predicted: the test of effect of an action.

The mean of the months after is held against the mean of the months before; months in between, while it took hold,
belong to neither. A month that carries over into the next makes fewer months of many: n becomes n (1 - r) / (1 + r), r
being the share carried over. What is told is what was so after, never because of what: nothing here knows that.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from dashboard.statistics import series
from dashboard.statistics.errors import Unusable

FEWEST_BEFORE, FEWEST_AFTER = 12, 6
LENGTHS = (6, 9, 12)  # months after at which it is looked: every month would find chance too often
LEVEL = 0.90  # of the interval: 5% on each side
POWER = 0.80  # with which a change "can be shown"
MOST_CARRIED = 0.8
EXACT = 1e-9  # a spread or a difference of under this share of the largest value is none: rounding
VERDICTS = (
    "as predicted",
    "smaller than predicted",
    "more than predicted",
    "no change shown",
    "no change, and the prediction is ruled out",
    "worse",
)


@dataclass(frozen=True)
class Effect:
    """What the months after say. All but the counts and `carried` is in the unit of the series."""

    before: float  # the mean
    after: float
    difference: float
    lower: float  # the 90% interval of the difference
    upper: float
    months_before: int  # with a value
    months_after: int
    carried: float  # the share of a month that the next one keeps
    verdict: str  # of VERDICTS


@dataclass(frozen=True)
class TooEarly:
    """Why nothing can be said: months with a value that there are and that are needed, before or after."""

    side: str  # "before" or "after"
    months: int
    needed: int


def effect(before, after, predicted):
    """The Effect, or TooEarly. `before` and `after` are months of numbers and None, oldest first; `predicted` is the
    change predicted, with its sign. `after` begins with the first month in which it should show; the first 12, 9 or 6
    are taken. Raises Unusable.
    """
    sign = _sign(predicted)
    old, new = series.one(before), series.one(after)
    have = int(np.isfinite(old).sum())
    if have < FEWEST_BEFORE:
        return TooEarly("before", have, FEWEST_BEFORE)
    length = max((one for one in LENGTHS if one <= len(new)), default=0)
    have = int(np.isfinite(new[: length or None]).sum())
    if have < FEWEST_AFTER:
        return TooEarly("after", have, FEWEST_AFTER)
    new = new[:length]
    found = _difference(old, new)
    low, high = sorted((sign * found["lower"], sign * found["upper"]))
    return Effect(**found, verdict=_verdict(low, high, abs(predicted)))


def can_show(before, months_after=12):
    """The least change that so many months after would show four times in five, if the series goes on as before; None
    where there are too few months before. Raises Unusable.
    """
    old = series.one(before)
    have = int(np.isfinite(old).sum())
    if have < FEWEST_BEFORE:
        return None
    carried = _carried([old - np.nanmean(old)])
    spread = _exact(np.nanstd(old, ddof=1), EXACT * np.nanmax(np.abs(old)))
    error, degrees = _error(spread, carried, have, months_after)
    return float((stdtrit(degrees, (1 + LEVEL) / 2) + stdtrit(degrees, POWER)) * error)


def beside(values, others):
    """The series less the mean of the others in each month: what moved here and not there. A month is a gap where
    either has no value. `others` has a row for each.
    """
    own, rows = series.one(values), series.many(others)
    there = np.isfinite(rows)
    count = there.sum(axis=0)
    mean = np.where(there, rows, 0).sum(axis=0) / np.maximum(count, 1)
    return np.where(count > 0, own - mean, np.nan)


def _sign(predicted):
    if not np.isfinite(predicted) or predicted == 0:
        raise Unusable(f"the change predicted is {predicted!r}; write a number above or below nought")
    return 1 if predicted > 0 else -1


def _difference(old, new):
    rests = [old - np.nanmean(old), new - np.nanmean(new)]
    counts = [int(np.isfinite(rest).sum()) for rest in rests]
    squares = sum(float(np.nansum(rest**2)) for rest in rests)
    least = EXACT * max(np.nanmax(np.abs(old)), np.nanmax(np.abs(new)))
    spread = _exact(np.sqrt(squares / (sum(counts) - 2)), least)
    carried = _carried(rests)
    error, degrees = _error(spread, carried, *counts)
    difference = _exact(np.nanmean(new) - np.nanmean(old), least)
    reach = float(stdtrit(degrees, (1 + LEVEL) / 2) * error)
    return {
        "before": float(np.nanmean(old)),
        "after": float(np.nanmean(new)),
        "difference": difference,
        "lower": difference - reach,
        "upper": difference + reach,
        "months_before": counts[0],
        "months_after": counts[1],
        "carried": carried,
    }


def _exact(number, least):
    """A number as it is, or nought where it is no more than rounding."""
    return float(number) if abs(number) > least else 0.0


def _carried(rests):
    """The share carried over into the next month, from the rests of each part: its bias put right (Kendall 1954)."""
    squares = sum(float(np.nansum(rest**2)) for rest in rests)
    if not squares:
        return 0.0
    found = sum(float(np.nansum(rest[1:] * rest[:-1])) for rest in rests) / squares
    count = sum(int(np.isfinite(rest).sum()) for rest in rests)
    return float(np.clip(found + (1 + 3 * found) / count, 0, MOST_CARRIED))


def _error(spread, carried, *counts):
    """(standard error of the difference of two means, degrees of freedom), of months as good as independent."""
    alone = [count * (1 - carried) / (1 + carried) for count in counts]
    return spread * np.sqrt(sum(1 / one for one in alone)), max(sum(alone) - 2, 1.0)


def _verdict(low, high, predicted):
    """Of the interval of the difference, turned so that what was predicted lies above nought."""
    if high < 0:
        return "worse"
    if low > 0:
        if predicted > high:
            return "smaller than predicted"
        return "more than predicted" if predicted < low else "as predicted"
    return "no change shown" if predicted <= high else "no change, and the prediction is ruled out"
