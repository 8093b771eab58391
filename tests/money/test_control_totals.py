"""Control totals: what stands in a file is what stands in the store, and what stands at the units with the rest."""

from collections import Counter
from decimal import Decimal

import pytest

from tests.measures.second_tree import read_rows
from tests.money.ledgers import CENTRES, NEWCASTLE, ORGANISATION, council_of, payment


@pytest.fixture(scope="module")
def ledger(mini):
    """File, month, capital or revenue, and amount of each payment, read without any of our code."""
    return [
        (path.name, row["Paid Date"][:7], row["Cap/Rev"].lower(), row["Cost Centre"], Decimal(row["Total"]))
        for path in sorted((mini.files / "ledger").glob("*.csv"))
        for row in read_rows(path)
    ]


def test_every_file_of_money_comes_out_in_the_store_as_it_went_in(cursor, mini):
    rows = cursor.execute("select name, agrees from cube.control_totals").fetchall()
    files = {path.name for layout in ("ledger", "budget") for path in (mini.files / layout).glob("*.csv")}
    assert {name for name, _ in rows} == files and all(agrees for _, agrees in rows)


def test_the_sums_at_the_door_are_those_of_the_files_themselves(cursor, ledger):
    sums = Counter()
    for name, month, part, _, amount in ledger:
        sums[name, month, part] += amount
    held = cursor.execute(
        "select name, strftime(month, '%Y-%m'), part, in_file from cube.control_totals where layout = 'ledger'"
    ).fetchall()
    assert {(name, month, part): amount for name, month, part, amount in held} == sums


def test_the_suspense_account_is_the_whole_of_what_is_not_mapped(cursor, ledger):
    (not_mapped,) = cursor.execute("select sum(not_mapped) from cube.control_totals where layout = 'ledger'").fetchone()
    assert not_mapped == sum(amount for *_, centre, amount in ledger if centre == "1MZ99") > 0


def test_the_files_of_a_month_add_up_to_the_money_page_and_to_the_scorecard(cursor):
    """The same total from three cuts: the files, the services at the whole council, the measure of payments."""
    rows = cursor.execute(
        """
        select totals.month, totals.in_store, pages.actual, cells.numerator
        from (
            select month, sum(in_store) filter (part = 'revenue') as in_store, sum(in_store) as everything
            from cube.control_totals where layout = 'ledger' group by month
        ) as totals
        join (
            select month, sum(actual) as actual from cube.money_months
            where unit = (select unit from model.root) group by month
        ) as pages on pages.month = totals.month
        join cube.cells as cells on cells.measure = 'payments' and cells.basis = 'month' and cells.slice = ''
            and cells.unit = (select unit from model.root) and cells.month = totals.month
            and cells.numerator = totals.everything
        """
    ).fetchall()
    ledger = "select count(distinct month) from cube.control_totals where layout = 'ledger'"
    (months,) = cursor.execute(ledger).fetchone()
    assert len(rows) == months and all(files == page for _, files, page, _ in rows)


def test_a_line_that_was_turned_away_is_in_the_sum_of_the_file_and_said_to_be_rejected(tmp_path):
    lines = [
        payment("2024-04-03", "C1", "100.10"),
        payment("31/02/2024", "C1", "7.00"),
        payment("2024-05-03", "C1", "5"),
    ]
    centres = [["C1", "", "", "T1", "Home care", "", "", ""]]
    with council_of(tmp_path, organisation=ORGANISATION, centres=[CENTRES, *centres], ledger=[NEWCASTLE, *lines]) as (
        cursor,
        results,
    ):
        assert results["ledger"].rows_rejected == 1
        rows = cursor.execute(
            "select strftime(month, '%Y-%m'), in_file, rejected, in_store, agrees from cube.control_totals"
            " where layout = 'ledger' order by month nulls last"
        ).fetchall()
    assert rows == [
        ("2024-04", Decimal("100.10"), 0, Decimal("100.10"), True),
        ("2024-05", Decimal(5), 0, Decimal(5), True),
        (None, Decimal(7), Decimal(7), 0, True),
    ]


def test_money_for_a_unit_that_is_not_there_is_not_mapped_and_not_lost(tmp_path):
    centres = [["C1", "", "", "T1", "Home care", "", "", ""], ["C2", "", "", "T9", "Home care", "", "", ""]]
    lines = [
        payment("2024-04-03", "C1", "1.00"),
        payment("2024-04-03", "C2", "2.00"),
        payment("2024-04-03", "C3", "4.00"),
    ]
    with council_of(tmp_path, organisation=ORGANISATION, centres=[CENTRES, *centres], ledger=[NEWCASTLE, *lines]) as (
        cursor,
        _,
    ):
        assert cursor.execute("select in_store, at_units, not_mapped, agrees from cube.control_totals").fetchall() == [
            (7, 1, 6, True)
        ]
        by_service = "select service, sum(actual) from cube.money_months where unit = 'ALL' group by service"
        assert dict(cursor.execute(by_service).fetchall()) == {"home care": 3, "not mapped": 4}


def test_a_subjective_head_can_belong_elsewhere_than_its_cost_centre_and_from_a_date(tmp_path):
    centres = [
        ["C1", "", "", "T1", "Home care", "", "", ""],
        ["C1", "", "Transport", "T2", "Day support", "", "2024-05-01", ""],
    ]
    lines = [
        payment(f"2024-{month}-03", "C1", amount, head)
        for month, head, amount in [
            ("04", "Transport", "1"),
            ("04", "Employees", "2"),
            ("05", "Transport", "4"),
            ("05", "Employees", "8"),
        ]
    ]
    with council_of(tmp_path, organisation=ORGANISATION, centres=[CENTRES, *centres], ledger=[NEWCASTLE, *lines]) as (
        cursor,
        _,
    ):
        found = cursor.execute(
            "select unit, service, month(month), sum(amount) from model.ledger_lines group by all order by all"
        ).fetchall()
    assert found == [("T1", "home care", 4, 3), ("T1", "home care", 5, 8), ("T2", "day support", 5, 4)]
