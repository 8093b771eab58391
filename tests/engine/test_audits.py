"""Audits element by element and twice over, against the demo council's files read row by row."""

import csv
from collections import Counter, defaultdict
from datetime import date

import pytest

from dashboard import audits
from dashboard.demo.stories import stories

FIRST, MONTH = date(2025, 10, 1), date(2026, 9, 1)
STORY = stories()["kind_supervision"]


@pytest.fixture(scope="module")
def rows(mini):
    found = []
    for path in sorted((mini.files / "case_file_audits").glob("*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as lines:
            found += list(csv.DictReader(lines))
    return [row for row in found if "2025-10" <= row["Date Audited"][:7] <= "2026-09"]


def test_each_element_is_counted_as_the_files_have_it(cursor, rows):
    said = defaultdict(Counter)
    for row in rows:
        said[row["Checklist"], row["Element"], row["Source"].lower()][row["Met"]] += 1
    found = audits.audits(cursor, "westmarch", FIRST, MONTH)
    counted = {
        (one.version, one.name, source): pair for one in found.elements for source, pair in one.by_source.items()
    }
    assert counted == {key: (of["Yes"] + of["No"], of["Yes"]) for key, of in said.items()} and len(counted) == 40
    assert list(found.versions) == ["2026", "2023"]
    (critical,) = [one.name for one in found.versions["2026"] if one.listed["critical"]]
    assert critical == "Risk assessment in place"


def test_two_readings_of_a_file_are_paired_by_round_and_element(cursor, rows):
    read = defaultdict(dict)
    for row in rows:
        if row["Round"] and row["Met"] in ("Yes", "No"):
            read[row["Team"], row["Round"], row["Element"]][row["Source"]] = row["Met"]
    table, by_team = Counter(), defaultdict(Counter)
    for (team, *_), both in read.items():
        if len(both) == 2:
            table[both["Supervisor"], both["Independent"]] += 1
            by_team[team][both["Supervisor"], both["Independent"]] += 1
    found = audits.audits(cursor, "westmarch", FIRST, MONTH)
    answers = ("Yes", "No")
    assert found.whole.found.table.tolist() == [[table[a, b] for b in answers] for a in answers]
    assert {one.key: one.found.table.tolist() for one in found.by_unit} == {
        team: [[of[a, b] for b in answers] for a in answers] for team, of in by_team.items()
    }
    parts = (found.by_element, found.by_month, found.by_unit, found.by_first, found.by_second)
    assert all(sum(one.found.answers for one in part) == found.whole.found.answers for part in parts)


def test_supervision_kinder_than_the_audit_is_found_where_its_story_says_and_nowhere_else(cursor):
    found = audits.audits(cursor, "westmarch", FIRST, MONTH)
    (kind,) = [one for one in found.by_unit if one.bias.p < STORY["chance_below"]]
    assert kind.key == STORY["unit"] and kind.bias.difference * 100 >= STORY["by_at_least"]
    before = audits.audits(cursor, STORY["unit"], date(2024, 10, 1), date(2025, 9, 1))
    assert before.whole.bias.p > 0.05
    assert [one.key for one in found.by_unit if one.is_kinder(len(found.by_unit))] == [STORY["unit"]]
    assert kind.found.ac1.value - kind.found.kappa.value > 0.5  # most files are good: AC1 alone would hide it


def test_the_measure_of_files_to_standard_is_of_the_independent_readings_alone(cursor, rows):
    (count,) = cursor.execute(
        "select count(*) from model.audits where month between ? and ?", [FIRST, MONTH]
    ).fetchone()
    assert count == len({row["Audit ID"] for row in rows if row["Source"] == "Independent"})


def test_where_nobody_audited_there_is_nothing_and_no_pair(cursor):
    found = audits.audits(cursor, "children", FIRST, MONTH)
    assert (found.elements, found.whole, found.by_unit) == ([], None, [])
