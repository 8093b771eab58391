"""Who opened which records is noted before they are given, and nobody takes it out again."""

import csv
import io
import re
import sqlite3
from datetime import UTC, datetime

import pytest

from app import serving
from dashboard.access import doors, sessions
from dashboard.access.opening import Entry, other_name_of, unusual
from dashboard.store import Store

OURS = {"Origin": "http://localhost"}
RECORDS = "/records?measure=clients_reviewed"


@pytest.fixture
def came(mini, tmp_path):
    """(door, client) of the demo council's people, with a home of its own for sessions."""
    store = Store(mini.home)
    door = doors.Demo(tmp_path, mini.council, store)
    return door, serving(store, door).server.test_client()


def sign_in(client, who, purpose=None):
    client.post("/sign-in", data={"who": who}, headers=OURS)
    if purpose:
        client.post("/purpose", data={"purpose": purpose}, headers=OURS)


def listed(client, address):
    """The people in a file of records, as it names them."""
    lines = client.get(address).get_data(as_text=True).removeprefix("\ufeff").split("\r\n\r\n")[0]
    return {row["person"] for row in csv.DictReader(io.StringIO(lines))}


def test_what_was_opened_is_noted_with_who_what_for_filters_rows_people_and_file(came):
    door, client = came
    sign_in(client, "leader:op-harbour", "complaint")
    assert client.get(f"{RECORDS}&where=sex:Female").status_code == 200
    people = listed(client, "/records.csv?measure=clients_reviewed")
    file, page = door.book.entries()
    assert (page.who, page.role, page.purpose, page.unit) == (
        "leader:op-harbour",
        "team leader",
        "complaint",
        "op-harbour",
    )
    assert page.words == {"measure": "clients_reviewed", "where": ["sex:Female"]} and page.exported == ""
    assert (file.exported, file.rows) == ("csv", len(people)) and len(file.persons) == len(people) > 20
    assert 0 < page.rows < file.rows
    assert set(file.persons) == {other_name_of(person, sessions.key(door.home)) for person in people}


def test_people_without_their_own_keys_are_noted_under_the_same_names(came):
    door, client = came
    sign_in(client, "leader:older-people", "audit")  # may not identify
    people = listed(client, "/records.csv?measure=clients_reviewed&unit=op-harbour")
    sign_in(client, "leader:op-harbour", "audit")
    own = listed(client, "/records.csv?measure=clients_reviewed")
    assert people.isdisjoint(own)
    first, second = door.book.entries()
    assert first.persons == second.persons == sorted(people)


def test_a_page_opened_again_by_its_own_scripts_is_one_opening_and_a_number_is_none(came):
    door, client = came
    sign_in(client, "leader:op-harbour", "audit")
    for _ in range(2):
        client.get(RECORDS)
    client.get("/")
    client.get("/money")
    client.get(f"{RECORDS}&unit=op-eastgate")  # not theirs
    assert len(door.book.entries()) == 1


def test_the_guardian_sees_who_opened_what_and_of_whom_and_nobody_else_does(came):
    client = came[1]
    sign_in(client, "leader:op-harbour", "complaint")
    person = sorted(listed(client, "/records.csv?measure=clients_reviewed"))[0]
    for path in ("/access", "/access.csv"):
        assert client.get(path).status_code in (302, 404)
    menu = re.compile(r'<header.*href="/access\?[^"]*".*</header>', re.S)
    assert not menu.search(client.get("/measures").get_data(as_text=True))
    sign_in(client, "guardian")
    assert menu.search(client.get("/measures").get_data(as_text=True))
    page = client.get("/access").get_data(as_text=True)
    assert "Team leader, Harbour" in page and "A complaint" in page and person not in page
    of_them = client.get(f"/access?person={person}").get_data(as_text=True)
    nobody = client.get("/access?person=A999999").get_data(as_text=True)
    assert of_them.count("Team leader, Harbour (") == nobody.count("Team leader, Harbour (") + 1
    assert "leader:op-harbour" in client.get("/access.csv").get_data(as_text=True)
    assert client.get(RECORDS).status_code == 403


def test_no_entry_can_be_changed_or_taken_out_unseen(came):
    door, client = came
    sign_in(client, "leader:op-harbour", "audit")
    for address in (RECORDS, "/money/packages", f"{RECORDS}&where=sex:Male"):
        client.get(address)
    assert door.book.is_whole() and len(door.book.entries()) == 3
    with sqlite3.connect(door.sessions.path) as database:
        for sql in ("update opened set who = 'x'", "delete from opened"):
            with pytest.raises(sqlite3.DatabaseError, match="stays"):
                database.execute(sql)
        database.execute("drop trigger opened_stays")
        database.execute("update opened set rows = 1 where number = 2")
    assert not door.book.is_whole()
    sign_in(client, "guardian")
    assert "have been changed" in client.get("/access").get_data(as_text=True)


def entry(number, rows, hour=10, day=4, who="ann"):
    at = datetime(2026, 3, day, hour, tzinfo=UTC).isoformat()
    return Entry(number, at, who, who, "member", "audit", "u", "/records", "{}", rows, "[]", "", "")


def test_what_is_unusual_is_much_for_the_reader_or_at_night():
    usual = [entry(n, 20) for n in range(6)]
    seen = [*usual, entry(6, 61), entry(7, 60), entry(8, 500, who="bob"), entry(9, 20, hour=22), entry(10, 20, day=7)]
    found = {one.number: why for one, why in unusual(seen, at_home=lambda moment: moment)}
    assert found == {
        6: "61 rows, where 20 are usual for this reader", 9: "outside working hours", 10: "outside working hours",
    }  # fmt: skip


def test_alone_nothing_is_noted_and_the_page_says_so(mini):
    client = serving(Store(mini.home)).server.test_client()
    client.get(RECORDS)
    assert "nothing is noted" in client.get("/access").get_data(as_text=True)
