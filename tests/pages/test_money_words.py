"""What a sentence of money names adds up to the total that it explains, as far as its rounded figures can."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.money import lines
from dashboard.statistics.variance import Split
from layouts.words import alarms as alarm_words
from layouts.words import money as money_words
from tests.money.test_alarms import line

MONTH = date(2026, 9, 1)
SIZES = {"m": (1_000_000, 5_000), "k": (1_000, 500), "": (1, Decimal("0.5"))}  # what a letter stands for, half a step
TOOK = {"more": "took", "less": "added"}
PENNIES = st.integers(-300_000_000, 300_000_000).map(lambda pence: Decimal(pence) / 100)
SPLITS = st.builds(Split, *[st.one_of(st.just(Decimal(0)), PENNIES, PENNIES.map(lambda v: round(v / 1000, 2)))] * 5)
ALARM = line([900] * 6, [20_000] * 6).alarm


def plain(text):
    return text.replace("\u2060", "").replace("\u00a0", " ")


def adds_up(said, total):
    """Whether signed figures such as '+£1.56m' add up to a total, each and what is left out within half its step."""
    found = [(Decimal(f"{sign}{figure}"), *SIZES[letter]) for sign, figure, letter in said]
    off = abs(sum((figure * size for figure, size, _ in found), Decimal(0)) - total)
    return off <= sum(half for *_, half in found) + max((half for *_, half in found), default=0) + Decimal("2.5")


def figures(text):
    signed = re.findall(r"([+−])£([\d,.]*\d)(m|k|)", plain(text))
    return [(sign.replace("−", "-"), figure.replace(",", ""), letter) for sign, figure, letter in signed]


def alarm_figures(text):
    """What added and what took off; a budget that held more than its units cost took off."""
    text = re.sub(r"held (£[\d,.]*\d(?:m|k|)) (more|less)", lambda at: f"{TOOK[at[2]]} {at[1]}", text)
    added = re.findall(r"(added|took) £([\d,.]*\d)(m|k|)", text)
    return [("+" if word == "added" else "-", figure.replace(",", ""), letter) for word, figure, letter in added]


@given(SPLITS)
def test_the_parts_that_are_named_add_up_to_the_whole(split):
    for said in (money_words.parts_words(split), money_words.whole_words(split)):
        assert adds_up(figures(said), split.total), said


@given(SPLITS)
def test_the_effects_that_an_alarm_names_add_up_to_how_far_it_is_off_its_budget(split):
    said = alarm_words._effects(replace(ALARM, split=split))
    assert adds_up(alarm_figures(said), split.total), said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        # price, volume, mix, plan and what is not explained, in thousands of pounds
        ((1_560, -800, 0, -205, 62), "price +£1.56m, volume −£800k, plan −£205k, unexplained +£62k"),
        ((1_560, -800, 90, -50, 62), "price +£1.56m, volume −£800k, everything else +£102k"),
        ((1_560, -800, 2, 0, 0), "price +£1.56m, volume −£800k"),  # within the rounding of £1.56m
        ((0, 0, 0, 0, 0), ""),
    ],
)
def test_a_part_is_left_out_only_where_it_is_within_the_rounding(parts, said):
    assert plain(money_words.parts_words(Split(*(Decimal(1_000 * part) for part in parts)))) == said


def test_where_a_budget_is_more_than_the_agreed_units_cost_the_alarm_says_so():
    split = Split(price=Decimal(465_000), volume=Decimal(-193_000), plan=Decimal(-205_000), rest=Decimal(5_000))
    assert alarm_words._effects(replace(ALARM, split=split)) == (
        "The price added £465k, fewer hours took £193k off, the budget to date held £205k more than the agreed units "
        "were to cost, and what is not explained added £5,000."
    )


@pytest.mark.parametrize("unit", ["westmarch", "adults", "older-people", "children"])
def test_what_the_pages_of_a_unit_say_adds_up(cursor, unit):
    found = lines.money(cursor, unit, MONTH)
    assert adds_up(figures(money_words.whole_words(found.variance)), found.variance.total)
    for one in found.lines:
        assert adds_up(figures(money_words.parts_words(one.variance)), one.variance.total), one.key
        if one.alarm:
            said = alarm_figures(alarm_words.figures(one.alarm, MONTH))
            assert adds_up(said, one.alarm.paid - one.alarm.budget), one.key


def test_a_year_that_is_over_has_ended_and_is_expected_to_end_no_more(cursor):
    money = lines.money(cursor, "children", date(2026, 3, 1))
    said = money_words.heading_for(money, date(2026, 3, 1))
    assert "expect" not in said
    assert f"the year ended {money_words.short(abs(money.variance.total))}" in said
