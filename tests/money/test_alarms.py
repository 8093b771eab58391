"""What raises a standing alarm, and what does not, on figures made by hand."""

from datetime import date
from decimal import Decimal

import pytest

from dashboard.money.alarms import FEWER_FOR_THE_MONEY, LESS_FOR_LESS, MORE_FOR_MORE
from dashboard.money.lines import Money, MoneyCell, _line, months_back

SETTINGS = {
    "spend": Decimal(2),
    "activity": Decimal(5),
    "price": Decimal(3),
    "months": Decimal(3),
    "least": Decimal(1000),
}
SEPTEMBER = date(2026, 9, 1)


def line(delivered, paid, forecast=None, on_file=True):
    """A line agreed at 1,000 hours a month at £20; `delivered` and `paid` are of each month from April to September."""
    cells, hours, money = [], Decimal(0), Decimal(0)
    for number, (units, pounds) in enumerate(zip(delivered, paid, strict=True), 1):
        hours, money = hours + units, money + pounds
        cells.append(
            MoneyCell(
                month=months_back(SEPTEMBER, 6 - number),
                service="home care",
                user_group="Physical support",
                counted_in="hours",
                on_file=on_file,
                original=Decimal(240_000),
                revised=Decimal(240_000),
                profiled=Decimal(20_000 * number),
                actual=Decimal(pounds),
                actual_to_date=money,
                commitment=money,
                forecast=Decimal(forecast or 240_000),
                agreed=Decimal(1_000),
                agreed_to_date=Decimal(1_000 * number),
                delivered=Decimal(units),
                delivered_to_date=hours,
                price=Decimal(20),
            )
        )
    return _line("home care", cells, Money("T1", SEPTEMBER, "service", (), SETTINGS))


def kind(*figures, **words):
    found = line(*figures, **words).alarm
    return found and found.kind


FEWER, DEARER = [900] * 6, [20_000] * 6


def test_on_budget_with_fewer_hours_at_a_higher_price_raises_the_alarm():
    assert kind(FEWER, DEARER) == FEWER_FOR_THE_MONEY


def test_its_mirror_is_an_overspend_because_more_was_delivered_at_the_agreed_price():
    assert kind([1_100] * 6, [22_000] * 6) == MORE_FOR_MORE


def test_the_quiet_third_is_an_underspend_because_less_was_delivered():
    assert kind([900] * 6, [18_000] * 6) == LESS_FOR_LESS


@pytest.mark.parametrize("month", [3, 4, 5])
def test_one_of_the_last_months_as_agreed_keeps_the_alarm_quiet(month):
    delivered = [*FEWER]
    delivered[month] = 1_000
    assert kind(delivered, DEARER) is None


def test_one_bad_month_is_no_alarm():
    assert kind([1_000] * 5 + [500], DEARER) is None


def test_a_forecast_off_budget_is_not_within_tolerance():
    assert kind(FEWER, DEARER, forecast=250_000) is None


def test_a_higher_price_alone_or_fewer_hours_alone_is_not_this_alarm():
    assert kind([1_000] * 6, [23_000] * 6) is None
    assert kind([990] * 6, DEARER) is None


def test_months_without_the_activity_on_file_raise_nothing():
    assert kind(FEWER, DEARER, on_file=False) is None


def test_an_effect_of_few_pounds_is_not_worth_an_alarm():
    assert line([9] * 6, [200] * 6).alarm is None


def test_the_year_is_split_at_the_pace_of_the_last_three_months():
    found = line(FEWER, DEARER)
    # 5,400 hours in the 183 days to September; 2,700 in the 92 of the last three months.
    assert found.delivered_year == pytest.approx(Decimal(5_400) + Decimal(2_700) / 92 * 182)
    assert found.year_variance.total == 0
