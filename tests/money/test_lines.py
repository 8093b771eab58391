"""The lines of the money page add up to the ledger and the budget, from every cut, and agree with the scorecard."""

from datetime import date
from decimal import Decimal

import pytest

from dashboard.demo.stories import stories
from dashboard.money import lines
from dashboard.money.alarms import DEARER, FEWER_FOR_THE_MONEY
from dashboard.money.months import april, months_back

STORY = stories()["fewer_hours_for_the_money"]
MONTH = date(2026, 9, 1)
UNITS = ("westmarch", "adults", "children", "older-people", "op-northfield", "looked-after")
PENNY = Decimal("0.01")


@pytest.fixture(params=UNITS)
def unit(request):
    return request.param


def ledger_to_date(cursor, unit):
    return cursor.execute(
        """
        select sum(amount) from model.ledger_lines join model.units_above using (month, unit)
        where above = ? and not capital and month between '2026-04-01' and '2026-09-01'
    """,
        [unit],
    ).fetchone()[0]


def test_the_paid_column_is_the_sum_of_the_ledgers_lines_from_both_cuts(cursor, unit):
    for by in lines.CUTS:
        assert lines.money(cursor, unit, MONTH, by).total("actual_to_date") == ledger_to_date(cursor, unit)


def test_every_split_adds_up_to_its_variance_to_the_penny(cursor, unit):
    for by in lines.CUTS:
        found = lines.money(cursor, unit, MONTH, by)
        for line in found.lines:
            assert line.variance.total == line.total("actual_to_date") - line.total("profiled"), line.key
            if line.year_variance:
                assert line.year_variance.total == line.total("forecast") - line.total("revised"), line.key


def test_price_and_volume_with_mix_are_the_same_by_service_and_by_user_group(cursor, unit):
    services, groups = (lines.money(cursor, unit, MONTH, by).variance for by in lines.CUTS)
    assert services.price == groups.price
    assert services.volume + services.mix == groups.volume + groups.mix
    assert (services.plan, services.rest) == (groups.plan, groups.rest)


def test_money_that_no_file_maps_is_a_line_of_its_own_at_the_council_alone(cursor):
    assert "not mapped" in [line.key for line in lines.money(cursor, "westmarch", MONTH).lines]
    assert "not mapped" not in [line.key for line in lines.money(cursor, "adults", MONTH).lines]


@pytest.mark.parametrize(
    ("measure", "services"),
    [
        ("unit_cost_home_care", ["home care"]),
        ("unit_cost_supported_living", ["supported living"]),
        ("unit_cost_foster_care", ["foster care"]),
        ("unit_cost_looked_after", ["foster care", "children's homes"]),
    ],
)
def test_the_unit_cost_on_the_scorecard_is_the_one_on_this_page(cursor, measure, services):
    for unit, value in cursor.execute(
        "select unit, value from cube.card_values where measure = ? and month = ? and value is not null",
        [measure, MONTH],
    ).fetchall():
        found = [line for line in lines.money(cursor, unit, MONTH).lines if line.key in services]
        paid, units = (sum(line.total(word) for line in found) for word in ("actual_to_date", "delivered_to_date"))
        assert float(paid / units) == pytest.approx(value, rel=1e-9), unit
        if len(found) == 1 and found[0].actual_cost is not None:
            assert float(found[0].actual_cost) == pytest.approx(value, rel=1e-9), unit


def test_the_financial_scorecard_and_this_page_say_the_same_of_spending_and_forecast(cursor, unit):
    found = lines.money(cursor, unit, MONTH)
    ask = "select numerator, denominator from cube.card_values where measure = ? and unit = ? and month = ?"
    spent = cursor.execute(ask, ["spending", unit, MONTH]).fetchone()[0]
    over, budget = cursor.execute(ask, ["budget_variance", unit, MONTH]).fetchone()
    assert found.total("actual_to_date") == spent
    assert (found.total("forecast") - found.total("revised"), found.total("revised")) == (over, budget)


def test_a_user_groups_unit_cost_is_of_the_services_counted_in_units_on_both_sides(cursor):
    line = lines.line(lines.money(cursor, "westmarch", MONTH, "user_group"), "Children")
    paid, units, worth, agreed = cursor.execute(
        "select sum(actual_to_date), sum(activity_to_date), sum(agreed_worth_to_date), sum(agreed_to_date)"
        " from cube.money_months where unit = 'westmarch' and month = ? and user_group = 'Children'"
        " and counted_in is not null and agreed_worth is not null",
        [MONTH],
    ).fetchone()
    assert paid < line.total("actual_to_date")
    assert line.actual_cost == pytest.approx(paid / units)
    assert float(line.budgeted_cost) == pytest.approx(float(worth) / float(agreed))
    assert line.months[-1].cost == pytest.approx(line.months[-1].paid_for_units / line.months[-1].units_paid_for)


def test_home_care_that_keeps_to_its_budget_and_buys_fewer_hours_raises_the_alarm(cursor):
    found = lines.money(cursor, STORY["unit"], MONTH)
    assert [line.key for line in found.alarms] == [STORY["service"]]
    line = found.alarms[0]
    assert line.alarm.kind == FEWER_FOR_THE_MONEY
    assert abs(line.alarm.standing.spend) <= Decimal(str(STORY["budget_within"]))
    assert 100 + line.alarm.standing.activity < STORY["delivered_below"]
    assert line.alarm.standing.price > 0
    assert len(line.alarm.months) == 3


def test_the_alarm_reaches_the_council_and_is_the_largest_there(cursor):
    for unit in ("westmarch", "adults"):
        found = lines.money(cursor, unit, MONTH).alarms
        hidden = [line for line in found if line.alarm.kind == FEWER_FOR_THE_MONEY]
        assert max(hidden, key=lambda line: line.alarm.size).key == "home care"
    children = lines.money(cursor, "children", MONTH).alarms
    assert FEWER_FOR_THE_MONEY not in {line.alarm.kind for line in children}


def test_a_home_that_is_over_budget_because_a_week_costs_more_raises_its_own(cursor):
    (line,) = lines.money(cursor, "children", MONTH).alarms
    assert (line.key, line.alarm.kind) == ("children's homes", DEARER)
    assert line.variance.price > line.total("actual_to_date") - line.total("profiled") > 0


def test_before_its_year_the_story_raises_no_alarm(cursor):
    assert not lines.money(cursor, STORY["unit"], date(2026, 3, 1)).alarms


def test_a_month_before_april_counts_from_the_april_before():
    assert april(date(2026, 3, 1)) == date(2025, 4, 1)
    assert months_back(date(2026, 1, 1), 1) == date(2025, 12, 1)
    assert months_back(date(2026, 12, 1), -1) == date(2027, 1, 1)


@pytest.mark.parametrize("month", [date(2026, 4, 1), date(2026, 5, 1), MONTH])
def test_units_to_come_are_worth_what_they_are_this_year_whichever_months_give_the_pace(cursor, month):
    """The year's units at this year's price: February and March, which give April its pace, had last year's."""
    line = lines.line(lines.money(cursor, "westmarch", month), "home care")
    delivered, worth = line.total("delivered_to_date"), lines.worth(line)[1]
    split = line.year_variance
    of_year = split.volume + split.mix + sum(worth for _, worth in line.agreed_years.values())
    assert of_year / line.delivered_year == pytest.approx(worth / delivered, rel=Decimal("0.002"))
