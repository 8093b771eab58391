"""Limits of values of whole periods, and whether one differs from another by more than chance explains.

A series of quarters or years has too few points for a control chart: whether a period differs from the one before is
told from what was counted in both, or from the margins of error that a survey was published with.
"""

import numpy as np

from dashboard.statistics import intervals

# Published values are rounded: what was counted has to come to the value that stands beside it, within this share.
ROUNDED = 0.02
DIGITS = 6
MOVEMENTS = {1: "higher", -1: "lower", 0: "within chance"}


def limits(made_as, value, counted, among, margin=None):
    """The Interval of each value in its own unit, NaN where nobody knows how far chance moved it. All are arrays.

    `made_as` is 'share', 'rate', 'count' or None; a value is `counted` over `among` (a count is `counted` alone).
    A margin of error that was published goes before what the counts would give: it knows how the sample was drawn.
    """
    share, rate, count = (made_as == kind for kind in ("share", "rate", "count"))
    among = np.where(count, 1.0, among)
    with np.errstate(invalid="ignore", divide="ignore"):
        # A rate's own multiplier (per 100,000) is what its value is times what was counted over what.
        per = np.where(share, 100.0, np.where(count, 1.0, value * among / counted))
        wrong = ~(among > 0) | ~(counted >= 0) | (share & (counted > among))
        wrong |= share & (np.abs(counted / among * 100 - value) > np.maximum(np.abs(value) * ROUNDED, 0.5))
    usable = (share | rate | count) & ~wrong & np.isfinite(value) & np.isfinite(per)
    lower, upper = np.full(len(value), np.nan), np.full(len(value), np.nan)
    for kind, of in ((share, intervals.proportion), (rate | count, intervals.rate)):
        rows = usable & kind
        if rows.any():
            found = of(counted[rows], among[rows])
            lower[rows], upper[rows] = found.lower * per[rows], found.upper * per[rows]
    if margin is not None:
        given = np.isfinite(margin) & np.isfinite(value)
        # Rounded: both have a few digits, and 61.7 + 3.4 is to be 65.1, not a little over it.
        lower = np.where(given, np.round(value - margin, DIGITS), lower)
        upper = np.where(given, np.round(value + margin, DIGITS), upper)
    return intervals.Interval(value, lower, upper)


def between(now, before):
    """The difference of two Intervals, as an Interval, and for each whether it is 'higher', 'lower' or 'within chance'.

    None stands where either is unknown.
    """
    moved = intervals.difference(now, before)
    movement = np.where(moved.lower > 0, 1, np.where(moved.upper < 0, -1, 0))
    known = np.isfinite(moved.lower)
    return moved, [MOVEMENTS[int(way)] if yes else None for way, yes in zip(movement, known, strict=True)]
