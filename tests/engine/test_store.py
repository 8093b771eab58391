"""Published whole: readers have the old store or the new one, and the newest two files are kept."""

import threading

import duckdb
import pytest

from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.store import Store, publish


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
