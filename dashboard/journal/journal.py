"""The journal of a home: what is written to it, and what is read."""

import os
import re
import threading
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

from dashboard.errors import Refused
from dashboard.journal import kinds, things
from dashboard.journal.events import IDS, Against, Event, canonical, hashed, new_id
from dashboard.journal.fold import Fold

NAME = "journal.sqlite"
FILE = "sqlite:///"
URL = "GOLDEN_THREAD_JOURNAL"


_looked = ContextVar("looked", default=None)


@contextmanager
def one_look():
    """Within it each journal is asked once whether anything is new: a page is of one moment, and asks six times."""
    before = _looked.set({})
    try:
        yield
    finally:
        _looked.reset(before)


def ANYTHING(right, unit):
    """The rights of whoever has the files themselves: the command line, the demo council."""
    return True


def journal_of(home, alone=()):
    """The journal of a home: its own file, or what GOLDEN_THREAD_JOURNAL names."""
    return Journal(os.environ.get(URL) or f"{FILE}{Path(home.path).resolve() / NAME}", alone)


def shared():
    """The journal that homes on many machines share, a PostgreSQL; None where each has a file."""
    url = os.environ.get(URL, "")
    return Journal(url) if url.startswith("postgresql") else None


class Journal:
    """A journal by its address: sqlite:///FILE or postgresql+psycopg://... For threads, and for a process that forks.

    `alone` are the families whose things one person may both propose and approve, `now` is the clock. A journal that is
    not there yet has no events; it is made by the first that is written.
    """

    def __init__(self, url, alone=(), now=lambda: datetime.now(UTC)):
        self.url, self.alone, self.now = url, frozenset(alone), now
        self._opening, self._process, self._database = threading.Lock(), None, None
        self.fold = Fold(self)

    def write(self, *drafts, may):
        """Write drafts, all of them or none, and give their Events.

        `may(right, unit)` says what the writer may do. Raises Refused; Changed where somebody was quicker.
        """
        if not drafts:
            return []
        from dashboard.journal import database

        if not all(IDS.fullmatch(draft.id) for draft in drafts if draft.id):
            raise Refused("the number of this form is none that this dashboard gives: open it anew")
        # Before its turn: while one writes, others wait.
        bodies = [kinds.checked(draft.kind, draft.body) for draft in drafts]
        with self.opened().writing() as connection:
            if (sent := _sent_before(connection, drafts, bodies)) is not None:
                return sent
            number, previous = database.last(connection)
            about = {draft.about for draft in drafts if draft.about}
            known = things.fold(database.chosen(connection, about=about)) if about else {}
            written = []
            for draft, body in zip(drafts, bodies, strict=True):
                number += 1
                event = self._event(draft, body, number, previous, known, may, {one.id for one in written})
                previous = event.hash
                written.append(event)
                things.fold([event], known)
            database.add(connection, written)
        if (looked := _looked.get()) is not None:
            looked.pop(self, None)
        return written

    def events(self, kinds=None, units=None, measure=None, about=None, after=None):
        """The events asked for in their order: of kinds, units, things (each one word or several), after a number."""
        return list(self.each(kinds=kinds, units=units, measure=measure, about=about, after=after))

    def each(self, **asked):
        """The same, one after another: for more than should lie in memory at once."""
        if self.is_there():
            from dashboard.journal import database

            with self.opened().reading() as connection:
                yield from database.chosen(connection, **asked)

    def last(self):
        """The number of the last event; 0 of none. What was made of the journal is as good as new until it changes."""
        looked = _looked.get()
        if looked is None:
            return self._last()
        if self not in looked:
            looked[self] = self._last()
        return looked[self]

    def _last(self):
        if not self.is_there():
            return 0
        from dashboard.journal import database

        with self.opened().reading() as connection:
            return database.last(connection)[0]

    def thing(self, key):
        """The Thing of a key, read afresh; None where nothing has been written about it."""
        return things.fold(self.events(about=key)).get(key)

    def things(self, family):
        """Every Thing of a family, as of now. They are kept, and only what came since is read."""
        self.fold.read()
        return list(self.fold.by_family.get(family, {}).values())

    def settle(self):
        """Leave all that was written in the one file of an SQLite journal: its write-ahead log is put back and gone."""
        self.opened().settle()

    def __str__(self):
        return f"the journal {shown(self.url)}"

    def load(self):
        """Load what a journal that is there is read with, once for all that are forked later. Nothing is opened."""
        if self.is_there():
            with suppress(Refused, ImportError):  # is said to whoever reads
                _url(self.url).get_dialect().import_dbapi()

    def close(self):
        """Close this process's connections; the next question opens them again."""
        with self._opening:
            if self._process == os.getpid():
                self._database.close()
            self._process = self._database = None

    def _event(self, draft, checked, number, previous, known, may, ours):
        """The Event that a draft becomes. `ours` are ids of the same writing, on which nobody can have been quicker."""
        body, version = checked
        thing = known.get(draft.about)
        if family := kinds.family_of(draft.kind):
            if thing is not None and thing.seen in ours:
                draft = replace(draft, seen=thing.seen)
            things.admitted(draft, thing, may, self.alone)
        given = {word: getattr(draft, word) or getattr(thing, word, None) for word in ("unit", "measure", "period")}
        if family:
            fields_now = (thing.fields if thing else {}) | body.model_dump()
            family.check(replace(draft, **given), fields_now)
            family.check_thing(draft, fields_now, thing)
        against = draft.against or Against()
        event = Event(
            number=number,
            id=draft.id or new_id(),
            at=self.now(),
            by=draft.by,
            as_role=draft.as_role,
            name=draft.name or None,
            kind=draft.kind,
            version=version,
            about=draft.about or new_id(),
            **given,
            words=_words(body),
            replaces=draft.replaces,
            reason=draft.reason,
            store=draft.store,
            **{one.name: getattr(against, one.name) for one in fields(Against)},
            previous=previous,
            hash="",
        )
        return replace(event, hash=hashed(event))

    def is_there(self):
        """Whether there is anything to read: the file of a home is made by the first event."""
        return not self.url.startswith(FILE) or Path(self.url.removeprefix(FILE)).exists()

    def opened(self):
        """The database, opened once by each process: a connection must not be shared by two."""
        if self._process != os.getpid():
            with self._opening:
                if self._process != os.getpid():
                    if self._database is not None:
                        self._database.leave_to_parent()
                    self._database, self._process = _open(self.url), os.getpid()
        return self._database


