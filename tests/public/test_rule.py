"""The one rule of suppression, against the published words of those who use it."""

import pytest

from dashboard.public import rule


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "0"), (1, "*"), (7, "*"), (8, "10"), (12, "10"), (13, "15"), (41, "40"), (44, "45"), (1237, "1235")],
)
def test_a_count_is_hidden_up_to_seven_and_else_shown_to_the_nearest_five(count, shown):
    assert rule.shown(count) == shown


def test_what_is_shown_never_tells_a_small_count_within_less_than_five_and_always_reaches_the_truth():
    for count in range(300):
        low, high = rule.reach(rule.shown(count))
        assert low <= count <= high
        assert count == 0 or (high - low >= 5 if count <= 7 else high - low == (4 if count > 7 else 0))


@pytest.mark.parametrize(
    ("pair", "percent"),
    [
        ((300, 454), "66"),  # 300 of 455
        ((41, 44), ""),  # three are left over
        ((3, 44), ""),
        ((44, 44), "100"),
        ((0, 44), "0"),
        ((9, 17), ""),  # of 15
        ((9, 18), "50"),  # 10 of 20
    ],
)
def test_a_per_cent_is_whole_and_of_the_rounded_pair_where_neither_side_is_small(pair, percent):
    assert rule.share(*pair).percent == percent


def test_whether_there_is_a_per_cent_tells_of_what_is_left_no_more_than_is_true():
    for whole in range(0, 80):
        for one in range(whole + 1):
            low, high = rule.left_over(rule.share(one, whole))
            assert low <= whole - one and (high is None or whole - one <= high)


def test_a_mean_of_seven_people_is_not_shown():
    assert rule.mean(15.4166, 7, 1) == "" and rule.mean(15.4166, 8, 1) == "15.4"
