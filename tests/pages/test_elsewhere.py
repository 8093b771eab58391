"""The part "Elsewhere" of a measure's page: every council as a dot, in words and as a table, ours among them."""

import re
from datetime import date

from dashboard.elsewhere import Council, Elsewhere
from layouts.parts import elsewhere as shown
from tests.pages.small_store import LAST

MEASURE = {"key": "m", "better": "lower", "kind": "rate", "decimals": 1, "unit_of_value": "per 1,000", "per": 1000}
MARK = {"period_start": date(2024, 4, 1), "period_end": date(2025, 3, 31), "area": None, "areas": None, "named": None}


def council(name, value, own=False, neighbour=False):
    return Council(name, name, "East", value, None, own, neighbour)


def found(councils, place=None, joint=None, withheld=0, missing=0, marks=()):
    own = next((one for one in councils if one.own), None)
    period = date(2024, 4, 1), date(2025, 3, 31)
    return Elsewhere(*period, tuple(councils), own, place, joint, withheld, missing, tuple(marks))


THREE = [council("Dale", 10.0), council("Ours", 12.0, own=True), council("Fell & Moor", 30.0, neighbour=True)]


def test_the_sentence_says_the_place_the_direction_and_the_range():
    assert shown.sentence(MEASURE, found(THREE, 2, 1)) == (
        "Ours published 12.0 for 2024–25: 2nd of 3 councils (lower is better). They range from 10.0 to 30.0."
    )
    assert ": 2nd of 3 councils, sharing the place with 1 more (" in shown.sentence(MEASURE, found(THREE, 2, 2))


def test_a_measure_without_a_better_end_has_no_place_in_the_sentence():
    words = shown.sentence({**MEASURE, "better": "range"}, found(THREE))
    assert words == "Ours published 12.0 for 2024–25; the 3 councils range from 10.0 to 30.0."


def test_a_council_that_is_not_among_them_is_told_so():
    words = shown.sentence(MEASURE, found([THREE[0], THREE[2]]))
    assert words.endswith("This council is not among them.")


def test_councils_without_a_figure_are_counted_by_the_reason():
    assert shown.key_words(found(THREE, withheld=3, missing=1)).endswith(
        "without a place: 3 withheld by the source and 1 not available."
    )
    assert shown.key_words(found(THREE[:2])) == "Each dot is a council."


def test_every_council_is_one_dot_with_its_name_and_value():
    drawn = shown.strip(MEASURE, found(THREE, 2, 1), "in words")
    titles = re.findall(r"<title>(.*?)</title>", drawn)
    assert sorted(titles) == ["Dale: 10.0", "Fell &amp; Moor: 30.0", "Ours: 12.0"]
    assert [drawn.count(f'circle class="{kind}"') for kind in ("own", "neighbour", "")] == [1, 1, 1]


def test_marks_have_a_line_of_words_each_so_that_none_lie_on_one_another():
    marks = [
        {**MARK, "kind": kind, "label": kind, "value": 12.0} for kind in ("england", "region", "neighbours", "best")
    ]
    drawn = shown.strip(MEASURE, found(THREE, 2, 1, marks=marks), "in words")
    heights = re.findall(
        r'<text class="axis" x="\d+" y="(\d+)" text-anchor="\w+">(?:England|Region|Neighb|Best)', drawn
    )
    assert len(set(heights)) == 4


def test_councils_that_all_have_one_value_are_drawn_in_one_stack():
    same = [council(f"C{n}", 5.0) for n in range(4)]
    drawn = shown.strip(MEASURE, found(same), "in words")
    places = re.findall(r'cx="(\d+)" cy="(\d+)"', drawn)
    assert len({x for x, _ in places}) == 1 and len({y for _, y in places}) == 4


def test_the_measure_page_has_the_drawing_and_every_council_in_a_table(client):
    page = client.get(f"/measure/reviews_on_time?unit=ALL&month={LAST:%Y-%m}").text
    assert page.count('class="among"') == 1
    assert "All 29 councils as a table" in page
    assert page.count(" &amp; Sons</th>") + page.count(" &amp; Sons <span") == 29
    assert "1 withheld by the source" in page
    assert re.search(
        r'<tr class="own"><th scope="row" class="m">Council 7 &amp; Sons <span class="soft s">this council', page
    )


def test_best_comes_first_in_the_table(small):
    with small.cursor() as cursor:
        for better in ("higher", "lower"):
            measure = {**MEASURE, "key": "reviews_on_time", "better": better}
            rows = shown.elsewhere(cursor, measure, LAST)["places"]["rows"]
            best, last = (29, 1) if better == "higher" else (1, 29)
            assert (rows[0]["name"], rows[-1]["name"]) == (f"Council {best} & Sons", f"Council {last} & Sons")
