"""What audits of case files say: how often each element is met, and whether two readers of a file say the same."""

from dataclasses import dataclass, field

import numpy as np

from dashboard.asking import ask_dicts, view
from dashboard.statistics import agreement

MONTHS = 12  # that a page of audits looks back on
PAIR = ("supervisor", "independent")  # whom the page holds against each other where both have read files


@dataclass(frozen=True)
class Element:
    """An element of the checklist: by who read the files, how often it applied and was met: {source: (n, met)}."""

    name: str
    by_source: dict

    def share(self, source):
        """The share met, as one of these readers has it; None where it never applied."""
        applicable, met = self.by_source.get(source, (0, 0))
        return met / applicable if applicable else None


@dataclass(frozen=True)
class Compared:
    """Two readers of the same answers: an agreement.Agreement and an agreement.Bias."""

    key: object
    found: agreement.Agreement
    bias: agreement.Bias


@dataclass(frozen=True)
class Audits:
    """The audits of a unit and all below it in the months up to one. `first` and `second` are who is held against whom.

    `whole` is a Compared of all answers, None where no file was read twice; the others have one for each element, each
    unit whose files they are and each month in which a file was read twice.
    """

    sources: list
    elements: list
    first: str = ""
    second: str = ""
    whole: Compared | None = None
    by_element: list = field(default_factory=list)
    by_unit: list = field(default_factory=list)
    by_month: list = field(default_factory=list)

    @property
    def answers(self):
        """How many elements were answered, by who read the files."""
        return {s: sum(one.by_source.get(s, (0, 0))[0] for one in self.elements) for s in self.sources}


def audits(cursor, unit, first, month):
    """The Audits of a unit (its key) from one month to another."""
    asked = {"unit": unit, "first": first, "month": month}
    elements = _elements(ask_dicts(cursor, "audit_elements", **asked))
    sources = sorted({source for one in elements for source in one.by_source})
    rows = cursor.execute(view("audit_pairs"), asked).fetchnumpy()
    pair = _readers(rows)
    if pair is None:
        return Audits(sources, elements)
    rows = _only(rows, (rows["first_source"] == pair[0]) & (rows["second_source"] == pair[1]))
    whole = _compared(None, rows)
    return Audits(sources, elements, *pair, whole, *(_by(rows, column) for column in ("element", "unit", "month")))


def _elements(rows):
    found = {}
    for row in rows:
        found.setdefault(row["element"], {})[row["source"]] = int(row["applicable"]), int(row["met"])
    return [Element(name, by_source) for name, by_source in found.items()]


def _readers(rows):
    """Who is held against whom: PAIR, or the two who have most answers in common; None where nobody has any."""
    pairs, counts = np.unique(np.array([rows["first_source"], rows["second_source"]], str), axis=1, return_counts=True)
    found = sorted(zip((-counts).tolist(), map(tuple, pairs.T.tolist()), strict=True))
    return (PAIR if any(pair == PAIR for _, pair in found) else found[0][1]) if found else None


def _only(rows, those):
    return {name: values[those] for name, values in rows.items()}


def _by(rows, column):
    keys, which = np.unique(rows[column], return_inverse=True)
    return [_compared(key, _only(rows, which == n)) for n, key in enumerate(keys.tolist())]


def _compared(key, rows):
    """The Compared of rows; a file has as many answers as it has rows."""
    _, file = np.unique(rows["pair"], return_inverse=True)
    counts = np.zeros((file.max() + 1, 2, 2))
    np.add.at(counts, (file, (~rows["first_met"]).astype(int), (~rows["second_met"]).astype(int)), 1)
    found = agreement.agreement(counts)
    return Compared(key, found, agreement.bias(found.table))
