"""How often a supervision that is kinder than the audit is found, and one that is not told so: docs/statistics.md.

`python -m dashboard.bench.auditing` prints the table: councils drawn from a fixed seed, fifteen teams with twelve files
of ten answers read twice, and 36 at the one that is looked for. What the audit says is met of nine answers in ten, a
file better or worse by the same for all its answers; every reader slips in three answers of a hundred, either way; and
of what the audit fails the kind one lets so much through.
"""

import numpy as np

from dashboard.statistics import agreement

COUNCILS, TEAMS, FILES, LOOKED_FOR, ANSWERS = 1_000, 15, 12, 36, 10
MET, FILE_VARIES, SLIPS = 0.9, 0.07, 0.03
KIND = (0.0, 0.3, 0.5, 0.85)
CHANCE = 0.05


def files(rng, count, kind):
    """Files as agreement takes them: what a supervisor and an audit said of each."""
    good = np.clip(MET + rng.normal(0, FILE_VARIES, (count, 1)), 0.3, 0.99)
    audit = rng.random((count, ANSWERS)) < good
    turned = rng.random((count, ANSWERS)) < np.where(audit, SLIPS, max(kind, SLIPS))
    first = audit ^ turned
    return np.stack(
        [[(one & other).sum(axis=1) for other in (audit, ~audit)] for one in (first, ~first)]
    ).transpose(2, 0, 1)  # fmt: skip


def told(teams):
    """Which teams are told by each rule: each answer alone, file by file, and files beside all others as well."""
    alone = [agreement.bias(_one_by_one(one)) for one in teams]
    biases = [agreement.bias(one) for one in teams]
    passed = [agreement.passed(one) for one in teams]
    whole = agreement.Passed(*np.sum(passed, axis=0).tolist())
    more = [
        agreement.passes_more(one, agreement.Passed(whole.files - one.files, whole.passed - one.passed))
        for one in passed
    ]
    bar = CHANCE / len(teams)
    return (
        [one.difference > 0 and one.p < bar for one in alone],
        [one.difference > 0 and one.p < bar for one in biases],
        [one.difference > 0 and min(one.p, beside) < bar / 2 for one, beside in zip(biases, more, strict=True)],
    )


def _one_by_one(files):
    return agreement.of_counts(*files.sum(axis=0).ravel().astype(int))


def rows(councils=COUNCILS):
    """A dict for each kindness: in how many of a hundred councils each rule tells of the team, and of any other."""
    rng, found = np.random.default_rng(15), []
    for kind in KIND:
        counts = np.zeros((3, 2))
        for _ in range(councils):
            teams = [files(rng, LOOKED_FOR, kind), *(files(rng, FILES, 0) for _ in range(TEAMS - 1))]
            for place, those in enumerate(told(teams)):
                counts[place] += those[0], any(those[1:])
        found.append((kind, *(100 * counts / councils).round(1).tolist()))
    return found


if __name__ == "__main__":
    for kind, *by_rule in rows():
        print(f"| {kind:.0%} |", " | ".join(f"{team:.1f}, {others:.1f}" for team, others in by_rule), "|")
