"""The store in force: a DuckDB file that is replaced whole and read by many.

A new file name for each build and a symbolic link flipped onto it: DuckDB keeps one instance for a path, so a file
replaced under the same name would go on giving its old contents.
"""

import fcntl
import logging
import os
import re
import shutil
import threading
import uuid
import weakref
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, wraps
from pathlib import Path

import duckdb

from dashboard import scope
from dashboard.errors import Refused
from dashboard.home import sync
from dashboard.journal import journal_of

KEPT_STORES = 2
STORE = re.compile(r"store\.(\d+)\.duckdb")
AGAIN = 0.2  # seconds
BUILDING = "building."  # how every file of a build that is not done begins
# One thread a question: those of a page are small, and sharing each among threads costs a third more of the processor
# than it saves time (docs/performance.md). Four readers of a worker still keep its cores busy.
READ_CONFIG = {
    "threads": 1,
    "enable_external_access": "false",
    "memory_limit": "1GB",
    # What a question needed is given back by the clock, not only while others are asked: an idle worker held it.
    "allocator_background_threads": "true",
    "lock_configuration": "true",
}


def kept_with_its_store(most=1, narrowed=False):
    """Decorates a function whose first argument is a Snapshot, or was read from one: `most` answers are kept with it.

    An lru_cache would hold the old store open after a new one is published, and the disk its deleted file. What is kept
    is for everybody: it is made of the whole, whatever the page is narrowed to, unless the function is said to be
    `narrowed`; then an answer is kept for its scope.
    """

    def keeping(make):
        kept = weakref.WeakKeyDictionary()

        @wraps(make)
        def found(owner, *rest):
            answers = kept.get(owner)
            if answers is None:
                alive = weakref.ref(owner)
                answers = kept.setdefault(owner, lru_cache(most)(lambda at, *rest: _made(at, make, alive(), *rest)))
            return answers(scope.current() if narrowed else scope.WHOLE, *rest)

        return found

    return keeping


