"""Homes whose journal is one PostgreSQL share who is signed in, the accounts and the book of openings."""

from types import SimpleNamespace

import pytest
from flask import Flask, g

from dashboard.access.accounts import TRIES, Accounts
from dashboard.access.opening import Book
from dashboard.access.provider import States
from dashboard.access.sessions import Sessions
from dashboard.errors import Refused
from dashboard.journal.journal import URL

PASSWORD = "a horse of brass"


@pytest.fixture
def machines(new_schema, tmp_path, monkeypatch):
    """The sessions of two homes, at a clock that can be set."""
    monkeypatch.setenv(URL, new_schema())
    clock = SimpleNamespace(now=1_800_000_000.0)
    made = [Sessions(tmp_path / name, clock=lambda: clock.now) for name in ("web1", "web2")]
    yield *made, clock
    for one in made:
        one.shared.close()


def test_who_signed_in_at_one_machine_is_signed_in_at_the_other_until_it_ends_at_either(machines):
    one, other, clock = machines
    token = one.begin("ann", "Ann", ("Older people",), "mark")
    one.say(token, "audit")
    assert other.of(token) == one.of(token) and other.of(token).purpose == "audit"
    assert other.of("made up") is None
    clock.now += other.idle - 1
    assert other.of(token)  # seen there
    clock.now += other.idle - 1
    assert one.of(token)  # so it goes on here
    other.end(token)
    assert one.of(token) is None
    tokens = [one.begin("ann", "Ann"), other.begin("ann", "Ann")]
    one.end_all("ann")
    assert [other.of(token) for token in tokens] == [None, None]
    token = one.begin("ann", "Ann")
    clock.now += other.idle + 1
    assert other.of(token) is None
    assert not [path for home in (one, other) for path in home.path.parent.glob("access.sqlite*")]


def test_wrong_passwords_are_counted_over_all_machines(machines):
    one, other, _ = machines
    here, there = Accounts(one), Accounts(other)
    here.add("ann", "Ann", PASSWORD)
    assert there.shown("ann", PASSWORD).name == "Ann"
    for number in range(TRIES):
        assert (here, there)[number % 2].shown("ann", "wrong") is None
    assert there.of("ann").wrong == TRIES and there.shown("ann", PASSWORD) is None  # right, and too soon
    there.change("ann", PASSWORD)
    assert here.shown("ann", PASSWORD)


def test_a_sign_in_begun_at_one_machine_comes_back_to_the_other_once(machines):
    one, other, clock = machines
    States(one).set("state", "first", None)
    States(one).set("state", "held", None)
    assert States(other).get("state") == "held"
    States(other).delete("state")
    assert States(one).get("state") is None
    States(one).set("state", "held", None)
    clock.now += 3600
    assert States(other).get("state") is None


def test_the_book_is_one_whole_book_of_all_machines_and_only_grows(machines):
    one, other, _ = machines
    key, reader = b"k" * 32, SimpleNamespace(subject="ann", name="Ann", post="", purpose="audit")
    books = [Book(one, key), Book(other, key)]
    for number in range(4):
        with Flask("pages").app_context():
            g.listed = (1, ["P1" if number else "P2"])
            books[number % 2].note(reader, "op-harbour", "/records", {"page": number}, own_keys=True)
    assert [entry.number for entry in books[0].entries()] == [4, 3, 2, 1]
    assert [entry.number for entry in books[1].entries(person="P2")] == [1]
    assert books[0].is_whole() and books[1].is_whole()
    for change in ("update opened set who = 'bob'", "delete from opened"):
        with pytest.raises(Refused, match="the book only grows"), one.database() as database:
            database.execute(change)
    assert len(books[0].entries(who="ann")) == 4
