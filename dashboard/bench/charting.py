"""The control charts of a build: thousands at once beside their limits alone, and what they add to the build."""

import statistics
import time

import duckdb
import numpy as np

from dashboard import signals
from dashboard.bench.table import row
from dashboard.statistics import xmr

SERIES, MONTHS = 10_000, 60
RUNS = 5


def rows(home):
    """Ten thousand charts with all rules beside mean and limits in plain numpy; the signals of a store made anew."""
    matrix = np.random.default_rng(1).normal(50, 5, (SERIES, MONTHS))
    return [
        row(
            f"{SERIES:,} control charts of {MONTHS} months beside their limits alone",
            _median_ms(lambda: xmr.charts(matrix)),
            _median_ms(lambda: _limits(matrix)),
        ),
        row("signals of all measures, units and months, in a build", _signals_seconds(home), unit="s"),
    ]


def _limits(matrix):
    mean, ranges = matrix.mean(axis=1), np.abs(np.diff(matrix, axis=1))
    kept = np.where(ranges < xmr.SCREEN * ranges.mean(axis=1, keepdims=True), ranges, np.nan)
    width = xmr.LIMIT * np.nanmean(kept, axis=1)
    return mean, mean - width, mean + width


def _median_ms(work):
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def _signals_seconds(home):
    """cube.signals made again from a store's own series, into a database in memory."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{home.link.resolve()}' as store (read_only)")
        connection.execute("create schema cube; create schema model")
        connection.execute("create view model.months as from store.model.months")
        connection.execute("create view cube.charted as from store.cube.charted")
        start = time.perf_counter()
        signals.add_signals(connection)
        return time.perf_counter() - start
