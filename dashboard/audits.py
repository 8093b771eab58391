"""What audits of case files say: how often each element is met, and whether two readers of a file say the same."""

from dataclasses import dataclass, field, replace

import numpy as np

from dashboard.asking import ask_dicts, view
from dashboard.statistics import agreement

MONTHS = 12  # that a page of audits looks back on
WAYS = ("element", "unit", "month", "first_auditor", "second_auditor")  # agreement is told by each of these
CHANCE = 0.05  # a bias that chance gives less often than this is told
PAIR = ("supervisor", "independent")  # whom the page holds against each other where both have read files


@dataclass(frozen=True)
class Element:
    """An element of a version of the checklist: by who read the files, how often it applied and was met:
    {source: (n, met)}. `listed` is what the council's checklist says of it (part, guidance, priority, critical); None
    where it has no such element in that version.
    """

    name: str
    by_source: dict
    version: str = ""
    listed: dict | None = None

    def share(self, source):
        """The share met, as one of these readers has it; None where it never applied."""
        applicable, met = self.by_source.get(source, (0, 0))
        return met / applicable if applicable else None


@dataclass(frozen=True)
class Compared:
    """Two readers of the same answers: an agreement.Agreement and an agreement.Bias.

    `passed` is what the first lets through of what the second does not, `more` the chance of as much were it as at all
    the others of its kind; 1 where there are none.
    """

    key: object
    found: agreement.Agreement
    bias: agreement.Bias
    passed: agreement.Passed
    more: float = 1.0

    def is_kinder(self, among):
        """Whether the first reader is kinder by more than chance gives, among so many that are looked at together:
        by the answers here alone, or by those here beside all others. Both tests share the bar."""
        alone = among == 1 and self.bias.p < CHANCE
        return self.bias.difference > 0 and (alone or min(self.bias.p, self.more) < CHANCE / (2 * among))

    def is_stricter(self, among):
        """The same the other way round, by the answers here alone."""
        return self.bias.difference < 0 and self.bias.p < CHANCE / among


@dataclass(frozen=True)
class Audits:
    """The audits of a unit and all below it in the months up to one. `first` and `second` are who is held against whom.

    `whole` is a Compared of all answers, None where no file was read twice; the others have one for each element, each
    unit whose files they are, each month in which a file was read twice, and each of the two sides' readers by name.
    """

    sources: list
    elements: list
    first: str = ""
    second: str = ""
    whole: Compared | None = None
    by_element: list = field(default_factory=list)
    by_unit: list = field(default_factory=list)
    by_month: list = field(default_factory=list)
    by_first: list = field(default_factory=list)
    by_second: list = field(default_factory=list)

    @property
    def versions(self):
        """{version of the checklist: its Elements}, the newest first."""
        return {version: [one for one in self.elements if one.version == version]
                for version in dict.fromkeys(one.version for one in self.elements)}  # fmt: skip

    @property
    def answers(self):
        """How many elements were answered, by who read the files."""
        return {s: sum(one.by_source.get(s, (0, 0))[0] for one in self.elements) for s in self.sources}


def audits(cursor, unit, first, month):
    """The Audits of a unit (its key) from one month to another."""
    asked = {"unit": unit, "first": first, "month": month}
    elements = _elements(ask_dicts(cursor, "audit_elements", **asked), ask_dicts(cursor, "checklist"))
    sources = sorted({source for one in elements for source in one.by_source})
    rows = cursor.execute(view("audit_pairs"), asked).fetchnumpy()
    pair = _readers(rows)
    if pair is None:
        return Audits(sources, elements)
    rows = _only(rows, (rows["first_source"] == pair[0]) & (rows["second_source"] == pair[1]))
    whole = _compared(None, rows)
    return Audits(sources, elements, *pair, whole, *(_by(rows, column) for column in WAYS))


def _elements(rows, checklist):
    """The Elements that were read for, the newest version of the checklist first."""
    listed = {(one["version"], one["element"].casefold()): one for one in checklist}
    newest = {one["version"]: place for place, one in enumerate(checklist)}
    found = {}
    for row in rows:
        of = found.setdefault((row["checklist"], row["element"]), {})
        of[row["source"]] = int(row["applicable"]), int(row["met"])
    ordered = sorted(found, key=lambda key: (-newest.get(key[0], -1), key))
    return [Element(name, found[version, name], version, listed.get((version, name.casefold())))
            for version, name in ordered]  # fmt: skip


def _readers(rows):
    """Who is held against whom: PAIR, or the two who have most answers in common; None where nobody has any."""
    pairs, counts = np.unique(np.array([rows["first_source"], rows["second_source"]], str), axis=1, return_counts=True)
    found = sorted(zip((-counts).tolist(), map(tuple, pairs.T.tolist()), strict=True))
    return (PAIR if any(pair == PAIR for _, pair in found) else found[0][1]) if found else None


def _only(rows, those):
    return {name: values[those] for name, values in rows.items()}


def _by(rows, column):
    """The Compared of each value of a column; of those without a value none."""
    rows = _only(rows, np.array([value is not None for value in np.ma.filled(rows[column].astype(object), None)]))
    keys, which = np.unique(rows[column], return_inverse=True)
    found = [_compared(key, _only(rows, which == n)) for n, key in enumerate(keys.tolist())]
    files, passes = (sum(one.passed[n] for one in found) for n in range(2))
    return [
        replace(one, more=agreement.passes_more(one.passed, agreement.Passed(files - one.passed.files,
                                                                             passes - one.passed.passed)))
        for one in found
    ]  # fmt: skip


def _compared(key, rows):
    """The Compared of rows; a file has as many answers as it has rows."""
    _, file = np.unique(rows["pair"], return_inverse=True)
    counts = np.zeros((file.max() + 1, 2, 2))
    np.add.at(counts, (file, (~rows["first_met"]).astype(int), (~rows["second_met"]).astype(int)), 1)
    return Compared(key, agreement.agreement(counts), agreement.bias(counts), agreement.passed(counts))
