"""The store in force: a DuckDB file that is replaced whole and read by many.

A new file name for each build and a symbolic link flipped onto it: DuckDB keeps one instance for a path, so a file
replaced under the same name would go on giving its old contents.
"""

import os
import threading
import weakref
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path

import duckdb

from dashboard.errors import Refused

KEPT_STORES = 2
# One thread a question: those of a page are small, and sharing each among threads costs a third more of the processor
# than it saves time (docs/performance.md). Four readers of a worker still keep its cores busy.
READ_CONFIG = {"threads": 1, "enable_external_access": "false", "memory_limit": "1GB", "lock_configuration": "true"}


def kept_with_its_store(most=1):
    """Decorates a function whose first argument is a Snapshot, or was read from one: `most` answers are kept with it.

    An lru_cache would hold the old store open after a new one is published, and the disk its deleted file.
    """

    def keeping(make):
        kept = weakref.WeakKeyDictionary()

        @wraps(make)
        def found(owner, *rest):
            answers = kept.get(owner)
            if answers is None:
                alive = weakref.ref(owner)
                answers = kept.setdefault(owner, lru_cache(most)(lambda *rest: make(alive(), *rest)))
            return answers(*rest)

        return found

    return keeping


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One published store, open for reading. Never closed by hand: its cursors would die with it."""

    name: str
    connection: duckdb.DuckDBPyConnection

    @contextmanager
    def cursor(self):
        """A cursor of one's own: a connection shared by threads gives wrong answers silently."""
        cursor = self.connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


class Store:
    """The store of a home, one to a process. `snapshot()` is the newest published one."""

    def __init__(self, home):
        self.link = Path(home.link)
        self._lock = threading.Lock()
        self._snapshot = None

    def snapshot(self):
        """The store in force. Raises Refused where nothing has been built yet."""
        for _ in range(3):
            real = os.path.realpath(self.link)
            if self._snapshot is not None and self._snapshot.name == real:
                return self._snapshot
            try:
                return self._open(real)
            except duckdb.IOException:
                # The link was flipped and the old file pruned between the two looks: look again.
                continue
        raise Refused(f"nothing has been built in {self.link.parent} yet: run 'python -m dashboard build'")

    def _open(self, real):
        with self._lock:
            if self._snapshot is None or self._snapshot.name != real:
                self._snapshot = Snapshot(real, duckdb.connect(real, read_only=True, config=READ_CONFIG))
            return self._snapshot


def publish(built, home):
    """Make a finished, closed store file the one in force, and drop all but the newest two."""
    number = 1 + max((_number(path) for path in home.stores.glob("store.*.duckdb")), default=0)
    final = home.stores / f"store.{number:06d}.duckdb"
    os.replace(built, final)
    fresh = home.stores / "store.link"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(os.path.relpath(final, home.link.parent))
    os.replace(fresh, home.link)
    for old in sorted(home.stores.glob("store.*.duckdb"), key=_number)[:-KEPT_STORES]:
        old.unlink(missing_ok=True)
    return final


def _number(path):
    return int(path.name.split(".")[1])
