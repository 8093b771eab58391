"""Who is signed in, kept on the server: a cookie holds a number drawn by chance, and the server a hash of it.

A session that was ended, here or by time, is gone: the cookie of it opens nothing any more, whoever kept a copy. Web
machines whose journal is one PostgreSQL have their sessions there too: each knows whoever signed in at another.
"""

import hashlib
import json
import os
import secrets
import sqlite3
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.journal import shared

FOLDER, KEY, FILE = "access", "key", "access.sqlite"
LASTS = 10 * 3600  # seconds from signing in
IDLE = 45 * 60  # seconds without a request
NOTED = 60  # seconds: how exactly the last request of a session is known
PATIENCE = 10  # seconds that a writer waits for another
TABLES = """
create table if not exists sessions (
    id text primary key, who text not null, name text not null, groups text not null, mark text not null,
    began real not null, seen real not null, purpose text not null default ''
) strict;
create table if not exists states (id text primary key, held text not null, until real not null) strict;
"""


@dataclass(frozen=True)
class Session:
    """Somebody who is signed in. `mark` is what their rights were; `purpose` why they open records, '' until said."""

    who: str
    name: str
    groups: tuple
    mark: str
    purpose: str


def folder(home):
    """The folder of a home for what nobody else may read: sessions, accounts, the council's key."""
    path = Path(home) / FOLDER
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def key(home):
    """The council's key, made when it is first asked for: people's other names stay the same as long as it is kept."""
    path = folder(home) / KEY
    fresh = path.with_name(f"{KEY}.{secrets.token_hex(8)}")
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)  # whoever comes first: a second process takes the key of the first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()


class Sessions:
    """The sessions of a home: in its own file, with a connection for each thread, made when first needed, or in the
    PostgreSQL of its journal, which other homes may share."""

    def __init__(self, home, lasts=LASTS, idle=IDLE, clock=time.time):
        self.path, self.shared = folder(home) / FILE, shared()
        self.lasts, self.idle, self.clock = lasts, idle, clock
        self._own = threading.local()

    def have(self, tables):
        """Make tables of the home's own file; those of PostgreSQL come with the journal's. No connection is left open:
        the app is made in a process that forks."""
        if not self.shared:
            with self.database() as database:
                database.executescript(tables)
            database.close()
            self._own.connection = None

    @contextmanager
    def database(self, alone=""):
        """What is asked of it is kept whole or not at all. Nobody else adds to the table `alone` meanwhile."""
        if self.shared:
            with self.shared.opened().beside(alone) as asked:
                yield asked
            return
        connection = getattr(self._own, "connection", None)
        if connection is None or self._own.process != os.getpid():
            if not self.path.exists():
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(self.path, timeout=PATIENCE)
            connection.execute("pragma journal_mode = wal")
            connection.executescript(TABLES)
            self._own.connection, self._own.process = connection, os.getpid()
        with connection:
            if alone:
                connection.execute("begin immediate")
            yield connection

    def begin(self, who, name, groups=(), mark=""):
        """Sign somebody in; gives what their cookie holds."""
        token, now = secrets.token_urlsafe(32), self.clock()
        with self.database() as database:
            database.execute("delete from sessions where began < ? or seen < ?", [now - self.lasts, now - self.idle])
            database.execute(
                "insert into sessions (id, who, name, groups, mark, began, seen) values (?, ?, ?, ?, ?, ?, ?)",
                [hashed(token), who, name, json.dumps(sorted(groups)), mark, now, now],
            )
        return token

    def of(self, token):
        """The Session of a cookie; None where there is none, or it is over."""
        if not token:
            return None
        now = self.clock()
        with self.database() as database:
            row = database.execute(
                "select who, name, groups, mark, purpose, seen from sessions where id = ? and began >= ? and seen >= ?",
                [hashed(token), now - self.lasts, now - self.idle],
            ).fetchone()
            if row and now - row[5] > NOTED:
                database.execute("update sessions set seen = ? where id = ?", [now, hashed(token)])
        return Session(row[0], row[1], tuple(json.loads(row[2])), row[3], row[4]) if row else None

    def say(self, token, purpose):
        """Keep why somebody opens records, until their session is over."""
        with self.database() as database:
            database.execute("update sessions set purpose = ? where id = ?", [purpose, hashed(token)])

    def end(self, token):
        """Sign somebody out."""
        with self.database() as database:
            database.execute("delete from sessions where id = ?", [hashed(token)])

    def end_all(self, who):
        """Sign somebody out everywhere."""
        with self.database() as database:
            database.execute("delete from sessions where who = ?", [who])


def hashed(token):
    return hashlib.sha256(token.encode()).hexdigest()
