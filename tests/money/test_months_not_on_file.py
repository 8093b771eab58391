"""A month whose activity was never sent is neither a price nor a volume: its money is not split, and that is said."""

from datetime import date
from decimal import Decimal

import pytest

from dashboard.money import lines
from dashboard.money.alarms import Standing, of_month
from dashboard.money.cells import MoneyCell, split_to_date, with_unfiled
from dashboard.scorecard import ask_dicts
from layouts.words import alarms as alarm_words
from layouts.words import money as money_words

MARCH, FEBRUARY = date(2025, 3, 1), date(2025, 2, 1)  # the demo council's visits of February 2025 are missing


def cell(month, paid, to_date, on_file=True, units=0, units_to_date=0):
    pounds = [Decimal(value) for value in (1200, 1200, 100 * (month.month - 3), paid, to_date, 0, 0)]
    counts = [Decimal(value) for value in (10, units_to_date, units, units_to_date)]
    worth = [Decimal(10) * count for count in (counts[0], counts[1], counts[2], counts[3])]  # at 10 pounds each
    return MoneyCell(month, "home care", "Old", "hours", on_file, *pounds, *counts, *worth)


YEAR = [
    cell(date(2024, 4, 1), 110, 110, units=10, units_to_date=10),
    cell(date(2024, 5, 1), 130, 240, on_file=False, units_to_date=10),
    cell(date(2024, 6, 1), 110, 350, units=10, units_to_date=20),
]


def test_money_of_a_month_without_activity_is_not_split_and_the_rest_is_split_as_ever():
    now = with_unfiled(YEAR, YEAR[-1])
    assert (now.unfiled_paid, now.unfiled_budget) == (130, 100)
    found = split_to_date([now])
    # By hand: 220 paid for 20 hours at 10 agreed is 20 of price; May's 130 against 100 is not split.
    assert found == (20, 0, 0, 0, 30)


def test_a_year_with_every_month_on_file_leaves_nothing_out():
    filed = [one for one in YEAR if one.on_file]
    now = with_unfiled(filed, filed[-1])
    assert (now.unfiled_paid, now.unfiled_budget) == (0, 0)


@pytest.mark.parametrize("unit", ["westmarch", "older-people", "op-northfield"])
@pytest.mark.parametrize("by", lines.CUTS)
def test_the_parts_still_add_up_to_the_whole_variance_to_the_penny(cursor, unit, by):
    found = lines.money(cursor, unit, MARCH, by)
    for line in found.lines:
        assert line.variance.total == line.total("actual_to_date") - line.total("profiled"), line.key
    assert any(line.unfiled for line in found.lines)


def test_the_price_of_a_unit_is_that_of_the_months_on_file_and_keeps_near_the_agreed(cursor):
    line = lines.line(lines.money(cursor, "older-people", MARCH), "home care")
    assert line.unfiled == (("home care", FEBRUARY),)
    paid, units = cursor.execute(
        "select sum(actual) filter (where on_file), sum(activity) from cube.money_months where unit = 'older-people'"
        " and service = 'home care' and month between '2024-04-01' and '2025-03-01'"
    ).fetchone()
    assert line.actual_cost == pytest.approx(paid / units)
    assert line.total("unfiled_paid") == line.total("actual_to_date") - paid


def test_the_month_itself_stands_neither_below_what_was_agreed_nor_above_the_price(cursor):
    line = lines.line(lines.money(cursor, "older-people", MARCH), "home care")
    (february,) = [one for one in line.months if one.month == FEBRUARY]
    assert of_month(february) == Standing(None, None, None)
    assert february.cost is None


def test_what_one_cost_at_a_unit_below_is_what_its_own_page_says(cursor):
    asked = {"unit": "older-people", "first": date(2024, 4, 1), "month": MARCH, "service": "home care"}
    for row in ask_dicts(cursor, "money_units_below", **asked, user_group=None):
        line = lines.line(lines.money(cursor, row["unit"], MARCH), "home care")
        assert row["paid_for_units"] / row["units_paid_for"] == pytest.approx(line.actual_cost), row["unit"]


def test_units_and_unit_cost_say_of_how_many_months_they_are(cursor):
    line = lines.line(lines.money(cursor, "older-people", MARCH), "home care")
    assert money_words.on_file(line, MARCH) == "11 of 12 months"
    assert money_words.on_file(lines.line(lines.money(cursor, "older-people", MARCH), "day support"), MARCH) == ""
    assert money_words.on_file(line, MARCH, begins=date(2024, 10, 1)) == "5 of 6 months"


def test_the_sentence_names_the_month_and_what_is_not_split(cursor):
    line = lines.line(lines.money(cursor, "older-people", MARCH), "home care")
    said = money_words.line_sentence(line, MARCH)
    assert "No activity is on file for February 2025 (home care)" in said
    assert money_words.short(line.total("unfiled_paid")) in said
    assert "for February 2025 (home care)" in alarm_words.lead(lines.money(cursor, "westmarch", MARCH), MARCH)
    january = lines.line(lines.money(cursor, "older-people", date(2025, 1, 1)), "home care")
    assert "on file" not in money_words.line_sentence(january, date(2025, 1, 1))


def test_money_has_its_value_on_the_scorecard_though_the_visits_of_a_month_were_never_sent(cursor):
    found = cursor.execute(
        "select measure, reason from cube.card_values join about.measures on key = measure"
        " where perspective = 'financial' and unit = 'older-people' and month in (?, ?)",
        [FEBRUARY, MARCH],
    ).fetchall()
    without = {measure for measure, reason in found if reason == "no file covers February 2025"}
    # Only what is held against hours of home care has no value: money alone rests on the ledger and the budget.
    assert without == {"activity_against_plan", "unit_cost_home_care"}
    assert {"spending", "budget_variance", "commitment_accuracy"} <= {
        measure for measure, reason in found if not reason
    }
