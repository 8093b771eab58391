"""Self-assessment: boxes of a framework, scores of each assessor and those agreed, weights, and evidence used again."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy

from dashboard.settings import said_in

FILE = Path(__file__).with_name("frameworks.toml")
DRAWS, SEED = 1_000, 15
FIRST = 3  # priorities that are looked at
EVIDENCE = ("measures", "standards", "judgements")


@dataclass(frozen=True)
class Box:
    """A box of a framework: the question is our own; `weight` in per cent, None where the framework has none;
    `measures` (keys) tell of it, whether anybody has scored it or not."""

    key: str
    name: str
    question: str
    weight: float | None = None
    measures: tuple = ()


@dataclass(frozen=True)
class Framework:
    """A framework and its version."""

    key: str
    name: str
    version: str
    boxes: tuple

    def box(self, text):
        """The key of the box that somebody names, by its name or its key; the text itself where there is none."""
        known = {word.casefold(): one.key for one in self.boxes for word in (one.name, one.key)}
        return known.get(text.strip().casefold(), text)

    @property
    def weights(self):
        """The weight of each box, in per cent: alike where the framework has none."""
        return {one.key: one.weight or 100 / len(self.boxes) for one in self.boxes}


@cache
def frameworks():
    """{key: Framework} of frameworks.toml."""
    said = said_in(FILE)
    return {
        key: Framework(key, one["name"], one["version"], tuple(Box(**box) for box in one["box"]))
        for key, one in said.items()
    }


def outcomes(measure):
    """(Framework, Box) of each outcome that a measure (its key) tells of."""
    return [(one, box) for one in frameworks().values() for box in one.boxes if measure in box.measures]


@dataclass(frozen=True)
class Scored:
    """A box in a year: what each assessor gave, what was agreed (None: not yet), and the Things with the words."""

    box: Box
    each: tuple
    agreed: int | None
    things: tuple

    @property
    def spread(self):
        return max(self.each) - min(self.each) if len(self.each) > 1 else None


def scored(framework, things, year):
    """A Scored for each box of a framework in a year, of Things of the same version alone."""
    of_year = [one for one in things if one.fields["year"] == year and one.fields["version"] == framework.version
               and one.fields["framework"] == framework.key]  # fmt: skip
    found = []
    for box in framework.boxes:
        here = [one for one in of_year if framework.box(one.fields["box"]) == box.key]
        agreed = [one for one in here if one.fields["sort"] == "all"]
        newest = max(agreed, key=lambda one: one.last.number).fields["score"] if agreed else None
        each = tuple(one.fields["score"] for one in here if one.fields["sort"] == "one")
        found.append(Scored(box, each, newest, tuple(here)))
    return found


def total(scores, weights):
    """The weighted sum, of 1,000, of agreed scores {box: score}; None where a box has none yet."""
    if set(scores) != set(weights) or None in scores.values():
        return None
    return sum(scores[key] * weights[key] for key in weights) / sum(weights.values()) * 10


def priorities(scores, weights):
    """The boxes by what is lost in them, the most first: the weight times what is missing to 100."""
    return sorted(scores, key=lambda key: (-weights[key] * (100 - scores[key]), key))


@dataclass(frozen=True)
class Tried:
    """What DRAWS sets of weights drawn by chance would put first: the share under which the order of the first is
    another, and of each box the share under which it is among them."""

    changes: float
    among_first: dict


def tried(scores, weights):
    """The Tried of agreed scores {box: score} beside what some weights put first."""
    keys = list(scores)
    drawn = numpy.random.default_rng(SEED).dirichlet(numpy.ones(len(keys)), DRAWS)
    now, changes, among = priorities(scores, weights)[:FIRST], 0, dict.fromkeys(keys, 0)
    for row in drawn:
        first = priorities(scores, dict(zip(keys, row, strict=True)))[:FIRST]
        changes += first != now
        for key in first:
            among[key] += 1
    return Tried(changes / DRAWS, {key: count / DRAWS for key, count in among.items()})


def used(things):
    """{(kind, key): how many boxes rest on it} of evidence, the most used first."""
    found = {}
    for thing in things:
        for kind in EVIDENCE:
            for key in thing.fields[kind]:
                of = frameworks()[thing.fields["framework"]]
                found.setdefault((kind, key), set()).add((of.key, of.box(thing.fields["box"])))
    counts = {evidence: len(boxes) for evidence, boxes in found.items()}
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
