"""Values that come by the quarter or the year: each with its interval, and its change on the year before with its own.

A yearly series has too few points for a control chart: whether a year differs from the one before by more than chance
is told from what was counted in both, or from the margins of error that a survey was published with.
"""

import numpy as np
import pyarrow as pa

from dashboard.statistics import change


def add_periods(connection):
    """cube.period_values: the figures of cube.period_figures, with limits and the change on the year before.

    Adds `lower` and `upper` (95% limits of the value), `moved`, `moved_lower`, `moved_upper` (the change, its limits)
    and `movement` ('higher', 'lower', 'within chance'); null where neither what the value is made of nor its margin of
    error is known.
    """
    figures = connection.execute("select * from cube.period_figures").to_arrow_table()
    now = _limits(figures, "")
    before = _limits(figures, "_before", "before")
    moved, said = change.between(now, before)
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
    table = table.append_column("movement", pa.array(said, pa.string()))
    connection.register("periods_found", table)
    connection.execute("create table cube.period_values as select * from periods_found order by measure, unit, month")
    connection.unregister("periods_found")


def _limits(figures, when, value="value"):
    """The Interval of each value in its own unit, as change.limits has it."""
    sides = [_numbers(figures, name + when) for name in ("numerator", "denominator", "margin")]
    return change.limits(_made_as(figures), _numbers(figures, value), *sides)


def _made_as(figures):
    return np.array(figures["made_as"].to_pylist(), dtype=object)


def _shares(figures):
    return _made_as(figures) == "share"


def _numbers(figures, name):
    return np.array(figures[name].to_pylist(), dtype=float)
