"""A block of hours is owed whole: what nobody used of it stands beside the hours that were used."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest

from dashboard.build import QUERIES

SETUP = """
    create schema model;
    create table model.visit_months (month date, unit varchar, person varchar, provider varchar, minutes bigint);
    create table model.contract_places (
        month date, unit varchar, provider varchar, service varchar, contract varchar, price decimal(18, 2)
    );
    create table model.contracts (contract varchar, kind varchar, bought decimal(18, 4));
    create table model.package_months (
        month date, unit varchar, service varchar, provider varchar, person varchar, package bigint,
        weeks decimal(18, 4), weekly_cost decimal(18, 2), cost decimal(18, 2)
    );
    insert into model.visit_months values
        ('2026-04-01', 'T1', 'P1', 'A', 30 * 60), ('2026-04-01', 'T1', 'P2', 'A', 10 * 60),
        ('2026-04-01', 'T2', 'P3', 'A', 40 * 60), ('2026-04-01', 'T1', 'P4', 'B', 5 * 60);
    insert into model.contract_places values
        ('2026-04-01', 'T1', 'A', 'home care', 'C1', 20), ('2026-04-01', 'T2', 'A', 'home care', 'C1', 20),
        ('2026-04-01', 'T1', 'B', 'home care', 'C2', 30);
"""
UNUSED = "counted_in = 'hours bought, not used'"


def owed(kind, bought, where):
    with duckdb.connect() as connection:
        connection.execute(SETUP)
        connection.execute("insert into model.contracts values ('C1', ?, ?), ('C2', 'spot', null)", [kind, bought])
        sql = (QUERIES / "model" / "owed.sql").read_text()
        return connection.execute(
            f"select unit, provider, units, amount from ({sql}) where {where} order by all"
        ).fetchall()


def test_what_a_block_did_not_use_is_owed_at_its_price_where_its_hours_were():
    # 100 hours bought at £20 and 80 used, half of them at each team: 20 hours for nobody, £200 at each.
    assert owed("block", 100, UNUSED) == [("T1", "A", 10, 200), ("T2", "A", 10, 200)]
    assert sum(row[3] for row in owed("block", 100, "provider = 'A'")) == 2_000


@pytest.mark.parametrize(("kind", "bought"), [("block", 80), ("block", 70), ("cost and volume", 100), ("block", None)])
def test_all_else_is_owed_as_it_was_used(kind, bought):
    assert owed(kind, bought, UNUSED) == []
    assert sum(row[3] for row in owed(kind, bought, "true")) == 80 * 20 + 5 * 30


def test_the_demo_councils_block_is_paid_in_full_and_leaves_hours_unused(cursor):
    rows = cursor.execute(
        "select contract, bought * price, paid, bought - used from cube.contract_months"
        " where kind = 'block' and service = 'home care' and on_file"
    ).fetchall()
    less = [row for row in rows if row[3] > 0]
    assert len(less) > len(rows) / 2 > 0
    for contract, worth, paid, _ in less:
        assert abs(paid - worth) <= 1, contract


def test_a_blocks_hours_are_matched_in_every_month_and_place(cursor):
    rows = cursor.execute(
        "select distinct month, status from cube.reconciliation"
        " join (select distinct provider, service from model.contracts where kind = 'block') using (provider, service)"
        " where service = 'home care' order by all"
    ).fetchall()
    assert {status for month, status in rows if month != date(2025, 2, 1)} == {"matched"}
    assert cursor.execute(f"select sum(amount) from model.owed where {UNUSED}").fetchone()[0] > Decimal(1_000)
