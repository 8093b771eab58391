"""Control charts worked out by hand, series with nothing to chart, and what is refused."""

from decimal import Decimal

import numpy as np
import pytest

from dashboard.statistics import xmr
from dashboard.statistics.errors import Unusable

# Mean 10; every moving range is 2, so the limits are 10 - 5.32 and 10 + 5.32, and two sigma is 3.5467 from the mean.
STABLE = [9, 11] * 12


def test_limits_are_the_mean_and_two_point_six_six_moving_ranges():
    # Moving ranges 2, 4, 1, 3: their mean is 2.5, and 2.66 x 2.5 = 6.65. The mean of the values is 35 / 5.
    chart = xmr.chart([4, 6, 10, 9, 6])
    assert chart.mean == pytest.approx([7.0] * 5)
    assert chart.lower == pytest.approx([7 - 6.65] * 5)
    assert chart.upper == pytest.approx([7 + 6.65] * 5)


def test_a_moving_range_far_above_the_others_is_left_out_of_the_limits_but_its_value_stays_in_the_mean():
    # 9 moving ranges of 1 and one of 12: their mean is 2.1, 3.267 x 2.1 = 6.86, so 12 goes and the mean is 1.
    values = [0, 1] * 5 + [13]
    assert xmr.chart(values).mean[0] == pytest.approx(18 / 11)
    assert xmr.chart(values).upper[0] == pytest.approx(18 / 11 + 2.66)
    assert xmr.chart(values, screen=False).upper[0] == pytest.approx(18 / 11 + 2.66 * 2.1)


def test_a_stable_series_is_common_throughout():
    chart = xmr.chart(STABLE, target=9)
    assert set(chart.points) == {"common"}
    assert set(chart.rules) == {None}
    assert (chart.variation, chart.assurance) == ("common", "hit and miss")


@pytest.mark.parametrize(
    ("last", "better", "word"),
    [
        (20, "higher", "improvement"),
        (20, "lower", "concern"),
        (20, "neither", "high"),
        (0, "higher", "concern"),
        (0, "lower", "improvement"),
        (0, "neither", "low"),
    ],
)
def test_a_point_beyond_a_limit_is_named_by_what_is_better(last, better, word):
    chart = xmr.chart([*STABLE, last], better=better, baseline=24)
    assert (chart.variation, chart.rules[-1]) == (word, "outside")
    assert set(chart.points[:-1]) == {"common"}


def test_a_point_on_a_limit_is_inside():
    assert xmr.chart([*STABLE, 15.32], baseline=24).rules[-1] is None
    assert xmr.chart([*STABLE, 15.33], baseline=24).rules[-1] == "outside"


def test_seven_points_on_one_side_are_a_shift_and_six_are_not():
    six, seven = xmr.chart([*STABLE, *[9] * 6], baseline=24), xmr.chart([*STABLE, *[9] * 7], baseline=24)
    assert set(six.rules) == {None}
    assert seven.rules[-8:] == (None, *["shift"] * 7)
    assert seven.variation == "concern"


def test_a_point_on_the_mean_breaks_a_shift():
    assert set(xmr.chart([*STABLE, 9, *[11.5, 12] * 3, 10, 11, 12], baseline=24).rules) == {None}


def test_six_steps_up_are_a_trend_whatever_side_they_are_on_and_an_equal_neighbour_ends_it():
    rise = [7, 8, 9, 10.5, 11, 12, 13]
    chart = xmr.chart([*STABLE, *rise], baseline=24, better="lower")
    assert chart.rules[-7:] == ("trend",) * 7
    assert chart.points[-7:] == ("concern",) * 7  # also the first, which is below the mean
    assert set(xmr.chart([*STABLE, 7, 8, 9, 9, 10.5, 11, 12], baseline=24).rules) == {None}


def test_the_peak_of_a_rise_and_a_fall_goes_with_the_fall():
    chart = xmr.chart([*STABLE, 7, 8, 9, 10.5, 11, 12, 13, 12, 11, 10.5, 9, 8, 7], baseline=24)
    assert chart.rules[-13:] == ("trend",) * 13
    assert chart.points[-13:] == (*["improvement"] * 6, *["concern"] * 7)


def test_a_rise_followed_at_once_by_another_is_a_rise_to_its_last_point():
    chart = xmr.chart([*STABLE, *[7, 8, 9, 10.5, 11, 12, 13] * 2], baseline=24)
    assert chart.points[-14:] == ("improvement",) * 14


@pytest.mark.parametrize(
    ("last", "flagged"),
    [
        ([14, 11, 14], [True, False, True]),  # the one between is no signal
        ([11, 14, 14], [False, True, True]),
        ([14, 9, 14], [False, False, False]),  # not all on one side
        ([14, 10, 14], [False, False, False]),  # one on the mean
        ([14, 11, 13.5], [False, False, False]),  # two sigma is 13.5467
    ],
)
def test_two_of_three_points_near_a_limit_are_a_signal_where_all_three_are_on_one_side(last, flagged):
    rules = xmr.chart([*STABLE, *last], baseline=24).rules
    assert [rule == "two in three" for rule in rules[-3:]] == flagged


