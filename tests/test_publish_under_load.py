"""A store is published while readers ask: real gunicorn workers, no failed request, no answer of two versions."""

import os
import re
import shutil
import threading

import duckdb
import pytest

from dashboard.home import Home
from dashboard.store import publish
from tests.servers import ask, gunicorn

VERSIONS = 6


@pytest.fixture
def home(mini, tmp_path):
    home = Home(tmp_path / "home")
    home.stores.mkdir(parents=True, exist_ok=True)
    publish_version(mini, home, 0)
    return home


def publish_version(mini, home, number):
    """A store that says its version in the unit's name and in a measure's title."""
    path = home.stores / "building.duckdb"
    shutil.copy(os.path.realpath(mini.home.link), path)
    with duckdb.connect(path) as connection:
        connection.execute("update model.units set name = ? where parent is null", [f"Version {number} Council"])
        connection.execute("update about.measures set title = title || ?", [f" (version {number})"])
    publish(path, home)


@pytest.fixture
def server(home):
    with gunicorn(home) as (port, _):
        yield port


def test_readers_are_answered_whole_while_stores_are_published(mini, home, server):
    answers, answered, done = [], threading.Semaphore(0), threading.Event()

    def read():
        while not done.is_set():
            try:
                answers.append(ask(server, "/?unit=westmarch"))
            except OSError as problem:
                answers.append((0, str(problem)))
            answered.release()

    readers = [threading.Thread(target=read) for _ in range(6)]
    for reader in readers:
        reader.start()
    for number in range(1, VERSIONS):
        publish_version(mini, home, number)
        assert all(answered.acquire(timeout=60) for _ in range(5))
    done.set()
    for reader in readers:
        reader.join()
    failed = [answer for answer in answers if answer[0] != 200]
    seen = [set(re.findall(r"[Vv]ersion (\d+)", body)) for _, body in answers]
    assert failed == []
    assert all(len(versions) == 1 for versions in seen), [v for v in seen if len(v) != 1][:3]
    assert len(set.union(*seen)) > 1
    assert set(re.findall(r"[Vv]ersion (\d+)", ask(server, "/?unit=westmarch")[1])) == {str(VERSIONS - 1)}
