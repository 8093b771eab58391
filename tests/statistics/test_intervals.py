"""Intervals: the reference package's own answers where they lie beside the checkout, hand-worked cases, and laws."""

from math import comb, exp, factorial, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics import intervals
from dashboard.statistics.errors import Unusable

EVENTS = st.integers(0, 100_000)
LEVELS = st.sampled_from([0.8, 0.95, 0.998])


def cases(oracle, kind):
    found = [case for case in oracle("phe_intervals")["cases"] if case["kind"] == kind]
    assert found, f"no case of {kind}"
    return found


def agree(answer, expected, level, both, times=1):
    """Value and limits agree to nine digits with the reference's, whose limits bear the level where it has both."""
    suffix = {0.95: "95", 0.998: "998"}[level] if both else ""
    for part, name in zip(answer, ("value", f"lower{suffix}", f"upper{suffix}"), strict=True):
        assert np.asarray(part) * times == pytest.approx(np.array(expected[name], float), rel=1e-9, abs=1e-12), name


def levels(case):
    given = case["params"]["confidence"]
    return (given, True) if isinstance(given, list) else ([given], False)


def test_shares_agree_with_the_reference(oracle):
    for case in cases(oracle, "proportion"):
        found, both = levels(case)
        for level in found:
            answer = intervals.proportion(case["input"]["x"], case["input"]["n"], level)
            agree(answer, case["expected"], level, both, case["params"]["multiplier"])


def test_rates_agree_with_the_reference(oracle):
    for case in cases(oracle, "rate"):
        found, both = levels(case)
        for level in found:
            answer = intervals.rate(case["input"]["x"], case["input"]["n"], case["params"]["multiplier"], level)
            agree(answer, case["expected"], level, both)


def test_means_agree_with_the_reference(oracle):
    for case in cases(oracle, "mean"):
        for level in levels(case)[0]:
            agree(intervals.mean(case["input"]["values"], level), case["expected"], level, True)


def test_directly_standardised_rates_agree_with_the_reference_and_so_does_having_none(oracle):
    for case in cases(oracle, "dsr"):
        bands, per = case["input"], case["params"]["multiplier"]
        for level in levels(case)[0]:
            if case["expected"]["value"] is None:
                with pytest.raises(Unusable, match="9 events"):
                    intervals.directly_standardised(bands["x"], bands["n"], bands["stdpop"], per, level)
            else:
                answer = intervals.directly_standardised(bands["x"], bands["n"], bands["stdpop"], per, level)
                agree(answer, case["expected"], level, True)


def test_indirectly_standardised_ratios_and_rates_agree_with_the_reference(oracle):
    for case in cases(oracle, "indirect"):
        bands = [case["input"][name] for name in ("x", "n", "x_ref", "n_ref")]
        for level in levels(case)[0]:
            agree(intervals.indirectly_standardised(*bands, level=level), case["expected"]["ratio"], level, True)
            per = case["params"]["rate_multiplier"]
            agree(intervals.indirectly_standardised(*bands, per, level), case["expected"]["rate"], level, True)


def test_wilsons_limits_of_1_in_2_worked_by_hand():
    # (2 + z2 -+ z sqrt(z2 + 2)) / (2 (2 + z2)) with z = 1.959964 and z2 = 3.841459
    assert intervals.proportion(1, 2) == pytest.approx((0.5, 0.094531, 0.905469), abs=1e-6)


def test_no_event_ends_at_nothing_and_every_event_at_all():
    assert intervals.proportion(0, 20)[:2] == (0, 0)
    assert intervals.proportion(20, 20)[::2] == (1, 1)
    assert intervals.count(0).lower == 0
    # With no event the upper limit is the number at which that has a chance of 2.5%: -ln(0.025).
    assert intervals.count(0).upper == pytest.approx(3.688879, abs=1e-6)


@given(st.integers(1, 9), LEVELS)
@settings(deadline=None)
def test_under_ten_events_the_limits_are_where_the_poisson_tails_are_what_they_should_be(events, level):
    def below(number, mean):
        return sum(exp(-mean) * mean**k / factorial(k) for k in range(number + 1))

    _, lower, upper = intervals.count(events, level)
    assert below(events, upper) == pytest.approx((1 - level) / 2, abs=1e-9)
    assert 1 - below(events - 1, lower) == pytest.approx((1 - level) / 2, abs=1e-9)


