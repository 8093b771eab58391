"""A journal in SQLite and one in PostgreSQL: whatever is promised of it is tested on both."""

import itertools

import pytest
import sqlalchemy as sa

from dashboard.bench import postgres
from dashboard.errors import Refused
from dashboard.journal import Journal

# Nobody pulls the plug of a test's machine: to have the disk hold each commit takes most of the time.
HASTY = "-c fsync=off -c full_page_writes=off"
NAMES = itertools.count(1)


@pytest.fixture(scope="session")
def server():
    """The address of a PostgreSQL of the tests' own; the test is skipped where there is none, and says why."""
    try:
        with postgres.throwaway(HASTY) as url:
            yield url
    except Refused as why:
        pytest.skip(f"not tried on PostgreSQL: {why}")


@pytest.fixture
def new_schema(server):
    """Gives the address of an empty schema of PostgreSQL, as often as it is asked: a database each takes ten times as
    long."""

    def new():
        name = f"journal{next(NAMES)}"
        engine = sa.create_engine(server)
        with engine.begin() as connection:
            connection.exec_driver_sql(f"create schema {name}")
        engine.dispose()
        return f"{server}&options=-csearch_path%3D{name}"

    return new


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request, tmp_path):
    """Gives the address of a journal that is not there yet, as often as it is asked."""
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path / f'journal{next(NAMES)}.sqlite'}"
    return request.getfixturevalue("new_schema")


@pytest.fixture
def opened():
    """Opens a journal by its address, and closes it after the test."""
    found = []

    def open_(url, **more):
        found.append(Journal(url, **more))
        return found[-1]

    yield open_
    for one in found:
        one.close()


@pytest.fixture
def journal(new_url, opened):
    return opened(new_url())