def _made(at, make, *given):
    with scope.narrowed_to(at):
        return make(*given)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One published store, open for reading. Never closed by hand: its cursors would die with it.

    `stands_in` says why, where it is an older one than the store in force; `seconds` is how long a cursor may ask;
    `journal` is what people wrote, as of now;
    `catalogue` is where its cursors look for tables, where that is not the store itself (dashboard.access.scope), and
    `reach` then says of which units there is what.
    """

    name: str
    connection: duckdb.DuckDBPyConnection
    stands_in: str = ""
    seconds: float | None = None
    journal: object = None
    catalogue: str = ""
    reach: object = None

    @contextmanager
    def cursor(self):
        """A cursor of one's own: a connection shared by threads gives wrong answers silently.

        Raises duckdb.InterruptException once its time is over.
        """
        cursor, done = self.connection.cursor(), threading.Event()
        if self.catalogue:
            cursor.execute(f"use {self.catalogue}")
        if self.seconds:
            threading.Thread(target=_interrupt, args=(cursor, done, self.seconds), daemon=True).start()
        try:
            yield cursor
        finally:
            done.set()
            cursor.close()


def _interrupt(cursor, done, seconds):
    """DuckDB has no time limit of its own. Said again and again: a statement begun after the first time runs on."""
    while not done.wait(seconds):
        cursor.interrupt()
        seconds = AGAIN


class Store:
    """The store of a home, one to a process. `snapshot()` is the newest published one that can be read.

    `seconds` is how long a cursor of it may ask; no limit where not said. `journal` is that of the home where not said.
    """

    def __init__(self, home, seconds=None, journal=None):
        self.seconds, self.journal = seconds, journal or journal_of(home)
        self.link = Path(home.link)
        self.folder = self.link.parent / "stores"
        self._lock = threading.Lock()
        self._snapshot, self._wanted, self._damaged = None, None, set()

    def snapshot(self):
        """The store in force; where it is damaged, the one before. Raises Refused where there is none."""
        real = os.path.realpath(self.link)
        if self._snapshot is not None and self._wanted == real:
            return self._snapshot
        with self._lock:
            # Looked at again: the link may have been flipped, and the old file pruned, while this reader waited.
            real = os.path.realpath(self.link)
            if self._snapshot is None or self._wanted != real:
                self._snapshot, self._wanted = self._open(real), real
            return self._snapshot

    def set_aside(self):
        """Read the store in force no more: some of it turned out to be damaged."""
        with self._lock:
            if self._snapshot is not None:
                self._damaged.add(self._snapshot.name)
                self._snapshot = None

    def _open(self, real):
        """The store at a path, or the newest other that opens."""
        before = [str(path) for path in reversed(numbered(self.folder))]
        for name in dict.fromkeys([real, *before]):
            if name in self._damaged:
                continue
            try:
                connection = duckdb.connect(name, read_only=True, config=READ_CONFIG)
            except duckdb.Error:
                continue
            return Snapshot(name, connection, self._why(real, name), self.seconds, self.journal)
        if before:
            raise Refused(
                f"{real} is damaged or gone, and no store before it can be read: run 'python -m dashboard build'"
            )
        raise Refused(f"nothing has been built in {self.link.parent} yet: run 'python -m dashboard build'")

    def _why(self, real, name):
        """Why another store than the one asked for is read; nothing where it is that, or has just been replaced."""
        if name == real or os.path.realpath(self.link) != real:
            return ""
        said = (
            f"{real} is damaged or gone, so the store before it is read, {name}: run 'python -m dashboard build'"
            " to make it again from the kept files"
        )
        logging.getLogger(__name__).error(said)
        return said


@contextmanager
def building(home):
    """A path of its own for the one build of a home that may go on at a time. Raises Refused where another goes on.

    What a build that was killed left behind is removed, and so is what this one leaves.
    """
    with open(home.stores / ".lock", "a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Refused(
                f"another build of {home.path} is going on ({lock.read().strip() or 'just begun'}): nothing was built."
                " Wait for it to end, and build again if files were loaded since it began"
            ) from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {datetime.now():%Y-%m-%d %H:%M:%S}")
        lock.flush()
        _sweep(home)
        try:
            yield home.stores / f"{BUILDING}{uuid.uuid4().hex}.duckdb"
        finally:
            _sweep(home)


def _sweep(home):
    for left_over in home.stores.glob(f"{BUILDING}*"):
        if left_over.is_dir():
            shutil.rmtree(left_over)
        else:
            left_over.unlink()


def publish(built, home):
    """Make a finished, closed store file the one in force, and drop all but the newest two."""
    # A name is never used twice, not even that of a store that is gone: a reader knows the store in force by its name.
    used = [*numbered(home.stores), Path(os.path.realpath(home.link))]
    number = 1 + max((_number(path) for path in used if STORE.fullmatch(path.name)), default=0)
    final = home.stores / f"store.{number:06d}.duckdb"
    sync(built)
    if (seen := journal_beside(built)).exists():
        os.replace(seen, journal_beside(final))
    os.replace(built, final)
    fresh = home.stores / "store.link"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(final, home.link.parent))
    sync(home.stores)
    os.replace(fresh, home.link)
    sync(home.path)
    for old in numbered(home.stores)[:-KEPT_STORES]:
        old.unlink(missing_ok=True)
        journal_beside(old).unlink(missing_ok=True)
    return final


def journal_beside(store):
    """Where the snapshot of the journal lies that a store was built with."""
    return Path(store).with_suffix(".journal.parquet")


def numbered(folder):
    """The published stores of a folder, the oldest first; files of other names are nobody's business here."""
    return sorted((path for path in Path(folder).glob("store.*.duckdb") if STORE.fullmatch(path.name)), key=_number)


def _number(path):
    return int(STORE.fullmatch(path.name)[1])
