"""How surprising the latest months are, worked out by hand and the slow way; and which surprises are believed."""

import math
from itertools import pairwise

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics import evidence
from dashboard.statistics.errors import Unusable

PLAIN = [4, 6, 5, 7, 3, 5, 6, 4, 8, 2, 5, 5, 6, 4, 5]


def slow_p(before, latest):
    """One window's p value, number by number, as docs/statistics.md words it."""
    m, w = len(before), len(latest)
    mean = math.fsum(before) / m
    off = [value - mean for value in before]
    squares = math.fsum(each**2 for each in off)
    r = math.fsum(a * b for a, b in pairwise(off)) / squares
    r += (1 + 4 * r) / m
    rho = min(0.9, max(0, r + math.sqrt(max(0, 1 - r * r) / m)))

    def inflation(n):
        return 1 + 2 * math.fsum((1 - k / n) * rho**k for k in range(1, n))

    variance = squares / (m - 1) * (m - 1) / (m - inflation(m))
    moved = math.fsum(latest) / w - mean
    t = moved / math.sqrt(variance * (inflation(w) / w + inflation(m) / m))
    z = scipy.stats.norm.isf(scipy.stats.t.sf(abs(t), max(2, m / inflation(m) - 1)))
    skew = scipy.stats.skew(before, bias=False) / math.sqrt(w) * math.copysign(1, moved)
    if skew > 0.02:
        z = min(z, 6 / skew * ((skew / 2 * z + 1) ** (1 / 3) - 1) + skew / 6)
    return 2 * scipy.stats.norm.sf(z), moved


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(0, 9), st.integers(0, 100)), min_size=7, max_size=40))
def test_the_p_value_is_the_smallest_of_the_slow_way_as_often_as_there_were_windows(values):
    there = [value for value in values if value is not None]
    slow, looked = {}, [width for width in (1, 3, 6, 9, 12, 18) if len(there) - width >= max(6, width)]
    for width in looked:
        before, latest = there[:-width], there[-width:]
        if len(set(before)) > 1:
            slow[width] = slow_p(before, latest)
        elif len(before) >= 12 and set(latest) != set(before):
            other = sum(value != before[0] for value in latest)
            chance = math.comb(width, other) / math.comb(len(there), other)
            slow[width] = chance, sum(latest) / width - before[0]
    found = evidence.latest([values], "higher")
    if not slow:
        assert np.isnan(found.p[0])
        assert found.window[0] == 0
        return
    best = min(p for p, _ in slow.values())
    assert found.p[0] == pytest.approx(min(1, len(looked) * best), rel=1e-7)
    p, moved = slow[int(found.window[0])]
    assert p == pytest.approx(best, rel=1e-7)
    assert found.moved[0] == pytest.approx(moved)
    assert found.towards[0] == np.sign(round(found.moved[0], 9))


def test_a_blow_a_bad_quarter_half_a_year_and_a_year_are_seen_in_their_own_window():
    noise = [50, 52, 49, 51, 50, 48, 51, 49, 52, 50, 48, 50, 51, 49, 50, 52, 48, 50, 49, 51]
    rows = [[*noise, *noise, *noise][-48:] for _ in range(4)]
    for row, months in zip(rows, (1, 3, 6, 12), strict=True):
        row[-months:] = [value + 12 for value in row[-months:]]
    found = evidence.latest(rows)
    assert found.window.tolist() == [1, 3, 6, 12]
    assert (found.p < 0.001).all()


def test_a_window_needs_as_many_months_before_it():
    # Of 19 months the latest 1, 3, 6 and 9 can be held against the rest: the smallest p counts four times.
    assert evidence.latest([[100] * 18 + [90]]).p[0] == pytest.approx(4 / 19)


def test_what_moved_is_named_by_what_is_better():
    up, down = [*PLAIN, 30], [*PLAIN, -20]
    found = evidence.latest([up, up, up, down, down], ["higher", "lower", "neither", "higher", "lower"])
    assert found.towards.tolist() == [1, -1, 0, -1, 1]
    assert np.sign(found.moved).tolist() == [1, 1, 1, -1, -1]


def test_months_before_the_first_value_and_gaps_change_nothing():
    bare = evidence.latest([[*PLAIN, 9]])
    holed = evidence.latest([[None] * 20 + [*PLAIN[:4], None, *PLAIN[4:], None, 9, None]])
    assert holed.p == pytest.approx(bare.p)


def test_another_unit_or_another_origin_changes_no_p_value():
    rows = np.array([[*PLAIN, 11], [*PLAIN[::-1], 3]], dtype=float)
    for other in (rows * 1000, rows + 500, -rows):
        assert evidence.latest(other).p == pytest.approx(evidence.latest(rows).p)


