"""What was known on a day, read: the homes that `build --as-known-on` keeps, and the one that a page is made of.

As a page that is narrowed to a part (dashboard.scope), one of a past day asks the same questions; its links keep it.
"""

import csv
import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from dashboard.home import Home
from dashboard.journal.journal import FILE, NAME, Journal
from dashboard.store import Store
from dashboard.written import Written

FOLDER, CHANGED = "known", "changed.csv"
MOST = 2  # days of which stores are held open
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Day:
    """A day of which a store is kept: the store, what had been written, and what has changed since (a file)."""

    day: date
    store: Store
    written: Written
    changed: Path

    def changes(self):
        """Each value that is another now: measure, unit, month, known_then, known_now and files, all of them texts."""
        if not self.changed.exists():
            return []
        with open(self.changed, newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))


class Past:
    """The days that a home keeps. `seconds` is how long a page may ask of a store."""

    def __init__(self, home, seconds=None):
        self.folder, self.seconds = Path(home.path) / FOLDER, seconds
        self._open = lru_cache(MOST)(self._opened)

    def days(self):
        """The days of which a store is kept, the newest first."""
        found = [path.parent.name for path in self.folder.glob("*/store.duckdb") if DAY.fullmatch(path.parent.name)]
        return sorted((date.fromisoformat(one) for one in found), reverse=True)

    def at(self, day):
        """The Day of a day; None where none is kept."""
        return self._open(day) if day in self.days() else None

    def _opened(self, day):
        home = Home(self.folder / f"{day}")
        journal = Journal(f"{FILE}{(home.path / NAME).resolve()}")
        return Day(day, Store(home, self.seconds, journal), Written(read_from=journal), home.path / CHANGED)


_current = ContextVar("known", default=None)


def current():
    """The Day that the page in hand is made of; None where it is made of what is known now."""
    return _current.get()


@contextmanager
def as_of(day):
    """All that is asked and linked inside is of a Day, or where it is None of now."""
    token = _current.set(day)
    try:
        yield
    finally:
        _current.reset(token)
