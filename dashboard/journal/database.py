"""The journal's table in SQLite or PostgreSQL. The one module that knows SQLAlchemy, loaded when first needed."""

import fcntl
import importlib
import sys
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event as happening

from dashboard.errors import Refused
from dashboard.journal.events import FIELDS, Event

HEAD = "0004"  # the newest revision of migrations/versions
# What is the same in many events is kept in memory once.
FEW = {
    FIELDS.index(name)
    for name in ("by", "name", "as_role", "kind", "unit", "measure", "period", "store", "basis", "slice", "slice_value")
}
LOCK = 5_012_013  # PostgreSQL's advisory lock of whoever writes: any number that nobody else uses
NOTHING = (
    "Nothing of what was to be written is kept: see that its disk has room and its database runs, and send it again"
)
UNSURE = "It is not known whether this was kept: send the same form again, and it is written once"
PATIENCE = 30  # seconds that a writer waits for the writers before it


class Instant(sa.TypeDecorator):
    """A moment in UTC. SQLite keeps no zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value if value is None or dialect.name != "sqlite" else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value, dialect):
        return value if value is None else (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


# What the tables are called by. Their keys, indexes and triggers are made by migrations/versions. Events only grow;
# a delivery says how far the report of a subscription is for a period (dashboard/journal/deliveries.py), and changes.
TYPES = {"number": sa.Integer, "version": sa.Integer, "at": Instant} | dict.fromkeys(
    ("value", "numerator", "denominator"), sa.Double
)
EVENTS = sa.table("events", *(sa.column(name, TYPES.get(name, sa.Text)) for name in FIELDS))
DELIVERIES = sa.table(
    "deliveries",
    *(
        sa.column(name, TYPES.get(name, sa.Text))
        for name in ("subscription", "period", "state", "runner", "said", "at")
    ),
)
COLUMNS = [EVENTS.c[name] for name in FIELDS]


class Database:
    """The database of a journal's address, for one process. Made in one that forks, it is not for its children."""

    def __init__(self, url):
        self.url = url
        self.path = Path(url.database) if url.get_backend_name() == "sqlite" else None
        self.engine = sa.create_engine(url, **({} if self.path else {"pool_pre_ping": True}))
        if self.path:
            happening.listen(self.engine, "connect", _sqlite_connected)
            happening.listen(self.engine, "begin", _sqlite_begun)
        try:
            with self.said_in_one_sentence(), self._first_come():
                self._migrate()
        except BaseException:
            self.close()
            raise

    def close(self):
        self.engine.dispose()

    def settle(self):
        with self.engine.connect() as connection:
            raw = connection.connection.driver_connection
            raw.execute("pragma wal_checkpoint(truncate)").fetchall()
            raw.execute("pragma journal_mode = delete").fetchall()

    def leave_to_parent(self):
        """Forget the connections of the process that this one was forked from, without closing them."""
        self.engine.dispose(close=False)

    @contextmanager
    def reading(self):
        """A connection that reads one state of the journal and never makes a writer wait."""
        with self.said_in_one_sentence(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self):
        """A connection of the one writer there may be at a time; what is done with it is kept whole or not at all."""
        with self.said_in_one_sentence(), self.engine.connect() as connection:
            with connection.execution_options(writes=True).begin():
                self._in_turn(connection)
                yield connection
            self._have_it_on_the_disk(connection)

    @contextmanager
    def beside(self, alone=""):
        """An Asking for what lies in a PostgreSQL beside the journal and changes; what it does is kept whole or not at
        all. Nobody else adds to the table `alone` until then."""
        with self.said_in_one_sentence(), self.engine.begin() as connection:
            if alone:
                connection.exec_driver_sql(f"lock table {alone} in exclusive mode")
            yield Asking(connection)

    @contextmanager
    def said_in_one_sentence(self, then=None):
        """What goes wrong with a database, as a person is told of it."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            said = str(error.orig).split("\n", 1)[0].strip()
            # A server that is gone may have kept what it was told to, and not have had the time to say so.
            then = then or (UNSURE if error.connection_invalidated else NOTHING)
            where = self.path or self.url.render_as_string()
            raise Refused(f"the journal ({where}) cannot be read or written now: {said}. {then}") from error

    def _migrate(self):
        """Bring the tables to HEAD where they are not: one process does, and others wait for it."""
        if (found := self._revision()) == HEAD:
            return
        from dashboard.journal.migrations import revisions, upgrade

        if found and found not in revisions():
            where = self.path or self.url.render_as_string()
            raise Refused(
                f"the journal ({where}) was last written by a newer version of this program, which made its tables anew"
                f" ({found}; this one knows {HEAD}): start that one"
            )
        with self.engine.connect() as connection, connection.execution_options(writes=True).begin():
            self._in_turn(connection)
            upgrade(connection)

    def _revision(self):
        with self.engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return None
            return connection.exec_driver_sql("select version_num from alembic_version").scalar()

    def _in_turn(self, connection):
        """Wait for the writer before: SQLite does by itself.

        PostgreSQL would end a turn only when the disk has what was written, one writer after the other. So a turn ends
        before that, and the disk is waited for afterwards, by all who write together.
        """
        if not self.path:
            connection.exec_driver_sql(f"set local synchronous_commit = off; select pg_advisory_xact_lock({LOCK})")

    def _have_it_on_the_disk(self, connection):
        """Wait until the disk has all that was written: a message in the log, which nobody reads, comes after it."""
        if not self.path:
            with self.said_in_one_sentence(UNSURE), connection.begin():
                connection.exec_driver_sql("select pg_logical_emit_message(true, 'journal', '')")

    @contextmanager
    def _first_come(self):
        """One process at a time makes a file and sets it to WAL: SQLite answers the others "locked" without waiting."""
        if not self.path:
            yield
            return
        with open(self.path.with_suffix(".lock"), "a", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class Asking:
    """A connection that is asked as one of SQLite is: with ? for each value."""

    def __init__(self, connection):
        self.connection = connection

    def execute(self, sql, values=()):
        return self.connection.exec_driver_sql(sql.replace("?", "%s"), tuple(values))


def _sqlite_connected(connection, _):
    """Transactions are begun by us (Python's driver begins them late), and what is committed is on the disk."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout = {PATIENCE * 1000}", "journal_mode = wal", "synchronous = full"):
        cursor.execute(f"pragma {pragma}").fetchall()
    cursor.close()


def _sqlite_begun(connection):
    connection.exec_driver_sql("begin immediate" if connection.get_execution_options().get("writes") else "begin")


def adding(connection, table):
    """An INSERT into a table that can be told what to do where its key is there already."""
    # Each as it is loaded with its own engine; both take two megabytes more.
    dialect = importlib.import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
    return dialect.insert(table)


def last(connection):
    """(number, hash) of the last event; (0, '') of none."""
    found = connection.execute(
        sa.select(EVENTS.c.number, EVENTS.c.hash).order_by(EVENTS.c.number.desc()).limit(1)
    ).one_or_none()
    return tuple(found) if found else (0, "")


def chosen(connection, kinds=None, units=None, measure=None, about=None, after=None, ids=None):
    """The events asked for, in their order."""
    asked = sa.select(*COLUMNS).order_by(EVENTS.c.number)
    for column, wanted in ((EVENTS.c.kind, kinds), (EVENTS.c.unit, units), (EVENTS.c.about, about), (EVENTS.c.id, ids)):
        if wanted is not None:
            asked = asked.where(column.in_([wanted] if isinstance(wanted, str) else list(wanted)))
    if measure is not None:
        asked = asked.where(EVENTS.c.measure == measure)
    if after is not None:
        asked = asked.where(EVENTS.c.number > after)
    for row in connection.execute(asked.execution_options(yield_per=2_000)):
        yield Event(*(sys.intern(cell) if at in FEW and cell else cell for at, cell in enumerate(row)))


def add(connection, events):
    """Append events, numbered and hashed already."""
    if events:
        connection.execute(sa.insert(EVENTS), [{name: getattr(one, name) for name in FIELDS} for one in events])
