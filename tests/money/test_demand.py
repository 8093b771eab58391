"""Demand three years ahead, on figures made by hand: what follows from the assumptions and nothing else."""

import math
from contextlib import closing
from dataclasses import replace
from datetime import date

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.money import demand
from dashboard.money.demand import Facts
from dashboard.scorecard import ask

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
    # 2027 is in the file; its people stand for 2028 and 2029, which are not.
    assert group.people == pytest.approx([20 + 80 * 1.1] * 3)


def test_a_trend_in_rates_is_the_change_that_population_does_not_explain():
    population = {year: {"75-84": 1_000 * 1.1 ** (year - 2024)} for year in (2024, 2025, 2026)}
    people = {2024: {"75-84": 100}, 2025: {"75-84": 100 * 1.1 * 0.95}, 2026: {"75-84": 100 * 1.21 * 0.95**2}}
    facts = known(people, population)
    assert demand.trend(facts, "Physical support") == pytest.approx(-5)
    (as_before,) = demand.project(facts, CALM)
    (no_longer,) = demand.project(facts, {**CALM, "trend": 0})
    now = people[2026]["75-84"]
    assert as_before.people == pytest.approx([now * 0.95**n for n in (1, 2, 3)])
    assert no_longer.people == pytest.approx([now] * 3)


@pytest.mark.parametrize(("year", "stands"), [(2019, 2021), (2021, 2021), (2022, 2021), (2023, 2023), (2030, 2023)])
def test_a_year_that_the_file_has_not_has_the_people_of_the_nearest_one_before(year, stands):
    facts = known({2026: {"75-84": 50}}, {2021: {"75-84": 900}, 2023: {"75-84": 950}})
    assert demand.population_in(facts, year) == (facts.population[stands], stands)


def test_the_error_of_a_trend_is_that_of_the_slope_through_counts_that_vary_by_chance():
    facts = known({2024: {"75-84": 100}, 2025: {"75-84": 100}, 2026: {"75-84": 100}})
    # By hand: the years lie 1, 0 and 1 from their mean, a spread of 2; sqrt(1/100 + 1/100) / 2 = 0.0707.
    assert demand.trend_error(facts, "Physical support") == pytest.approx(7.0711, rel=1e-4)
    (group,) = demand.project(facts, CALM)
    assert group.by_chance


def slow_dispersion(counts, expected):
    """Pearson's statistic over its degrees of freedom, around a line fitted by someone else."""
    years = np.arange(len(counts))
    steep, start = np.polyfit(years, np.log(np.array(counts) / expected), 1)
    fitted = np.array(expected) * np.exp(start + steep * years)
    return max(1.0, float(np.sum((counts - fitted) ** 2 / fitted)) / (len(counts) - 2))


def slow_error(counts, expected):
    """The error of the trend by moving each year's count a little and seeing what becomes of the trend."""

    def trend(values):
        return np.expm1(np.polyfit(np.arange(len(values)), np.log(np.array(values) / expected), 1)[0]) * 100

    variance = 0
    for place, count in enumerate(counts):
        moved = np.array(counts, dtype=float)
        moved[place] += 1e-4 * count
        variance += ((trend(moved) - trend(counts)) / (1e-4 * count)) ** 2 * count
    return math.sqrt(variance * slow_dispersion(counts, expected))


@given(st.lists(st.integers(20, 2_000), min_size=2, max_size=7))
def test_the_error_is_that_of_a_slow_second_version(counts):
    population = {2020 + n: {"75-84": 10_000 + 300 * n} for n in range(len(counts))}
    people = {2020 + n: {"75-84": count} for n, count in enumerate(counts)}
    facts = replace(known(people, population), month=date(2020 + len(counts) - 1, 9, 1))
    last = population[2020 + len(counts) - 1]["75-84"]
    expected = np.array([counts[-1] / last * population[year]["75-84"] for year in sorted(population)])
    if len(counts) > 2:
        points = demand._points(facts, "Physical support")
        assert demand.dispersion(points) == pytest.approx(slow_dispersion(counts, expected), rel=1e-6)
        assert demand.trend_error(facts, "Physical support") == pytest.approx(slow_error(counts, expected), rel=1e-3)


