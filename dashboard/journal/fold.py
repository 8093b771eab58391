"""Everything that was written, as things, for one process: read once, and then only what came since.

Things are found by their key, family, unit and state, and by the day on which something is due of them, so that a page
costs no more with a long journal than with a short one.
"""

import threading

from dashboard.journal import things

GONE = ("withdrawn", "refused", "removed")  # states of what is no longer shown


class Fold:
    """The things of a journal. `read` looks for what is new; all else is of what was read."""

    def __init__(self, journal):
        self.journal, self._lock = journal, threading.Lock()
        self.reached, self.all = 0, {}
        self.by_family, self.by_unit, self.by_state, self.due = {}, {}, {}, {}
        self._kept = {}  # what was put in order, until something is written

    def read(self):
        """Read what came since; gives the number of the newest event. Raises Refused where it cannot be read."""
        last = self.journal.last()
        if last == self.reached:
            return last
        with self._lock:
            for event in self.journal.events(after=self.reached):
                before = self.all.get(event.about)
                things.fold([event], self.all)
                if thing := self.all.get(event.about):
                    self._put(thing, before)
                self.reached = event.number
            self._kept = {}
        return last

    def _put(self, thing, before):
        if before is not None:
            self.by_state[before.unit, before.state].pop(before.key, None)
            self.by_unit[before.unit].pop(before.key, None)
            self.due.get(before.unit, {}).pop(before.key, None)
        for index, word in (
            (self.by_family, thing.family),
            (self.by_unit, thing.unit),
            (self.by_state, (thing.unit, thing.state)),
        ):
            index.setdefault(word, {})[thing.key] = thing
        if thing.state not in GONE and (day := promised(thing)):
            self.due.setdefault(thing.unit, {})[thing.key] = (day, thing.begun.number)

    def by_their_day(self, units):
        """What somebody has still to do at units, all of them where None, the first that is due before."""
        kept, asked = self._kept, None if units is None else frozenset(units)
        if asked not in kept:
            some = list(self.due.values()) if units is None else [self.due.get(unit, {}) for unit in asked]
            found = sorted((*one, key) for there in some for key, one in list(there.items()))
            kept[asked] = [self.all[key] for _, _, key in found]
        return kept[asked]


def due_of(thing):
    """The day by which something is due of a thing; None where nothing is, or nothing any more."""
    from dashboard.journal.families.actions import OPEN
    from dashboard.registers import register_of

    if register := register_of(thing):
        return register.due_of(thing)
    return thing.fields.get("due") if thing.state in (*OPEN, "open") else None


def promised(thing):
    """The day of an action, a decision or an entry of a register; what else has a day is no promise."""
    from dashboard.registers import registers

    return due_of(thing) if thing.family in ("action", "decision") or thing.family in registers() else None
