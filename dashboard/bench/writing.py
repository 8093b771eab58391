"""What people write: how soon it is acknowledged, how many can write at once, and what a long journal costs a page."""

import multiprocessing
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from dashboard.bench import postgres
from dashboard.bench.table import row
from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Draft, Journal

LONG = 50_000  # events
TIMES = 200
WRITERS, A_SECOND, SECONDS = 8, 200, 10


def rows():
    """On SQLite and, where it is installed, on PostgreSQL: one writer after another, then eight at once."""
    with tempfile.TemporaryDirectory() as folder:
        found = _rows("SQLite", f"sqlite:///{Path(folder) / 'journal.sqlite'}")
    try:
        with postgres.throwaway() as url:
            return found + _rows("PostgreSQL", url)
    except Refused as why:
        return [*found, row(f"writing to PostgreSQL: not measured, {why}", None)]


def _rows(name, url):
    with closing(Journal(url)) as journal:
        for _ in range(LONG // 1_000):
            journal.write(*map(_note, range(1_000)), may=ANYTHING)
        waits = sorted(_timed(lambda n=n: journal.write(_note(n), may=ANYTHING)) for n in range(TIMES))
        looks = [_timed(journal.last) for _ in range(TIMES)]
        first = _timed(lambda: journal.things("note"))
        again = [_timed(lambda: journal.things("note")) for _ in range(20)]
    written, errors, slow = _at_once(url)
    of = f"{name}, {LONG:,} events"
    return [
        row(f"{of}: a write acknowledged", statistics.median(waits)),
        row(f"{of}: the same, slowest of twenty", waits[int(0.95 * TIMES)]),
        row(f"{of}: a look whether anything was written", statistics.median(looks)),
        row(f"{of}: all of them read for the first time by a worker", first),
        row(f"{of}: all things again", statistics.median(again)),
        row(f"{name}: {WRITERS} writers, {A_SECOND} writes a second asked for", written / SECONDS, unit="a second"),
        row(f"{name}: of those the errors", errors, unit="errors"),
        row(f"{name}: of those a write acknowledged, slowest of twenty", slow),
    ]


def _note(number):
    return Draft(
        kind="note.proposed",
        by=f"person {number % 50}",
        unit=f"unit {number % 40}",
        measure=f"measure {number % 60}",
        period=f"2026-{number % 12 + 1:02d}",
        body={"words": "What happened that month, in a few words " * 3},
    )


def _timed(ask):
    """Milliseconds."""
    begun = time.perf_counter()
    ask()
    return (time.perf_counter() - begun) * 1_000


def _at_once(url):
    """(writes, errors, milliseconds of the slowest of twenty) of writers that keep to their share of A_SECOND."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(WRITERS, _gather, [context.Barrier(WRITERS)]) as pool:
        told = pool.map(_keep_writing, [url] * WRITERS, chunksize=1)
    waits = sorted(wait for found, _ in told for wait in found)
    return len(waits), sum(errors for _, errors in told), waits[int(0.95 * len(waits))]


def _gather(barrier):
    _keep_writing.begin = barrier.wait


def _keep_writing(url):
    waits, errors, share = [], 0, WRITERS / A_SECOND
    with closing(Journal(url)) as journal:
        journal.write(_note(0), may=ANYTHING)
        _keep_writing.begin()
        begins = time.time()
        for number in range(SECONDS * A_SECOND // WRITERS):
            time.sleep(max(0, begins + number * share - time.time()))
            if time.time() > begins + SECONDS:
                break
            try:
                waits.append(_timed(lambda number=number: journal.write(_note(number), may=ANYTHING)))
            except Refused:
                errors += 1
    return waits, errors
