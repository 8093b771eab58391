"""A ledger of another shape: periods of the financial year, subjective heads by name, a column without a name."""

from decimal import Decimal

import pytest

from tests.money.ledgers import CENTRES, GATESHEAD, ORGANISATION, council_of


def line(centre, head, period, amount):
    return [centre, head, "Adults", "T100", "1", period, "A supplier", amount, "2019-05-01", ""]


# 201810 is period 10 of 2018-19: January 2019.
BEFORE = [
    GATESHEAD,
    line("Home care", "Third Party Payments", "201810", "1,000.05"),
    line("Home care", "Employees", "201810", "-20.05"),
    line("Fleet", "Transport", "201811", "3.00"),
]
AFTER = [["Cost Centre(T)", *GATESHEAD[1:]], line("Home care", "Third Party Payments", "201812", "500.50")]
MAP = [
    CENTRES,
    ["Home care", "", "", "T1", "Home care", "", "", ""],
    ["Home care", "", "Employees", "T2", "Care management", "", "", ""],
]


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    folder = tmp_path_factory.mktemp("second")
    with council_of(folder, organisation=ORGANISATION, centres=MAP, january=BEFORE, march=AFTER) as found:
        yield found


def test_both_files_are_read_whole_by_the_one_mapping(council):
    _, results = council
    assert {
        name: (results[name].layout, results[name].mapping, results[name].rows_stored) for name in ("january", "march")
    } == {"january": ("ledger", "gateshead_payments", 3), "march": ("ledger", "gateshead_payments", 1)}


def test_the_accounting_period_says_the_month(council):
    cursor, _ = council
    rows = cursor.execute(
        "select strftime(month, '%Y-%m'), sum(amount) from model.ledger_lines group by all order by all"
    ).fetchall()
    assert rows == [("2019-01", Decimal("980.00")), ("2019-02", Decimal("3.00")), ("2019-03", Decimal("500.50"))]


def test_subjective_heads_by_name_lead_to_their_own_unit_and_service(council):
    cursor, _ = council
    rows = cursor.execute(
        "select unit, service, sum(amount) from model.ledger_lines group by all order by all"
    ).fetchall()
    assert rows == [
        ("ALL", "not mapped", Decimal("3.00")),
        ("T1", "home care", Decimal("1500.55")),
        ("T2", "care management", Decimal("-20.05")),
    ]


def test_its_control_totals_agree(council):
    cursor, _ = council
    rows = cursor.execute("select name, strftime(month, '%m'), in_file, agrees from cube.control_totals").fetchall()
    assert sorted(rows) == [
        ("january.csv", "01", Decimal("980.00"), True),
        ("january.csv", "02", Decimal("3.00"), True),
        ("march.csv", "03", Decimal("500.50"), True),
    ]