def shown(url):
    """An address without its password; of a file, its path."""
    return re.sub(r"(://[^/@]*:)[^/@]*@", r"\1***@", url.removeprefix(FILE))


def _url(url):
    import sqlalchemy as sa

    try:
        made = sa.make_url(url)
        known = made.get_backend_name() in ("sqlite", "postgresql")
    except sa.exc.ArgumentError:
        known = False
    if not known:
        raise Refused(f"{URL} is no address of a journal; write postgresql+psycopg://USER:PASSWORD@HOST/NAME")
    return made


def _open(url):
    from dashboard.journal import database

    return database.Database(_url(url))


def _sent_before(connection, drafts, bodies):
    """The events that these very drafts became, where they were sent once before; None where they are new."""
    from dashboard.journal import database

    ids = [draft.id for draft in drafts if draft.id]
    found = {one.id: one for one in database.chosen(connection, ids=ids)} if ids else {}
    if not found:
        return None
    said = [(draft.kind, draft.by, _words(body)) for draft, (body, _) in zip(drafts, bodies, strict=True)]
    kept = [(one.kind, one.by, one.words) if (one := found.get(draft.id)) else None for draft in drafts]
    if said != kept:
        raise Refused("a form with this number was sent before and said something else: open it anew and send it again")
    return [found[draft.id] for draft in drafts]


def _words(body):
    return canonical(body.model_dump(mode="json"))
