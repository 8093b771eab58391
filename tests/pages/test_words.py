"""Numbers, dates and findings as people read them."""

from datetime import date
from types import SimpleNamespace

import pytest

from layouts import words
from layouts.charts import in_cells, scales
from layouts.words import ahead, writing

PERCENT = {"unit_of_value": "%", "decimals": 1, "better": "higher"}
POUNDS = {"unit_of_value": "£", "decimals": 0, "better": "neither"}
PENCE = {"unit_of_value": "£", "decimals": 2, "better": "neither"}
COST = {"unit_of_value": "£ per hour", "decimals": 2, "better": "lower"}


@pytest.mark.parametrize(
    ("measure", "value", "text"),
    [
        (PERCENT, 74.074, "74.1%"),
        (PERCENT, None, "–"),
        (PERCENT, -0.01, "0.0%"),
        (PERCENT, -1.25, "−1.2%"),
        (POUNDS, 1_234_567, "£1.23m"),
        (POUNDS, -98_765, "−£98,765"),
        (COST, 21.4, "£21.40"),
        (PENCE, 448_851_592.04, "£448.85m"),
        (PENCE, -2_345_678.9, "−£2.35m"),
        (PENCE, 9_299.9, "£9,299.90"),
    ],
)
def test_a_value_carries_the_sign_of_its_unit(measure, value, text):
    assert words.figure(measure, value) == text


def test_a_value_says_what_it_counts_where_its_sign_does_not():
    told = [words.with_unit({"unit_of_value": unit}, said) for unit, said in (("%", "7%"), ("per hour", "–"))]
    assert [*told, words.with_unit({"unit_of_value": "£ per hour"}, "£21")] == ["7%", "–", "£21 per hour"]


def test_who_may_not_write_here_reads_who_may():
    assert "at North. Who may there: team leader, manager and director." in writing.not_open("North", "act")
    assert "Who may there: the Caldicott Guardian." in writing.not_open("North", "audit")
    assert "may not" not in writing.not_open("North", "")


def test_a_sum_told_in_millions_can_be_told_in_full_and_nothing_else_is():
    assert words.in_full(PENCE, 448_851_592.04) == "£448,851,592.04"
    assert words.in_full(POUNDS, -1_234_567) == "−£1,234,567"
    assert [words.in_full(PENCE, 9_299.9), words.in_full(PENCE, None), words.in_full(PERCENT, 2e6)] == ["", "", ""]


def test_what_is_counted_and_for_how_long_is_said_in_the_readers_words():
    given = {"kind": "supplied", "basis": "snapshot", "counts": "rows"}
    assert words.counts_words(given) == "a figure as it was given"
    assert words.basis_words(given, date(2024, 4, 1), date(2025, 3, 31)) == "a year"
    assert words.basis_words(given, date(2025, 1, 1), date(2025, 3, 31)) == "a quarter"
    assert words.basis_words(given) == "as it was given"
    stock = {"kind": "rate", "basis": "snapshot", "counts": "distinct people", "per": 10_000}
    assert words.counts_words(stock) == "distinct people, as a rate per 10,000"
    assert words.basis_words(stock, date(2025, 3, 1), date(2025, 3, 31)) == "at the end of the month"
    spent = {"kind": "money", "basis": "rolling 12 months", "counts": "rows"}
    assert (words.counts_words(spent), words.basis_words(spent)) == ("rows, as a sum of money", "rolling 12 months")


def test_a_change_is_better_or_worse_by_the_polarity_of_the_measure():
    assert words.change(PERCENT, 74.1, 83.2) == ("−9.1 pts", "worse")
    assert words.change(COST, 19.9, 21.4) == ("−£1.50", "better")
    assert words.change(POUNDS, 2, 1) == ("+£1", "")
    assert words.change(PERCENT, 74.12, 74.11) == ("no change", "same")
    assert words.change(PERCENT, 74.1, None) == ("", "")


def test_targets_read_as_bounds():
    assert words.bound_words(PERCENT, 85, None) == "at least 85.0%"
    assert words.bound_words(PERCENT, None, 16) == "at most 16.0%"
    assert words.target_words(PERCENT, 98, 102) == "98–102%"
    assert words.target_words(PERCENT, -1, 1) == "−1 to 1%"
    assert words.target_words(PERCENT, None, None) == ""


