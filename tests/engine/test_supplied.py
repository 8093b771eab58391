"""Values entered by hand: the same as a file in every cell, and in the store once two people have had them."""

import csv
import random
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import duckdb
import pytest

from dashboard import council, intake, supplied
from dashboard.build import build
from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.journal import ANYTHING, Changed, Draft, Journal, journal_of
from dashboard.store import Store

ROWS = (
    ("feel_safe", "T1", "2025-26", "62.5%", "", ""),
    ("feel_safe", "T2", "31/03/2026", "1,061.50", "", ""),
    ("satisfied_with_care", "ALL", "2025-26", "[c]", "", ""),
)
# How people write in spreadsheets, and what nobody should.
SPELLINGS = {
    "measure": ["feel_safe", "ASCOF 4A", "satisfied_with_care", "no measure", '=cmd|"/c calc"!A1', "<b>feel</b>"],
    "area": ["T1", "T2", "ALL", "England", "Team\u00a0One", "'; drop table facts; --"],
    "period": ["2025-26", "Mar 2026", "March 2026", "2026-03", "31/03/2026", "2025/26", "Q1 2025-26", "soon", "46112"],
    "value": ["62.5%", "1,234", "1 234.5", "£12", "(3)", "[c]", "", "sixty", "1e3", "\u221212", "=1+1", "12.", "NaN"],
    "numerator": ["", "10", "1,000", "x", "-"],
    "denominator": ["", "20", "0", "2 000"],
}


@pytest.fixture
def names():
    teams = [SimpleNamespace(key=key, name=name, below=[]) for key, name in (("T1", "Team One"), ("T2", "Team Two"))]
    root = SimpleNamespace(key="ALL", name="Council", below=teams)
    measures = {
        key: {"key": key, "kind": kind, "title": title, "short": title, "codes": codes, "unit_of_value": "%"}
        for key, kind, title, codes in (
            ("feel_safe", "supplied", "People who feel safe", "ASCOF 4A"),
            ("satisfied_with_care", "supplied", "People satisfied", "ASCOF 1D, formerly 3A"),
            ("sickness", "proportion", "Sickness", ""),
        )
    }
    return SimpleNamespace(units={one.key: one for one in (root, *teams)}, measures=measures, root=root)


def stored(home):
    """What of published and supplied figures is in force, without the number of its file."""
    paths = [str(path) for _, path in intake.relations(home, None)["facts"].files]
    if not paths:
        return []
    with duckdb.connect() as connection:
        return connection.execute("from read_parquet($paths) order by line", {"paths": paths}).fetchall()


def rejected(home):
    return [(row["line"], row["column_name"], row["value"], row["reason"]) for row in intake.rejects(home)]


def write(journal, kind, by, body=None, thing=None, **more):
    at = {"about": thing.key, "seen": thing.seen} if thing else {"unit": "ALL"}
    (event,) = journal.write(Draft(kind=kind, by=by, body=body, **{**at, **more}), may=ANYTHING)
    return journal.thing(event.about)


def approved(journal, rows, thing=None):
    thing = write(journal, "supplied.proposed", "ann", {"name": "Survey", "rows": rows}, thing)
    return write(journal, "supplied.approved", "bob", thing=thing)


@pytest.mark.parametrize("also", [(), ("62,5",)])  # with decimal commas a file is held back whole: so is a grid
def test_a_grid_and_a_file_of_the_same_values_are_the_same_in_every_cell(tmp_path, also):
    """Whatever is typed: the other hand writes the file by the csv module and knows nothing of the grid."""
    drawn, spellings = random.Random(13), {**SPELLINGS, "value": [*SPELLINGS["value"], *also]}
    rows = [tuple(drawn.choice(words) for words in spellings.values()) for _ in range(150)]
    path = tmp_path / "survey.csv"
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Measure", "Area", "Period", "Value", "Numerator", "Denominator"])
        out.writerows(rows)
    by_file, by_grid = Home(tmp_path / "file"), Home(tmp_path / "grid")
    by_grid.path.mkdir()
    intake.load([path], by_file, None)
    with closing(journal_of(by_grid)) as journal:
        approved(journal, rows)
        (result,) = supplied.take_in(by_grid, None, journal)
        assert supplied.take_in(by_grid, None, journal) == []  # the same once more changes nothing
    assert stored(by_grid) == stored(by_file) and len(stored(by_grid)) == result.rows_stored
    assert (result.rows_stored > 20) == (not also)
    assert rejected(by_grid) == rejected(by_file)
    assert result.rows_read == len(rows) == result.rows_stored + result.rows_rejected  # nothing is lost


def test_what_is_wrong_is_told_by_row_column_value_and_reason(names):
    rows = supplied.put_right(
        [
            ("People who feel safe", "team two", "2025-26", "61%", "", ""),
            ("ascof 4a", "T2", "2025-26", "62", "", ""),
            ("", "", "", "", "", ""),
            ("Sickness", "Nowhere", "soon", "many", "", ""),
            ("feel_safe", "ALL", "2025-26", "50", "", ""),
            ("feel_safe", "T1", "2024-25", "", "10", "20"),
        ],
        names,
        names.units["ALL"],
    )
    assert rows[0][:2] == ("feel_safe", "T2") == rows[1][:2]
    found = supplied.checked(rows, names, names.units["ALL"])
    told = {(one.row, one.column): (one.value, one.reason) for one in found.wrong}
    assert set(told) == {
        *((1, "period"), (2, "period"), (4, "measure"), (4, "area"), (4, "period"), (4, "value"), (6, "value")),
    }
    assert told[4, "value"] == ("many", "is not a number")
    assert told[1, "period"] == ("2025-26", "the same measure, unit and period as row 2: keep one of them")
    assert "not worked out" in told[6, "value"][1]
    assert set(found.taken) == {1, 2, 5, 6}
    only_own = supplied.checked(rows, names, names.units["T2"])
    assert (5, "area") in {(one.row, one.column) for one in only_own.wrong}  # a unit that one may not write for


