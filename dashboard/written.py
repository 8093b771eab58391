"""What people have written, by unit and measure, as of now: notes, comments, actions, decisions.

The journal keeps what a process has read of it (dashboard.journal.fold); here it is asked as a page asks.
"""

import logging
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from dashboard.errors import Refused
from dashboard.journal.families.actions import OPEN
from dashboard.journal.fold import GONE, Fold, due_of
from dashboard.registers import register_of

BEGUN = attrgetter("begun.number")


@dataclass(frozen=True)
class Mark:
    """What has been written of a measure at a unit, as a row of its scorecard shows it in a month; measure '' is what
    is of none."""

    measure: str
    said: int = 0  # comments and notes on the month
    open: int = 0  # actions that are not done
    late: int = 0  # of those, past their day


class Written:
    """What a journal holds, for one process. `journal` is what can be added to, None where nothing can; `heard` what is
    read (`read_from`, where it is another), None where nothing has been written."""

    def __init__(self, journal=None, read_from=None):
        self.journal, self.heard = journal, read_from or journal
        self._fold = self.heard.fold if self.heard else Fold(None)
        self._marks, self._marked_at = {}, 0

    def number(self):
        """The number of the newest event that is known here, after a look at the journal."""
        if self._fold.journal is None:
            return 0
        try:
            return self._fold.read()
        except Refused as why:  # what was read before is shown: a page is no reason to go without it
            known = self._fold.reached
            logging.getLogger(__name__).error("what was written is as of event %s: %s", known, why)
            return known

    def thing(self, key):
        """What is known of a thing now; None where nothing is."""
        self.number()
        return self._fold.all.get(key)

    def at(self, units=None, measure=None, families=None, by=None, states=None):
        """The things of units (all where None), of a measure, of families and in states, the newest first.

        Drafts are shown to whoever wrote them (`by`) and to nobody else; what was withdrawn to nobody.
        """
        self.number()
        several = self._several(units, states)
        found = [
            one
            for some in several
            for one in list(some.values())
            if (families is None or one.family in families)
            and (measure is None or one.measure == measure)
            and one.state not in GONE
            and not (one.state == "draft" and is_private(one, by))
        ]
        return sorted(found, key=BEGUN, reverse=True)

    def counted(self, *args, **words):
        """As `at`: whoever reads all of it may read it all."""
        return self.at(*args, **words)

    def promised(self, units=None):
        """What somebody has still to do at units (all where None), by its day: actions, decisions, what registers ask.

        No draft is a promise.
        """
        self.number()
        return [one for one in self._fold.by_their_day(units) if one.state != "draft"]

    def _several(self, units, states):
        if states is not None:
            wanted = None if units is None else set(units)
            found = list(self._fold.by_state.items())
            return [some for (unit, state), some in found if state in states and (wanted is None or unit in wanted)]
        return [self._fold.all] if units is None else [self._fold.by_unit.get(unit, {}) for unit in units]

    def marks(self, unit, month, today=None):
        """The Marks of a unit's measures in a month, those that have something to show, by measure; None without a
        journal."""
        if self.heard is None:
            return None
        number = self.number()
        if number != self._marked_at:
            self._marks, self._marked_at = {}, number
        kept, asked = self._marks, (unit, month, today or date.today())
        if asked not in kept:
            kept[asked] = self._marked(unit, f"{month:%Y-%m}", asked[-1])
        return kept[asked]

    def _marked(self, unit, period, today):
        found = {}
        for thing in self.at([unit]):
            said, open_, late = _counts(thing, period, today)
            if said or open_ or late:
                key = thing.measure or ""
                before = found.get(key, Mark(key))
                found[key] = Mark(key, before.said + said, before.open + open_, before.late + late)
        return tuple(found[measure] for measure in sorted(found))


def _counts(thing, period, today):
    if thing.family in ("comment", "note"):
        return int(thing.period == period), 0, 0
    if (thing.family == "action" and thing.state in OPEN) or (thing.family == "decision" and thing.state == "open"):
        return 0, int(thing.family == "action"), int(is_late(thing, today))
    return 0, 0, 0


def is_private(thing, by):
    """Whether a thing is nobody's to read but its writer's: a draft, or a view saved for oneself."""
    return (thing.state == "draft" or thing.fields.get("shared") == "mine") and thing.begun.by != by


def owner_of(thing):
    """Who sees to it."""
    register = register_of(thing)
    return register.owner_of(thing) if register else thing.fields["owner"]


def is_late(thing, today):
    """Whether what somebody promised is past its day and not done."""
    due = due_of(thing)
    return due is not None and due < today
