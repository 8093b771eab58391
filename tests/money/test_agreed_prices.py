"""Which price a unit of service was agreed at: a hand-worked council of two teams under one service."""

from contextlib import closing
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from dashboard import QUERIES
from dashboard.money import lines

APRIL = date(2026, 4, 1)
TREE = {"team-1": "adults", "team-2": "adults", "adults": "council", "council": None}
TABLES = """
create schema sources; create schema model; create schema about;
create table model.root as select 'council' as unit;
create table about.money_settings as select 'apart' as name, cast(2 as decimal(18, 2)) as value;
create table model.unit_months (month date, unit varchar, parent varchar, area varchar);
create table sources.agreed_activity (month date, unit varchar, service varchar, user_group varchar, sector varchar,
    counted_in varchar, agreed decimal(18, 4), price decimal(18, 2), file integer, line bigint);
create table model.budget_months (month date, unit varchar, cost_centre varchar, subjective varchar, service varchar,
    user_group varchar, original decimal(18, 2));
create table model.activity (month date, unit varchar, service varchar, user_group varchar);
create table model.ledger_lines (month date, unit varchar, service varchar, user_group varchar);
"""


MADE = ("units_above", "unit_years", "agreed_years", "budget_years", "budgeted_prices", "agreed_prices")


def prices(agreed, budgets, active=()):
    """{(unit, user group): (price, whose, told by)} for rows (unit, group, units, price) and (unit, group, pounds)."""
    with closing(duckdb.connect()) as connection:
        connection.execute(TABLES)
        for unit, parent in TREE.items():
            connection.execute("insert into model.unit_months values (?, ?, ?, null)", [APRIL, unit, parent])
        for unit, group, units, price in agreed:
            row = [APRIL, unit, group, units, price]
            connection.execute(
                "insert into sources.agreed_activity values (?, ?, 'care', ?, null, 'weeks', ?, ?, 1, 1)", row
            )
        for number, (unit, group, pounds) in enumerate(budgets):
            row = [APRIL, unit, f"C{number}", group, pounds]
            connection.execute("insert into model.budget_months values (?, ?, ?, '', 'care', ?, ?)", row)
        for unit, group in active:
            connection.execute("insert into model.activity values (?, ?, 'care', ?)", [APRIL, unit, group])
        for table in MADE:
            connection.execute(f"create table model.{table} as {(QUERIES / 'model' / f'{table}.sql').read_text()}")
        found = connection.execute("select unit, user_group, price, price_of, told_by from model.agreed_prices")
        return {(unit, group): (float(price), *rest) for unit, group, price, *rest in found.fetchall()}


def test_a_team_with_units_and_a_budget_has_its_own_price():
    found = prices(
        [("team-1", "Old", 100, None), ("team-2", "Old", 100, None)],
        [("team-1", "Old", 1000), ("team-2", "Old", 1200)],
    )
    assert found["team-1", "Old"] == (10, "team-1", "budget")
    assert found["team-2", "Old"] == (12, "team-2", "budget")


def test_a_team_whose_budget_is_kept_above_it_has_the_price_of_the_unit_above():
    found = prices([("team-1", "Old", 100, None), ("team-2", "Old", 300, None)], [("adults", "Old", 4000)])
    assert found["team-1", "Old"] == found["team-2", "Old"] == found["adults", "Old"] == (10, "adults", "budget")


def test_a_price_that_is_far_off_the_whole_councils_is_not_a_teams_own():
    """Team 2 agreed 1 week on a budget of £1,100: £1,100 a week where the council has 2,100 / 101 = £20.79."""
    agreed = [("team-1", "Old", 100, None), ("team-2", "Old", 1, None)]
    found = prices(agreed, [("team-1", "Old", 1000), ("team-2", "Old", 1100)])
    assert found["team-2", "Old"] == (20.7921, "adults", "budget")


def test_a_price_of_the_plan_goes_before_that_of_the_budget_however_far_off_it_is():
    agreed = [("team-1", "Old", 100, None), ("team-2", "Old", 10, Decimal(50))]
    found = prices(agreed, [("team-1", "Old", 1000), ("team-2", "Old", 110)])
    assert found["team-2", "Old"] == (50, "team-2", "plan")


