"""What the sentence says of a difference, on small cases worked by hand."""

from datetime import date

import pytest

from dashboard.drivers import PEERS, UNITS, Drivers, Side
from dashboard.statistics.decomposition import split
from layouts.words import contributions

SHARE = {"kind": "proportion", "unit_of_value": "%", "decimals": 1, "base": "", "better": "higher"}
COUNT = {"kind": "count", "unit_of_value": "", "decimals": 0, "base": "", "better": "lower"}
THEN, NOW = date(2025, 9, 1), date(2026, 9, 1)


def said(measure, before, after, whole=None, against=THEN, many="teams"):
    per = 100 if measure is SHARE else 1
    found = split(before, after, per, whole)
    sides = (Side(month, value, None) for month, value in ((THEN, found.before), (NOW, found.after)))
    return contributions.sentence(measure, None, Drivers(UNITS, against, *sides, 0, found), str, many)


# 80% and 80% of a hundred each become 40% and 79%: 80.0 becomes 59.5, of which A is 20.0 and B 0.5.
def test_the_part_that_did_it_is_named_and_a_mix_that_hardly_moved_is_said_so():
    assert said(SHARE, {"A": (80, 100), "B": (80, 100)}, {"A": (40, 100), "B": (79, 100)}) == (
        "Down 20.5 points since September 2025: A accounts for 20.0 points of it; "
        "the mix of teams hardly mattered (0.0)."
    )


# 80% of 50 and 20% of 50 become 90% of 10 and 30% of 90: 50% becomes 36%, rates +10, mix -24 (worked by hand in
# tests/statistics/test_decomposition.py).
def test_a_mix_that_outdid_the_rates_is_said_with_both():
    text = said(SHARE, {"A": (40, 50), "B": (10, 50)}, {"A": (9, 10), "B": (27, 90)})
    assert text.startswith("Down 14.0 points since September 2025: A accounts for 13.8 points of it;")
    assert text.endswith("teams alone comes to −24.0, while the rates within them went the other way (+10.0).")


def test_a_part_that_pulled_the_other_way_is_named():
    assert said(COUNT, {"A": (10, None), "B": (10, None)}, {"A": (20, None), "B": (6, None)}) == (
        "Up 6 since September 2025: A accounts for 10; B pulled the other way (−4)."
    )


def test_parts_that_all_moved_alike_are_said_together():
    before, after = ({name: (top, None) for name in "ABCD"} for top in (5, 7))
    assert said(COUNT, before, after) == "Up 8 since September 2025: all 4 teams went that way, A most (+2)."


def test_no_difference_says_so():
    assert said(COUNT, {"A": (5, None)}, {"A": (5, None)}) == "No change since September 2025."
    assert said(COUNT, {"A": (5, None)}, {"A": (5, None)}, against=PEERS) == "The same as its peers."


def test_what_several_parts_count_is_said_where_it_matters():
    text = said(COUNT, {"A": (5, None), "B": (5, None)}, {"A": (5, None), "B": (5, None)}, ((6, None), (10, None)))
    assert text == "Up 4 since September 2025: what is counted in several teams or in none comes to +4."


@pytest.mark.parametrize(("against", "words"), [(date(2026, 10, 1), "as against October 2026"), (THEN, "since")])
def test_a_later_month_is_not_said_to_be_before(against, words):
    found = split({"A": (5, None)}, {"A": (8, None)})
    sides = Side(against, found.before, None), Side(NOW, found.after, None)
    assert words in contributions.sentence(COUNT, None, Drivers(UNITS, against, *sides, 0, found), str, "teams")
