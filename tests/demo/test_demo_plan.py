"""The demo council's plan: budget and agreed units have one shape, and nobody declares what could not be known yet."""

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.demo.organisation import organisation
from dashboard.demo.plan import declared, shares
from dashboard.demo.sizes import MINI
from dashboard.demo.stories import stories

SUPPORT, PAY = np.array([0]), np.array([8])  # home care; assessment and care management
POUNDS = st.floats(0, 10**6)


@given(st.lists(POUNDS, min_size=12, max_size=12), st.integers(1, 11), st.lists(POUNDS, min_size=11, max_size=11))
def test_what_a_holder_declares_knows_nothing_of_the_months_after(spent, known, later):
    other = np.array([*spent[:known], *later[: 12 - known]])
    told = [
        declared(np.array([months]), np.full((1, 12), 900_000.0), shares(2025, SUPPORT), np.arange(12) + 1, np.zeros(1))
        for months in (np.array(spent), other)
    ]
    assert (told[0][0, :known] == told[1][0, :known]).all()


def test_a_holder_weighs_the_budget_left_with_the_pace_so_far():
    # £120,000 a year, a twelfth of it a month; £12,000 was paid in each of six. Half of each month left goes by the
    # budget (£10,000) and half by the pace (£12,000): 72,000 + 6 x 11,000. One who holds back a tenth says £6,600 more.
    spent, standing = np.full((2, 6), 12_000.0), np.full((2, 6), 120_000.0)
    found = declared(spent, standing, shares(2025, np.repeat(PAY, 2)), np.arange(6) + 1, np.array([0, 0.1]))
    assert found[:, 5].tolist() == [138_000, 144_600]


def test_at_the_end_of_march_a_holder_says_what_was_paid_in_hundreds():
    spent = np.full((1, 12), 10_004.0)
    found = declared(spent, np.full((1, 12), 500.0), shares(2025, PAY), np.arange(12) + 1, np.ones(1))
    assert found[0, 11] == 120_000


@pytest.mark.parametrize("year", [2023, 2025])
def test_a_year_is_shared_out_whole_leap_or_not(year):
    for service in (SUPPORT, PAY):
        assert shares(year, service).sum() == pytest.approx(1)
    assert shares(year, SUPPORT)[0, 10] == pytest.approx((29 if year == 2023 else 28) / (366 if year == 2023 else 365))


def test_budget_and_agreed_units_have_one_shape_over_the_year(mini):
    """April's share of the whole year is the same in both files, for every service that has units."""
    found = duckdb.execute(
        """
        with agreed as (
            select "Service", sum("Agreed Units") filter ("Month" = '2025-04') / sum("Agreed Units") as share
            from read_csv($1, types = {'Month': 'varchar'})
            group by 1
        )
        select "Service", share, sum("Profiled Budget") / sum("Original Budget")
        from read_csv($2, types = {'Period': 'varchar'})
        join read_csv($3) using ("Cost Centre")
        join agreed using ("Service")
        where "Period" = '2025-04'
        group by 1, 2
        """,
        [
            str(mini.files / name)
            for name in ("agreed_activity/agreed-2025-26.csv", "budget/budget-2025-26.csv", "cost_centres.csv")
        ],
    ).fetchall()
    assert len(found) > 4
    for service, agreed, profiled in found:
        assert agreed == pytest.approx(profiled, rel=1e-3), service


def test_units_at_their_agreed_price_are_the_budget_but_for_the_plan_that_is_short(mini):
    story = stories()["plan_short_in_supported_living"]
    teams = {team.key for team in organisation(MINI).teams if team.parent == story["unit"]}
    found = duckdb.execute(
        """
        with planned as (
            select filename[-11:-5] as year, "Unit", "Service", sum("Agreed Units" * "Agreed Price") as worth
            from read_csv($1, filename = true)
            group by 1, 2, 3
        ),
        originals as (
            select distinct filename[-11:-5] as year, "Cost Centre", "Original Budget" as original
            from read_csv($2, filename = true)
        )
        select year, "Unit", "Service", worth, sum(original)
        from planned join read_csv($3) using ("Unit", "Service") join originals using (year, "Cost Centre")
        group by 1, 2, 3, 4
        having sum(original) > 20000
        """,
        [str(mini.files / name) for name in ("agreed_activity/*.csv", "budget/*.csv", "cost_centres.csv")],
    ).fetchall()
    short = {row[:3] for row in found if row[3] / row[4] < 0.98}
    planted = {row[:3] for row in found if row[0] == "2026-27" and row[1] in teams and row[2] == story["service"]}
    assert planted and short == planted
    for year, unit, service, worth, original in found:
        wanted = 1 - story["short_by"] / 100 if (year, unit, service) in short else 1
        assert worth / original == pytest.approx(wanted, abs=0.003), (year, unit, service)


def test_the_budget_is_for_revenue_alone(cursor):
    """In a year that is over what was paid is within a tenth of the budget, though part of the service is capital."""
    budget, paid, capital = cursor.execute(
        "select max(revised), max(actual_to_date),"
        " (select sum(amount) from model.ledger_lines where capital and service = 'equipment'"
        " and month between '2025-04-01' and '2026-03-01')"
        " from (select month, sum(revised) as revised, sum(actual_to_date) as actual_to_date from cube.money_cells"
        " where unit = 'westmarch' and service = 'equipment' and month = '2026-03-01' group by month)"
    ).fetchone()
    assert capital > budget / 20
    assert paid / budget == pytest.approx(1, abs=0.1)
