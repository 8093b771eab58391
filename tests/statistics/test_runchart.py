"""Run charts worked out by hand, and those with nothing to say."""

import pytest

from dashboard.statistics import runchart
from dashboard.statistics.errors import Unusable


def test_points_on_the_median_and_gaps_are_left_out_and_break_no_run():
    # The median is 5. Without the two fives and the gap: below, below, above, above, above, below.
    chart = runchart.chart([1, 5, 2, None, 7, 8, 5, 9, 3])
    assert (chart.median, chart.useful) == (5, 6)
    assert (chart.longest_run, chart.crossings) == (3, 2)
    assert chart.too_few


def test_a_step_in_twelve_points_is_a_signal_by_too_few_crossings():
    chart = runchart.chart([1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9])
    assert (chart.longest_run, chart.longest_run_limit) == (6, 7)
    assert (chart.crossings, chart.crossings_limit) == (1, 3)
    assert chart.signal is True


def test_a_long_run_is_a_signal_of_its_own():
    # Eight above in a row of sixteen; the rest crosses often enough.
    chart = runchart.chart([1, 9, 1, 9, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9, 1, 1, 1, 1, 1, 9, 1, 1])
    assert (chart.longest_run, chart.longest_run_limit) == (8, 7)
    assert chart.crossings >= chart.crossings_limit
    assert chart.signal is True


def test_points_that_go_back_and_forth_are_no_signal():
    chart = runchart.chart([1, 9] * 6)
    assert (chart.signal, chart.too_few) == (False, False)


@pytest.mark.parametrize("values", [[], [None] * 5, [0.95] * 24, [3], [0.3, 0.1 + 0.2] * 8])
def test_a_series_without_useful_points_says_nothing(values):
    chart = runchart.chart(values)
    assert (chart.useful, chart.signal, chart.too_few) == (0, None, True)


@pytest.mark.parametrize(
    ("useful", "longest_run", "crossings"), [(1, 3, 0), (10, 6, 2), (12, 7, 3), (16, 7, 4), (24, 8, 8), (36, 8, 13)]
)
def test_the_limits_are_the_published_ones(useful, longest_run, crossings):
    assert runchart.limits(useful) == (longest_run, crossings)


def test_what_is_no_number_is_refused():
    with pytest.raises(Unusable):
        runchart.chart(["1"])
