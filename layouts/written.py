"""What people wrote, for the pages of the app that answers; and who writes. Where pages meet the journal."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from flask import current_app, g, has_app_context

from dashboard import access
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
    return Read(whole, access.seen_by(store, reader).snapshot().journal, reader.subject)


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
    """A Written as somebody may read it: what was written of the units of their journal, and their own."""

    whole: Written
    journal: object
    subject: str

    def _is_open(self, thing):
        units = getattr(self.journal, "units", None)  # a journal of all units has none to say
        return units is None or thing.unit in units or thing.begun.by == self.subject

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
