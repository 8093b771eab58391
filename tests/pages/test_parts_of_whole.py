"""Where a target is the whole's: a unit's part of it is shown, and it is red nowhere."""

import html
import re

import pytest

import app as web
from dashboard import scorecard as cards
from tests.pages.small_store import LAST, small_store


@pytest.fixture(scope="module")
def parted():
    """Northfield holds 4 of what the council counted, and Southdown does none of it: it is on no card there."""
    store = small_store()
    run = store.connection.execute
    run(
        "update cube.card_values set numerator = 4, target_low = null, target_high = null, target_unit = null,"
        " standing = 'no target' where unit = 'NOR' and measure = 'helped_at_home'"
    )
    run("insert into cube.parts_of_whole values ('helped_at_home', 'NOR', ?, 'ALL', 4, 267)", [LAST])
    run("delete from cube.cards where unit = 'SOU' and measure = 'helped_at_home'")
    run(
        "update cube.card_values set numerator = 0, value = 0, standing = 'missed'"
        " where unit = 'SOU' and measure = 'helped_at_home'"
    )
    return store


@pytest.fixture(scope="module")
def pages(parted):
    client = web.serving(parted).server.test_client()

    def text(address):
        answer = client.get(address)
        assert answer.status_code == 200, address
        return html.unescape(answer.get_data(as_text=True))

    return text


def test_the_measure_page_says_whose_the_target_is_and_what_the_part_is(pages):
    text = pages("/measure/helped_at_home?unit=NOR")
    assert "4 of the council’s 267" in text
    assert "The target is Westmarch Council’s: this unit alone can’t reach it." in text
    assert "; nobody has set a target" not in text and "misses its target" not in text


def test_the_scorecard_shows_the_part_where_no_target_is_held(pages):
    row = re.search(
        r"<tr data-(?:(?!</tr>).)*Older people helped to live at home.*?</tr>", pages("/?unit=NOR"), re.S
    ).group(0)
    assert "</span> 4 of the council’s 267</span>" in row and "missed" not in row


def test_the_map_shows_the_part_and_no_verdict(pages):
    text = pages("/compare?unit=OP&level=team")
    row = re.search(r'<tr data-words="Northfield team">.*?</tr>', text, re.S).group(0)
    assert "no target: 4 of the council’s 267" in row


def test_what_is_not_on_a_units_scorecard_is_no_nought_of_it(pages, parted):
    text = pages("/measure/helped_at_home?unit=OP")
    bars = re.search(r'<section[^>]* aria-labelledby="units-below-title".*?</section>', text, re.S)
    southdown = re.search(r"<tr[^>]*>(?:(?!</tr>).)*Southdown.*?</tr>", bars.group(0), re.S).group(0)
    assert "not on its scorecard" in southdown and "missed" not in southdown
    with parted.cursor() as cursor:
        found = cards.ask(cursor, "standings", month=LAST, units=["SOU", "EAS"])
    assert {unit for unit, measure, *_ in found if measure == "helped_at_home"} == {"EAS"}
    whole = cards.scorecard(parted.connection.cursor(), cards.names(parted), cards.names(parted).units["OP"], LAST)
    assert "helped_at_home" not in whole.below["SOU"] and "helped_at_home" in whole.below["EAS"]


def missed_by_size(values, whole, better="higher"):
    """The measures listed where teams have these values against a target of 50 that was set for the council."""
    store = small_store()
    run = store.connection.execute
    run("delete from cube.card_values where measure <> 'visits_on_time' or unit in ('OP', 'ASC')")
    run("update about.measures set better = ?", [better])
    run("update cube.card_values set value = ?, target_unit = 'ALL' where unit = 'ALL'", [whole])
    for unit, value in zip(["NOR", "EAS", "HAR", "MIL", "RIV", "SOU"], values, strict=True):
        met = value >= 50 if better == "higher" else value <= 50
        run(
            "update cube.card_values set value = ?, target_low = 50, target_unit = 'ALL', standing = ? where unit = ?",
            [value, "met" if met else "missed", unit],
        )
    with store.cursor() as cursor:
        return [(row["measure"], row["missed"]) for row in cards.ask_dicts(cursor, "missed_by_size", month=LAST)]


def test_measures_that_most_units_miss_by_their_size_are_listed():
    assert missed_by_size([1, 2, 3, 8, 9, 50], 55) == [("visits_on_time", 5)]
    assert missed_by_size([90, 80, 70, 60, 55, 50], 45, "lower") == [("visits_on_time", 5)]


def test_units_that_miss_what_is_about_their_mean_are_not():
    assert missed_by_size([10, 20, 30, 40, 45, 60], 35) == []
    assert missed_by_size([1, 2, 3, 50, 51, 52], 55) == []  # not most of them


def test_a_target_of_ones_own_is_not_set_above():
    store = small_store()
    store.connection.execute("update cube.card_values set target_unit = unit, standing = 'missed'")
    with store.cursor() as cursor:
        assert cards.ask_dicts(cursor, "missed_by_size", month=LAST) == []
