"""How often a series gives a signal in which nothing happens, and one in which something does: docs/statistics.md.

`python -m dashboard.bench.false_signals` prints the two tables. The series are drawn from fixed seeds, so that they are
the same each time and a test holds the document to them.
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
    ("count, mean 1", _count(1), (36,)),
    ("count, mean 2", _count(2), (36,)),
    ("count, mean 5", _count(5), (36,)),
    ("count, mean 30", _count(30), (36,)),
    ("normal, 0.3 carried over", _carried_over(0.3), (36,)),
    ("normal, 0.6 carried over", _carried_over(0.6), (24, 36, 60)),
)


# What happens: the latest months that are off, and by how many standard deviations.
CHANGES = ((1, 4.0), (3, 2.5), (7, 2.0))
CHANGED = 20  # of each family


def stable():
    """A dict a case: of 1,000 series how many give a signal at the latest point, by rule; how many have a p value of at
    most 0.05 and 0.001; and how many are believed where families of series are held to a rate of false discoveries."""
    return [
        {
            "series": name,
            "months": months,
            **_per_thousand(_flags(draw(np.random.default_rng([place, months]), months))),
        }
        for place, (name, draw, lengths) in enumerate(CASES)
        for months in lengths
    ]


def changed():
    """The same of normal series of 36 months that changed, one in twenty of each family; and of 100 that are believed
    how many had not changed."""
    found = []
    for months, off in CHANGES:
        matrix = _normal(np.random.default_rng([months, 36]), 36)
        which = np.arange(SERIES) % FAMILY < CHANGED
        matrix[which, -months:] += off
        flags = _flags(matrix)
        wrong = 100 * float(np.mean(~which[flags["believed"]]))
        of_changed = _per_thousand({name: each[which] for name, each in flags.items()})
        found.append(
            {"latest months off": f"{months}, by {off:g} sd", **of_changed, "of 100 believed, false": round(wrong, 1)}
        )
    return found


def _flags(matrix):
    rules = xmr.charts(matrix).rules[:, -1]
    p = evidence.latest(matrix).p
    believed = np.concatenate([evidence.discoveries(family, RATE) for family in p.reshape(-1, FAMILY)])
    by_rule = {rule: rules == code for code, rule in enumerate(xmr.RULES) if code}
    return {"any rule": rules > 0, **by_rule, "p ≤ 0.05": p <= 0.05, "p ≤ 0.001": p <= 0.001, "believed": believed}


def _per_thousand(flags):
    return {name: round(1000 * float(each.mean()), 1) for name, each in flags.items()}


def table(rows):
    """The rows as a table in Markdown."""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(row.values() for row in rows)]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


if __name__ == "__main__":
    print(table(stable()), table(changed()), sep="\n", end="")
