"""How often the test of effect finds a change where there is none, and one that is there: docs/statistics.md.

`python -m dashboard.bench.effects` prints the table. The series are drawn from fixed seeds, so that they are the same
each time and a test holds the document to them.
"""

import numpy as np

from dashboard.bench.false_signals import table
from dashboard.statistics import effect

SERIES = 2000
# Months before, months after, the share of a month that the next one keeps.
CASES = (
    (24, 6, 0.3),
    (24, 9, 0.3),
    (24, 12, 0.3),
    (12, 6, 0.3),
    (12, 12, 0.3),
    (36, 12, 0.3),
    (24, 12, 0.0),
    (24, 12, 0.6),
)
CHANGES = (0, 1, 2)  # in standard deviations of a month


def rows():
    """A dict a case: the share of series whose interval lies above nought, by how far the months after were moved."""
    return [_row(before, after, carried) for before, after, carried in CASES]


def _row(before, after, carried):
    drawn = _series(np.random.default_rng([before, after, int(carried * 10)]), before + after, carried)
    found = [_above(drawn[:, :before], drawn[:, before:] + change) for change in CHANGES]
    names = ("found where nothing happened", "found of 1 sd", "found of 2 sd")
    return {"months before": before, "after": after, "carried over": carried, **dict(zip(names, found, strict=True))}


def _series(rng, months, carried):
    """Series of a spread of 1 that carry a share of each month over into the next."""
    drawn = rng.normal(size=(SERIES, months))
    for month in range(1, months):
        drawn[:, month] = carried * drawn[:, month - 1] + np.sqrt(1 - carried**2) * drawn[:, month]
    return drawn


def _above(before, after):
    tests = (effect.effect(old, new, 1) for old, new in zip(before, after, strict=True))
    return f"{np.mean([one.lower > 0 for one in tests]):.3f}"


if __name__ == "__main__":
    print(table(rows()), end="")