def test_a_point_beyond_three_sigma_is_none_of_the_two_in_three():
    assert xmr.chart([*STABLE, 16, 11, 14], baseline=24).rules[-3:] == ("outside", None, None)


def test_the_rules_are_named_in_order():
    # A rise of seven above the mean that ends beyond two sigma twice and then beyond the limit.
    chart = xmr.chart([*STABLE[:23], 10.5, 11, 11.5, 12, 14, 15, 16], baseline=23)
    assert chart.rules[-7:] == (*["trend"] * 6, "outside")


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (16, "fail", "pass"),
        (4, "pass", "fail"),
        (10, "hit and miss", "hit and miss"),
        (15.32, "hit and miss", "hit and miss"),
        (4.68, "hit and miss", "hit and miss"),
    ],
)
def test_assurance_is_the_target_against_the_limits(target, higher, lower):
    assert xmr.chart(STABLE, target=target, better="higher").assurance == higher
    assert xmr.chart(STABLE, target=target, better="lower").assurance == lower
    assert xmr.chart(STABLE, target=target, better="neither").assurance is None


def test_a_rebase_starts_limits_of_its_own_and_the_latest_judge_the_target():
    chart = xmr.chart([*STABLE, *[29, 31] * 6], rebase=[24], target=20)
    assert chart.starts == (0, 24)
    assert chart.trial == (False, True)
    assert (chart.mean[23], chart.mean[24]) == (10, 30)
    assert chart.assurance == "pass"
    assert set(chart.points) == {"common"}


def test_nothing_is_rebased_of_itself():
    chart = xmr.chart([*STABLE, *[29, 31] * 6])
    assert len(chart.starts) == 1
    assert chart.variation == "improvement"


def test_a_gap_breaks_moving_ranges_and_runs():
    chart = xmr.chart([1, 2, None, 10, 11])
    assert chart.upper == pytest.approx([6 + 2.66] * 5)  # the moving ranges are 1 and 1
    assert chart.points[2] is None
    broken = xmr.chart([*STABLE, 11, 12, 11, 12, None, 12, 11, 12], baseline=24)
    assert set(broken.rules) == {None}


def test_the_latest_point_with_a_value_is_the_one_judged():
    chart = xmr.chart([*STABLE, 20, None, None], baseline=24)
    assert (chart.variation, chart.points[-1]) == ("improvement", None)


def test_a_baseline_is_counted_from_the_first_value_of_each_segment():
    late = xmr.chart([None] * 5 + [9, 11] * 6 + [20, 21], baseline=12)
    assert late.mean[0] == 10
    assert late.rules[-2:] == ("outside", "outside")


@pytest.mark.parametrize("value", [0, 0.1, 0.3, 0.95, 1 / 3, 100, 66.66666666666667, 1e9 / 7])
@pytest.mark.parametrize("months", [2, 7, 12, 36])
@pytest.mark.parametrize("screen", [True, False])
def test_a_constant_series_flags_nothing_and_is_its_own_mean(value, months, screen):
    chart = xmr.chart([value] * months, target=value, screen=screen)
    assert set(chart.points) == {"common"}
    assert set(chart.mean) == set(chart.lower) == set(chart.upper) == {value}
    assert chart.assurance == "hit and miss"


def test_values_that_differ_by_the_last_bit_are_constant():
    chart = xmr.chart([0.3, 0.1 + 0.2] * 12)
    assert set(chart.points) == {"common"}


def test_where_the_screen_leaves_nothing_to_go_by_all_moving_ranges_count():
    # Of 35 moving ranges two are 1. Screened, the limits would lie on the mean and all 36 points outside.
    chart = xmr.chart([0] * 20 + [1] + [0] * 15)
    assert chart.upper[0] == pytest.approx(1 / 36 + 2.66 * 2 / 35)
    assert [place for place, rule in enumerate(chart.rules) if rule == "outside"] == [20]


@pytest.mark.parametrize("values", [[5], [None, 5], [5, None]])
def test_one_point_has_no_limits_and_no_assurance(values):
    chart = xmr.chart(values, target=3)
    assert set(chart.lower) == set(chart.upper) == {None}
    assert (chart.variation, chart.assurance) == ("common", None)


def test_points_that_never_neighbour_have_a_mean_and_no_limits():
    chart = xmr.chart([1, None, 2, None, 30, None])
    assert chart.mean == (11,) * 6
    assert set(chart.upper) == {None}
    assert set(chart.rules) == {None}


