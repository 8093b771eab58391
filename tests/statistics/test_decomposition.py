"""The parts of a difference add up to it, whatever the numbers; and by hand."""

import math
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.statistics.decomposition import split
from dashboard.statistics.errors import Unusable

AMOUNTS = st.integers(0, 10**6)
BOTTOMS = st.integers(1, 10**6)
PAIRS = st.tuples(AMOUNTS.map(Fraction), BOTTOMS.map(Fraction))
SIDES = st.dictionaries(st.sampled_from("abcdefgh"), PAIRS, min_size=1)
SIGNED = st.tuples(st.integers(-(10**6), 10**6).map(Fraction), AMOUNTS.map(Fraction))


def added(found):
    return sum(part.total for part in found.parts) + found.remainder + found.base


# Worked by hand. Two groups; before 40 of 50 and 10 of 50, after 9 of 10 and 27 of 90: 50% and 36%.
# Shares 0.5 -> 0.1 and 0.5 -> 0.9; rates 80 -> 90 and 20 -> 30; the whole's mean rate is 43.
#   first:  rate 0.3 x 10 = 3; mix -0.4 x (85 - 43) = -16.8
#   second: rate 0.7 x 10 = 7; mix  0.4 x (25 - 43) = -7.2
BEFORE = {"light": (40, 50), "heavy": (10, 50)}
AFTER = {"light": (9, 10), "heavy": (27, 90)}


def test_a_case_worked_by_hand_comes_out():
    found = split(BEFORE, AFTER, per=100)
    light, heavy = found.parts
    assert (light.rate_before, light.rate_after, light.share_before, light.share_after) == (80, 90, 0.5, 0.1)
    assert [round(x, 12) for x in (light.rate_effect, light.mix_effect)] == [3, -16.8]
    assert [round(x, 12) for x in (heavy.rate_effect, heavy.mix_effect)] == [7, -7.2]
    assert [round(x, 12) for x in (found.rate, found.mix, found.difference)] == [10, -24, -14]


def test_every_part_better_and_the_whole_worse_is_named_with_the_shift_that_did_it():
    paradox = split(BEFORE, AFTER, per=100).paradox
    assert paradox.shift == "light"
    assert paradox.sentence(str.upper, "team") == (
        "Every team rose, and the whole fell: the mix changed, above all the share of LIGHT."
    )
    assert split(AFTER, BEFORE).paradox.parts_rose is False


def test_a_part_too_small_to_judge_does_not_decide_whether_there_is_a_paradox():
    before, after = {**BEFORE, "few": (3, 4)}, {**AFTER, "few": (1, 4)}
    assert split(before, after).paradox is None
    found = split(before, after, fewest=10)
    assert found.paradox.too_small == ("few",)
    assert "large enough to judge (2 of 3)" in found.paradox.sentence()
    assert math.isclose(added(found), found.difference)


def test_parts_that_moved_as_the_whole_did_are_no_paradox():
    assert split({"a": (1, 2), "b": (1, 2)}, {"a": (2, 2), "b": (2, 2)}).paradox is None


def test_a_part_that_is_there_in_one_period_only_changes_the_mix_and_not_the_rate():
    found = split(
        {"old": (Fraction(5), Fraction(10))}, {"old": (Fraction(5), Fraction(10)), "new": (Fraction(9), Fraction(10))}
    )
    old, new = found.parts
    assert (old.rate_effect, new.rate_effect) == (0, 0)
    assert new.rate_before is None and new.before is None
    assert found.difference == Fraction(1, 5) == added(found)


def test_counts_are_split_into_their_own_differences_without_a_mix():
    found = split({"a": (3, None), "b": (4, None)}, {"a": (7, None), "c": (1, None)})
    assert [(part.key, part.total, part.mix_effect) for part in found.parts] == [("a", 4, 0), ("b", -4, 0), ("c", 1, 0)]
    assert (found.before, found.after, found.difference, found.remainder) == (7, 8, 1, 0)


def test_a_person_in_two_parts_is_a_line_of_its_own():
    # Ten and ten people, two of them in both: 18 in all. Afterwards nobody is in both.
    found = split({"a": (5, 10), "b": (5, 10)}, {"a": (5, 10), "b": (5, 10)}, whole=((10, 18), (10, 20)))
    assert [part.rate_effect for part in found.parts] == [0, 0]
    assert found.remainder != 0
    assert math.isclose(added(found), 10 / 20 - 10 / 18)


def test_a_rate_over_a_population_has_a_line_for_the_population():
    # 10 then 20 among 100 then 200 people: the same rate. At the mean of 1/100 and 1/200 ten more are 0.075.
    found = split({"a": (10, None)}, {"a": (20, None)}, base=(100, 200))
    assert (found.difference, found.parts[0].total, found.base) == (0, 0.075, -0.075)


def test_money_with_nothing_to_divide_it_by_still_adds_up():
    found = split({"a": (Fraction(9), Fraction(3)), "b": (Fraction(4), Fraction(0))}, {"a": (Fraction(8), Fraction(4))})
    assert added(found) == found.difference == Fraction(2) - Fraction(13, 3)