def simulated(times, dispersion, years=6, mean=400):
    """(trend, error, error of a Poisson alone) of counts with no trend that vary so much, over and over."""
    rng = np.random.default_rng(20260925)
    found = []
    for _ in range(times):
        rate = rng.gamma(mean / (dispersion - 1), dispersion - 1, years) if dispersion > 1 else np.full(years, mean)
        counts = rng.poisson(rate)
        people = {2021 + n: {"75-84": int(count)} for n, count in enumerate(counts)}
        facts = known(people, {2021 + n: {"75-84": 10_000} for n in range(years)})
        error = demand.trend_error(facts, "Physical support")
        wider = math.sqrt(demand.dispersion(demand._points(facts, "Physical support")))
        found.append((demand.trend(facts, "Physical support"), error, error / wider))
    return np.array(found)


def test_counts_that_vary_more_than_chance_have_the_error_that_their_trends_turn_out_to_have():
    trend, error, poisson = simulated(1_500, dispersion=6).T
    assert np.sqrt(np.mean(error**2)) == pytest.approx(np.std(trend), rel=0.1)
    assert np.sqrt(np.mean(poisson**2)) < np.std(trend) / 2


def test_counts_that_vary_by_chance_alone_have_an_error_that_is_not_too_small():
    trend, error, poisson = simulated(1_500, dispersion=1).T
    assert np.sqrt(np.mean(poisson**2)) == pytest.approx(np.std(trend), rel=0.1)
    assert np.mean(np.abs(trend) < 1.96 * error) >= 0.95


def test_a_year_in_which_a_group_had_nobody_is_not_skipped(monkeypatch):
    people = [
        (date(2025, 9, 1), "Children", "Under 18", 30),
        (MONTH, "Children", "Under 18", 31),
        (MONTH, "Physical support", "75-84", 40),
    ]
    answers = {"demand_people": people, "demand_population": [(2026, "75-84", 900)], "demand_prices": [(None, None)]}
    monkeypatch.setattr(demand, "ask", lambda cursor, name, **_: answers[name])
    monkeypatch.setattr(demand, "ask_dicts", lambda *_, **__: [])
    facts = demand.facts(None, "ALL", MONTH)
    assert [sum(bands.values()) for bands in facts.people["Physical support"].values()] == [0, 40]
    assert demand.trend(facts, "Physical support") is None


def test_people_older_than_the_oldest_of_the_population_file_are_counted_with_them(monkeypatch):
    people = [(MONTH, "Physical support", "85-94", 40), (MONTH, "Physical support", "95+", 10)]
    people += [(MONTH, "Physical support", "Not known", 3)]
    answers = {"demand_people": people, "demand_prices": [(None, None)]}
    monkeypatch.setattr(demand, "ask_dicts", lambda *_, **__: [])
    for bands, expected in ((["75-84", "85-94"], {"85-94": 50}), (["85-94", "95+"], {"85-94": 40, "95+": 10})):
        answers["demand_population"] = [(2026, band, 900) for band in bands]
        monkeypatch.setattr(demand, "ask", lambda cursor, name, **_: answers[name])
        facts = demand.facts(None, "ALL", MONTH)
        assert facts.people["Physical support"][MONTH] == {**expected, "Not known": 3}
        assert facts.oldest == ("85-94" if bands[-1] == "85-94" else "")


def test_on_the_demo_council_nobody_falls_out_of_the_ages_of_the_population_file(cursor):
    facts = demand.facts(cursor, "westmarch", MONTH)
    chosen = {setting.key: setting.usual for setting in demand.settings(facts)}
    assert all(group.ageless == 0 for group in demand.project(facts, chosen))


def test_a_group_that_has_nobody_now_is_named_and_not_projected():
    facts = known({2025: {"75-84": 40}, 2026: {}})
    assert demand.project(facts, CALM) == [] and demand.gone(facts) == ["Physical support"]


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


