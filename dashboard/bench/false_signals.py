"""How often a series in which nothing happens gives a signal: the table of docs/statistics.md.

`python -m dashboard.bench.false_signals` prints it. The series are drawn from a fixed seed, so that the table is the
same each time and a test holds the document to it.
"""

import numpy as np

from dashboard.statistics import evidence, xmr

SERIES = 8000
FAMILY = 400  # series looked at together, as a unit and all below it
RATE = 0.1


def _normal(rng, months):
    return rng.normal(size=(SERIES, months))


def _share(of, chance):
    return lambda rng, months: rng.binomial(of, chance, (SERIES, months)) / of


def _count(mean):
    return lambda rng, months: rng.poisson(mean, (SERIES, months)).astype(float)


def _carried_over(share):
    """Months of which each keeps a share of what the one before was off by."""

    def draw(rng, months):
        values = rng.normal(size=(SERIES, months + 50))
        for month in range(1, months + 50):
            values[:, month] += share * values[:, month - 1]
        return values[:, 50:]

    return draw


CASES = (
    ("normal", _normal, (24, 36, 60)),
    ("share, 95% of 20", _share(20, 0.95), (36,)),
    ("share, 80% of 100", _share(100, 0.8), (36,)),
    ("share, 97% of 300", _share(300, 0.97), (36,)),
    ("count, mean 0.2", _count(0.2), (36,)),
    ("count, mean 2", _count(2), (36,)),
    ("count, mean 10", _count(10), (36,)),
    ("count, mean 30", _count(30), (36,)),
    ("normal, 0.3 carried over", _carried_over(0.3), (36,)),
    ("normal, 0.6 carried over", _carried_over(0.6), (24, 36, 60)),
)


def rows():
    """A dict a case: of 1,000 series how many give a signal at the latest point, by rule; how many have a p value of at
    most 0.05 and 0.001; and how many are believed where families of series are held to a rate of false discoveries."""
    return [
        {"series": name, "months": months, **_measured(draw(np.random.default_rng([place, months]), months))}
        for place, (name, draw, lengths) in enumerate(CASES)
        for months in lengths
    ]


def _measured(matrix):
    rules = xmr.charts(matrix).rules[:, -1]
    p = evidence.latest(matrix).p
    believed = np.concatenate([evidence.discoveries(family, RATE) for family in p.reshape(-1, FAMILY)])
    by_rule = {rule: rules == code for code, rule in enumerate(xmr.RULES) if code}
    found = {"any rule": rules > 0, **by_rule, "p ≤ 0.05": p <= 0.05, "p ≤ 0.001": p <= 0.001, "believed": believed}
    return {name: round(1000 * float(flags.mean()), 1) for name, flags in found.items()}


def table(measured):
    """The rows as a table in Markdown."""
    lines = [list(measured[0]), ["---"] * len(measured[0]), *(row.values() for row in measured)]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    print(table(rows()), end="")
