"""The journal is held against itself, and every copy of it is the same journal."""

import sqlite3
import threading

import pytest
import sqlalchemy as sa

from dashboard.cli import main
from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.journal import ANYTHING, Draft, copies, journal_of


def written(journal, count=12):
    """Events of every sort: with and without numbers, with moves and with words of every kind."""
    for n in range(count // 3):
        (begun,) = journal.write(
            Draft(
                kind="note.proposed",
                by=f"ann {n}",
                unit="adults",
                period="2026-03",
                body={"words": f"“Größer”, \\ and\t\u2028 {n}"},
            ),
            may=ANYTHING,
        )
        (sent,) = journal.write(
            Draft(kind="note.returned", by="bob", about=begun.about, seen=begun.id, reason="why?"), may=ANYTHING
        )
        journal.write(Draft(kind="note.withdrawn", by=f"ann {n}", about=begun.about, seen=sent.id), may=ANYTHING)
    return journal.events()


def edit(journal, statement):
    """What somebody with the database in hand could do."""
    engine = sa.create_engine(journal.url)
    with engine.begin() as connection:
        if engine.name == "sqlite":
            connection.exec_driver_sql("drop trigger events_no_update")
            connection.exec_driver_sql("drop trigger events_no_delete")
        else:
            connection.exec_driver_sql("drop trigger events_only_grow on events")
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ('update events set words = \'{"rebase":true,"words":"x"}\' where number = 4', "event 4 is not as it was"),
        ("update events set at = '2026-01-01 00:00:00' where number = 5", "event 5 is not as it was written"),
        ("update events set value = 1.5 where number = 1", "event 1 is not as it was written"),
        ("update events set hash = previous where number = 6", "event 6 is not as it was written"),
        ("delete from events where number = 6", "after event 5 comes event 7"),
        ("delete from events where number = 1", "after event 0 comes event 2"),
        ("update events set number = 99 where number = 3", "after event 2 comes event 4"),
    ],
)
def test_a_check_finds_what_was_changed_or_is_gone(journal, statement, says):
    assert copies.check(journal).wrong == [] and copies.check(journal).events == 0
    written(journal, 9)
    assert copies.check(journal).wrong == []
    edit(journal, statement)
    assert says in copies.check(journal).wrong[0]


def test_events_taken_off_the_end_are_told_by_what_was_noted_elsewhere(journal):
    events = written(journal)
    noted = [(events[-1].number, events[-1].hash, "the store of Monday")]
    assert copies.check(journal, noted).wrong == []
    edit(journal, "delete from events where number > 10")
    assert copies.check(journal).wrong == []
    assert copies.check(journal, noted).wrong == ["event 12 is gone: the store of Monday saw it"]


def test_an_export_put_back_is_the_same_journal_whatever_the_database(journal, new_url, tmp_path, opened):
    events, lines = written(journal), list(copies.lines(journal))
    for url in (new_url(), f"sqlite:///{tmp_path / 'other.sqlite'}"):
        other = opened(url)
        assert copies.fill(other, copies.read(lines, "lines")) == len(events)
        assert other.events() == events
        assert list(copies.lines(other)) == lines
        with pytest.raises(Refused, match="has events already"):
            copies.fill(other, events)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda lines: [*lines[:3], "{}\n"], "lines, line 4 is no event of a journal"),
        (lambda lines: [*lines[:3], lines[3][:40]], "lines, line 4 is no event of a journal"),
        (lambda lines: [lines[0], *lines[2:]], "after event 1 comes event 3"),
        (lambda lines: [lines[0], lines[1].replace("bob", "rob")], "event 2 is not as it was written"),
    ],
)
def test_an_import_that_is_not_whole_takes_nothing_in(journal, opened, tmp_path, spoil, says):
    written(journal, 6)
    other = opened(f"sqlite:///{tmp_path / 'other.sqlite'}")
    with pytest.raises(Refused, match=says):
        copies.fill(other, copies.read(spoil(list(copies.lines(journal))), "lines"))
    assert other.last() == 0


def test_a_backup_taken_while_it_is_written_to_is_a_whole_journal(journal, opened, tmp_path):
    written(journal, 30)
    stop = threading.Event()

    def go_on():
        while not stop.is_set():
            written(journal, 3)

    writer = threading.Thread(target=go_on)
    writer.start()
    try:
        counts = [copies.back_up(journal, tmp_path / f"backup{n}.sqlite") for n in range(3)]
    finally:
        stop.set()
        writer.join()
    assert sorted(counts) == counts and counts[0] >= 30
    for n, count in enumerate(counts):
        copy = opened(f"sqlite:///{tmp_path / f'backup{n}.sqlite'}")
        assert copies.check(copy).wrong == []
        assert copy.events() == journal.events()[:count]
    assert not list(tmp_path.glob("*.part*"))
    with pytest.raises(Refused, match="is there already"):
        copies.back_up(journal, tmp_path / "backup0.sqlite")


def test_a_backup_is_one_file_of_sqlite(journal, tmp_path):
    events = written(journal, 6)
    copies.back_up(journal, tmp_path / "one.sqlite")
    (tmp_path / "one.sqlite").rename(tmp_path / "elsewhere.sqlite")
    with sqlite3.connect(tmp_path / "elsewhere.sqlite") as connection:
        assert connection.execute("select count(*) from events").fetchone() == (len(events),)
    connection.close()


def test_the_commands_check_copy_and_put_back(tmp_path, capsys):
    home, other = tmp_path / "home", tmp_path / "other"
    (home.mkdir(), other.mkdir())

    def run(where, *words):
        return main(["--home", str(where), "journal", *map(str, words)])

    assert run(home, "check") == 0
    journal = journal_of(Home(home))
    events = written(journal, 6)
    assert run(home, "check") == 0
    assert run(home, "export", tmp_path / "lines") == 0
    assert run(other, "import", tmp_path / "lines") == 0
    assert run(home, "backup", tmp_path / "copy.sqlite") == 0
    said = capsys.readouterr().out
    assert "has no events yet" in said and "has 6 events, each as it was written" in said and events[-1].hash in said
    copy = journal_of(Home(other))
    assert copy.events() == events
    copy.close()
    edit(journal, "update events set reason = 'x' where number = 2")
    assert run(home, "check") == 1
    assert "event 2 is not as it was written" in capsys.readouterr().err
    assert run(home, "export", tmp_path / "lines") == 1 and run(home, "backup") == 2
    journal.close()
