"""The hard measures of money and staff, worked out again in plain Python at every unit of the demo council."""

from datetime import date
from decimal import Decimal

import pytest

from tests.measures import second_money, second_staff
from tests.measures.second_money import Units
from tests.measures.second_tree import read_rows

MONTHS = [date(2025, 3, 1), date(2025, 9, 1), date(2026, 3, 1), date(2026, 9, 1)]
# Prices are rounded to four decimals and each product to the penny; here they are exact fractions.
PENNIES_LOST_TO_ROUNDED_PRICES = Decimal("0.0005")


@pytest.fixture(scope="module")
def organisation(mini):
    return read_rows(mini.files / "organisation.csv")


@pytest.fixture(scope="module")
def centres(mini):
    return read_rows(mini.files / "cost_centres.csv")


@pytest.fixture(scope="module")
def ledger(mini):
    return second_money.revenue_of(files_of(mini, "ledger"))


@pytest.fixture(scope="module")
def budget(mini):
    return files_of(mini, "budget")


@pytest.fixture(scope="module")
def agreed(mini):
    return second_money.agreed_of(files_of(mini, "agreed_activity"))


@pytest.fixture(scope="module")
def posts(mini):
    return second_staff.posts_of(files_of(mini, "staff_months"))


@pytest.fixture(scope="module")
def activity(mini):
    with mini.cursor() as cursor:
        rows = cursor.execute("select month, unit, service, user_group, units from model.activity").fetchall()
    return [Units(*row) for row in rows]


def files_of(mini, layout):
    """The rows of a layout's files in force, as they stand in the files."""
    with mini.cursor() as cursor:
        names = cursor.execute("select name from about.files where layout = ? and in_force", [layout]).fetchall()
    assert names, f"no file of {layout} is in force"
    paths = {path.name: path for path in mini.files.rglob("*.csv")}
    return [row for (name,) in names for row in read_rows(paths[name.rsplit("/", 1)[-1]])]


def cells_of(cursor, measure, month):
    rows = cursor.execute(
        "select cells.unit, cells.numerator, cells.denominator from cube.cells join about.measures as m"
        " on m.key = cells.measure and m.basis = cells.basis where m.key = ? and month = ? and slice = ''",
        [measure, month],
    ).fetchall()
    assert rows, f"the cube has no {measure} in {month}"
    return {unit: (numerator, denominator) for unit, numerator, denominator in rows}


def assert_agrees(cells, second, share=Decimal(0)):
    assert any(any(parts) for parts in second.values())
    for unit, (numerator, denominator) in cells.items():
        for got, worked_out in zip((numerator, denominator), second.get(unit, (0, 0)), strict=True):
            assert abs(got - worked_out) <= abs(worked_out) * share + Decimal("0.0001"), (unit, got, worked_out)
    assert set(second) <= set(cells)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_an_hour_of_home_care_costs_the_same_line_by_line(cursor, ledger, centres, activity, organisation, month):
    second = second_money.unit_cost_home_care(ledger, centres, activity, organisation, month)
    assert_agrees(cells_of(cursor, "unit_cost_home_care", month), second)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_the_forecast_stands_to_the_budget_as_it_does_line_by_line(cursor, budget, centres, organisation, month):
    second = second_money.budget_variance(budget, centres, organisation, month)
    assert_agrees(cells_of(cursor, "budget_variance", month), second)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_activity_stands_to_the_plan_as_it_does_line_by_line(
    cursor, agreed, activity, budget, centres, organisation, month
):
    second = second_money.activity_against_plan(agreed, activity, budget, centres, organisation, month)
    assert_agrees(cells_of(cursor, "activity_against_plan", month), second, PENNIES_LOST_TO_ROUNDED_PRICES)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_as_many_staff_leave_post_by_post(cursor, posts, organisation, month):
    second = second_staff.staff_turnover(posts, organisation, month)
    assert_agrees(cells_of(cursor, "staff_turnover", month), second)


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_caseloads_are_the_same_post_by_post(cursor, posts, organisation, month):
    second = second_staff.caseload(posts, organisation, month)
    assert_agrees(cells_of(cursor, "caseload", month), second)


def test_no_payment_is_lost_on_its_way_to_the_whole_council(mini, cursor):
    total = sum(Decimal(row["Total"]) for row in files_of(mini, "ledger"))
    (root,) = cursor.execute("select unit from model.root").fetchone()
    (counted,) = cursor.execute(
        "select sum(numerator) from cube.cells where measure = 'payments' and basis = 'month' and slice = ''"
        " and unit = ?",
        [root],
    ).fetchone()
    assert counted == total
