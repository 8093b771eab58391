"""The hard measures of care and of children, worked out again in plain Python at every unit of the demo council."""

from datetime import date

import duckdb
import pytest

from dashboard import intake
from tests.measures import second_care, second_children
from tests.measures.second_tree import read_rows

MONTHS = [date(2025, 3, 1), date(2025, 9, 1), date(2026, 3, 1), date(2026, 8, 1), date(2026, 9, 1)]


@pytest.fixture(scope="module")
def organisation(mini):
    return read_rows(mini.files / "organisation.csv")


@pytest.fixture(scope="module")
def care(mini, organisation):
    with mini.cursor() as cursor:
        rows = cursor.execute(
            "select file, period_start, period_end from about.files where layout = 'cld' and in_force"
        )
        files = {file: period for file, *period in rows.fetchall()}
    return second_care.Care(loaded(mini, "cld"), files, loaded(mini, "allocations"), organisation)


@pytest.fixture(scope="module")
def visits(mini):
    return loaded(mini, "visits")


@pytest.fixture(scope="module")
def children(mini):
    with mini.cursor() as cursor:
        year_ends = dict(cursor.execute("select file, period_end from about.files where in_force").fetchall())
    return second_children.episodes_of(loaded(mini, "ssda903_episodes"), year_ends)


def loaded(mini, layout):
    """The rows of a layout that are in force, as the intake put them in, each a dict with its file and line."""
    relation = intake.relations(mini.home, mini.council)[layout]
    found = []
    with duckdb.connect() as connection:
        for file, path in relation.files:
            rows = connection.execute("select * from read_parquet($path)", {"path": str(path)})
            names = [column[0] for column in rows.description]
            found += [{**dict(zip(names, row, strict=True)), "file": file} for row in rows.fetchall()]
    assert found, f"no row of {layout} is in force"
    return found


def cells_of(cursor, measure, month):
    """{unit: [numerator, denominator]} as the cube has it, units with nothing left out."""
    rows = cursor.execute(
        "select cells.unit, cells.numerator, cells.denominator from cube.cells join about.measures as m"
        " on m.key = cells.measure and m.basis = cells.basis where m.key = ? and month = ? and slice = ''",
        [measure, month],
    ).fetchall()
    return {unit: [float(numerator), float(denominator or 0)] for unit, numerator, denominator in rows}


def with_something(second):
    found = {unit: [float(part) for part in parts] for unit, parts in second.items() if any(parts)}
    assert len(found) > 3, "too few units have anything to compare"
    return found


def assert_agrees(cells, second):
    assert {unit: parts for unit, parts in cells.items() if any(parts)} == with_something(second)


def assert_numerators_agree(cells, second):
    """For a rate over the population: the people it counts."""
    counted = {unit: [parts[0]] for unit, parts in cells.items() if parts[0]}
    assert counted == with_something({unit: [parts[0]] for unit, parts in second.items()})


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_as_many_clients_are_reviewed_person_by_person(cursor, care, month):
    assert_agrees(cells_of(cursor, "clients_reviewed", month), second_care.clients_reviewed(care, month))


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_as_many_with_a_learning_disability_live_at_home_person_by_person(cursor, care, month):
    second = second_care.learning_disability_settled(care, month)
    assert_agrees(cells_of(cursor, "learning_disability_settled", month), second)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_as_many_older_people_enter_a_care_home_person_by_person(cursor, care, month):
    second = second_care.admissions(care, month, 65, 200)
    assert_numerators_agree(cells_of(cursor, "admissions_65_plus", month), second)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_as_many_assessments_are_in_time_one_by_one(cursor, care, month):
    assert_agrees(cells_of(cursor, "assessments_in_time", month), second_care.assessments_in_time(care, month))


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_as_many_households_have_intensive_home_care_visit_by_visit(cursor, visits, organisation, month):
    second = second_care.intensive_home_care(visits, organisation, month)
    counted = {unit: [count] for unit, count in second.items()}
    assert_numerators_agree(cells_of(cursor, "intensive_home_care", month), counted)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_as_many_visits_are_outside_their_time_visit_by_visit(cursor, visits, organisation, month):
    second = second_care.visits_outside_time(visits, organisation, month, tolerance=15)
    assert_agrees(cells_of(cursor, "visits_outside_time", month), second)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_as_many_children_move_three_times_child_by_child(cursor, care, children, organisation, month):
    second = second_children.placement_stability(children, care.team, organisation, month)
    cells = cells_of(cursor, "placement_stability", month)
    assert {unit: parts for unit, parts in cells.items() if any(parts)} == {
        unit: [float(part) for part in parts] for unit, parts in second.items() if any(parts)
    }
    assert sum(parts[1] for parts in second.values()) > 0
