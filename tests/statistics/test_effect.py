"""The test of effect, by hand, the slow way, and by laws that must hold."""

import math
from itertools import pairwise

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.bench import effects, false_signals
from dashboard.statistics.effect import TooEarly, beside, can_show, effect
from dashboard.statistics.errors import Unusable
from tests.conftest import CHECKOUT

OLD = [10.0, 12.0, 11.0, 13.0, 9.0, 11.0, 10.0, 12.0, 11.0, 13.0, 9.0, 11.0]  # mean 11, squares 20


def slow(before, after):
    """The difference and its interval, number by number, as docs/statistics.md words it."""
    parts = [[each - math.fsum(part) / len(part) for each in part] for part in (before, after)]
    squares = math.fsum(each**2 for part in parts for each in part)
    n = len(before) + len(after)
    r = math.fsum(a * b for part in parts for a, b in pairwise(part)) / squares
    r = min(0.8, max(0.0, r + (1 + 3 * r) / n))
    old, new = (len(part) * (1 - r) / (1 + r) for part in parts)
    error = math.sqrt(squares / (n - 2) * (1 / old + 1 / new))
    reach = scipy.stats.t.ppf(0.95, max(1, old + new - 2)) * error
    moved = math.fsum(after) / len(after) - math.fsum(before) / len(before)
    return moved, moved - reach, moved + reach


def test_by_hand_months_that_alternate_carry_nothing_over():
    # 24 months of 9 and 11: squares 24 around 10. 6 of 12 and 14: squares 6 around 13. s² = 30 / 28.
    found = effect([9, 11] * 12, [12, 14] * 3, 2)
    assert (found.carried, found.difference, found.months_before, found.months_after) == (0, 3, 24, 6)
    reach = 1.7011309 * math.sqrt(30 / 28 * (1 / 24 + 1 / 6))  # Student's t, 28 degrees, 95%
    assert (found.lower, found.upper) == pytest.approx((3 - reach, 3 + reach))
    assert found.verdict == "more than predicted"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 99), min_size=12, max_size=40), st.sampled_from([6, 9, 12]), st.data())
def test_it_is_what_the_words_say_number_by_number(before, length, data):
    after = data.draw(st.lists(st.integers(0, 99), min_size=length, max_size=length))
    if len(set(before)) == 1 and len(set(after)) == 1:
        return
    found = effect(before, after, 1)
    assert (found.difference, found.lower, found.upper) == pytest.approx(slow(before, after))


@pytest.mark.parametrize(
    ("step", "predicted", "verdict"),
    [
        (4, 4, "as predicted"),
        (4, 9, "smaller than predicted"),
        (4, 0.5, "more than predicted"),
        (0, 0.5, "no change shown"),
        (0, 9, "no change, and the prediction is ruled out"),
        (-4, 4, "worse"),
        (-4, -4, "as predicted"),
        (-4, -9, "smaller than predicted"),
        (4, -4, "worse"),
    ],
)
def test_a_verdict_is_of_the_interval_and_what_was_predicted(step, predicted, verdict):
    after = [each + step for each in OLD[:6]]
    assert effect(OLD, after, predicted).verdict == verdict
    # The other way round, all is the other way round.
    assert effect([-each for each in OLD], [-each for each in after], -predicted).verdict == verdict


def test_it_looks_at_six_nine_or_twelve_months_and_at_no_other_number():
    after = [each + 1 for each in OLD]
    assert [effect(OLD, after[:many], 1).months_after for many in (6, 8, 9, 11, 12)] == [6, 6, 9, 9, 12]
    assert effect(OLD, after + [90] * 5, 1) == effect(OLD, after, 1)


def test_too_few_months_say_nothing_and_a_gap_is_no_month():
    assert effect(OLD[:11], OLD, 1) == TooEarly("before", 11, 12)
    assert effect(OLD, OLD[:5], 1) == TooEarly("after", 5, 6)
    assert effect([*OLD[:11], None], OLD, 1) == TooEarly("before", 11, 12)
    assert effect(OLD, [*OLD[:5], None], 1) == TooEarly("after", 5, 6)
    assert effect(OLD, [], 1) == TooEarly("after", 0, 6)
    assert effect([*OLD, None, None], [*OLD[:6], None, *OLD[6:8]], 1).months_after == 8


def test_months_that_never_vary_differ_or_do_not():
    assert effect([0.95] * 12, [0.95] * 6, 0.1).verdict == "no change, and the prediction is ruled out"
    assert effect([1.0] * 12, [0.9] * 6, 0.1).verdict == "worse"


@pytest.mark.parametrize("predicted", [0, math.nan, math.inf])
def test_a_prediction_is_a_number_that_is_not_nought(predicted):
    with pytest.raises(Unusable, match="change predicted"):
        effect(OLD, OLD, predicted)


def test_twelve_months_can_show_about_two_points_of_a_spread_of_two_point_three():
    # 24 months that alternate carry nothing over; a spread of 2.3: (1.691 + 0.853) x 2.3 x √(1/24 + 1/12).
    off = 2.3 * math.sqrt(23 / 24)
    history = [50 - off, 50 + off] * 12
    assert can_show(history) == pytest.approx((1.6909 + 0.8527) * 2.3 * math.sqrt(1 / 24 + 1 / 12), abs=0.001)
    assert can_show(history, 6) > can_show(history, 9) > can_show(history)
    assert can_show(history[:11]) is None
    assert can_show([5.0] * 24) == 0


def test_beside_others_only_what_moved_here_alone_is_left():
    own = [*OLD, *(each + 5 for each in OLD[:6])]
    others = [[each + 3 for each in own], [each - 1 for each in own]]
    left = beside(own, others)
    assert effect(left[:12], left[12:], 1).difference == pytest.approx(0)
    others[1][0] = others[0][1] = others[1][1] = None
    assert (beside(own, others)[0], np.isnan(beside(own, others)[1])) == (-3, True)


@pytest.mark.slow
def test_the_document_holds_the_table_as_it_is_measured():
    written = (CHECKOUT / "docs" / "statistics.md").read_text(encoding="utf-8")
    rows = effects.rows()
    assert false_signals.table(rows) in written, "run python -m dashboard.bench.effects"
    assert max(float(row["found where nothing happened"]) for row in rows) < 0.10