def test_byar_takes_over_at_ten_events_almost_without_a_step():
    exact_at_ten = (4.795389, 18.390356)  # half the 2.5% and 97.5% points of chi-squared with 20 and 22 degrees
    _, lower, upper = intervals.count(10)
    assert (lower, upper) != pytest.approx(exact_at_ten, abs=1e-6)
    assert (lower, upper) == pytest.approx(exact_at_ten, rel=2e-3)


@given(EVENTS, EVENTS, LEVELS)
@settings(deadline=None)
def test_wilsons_limits_lie_between_0_and_1_around_the_share_and_mirror_it(some, others, level):
    n = some + others or 1
    value, lower, upper = intervals.proportion(some, n, level) if some + others else intervals.proportion(0, 1, level)
    assert 0 <= lower <= value <= upper <= 1
    turned = intervals.proportion(n - some, n, level) if some + others else intervals.proportion(1, 1, level)
    assert (1 - turned.upper, 1 - turned.lower) == pytest.approx((lower, upper), abs=1e-9)


@given(EVENTS, st.floats(0.5, 1e7), LEVELS)
@settings(deadline=None)
def test_the_interval_of_a_rate_holds_it_and_is_wider_at_a_higher_level(events, n, level):
    value, lower, upper = intervals.rate(events, n, 1000, level)
    wider = intervals.rate(events, n, 1000, 0.999)
    assert 0 <= wider.lower <= lower <= value < upper < wider.upper


@given(EVENTS, st.floats(0.5, 1e7), st.floats(0.001, 1e5))
@settings(deadline=None)
def test_a_rate_for_every_so_many_is_the_rate_times_so_many(events, n, per):
    assert intervals.rate(events, n, per) == pytest.approx(np.array(intervals.rate(events, n)) * per)


@given(st.lists(st.tuples(EVENTS, EVENTS), min_size=1, max_size=20), LEVELS)
@settings(deadline=None)
def test_many_at_once_are_each_alone(rows, level):
    x, n = (np.array(part) for part in zip(*((few, few + more + 1) for few, more in rows), strict=True))
    together = intervals.proportion(x, n, level)
    for row in range(len(rows)):
        alone = intervals.proportion(int(x[row]), int(n[row]), level)
        assert [float(part[row]) for part in together] == pytest.approx(list(alone), nan_ok=False)


def test_a_unit_without_clients_does_not_take_the_others_with_it():
    value, lower, upper = intervals.proportion([1, 0, 5, None, -1], [2, 0, 4, 4, 4])
    assert np.isnan([value[1:], lower[1:], upper[1:]]).all()
    assert (value[0], lower[0], upper[0]) == pytest.approx(tuple(intervals.proportion(1, 2)))
    assert np.isnan(intervals.rate([3, 3], [0, 3]).value).tolist() == [True, False]


@pytest.mark.parametrize(
    ("function", "numbers", "why"),
    [
        (intervals.proportion, (1, 0), "nothing to take a share of"),
        (intervals.proportion, (3, 2), "more were counted"),
        (intervals.proportion, (-1, 2), "less than nothing"),
        (intervals.proportion, (None, 2), "missing"),
        (intervals.proportion, ("a", 2), "need numbers"),
        (intervals.proportion, ([1, 2], [1, 2, 3]), "as many of the one"),
        (intervals.rate, (1, 0), "nothing to divide by"),
        (intervals.rate, (-1, 5), "fewer than no events"),
        (intervals.rate, (1, float("inf")), "missing"),
        (intervals.count, (-0.5,), "fewer than no events"),
        (intervals.mean, ([4],), "takes two"),
        (intervals.mean, ([],), "takes two"),
        (intervals.directly_standardised, ([20, 5], [100, 0], [1, 1]), "every age band"),
        (intervals.directly_standardised, ([20], [100, 9], [1, 1]), "every age band"),
        (intervals.directly_standardised, ([20, -1], [100, 9], [1, 1]), "every age band"),
        (intervals.indirectly_standardised, ([3], [10], [0], [10]), "no event was expected"),
        (intervals.indirectly_standardised, ([3, 1], [10, 10], [5, 5], [10, 0]), "without people"),
        (intervals.indirectly_standardised, ([-3], [10], [5], [10]), "0 or more"),
    ],
)
def test_impossible_numbers_are_refused_with_a_sentence(function, numbers, why):
    with pytest.raises(Unusable, match=why):
        function(*numbers)


