"""Run charts with Anhøj's two rules: whether a series holds a signal, where there are too few points for limits.

An answer about the chart as a whole: no point is marked. Anhøj and Olesen 2014, PLoS ONE 9(11): e113825.
"""

import math
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from dashboard.statistics import series
from dashboard.statistics.xmr import EXACT

FEWEST = 10  # useful points under which the rules can hardly speak


@dataclass(frozen=True)
class Chart:
    """The median in the unit of the values; the rest are numbers of points, or of crossings of the median."""

    median: float | None
    useful: int  # points that are not on the median
    longest_run: int
    longest_run_limit: int | None  # a longer run is a signal
    crossings: int
    crossings_limit: int | None  # fewer crossings are a signal
    signal: bool | None  # None where there is no useful point
    too_few: bool


def chart(values):
    """The Chart of one series of numbers and None. Missing points and those on the median are left out, and do not
    break a run. Raises Unusable."""
    given = series.one(values)
    there = given[~np.isnan(given)]
    if not there.size:
        return Chart(None, 0, 0, None, 0, None, None, True)
    median = float(np.median(there))
    off = there - median
    above = (off[np.abs(off) > EXACT * np.abs(there).max()] > 0).tolist()
    useful = len(above)
    if not useful:
        return Chart(median, 0, 0, None, 0, None, None, True)
    runs = [len(list(run)) for _, run in groupby(above)]
    longest_limit, crossings_limit = limits(useful)
    return Chart(
        median=median,
        useful=useful,
        longest_run=max(runs),
        longest_run_limit=longest_limit,
        crossings=len(runs) - 1,
        crossings_limit=crossings_limit,
        signal=max(runs) > longest_limit or len(runs) - 1 < crossings_limit,
        too_few=useful < FEWEST,
    )


def limits(useful):
    """Of so many useful points, at least 1, the longest run and the fewest crossings that are still no signal.

    The first is log2(n) + 3, rounded; the second the 5% point of the binomial distribution of n - 1 tosses of a coin,
    in whole numbers so that no table and no rounding comes between.
    """
    tosses, crossings, ways = useful - 1, 0, 1
    while 20 * ways < 2**tosses:
        crossings += 1
        ways += math.comb(tosses, crossings)
    return round(math.log2(useful)) + 3, crossings
