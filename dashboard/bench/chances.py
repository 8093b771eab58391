"""How far the chance of meeting a target can be believed: docs/statistics.md.

`python -m dashboard.bench.chances` prints the tables: over simulated series, and with a home (`... chances HOME`) over
the past months of its store. The series are drawn from a fixed seed, so that they are the same each time.
"""

import sys
from datetime import date

import numpy as np

from dashboard import scorecard, targets
from dashboard.bench.false_signals import table
from dashboard.home import Home
from dashboard.statistics import chance, forecast
from dashboard.store import Store

SERIES, MONTHS, AHEAD = 400, 48, 6
KINDS = ("level", "drift", "carried over", "seasonal")
AWAY = (-2, -1, 0, 1, 2)  # where targets are set, in standard deviations of a month from the middle
LEFT = (3, 6, 9)  # months before March at which the past is looked at


def drawn(kind, count, seed=1):
    """`count` series of MONTHS + AHEAD values: the last AHEAD are what came."""
    rng, width = np.random.default_rng([seed, KINDS.index(kind)]), MONTHS + AHEAD
    noise = rng.normal(size=(count, width))
    months = np.arange(width)
    if kind == "drift":
        return 50 + 3 * noise + 0.6 * np.cumsum(rng.normal(size=(count, width)), axis=1)
    if kind == "carried over":
        for month in range(1, width):
            noise[:, month] = 0.5 * noise[:, month - 1] + np.sqrt(0.75) * noise[:, month]
    season = 6 * np.sin(2 * np.pi * months / 12) if kind == "seasonal" else 0
    return 50 + 3 * noise + season


def simulated(kind, count=SERIES):
    """(share of values within the band of 80%, chances, what happened) of the last of AHEAD months."""
    inside, chances, happened = [], [], []
    for values in drawn(kind, count):
        ahead = forecast.series(list(values[:MONTHS]), AHEAD)
        came = values[-1]
        inside.append(ahead.lower[-1] <= came <= ahead.upper[-1])
        foretold = chance.normal(ahead.points[-1], ahead.lower[-1], ahead.upper[-1])
        middle, spread = values[:MONTHS].mean(), values[:MONTHS].std()
        for away in AWAY:
            target = middle + away * spread
            chances.append(chance.chance(foretold, low=target))
            happened.append(came >= target)
    return float(np.mean(inside)), chances, happened


def rows(count=SERIES):
    """A dict a kind of series."""
    found = []
    for kind in KINDS:
        inside, chances, happened = simulated(kind, count)
        found.append({"series": kind, "within the band of 80%": f"{inside:.0%}", **_told(chances, happened)})
    return found


def _told(chances, happened):
    said = {"chances": len(chances), "Brier score": f"{chance.brier(chances, happened):.3f}"}
    for place, one in enumerate(chance.reliability(chances, happened)):
        name = f"{20 * place} to {20 * place + 20}%"
        said[name] = "–" if one is None else f"{one[1]:.0%} said, {one[2]:.0%} came ({one[0]})"
    return said


def of_store(snapshot):
    """A dict a number of months before March: the chances that were to be told then at every unit, and what came."""
    names = scorecard.names(snapshot)
    found = {left: ([], []) for left in LEFT}
    for unit in names.units.values():
        for year in sorted({month.year for month in names.months})[2:]:
            end = date(year, 3, 1)
            if end in names.months:
                _past(snapshot, names, unit, end, found)
    return [{"months before March": left, **_told(*pairs)} for left, pairs in found.items() if pairs[0]]


def _past(snapshot, names, unit, end, found):
    with snapshot.cursor() as cursor:
        held = {
            row["measure"]: row
            for row in scorecard.ask_dicts(cursor, "targets_in_force", unit=unit.key, month=end, year_end=end)
            if row["standing"] in ("met", "near", "missed") and row["of_month"] == end
        }
    for left, (chances, happened) in found.items():
        month = date(end.year - (left >= 3), (end.month - left - 1) % 12 + 1, 1)
        if month not in names.months:
            continue
        for key, (outlook, series) in targets.outlooks_of(snapshot, unit.key, month, tuple(held)).items():
            measure, row = names.measures[key], held[key]
            bounds = scorecard.bounds(measure, float(row["target_low"]), _plain(row["target_high"]))
            told = targets.told(measure, (outlook, series), month, *bounds)
            if told.found is not None:
                chances.append(told.found)
                happened.append(row["standing"] == "met")


def _plain(number):
    return None if number is None else float(number)


if __name__ == "__main__":
    print(table(rows()), end="")
    if len(sys.argv) > 1:
        print()
        print(table(of_store(Store(Home(sys.argv[1])).snapshot())), end="")
