"""What audits of case files say: how often each element is met, and whether two readers of a file say the same."""

from dataclasses import dataclass, field, replace
from datetime import date

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
    pair = _readers(ask_dicts(cursor, "audit_readers", **asked))
    if pair is None:
        return Audits(sources, elements)
    asked |= {"first_source": pair[0], "second_source": pair[1]}
    found = _compared(cursor.execute(view("audit_pairs"), asked).fetchnumpy())
    (whole,) = found[""]
    return Audits(sources, elements, *pair, whole, *(_beside_all(found.get(way, [])) for way in WAYS))


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
    pairs = [(row["first_source"], row["second_source"]) for row in rows]
    return PAIR if PAIR in pairs else pairs[0] if pairs else None


def _compared(rows):
    """{way: a Compared of each of its keys} of rows in the order of both, a row for each file."""
    parts = [rows[name] for name in ("both_met", "first_alone", "second_alone", "neither")]
    files = np.stack(parts, axis=1).reshape(-1, 2, 2).astype(float)
    way, key = (np.asarray(rows[name], object) for name in ("way", "key"))
    starts = [0, *np.flatnonzero((way[1:] != way[:-1]) | (key[1:] != key[:-1])) + 1]
    found = {}
    for start, counts in zip(starts, np.split(files, starts[1:]), strict=True):
        name = date.fromisoformat(key[start]) if way[start] == "month" else key[start]
        one = Compared(name, agreement.agreement(counts), agreement.bias(counts), agreement.passed(counts))
        found.setdefault(way[start], []).append(one)
    return found


def _beside_all(found):
    """Each Compared with the chance that it passes as much, were it as all the others."""
    files, passes = (sum(one.passed[n] for one in found) for n in range(2))
    return [replace(one, more=agreement.passes_more(one.passed, _rest(one.passed, files, passes))) for one in found]


def _rest(passed, files, passes):
    return agreement.Passed(files - passed.files, passes - passed.passed)
