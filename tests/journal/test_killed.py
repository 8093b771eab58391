"""A process may be killed at any moment of writing, and a disk may be full: what was acknowledged is kept, once."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.bench import postgres
from dashboard.errors import Refused
from dashboard.journal import ANYTHING, Draft, Journal, copies

WRITERS = Path(__file__).with_name("writers.py")
CHECKOUT = WRITERS.parents[2]


def killed_at_random(url, folder, moments, writers=8, seed=1):
    """How many events were acknowledged by writers that were killed together, again and again."""
    chance, acknowledged = random.Random(seed), 0
    for _ in range(moments):
        process = subprocess.Popen(
            [sys.executable, WRITERS, url, folder, str(writers)],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            start_new_session=True,
        )
        try:
            _wait_until_it_is_written(folder, acknowledged)
            time.sleep(chance.uniform(0, 1))
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        acknowledged = _nothing_lost_and_nothing_twice(url, folder)
    return acknowledged


def _told(folder, word):
    lines = (line.split() for diary in folder.glob("writer*") for line in diary.read_text().splitlines())
    return [tuple(ids) for first, *ids in lines if first == word and len(ids) == 2]


def _wait_until_it_is_written(folder, acknowledged):
    for _ in range(6_000):
        if 2 * len(_told(folder, "done")) > acknowledged:
            return
        time.sleep(0.02)
    raise AssertionError("no writer wrote anything within two minutes")


def _nothing_lost_and_nothing_twice(url, folder):
    journal = Journal(url)
    _wait_until_the_server_has_let_go(url)
    events = journal.events()
    checked = copies.check(journal)
    journal.close()
    written = [event.id for event in events]
    kept = set(written)
    begun, done = _told(folder, "begin"), _told(folder, "done")
    assert checked.wrong == []
    assert len(written) == len(kept)
    assert {one for pair in done for one in pair} <= kept, "an acknowledged event is gone"
    assert all((first in kept) == (second in kept) for first, second in begun), "one of a pair is there alone"
    return 2 * len(done)


def _wait_until_the_server_has_let_go(url):
    """PostgreSQL may go on with the last statement of a client that is dead."""
    if url.startswith("sqlite"):
        return
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        for _ in range(200):
            mine = "datname = current_database() and pid <> pg_backend_pid()"
            if not connection.exec_driver_sql(f"select count(*) from pg_stat_activity where {mine}").scalar():
                break
            connection.rollback()
            time.sleep(0.02)
    engine.dispose()


def note(words):
    return Draft(kind="note.proposed", by="ann", unit="u", period="2026-03", body={"words": words})


def written_until_full(journal):
    """How many pairs were acknowledged before a disk was full, and the sentence then."""
    for count in range(100_000):
        try:
            journal.write(note("x" * 190), note("y" * 190), may=ANYTHING)
        except Refused as why:
            return count, str(why)
    raise AssertionError("the disk never was full")


def holds_what_was_acknowledged(journal, pairs):
    assert copies.check(journal).wrong == []
    assert journal.last() == 2 * pairs
    journal.write(note("and on"), may=ANYTHING)
    assert journal.last() == 2 * pairs + 1


def test_a_file_that_may_not_grow_is_a_sentence_and_nothing_half(tmp_path, opened):
    journal = opened(f"sqlite:///{tmp_path / 'journal.sqlite'}")
    journal.write(note("before"), note("it"), may=ANYTHING)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, usual[1]))
    try:
        pairs, why = written_until_full(journal)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert "journal.sqlite) cannot be read or written now: " in why and "see that its disk has room" in why
    holds_what_was_acknowledged(journal, 1 + pairs)


@pytest.fixture
def small_disk():
    """A disk of its own of 120 MB, where whoever runs the tests may make one, in a folder that PostgreSQL may enter."""
    disk = Path(tempfile.mkdtemp(prefix="gt-disk-"))
    disk.chmod(0o755)
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=120m", "tmpfs", disk], capture_output=True, text=True)
    if made.returncode:
        disk.rmdir()
        pytest.skip(f"no small disk could be made: {made.stderr.strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)
    disk.rmdir()


def fill(disk):
    """All of a disk but a little is taken by a file."""
    left = shutil.disk_usage(disk).free - 400_000
    (disk / "ballast").write_bytes(b"x" * left)
    return disk / "ballast"


@pytest.mark.slow
def test_a_full_disk_is_a_sentence_and_nothing_half_in_sqlite(small_disk):
    with closing(Journal(f"sqlite:///{small_disk / 'journal.sqlite'}")) as journal:
        journal.write(note("before"), note("it"), may=ANYTHING)
        ballast = fill(small_disk)
        pairs, why = written_until_full(journal)
        print(f"SQLite: {2 * pairs} events, then: {why}")
        assert "database or disk is full" in why
        ballast.unlink()
        holds_what_was_acknowledged(journal, 1 + pairs)


@pytest.mark.slow
def test_a_full_disk_is_a_sentence_and_nothing_half_in_postgresql(small_disk):
    with postgres.throwaway(folder=small_disk) as url, closing(Journal(url)) as journal:
        journal.write(note("before"), note("it"), may=ANYTHING)
        ballast = fill(small_disk)
        pairs, why = written_until_full(journal)
        print(f"PostgreSQL: {2 * pairs} events, then: {why}")
        assert "cannot be read or written now" in why or "not known whether" in why
        ballast.unlink()
        wait_until_it_answers(journal)
        holds_what_was_acknowledged(journal, 1 + pairs)


def wait_until_it_answers(journal):
    for _ in range(200):
        try:
            return journal.last()
        except Refused:
            time.sleep(0.1)
    raise AssertionError("PostgreSQL did not come back within 20 seconds")


def test_writers_killed_at_random_lose_nothing_and_write_nothing_twice(new_url, tmp_path):
    assert killed_at_random(new_url(), tmp_path, moments=2) > 0


@pytest.mark.slow
def test_writers_killed_at_fifty_random_moments_lose_nothing_and_write_nothing_twice(new_url, tmp_path):
    acknowledged = killed_at_random(new_url(), tmp_path, moments=50, seed=2)
    print(f"{acknowledged} events acknowledged")
    assert acknowledged > 50
