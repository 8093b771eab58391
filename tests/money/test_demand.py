"""Demand three years ahead, on figures made by hand: what follows from the assumptions and nothing else."""

from datetime import date

import pytest

from dashboard.money import demand
from dashboard.money.demand import Facts

MONTH = date(2026, 9, 1)
CALM = {"trend": 100, "older": 0, "price": 0, "each": 0}


def known(people, population=None, paid=100_000.0):
    """One group; `people` are (year, by age band)."""
    return Facts(
        MONTH,
        {"Physical support": {date(year, 9, 1): bands for year, bands in people.items()}},
        population or {2026: {"45-64": 10_000, "75-84": 1_000}},
        {"Physical support": paid},
        None,
    )


def test_with_nothing_changing_the_same_people_cost_the_same():
    (group,) = demand.project(known({2026: {"45-64": 20, "75-84": 80}}), CALM)
    assert group.people == pytest.approx((100, 100, 100))
    assert group.cost == pytest.approx((100_000,) * 3)
    assert group.trend is None


def test_more_old_people_need_more_support_at_the_rate_of_their_age():
    population = {2026: {"45-64": 10_000, "75-84": 1_000}, 2027: {"45-64": 10_000, "75-84": 1_100}}
    (group,) = demand.project(known({2026: {"45-64": 20, "75-84": 80}}, population), CALM)
    # 2027 is in the file; after it the older grow by a tenth each year, as the file's years did.
    assert group.people == pytest.approx((20 + 80 * 1.1, 20 + 80 * 1.21, 20 + 80 * 1.331))


def test_a_trend_in_rates_is_the_change_that_population_does_not_explain():
    population = {year: {"75-84": 1_000 * 1.1 ** (year - 2024)} for year in (2024, 2025, 2026)}
    people = {2024: {"75-84": 100}, 2025: {"75-84": 100 * 1.1 * 0.95}, 2026: {"75-84": 100 * 1.21 * 0.95**2}}
    facts = known(people, population)
    assert demand.trend(facts, "Physical support") == pytest.approx(-5)
    (as_before,) = demand.project(facts, CALM)
    (no_longer,) = demand.project(facts, {**CALM, "trend": 0})
    now = people[2026]["75-84"]
    assert as_before.people == pytest.approx([now * (1.1 * 0.95) ** n for n in (1, 2, 3)])
    assert no_longer.people == pytest.approx([now * 1.1**n for n in (1, 2, 3)])


def test_the_error_of_a_trend_is_that_of_the_slope_through_counts_that_vary_by_chance():
    facts = known({2024: {"75-84": 100}, 2025: {"75-84": 100}, 2026: {"75-84": 100}})
    # By hand: the years lie 1, 0 and 1 from their mean, a spread of 2; sqrt(1/100 + 1/100) / 2 = 0.0707.
    assert demand.trend_error(facts, "Physical support") == pytest.approx(7.0711, rel=1e-4)
    (group,) = demand.project(facts, CALM)
    assert group.by_chance


def test_a_trend_of_many_people_is_told_from_chance_and_the_same_of_few_is_not():
    for many, by_chance in ((10_000, False), (20, True)):
        people = {2024 + n: {"75-84": round(many * 0.95**n)} for n in range(3)}
        (group,) = demand.project(known(people), CALM)
        assert group.trend == pytest.approx(-5, abs=0.5)
        assert group.by_chance is by_chance


def test_too_few_people_show_no_trend():
    assert demand.trend(known({2025: {"75-84": 3}, 2026: {"75-84": 40}}), "Physical support") is None


def test_prices_and_support_for_each_change_the_cost_and_not_the_people():
    facts = known({2026: {"75-84": 100}})
    (group,) = demand.project(facts, {**CALM, "price": 5, "each": -2})
    assert group.people == pytest.approx((100, 100, 100))
    assert group.cost == pytest.approx([100_000 * (1.05 * 0.98) ** n for n in (1, 2, 3)])


def test_a_group_paid_for_fewer_than_twelve_months_has_people_and_no_cost():
    facts = known({2026: {"75-84": 100}})
    facts.paid.clear()
    (group,) = demand.project(facts, CALM)
    assert group.people == pytest.approx((100, 100, 100))
    assert group.cost is None


def test_more_older_people_leaves_the_younger_as_they_are():
    facts = known({2026: {"45-64": 20, "75-84": 80}})
    (group,) = demand.project(facts, {**CALM, "older": 2})
    assert group.people == pytest.approx([20 + 80 * 1.02**n for n in (1, 2, 3)])


def test_people_of_unknown_age_stay_as_many_as_they_are():
    (group,) = demand.project(known({2026: {"75-84": 80, "Not known": 5}}), {**CALM, "older": 1})
    assert group.people == pytest.approx([80 * 1.01**n + 5 for n in (1, 2, 3)])


def test_on_the_demo_council_the_people_of_now_are_those_of_the_records(cursor):
    facts = demand.facts(cursor, "westmarch", MONTH)
    chosen = {setting.key: setting.usual for setting in demand.settings(facts)}
    groups = demand.project(facts, chosen)
    (adults,) = cursor.execute(
        "select count(distinct person) from model.package_months where month = ? and in_force_at_end"
        " and client_type = 'Service user' and weekly_cost is not null",
        [MONTH],
    ).fetchone()
    assert sum(group.now for group in groups if group.name != "Children") == adults
    assert {"Children", "Physical support"} <= {group.name for group in groups}
    assert all(setting.low <= setting.usual <= setting.high for setting in demand.settings(facts))