def test_neighbours_that_resemble_each_other_make_a_move_less_surprising():
    wave = [10, 11, 12, 13, 14, 13, 12, 11] * 3
    mixed = [10, 14, 11, 13, 12, 12, 13, 11] * 3  # the same values in another order
    assert evidence.latest([[*wave, 17]]).p[0] > 3 * evidence.latest([[*mixed, 17]]).p[0]


def test_a_long_tail_makes_a_move_into_it_less_surprising():
    tail = [0, 1, 0, 2, 1, 0, 5, 0, 1, 1, 0, 2, 0, 1, 3, 0, 1, 0]
    turned = [-value for value in tail]
    mean = sum(tail) / len(tail)
    into, away = evidence.latest([[*tail, mean + 6]]).p[0], evidence.latest([[*turned, -mean + 6]]).p[0]
    assert into > 5 * away


@pytest.mark.parametrize("constant", [0, 0.3, 100])
def test_a_series_that_never_moves_has_no_p_value(constant):
    assert np.isnan(evidence.latest([[constant] * 30]).p[0])


def test_a_first_move_after_a_constant_year_is_as_rare_as_its_place_among_the_months():
    # One of 13 months is another: that it is the latest has a chance of 1 in 13, and 3 windows were looked at.
    assert evidence.latest([[100] * 12 + [90]]).p[0] == pytest.approx(3 / 13)
    assert np.isnan(evidence.latest([[100] * 11 + [90]]).p[0])
    # Six of sixty are others, and they are the latest six.
    assert evidence.latest([[0] * 54 + [1] * 6]).p[0] == pytest.approx(6 / math.comb(60, 6))


@pytest.mark.parametrize("unit", [1e-200, 1e-80, 1e80])
def test_very_small_and_very_large_numbers_give_a_p_value_or_none_and_no_warning(unit):
    p = evidence.latest([[value * unit for value in [*PLAIN, 30]]]).p[0]
    assert np.isnan(p) or p < 0.001


@pytest.mark.parametrize("values", [[], [None] * 12, [5], [1, 2, 3, 4, 5, 9]])
def test_too_little_before_says_nothing(values):
    found = evidence.latest(np.array([values], dtype=float))
    assert np.isnan(found.p[0])
    assert (found.window[0], found.towards[0]) == (0, 0)


@pytest.mark.parametrize(
    "draw",
    [
        lambda rng: rng.normal(size=(4000, 36)),
        lambda rng: rng.poisson(2, (4000, 24)).astype(float),
        lambda rng: rng.binomial(20, 0.95, (4000, 24)) / 20,
        lambda rng: rng.binomial(300, 0.97, (4000, 60)) / 300,
    ],
)
def test_stable_series_surprise_no_more_often_than_the_p_value_says(draw):
    p = evidence.latest(draw(np.random.default_rng(1))).p
    # Three standard errors of a share of 4,000 above one and a half times the nominal share.
    for nominal in (0.05, 0.01, 0.001):
        most = 1.5 * nominal
        assert np.mean(p <= nominal) <= most + 3 * math.sqrt(most / len(p))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.sampled_from([0.01, 0.1, 0.25]))
def test_discoveries_are_those_of_scipys_adjusted_p_values(p, rate):
    adjusted = scipy.stats.false_discovery_control(p, method="bh")
    found = evidence.discoveries(p, rate)
    clear = np.abs(adjusted - rate) > 1e-12  # on the line the two divide in another order
    assert (found == (adjusted <= rate))[clear].all()


def test_discoveries_worked_by_hand():
    # Of five at 10%: the lines are 0.02, 0.04, 0.06, 0.08, 0.1. The fourth passes and takes the two before it along.
    assert evidence.discoveries([0.07, 0.5, 0.05, 0.065, 0.001]).tolist() == [True, False, True, True, True]


def test_what_has_no_p_value_is_no_discovery_and_makes_no_other_harder():
    few = evidence.discoveries([0.04, None, None, None])
    assert few.tolist() == [True, False, False, False]
    assert evidence.discoveries([0.04, 0.9, 0.9, 0.9]).tolist() == [False] * 4
    assert evidence.discoveries([]).tolist() == []
    assert evidence.discoveries([None, float("nan")]).tolist() == [False, False]


@pytest.mark.parametrize(("p", "rate"), [([0.5, 1.2], 0.1), ([-0.1], 0.1), (["low"], 0.1), ([0.5], 0), ([0.5], 1)])
def test_what_is_no_p_value_or_no_rate_is_refused(p, rate):
    with pytest.raises(Unusable):
        evidence.discoveries(p, rate)


def test_a_direction_that_is_none_is_refused():
    with pytest.raises(Unusable, match="better is 'up'"):
        evidence.latest([PLAIN], "up")
