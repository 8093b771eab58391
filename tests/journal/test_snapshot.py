"""A build reads what people wrote and leaves it as it is; pages show what was written since."""

import subprocess
import sys
from contextlib import closing

import duckdb
import pytest

from dashboard import notes
from dashboard.build import build
from dashboard.cli import main
from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.journal import ANYTHING, Draft, Journal, journal_of
from dashboard.judging import begun_anew
from dashboard.store import Store, journal_beside
from tests.conftest import COUNCIL

MEASURE, UNIT = "supervision_held", "adults"


def propose(journal, period, rebase=False, measure=MEASURE, unit=UNIT, words="A new rota"):
    (event,) = journal.write(
        Draft(
            kind="note.proposed",
            by="ann",
            unit=unit,
            measure=measure,
            period=period,
            body={"words": words, "rebase": rebase},
        ),
        may=ANYTHING,
    )
    return event.about


def approve(journal, key):
    journal.write(Draft(kind="note.approved", by="bob", about=key, seen=journal.thing(key).seen), may=ANYTHING)


@pytest.fixture(scope="module")
def written(mini, loaded_of, tmp_path_factory):
    """The staff of the small council built with a journal: (home, journal, path of the store), two notes approved and
    one not."""
    home = loaded_of(Home(tmp_path_factory.mktemp("written")), "organisation", "staff_months")
    journal = journal_of(home)
    with mini.cursor() as cursor:
        months = [month for (month,) in cursor.execute("select month from model.months order by month").fetchall()]
    first, second = f"{months[-20]:%Y-%m}", f"{months[-8]:%Y-%m}"
    approve(journal, propose(journal, first, rebase=True))
    approve(journal, propose(journal, second, measure=None, words="Everybody moved"))
    propose(journal, second, words="Not approved yet", rebase=True)
    built = build(home, mini.council)
    yield home, journal, built, months
    journal.close()


def shown(home, journal, month, unit=UNIT):
    with Store(home).snapshot().cursor() as cursor:
        found = notes.notes(cursor, journal, MEASURE, unit, month)
        return found, notes.chart(cursor, MEASURE, unit, month, found)


def test_the_charts_of_a_build_start_anew_where_a_rebase_was_approved(written, mini):
    home, _, _, months = written
    with Store(home).snapshot().cursor() as cursor, mini.cursor() as before:
        ask = "select starts, first_month from cube.signals where measure = ? and unit = ? and month = ?"
        (starts, first) = cursor.execute(ask, [MEASURE, UNIT, months[-1]]).fetchone()
        (bare, _) = before.execute(ask, [MEASURE, UNIT, months[-1]]).fetchone()
    assert bare == [0]
    assert starts == [0, months.index(months[-20]) - months.index(first)]


def test_a_rebuild_touches_nothing_written_and_a_snapshot_gives_the_same_notes_again(mini, tmp_path):
    home = Home(tmp_path)
    with closing(journal_of(home)) as journal:
        approve(journal, propose(journal, "2026-01"))
        first = build(home, mini.council)
        approve(journal, propose(journal, "2026-02", words="Written after the build"))
        before = journal.events()
        second = build(home, mini.council, journal=journal_beside(first))
        assert journal.events() == before
    assert [_written_notes(path) for path in (first, second)] == [["A new rota"], ["A new rota"]]
    assert journal_beside(first).read_bytes() == journal_beside(second).read_bytes()


def _written_notes(path):
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute("select words from about.notes where key is not null order by words").fetchall()
    return [words for (words,) in rows]


def test_what_is_written_after_the_build_is_shown_at_once(written):
    home, journal, _, months = written
    found, chart = shown(home, journal, months[-1])
    mine = {note["words"]: note["state"] for note in found if note["key"]}
    assert mine == {"A new rota": "approved", "Everybody moved": "approved", "Not approved yet": "proposed"}
    key = next(note["key"] for note in found if note["words"] == "Not approved yet")
    approve(journal, key)
    after, anew = shown(home, journal, months[-1])
    assert {note["state"] for note in after} == {"approved"}
    assert len(anew["starts"]) == len(chart["starts"]) + 1 and anew["lowers"] != chart["lowers"]
    journal.write(
        Draft(kind="note.withdrawn", by="bob", about=key, seen=journal.thing(key).seen, reason="A slip"), may=ANYTHING
    )
    again, back = shown(home, journal, months[-1])
    assert back == chart and key not in {note["key"] for note in again}


def test_a_note_is_shown_at_its_unit_and_below_and_not_before_its_month(written):
    home, journal, _, months = written
    with Store(home).snapshot().cursor() as cursor:
        below = cursor.execute("select unit from model.units where parent = ? order by unit", [UNIT]).fetchone()[0]
    assert "Everybody moved" in {note["words"] for note in shown(home, journal, months[-1], below)[0]}
    assert "Everybody moved" not in {note["words"] for note in shown(home, journal, months[-1], "children")[0]}
    assert "Everybody moved" not in {note["words"] for note in shown(home, journal, months[-9])[0]}


def test_a_chart_begun_anew_by_hand_is_the_one_that_a_build_makes(written):
    home, _, _, months = written
    with Store(home).snapshot().cursor() as cursor:
        built = cursor.execute(
            "select starts, means, lowers, uppers, points, rules, status, variation, assurance, p from cube.signals"
            " where measure = ? and unit = ? and month = ?",
            [MEASURE, UNIT, months[-1]],
        )
        names = [name for name, *_ in built.description]
        row = dict(zip(names, built.fetchone(), strict=True))
        again = begun_anew(cursor, MEASURE, UNIT, months[-1], row["starts"][1:])
    assert {name: again[name] for name in names} == row


def test_a_chart_begun_anew_on_a_page_needs_nothing_that_the_server_does_not_load():
    asked = "import sys; sys.modules['pandas'] = None; import dashboard.notes; print('pyarrow' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=COUNCIL.parents[1], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_without_its_journal_a_page_has_the_notes_of_the_build_and_a_build_is_refused(
    written, mini, monkeypatch, caplog
):
    home, _, _, months = written
    away = Journal("postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=2")
    found, _ = shown(home, away, months[-1])
    assert {"A new rota", "Everybody moved"} <= {note["words"] for note in found}
    assert "as of the build" in caplog.text
    monkeypatch.setenv("GOLDEN_THREAD_JOURNAL", away.url)
    store = home.link.resolve()
    with pytest.raises(Refused, match="cannot be read or written now"):
        build(home, mini.council)
    assert home.link.resolve() == store


def test_a_check_tells_when_a_journal_is_shorter_than_its_store_knew(written, capsys):
    home, journal, _, _ = written
    assert main(["--home", str(home.path), "journal", "check"]) == 0
    kept = home.path / "journal.sqlite"
    aside = home.path / "aside.sqlite"
    journal.close()
    kept.rename(aside)
    try:
        propose(journal, "2026-01")
        assert main(["--home", str(home.path), "journal", "check"]) == 1
    finally:
        journal.close()
        aside.replace(kept)
    assert "is gone: store.000001.duckdb saw it" in capsys.readouterr().err
