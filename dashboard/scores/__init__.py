"""Scores of 0 to 10, where a council wants them: of each measure by its target, and rolled up to one number.

A measure's score is SQL (queries/rules/score.sql). Those above it are sums of fractions, so that what each measure adds
comes to the whole exactly. A signal is never scored, and what too little is known of has no score.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from dashboard.asking import ask, ask_dicts
from dashboard.scores.settings import COUNT, WEIGHTED, WORST

WHOLE, OTHERS = "whole", "others"
RED_FLAG, GOAL, MOST = Fraction(10, 3), Fraction(20, 3), 10
ALMOST = Fraction(1, 10**9)  # what binary fractions are off by
DRAWS, SEED = 1_000, 14
FACTOR = 2.0  # a plausible weight lies between half and twice what the council says


@dataclass(frozen=True)
class Node:
    """A measure, or an objective, a perspective or the whole with its `children`. `score` is a Fraction from 0 to 10,
    None where `reason` says why; `standing` is a measure's own, else by the third that the score lies in."""

    key: str
    title: str
    score: Fraction | None
    standing: str
    reason: str = ""
    weight: Fraction = Fraction(1)
    roll_up: str = ""
    children: tuple = ()

    @property
    def leaves(self):
        """The measures below; a measure itself."""
        return tuple(leaf for child in self.children for leaf in child.leaves) if self.children else (self,)

    @property
    def every(self):
        """The node and all below it, each before its own."""
        return (self, *(one for child in self.children for one in child.every))

    @property
    def can_score(self):
        """Whether anything is to be scored: what has no target is left out, and not missed."""
        if self.children:
            return any(one.weight and one.can_score for one in self.children)
        return self.standing != "no target"

    @property
    def scored(self):
        """The children that count: with a score, and a weight above nought."""
        return tuple(one for one in self.children if one.score is not None and one.weight)

    @property
    def hidden_reds(self):
        """How many measures below miss their target while the node itself does not look it."""
        if not self.children or self.standing not in ("met", "near"):
            return 0
        return sum(leaf.standing == "missed" for leaf in self.leaves)


def of_unit(cursor, names, unit, month):
    """The Node of the whole scorecard of a unit in a month."""
    rows = ask_dicts(cursor, "scores", unit=unit.key, month=month)
    weights = {node: Fraction(str(weight)) for node, weight, _ in ask(cursor, "score_weights", month=month)}
    known = Fraction(str(ask_dicts(cursor, "settings")[0]["scores_known"]))
    return tree(rows, names, unit.name, weights, dict(ask(cursor, "score_roll_ups")), known)


def tree(rows, names, called, weights, roll_ups, known):
    """The Node of a card's rows (queries/views/scores.sql), whose whole is `called` so. `weights` and `roll_ups` are by
    node, as in settings."""

    def rolled(key, title, level, children):
        how = roll_ups.get(key) or roll_ups.get(level) or roll_ups.get("") or WEIGHTED
        return roll(Node(key, title, None, "", "", weights.get(key, Fraction(1)), how, tuple(children)), known)

    perspectives = []
    for one in names.perspectives:
        here = [row for row in rows if row["perspective"] == one["key"]]
        objectives = []
        for objective in dict.fromkeys(row["objective"] for row in here):
            key = objective or f"{one['key']}/{OTHERS}"
            title = names.objectives[objective]["title"] if objective in names.objectives else "Other measures"
            leaves = [_leaf(row, names, weights) for row in here if row["objective"] == objective]
            objectives.append(rolled(key, title, "objective", leaves))
        if objectives:
            perspectives.append(rolled(one["key"], one["name"], "perspective", objectives))
    return rolled(WHOLE, called, WHOLE, perspectives)


def _leaf(row, names, weights):
    score = None if row["score"] is None else Fraction(row["score"])
    measure = names.measures[row["measure"]]
    weight = weights.get(row["measure"], Fraction(1))
    return Node(row["measure"], measure["title"], score, row["standing"], row["reason"] or "", weight)