def test_no_values_give_no_verdict():
    empty, missing = xmr.chart([], target=3), xmr.chart([None, float("nan")], target=3)
    assert empty == xmr.Chart((), (), (), (), (), None, None, (), ())
    assert missing == xmr.Chart(
        (None,) * 2, (None,) * 2, (None,) * 2, (None,) * 2, (None,) * 2, None, None, (True,), (0,)
    )


def test_twelve_points_are_a_trial_and_thirteen_are_not():
    assert xmr.chart([1, 2] * 6).trial == (True,)
    assert xmr.chart([1, 2] * 6 + [1]).trial == (False,)
    assert xmr.chart([1, 2] * 6 + [None]).trial == (True,)


def test_decimals_and_numpys_numbers_are_numbers():
    assert xmr.chart([Decimal("1.5"), np.float32(2.5), np.int8(2), None]).mean[0] == 2


# Many at once


def test_gaps_may_be_nan_or_masked_and_rows_may_differ_in_all_but_length():
    rows = np.array([[9, 11] * 12 + [20], [9, 11] * 12 + [np.nan]])
    for given in (rows, np.ma.masked_invalid(rows), rows.tolist()):
        found = xmr.charts(given, better=["lower", "higher"], target=[None, 4], baseline=24)
        assert [xmr.POINTS[code] for code in found.variation] == ["concern", "common"]
        assert [xmr.ASSURANCES[code] for code in found.assurance] == [None, "pass"]
        assert found.latest.tolist() == [24, 23]


def test_one_rebase_is_for_all_rows_and_a_list_of_them_for_each():
    rows = np.tile(np.arange(20.0), (2, 1))
    assert xmr.charts(rows, rebase=[10]).segment[:, 9:11].tolist() == [[0, 1], [0, 1]]
    assert xmr.charts(rows, rebase=[[], (10, 15)]).segment[:, -1].tolist() == [0, 2]


@pytest.mark.parametrize(
    ("last", "rule", "months"),
    [
        ([11, 12, 11, 12, 11, 12, 11, 12], "shift", 9),  # with the 11 before them
        ([7, 8, 9, 10, 11, 12, 13, 13.5], "trend", 8),
        ([9, 20, 20, 30], "outside", 3),
        ([9, 11, 14, 14], "two in three", 3),
        ([11], None, 0),
        ([], None, 0),
    ],
)
def test_the_run_says_how_long_the_signal_has_lasted(last, rule, months):
    found = xmr.charts([[*STABLE, *last]], baseline=24)
    assert (xmr.RULES[found.rules[0, -1]], found.run[0]) == (rule, months)


@pytest.mark.parametrize("shape", [(0, 0), (0, 12), (3, 0)])
def test_no_rows_or_no_months_give_no_charts(shape):
    found = xmr.charts(np.empty(shape))
    assert found.points.shape == found.mean.shape == shape
    assert found.latest.tolist() == [-1] * shape[0]
    assert found.variation.tolist() == [0] * shape[0]


# What is refused


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"better": "up"}, "better is 'up'; write one of higher, lower, neither"),
        ({"better": None}, "better is None"),
        ({"better": ["higher", "lower"]}, "better has 2 entries for 1 series"),
        ({"baseline": -1}, "baseline is -1"),
        ({"baseline": 11}, "12 or more"),
        ({"baseline": 12.5}, "whole number"),
        ({"baseline": True}, "whole number"),
        ({"rebase": [24]}, "rebase has position 24; a series of 24"),
        ({"rebase": [-1]}, "rebase has position -1"),
        ({"rebase": [1.5]}, "rebase holds 1.5"),
        ({"rebase": ["2026-04"]}, "rebase holds '2026-04'"),
        ({"rebase": 12}, "rebase is 12"),
        ({"rebase": None}, "rebase is None"),
        ({"target": "85"}, "a target has to be a number or None; found '85'"),
        ({"target": float("inf")}, "found inf"),
        ({"target": [1, 2]}, "target has 2 entries for 1 series"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(asked, words):
    with pytest.raises(Unusable) as refused:
        xmr.chart(STABLE, **asked)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "values",
    [["1", "2"], "12", [True, False], [1, float("inf")], [-float("inf")], [1e200], [1j], [[1, 2]], 5, None, {"a": 1}],
    ids=repr,
)
def test_what_is_no_series_of_numbers_is_refused(values):
    with pytest.raises(Unusable):
        xmr.chart(values)


@pytest.mark.parametrize(
    "matrix",
    [[1, 2], [[1, 2], [1]], np.array([["a"]]), np.array([[True]]), np.zeros((1, 1, 1)), np.float64(1)],
    ids=repr,
)
def test_what_is_no_matrix_of_numbers_is_refused(matrix):
    with pytest.raises(Unusable):
        xmr.charts(matrix)


def test_a_list_of_rebases_has_to_have_one_for_each_row():
    with pytest.raises(Unusable, match="rebase has 1 rows for 2 series"):
        xmr.charts(np.zeros((2, 20)), rebase=[[10]])