@pytest.mark.parametrize("level", [0, 1, 95, -0.5, "high"])
def test_a_level_lies_between_0_and_1(level):
    with pytest.raises(Unusable, match="level"):
        intervals.count(5, level)


def test_a_mean_leaves_out_what_is_missing():
    assert intervals.mean([1, None, 3]) == intervals.mean([1, 3])
    # The mean of 1 and 3 is 2, their standard deviation root 2, and Student's t with one degree at 97.5% is 12.7062.
    assert intervals.mean([1, 3]) == pytest.approx((2, 2 - 12.7062, 2 + 12.7062), abs=1e-4)


def test_a_rate_standardised_to_the_units_own_ages_is_its_crude_rate():
    x, n = [4, 10, 6], [100, 400, 50]
    assert intervals.directly_standardised(x, n, n, 1000).value == pytest.approx(20 / 550 * 1000)
    crude, standardised = intervals.rate(20, 550, 1000), intervals.directly_standardised(x, n, n, 1000)
    assert standardised == pytest.approx(crude)


def test_events_of_the_same_people_spread_wider_than_events_of_different_people():
    n, weights = [1000, 1000], [1, 1]
    apart = intervals.directly_standardised([20, 40], n, weights, 1000)
    again = intervals.directly_standardised({1: [0, 0], 2: [10, 20]}, n, weights, 1000)
    assert again.value == pytest.approx(apart.value) == pytest.approx(30)
    # Half as many people, each counted twice: the variance is 2 squared over 2 = twice as large.
    assert (again.upper - again.value) / (apart.upper - apart.value) == pytest.approx(sqrt(2))
    assert intervals.directly_standardised({1: [20, 40]}, n, weights, 1000) == apart


def test_the_ratio_is_1_where_the_reference_is_the_unit_itself():
    assert intervals.indirectly_standardised([4, 6], [100, 50], [4, 6], [100, 50]).value == pytest.approx(1)
    assert intervals.indirectly_standardised([4, 6], [100, 50], [4, 6], [100, 50], 1000).value == pytest.approx(
        1e4 / 150
    )


@pytest.mark.parametrize(
    ("limits", "better", "said"),
    [
        ((0.6, 0.7), "higher", "better"),
        ((0.6, 0.7), "lower", "worse"),
        ((0.6, 0.7), "neither", "higher"),
        ((0.2, 0.3), "higher", "worse"),
        ((0.2, 0.3), "lower", "better"),
        ((0.2, 0.3), "neither", "lower"),
        ((0.4, 0.6), "higher", "similar"),
        ((0.5, 0.6), "higher", "similar"),
    ],
)
def test_a_unit_differs_from_a_benchmark_only_where_its_whole_interval_does(limits, better, said):
    assert intervals.against(*limits, 0.5, better) == said


def test_many_units_are_compared_at_once_and_a_missing_one_is_not():
    said = intervals.against([0.6, 0.2, 0.4, np.nan], [0.7, 0.3, 0.6, np.nan], 0.5, "higher")
    assert said.tolist() == ["better", "worse", "similar", None]
    with pytest.raises(Unusable, match="benchmark"):
        intervals.against(0.1, 0.2, None, "higher")
    with pytest.raises(Unusable, match="one of higher, lower, neither"):
        intervals.against(0.1, 0.2, 0.5, "up")


def test_wilsons_interval_holds_the_true_share_as_often_as_it_says():
    n, share = 40, 0.3
    chance = np.array([comb(n, x) * share**x * (1 - share) ** (n - x) for x in range(n + 1)])
    _, lower, upper = intervals.proportion(np.arange(n + 1), np.full(n + 1, n))
    assert chance[(lower <= share) & (share <= upper)].sum() == pytest.approx(0.95, abs=0.02)


def test_the_difference_of_two_shares_is_newcombes_worked_case():
    """Newcombe 1998, example (a): 56 of 70 and 48 of 80, method 10: 0.0524 to 0.3339."""
    found = intervals.difference(intervals.proportion(56, 70), intervals.proportion(48, 80))
    assert found == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)


@given(a=st.integers(0, 200), b=st.integers(0, 200))
def test_a_difference_turned_round_is_its_own_mirror(a, b):
    one, other = intervals.proportion(a, 200), intervals.proportion(b, 200)
    there, back = intervals.difference(one, other), intervals.difference(other, one)
    assert (there.value, there.lower, there.upper) == pytest.approx((-back.value, -back.upper, -back.lower))