def roll(node, known):
    """The node with the score of its children by its roll-up, or the reason why it has none: `known` is the least share
    that must have one of the weight of those with anything to score."""
    counted, wanted = node.scored, [one for one in node.children if one.weight and one.can_score]
    if not wanted:
        return replace(node, standing="no value", reason="nothing below it has a target that counts")
    if not counted or sum(one.weight for one in counted) < known * sum(one.weight for one in wanted):
        reason = f"too few of those below it have one, {len(counted) or 'none'} of {len(wanted)}"
        return replace(node, standing="no value", reason=reason)
    score = sum(added(node))
    return replace(node, score=score, standing=standing(score))


def added(node):
    """What each child of `scored` adds to the score of the node: they come to it exactly."""
    counted = node.scored
    if node.roll_up == WORST:
        worst = min(counted, key=lambda one: one.score)
        return [one.score if one is worst else Fraction(0) for one in counted]
    if node.roll_up == COUNT:
        return [Fraction(MOST, len(counted)) if one.standing == "met" else Fraction(0) for one in counted]
    every = sum(one.weight for one in counted)
    return [one.weight * one.score / every for one in counted]


def leaves_add(node):
    """[(measure, what it adds to the score of the node)] of all below it that have a score, in order; they come to it
    exactly. What a child adds is shared among its measures as they make up its own score."""
    if not node.children:
        return [(node, node.score)]
    found = []
    for child, adds in zip(node.scored, added(node), strict=True):
        part = adds / child.score if child.score else Fraction(0)
        found += [(leaf, amount * part) for leaf, amount in leaves_add(child)]
    return found


def standing(score):
    """By the third that a score lies in: from the goal on met, from the red flag on near, else missed."""
    return "met" if score + ALMOST >= GOAL else "near" if score + ALMOST >= RED_FLAG else "missed"


def steady(node):
    """Under how many of DRAWS plausible weightings the node stands as it does: each weight below it drawn between half
    and twice what it is, as likely to be doubled as halved, all of them at once, by one seed."""
    drawn = _drawn(node, np.random.default_rng(SEED))
    goal, flag = (float(edge - ALMOST) for edge in (GOAL, RED_FLAG))
    stands = np.select([drawn >= goal, drawn >= flag], ["met", "near"], "missed")
    return int((stands == node.standing).sum())


def _drawn(node, rng):
    """The score of a node under each weighting."""
    if not node.children:
        return np.full(DRAWS, float(node.score))
    counted = node.scored
    scores = np.array([_drawn(one, rng) for one in counted])
    weights = np.array([[float(one.weight)] for one in counted])
    weights = weights * FACTOR ** rng.uniform(-1, 1, (len(counted), DRAWS))
    if node.roll_up == WORST:
        return scores.min(axis=0)
    if node.roll_up == COUNT:
        met = (scores if counted[0].children else _as_standing(counted)) >= float(GOAL - ALMOST)
        return MOST * met.mean(axis=0)
    return (weights * scores).sum(axis=0) / weights.sum(axis=0)


def _as_standing(leaves):
    """A measure counts as met by its own standing, whatever the weights."""
    return np.array([np.full(DRAWS, float(GOAL if one.standing == "met" else 0)) for one in leaves])


@dataclass(frozen=True)
class Contrary:
    """A node that fell while every child that has a score at both times rose, or stayed while another rose; with those
    whose weights changed, that have a score no more, and that have one only now."""

    node: Node
    before: Node
    weighed: tuple
    gone: tuple
    new: tuple


def contrary(now, before):
    """The Contrary of two trees of one unit at two times."""
    then = {one.key: one for one in before.every}
    for node in now.every:
        was = then.get(node.key)
        if node.children and was and was.children and None not in (node.score, was.score) and node.score < was.score:
            here, there = ({one.key: one for one in each.scored} for each in (node, was))
            both = [(here[key], there[key]) for key in here if key in there]
            if both and all(a.score >= b.score for a, b in both) and any(a.score > b.score for a, b in both):
                yield Contrary(
                    node,
                    was,
                    tuple(a for a, b in both if a.weight != b.weight),
                    tuple(there[key] for key in there if key not in here),
                    tuple(here[key] for key in here if key not in there),
                )
