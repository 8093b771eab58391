"""How far a value could be from what was counted by chance alone: intervals for shares, counts, rates and means.

Two kinds of call. With single numbers an answer is floats, and numbers that cannot be right (nothing to divide by,
more counted than there were) raise Unusable. With sequences an answer is arrays, and such a row is NaN throughout, so
that one unit without clients does not take the other units with it. `level` is 0.95 or 0.998 by custom.

Formulas as Public Health England's "Commonly used public health statistics and their confidence intervals" gives
them: Wilson for shares, exact Poisson under 10 events and Byar from 10, Dobson's for standardised rates.
"""

from collections.abc import Mapping
from numbers import Real
from typing import NamedTuple

import numpy as np
from scipy.special import gammaincinv, ndtri, stdtrit

from dashboard.statistics.errors import Unusable

EXACT_BELOW = 10  # events: from here Byar's approximation is within two thousandths of the exact limits
FEWEST_EVENTS = 10  # under this many events in all a directly standardised rate rests on too little to be shown

# The European Standard Population of 2013: people of 0-4, 5-9, ... 85-89, 90 and over (Eurostat).
EUROPEAN_POPULATION_2013 = (
    *(5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000),
    *(7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000),
)


class Interval(NamedTuple):
    """A value with the lower and upper limit of its interval: floats, or arrays of one length."""

    value: float | np.ndarray
    lower: float | np.ndarray
    upper: float | np.ndarray


def proportion(x, n, level=0.95):
    """The share x of n (0 to 1) with Wilson's limits. Raises Unusable where n is 0 or x is not between 0 and n."""
    x, n, single = _numbers(x, n)
    wrong = {
        "nothing to take a share of": ~(n > 0),
        "a share of less than nothing": ~(x >= 0),
        "more were counted than there were": x > n,
    }
    z = _normal(level)
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = 2 * x + z**2
        # The square root is taken apart so that x = 0 ends at exactly 0 and x = n at exactly 1.
        reach = z * np.sqrt(np.maximum(z**2 + 4 * x * (1 - x / n), 0))
        lower = np.where(x == 0, 0.0, (middle - reach) / (2 * (n + z**2)))
        upper = np.where(x == n, 1.0, (middle + reach) / (2 * (n + z**2)))
        return _answer(Interval(x / n, lower, upper), (x, n), wrong, single)


def count(x, level=0.95):
    """A number of events with its Poisson limits: exact under 10, Byar's from 10. Raises Unusable under 0."""
    x, single = _numbers(x)
    lower, upper = _poisson(x, level)
    return _answer(Interval(x, lower, upper), (x,), {"fewer than no events": ~(x >= 0)}, single)


def rate(x, n, per=1, level=0.95):
    """x events in n, for every `per`, with the limits of `count`. Raises Unusable for no n and for x under 0."""
    x, n, single = _numbers(x, n)
    wrong = {"nothing to divide by": ~(n > 0), "fewer than no events": ~(x >= 0)}
    lower, upper = _poisson(x, level)
    with np.errstate(invalid="ignore", divide="ignore"):
        limits = Interval(*(part / n * per for part in (x, lower, upper)))
    return _answer(limits, (x, n), wrong, single)


def difference(now, before):
    """The difference of two independent values from their own Intervals, with limits: square and add.

    Newcombe 1998 (method 10) for shares with Wilson's limits; Zou and Donner 2008 for any two intervals. NaN where
    either is unknown.
    """
    moved = now.value - before.value
    down = np.sqrt((now.value - now.lower) ** 2 + (before.upper - before.value) ** 2)
    up = np.sqrt((now.upper - now.value) ** 2 + (before.value - before.lower) ** 2)
    return Interval(moved, moved - down, moved + up)


def mean(values, level=0.95):
    """The mean of values with Student's limits; missing values are left out. Raises Unusable under two values."""
    there = _numbers(values)[0].ravel()
    there = there[~np.isnan(there)]
    if len(there) < 2:
        raise Unusable(f"a mean of {len(there)} values has no interval; it takes two")
    middle = there.mean()
    reach = stdtrit(len(there) - 1, 0.5 + _level(level) / 2) * there.std(ddof=1) / np.sqrt(len(there))
    return Interval(float(middle), float(middle - reach), float(middle + reach))


def directly_standardised(x, n, weights=EUROPEAN_POPULATION_2013, per=1, level=0.95):
    """The rate that n people would have if their ages were those of `weights`, with Dobson's limits.

    x, n and weights have one number for each age band; a missing x is no event. Where a person can have several
    events, x is a mapping: {1: people who had one event, by band, 2: people who had two, ...}; the spread is then
    that of people and not of events. Raises Unusable under 10 events in all: such a rate is not to be shown.
    """
    n, weights, _ = _numbers(n, weights)
    if not ((n > 0).all() and (weights >= 0).all() and weights.sum() > 0):
        raise Unusable("a standardised rate needs people, and a weight, in every age band")
    people = {times: _events(had, n) for times, had in (x if isinstance(x, Mapping) else {1: x}).items()}
    events = sum(times * had.sum() for times, had in people.items())
    if events < FEWEST_EVENTS:
        raise Unusable(f"{events:g} events: a standardised rate is not worked out under {FEWEST_EVENTS}")
    share = weights / weights.sum()
    value = sum(times * (share * had / n).sum() for times, had in people.items())
    variance = sum(times**2 * (share**2 * had / n**2).sum() for times, had in people.items())
    lower, upper = (value + np.sqrt(variance / events) * (limit - events) for limit in _poisson(events, level))
    return Interval(*(float(part * per) for part in (value, lower, upper)))


