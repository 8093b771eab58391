"""How a value is judged, and when there is none: hand-worked cases through the queries of the cube themselves."""

from contextlib import closing

import duckdb
import pytest

from dashboard import QUERIES
from dashboard.asking import rules

TABLES = """
create schema cube; create schema about;
create table about.measures (
    key varchar, kind varchar, better varchar, per decimal(18, 4), decimals integer, basis varchar,
    near double, counts varchar default 'rows', denominator varchar default 'summed'
);
create table cube.cells (measure varchar, unit varchar, month date, basis varchar, slice varchar, slice_value varchar,
    numerator decimal(18, 4), denominator decimal(18, 4), records bigint, supplied double, marker varchar,
    period_start date, period_end date);
create table cube.quarter_cells as select * from cube.cells;
create table cube.periods (measure varchar, basis varchar, month date, first_month date, months_covered bigint,
    months_needed bigint, hole date, begins_before boolean, is_before boolean, is_late boolean);
create table cube.targets (measure varchar, unit varchar, month date, target_low decimal(18, 4),
    target_high decimal(18, 4), target_unit varchar, floor decimal(18, 4));
"""
MARCH = "2026-03-01"


def judged(
    kind,
    better,
    cell,
    target=None,
    period=(1, 1, None, False),
    basis="month",
    supplied=(None, None),
    floor=None,
    near=0.05,
):
    """value, reason and standing of one cell (numerator, denominator) of 2026-03."""
    with closing(duckdb.connect()) as connection:
        connection.execute(TABLES + ";".join(rules()))
        per = 100 if kind == "proportion" else 1
        connection.execute(
            "insert into about.measures values ('m', ?, ?, ?, 1, ?, ?, 'rows', 'summed')",
            [kind, better, per, basis, near],
        )
        connection.execute(
            "insert into cube.cells values ('m', 'u', ?, ?, '', '', ?, ?, 1, ?, ?, null, null)",
            [MARCH, basis, *cell, *supplied],
        )
        connection.execute(
            "insert into cube.periods values ('m', ?, ?, ?, ?, ?, ?, ?, false, false)", [basis, MARCH, MARCH, *period]
        )
        if target:
            connection.execute("insert into cube.targets values ('m', 'u', ?, ?, ?, 'u', ?)", [MARCH, *target, floor])
        for table in ("measured", "judged", "own_values"):
            sql = (QUERIES / "cube" / f"{table}.sql").read_text(encoding="utf-8")
            connection.execute(f"create table cube.{table} as {sql}")
        return connection.execute("select value, reason, standing from cube.own_values").fetchone()


@pytest.mark.parametrize(
    ("better", "cell", "target", "standing"),
    [
        ("higher", (85, 100), (85, None), "met"),
        ("higher", (8496, 10000), (85, None), "met"),  # shown as 85.0%: met as the reader sees it
        ("higher", (81, 100), (85, None), "near"),  # 5% of 85 is 4.25: down to 80.75
        ("higher", (80, 100), (85, None), "missed"),
        ("lower", (10, 100), (10, None), "met"),
        ("lower", (105, 1000), (10, None), "near"),
        ("lower", (106, 1000), (10, None), "missed"),
        ("range", (99, 100), (98, 102), "met"),
        ("range", (104, 100), (98, 102), "near"),
        ("range", (90, 100), (98, 102), "missed"),
        ("range", (120, 100), (98, 102), "missed"),
        ("neither", (50, 100), (40, None), "no target"),
        ("higher", (50, 100), None, "no target"),
    ],
)
def test_a_value_stands_against_its_target_by_the_measures_polarity(better, cell, target, standing):
    assert judged("proportion", better, cell, target)[2] == standing


@pytest.mark.parametrize(
    ("better", "cell", "floor", "standing"),
    [
        ("higher", (83, 100), 82, "near"),
        ("higher", (82, 100), 82, "near"),  # at the floor is not past it
        ("higher", (81, 100), 82, "missed"),
        ("lower", (87, 100), 88, "near"),
        ("lower", (89, 100), 88, "missed"),
    ],
)
def test_a_floor_that_is_passed_is_a_miss_however_near_the_target(better, cell, floor, standing):
    assert judged("proportion", better, cell, (85, None), floor=floor)[2] == standing


def test_nothing_to_divide_by_is_no_value():
    assert judged("proportion", "higher", (0, 0), (85, None)) == (None, "no cases in this period", "no value")


def test_a_count_of_nought_is_a_nought():
    assert judged("count", "lower", (0, None), (5, None)) == (0.0, None, "met")


def test_a_month_that_no_file_covers_is_no_value_and_not_a_nought():
    assert judged("count", "lower", (0, None), period=(0, 1, MARCH, False)) == (
        None,
        "no file covers March 2026",
        "no value",
    )


def test_a_hole_in_a_year_leaves_a_proportion_and_takes_a_sum():
    year = {"period": (11, 12, "2025-06-01", False), "basis": "rolling 12 months"}
    assert judged("proportion", "higher", (80, 100), **year)[0] == 80.0
    assert judged("money", "neither", (80, None), **year)[1] == "no file covers June 2025"


def test_a_year_that_begins_before_the_store_has_no_value():
    found = judged("proportion", "higher", (80, 100), period=(7, 12, None, True), basis="rolling 12 months")
    assert found[:2] == (None, "the store does not reach back over the whole period")


@pytest.mark.parametrize(
    ("marker", "reason"),
    [
        ("[c]", "withheld by the source [c]"),
        ("x", "not available from the source [x]"),
        ("[z]", "does not apply, says the source [z]"),
        ("NA", "the source gives a mark and no figure [NA]"),
    ],
)
def test_a_marker_is_a_reason_and_never_a_nought(marker, reason):
    found = judged("supplied", "higher", (None, None), (60, None), supplied=(None, marker))
    assert found == (None, reason, "no value")


NO, YES = 1, 2
INADEQUATE, REQUIRES_IMPROVEMENT, GOOD, OUTSTANDING = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("answer", "target", "standing"),
    [
        (YES, YES, "met"),
        (NO, YES, "missed"),
        (NO, None, "no target"),  # a milestone before its day, from which its target holds
        (OUTSTANDING, GOOD, "met"),
        (GOOD, GOOD, "met"),
        (REQUIRES_IMPROVEMENT, GOOD, "missed"),  # one answer short is not near
        (GOOD, OUTSTANDING, "missed"),
        (INADEQUATE, None, "no target"),
        (None, GOOD, "no value"),
    ],
)
def test_an_answer_in_words_is_the_target_s_or_better_or_it_misses_it(answer, target, standing):
    """As about.measures has it of a measure with answers: no part of a target by which to fall short of it."""
    said = judged("supplied", "higher", (None, None), target and (target, None), supplied=(answer, None), near=0.0)
    assert said[2] == standing


def test_what_is_only_watched_stands_against_nothing():
    assert judged("proportion", "higher", (50, 100), (None, None))[2] == "no target"