def test_places_are_spoken_and_ties_share_one():
    assert [words.place_words(n, 22) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22)] == [
        f"{place} of 22" for place in ("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd")
    ]


def test_periods_are_named_as_the_council_names_them():
    start, end = date(2025, 4, 1), date(2026, 3, 31)
    assert words.period_words(start, end, "rolling 12 months") == "12 months to March 2026"
    assert words.period_words(date(2026, 3, 1), end, "snapshot") == "at 31 March 2026"
    assert words.period_words(start, end, "snapshot") == "2025–26", "a supplied figure of a whole year"
    assert words.period_words(date(2026, 3, 1), end, "month") == "March 2026"
    assert words.year_words(start, end) == "2025–26"


def test_a_line_breaks_where_there_is_no_value():
    assert in_cells.path([1, 2, None, 3], 10, lambda value: value) == "M0,1L10,2M30,3h9"
    assert in_cells.path([1, None, 2, 3], 10, lambda value: value) == "M0,1h9M20,2L30,3"
    assert in_cells.path([None, None], 10, lambda value: value) == ""


def test_the_window_ends_at_the_month_asked_for_and_is_as_wide_as_promised():
    vals = [1.0, 2.0, 3.0, 4.0]
    assert in_cells.window(date(2026, 1, 1), vals, date(2026, 3, 1), 5) == [None, None, 1.0, 2.0, 3.0]
    assert in_cells.window(date(2026, 1, 1), vals, date(2026, 4, 1), 2) == [3.0, 4.0]
    assert in_cells.window(date(2026, 1, 1), vals, date(2025, 12, 1), 2) == []


@pytest.mark.parametrize(("least", "most"), [(74, 91), (0.1, 0.34), (-3, 4), (1_200_000, 1_400_000), (5, 5), (0, 0)])
def test_the_scale_of_a_chart_holds_every_value(least, most):
    found = scales.ticks(least, most)
    assert found[0] <= least
    assert found[-1] >= most
    assert 2 <= len(found) <= 12


@pytest.mark.parametrize(
    ("kind", "unit", "top", "bottom", "text"),
    [
        ("proportion", "%", 417, 4252, "417 of 4,252"),
        ("rate", "per 100,000 people", 12, 32_781.6, "12 over 32,781.6"),
        ("ratio", "£ per hour", 589_133.83, 22_019.0662, "£589,133.83 over 22,019.07"),
        ("ratio", "£ per hour", -7, 2, "−£7.00 over 2"),
    ],
)
def test_what_a_number_is_made_of_is_said_in_pounds_where_it_is_money_and_to_two_decimals(
    kind, unit, top, bottom, text
):
    assert words.made_of({"kind": kind, "unit_of_value": unit}, top, bottom) == text


@pytest.mark.parametrize(
    ("unit", "decimals", "error", "text"),
    [("%", 1, 2.14, "2.1 points"), ("%", 1, 0.02, "less than 0.1 points"), ("days", 0, 0.3, "less than 1")],
)
def test_an_error_that_is_rounded_to_nothing_is_not_said_to_be_none(unit, decimals, error, text):
    tested = SimpleNamespace(seasonal_naive=None, naive=1, error=error, months=12, inside=0.75)
    forecast = SimpleNamespace(seasonal_naive=[1], tested=tested, method="its last value", beside="the last value")
    measure = {"kind": "supplied", "unit_of_value": unit, "decimals": decimals}
    outlook = SimpleNamespace(reason=None, year=(1, 0, 2), required=None, kind="level", forecast=forecast)
    said = ahead.sentences(measure, outlook, date(2026, 9, 1), None)[-1]
    assert f"it was off by {text} on average" in said and "75% of them fell into its band" in said


def test_a_long_list_says_how_many_it_leaves_out_as_its_last_item():
    assert words.listed("abc", 3) == words.listed("abc") == "a, b and c"
    assert words.listed("abcde", 3) == "a, b, c and 2 more"
