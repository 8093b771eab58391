"""A restructure in mid-year: a team moves to another directorate, a cost centre to another team, both in October."""

from datetime import date
from decimal import Decimal

import pytest

from dashboard.money.lines import money
from tests.money.ledgers import CENTRES, NEWCASTLE, council_of, payment

ORGANISATION = [
    ["Unit", "Name", "Level", "Parent", "Peer Group", "Area", "Leader", "Starts", "Ends"],
    ["ALL", "The council", "council", "", "", "", "", "", ""],
    ["A", "Adults", "directorate", "ALL", "", "", "", "", ""],
    ["B", "Communities", "directorate", "ALL", "", "", "", "", ""],
    ["MOVES", "The team that moves", "team", "A", "", "", "", "2024-04-01", "2024-09-30"],
    ["MOVES", "The team that moves", "team", "B", "", "", "", "2024-10-01", ""],
    ["GIVES", "The team that gives", "team", "A", "", "", "", "", ""],
    ["TAKES", "The team that takes", "team", "A", "", "", "", "", ""],
]
MONTHS = [f"{2024 + (n > 8)}-{(n + 3) % 12 + 1:02d}" for n in range(12)]
CENTRE_OF = [
    CENTRES,
    ["C1", "", "", "MOVES", "Home care", "", "", ""],
    ["C2", "", "", "GIVES", "Day support", "", "", "2024-09-30"],
    ["C2", "", "", "TAKES", "Day support", "", "2024-10-01", ""],
]
LEDGER = [
    NEWCASTLE,
    *(payment(f"{month}-05", centre, amount) for month in MONTHS for centre, amount in (("C1", "100"), ("C2", "10"))),
]
BUDGET = [
    [
        "Cost Centre",
        "Subjective",
        "Period",
        "Original Budget",
        "Revised Budget",
        "Profiled Budget",
        "Commitment",
        "Forecast",
    ],
    *(
        [centre, "", month, str(12 * a_month), str(12 * a_month), str(a_month * n), str(a_month * n), str(12 * a_month)]
        for centre, a_month in (("C1", 100), ("C2", 10))
        for n, month in enumerate(MONTHS, 1)
    ),
]


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("moved")
    files = {"organisation": ORGANISATION, "centres": CENTRE_OF, "ledger": LEDGER, "budget": BUDGET}
    with council_of(folder, **files) as (cursor, _):
        yield cursor


def months_of(cursor, unit, *columns):
    sums = ", ".join(f"sum({column})" for column in columns)
    rows = cursor.execute(
        f"select strftime(month, '%Y-%m'), {sums} from cube.money_cells where unit = ? group by month order by month",
        [unit],
    ).fetchall()
    return {month: tuple(map(int, rest)) for month, *rest in rows}


def test_the_trend_of_the_team_that_moves_goes_on_without_a_gap(moved):
    assert months_of(moved, "MOVES", "actual", "actual_to_date", "profiled", "revised") == {
        month: (100, 100 * n, 100 * n, 1200) for n, month in enumerate(MONTHS, 1)
    }


def test_each_directorate_has_the_payments_and_the_budget_to_date_of_the_months_in_which_the_team_was_its(moved):
    columns = ("actual_to_date", "profiled", "commitment")
    assert months_of(moved, "A", *columns)["2024-09"] == (660, 660, 660)
    assert months_of(moved, "A", *columns)["2025-03"] == (720, 720, 720)
    assert months_of(moved, "B", *columns)["2025-03"] == (600, 600, 600)


def test_a_cost_centre_that_changes_hands_leaves_its_past_with_the_team_that_had_it(moved):
    columns = ("actual_to_date", "profiled", "commitment")
    assert months_of(moved, "GIVES", *columns)["2025-03"] == (60, 60, 60)
    assert months_of(moved, "TAKES", *columns)["2025-03"] == (60, 60, 60)


@pytest.mark.parametrize("unit", ["ALL", "A", "B", "MOVES", "GIVES", "TAKES"])
def test_a_move_by_itself_is_no_variance_at_any_unit_in_any_month(moved, unit):
    for month in MONTHS:
        found = money(moved, unit, date.fromisoformat(f"{month}-01"), "service")
        assert found.variance.total == 0, month


def test_the_units_below_come_to_the_whole_in_every_month(moved):
    columns = ("original", "revised", "profiled", "actual", "actual_to_date", "commitment", "forecast")
    whole, *parts = (months_of(moved, unit, *columns) for unit in ("ALL", "A", "B"))
    for month in MONTHS:
        each = [part.get(month, (0,) * len(columns)) for part in parts]
        assert tuple(map(sum, zip(*each, strict=True))) == whole[month], month


def test_the_scorecard_has_the_same_spending_to_date_as_the_money_page(moved):
    for unit in ("ALL", "A", "B", "MOVES"):
        (value,) = moved.execute(
            "select numerator from cube.measured where measure = 'spending' and unit = ? and month = '2025-03-01'"
            " and basis = 'financial year to date'",
            [unit],
        ).fetchone()
        assert value == Decimal(months_of(moved, unit, "actual_to_date")["2025-03"][0])
