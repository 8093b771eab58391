"""A payment that comes a month late, from both sides through the queries of the build to the list of the page."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest

from dashboard import QUERIES
from dashboard.money.findings import add_findings
from dashboard.money.reconciliation import Wanted, reconcile

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))
# A place in a home is 700 a month and nothing is paid in May; an hour of home care is held up too.
OWED = [(month, "residential and nursing", "Elm Court", "P1", 1, "weeks", 700) for month in (MAY, JUNE, JULY)]
OWED += [(month, "home care", "Care Ltd", "P2", None, "hours", 90) for month in (MAY, JUNE, JULY)]
PAID = [(JUNE, "residential and nursing", "Elm Court", 700), (JUNE, "residential and nursing", "Elm Court", 700)]
PAID += [(JULY, "residential and nursing", "Elm Court", 700)]
PAID += [
    (MAY, "home care", "Care Ltd", 40),
    (JUNE, "home care", "Care Ltd", 140),
    (JULY, "home care", "Care Ltd", 60),
]


@pytest.fixture
def store():
    with duckdb.connect() as connection:
        for schema in ("model", "cube"):
            connection.execute(f"create schema {schema}")
        connection.execute("create table model.root as select 'T1' as unit")
        connection.execute("create table model.units as select 'T1' as unit, null::varchar as parent, 'Lea' as leader")
        connection.execute("create table model.months (month date)")
        connection.executemany("insert into model.months values (?)", [[MAY], [JUNE], [JULY]])
        connection.execute(
            "create table model.units_above as select month, 'T1' as unit, 'T1' as above, 0 as steps from model.months"
        )
        connection.execute("create table model.package_prices as select 2026 as financial_year")
        connection.execute(
            "create table model.owed (month date, service varchar, provider varchar, person varchar, package bigint,"
            " counted_in varchar, amount decimal(18, 4), unit varchar default 'T1')"
        )
        connection.executemany("insert into model.owed by position values (?, ?, ?, ?, ?, ?, ?, 'T1')", OWED)
        connection.execute(
            "create table model.ledger_lines (month date, service varchar, provider varchar, amount decimal(18, 2),"
            " supplier varchar, date date, unit varchar, file integer, line bigint)"
        )
        rows = [(*row, row[2], row[0], "T1", 1, line) for line, row in enumerate(PAID, 2)]
        connection.executemany("insert into model.ledger_lines values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute(
            "create table cube.not_reconciled (financial_year integer, service varchar, owed int, paid int)"
        )
        made(connection, "model", "paid_against_owed")
        add_findings(connection, 3)
        made(connection, "cube", "owners")
        made(connection, "cube", "reconciliation")
        yield connection


def made(connection, schema, name):
    sql = (QUERIES / schema / f"{name}.sql").read_text(encoding="utf-8")
    connection.execute(f"create table {schema}.{name} as {sql}")


def listed(store, first, last):
    rows = reconcile(store, Wanted("T1", first, last), 100).rows
    return {(row["month"], row["service"], row["cause"], row["other_month"], row["difference"]) for row in rows}


def test_what_came_late_is_one_row_that_names_both_months_and_what_is_left_differs(store):
    assert listed(store, MAY, JULY) == {
        (MAY, "residential and nursing", "paid late", JUNE, Decimal(0)),
        (MAY, "home care", "paid late", JUNE, Decimal(0)),
        (JULY, "home care", "together", None, Decimal(-30)),
    }


def test_of_one_month_alone_its_half_is_shown_with_the_other_month(store):
    assert listed(store, MAY, MAY) == {
        (MAY, "residential and nursing", "paid late", JUNE, Decimal(-700)),
        (MAY, "home care", "paid late", JUNE, Decimal(-50)),
    }
    assert listed(store, JUNE, JUNE) == {
        (MAY, "residential and nursing", "paid late", JUNE, Decimal(700)),
        (MAY, "home care", "paid late", JUNE, Decimal(50)),
    }


def test_both_places_of_a_late_payment_stand_as_paid_late_and_are_not_counted_as_differing(store):
    found = reconcile(store, Wanted("T1", MAY, JULY), 0)
    assert (found.open, found.total("halves"), found.compared) == (1, 4, 6)
    assert found.total("difference") == Decimal(-30)


def test_where_most_rows_can_have_no_partner_the_place_is_held_as_a_whole(store):
    store.execute("drop table cube.findings")
    store.execute(
        "insert into model.ledger_lines select '2026-07-01', 'residential and nursing', 'Elm Court', 0.5, 'S',"
        " '2026-07-01', 'T1', 1, range from range(600)"
    )
    store.execute("drop table model.paid_against_owed")
    made(store, "model", "paid_against_owed")
    add_findings(store, 3)
    rows = store.execute("select owed, paid, line from cube.findings where cause = 'many rows'").fetchall()
    assert rows == [(Decimal(700), Decimal(1000), None)]
