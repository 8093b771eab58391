"""What raises a standing alarm, and what does not, on figures made by hand."""

import re
from datetime import date
from decimal import Decimal

import pytest

from dashboard.money import alarms
from dashboard.money.alarms import (
    DEARER,
    DEARER_WITHIN,
    FEWER_AND_DEARER,
    FEWER_FOR_THE_MONEY,
    HEADING_OVER,
    LESS_FOR_LESS,
    MORE_AND_DEARER,
    MORE_FOR_MORE,
    Standing,
)
from dashboard.money.cells import MoneyCell
from dashboard.money.lines import Money, _line
from dashboard.money.months import months_back
from layouts.words import alarms as alarm_words

SETTINGS = {
    "spend": Decimal(2),
    "activity": Decimal(5),
    "price": Decimal(3),
    "months": Decimal(3),
    "least": Decimal(1000),
}
APRIL, SEPTEMBER = date(2026, 4, 1), date(2026, 9, 1)


def line(delivered, paid, forecast=None, on_file=True):
    """A line agreed at 1,000 hours a month at £20; `delivered` and `paid` are of each month from April on."""
    cells, hours, money = [], Decimal(0), Decimal(0)
    for number, (units, pounds) in enumerate(zip(delivered, paid, strict=True), 1):
        hours, money = hours + units, money + pounds
        cells.append(
            MoneyCell(
                month=months_back(APRIL, 1 - number),
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
                agreed_worth=Decimal(20_000),
                agreed_worth_to_date=Decimal(20_000 * number),
                delivered_worth=Decimal(20 * units),
                delivered_worth_to_date=20 * hours,
            )
        )
    return _line("home care", cells, Money("T1", cells[-1].month, "service", (), SETTINGS))


def kind(*figures, **words):
    found = line(*figures, **words).alarm
    return found and found.kind


FEWER, DEARER_MONTHS = [900] * 6, [20_000] * 6


# The year's budget is £240,000. Each case: hours and pounds of each month, what is forecast, what is said.
CASES = {
    "on budget with fewer hours at a higher price": (900, 20_000, 240_000, FEWER_FOR_THE_MONEY),
    "the same under budget": (900, 19_000, 228_000, FEWER_AND_DEARER),
    "the same on budget, the year forecast under": (900, 20_000, 230_000, FEWER_AND_DEARER),
    "the same on budget, the year forecast over": (900, 20_000, 250_000, HEADING_OVER),
    "over budget at a higher price for about the hours agreed": (980, 22_000, 264_000, DEARER),
    "over budget at a higher price, whatever is forecast": (980, 22_000, 240_000, DEARER),
    "over budget at a higher price for fewer hours": (900, 22_000, 264_000, DEARER),
    "over budget at a higher price for more hours": (1_100, 24_000, 288_000, MORE_AND_DEARER),
    "over budget because more was delivered at the price": (1_100, 22_000, 264_000, MORE_FOR_MORE),
    "over budget because more was delivered, though cheaper": (1_200, 22_000, 264_000, MORE_FOR_MORE),
    "over so far, but the year is forecast to end on budget": (1_100, 22_000, 240_000, None),
    "under budget because less was delivered": (900, 18_000, 216_000, LESS_FOR_LESS),
    "under so far, but the year is forecast to end on budget": (900, 18_000, 240_000, None),
    "as agreed": (1_000, 20_000, 240_000, None),
    "more hours for the money": (1_100, 20_000, 240_000, None),
    "the hours agreed for less": (1_000, 18_000, 216_000, None),
    "on budget at a higher price, with hours within the tolerance": (960, 20_000, 240_000, DEARER_WITHIN),
    "hours and price within the tolerance": (980, 20_000, 240_000, None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_manager_hears_of(case):
    hours, pounds, forecast, said = CASES[case]
    assert kind([hours] * 6, [pounds] * 6, forecast=forecast) == said


def test_no_place_of_the_grid_has_two_kinds():
    named = [sides for _, *sides in alarms.KINDS]
    places = sum(len(list(alarms.product(*(side.split(" or ") for side in sides)))) for sides in named)
    assert places == len(alarms.GRID)


def test_a_line_without_a_forecast_is_judged_by_what_was_spent():
    more = Standing(None, Decimal(10), Decimal(0))
    assert alarms.GRID[alarms.sides(Decimal(10), None, more, SETTINGS)] == MORE_FOR_MORE


@pytest.mark.parametrize("months", [1, 2])
def test_no_alarm_stands_before_the_year_has_so_many_months(months):
    figures = [1_100] * 6, [22_000] * 6
    assert kind(*(of[:months] for of in figures), forecast=264_000) is None
    assert kind(*(of[:3] for of in figures), forecast=264_000) == MORE_FOR_MORE


def test_the_months_of_the_year_before_do_not_make_up_what_is_missing():
    line_of_june = line([900] * 3, [20_000] * 3)
    recent = [*line([900] * 6, [20_000] * 6).months[-2:], line_of_june.months[0]]  # August, September, and an April
    assert not alarms._long_enough(recent, 3)
    assert alarms._long_enough(line_of_june.months, 3)


@pytest.mark.parametrize("case", [case for case, (*_, said) in CASES.items() if said])
def test_every_kind_has_a_name_and_a_sentence_with_its_figures(case):
    hours, pounds, forecast, _ = CASES[case]
    found = line([hours] * 6, [pounds] * 6, forecast=forecast).alarm
    said = alarm_words.sentence(found, SEPTEMBER)
    assert alarm_words.name(found)
    assert f"({6 * hours:,} of 6,000)" in said
    assert f"an hour cost £{pounds / hours:.2f} against £20.00 agreed" in said
    assert re.search(r"(This has been so|An hour has been dearer) in each of the last three months\.", said)


@pytest.mark.parametrize("month", [3, 4, 5])
def test_one_of_the_last_months_as_agreed_keeps_the_alarm_quiet(month):
    delivered = [*FEWER]
    delivered[month] = 1_000
    assert kind(delivered, DEARER_MONTHS) is None


def test_of_dearer_units_it_is_the_price_that_must_last_and_not_the_number():
    assert kind([980, 980, 980, 1_060, 900, 980], [22_500] * 6, forecast=264_000) == DEARER
    assert kind([980] * 5 + [1_150], [22_500] * 6, forecast=264_000) is None  # an hour of September cost £19.57


def test_one_bad_month_is_no_alarm():
    assert kind([1_000] * 5 + [500], DEARER_MONTHS) is None


def test_months_without_the_activity_on_file_raise_nothing():
    assert kind(FEWER, DEARER_MONTHS, on_file=False) is None


def test_an_effect_of_few_pounds_is_not_worth_an_alarm():
    assert line(FEWER, DEARER_MONTHS).alarm
    settings = {**SETTINGS, "least": Decimal(12_001)}  # both effects are £12,000: 600 hours at £20
    assert alarms.alarm(line(FEWER, DEARER_MONTHS), settings) is None


def test_the_year_is_split_at_the_pace_of_the_last_three_months():
    found = line(FEWER, DEARER_MONTHS)
    # 5,400 hours in the 183 days to September; 2,700 in the 92 of the last three months.
    assert found.delivered_year == pytest.approx(Decimal(5_400) + Decimal(2_700) / 92 * 182)
    assert found.year_variance.total == 0
