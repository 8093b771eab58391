"""A pack of the Cabinet that several files of tests look at."""

import pytest

from dashboard import scorecard as cards
from tests.packs.making import made


@pytest.fixture(scope="module")
def store(mini):
    return mini.store


@pytest.fixture(scope="module")
def last(store):
    return cards.names(store.snapshot()).months[-1]


@pytest.fixture(scope="module")
def cabinet(store, last):
    return made(store, "cabinet", "westmarch", last)
