"""What March will look like: hand-worked years, and what a forecast may not know."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.money import forecast as forecasts
from dashboard.money.forecast import (
    Month,
    carried,
    flow,
    forecast,
    past_forecasts,
    ranged,
    record,
    to_come,
    together,
    wider,
)
from dashboard.money.months import days_in, months_back

SEPTEMBER = date(2026, 9, 1)
LEFT = [months_back(SEPTEMBER, -n) for n in range(1, 7)]


def steady(count=18, until=SEPTEMBER, weekly=700.0, paid=1.0, began=0.0, ended=0.0):
    """Months in which the same packages go on, and a promised pound comes to `paid` pounds in the ledger."""
    found = []
    for back in range(count - 1, -1, -1):
        month = months_back(until, back)
        cost = weekly / 7 * days_in(month)
        found.append(Month(month, cost * paid, 0, 0, weekly, began, ended, cost))
    return found


def test_what_goes_on_unchanged_costs_the_same_every_day_to_march():
    found = forecast(steady(), SEPTEMBER)
    assert found.commitment == pytest.approx(100 * 365)
    assert found.paid == pytest.approx(100 * 183)


def test_a_promised_pound_is_worth_what_it_came_to_since_april():
    months = [*steady(12, date(2026, 3, 1)), *steady(6, SEPTEMBER, paid=1.1)]
    assert forecast(months, SEPTEMBER).commitment == pytest.approx(110 * 365)


def test_a_known_end_takes_its_package_out_in_its_month():
    # £700 a week, of which £70 ends in December: half of that month's difference but for its last day, then all of it.
    months = [*steady(), Month(date(2026, 12, 1), 0, 0, 0, 0, 0, 70.0, 0)]
    found = forecast(months, SEPTEMBER)
    assert found.commitment == pytest.approx(100 * 365 - 10 * (31 / 2 - 1 + 31 + 28 + 31))


def test_as_many_end_and_begin_as_did_in_a_month_of_the_past_year():
    # £70 of £700 a week ends and £70 begins: the same again, and the £70 are paid for their last day too.
    months = steady(13, began=70.0, ended=70.0)
    assert flow(months) == (pytest.approx(70.0), pytest.approx(0.1))
    assert next(carried(months, LEFT, {})) == pytest.approx((700 * 31 + 70) / 7)


def test_known_ends_are_among_those_that_usually_end():
    # £70 of £700 ends each month. With £30 known to end in October £40 is left to guess; with £90 known nothing is.
    months = steady(13, began=70.0, ended=70.0)
    october, as_ever = LEFT[0], next(carried(months, LEFT, {}))
    assert next(carried(months, LEFT, {october: 30.0})) == pytest.approx(as_ever)
    assert next(carried(months, LEFT, {october: 90.0})) == pytest.approx(((700 + 680) / 2 * 31 + 90) / 7)
    # All that is there has an end on file, in November: nobody leaves in October.
    assert next(carried(months, LEFT, {LEFT[1]: 700.0})) == pytest.approx((700 + 770) / 2 * 31 / 7)


def test_what_began_before_a_rise_in_prices_begins_at_the_prices_of_now():
    # 10% dearer in April: £60 a week began in each of six months before, £66 in each of six since.
    before = steady(7, date(2026, 3, 1), weekly=600.0, began=60.0, ended=60.0)
    since = steady(6, SEPTEMBER, weekly=660.0, began=66.0, ended=66.0)
    assert flow([*before, *since]) == (pytest.approx(66.0), pytest.approx(0.1))


def test_a_price_agreed_from_january_makes_the_months_from_january_dearer():
    # £100 a day; half of the money is £1.10 for a pound from January: 5% more of 31 + 28 + 31 days.
    dearer = {month: 1.05 for month in LEFT if month.year == 2027}
    assert forecast(steady(), SEPTEMBER, dearer).commitment == pytest.approx(100 * 365 + 5 * 90)


def test_packages_taken_over_from_another_unit_are_no_rise_in_prices():
    before, since = (
        steady(7, date(2026, 3, 1), began=70.0, ended=70.0),
        steady(6, weekly=7000.0, began=70.0, ended=70.0),
    )
    assert flow([*before, *since])[0] == pytest.approx(70.0)


def test_packages_shorter_than_a_month_cost_what_is_there_each_day():
    # Every day one begins at £7 a week and lasts five days: five are paid each day, £5, and four go on after it.
    months = [Month(one.month, 0, 0, 0, 28.0, 7.0 * days, 7.0 * days, 5.0 * days)
              for one in steady(13) for days in [days_in(one.month)]]  # fmt: skip
    begins = sum(days_in(one.month) for one in months[1:]) * 7 / 12
    assert next(carried(months, LEFT, {})) == pytest.approx((28 * 31 + begins) / 7)
    assert sum(carried(months, LEFT, {})) == pytest.approx(5 * 182, rel=0.01)


def test_a_line_without_packages_goes_on_as_in_its_last_months():
    months = [Month(months_back(SEPTEMBER, back), 100.0 * (6 - back), 0, 0, 0, 0, 0, 0) for back in range(5, -1, -1)]
    assert sum(to_come(months, months, LEFT, {}, {})) == pytest.approx(500 * 6)
    assert forecast(months, SEPTEMBER).straight == pytest.approx(2_100 / 6 * 12)


def test_what_is_bought_by_the_day_goes_on_by_the_day():
    months = [Month(one.month, 10.0 * days_in(one.month), 0, 0, 0, 0, 0, 0, True) for one in steady(6)]
    assert forecast(months, SEPTEMBER).commitment == pytest.approx(10 * 365)


@settings(deadline=None)
@given(st.lists(st.floats(0, 10**6), min_size=6, max_size=6))
def test_a_past_forecast_knows_nothing_of_the_months_after_it(later):
    months = steady(30, date(2026, 3, 1))
    changed = [
        Month(one.month, new, 0, 0, new, new, new, new) if one.month > date(2025, 9, 1) else one
        for one, new in zip(months, [0.0] * 24 + later, strict=True)
    ]
    kept, told = (
        [one.forecast for one in past_forecasts("", found, months[0].month, SEPTEMBER, {6})]
        for found in (months, changed)
    )
    assert kept[0].commitment == told[0].commitment
    assert kept[-1].commitment == told[-1].commitment


def test_only_years_that_are_whole_are_looked_back_on():
    months = steady(30, SEPTEMBER)  # from April 2024
    assert {one.year for one in past_forecasts("", months, months[0].month, SEPTEMBER, {6})} == {2024, 2025}
    months = steady(29, SEPTEMBER)
    assert {one.year for one in past_forecasts("", months, months[0].month, SEPTEMBER, {6})} == {2025}


def past(off, to_come=100.0):
    said = forecasts.Forecast(100.0 + to_come, 0, None, 100.0)
    return forecasts.Past("", 2025, 6, said, 100.0 + to_come + off)


def test_the_range_is_where_four_fifths_of_the_past_lay():
    errors = [past(off) for off in (1, -2, 3, -4, 50, 2, -1, 3, -4)]
    found = ranged(forecasts.Forecast(200.0, 0, None, 100.0), errors)
    # Of nine, the eighth: it leaves a tenth within with four chances in five.
    assert (found.least, found.most) == (pytest.approx(196), pytest.approx(204))
    assert ranged(forecasts.Forecast(200.0, 0, None, 100.0), []).least is None


def test_a_line_four_times_as_large_is_off_by_twice_as_much():
    found = ranged(forecasts.Forecast(500.0, 0, None, 100.0), [past(10)])
    assert found.most - found.commitment == pytest.approx(20)


def test_the_whole_has_the_wider_range_where_its_lines_went_off_together():
    parts = [ranged(forecasts.Forecast(200.0, 0, None, 100.0), [past(10)]) for _ in range(4)]
    whole = together(parts)
    assert whole.most - whole.commitment == pytest.approx(20)
    assert wider(whole, [past(-40, 400.0)]).least == pytest.approx(800 - 40)
    assert wider(whole, [past(5, 400.0)]) == whole


def test_the_record_says_how_far_off_each_kind_was():
    past = [forecasts.Past("", 2025, 6, forecasts.Forecast(said, 0, None, 0), 100.0) for said in (98.0, 104.0)]
    assert record(past, 6, "commitment") == (2, 3.0, 4.0)
    assert record(past, 6, "declared") is None
    assert record(past, 9, "commitment") is None


def test_on_the_demo_council_what_is_paid_is_the_pages_and_the_range_holds_its_forecast(cursor):
    found = forecasts.outlook(cursor, "westmarch", SEPTEMBER)
    paid = cursor.execute(
        "select sum(actual_to_date) from cube.money_months where unit = 'westmarch' and month = ?", [SEPTEMBER]
    ).fetchone()[0]
    assert found.whole.paid == pytest.approx(float(paid))
    assert found.whole.least < found.whole.commitment < found.whole.most
    assert {one.year for one in found.past} == {2024, 2025}


def test_on_the_demo_council_forecasts_come_closer_as_the_year_goes_on(cursor):
    past = forecasts.outlook(cursor, "westmarch", SEPTEMBER).past_whole
    for kind in forecasts.KINDS:
        assert record(past, 11, kind)[1] < record(past, 6, kind)[1], kind
