"""What was known on an earlier day: a home with the files that had come and what had been written by its end, built as
any other, and what the values of that day have become since.

Definitions and the council's settings are those of now: what differs, the files and people made different.
"""

import csv
import shutil
from contextlib import closing
from itertools import takewhile
from tempfile import TemporaryDirectory

import duckdb

from dashboard import QUERIES
from dashboard.build import build
from dashboard.collecting import versions
from dashboard.errors import Refused, Unknown
from dashboard.home import Home
from dashboard.intake import keep
from dashboard.journal import copies, journal_of, snapshot
from dashboard.journal.journal import FILE, NAME, Journal
from dashboard.past import CHANGED, FOLDER
from dashboard.plaintext import guarded


def build_known(home, council_folder, day, today, progress=None):
    """Build the store of what was known on a day, in a home of its own, and list what has changed since.

    Gives (that home, how many values have changed). The home is there whole or not at all, and the store in force is
    not touched. Raises Unknown for a day to come, and Refused where nothing was known by then or nothing is built now.
    """
    if day > today:
        raise Unknown(f"{day} is still to come: name a day up to today")
    if not home.link.exists():
        raise Refused("there is no store of now to hold the past against: run 'python -m dashboard build' first")
    past = Home(home.path / FOLDER / f"{day}")
    shutil.rmtree(past.path, ignore_errors=True)
    if not _lay_out(home, past, day):
        shutil.rmtree(past.path, ignore_errors=True)
        raise Refused(f"no file had come by {day}: the first came on {_first(home)}")
    if (definitions := home.path / versions.FILE).exists():
        shutil.copy(definitions, past.path)
    with TemporaryDirectory() as folder:
        seen = f"{folder}/journal.parquet"
        with closing(_journal(home, past, day)) as journal:
            snapshot.take(journal, seen)
        build(past, council_folder, progress, seen)
    return past, _list_changes(home, past)


def _lay_out(home, past, day):
    """Link what had come by the end of a day into a home; what was withdrawn later counts there. Gives how many."""
    count = 0
    for folder, kept, _ in keep.folders(home):
        if kept is None or kept.loaded_at.date() > day:
            continue
        there = past.kept / folder.name
        there.mkdir()
        for path in folder.iterdir():
            (there / path.name).symlink_to(path.resolve())
        later = [part for part in kept.parts if part.withdrawn and part.withdrawn[:10] > f"{day}"]
        for part in later:
            part.withdrawn = None
        if later:
            kept.folder = there
            keep.write_note(kept)  # takes the place of the link
        count += 1
    return count


def _first(home):
    days = [kept.loaded_at.date() for _, kept, _ in keep.folders(home) if kept]
    return min(days, default="no day yet")


def _journal(home, past, day):
    """A journal in a home, with the events of another up to the end of a day."""
    there = Journal(f"{FILE}{past.path.resolve() / NAME}")
    with closing(journal_of(home)) as journal:
        events = list(takewhile(lambda event: event.at.date() <= day, journal.each()))
    if events:
        copies.fill(there, events)
    return there


def _list_changes(home, past):
    """Write what has changed into a file of a home of the past; gives how many values."""
    with closing(duckdb.connect()) as connection:
        for name, one in (("present", home), ("past", past)):
            path = str(one.link.resolve()).replace("'", "''")
            connection.execute(f"attach '{path}' as {name} (read_only)")
        found = connection.execute((QUERIES / "known" / "changed.sql").read_text(encoding="utf-8"))
        with open(past.path / CHANGED, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(column[0] for column in found.description)
            rows = found.fetchall()
            writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return len(rows)
