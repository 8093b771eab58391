"""The charts of many series at once against the slow, obvious chart of each, and the laws that any chart keeps."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics import xmr
from tests.statistics import plain_xmr

BETTER = ("higher", "lower", "neither")
VALUES = st.one_of(
    st.integers(0, 4),  # ties, and points on the mean
    st.integers(-300, 300),
    st.integers(0, 40).map(lambda n: 100 * n / 40),  # shares
    st.floats(-1000, 1000).map(lambda x: round(x, 2)),
)
TIMES = settings(max_examples=50, deadline=None)


@st.composite
def series(draw, length):
    """Values with gaps that hold together: runs, climbs and steps are as likely as noise."""
    kind = draw(st.sampled_from(["noise", "climbs", "levels"]))
    if kind == "climbs":
        steps = draw(st.lists(st.sampled_from([-2, -1, 0, 1, 1, 1, 2, 2]), min_size=length, max_size=length))
        values = [sum(steps[: i + 1]) for i in range(length)]
    elif kind == "levels":
        levels = draw(st.lists(st.integers(0, 3), min_size=length, max_size=length))
        values = [10 * (i // 8 % 2) + level for i, level in enumerate(levels)]
    else:
        values = draw(st.lists(VALUES, min_size=length, max_size=length))
    gaps = draw(st.sets(st.integers(0, max(length - 1, 0)), max_size=3))
    return [None if i in gaps else value for i, value in enumerate(values)]


@st.composite
def asked(draw):
    """Three rows of one length with all that a chart can be asked for."""
    length = draw(st.integers(0, 45))
    places = st.lists(st.integers(0, length - 1), max_size=3) if length else st.just([])
    return SimpleNamespace(
        rows=[draw(series(length)) for _ in range(3)],
        better=[draw(st.sampled_from(BETTER)) for _ in range(3)],
        target=[draw(st.one_of(st.none(), st.integers(-20, 20))) for _ in range(3)],
        rebase=[draw(places) for _ in range(3)],
        baseline=draw(st.sampled_from([None, None, 12, 20])),
        screen=draw(st.booleans()),
    )


def gone_through(case):
    matrix = np.array(case.rows, dtype=float).reshape(3, -1)
    return xmr.charts(
        matrix,
        better=case.better,
        target=case.target,
        rebase=case.rebase,
        baseline=case.baseline,
        screen=case.screen,
    )


@TIMES
@given(asked())
def test_many_charts_at_once_say_what_the_slow_chart_of_each_says(case):
    found = gone_through(case)
    for row, values in enumerate(case.rows):
        slow = plain_xmr.chart(values, case.better[row], case.target[row], case.rebase[row], case.baseline, case.screen)
        for name in ("mean", "lower", "upper"):
            expected = np.array([np.nan if each is None else float(each) for each in slow[name]])
            np.testing.assert_allclose(getattr(found, name)[row], expected, rtol=1e-9, atol=1e-9)
        assert [xmr.RULES[code] for code in found.rules[row]] == slow["rules"]
        assert [xmr.POINTS[code] for code in found.points[row]] == slow["points"]
        assert xmr.POINTS[found.variation[row]] == slow["variation"]
        assert xmr.ASSURANCES[found.assurance[row]] == slow["assurance"]
        assert found.run[row] == slow["run"]
        assert np.flatnonzero(np.diff(found.segment[row], prepend=-1)).tolist() == slow["starts"]
        assert found.trial[row][slow["starts"]].tolist() == slow["trial"]


@TIMES
@given(asked())
def test_one_chart_is_the_row_of_many(case):
    found = gone_through(case)
    for row, values in enumerate(case.rows):
        one = xmr.chart(
            values,
            better=case.better[row],
            target=case.target[row],
            rebase=case.rebase[row],
            baseline=case.baseline,
            screen=case.screen,
        )
        assert one.points == tuple(xmr.POINTS[code] for code in found.points[row])
        assert one.rules == tuple(xmr.RULES[code] for code in found.rules[row])
        assert one.variation == xmr.POINTS[found.variation[row]]
        assert one.assurance == xmr.ASSURANCES[found.assurance[row]]
        for name in ("mean", "lower", "upper"):
            whole = [None if number != number else number for number in getattr(found, name)[row].tolist()]
            assert list(getattr(one, name)) == whole


WHOLE = st.lists(st.one_of(st.none(), st.integers(0, 12), st.integers(0, 500)), max_size=45)


def charted(values, **asked):
    return xmr.chart(values, **{"better": "higher", "target": 7, **asked})


def moved(values, by=0, times=1):
    return [None if value is None else value * times + by for value in values]


@TIMES
@given(WHOLE, st.sampled_from([-1000, -7, 3, 250]), st.sampled_from(BETTER))
def test_a_shift_of_all_values_shifts_the_limits_and_no_verdict(values, by, better):
    before, after = charted(values, better=better), charted(moved(values, by), target=7 + by, better=better)
    assert (after.points, after.rules, after.variation) == (before.points, before.rules, before.variation)
    assert after.assurance == before.assurance
    for name in ("mean", "lower", "upper"):
        assert getattr(after, name) == pytest.approx(moved(getattr(before, name), by), abs=1e-6)


@TIMES
@given(WHOLE, st.sampled_from([0.25, 3, 1000]))
def test_another_unit_changes_no_verdict(values, times):
    before, after = charted(values), charted(moved(values, times=times), target=7 * times)
    assert (after.points, after.rules, after.assurance) == (before.points, before.rules, before.assurance)
    assert after.upper == pytest.approx(moved(before.upper, times=times))


SWAPPED = {
    "improvement": "concern",
    "concern": "improvement",
    "high": "low",
    "low": "high",
    "pass": "fail",
    "fail": "pass",
}


def swapped(words):
    return tuple(SWAPPED.get(word, word) for word in words)


@TIMES
@given(WHOLE)
def test_the_other_polarity_swaps_improvement_and_concern_and_pass_and_fail(values):
    higher, lower = charted(values, better="higher"), charted(values, better="lower")
    assert lower.points == swapped(higher.points)
    assert lower.rules == higher.rules
    assert (lower.variation, lower.assurance) == swapped((higher.variation, higher.assurance))


@TIMES
@given(WHOLE)
def test_a_series_turned_upside_down_is_as_good_as_the_other_polarity_says(values):
    up, down = charted(values, better="higher"), charted(moved(values, times=-1), target=-7, better="lower")
    assert (down.points, down.assurance) == (up.points, up.assurance)
    neutral = charted(values, better="neither"), charted(moved(values, times=-1), target=-7, better="neither")
    assert neutral[1].points == swapped(neutral[0].points)


@TIMES
@given(WHOLE, WHOLE)
def test_a_segment_is_charted_as_if_it_stood_alone(first, second):
    whole = charted([*first, *second], rebase=[len(first)] if second else [])
    alone = charted(first), charted(second)
    assert whole.points == alone[0].points + alone[1].points
    assert whole.rules == alone[0].rules + alone[1].rules
    assert whole.mean == alone[0].mean + alone[1].mean
