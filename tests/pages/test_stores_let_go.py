"""A store that another has taken the place of is let go: no worker keeps its file open."""

import os
import shutil

import duckdb
import pytest

import app as web
import layouts
from dashboard.home import Home
from dashboard.scorecard import names
from dashboard.store import Store, publish

PUBLISHED = 4


@pytest.fixture
def home(mini, tmp_path):
    home = Home(tmp_path / "home")
    publish_again(mini, home)
    return home


def publish_again(mini, home):
    path = home.stores / "building.copy.duckdb"
    shutil.copy(os.path.realpath(mini.home.link), path)
    with duckdb.connect(path) as connection:
        connection.execute("update about.build set built_at = built_at + interval 1 minute")
    publish(path, home)


def open_stores(home):
    """The stores of a home that this process holds open, the deleted ones among them, by the files it has open."""
    found = []
    for descriptor in os.listdir("/proc/self/fd"):
        try:
            path = os.readlink(f"/proc/self/fd/{descriptor}")
        except OSError:
            continue  # the one that lists the folder is gone by now
        if path.startswith(str(home.stores)):
            found.append(path)
    return found


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="open files can be counted on Linux only")
def test_a_reader_of_every_page_holds_one_store_open_however_many_are_published(mini, home):
    store = Store(home)
    client = web.serving(store).server.test_client()
    client.set_cookie("reader", "senior:westmarch")
    addresses = [page.path for page in layouts.PAGES]
    addresses += ["/compare?measure=clients_reviewed", "/measure/clients_reviewed", "/records?measure=clients_reviewed"]
    for _ in range(PUBLISHED):
        statuses = {address: client.get(address).status_code for address in addresses}
        assert statuses["/"] == statuses["/money"] == statuses["/compare"] == 200
        publish_again(mini, home)
    client.get("/health")
    assert len(open_stores(home)) == 1, open_stores(home)


def test_what_was_read_from_a_store_is_kept_with_it_and_not_with_another(mini, home):
    store = Store(home)
    first = store.snapshot()
    before = names(first)
    assert names(first) is before
    publish_again(mini, home)
    after = names(store.snapshot())
    assert after is not before and names(first) is before
