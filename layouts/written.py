"""What people wrote, for the pages of the app that answers; and who writes. Where pages meet the journal."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from flask import current_app, g, has_app_context

from dashboard import access
from dashboard import scorecard as cards
from dashboard.journal.kinds import families
from dashboard.written import Written

STORE = "golden_thread"  # where the app keeps its store, for whoever makes a page
WRITTEN = "golden_thread_written"  # where the app keeps it
COUNCIL = "golden_thread_council"  # and the folder of the council's tailoring
NOTHING = Written()


def here():
    """The Written of the app that answers, as who asks may read it; without a journal nothing is written in it."""
    if not has_app_context():
        return NOTHING
    reader = g.get("reader")
    if reader is None:
        return current_app.extensions.get(WRITTEN, NOTHING)
    return read_by(current_app.extensions.get(STORE), reader)


def read_by(store, reader):
    """The Written of the journal of a whole store as a reader may read it, whether an app answers or not."""
    if has_app_context():
        whole = current_app.extensions.get(WRITTEN, NOTHING)
    else:
        whole = Written(getattr(store, "journal", None))
    if reader.scope.everything or whole.journal is None:
        return whole
    seen = access.seen_by(store, reader).snapshot()
    who = frozenset({reader.subject, *reader.posts})
    return Read(whole, seen.journal, reader.subject, who, partial(reader.may, cards.names(seen)))


def of_the_council(*families):
    """The things of families that are the whole council's own, with those that were taken back: how the council means
    to work, such as the arrows of its map, is for everybody to read, and no figure of anybody."""
    whole = current_app.extensions.get(WRITTEN, NOTHING) if has_app_context() else NOTHING
    if whole.journal is None:
        return []
    found = [thing for family in families for thing in whole.journal.things(family)]
    return sorted(found, key=lambda thing: thing.begun.number)


@dataclass(frozen=True)
class Read:
    """A Written as somebody may read it: what was written of the units of their journal, and their own.

    `who` is what they sign in as, and their posts; `may(right, unit)` what they may.
    """

    whole: Written
    journal: object
    subject: str
    who: frozenset
    may: object

    def _is_open(self, thing):
        family, units = families()[thing.family], getattr(self.journal, "units", None)  # a journal of all units: None
        if not family.shows(thing, self.may, self.who):
            return False
        return bool(family.private) or units is None or thing.unit in units or thing.begun.by == self.subject

    def counted(self, *args, **words):
        """As `at`, of the units of the journal, also what is private to others: to be counted, and never shown."""
        units = getattr(self.journal, "units", None)
        return [one for one in self.whole.at(*args, **words) if units is None or one.unit in units]

    def number(self):
        return self.whole.number()

    def thing(self, key):
        found = self.whole.thing(key)
        return found if found is not None and self._is_open(found) else None

    def at(self, *args, **words):
        return [thing for thing in self.whole.at(*args, **words) if self._is_open(thing)]

    def marks(self, unit, month, today=None):
        units = getattr(self.journal, "units", None)
        return self.whole.marks(unit, month, today) if units is None or unit in units else ()


@dataclass(frozen=True)
class Writer:
    """Who writes: the subject that signs, the role they sign in, `may(right, unit)`, and what they are called."""

    subject: str
    role: str
    may: object
    name: str = ""


def writer(reader, names):
    """The Writer that a Reader is."""
    role = reader.post or reader.role
    may = partial(reader.may, names)
    return Writer(reader.subject, role, lambda right, unit: may(right, unit or names.root.key), reader.name)


def asking(request, names):
    """The Writer who sends a request."""
    return writer(access.reader(request), names)


def today():
    return date.today()


def whole_journal():
    """The journal as it is, for what is the whole council's own (of_the_council)."""
    return current_app.extensions[WRITTEN].journal