def test_a_share_that_can_hardly_be_meant_is_asked_about_and_goes_in_all_the_same(names):
    typed = [
        ("161%", "", ""),
        ("-3", "", ""),
        ("61.5%", "1,230", "4,000"),
        ("61.5%", "1,230", "2,000"),
        ("62", "8", "13"),
    ]
    rows = [("feel_safe", "ALL", f"{2019 + n}-{20 + n}", *cells) for n, cells in enumerate(typed)]
    found = supplied.checked(rows, names, names.units["ALL"])
    assert not found.wrong and set(found.taken) == {1, 2, 3, 4, 5}
    told = {(one.row, one.value): one.reason for one in found.faults}
    assert set(told) == {(1, "161%"), (2, "-3"), (3, "61.5%")}
    assert "come to 30.8%" in told[3, "61.5%"] and "from 0 to 100%" in told[1, "161%"]


def test_it_takes_two_people_and_whoever_is_slower_keeps_their_words(tmp_path):
    with closing(Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}")) as journal:
        opened = write(journal, "supplied.saved", "ann", {"name": "Survey", "rows": ROWS[:1]})
        theirs = write(journal, "supplied.saved", "bob", {"name": "Survey", "rows": ROWS[:2]}, opened)
        mine = (*ROWS[:1], ROWS[2])
        with pytest.raises(Changed) as refused:
            write(journal, "supplied.proposed", "ann", {"name": "Survey", "rows": mine}, opened)
        both = supplied.together(mine, refused.value.thing.fields["rows"])
        assert set(both) == {*mine, *ROWS[:2]} and both[: len(mine)] == mine and refused.value.thing.seen == theirs.seen
        sent = write(journal, "supplied.proposed", "ann", {"name": "Survey", "rows": both}, theirs)
        for writer in ("ann", "bob"):  # bob saved rows of it too
            with pytest.raises(Refused, match="you wrote it: somebody else"):
                write(journal, "supplied.approved", writer, thing=sent)
        assert supplied.approved(journal) == {}
        write(journal, "supplied.approved", "cid", thing=sent)
        (found,) = supplied.approved(journal).values()
        assert found.rows == both and found.event.by == "cid"


def test_what_was_approved_last_counts_and_what_is_withdrawn_does_not(tmp_path):
    home, at = Home(tmp_path), [datetime.now(UTC)]
    journal = Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}", now=lambda: at[0])

    def values():
        supplied.take_in(home, None, journal)
        at[0] = datetime.now(UTC) + timedelta(seconds=1)
        return [str(value) for row in stored(home) for value in row if isinstance(value, Decimal)]

    with closing(journal):
        first, second = (ROWS[0],), (("feel_safe", "T1", "2025-26", "70", "", ""),)
        thing = write(journal, "supplied.proposed", "ann", {"name": "Survey", "rows": first})
        assert values() == []
        thing = write(journal, "supplied.approved", "cid", thing=thing)
        assert values() == ["62.5000"]
        thing = write(journal, "supplied.saved", "ann", {"name": "Survey", "rows": second}, thing)
        assert values() == ["62.5000"]  # being changed: what was approved goes on counting
        thing = approved(journal, second, thing)
        assert values() == ["70.0000"]
        thing = approved(journal, first, thing)
        assert values() == ["62.5000"]  # the first file's very bytes again
        thing = write(journal, "supplied.withdrawn", "bob", thing=thing, reason="another survey")
        assert values() == []
        with pytest.raises(Refused, match="withdrawn: supplied"):
            write(journal, "supplied.saved", "ann", {"name": "Survey", "rows": first}, thing)


UNITS = """Unit,Name,Level,Parent,Peer Group,Area,Leader,Starts,Ends
ALL,Council,council,,,,,,
T1,One,team,ALL,,,,,
T2,Two,team,ALL,,,,,
"""


def test_what_two_people_entered_stands_in_the_next_store_at_its_units(tmp_path):
    home, organisation, folder = Home(tmp_path / "home"), tmp_path / "organisation.csv", tmp_path / "council"
    organisation.write_text(UNITS, encoding="utf-8")
    council.write_new(folder, "Council")
    intake.load([organisation], home, folder)
    with closing(journal_of(home)) as journal:
        approved(journal, ROWS)
    build(home, folder)
    with Store(home).snapshot().cursor() as cursor:
        said = "select measure, unit, month, value, reason from cube.own_values where month = date '2026-03-01'"
        found = {row[:2]: row[3:] for row in cursor.execute(said).fetchall() if row[3] is not None or row[1] == "ALL"}
        files = cursor.execute("select name, rows_stored, in_force from about.files").fetchall()
    assert {key: value for key, (value, _) in found.items() if value is not None} == {
        ("feel_safe", "T1"): 62.5,
        ("feel_safe", "T2"): 1061.5,
    }
    assert found["satisfied_with_care", "ALL"][1] == "withheld by the source [c]"
    assert [row[1:] for row in files if row[0].startswith("Values entered ")] == [(3, True)]
