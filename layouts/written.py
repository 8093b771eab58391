"""What people wrote, for the pages of the app that answers; and who writes. Where pages meet the journal."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from flask import current_app, g, has_app_context

from dashboard import access, past
from dashboard import scorecard as cards
from dashboard.journal.kinds import families
from dashboard.journal.things import beginnings
from dashboard.written import Written
from layouts.words.writing import BEGUN

STORE = "golden_thread"  # where the app keeps its store, for whoever makes a page
WRITTEN = "golden_thread_written"  # where the app keeps it
COUNCIL = "golden_thread_council"  # and the folder of the council's tailoring
NOTHING = Written()


def here():
    """The Written of the app that answers, as who asks may read it; without a journal nothing is written in it."""
    if not has_app_context():
        return NOTHING
    reader, day = g.get("reader"), past.current()
    if reader is None:
        return day.written if day else current_app.extensions.get(WRITTEN, NOTHING)
    if day:
        return _read_on(day, reader)
    return read_by(current_app.extensions.get(STORE), reader)


def _read_on(day, reader):
    """What had been written by a past day, as a reader may read it: nothing can be added to it."""
    if reader.scope.everything:
        return day.written
    return _read_of(day.written, access.seen_by(day.store, reader).snapshot(), reader, writes=False)


def _read_of(whole, seen, reader, writes=True):
    """The Read of a reader over a Written, of the journal of what they see (a Snapshot)."""
    who, may = frozenset({reader.subject, *reader.posts}), partial(reader.may, cards.names(seen))
    return Read(whole, seen.journal if writes else None, reader.subject, who, may, seen.journal)


def read_by(store, reader):
    """The Written of the journal of a whole store as a reader may read it, whether an app answers or not."""
    if has_app_context():
        whole = current_app.extensions.get(WRITTEN, NOTHING)
    else:
        whole = Written(getattr(store, "journal", None))
    if reader.scope.everything or whole.journal is None:
        return whole
    return _read_of(whole, access.seen_by(store, reader).snapshot(), reader)


def of_the_council(*families):
    """The things of families that are the whole council's own, with those that were taken back: how the council means
    to work, such as the arrows of its map, is for everybody to read, and no figure of anybody."""
    journal, reader = (whole_journal(), g.get("reader")) if has_app_context() else (None, None)
    if journal is None or (reader is not None and reader.scope.shared):
        return []
    found = [thing for family in families for thing in journal.things(family)]
    return sorted(found, key=lambda thing: thing.begun.number)


@dataclass(frozen=True)
class Read:
    """A Written as somebody may read it: what was written of the units of their journal, and their own.

    `who` is what they sign in as, and their posts; `may(right, unit)` what they may. `heard` is their journal, and
    `journal` the same where it can be added to, else None.
    """

    whole: Written
    journal: object
    subject: str
    who: frozenset
    may: object
    heard: object

    @property
    def units(self):
        """The units of which may be read; None where it is all of them."""
        return getattr(self.heard, "units", None)

    def _is_open(self, thing):
        family, units = families()[thing.family], self.units
        if not family.shows(thing, self.may, self.who):
            return False
        if bool(family.private) or thing.begun.by == self.subject:
            return True
        return (units is None or thing.unit in units) and self._is_shared(thing)

    def _is_shared(self, thing):
        """Whether it is of a measure that they see: a partner sees those that are shared, and no others."""
        return not hasattr(self.heard, "has") or self.heard.has(thing.measure, thing.family)

    def counted(self, *args, **words):
        """As `at`, of the units of the journal, also what is private to others: to be counted, and never shown."""
        units = self.units
        found = [one for one in self.whole.at(*args, **words) if units is None or one.unit in units]
        return [one for one in found if self._is_shared(one)]

    def number(self):
        return self.whole.number()

    def thing(self, key):
        found = self.whole.thing(key)
        return found if found is not None and self._is_open(found) else None

    def at(self, *args, **words):
        return list(self._open(self.whole.at(*args, **words)))

    def promised(self, units=None):
        return list(self._open(self.whole.promised(units)))

    def _open(self, things):
        """Those of things that are open: it is asked once of all that are alike but for what they say."""
        known = {}
        for thing in things:
            by, private = thing.begun.by, families()[thing.family].private
            alike = thing.key if private else (thing.family, thing.unit, thing.measure, by if by in self.who else "")
            if alike not in known:
                known[alike] = self._is_open(thing)
            if known[alike]:
                yield thing

    def marks(self, unit, month, today=None):
        return self.whole.marks(unit, month, today) if self.units is None or unit in self.units else ()


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


def begun_at(unit, measure=""):
    """{kind of event: its name} of what who asks may begin at a unit (its key) from any page, of a measure or none."""
    return begun({kind: name for kind, name in BEGUN.items() if measure or kind != "comment.published"}, unit)


def begun(kinds, unit):
    """Those of some kinds of event, {kind: its name}, which who asks may begin at a unit (its key)."""
    may = _may()
    return {kind: name for kind, name in kinds.items() if _begins(kind, unit, may)} if may else {}


def may_begin(kind, unit):
    """Whether who asks may begin something with the form of a kind of event at a unit (its key)."""
    may = _may()
    return may is not None and _begins(kind, unit, may)


def _may():
    """`may(right, unit)` of who asks; None where nothing can be written or nobody asks, as where a report is made."""
    if here().journal is None or g.get("reader") is None:
        return None
    return partial(g.reader.may, cards.names(current_app.extensions[STORE].snapshot()))


def _begins(kind, unit, may):
    return any(may(one.needs, unit) for one in beginnings(kind))


def today():
    """The day of the page in hand: a past one, or this."""
    day = past.current()
    return day.day if day else date.today()


def whole_journal():
    """The journal as it is, for what is the whole council's own (of_the_council)."""
    day = past.current()
    return day.store.journal if day else current_app.extensions.get(WRITTEN, NOTHING).journal