def test_a_price_of_the_plan_is_the_plans_own_however_few_its_units():
    """1.03 weeks at £773.58 come to £796.7874; to the penny they would give £773.5825 a week."""
    found = prices([("team-1", "Old", Decimal("1.03"), Decimal("773.58"))], [("team-1", "Old", 900)])
    assert found["team-1", "Old"] == (773.58, "team-1", "plan")


def test_a_user_group_nobody_agreed_units_for_has_the_price_of_the_service_as_a_whole():
    found = prices([("team-1", "Old", 100, None)], [("team-1", "Old", 1000)], [("team-2", "Young")])
    assert found["team-2", "Young"] == (10, "adults", "budget")


def test_a_service_without_a_budget_or_without_units_has_no_price():
    assert prices([("team-1", "Old", 100, None)], []) == {}
    assert prices([], [("team-1", "Old", 1000)]) == {}


@pytest.mark.parametrize("unit", ["westmarch", "older-people", "op-northfield"])
def test_what_the_plan_comes_to_is_the_budget_where_prices_are_worked_out_from_it(cursor, unit):
    """Prices have four decimals: each line of the plan lies within half a ten thousandth a unit of its budget."""
    rows = cursor.execute(
        "select worth, original, agreed from cube.plan_lines where unit = ? and told_by = 'budget'"
        " and price_of = booked and user_group <> 'Not known' and agreed > 0",
        [unit],
    ).fetchall()
    assert all(abs(worth - original) <= agreed / 20_000 + Decimal("0.01") for worth, original, agreed in rows)


def test_the_worth_of_the_years_units_is_the_same_in_the_plan_and_its_lines(cursor):
    sums = (
        "select unit, financial_year, sum(worth) from {} where worth is not null group by all order by all",
        ("cube.plan_lines", "cube.agreed_years"),
    )
    plan, years = (cursor.execute(sums[0].format(table)).fetchall() for table in sums[1])
    assert plan and plan == [row for row in years]


@pytest.mark.parametrize("unit", ["westmarch", "adults", "older-people", "op-northfield"])
def test_a_line_with_no_money_moved_splits_to_the_same_from_all_its_months(cursor, unit):
    """What units were to cost to date is the sum of the months on file, to the penny."""
    found = lines.money(cursor, unit, date(2026, 9, 1))
    for line in found.lines:
        if line.counted_in and not line.unfiled:
            of_year = [one for one in line.months if one.month >= APRIL]
            assert sum(one.delivered_worth for one in of_year) == lines.worth(line)[1], line.key
            assert sum(one.agreed_worth for one in of_year) == lines.worth(line)[0], line.key


OWN = """
select
    (select coalesce(sum(amount), 0) from model.ledger_lines where unit = $unit and not capital and {year}),
    (select coalesce(sum(profiled), 0) from model.budget_months where unit = $unit and month = $month),
    (select coalesce(sum(worth), 0) from (select cast(sum(agreed) * any_value(price) as decimal(18, 2)) as worth
        from model.agreed_activity join model.agreed_prices using (financial_year, unit, service, user_group)
        where unit = $unit and {year} group by month, service, user_group, sector)),
    (select coalesce(sum(worth), 0) from (select cast(sum(units) * any_value(price) as decimal(18, 2)) as worth
        from model.activity join model.agreed_prices using (unit, service, user_group)
        where unit = $unit and {year} and financial_year = 2026 group by month, service, user_group, sector, contract))
""".format(year="month between date '2026-04-01' and $month")


@pytest.mark.parametrize("by", lines.CUTS)
@pytest.mark.parametrize("unit", ["westmarch", "adults", "older-people"])
def test_the_effects_of_a_unit_are_those_of_the_units_below_it_and_of_its_own_books(cursor, unit, by):
    """Volume with mix, plan, and price with what is not split: nothing is lost or made on the way up."""
    month = date(2026, 9, 1)
    paid, budget, agreed, delivered = cursor.execute(OWN, {"unit": unit, "month": month}).fetchone()
    below = cursor.execute(
        "select unit from model.unit_months where month = ? and parent = ?", [month, unit]
    ).fetchall()
    parts = [lines.money(cursor, one, month, by).variance for (one,) in below]
    whole = lines.money(cursor, unit, month, by).variance
    assert whole.volume + whole.mix == sum(one.volume + one.mix for one in parts) + delivered - agreed
    assert whole.plan == sum(one.plan for one in parts) + agreed - budget
    assert whole.price + whole.rest == sum(one.price + one.rest for one in parts) + paid - delivered
