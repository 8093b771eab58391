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
LOW = 0.4  # chances below it are looked at together
RESAMPLED = 500
# Held against a plan that begins anew each April: they come home towards March, which a level carried on does not know.
OF_THE_PLAN = ("budget_variance", "activity_against_plan")


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
    found = {left: [] for left in LEFT}
    for unit in names.units.values():
        for year in sorted({month.year for month in names.months})[2:]:
            end = date(year, 3, 1)
            if end in names.months:
                _past(snapshot, names, unit, end, found)
    rows = []
    for left, each in found.items():
        others = [one for one in each if one[0] not in OF_THE_PLAN]
        for name, told in (("all", each), ("without those of the year’s plan", others)):
            if told:
                *_, chances, happened = zip(*told, strict=True)
                said = {"months before March": left, "measures": name}
                rows.append({**said, **_told(chances, happened), "below 40%": low(told)})
    return rows


def low(told):
    """What was said and what came of chances below LOW, and the 90% interval of the difference: measures of a year are
    drawn anew as wholes, for all the units of one rise and fall together. `told` are (measure, March, chance, came)."""
    groups = {}
    for one in told:
        groups.setdefault(one[:2], []).append(one[2:])
    groups, rng = list(groups.values()), np.random.default_rng(1)
    drawn = [rng.integers(0, len(groups), len(groups)) for _ in range(RESAMPLED)]
    apart = [came - said for said, came in (_low([groups[at] for at in places]) for places in drawn)]
    said, came = _low(groups)
    least, most = np.nanquantile(apart, (0.05, 0.95))
    return f"{said:.1%} said, {came:.1%} came ({100 * least:+.1f} to {100 * most:+.1f} points)"


def _low(groups):
    pairs = np.array([pair for group in groups for pair in group if pair[0] < LOW] or [(np.nan, np.nan)], dtype=float)
    return pairs.mean(axis=0)


def _past(snapshot, names, unit, end, found):
    with snapshot.cursor() as cursor:
        held = {
            row["measure"]: row
            for row in scorecard.ask_dicts(cursor, "targets_in_force", unit=unit.key, month=end, year_end=end)
            if row["standing"] in ("met", "near", "missed") and row["of_month"] == end
        }
    for left, told_then in found.items():
        month = date(end.year - (left >= 3), (end.month - left - 1) % 12 + 1, 1)
        if month not in names.months:
            continue
        for key, (outlook, series) in targets.outlooks_of(snapshot, unit.key, month, tuple(held)).items():
            measure, row = names.measures[key], held[key]
            bounds = scorecard.bounds(measure, float(row["target_low"]), _plain(row["target_high"]))
            told = targets.told(measure, (outlook, series), month, *bounds)
            if told.found is not None:
                told_then.append((key, end, told.found, row["standing"] == "met"))


def _plain(number):
    return None if number is None else float(number)


if __name__ == "__main__":
    print(table(rows()), end="")
    if len(sys.argv) > 1:
        print()
        print(table(of_store(Store(Home(sys.argv[1])).snapshot())), end="")
