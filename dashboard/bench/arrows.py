"""How often the test of an arrow finds one where there is none, and one that is there: docs/statistics.md.

`python -m dashboard.bench.arrows` prints the three tables. The series are drawn from fixed seeds, so that they are the
same each time and a test holds the document to them.
"""

import numpy as np

from dashboard.bench.false_signals import table
from dashboard.statistics import arrows

RUNS, PANELS = 1000, 500
MONTHS, LAG, FAR = 48, 3, 12
RAW = 1.96  # of 1/sqrt(n): what a raw correlation is usually held against


def _noise(rng, rows, months):
    return rng.normal(size=(rows, months))


def _carried(rng, rows, months, share=0.7):
    drawn = rng.normal(size=(rows, months + 50))
    for month in range(1, months + 50):
        drawn[:, month] += share * drawn[:, month - 1]
    return drawn[:, 50:]


def _walks(rng, rows, months):
    return rng.normal(size=(rows, months)).cumsum(axis=1)


def _trend(rng, rows, months):
    return rng.normal(size=(rows, months)) + 0.2 * np.arange(months)


def _season(rng, rows, months):
    return rng.normal(size=(rows, months)) + 2 * np.sin(2 * np.pi * np.arange(months) / 12)


CASES = {
    "white noise": _noise,
    "0.7 carried over": _carried,
    "random walks": _walks,
    "a common trend": _trend,
    "a common season": _season,
}


def unrelated():
    """A dict a case: the share of pairs of unrelated series that are called a link in the expected direction."""
    return [_unrelated(place, name, draw) for place, (name, draw) in enumerate(CASES.items())]


def _unrelated(place, name, draw):
    rng = np.random.default_rng([place, MONTHS])
    first, second = draw(rng, RUNS, MONTHS), draw(rng, RUNS, MONTHS)
    every = range(FAR + 1)
    raw = np.array([[_raw(x, y, lag) for lag in every] for x, y in zip(first, second, strict=True)])
    windows = {"ours, one lag": [LAG], "ours, three lags": arrows.window(LAG, 1), "ours, thirteen lags": list(every)}
    return {
        "series with nothing to do with each other": name,
        "raw, one lag": f"{raw[:, LAG].mean():.3f}",
        "raw, best of thirteen lags": f"{raw.any(axis=1).mean():.3f}",
        **{words: _share(first, second, lags) for words, lags in windows.items()},
    }


def _raw(x, y, lag):
    pairs = len(x) - lag
    return np.corrcoef(x[:pairs], y[lag:])[0, 1] > RAW / np.sqrt(pairs)


def _share(first, second, lags):
    found = (arrows.months(x, y, lags, 1) for x, y in zip(first, second, strict=True))
    return f"{np.mean([one.p <= arrows.LEVEL for one in found]):.3f}"


def power():
    """A dict for each number of pairs of months: the share found, by the true correlation of the shocks."""
    return [_power(pairs) for pairs in (36, 48, 60)]


def _power(pairs):
    rng = np.random.default_rng([pairs, 1])
    months, found = pairs + LAG + 1, {}
    for true in (0.3, 0.5, 0.7):
        first, own = _noise(rng, RUNS, months), _noise(rng, RUNS, months)
        second = own * np.sqrt(1 - true**2)
        second[:, LAG:] += true * first[:, :-LAG]
        found[f"found of {true}"] = _share(first, second, arrows.window(LAG, 1))
        if true == 0.3:
            far = _share(first, second, list(range(min(FAR, months - arrows.FEWEST_PAIRS) + 1)))
    return {"months with both": pairs, **found, "found of 0.3, all lags tried": far}


def panels():
    """A dict for each number of teams: the share of panels in which a link is found, by the true slope."""
    return [_panels(teams) for teams in (6, 8, 12, 24)]


def _panels(teams):
    rng = np.random.default_rng([teams, 2])
    found = {}
    for true in (0, 0.1, 0.2):
        hits = [_panel(rng, teams, true) for _ in range(PANELS)]
        found["found of a slope of 0" if not true else f"of {true}"] = f"{np.mean(hits):.3f}"
    return {"teams": teams, **found}


def _panel(rng, teams, true):
    """Teams that all share one random walk in both measures; whether a link is found at one lag."""
    shared = _walks(rng, 1, MONTHS)
    first, second = _noise(rng, teams, MONTHS) + shared, _noise(rng, teams, MONTHS) + shared
    second[:, LAG:] += true * first[:, :-LAG]
    return arrows.teams(first, second, [LAG], 1, least=min(teams, arrows.FEWEST_TEAMS)).p <= arrows.LEVEL


if __name__ == "__main__":
    print(table(unrelated()), table(power()), table(panels()), sep="\n", end="")
