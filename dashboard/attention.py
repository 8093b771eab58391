"""What needs a conversation at a unit and everywhere below it: signals told from chance, each read with its target."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from dashboard import scorecard
from dashboard.statistics import evidence

# Of the findings listed, the share that chance alone may be expected to have made.
FALSE_DISCOVERIES = 0.1

# What a target and a signal say together: (the reading, what to do). Looked up by whether the target is met and by the
# signal; the order is that of the list.
READINGS = {
    ("unmet", "concern"): ("red and worse", "find the cause"),
    ("met", "concern"): ("green but worsening", "look now"),
    ("none", "concern"): ("worsening", "look now"),
    ("none", "high"): ("higher than usual", "find out why"),
    ("none", "low"): ("lower than usual", "find out why"),
    ("unmet", "high"): ("off target and higher than usual", "find the cause"),
    ("unmet", "low"): ("off target and lower than usual", "find the cause"),
    ("met", "high"): ("on target, higher than usual", "find out why"),
    ("met", "low"): ("on target, lower than usual", "find out why"),
    ("unmet", "common"): ("red and ordinary", "change the process, do not chase the month"),
    ("met", "common"): ("green and ordinary", "leave it alone"),
    ("none", "common"): ("ordinary", "nothing to explain"),
    ("unmet", "improvement"): ("red but improving", "keep going"),
    ("none", "improvement"): ("improving", "learn from it"),
    ("met", "improvement"): ("green and improving", "learn from it"),
}
# Met, ordinary, and a target within the usual range: the same process will miss it in another month.
NEW = 3  # months: a signal that has lasted longer is not called new
NEWLY_WORSE = ("red and newly worse", "find the cause")
FOR_NOW = ("green for now", "the same way of working will miss the target in other months")
STEADY = ("green and steady", "leave it alone")
ORDER = list(READINGS)


@dataclass(frozen=True)
class Finding:
    """One measure at one unit in one month."""

    measure: str
    unit: str
    steps: int
    status: str
    judged: object
    charted_value: float | None
    variation: str | None
    rule: str | None
    run: int | None
    assurance: str | None
    mean: float | None
    lower: float | None
    upper: float | None
    p: float | None
    moved: float | None
    span: int | None
    value: float | None
    standing: str | None
    target_low: float | None
    target_high: float | None
    real: bool = False

    @property
    def reading(self):
        return reading(self.standing, self.variation, self.assurance, self.run)

    @property
    def urgency(self):
        """The place of the reading in the order of the list, then the surprise: smaller comes first."""
        return ORDER.index((against(self.standing), self.variation)), 1.0 if self.p is None else self.p, self.measure


@dataclass(frozen=True)
class Entry:
    """A line of the list: a measure, the unit where it shows most, and the other units where it shows."""

    finding: Finding
    elsewhere: list


@dataclass(frozen=True)
class Attention:
    """What a unit has to talk about, each a list of entries.

    `changed` are those of which neither way is better; `rest` those that chance may well have made among so many.
    """

    looked_at: int
    flagged: int
    concerns: list
    changed: list
    strengths: list
    rest: list
    ordinary: list
    reliable: list
    unjudged: dict
    believed: frozenset  # (measure, unit) of the signals that are more than chance may make among so many


def against(standing):
    return {"met": "met", "near": "unmet", "missed": "unmet"}.get(standing, "none")


def reading(standing, variation, assurance=None, run=None):
    """(the reading, what to do) of a standing with a signal that has lasted for `run` months; ('', '') without one."""
    if variation is None:
        return "", ""
    if (against(standing), variation) == ("unmet", "concern") and run and run <= NEW:
        return NEWLY_WORSE
    if standing == "met" and variation == "common" and assurance:
        return {"hit and miss": FOR_NOW, "pass": STEADY}.get(assurance, READINGS["met", "common"])
    return READINGS[against(standing), variation]


def attention(cursor, unit, month):
    """The Attention of a unit (its key) and all below it in a month.

    Each series on their scorecards is looked at; those that a rule flags are listed where the Benjamini-Hochberg
    procedure over all of them keeps them at FALSE_DISCOVERIES.
    """
    found = [Finding(*row) for row in scorecard.ask(cursor, "attention", unit=unit, month=month)]
    seen = [finding for finding in found if finding.status == "charted"]
    kept = evidence.discoveries(np.array([1.0 if f.p is None else f.p for f in seen]), FALSE_DISCOVERIES)
    flagged = [
        Finding(**{**vars(finding), "real": bool(real)})
        for finding, real in zip(seen, kept, strict=True)
        if finding.variation != "common"
    ]
    real = [finding for finding in flagged if finding.real]
    return Attention(
        looked_at=len(seen),
        flagged=len(flagged),
        concerns=entries([f for f in real if f.variation == "concern"]),
        changed=entries([f for f in real if f.variation in ("high", "low")]),
        strengths=entries([f for f in real if f.variation == "improvement"]),
        rest=entries([finding for finding in flagged if not finding.real]),
        ordinary=entries([f for f in seen if f.variation == "common" and against(f.standing) == "unmet"]),
        reliable=entries(
            [f for f in seen if f.variation == "common" and f.assurance == "pass" and f.standing == "met"]
        ),
        believed=frozenset((finding.measure, finding.unit) for finding in real),
        unjudged=Counter(finding.status for finding in found if finding.status != "charted"),
    )


def entries(findings):
    """One entry for each measure, the most urgent first, each named where it is most surprising."""
    by_measure = {}
    for finding in sorted(findings, key=lambda f: (f.urgency, f.steps, f.unit)):
        by_measure.setdefault(finding.measure, []).append(finding)
    return [Entry(first, others) for first, *others in by_measure.values()]
