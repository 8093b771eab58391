"""Standards: whether they are plain, which lack a measure, clause or review, and who is held to them by one rule."""

import re
from contextlib import suppress
from dataclasses import dataclass

from dashboard.asking import ask_dicts
from dashboard.commentary.reading_ease import grade
from dashboard.registers.due import months_on
from dashboard.statistics import intervals
from dashboard.statistics.errors import Unusable

KINDS = ("in-house", "voluntary", "private", "joint")
HARD, LONG = 9, 20  # years of school that a promise may ask for, words of a sentence
REVIEWED = 24  # months after which it is to be looked at again
MEASURED, OTHERWISE, CONTRACT, NOWHERE, NOT_PROVIDED = (
    "measured",
    "looked at otherwise",
    "in contract, not measured",
    "not in contract",
    "not provided",
)
# Words of the trade with what a person would say.
JARGON = {
    "assessment": "finding out what you need",
    "care package": "the help you get",
    "commissioned": "paid for by us",
    "eligibility": "whether we can help",
    "implement": "do",
    "multidisciplinary": "of people from several professions",
    "outcome": "what changes for you",
    "provider": "the people who give the care",
    "reablement": "help to manage again by yourself",
    "service user": "you",
    "stakeholder": "say who",
    "signpost": "tell you where to go",
    "utilise": "use",
}


@dataclass(frozen=True)
class Cell:
    """How a standard stands for one kind of provision: `how` is one of the words above; where measured the measure's
    key, numerator and denominator, the interval of a share, and over how many providers (None: the council's own work,
    which is not by provider)."""

    how: str
    measure: str = ""
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    providers: int | None = None


def coverage(cursor, names, standards, unit, month):
    """[(standard, {kind: Cell})] of Things of the register of standards, by what a month shows at a unit."""
    wanted = sorted({key for one in standards for key in one.fields["measures"] if key in names.measures})
    rows = ask_dicts(cursor, "measures_by_sector", unit=unit.key, month=month, measures=wanted)
    by_sector = {(row["measure"], row["sector"]): row for row in rows}
    own = {row["measure"]: row for row in ask_dicts(cursor, "month_measures", unit=unit.key, month=month,
                                                    measures=wanted)}  # fmt: skip
    return [(one, {kind: _cell(names, one, kind, by_sector, own) for kind in KINDS}) for one in standards]


def _cell(names, standard, kind, by_sector, own):
    said = standard.fields
    if kind not in said["delivered"]:
        return Cell(NOT_PROVIDED)
    for key in said["measures"]:
        measure = names.measures.get(key)
        row = by_sector.get((key, kind))
        if measure and row:
            return _measured(measure, row, row["providers"])
        # What is not counted by provider is of the council's own work.
        if measure and kind == "in-house" and "provider" not in measure["slices"] and key in own:
            return _measured(measure, own[key], None)
    if said["evidence"] and said["every"]:
        return Cell(OTHERWISE)
    return Cell(CONTRACT if said["clause"] else NOWHERE)


def _measured(measure, row, providers):
    share = None
    if measure["kind"] == "proportion":
        with suppress(Unusable):
            share = intervals.proportion(row["numerator"], row["denominator"])
    per = float(measure["per"])
    low, high = (per * share.lower, per * share.upper) if share else (None, None)
    return Cell(MEASURED, measure["key"], row["numerator"], row["denominator"], low, high, providers)


def gaps(standards, today):
    """{what is missing: Things}, in the order in which it matters."""
    found = {
        "without a measure or other evidence": [one for one in standards if not _is_looked_at(one)],
        "without a clause in the contract": [
            one for one in standards if not one.fields["clause"] and set(one.fields["delivered"]) - {"in-house"}
        ],
        f"not reviewed in {REVIEWED} months": [
            one for one in standards if months_on(one.fields["reviewed"], REVIEWED) < today
        ],
        "hard to read": [one for one in standards if reading(one.fields["title"])],
    }
    return {what: things for what, things in found.items() if things}


def _is_looked_at(standard):
    return bool(standard.fields["measures"] or (standard.fields["evidence"] and standard.fields["every"]))


def reading(text):
    """What makes a promise hard to read, in sentences; none where it is plain."""
    found, years = [], grade(text)
    if years > HARD:
        found.append(f"asks for about {years:.0f} years of school, {HARD} are enough")
    longest = max((len(one.split()) for one in re.split(r"[.!?;]+", text)), default=0)
    if longest > LONG:
        found.append(f"a sentence has {longest} words, {LONG} are enough")
    found += [f"“{word}”: say “{plain}”" for word, plain in JARGON.items() if re.search(rf"\b{word}", text, re.I)]
    return found
