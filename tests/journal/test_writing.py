"""What is written stands in order, whole or not at all, and nothing that was written is ever changed."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.journal import ANYTHING, Against, Changed, Draft, Journal, journal_of, one_look
from dashboard.journal.events import new_id


def note(words="A new rota", by="ann", **more):
    found = {"unit": "adults", "measure": "clients_reviewed", "period": "2026-03", **more}
    return Draft(kind="note.proposed", by=by, body={"words": words}, **found)


def test_an_event_is_read_as_it_was_written(journal, opened):
    against = Against("month", None, None, 68.1, 417.0, 612.0)
    (written,) = journal.write(
        note("Zwölf “new” posts", against=against, store="store.000007.duckdb", as_role="lead"), may=ANYTHING
    )
    (read,) = opened(journal.url).events()
    assert read == written
    assert (read.number, read.by, read.as_role, read.store, read.against) == (
        1,
        "ann",
        "lead",
        "store.000007.duckdb",
        against,
    )
    assert (read.body.words, read.body.rebase) == ("Zwölf “new” posts", False)


def test_drafts_are_written_all_or_none(journal):
    with pytest.raises(Refused, match="cannot be written: words: fill this in"):
        journal.write(note(), note(words=" "), may=ANYTHING)
    assert journal.last() == 0
    assert [one.number for one in journal.write(note(), note(), may=ANYTHING)] == [1, 2]


def test_a_form_that_is_sent_twice_is_written_once(journal):
    draft = note(id=new_id())
    assert journal.write(draft, may=ANYTHING) == journal.write(draft, may=ANYTHING)
    assert journal.last() == 1
    with pytest.raises(Refused, match="sent before and said something else"):
        journal.write(note("Other words", id=draft.id), may=ANYTHING)


@pytest.mark.parametrize("given", ["x", "0" * 37, f"{'0' * 35}\0", "0" * 60_000])
def test_a_form_with_a_number_that_was_never_given_is_refused(journal, given):
    """No database is asked for it: PostgreSQL takes neither a longer one nor one with a zero byte."""
    with pytest.raises(Refused, match="open it anew"):
        journal.write(note(id=given), may=ANYTHING)
    assert journal.last() == 0


def test_of_two_with_the_same_form_open_the_second_is_shown_both(journal):
    (begun,) = journal.write(note(), may=ANYTHING)
    opened = {"about": begun.about, "seen": begun.id, "kind": "note.revised"}
    journal.write(Draft(by="ann", body={"words": "Hers"}, **opened), may=ANYTHING)
    with pytest.raises(Changed, match="ann changed this on") as caught:
        journal.write(Draft(by="bob", body={"words": "His"}, **opened), may=ANYTHING)
    assert (caught.value.draft.body["words"], caught.value.thing.fields["words"]) == ("His", "Hers")


def test_threads_that_write_at_once_each_get_their_own_numbers(journal):
    journal.last()
    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(lambda n: journal.write(note(str(n)), note(f"{n}b"), may=ANYTHING), range(20)))
    assert sorted(one.number for pair in written for one in pair) == list(range(1, 41))
    assert all(second.number == first.number + 1 for first, second in written)
    assert [one for one in journal.events()] == sorted(
        (one for pair in written for one in pair), key=lambda one: one.number
    )


def test_events_are_asked_for_by_kind_unit_measure_thing_and_number(journal):
    first, *_ = journal.write(note(), note(unit="children"), note(measure="waits", unit="children"), may=ANYTHING)
    journal.write(Draft(kind="note.withdrawn", by="ann", about=first.about, seen=first.id), may=ANYTHING)
    asked = {
        "kinds": "note.withdrawn",
        "units": ["children"],
        "measure": "waits",
        "about": first.about,
        "after": 3,
    }
    found = {word: [one.number for one in journal.events(**{word: wanted})] for word, wanted in asked.items()}
    assert found == {"kinds": [4], "units": [2, 3], "measure": [3], "about": [1, 4], "after": [4]}


@pytest.mark.parametrize("statement", ["update events set words = '{}'", "delete from events"])
def test_the_database_itself_refuses_to_change_what_was_written(journal, statement):
    (written,) = journal.write(note(), may=ANYTHING)
    engine = sa.create_engine(journal.url)
    with pytest.raises(sa.exc.DBAPIError, match="the journal only grows"), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
    assert journal.events() == [written]


def test_a_journal_that_nobody_has_written_to_is_empty_and_makes_no_file(tmp_path):
    journal = journal_of(Home(tmp_path))
    assert (journal.last(), journal.events(), journal.things("note"), journal.thing("x")) == (0, [], [], None)
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_none_is_refused_in_words():
    with pytest.raises(Refused, match="GOLDEN_THREAD_JOURNAL is no address of a journal"):
        Journal("mysql://somewhere/else").last()


def test_a_forked_process_writes_beside_its_parent(journal):
    journal.write(note("before"), may=ANYTHING)
    child = os.fork()
    if child == 0:
        journal.write(note("in the child"), may=ANYTHING)
        os._exit(0)
    journal.write(note("in the parent"), may=ANYTHING)
    assert os.waitpid(child, 0)[1] == 0
    journal.write(note("after"), may=ANYTHING)
    words = [one.body.words for one in journal.events()]
    assert sorted(words[1:3]) == ["in the child", "in the parent"]
    assert (words[0], words[3]) == ("before", "after")


def test_within_one_look_a_journal_is_asked_once_and_knows_what_is_written_there(journal, opened, monkeypatch):
    journal.write(note(), may=ANYTHING)
    other = opened(journal.url)
    with one_look():
        assert journal.last() == 1
        other.write(note(), may=ANYTHING)
        assert journal.last() == 1  # of the moment at which it was looked at
        journal.write(note(), may=ANYTHING)
        assert journal.last() == 3
        with monkeypatch.context() as patched:
            patched.setattr(journal, "opened", lambda: pytest.fail("asked again"))
            assert journal.last() == 3
    other.write(note(), may=ANYTHING)
    assert journal.last() == 4