def indirectly_standardised(x, n, x_ref, n_ref, per=None, level=0.95):
    """Events over those expected at the reference's rates by age band; with `per`, that times the reference's rate.

    A band missing in x, n or the reference counts as empty. The limits are those of `count`. Raises Unusable where
    nothing was expected or a number is below 0.
    """
    bands = np.broadcast_arrays(*(np.nan_to_num(part) for part in _numbers(x, n, x_ref, n_ref)[:-1]))
    x, n, x_ref, n_ref = bands
    if any((part < 0).any() for part in bands):
        raise Unusable("a standardised ratio needs events and people of 0 or more in every age band")
    if (x_ref[n_ref == 0] > 0).any() or not n_ref.any():
        raise Unusable("the reference has events in an age band without people")
    expected = (np.divide(x_ref, n_ref, out=np.zeros_like(x_ref), where=n_ref > 0) * n).sum()
    if not expected > 0:
        raise Unusable("no event was expected, so there is nothing to compare with")
    scale = 1 / expected if per is None else x_ref.sum() / n_ref.sum() * per / expected
    events = x.sum()
    return Interval(*(float(part * scale) for part in (events, *_poisson(events, level))))


def against(lower, upper, benchmark, better="neither"):
    """How a value with these limits stands against a benchmark that has none, as Fingertips says it.

    "similar" unless the whole interval lies on one side; then "better" or "worse", or "higher" or "lower" where
    `better` is "neither". Arrays give an array of words, None where a limit is missing. Two intervals that overlap
    are no test of two units' being equal: this compares a unit with a fixed figure only.
    """
    words = {"higher": ("better", "worse"), "lower": ("worse", "better"), "neither": ("higher", "lower")}
    if better not in words:
        raise Unusable(f"better is '{better}'; it is one of higher, lower, neither")
    lower, upper, benchmark, single = _numbers(lower, upper, benchmark)
    above, below = words[better]
    missing = np.isnan(lower) | np.isnan(upper) | np.isnan(benchmark)
    said = np.select([missing, lower > benchmark, upper < benchmark], [None, above, below], "similar")
    if single and missing:
        raise Unusable("a comparison needs a lower limit, an upper limit and a benchmark")
    return str(said) if single else said


def _poisson(x, level):
    """The lower and upper limit of a number of events; fractions are allowed."""
    z, tail = _normal(level), 0.5 - _level(level) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        # A chi-squared quantile with 2k degrees of freedom, halved, is a gamma quantile of shape k.
        exact = np.where(x > 0, gammaincinv(x, tail), 0.0), gammaincinv(x + 1, 1 - tail)
        byar = (
            x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3,
            (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3,
        )
    return tuple(np.where(x < EXACT_BELOW, few, many) for few, many in zip(exact, byar, strict=True))


def _normal(level):
    return ndtri(0.5 + _level(level) / 2)


def _level(level):
    if not (isinstance(level, Real) and 0 < level < 1):
        raise Unusable(f"the level of an interval is {level!r}; it lies between 0 and 1, such as 0.95")
    return level


def _events(x, n):
    events = np.nan_to_num(_numbers(x)[0])
    if events.shape != n.shape or (events < 0).any():
        raise Unusable("a standardised rate needs a number of events of 0 or more for every age band")
    return events


def _numbers(*given):
    """What was given as arrays of floats, missing as NaN, and whether it was all single numbers."""
    try:
        arrays = [np.asarray(part, dtype=float) for part in given]
        np.broadcast_shapes(*(part.shape for part in arrays))
    except (TypeError, ValueError):
        raise Unusable("intervals need numbers, and as many of the one as of the other") from None
    return *arrays, all(part.ndim == 0 for part in arrays)


def _answer(interval, given, wrong, single):
    """The interval as floats, or as arrays with NaN in wrong rows. Raises Unusable for a single wrong one."""
    if single:
        if not all(np.isfinite(part) for part in given):
            raise Unusable("a number is missing, so there is no interval")
        for why, is_so in wrong.items():
            if is_so:
                raise Unusable(why)
        return Interval(*(float(part) for part in interval))
    bad = ~np.logical_and.reduce(np.broadcast_arrays(*(np.isfinite(part) for part in given)))
    bad = np.logical_or.reduce(np.broadcast_arrays(bad, *wrong.values()))
    return Interval(*(np.where(bad, np.nan, part) for part in interval))
