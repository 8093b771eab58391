"""A price that a contract already gives for a later month is taken into what is carried to March."""

from datetime import date

import duckdb
import pytest

from dashboard.build import QUERIES
from dashboard.demo.stories import stories
from dashboard.money import forecast as forecasts

STORY = stories()["dearer_from_january"]
SEPTEMBER = date(2026, 9, 1)
SETUP = """
    create schema model;
    create table model.months as select unnest([date '2026-07-01', date '2026-08-01', date '2026-09-01']) as month;
    create table model.units_above (month date, unit varchar, above varchar, steps integer);
    create table model.ledger_lines (
        month date, unit varchar, service varchar, user_group varchar, provider varchar,
        amount decimal(18, 2), capital boolean
    );
    create table model.contract_places (
        month date, unit varchar, service varchar, provider varchar, price decimal(18, 2)
    );
    create table model.contracts (
        contract varchar, provider varchar, service varchar, unit varchar, starts date, ends date, price decimal(18, 2)
    );
    insert into model.units_above values
        ('2026-09-01', 'ALL', 'ALL', 0), ('2026-09-01', 'T1', 'T1', 0), ('2026-09-01', 'T2', 'T2', 0),
        ('2026-09-01', 'T1', 'ALL', 1), ('2026-09-01', 'T2', 'ALL', 1);
    insert into model.ledger_lines values
        ('2026-08-01', 'T1', 'care', 'Old', 'A', 300, false), ('2026-09-01', 'T1', 'care', 'Old', 'B', 100, false),
        ('2026-07-01', 'T2', 'care', 'Young', 'A', 100, false), ('2026-06-01', 'T2', 'care', 'Young', 'A', 900, false),
        ('2026-09-01', 'T2', 'care', 'Young', 'A', 900, true);
    insert into model.contract_places values
        ('2026-09-01', 'T1', 'care', 'A', 20), ('2026-09-01', 'T1', 'care', 'B', 30),
        ('2026-09-01', 'T2', 'care', 'A', 20);
    insert into model.contracts values
        ('C1', 'A', 'care', null, '2026-04-01', '2027-01-31', 20),
        ('C2', 'A', 'care', null, '2027-02-01', '9999-12-31', 22),
        ('C3', 'B', 'care', null, '2026-04-01', '9999-12-31', 30),
        ('C4', 'A', 'care', 'T2', '2027-02-01', '2027-02-28', 25),
        ('C5', 'B', 'care', null, '2027-04-01', '9999-12-31', 60);
"""


def test_a_price_to_come_weighs_as_its_provider_was_paid_in_the_last_three_months():
    # From February provider A takes £22 for £20, and at T2 in February £25. It was paid £300 of £400 at T1, and all of
    # £100 at T2.
    with duckdb.connect() as connection:
        connection.execute(SETUP)
        sql = (QUERIES / "cube" / "prices_ahead.sql").read_text()
        found = connection.execute(f"select unit, month, price from ({sql})").fetchall()
    february, march = date(2027, 2, 1), date(2027, 3, 1)
    assert {(unit, month): round(price, 6) for unit, month, price in found} == {
        ("T1", february): 1.075,
        ("T1", march): 1.075,
        ("T2", february): 1.25,
        ("T2", march): 1.1,
        ("ALL", february): round(1 + (30 + 25) / 500, 6),
        ("ALL", march): round(1 + (30 + 10) / 500, 6),
    }


def test_the_planted_price_of_january_is_in_the_forecast_of_home_care(mini, cursor):
    """Its weight is the provider's share of what the ledger's files say home care cost from July to September."""
    ((share,),) = duckdb.execute(
        """
        select sum("Total") filter ("Supplier Name" = upper($1)) / sum("Total")
        from read_csv($2)
        where "Cost Centre Name" like '%: home care, %'
        """,
        [STORY["provider"], [str(mini.files / "ledger" / f"payments-2026-{month:02d}.csv") for month in (7, 8, 9)]],
    ).fetchall()
    rows = cursor.execute(
        "select strftime(month, '%Y-%m'), price from cube.prices_ahead"
        " where unit = 'westmarch' and service = ? order by month",
        [STORY["service"]],
    ).fetchall()
    assert [month for month, _ in rows] == STORY["months"]
    for _, price in rows:
        assert price == pytest.approx(1 + share * STORY["dearer_by"] / 100, abs=3e-4)  # prices are in whole pennies
    assert cursor.execute("select distinct service from cube.prices_ahead").fetchall() == [(STORY["service"],)]


def test_what_is_carried_is_dearer_by_what_was_agreed_and_the_past_knows_nothing_of_it(cursor, monkeypatch):
    with_it = forecasts.outlook(cursor, "westmarch", SEPTEMBER)
    asked = forecasts.ask
    monkeypatch.setattr(forecasts, "ask", lambda *one, **more: [] if "prices_ahead" in one else asked(*one, **more))
    without = forecasts.outlook(cursor, "westmarch", SEPTEMBER)
    (one,) = [key for key in with_it.lines if with_it.lines[key].commitment != without.lines[key].commitment]
    assert one == STORY["service"]
    assert with_it.lines[one].commitment > without.lines[one].commitment
    assert with_it.past == without.past
