"""Published whole: readers have the old store or the new one, and the newest two files are kept."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time

import duckdb
import pytest

from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.store import Store, building, publish
from tests.conftest import CHECKOUT, COUNCIL


def publish_version(home, number):
    path = home.stores / "building.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("create table version as select ? as number from range(1000)", [number])
    return publish(path, home)


def test_a_home_without_a_store_says_what_to_run(tmp_path):
    with pytest.raises(Refused, match="python -m dashboard build"):
        Store(Home(tmp_path)).snapshot()


def test_a_reader_sees_the_newest_store_and_an_open_cursor_its_own(tmp_path):
    home = Home(tmp_path)
    store = Store(publish_version(home, 1) and home)
    with store.snapshot().cursor() as old:
        publish_version(home, 2)
        with store.snapshot().cursor() as new:
            assert new.execute("select max(number) from version").fetchone() == (2,)
        assert old.execute("select max(number) from version").fetchone() == (1,)


def test_the_newest_two_stores_are_kept(tmp_path):
    home = Home(tmp_path)
    for number in range(5):
        publish_version(home, number)
    assert len(list(home.stores.glob("store.*.duckdb"))) == 2


def test_readers_are_answered_from_one_version_while_stores_are_published(tmp_path):
    home = Home(tmp_path)
    publish_version(home, 0)
    store, mixed, done = Store(home), [], threading.Event()

    def read():
        while not done.is_set():
            with store.snapshot().cursor() as cursor:
                mixed.extend(
                    r for r in cursor.execute("select count(distinct number) from version").fetchall() if r != (1,)
                )

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(1, 8):
        publish_version(home, number)
    done.set()
    for reader in readers:
        reader.join()
    assert mixed == []
    with store.snapshot().cursor() as cursor:
        assert cursor.execute("select max(number) from version").fetchone() == (7,)


def build_in_a_process(home, **more):
    command = [sys.executable, "-m", "dashboard", "--home", str(home.path), "--council", str(COUNCIL), "build"]
    return subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


@pytest.fixture
def loaded(loaded_of, tmp_path):
    """A home with a few kept files and nothing built."""
    return loaded_of(Home(tmp_path / "home"), "organisation", "feedback")


def test_of_two_builds_at_once_one_is_told_and_the_other_is_in_force(loaded):
    first = build_in_a_process(loaded)
    lock = loaded.stores / ".lock"
    while not (lock.exists() and lock.read_text(encoding="utf-8")):
        assert first.poll() is None, first.communicate()
        time.sleep(0.05)
    first.send_signal(signal.SIGSTOP)  # however fast it is, the other one comes while it goes on
    second = build_in_a_process(loaded)
    told, _ = second.communicate()[::-1]
    first.send_signal(signal.SIGCONT)
    said, _ = first.communicate()
    assert (first.returncode, second.returncode) == (0, 1), (said, told)
    assert "in force: " in said
    assert "another build of" in told and f"process {first.pid}" in told and "Traceback" not in told
    assert [path.name for path in loaded.stores.glob("*.duckdb")] == ["store.000001.duckdb"]
    with Store(loaded).snapshot().cursor() as cursor:
        assert cursor.execute("select count(*) from cube.cards").fetchone()[0] > 0


def test_what_a_killed_build_left_is_swept_and_nothing_of_it_is_read(tmp_path):
    home = Home(tmp_path)
    publish_version(home, 1)
    for name in ("building.0f.duckdb", "building.0f.duckdb.wal"):
        (home.stores / name).write_bytes(b"half written")
    (home.stores / "building.spill").mkdir()
    (home.stores / "building.spill" / "block").write_bytes(b"half written")
    with Store(home).snapshot().cursor() as cursor:
        assert cursor.execute("select max(number) from version").fetchone() == (1,)
    with building(home) as path:
        assert not list(home.stores.glob("building.*")) and path.parent == home.stores
        with pytest.raises(Refused, match=r"another build of .* is going on"), building(home):
            pass
    with building(home):
        pass


DAMAGE = {
    "cut short": lambda path: os.truncate(path, path.stat().st_size // 2),
    "emptied": lambda path: os.truncate(path, 0),
    "overwritten at the head": lambda path: overwrite(path, 0),
    "gone": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


def overwrite(path, place):
    with open(path, "r+b") as file:
        file.seek(place)
        file.write(b"\x55" * 4096)


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_store_before_stands_in_for_a_damaged_one_until_another_is_built(tmp_path, caplog, damage):
    home = Home(tmp_path)
    publish_version(home, 1)
    newest = publish_version(home, 2)
    DAMAGE[damage](newest)
    store = Store(home)
    with store.snapshot().cursor() as cursor:
        assert cursor.execute("select max(number) from version").fetchone() == (1,)
    assert store.snapshot() is store.snapshot() and str(newest) in store.snapshot().stands_in
    assert [record.message for record in caplog.records] == [store.snapshot().stands_in]
    publish_version(home, 3)
    with store.snapshot().cursor() as cursor:
        assert cursor.execute("select max(number) from version").fetchone() == (3,)
    assert store.snapshot().stands_in == ""


def test_damage_inside_a_store_is_set_aside_once_it_is_met(tmp_path):
    home = Home(tmp_path)
    publish_version(home, 1)
    newest = publish_version(home, 2)
    for place in range(3 * 4096, newest.stat().st_size, 262_144):
        overwrite(newest, place + 65_536)
    store = Store(home)
    with store.snapshot().cursor() as cursor, contextlib.suppress(duckdb.IOException):
        cursor.execute("select max(number) from version").fetchone()
    store.set_aside()
    with store.snapshot().cursor() as cursor:
        assert cursor.execute("select max(number) from version").fetchone() == (1,)


def test_where_every_store_is_damaged_one_sentence_says_what_to_run(tmp_path):
    home = Home(tmp_path)
    for number in (1, 2):
        os.truncate(publish_version(home, number), 100)
    with pytest.raises(Refused, match=r"store.000002.duckdb is damaged or gone.*python -m dashboard build"):
        Store(home).snapshot()


def test_a_lost_link_and_files_of_other_names_do_no_harm(tmp_path):
    home = Home(tmp_path)
    publish_version(home, 1)
    (home.stores / "store.before-upgrade.duckdb").write_bytes(b"")
    home.link.unlink()
    with Store(home).snapshot().cursor() as cursor:
        assert cursor.execute("select max(number) from version").fetchone() == (1,)
    assert publish_version(home, 2).name == "store.000002.duckdb"
