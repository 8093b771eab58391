"""Why records of people are opened, and the book of who opened which: it only grows."""

import hashlib
import hmac
import json
from collections import defaultdict
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from statistics import median

from flask import g, has_app_context

from dashboard.access.scope import KEY_DIGITS, other_name_key

PURPOSES = {
    "supervision": "Supervision of the work",
    "audit": "An audit of case files",
    "data quality": "Putting data right",
    "complaint": "A complaint or a question from the person",
    "return": "A statutory return",
}
WHOSE = ("person", "child")  # columns of people
SAME = 60  # seconds in which the same page opened again, as a browser does for its scripts, is the same opening
MANY = 3  # times one's own usual number of rows
FIRST_HOUR, LAST_HOUR = 7, 19  # of a working day
TABLE = """
create table if not exists opened (
    number integer primary key, at text not null, who text not null, name text not null, role text not null,
    purpose text not null, unit text not null, page text not null, asked text not null, rows integer,
    people text not null, exported text not null, hash text not null
) strict;
create trigger if not exists opened_stays before update on opened begin select raise(abort, 'this stays'); end;
create trigger if not exists opened_kept before delete on opened begin select raise(abort, 'this stays'); end;
create index if not exists opened_by on opened (who, number);
"""


@dataclass(frozen=True)
class Entry:
    """Somebody opened records: `at` is in UTC; `people` are other names, which whoever has the key finds a person by.

    `rows` is None where the page did not say how many it listed; `exported` is the kind of file, '' on a page.
    """

    number: int
    at: str
    who: str
    name: str
    role: str
    purpose: str
    unit: str
    page: str
    asked: str
    rows: int | None
    people: str
    exported: str
    hash: str

    @property
    def when(self):
        return datetime.fromisoformat(self.at)

    @property
    def words(self):
        return json.loads(self.asked)

    @property
    def persons(self):
        return json.loads(self.people)


FIELDS = tuple(Entry.__dataclass_fields__)


def listed(columns, rows):
    """Say what is being listed in the answer to this request: rows, and whose they are."""
    if not has_app_context():
        return
    known = g.setdefault("listed", [0, set()])
    places = [columns.index(name) for name in WHOSE if name in columns]
    known[0] += len(rows)
    known[1].update(row[place] for row in rows for place in places if row[place])


def other_name_of(person, key):
    """The other name of a person, as views of the store have it."""
    digest = hmac.new(other_name_key("person", key), person.encode(), hashlib.sha256)
    return digest.hexdigest()[:KEY_DIGITS].upper()


class Book:
    """What was opened, where the sessions are."""

    def __init__(self, sessions, key):
        self.sessions, self.key = sessions, key
        sessions.have(TABLE)

    def note(self, reader, unit, page, words, exported="", own_keys=False):
        """Enter what the answer to this request lists; `own_keys` where it names people by theirs."""
        count, persons = g.pop("listed", (None, ()))
        people = sorted({other_name_of(one, self.key) if own_keys else one for one in persons})
        now = datetime.fromtimestamp(self.sessions.clock(), UTC)
        said = (reader.subject, reader.name, reader.post, reader.purpose, unit, page, json.dumps(words, sort_keys=True))
        with self.sessions.database(alone="opened") as database:
            last = database.execute("select number, hash from opened order by number desc limit 1").fetchone() or (
                0,
                "",
            )
            if not exported and self._again(database, now, said, count):
                return
            entry = (last[0] + 1, now.isoformat(timespec="milliseconds"), *said, count, json.dumps(people), exported)
            database.execute(
                f"insert into opened values ({', '.join('?' * len(FIELDS))})", [*entry, _hash(last[1], entry)]
            )

    def _again(self, database, now, said, count):
        """Whether the reader opened just this a moment ago."""
        found = database.execute(
            "select at, name, role, purpose, unit, page, asked, rows, exported from opened where who = ?"
            " order by number desc limit 1",
            [said[0]],
        ).fetchone()
        if not found or found[1:] != (*said[1:], count, ""):
            return False
        return (now - datetime.fromisoformat(found[0])).total_seconds() < SAME

    def entries(self, who=None, person=None):
        """The Entries, the newest first: of a reader, or of who opened the records of a person (their own key)."""
        conditions, values = ["true"], []
        if who is not None:
            conditions.append("who = ?")
            values.append(who)
        if person is not None:
            conditions.append("people like ?")
            values.append(f"%{json.dumps(other_name_of(person, self.key))}%")
        with self.sessions.database() as database:
            rows = database.execute(
                f"select {', '.join(FIELDS)} from opened where {' and '.join(conditions)} order by number desc", values
            ).fetchall()
        return [Entry(*row) for row in rows]

    def is_whole(self):
        """Whether every entry is as it was made, and none before the last is missing."""
        before = ""
        for number, entry in enumerate(reversed(self.entries()), 1):
            *said, hash_ = astuple(entry)
            if entry.number != number or hash_ != _hash(before, tuple(said)):
                return False
            before = hash_
        return True


def _hash(before, said):
    return hashlib.sha256(json.dumps([before, *said], ensure_ascii=False).encode()).hexdigest()


def unusual(entries, at_home=lambda moment: moment.astimezone()):
    """(Entry, why) of openings that somebody should ask about, in the order given.

    `at_home` gives a moment by the clock on the wall of the council.
    """
    rows = defaultdict(list)
    for entry in entries:
        if entry.rows:
            rows[entry.who].append(entry.rows)
    found = []
    for entry in entries:
        why, when = [], at_home(entry.when)
        usual = median(rows[entry.who]) if len(rows[entry.who]) > MANY else None
        if usual and entry.rows and entry.rows > MANY * usual:
            why.append(f"{entry.rows:,} rows, where {usual:,.0f} are usual for this reader")
        if when.weekday() > 4 or not FIRST_HOUR <= when.hour < LAST_HOUR:
            why.append("outside working hours")
        if why:
            found.append((entry, "; ".join(why)))
    return found