def test_what_was_paid_before_april_costs_what_it_would_at_the_prices_since():
    facts = replace(known({2026: {"75-84": 100}}), before={"Physical support": 40_000.0}, price_rise=5.0)
    (group,) = demand.project(facts, CALM)
    assert group.cost == pytest.approx([102_000] * 3)  # 60,000 + 40,000 x 1.05
    assert demand.project(replace(facts, price_rise=None), CALM)[0].cost == pytest.approx([100_000] * 3)


CELL = "insert into cube.money_cells values (?, ?, 'home care', ?, 'hours', ?, ?, ?)"


def test_the_rise_of_prices_is_of_what_was_paid_like_for_like_weighed_by_what_is_delivered():
    with closing(duckdb.connect()) as connection:
        connection.execute(
            "create schema cube; create table cube.money_cells (unit text, month date, service text, user_group text,"
            " counted_in text, on_file boolean, actual decimal(18, 2), delivered decimal(18, 4))"
        )
        for month, group, there, paid, units in (
            (date(2025, 4, 1), "A", True, 1_000, 100),  # 10 a unit, then 11
            (date(2026, 4, 1), "A", True, 3_300, 300),
            (date(2025, 4, 1), "B", True, 9_000, 300),  # 30 a unit, then 30
            (date(2026, 4, 1), "B", True, 3_000, 100),
            (date(2025, 5, 1), "A", False, 9_999, 0),  # a month not on file has no price to hold this one's against
            (date(2026, 5, 1), "A", True, 9_000, 100),
            (date(2026, 3, 1), "A", True, 9_000, 100),  # last financial year
        ):
            connection.execute(CELL, ["ALL", month, group, there, paid, units])
        asked = {"unit": "ALL", "first": date(2026, 4, 1), "month": date(2026, 5, 1)}
        ((these, those),) = ask(connection, "demand_prices", **asked)
    assert (these, those) == (6_300, 300 * 10 + 100 * 30)


@pytest.mark.parametrize(
    ("month", "years", "away"),
    [
        (date(2026, 9, 1), [2027, 2028, 2029], [1, 2, 3]),
        (date(2027, 3, 1), [2027, 2028, 2029], [0.5, 1.5, 2.5]),
        (date(2027, 4, 1), [2028, 2029, 2030], [17 / 12, 29 / 12, 41 / 12]),
    ],
)
def test_the_years_ahead_are_financial_ones_and_lie_as_far_off_as_their_middle(month, years, away):
    found = demand.years_ahead(month)
    assert [year for year, _ in found] == years
    assert [ahead for _, ahead in found] == pytest.approx(away)


def test_people_of_a_financial_year_lie_on_the_line_between_the_years_and_prices_rise_each_april():
    population = {2027: {"75-84": 1_000}, 2028: {"75-84": 1_200}, 2029: {"75-84": 1_300}, 2030: {"75-84": 1_500}}
    facts = replace(known({2026: {}}, population), month=date(2027, 3, 1))
    facts.people["Physical support"] = {date(2027, 3, 1): {"75-84": 100}}
    (group,) = demand.project(facts, {**CALM, "price": 10})
    assert group.people == pytest.approx([110, 125, 140])  # halfway from 100 to 120, to 130, to 150
    assert group.cost == pytest.approx([110_000 * 1.1, 125_000 * 1.1**2, 140_000 * 1.1**3])


def test_a_share_of_the_very_old_that_rises_in_the_file_makes_demand_rise_with_trends_at_nought():
    population = {2026 + n: {"45-64": 10_000 - 50 * n, "85-94": 400 + 50 * n} for n in range(4)}
    facts = known({2025: {"45-64": 30, "85-94": 70}, 2026: {"45-64": 20, "85-94": 80}}, population)
    (group,) = demand.project(facts, {**CALM, "trend": 0})
    assert group.people == pytest.approx([20 - 0.1 * n + 80 + 10 * n for n in (1, 2, 3)])