@pytest.mark.parametrize(
    ("before", "after", "words", "says"),
    [
        ([(1, 2)], [(1, 2), (1, 2)], {}, "1 parts before and 2 after"),
        ({"a": (1, 0)}, {"a": (1, 2)}, {}, "has no cases"),
        ({"a": (float("nan"), 1)}, {"a": (1, 2)}, {}, "not a number"),
        ({"a": (float("inf"), 1)}, {"a": (1, 2)}, {}, "not a number"),
        ({"a": "few"}, {"a": (1, 2)}, {}, "not a numerator and a denominator"),
        ({"a": (1, None)}, {"a": (1, 2)}, {}, "some have none"),
        ({"a": (1, None)}, {"a": (1, None)}, {"base": (0, 4)}, "no population"),
        ({"a": (1, 2)}, [(1, 2)], {}, "both be mappings"),
        ({"a": (1, 2)}, {"a": (1, 2)}, {"whole": ((1, 2), None)}, "both periods"),
    ],
)
def test_numbers_that_cannot_be_split_are_refused_with_a_sentence(before, after, words, says):
    with pytest.raises(Unusable, match=says):
        split(before, after, **words)


@given(SIDES, SIDES)
def test_the_parts_add_up_to_the_difference(before, after):
    found = split(before, after, per=100)
    assert added(found) == found.difference == found.rate + found.mix
    assert found.remainder == 0


@given(st.lists(PAIRS, min_size=1, max_size=6).flatmap(lambda a: st.tuples(st.just(a), st.permutations(a))))
def test_lists_are_split_as_mappings_are(sides):
    before, after = sides
    assert split(before, after) == split(dict(enumerate(before)), dict(enumerate(after)))


@given(SIDES, SIDES, PAIRS, PAIRS)
def test_parts_that_overlap_add_up_with_the_line_that_says_so(before, after, first, last):
    found = split(before, after, whole=(first, last))
    assert added(found) == found.difference == last[0] / last[1] - first[0] / first[1]


@given(SIDES, SIDES)
def test_swapping_the_periods_turns_every_sign_and_nothing_else(before, after):
    there, back = split(before, after), split(after, before)
    effects = {part.key: (part.rate_effect, part.mix_effect) for part in back.parts}
    for part in there.parts:
        assert (-part.rate_effect, -part.mix_effect) == effects[part.key]


@given(SIDES)
def test_nothing_moved_nothing_explained(side):
    found = split(side, side)
    assert {x for part in found.parts for x in (part.rate_effect, part.mix_effect)} == {0}
    assert found.paradox is None


@given(SIDES, st.integers(2, 50))
def test_growth_in_proportion_has_no_mix_effect(before, times):
    found = split(before, {key: (top, bottom * times) for key, (top, bottom) in before.items()})
    assert found.mix == 0


@given(
    st.dictionaries(st.sampled_from("abcd"), SIGNED), st.dictionaries(st.sampled_from("abcd"), SIGNED), BOTTOMS, BOTTOMS
)
def test_a_rate_over_a_population_adds_up(before, after, first, last):
    found = split(before, after, per=1000, whole=((Fraction(7), None), (Fraction(3), None)), base=(first, last))
    assert math.isclose(added(found), found.difference, rel_tol=1e-9, abs_tol=1e-6)


@given(
    st.lists(st.tuples(st.decimals(0, 10**6, places=4), st.decimals("0.01", 10**6, places=4)), min_size=2, max_size=8)
)
def test_decimals_add_up_to_a_billionth(pairs):
    before, after = pairs, pairs[::-1]
    found = split(before, after, per=Decimal(100))
    scale = max([abs(part.total) for part in found.parts] + [abs(found.difference)])
    assert abs(added(found) - found.difference) <= 1e-9 * scale + 1e-12


def worked(document):
    """The worked tables of a document: for each, {name: (before, after, rate, mix, adds)}, the whole under 'all'."""
    tables = []
    for line in document.read_text(encoding="utf-8").split("## What drives a change")[1].split("\n## ")[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 6 and " of " in cells[1]:
            sides = [tuple(map(int, cell.split(" of "))) for cell in cells[1:3]]
            tables[-1][cells[0]] = (*sides, *map(float, cells[3:]))
        elif cells[0] in ("team", "group"):
            tables.append({})
    return tables


def test_the_worked_decompositions_of_the_document_are_what_comes_out_and_add_up():
    tables = worked(Path(__file__).resolve().parents[2] / "docs" / "statistics.md")
    assert len(tables) == 2
    for table in tables:
        whole = table.pop("all")
        for side in (0, 1):
            assert tuple(map(sum, zip(*(row[side] for row in table.values()), strict=True))) == whole[side]
        found = split(*({name: row[side] for name, row in table.items()} for side in (0, 1)), per=100)
        assert [round(x, 3) for x in (found.rate, found.mix, found.difference)] == list(whole[2:])
        for part in found.parts:
            effects = part.rate_effect, part.mix_effect, part.total
            assert [round(x, 3) for x in effects] == list(table[part.key][2:]), part.key
        for column in (2, 3, 4):
            assert sum(row[column] for row in table.values()) == pytest.approx(whole[column], abs=0.0021)
