"""Values that come by the quarter or the year: each with its interval, and its change on the year before with its own.

A yearly series has too few points for a control chart: whether a year differs from the one before by more than chance
is told from what was counted in both, or from the margins of error that a survey was published with.
"""

import numpy as np
import pyarrow as pa

from dashboard.statistics import intervals

# Published values are rounded: what was counted has to come to the value that stands beside it, within this share.
ROUNDED = 0.02
DIGITS = 6
MOVEMENTS = {1: "higher", -1: "lower", 0: "within chance"}


def add_periods(connection):
    """cube.period_values: the figures of cube.period_figures, with limits and the change on the year before.

    Adds `lower` and `upper` (95% limits of the value), `moved`, `moved_lower`, `moved_upper` (the change, its limits)
    and `movement` ('higher', 'lower', 'within chance'); null where neither what the value is made of nor its margin of
    error is known.
    """
    figures = connection.execute("select * from cube.period_figures").to_arrow_table()
    now = _interval(figures, "")
    before = _interval(figures, "_before", "before")
    moved = intervals.difference(now, before)
    known = np.isfinite(moved.lower)
    movement = np.where(moved.lower > 0, 1, np.where(moved.upper < 0, -1, 0))
    added = {
        "lower": np.where(_shares(figures), np.maximum(now.lower, 0), now.lower),
        "upper": np.where(_shares(figures), np.minimum(now.upper, 100), now.upper),
        "moved": _numbers(figures, "value") - _numbers(figures, "before"),
        "moved_lower": moved.lower,
        "moved_upper": moved.upper,
    }
    table = figures
    for name, values in added.items():
        table = table.append_column(name, pa.array(values, pa.float64(), from_pandas=True))
    said = [MOVEMENTS[int(way)] if yes else None for way, yes in zip(movement, known, strict=True)]
    table = table.append_column("movement", pa.array(said, pa.string()))
    connection.register("periods_found", table)
    connection.execute("create table cube.period_values as select * from periods_found order by measure, unit, month")
    connection.unregister("periods_found")


def _interval(figures, when, value="value"):
    """The Interval of each value in its own unit, NaN where nobody knows how far chance moved it.

    A margin of error that was published goes before what the counts would give: it knows how the sample was drawn.
    """
    counted, among, shown = (
        _numbers(figures, "numerator" + when),
        _numbers(figures, "denominator" + when),
        _numbers(figures, value),
    )
    share, rate = _shares(figures), _made_as(figures) == "rate"
    with np.errstate(invalid="ignore", divide="ignore"):
        # A rate's own multiplier (per 100,000) is what its value is times what was counted over what.
        per = np.where(share, 100.0, shown * among / counted)
        wrong = ~(among > 0) | ~(counted >= 0) | (share & (counted > among))
        wrong |= share & (np.abs(counted / among * 100 - shown) > np.maximum(np.abs(shown) * ROUNDED, 0.5))
    usable = (share | rate) & ~wrong & np.isfinite(shown) & np.isfinite(per)
    lower, upper = np.full(len(shown), np.nan), np.full(len(shown), np.nan)
    for kind, limits in ((share, intervals.proportion), (rate, intervals.rate)):
        rows = usable & kind
        if rows.any():
            found = limits(counted[rows], among[rows])
            lower[rows], upper[rows] = found.lower * per[rows], found.upper * per[rows]
    margin = _numbers(figures, "margin" + when)
    given = np.isfinite(margin) & np.isfinite(shown)
    # Rounded: both have a few digits, and 61.7 + 3.4 is to be 65.1, not a little over it.
    lower = np.where(given, np.round(shown - margin, DIGITS), lower)
    upper = np.where(given, np.round(shown + margin, DIGITS), upper)
    return intervals.Interval(shown, lower, upper)


def _made_as(figures):
    return np.array(figures["made_as"].to_pylist(), dtype=object)


def _shares(figures):
    return _made_as(figures) == "share"


def _numbers(figures, name):
    return np.array(figures[name].to_pylist(), dtype=float)
