"""What waits for somebody at a unit: comments asked for, promises by their day, what is to be approved or tested."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache

from dashboard.journal.families.actions import OPEN
from dashboard.journal.fold import due_of
from dashboard.journal.kinds import families
from dashboard.journal.things import barred
from dashboard.statistics.effect import FEWEST_AFTER

PROMISES = ("action", "decision")
UNDONE = (*OPEN, "open")  # states of what somebody has still to do
SETTLES = {
    "note": "note.approved",
    "action": "action.agreed",
    "target": "target.approved",
    "plan": "plan.approved",
    "right": "right.agreed",
    "supplied": "supplied.approved",
    "pack": "pack.approved",
    "own_report": "own_report.agreed",
}  # what is proposed, or a report that is checked, waits for this


@dataclass(frozen=True)
class Asked:
    """A measure of a scorecard (its row) that a comment is asked for, and why: 'a miss', 'a signal', or both."""

    row: object
    why: str


def comments_asked(card, believed, written):
    """The Asked of a scorecard: what misses its target or has a signal that is more than chance, is of this month, and
    has no comment on it yet."""
    period = f"{card.month:%Y-%m}"
    said = {one.measure for one in written.at([card.unit.key], families=["comment"]) if one.period == period}
    found = []
    for row in card.rows:
        signal = (row.measure, card.unit.key) in believed and row.variation not in (None, "common")
        signal = signal or bool(row.change and row.change.movement in ("higher", "lower"))
        why = " and ".join(
            word for word, is_so in (("a miss", row.standing == "missed"), ("a signal", signal)) if is_so
        )
        if why and row.value is not None and not row.is_older and row.measure not in said:
            found.append(Asked(row, why))
    return found


def promises(written, units):
    """What somebody has still to do at units, by its day: actions, decisions, and what is due of registers."""
    return written.promised(units)


def late(promised, today):
    """Those of promises, by their day, that are past it."""
    return promised[: bisect_left(promised, today, key=due_of)]


def to_approve(written, units, writer):
    """What waits for a word of this writer: notes and targets proposed by others, and actions only proposed."""

    @cache
    def theirs(family, state, unit):
        move = families()[family].move(SETTLES[family], state)
        return move if writer.may(move.needs, unit) else None

    return [
        thing
        for thing in written.at(units, families=SETTLES, states=("proposed", "checked"))
        if (move := theirs(thing.family, thing.state, thing.unit)) and not barred(move, thing, writer.subject)
    ]


def to_test(written, units, newest):
    """Actions that are done and whose effect can be tested up to the newest month of the store."""
    return [one for one in written.at(units, families=["action"], states=["done"]) if _has_shown(one, newest)]


def _has_shown(thing, newest):
    if not (thing.fields.get("by") and thing.fields.get("started")):
        return False
    shows = date.fromisoformat(f"{thing.fields['by']}-01")
    return (newest.year - shows.year) * 12 + newest.month - shows.month + 1 >= FEWEST_AFTER


def drafts(written, units, by):
    return written.at(units, by=by, states=["draft"])


def sent_back(written, units, by):
    """What somebody proposed and another sent back to them with a reason."""
    return [one for one in written.at(units, states=["returned"]) if one.begun.by == by]


ENDED = ("effect tested", "kept", "spread", "stopped")


def library(written, units=None):
    """Actions that have come to an end, or whose effect has been tested: what was predicted, found and learnt."""
    found = written.at(units, families=["action"], states=ENDED)
    return sorted(found, key=lambda one: (one.fields["sort"], one.measure or "", -one.begun.number))


def red_without_action(card, marks):
    """The rows that miss their target and that no open action is about, those with a signal for the worse first.
    `marks` are those of Written for the card's unit."""
    acted = {one.measure for one in marks if one.open}
    red = [row for row in card.rows if row.standing == "missed" and not row.is_older and row.measure not in acted]
    return sorted(red, key=lambda row: row.variation != "concern")
