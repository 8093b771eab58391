"""How often pages are looked at, by month, page, unit and measure: a count, and nothing of who looked.

A web process adds up in memory and writes rarely, in a thread of its own, so that no page waits for it. Two processes
add to the same counts; what one that is killed had not written yet is lost, at most a minute.
"""

import atexit
import logging
import sqlite3
import threading
import time
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

FILE = "usage.sqlite"
EVERY = 60  # seconds between two writings
THREAD = "looks"
PATIENCE = 10  # seconds that a writer waits for another
TABLE = """
create table if not exists looks (
    month text not null, page text not null, unit text not null, measure text not null, looks integer not null,
    primary key (month, page, unit, measure)
) strict
"""
ADD = """
insert into looks values (?, ?, ?, ?, ?)
on conflict (month, page, unit, measure) do update set looks = looks + excluded.looks
"""


class Usage:
    """The counts of a home; nothing is counted or kept where it is not `counted`. There is no file before the first."""

    def __init__(self, home, counted=True, every=EVERY, today=date.today):
        self.path, self.counted, self.every, self.today = Path(home) / FILE, counted, every, today
        self._waiting, self._lock, self._written = Counter(), threading.Lock(), time.monotonic()
        if counted:
            atexit.register(self.write)

    def look(self, page, unit="", measure=""):
        """Count one look at a page (its path), of a unit and a measure (keys, '' where it is of none)."""
        if not self.counted:
            return
        with self._lock:
            self._waiting[f"{self.today():%Y-%m}", page, unit, measure] += 1
            is_time = time.monotonic() - self._written >= self.every
            if is_time:
                self._written = time.monotonic()
        if is_time:
            threading.Thread(target=self.write, name=THREAD, daemon=True).start()

    def write(self):
        """Add what waits to the file; it waits on where that cannot be done."""
        with self._lock:
            waiting, self._waiting = self._waiting, Counter()
        if not waiting:
            return
        try:
            self.add(waiting)
        except sqlite3.Error as why:
            logging.getLogger(__name__).error("looks at pages wait to be counted: %s", why)
            with self._lock:
                self._waiting += waiting

    def add(self, counts):
        """Add {(month, page, unit, measure): looks} to the file, all of it or nothing."""
        with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as database, database:
            database.execute(TABLE)
            database.executemany(ADD, [(*key, looks) for key, looks in sorted(counts.items())])

    def looks(self, since, units=None):
        """[(page, unit, measure, looks)] from a month (its first day) on, of some units or all; [] before the first."""
        if not self.path.exists():
            return []
        with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as database:
            rows = database.execute(
                "select page, unit, measure, sum(looks) from looks where month >= ? group by page, unit, measure"
                " order by page, unit, measure",
                [f"{since:%Y-%m}"],
            ).fetchall()
        return [row for row in rows if units is None or row[1] in units]

    def begun(self):
        """The first month of which anything is counted, as '2026-03'; '' before the first."""
        if not self.path.exists():
            return ""
        with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as database:
            return database.execute("select min(month) from looks").fetchone()[0] or ""
