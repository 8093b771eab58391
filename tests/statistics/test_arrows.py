"""The test of an arrow: the slow way, by hand, by another package's figures, and by laws that must hold."""

import math

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.bench import arrows as bench
from dashboard.statistics import arrows
from dashboard.statistics.arrows import AGAINST, AGREE, NOT_SHOWN, TooShort
from dashboard.statistics.errors import Unusable
from tests.conftest import CHECKOUT


def drawn(seed, rows, months=48):
    return np.random.default_rng(seed).normal(size=(rows, months))


def slow_shocks(values):
    """The rests of a line and a yearly wave by the normal equations, less what is carried over, month by month."""
    there = [n for n, value in enumerate(values) if math.isfinite(value)]
    rows = [
        [1.0, n, *(f(2 * math.pi * k * n / 12) for k in (1, 2) for f in (math.cos, math.sin))]
        for n in range(len(values))
    ]
    known = np.array([rows[n] for n in there])
    fitted = np.linalg.solve(known.T @ known, known.T @ np.array([values[n] for n in there]))
    rest = {n: values[n] - float(np.dot(rows[n], fitted)) for n in there}
    squares = math.fsum(each**2 for each in rest.values())
    r = math.fsum(rest[n] * rest[n - 1] for n in rest if n - 1 in rest) / squares
    r += (1 + 3 * r) / len(rest)
    return {n: rest[n] - r * rest[n - 1] for n in rest if n - 1 in rest}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 6), st.sets(st.integers(0, 47), max_size=3), st.sampled_from([1, -1]))
def test_of_single_months_it_is_what_the_words_say_number_by_number(seed, lag, gaps, sign):
    x, y = drawn(seed, 2)
    x[sorted(gaps)] = np.nan
    found = arrows.months(x, y, [lag], sign)
    pairs = sum(math.isfinite(x[n]) and math.isfinite(y[n + lag]) for n in range(48 - lag))
    if pairs < 36:
        assert found == TooShort("pairs", pairs, 36)
        return
    first, second = slow_shocks(x), slow_shocks(y)
    both = [(first[n], second[n + lag]) for n in first if n + lag in second]
    r = scipy.stats.pearsonr(*zip(*both, strict=True)).statistic
    error = 1 / math.sqrt(len(both) - 7)
    reach = scipy.stats.norm.ppf(0.95) * error
    assert (found.strength, found.pairs) == (pytest.approx(r), pairs)
    assert (found.lower, found.upper) == pytest.approx(
        (math.tanh(math.atanh(r) - reach), math.tanh(math.atanh(r) + reach))
    )
    assert found.p == pytest.approx(scipy.stats.norm.sf(sign * math.atanh(r) / error))
    assert found.possible == pytest.approx(max(0, math.tanh(sign * math.atanh(r) + reach)))


def slow_teams(x, y, lag):
    """Slope, its error and the strength by least squares with a column for each team and each month."""
    rows = [
        (team, month, x[team, month], y[team, month + lag])
        for team in range(len(x))
        for month in range(x.shape[1] - lag)
        if math.isfinite(x[team, month]) and math.isfinite(y[team, month + lag])
    ]
    team, month = (np.array([row[n] for row in rows]) for n in (0, 1))
    dummies = np.column_stack([team == one for one in np.unique(team)] + [month == one for one in np.unique(month)])
    first, second = (np.array([row[n] for row in rows]) for n in (2, 3))
    known = np.column_stack([first, dummies])
    slope = np.linalg.lstsq(known, second, rcond=None)[0][0]
    within, other = (one - dummies @ np.linalg.lstsq(dummies, one, rcond=None)[0] for one in (first, second))
    rest = other - slope * within
    many = len(np.unique(team))
    squares = sum(float(within[team == one] @ rest[team == one]) ** 2 for one in np.unique(team))
    error = math.sqrt(many / (many - 1) * squares) / float(within @ within)
    return slope, error, math.sqrt(float(within @ within) / float(other @ other))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 3), st.integers(0, 20))
def test_of_teams_it_is_what_the_words_say_with_gaps_too(seed, lag, gaps):
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=(9, 36)), rng.normal(size=(9, 36)).cumsum(axis=1)
    for matrix in (x, y):
        matrix[rng.integers(0, 9, gaps), rng.integers(0, 36, gaps)] = np.nan
    found = arrows.teams(x, y, [lag], -1)
    slope, error, scale = slow_teams(x, y, lag)
    assert (found.slope, found.strength) == pytest.approx((slope, slope * scale), abs=1e-8)
    reach = scipy.stats.t.ppf(0.95, 8) * error * scale
    assert (found.lower, found.upper) == pytest.approx(
        (max(-1, slope * scale - reach), min(1, slope * scale + reach)), abs=1e-8
    )
    assert found.p == pytest.approx(scipy.stats.t.cdf(slope / error, 8), abs=1e-8)


def made(seed, count):
    """Numbers between 0 and 1 by a linear congruence: the same on every machine and in every package."""
    found = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2**31
        found.append(seed / 2**31)
    return np.array(found)


def test_it_is_what_statsmodels_gives():
    """Figures of statsmodels 0.15.0: OLS with a column for each team and month, cov_type cluster and its G / (G - 1);
    OLS on line and waves, tsa.acf of the rests (its bias put right), and the correlation of what is left."""
    x, y = made(1, 9 * 30).reshape(9, 30), made(2, 9 * 30).reshape(9, 30)
    y[:, 2:] += 0.3 * x[:, :-2]
    found = arrows.teams(x, y, [2], 1)
    assert found.slope == pytest.approx(0.2244959002501967)
    assert found.p == pytest.approx(scipy.stats.t.sf(0.2244959002501967 / 0.05848262716710712, 8))
    single = arrows.months(made(3, 48), made(4, 48), [1], 1)
    assert single.strength == pytest.approx(-0.09790396781696739)


def test_of_several_lags_the_one_that_says_most_is_told_and_pays_for_the_others():
    x, y = drawn(3, 2)
    y[4:] += 0.9 * x[:-4]
    alone = {lag: arrows.months(x, y, [lag], 1) for lag in (2, 3, 4)}
    found = arrows.months(x, y, [2, 3, 4], 1)
    assert found.lag == 4
    assert found.p == pytest.approx(3 * alone[4].p)
    assert found.lower < alone[4].lower < alone[4].upper < found.upper


def test_the_sign_turns_what_agrees_into_what_speaks_against():
    x, y = drawn(4, 2)
    y[2:] += 2 * x[:-2]
    there, turned = (arrows.months(x, y, [1, 2, 3], sign) for sign in (1, -1))
    assert (there.p, there.p_against) == pytest.approx((turned.p_against, turned.p))
    assert there.lag == turned.lag == 2
    assert arrows.verdicts([there, turned]) == [AGREE, AGAINST]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.1, 100), st.floats(-50, 50), st.floats(-2, 2))
def test_another_unit_a_trend_or_a_season_changes_nothing(seed, scale, shift, slope):
    x, y = drawn(seed, 2)
    moved = scale * x + shift + slope * np.arange(48) + 7 * np.cos(2 * np.pi * np.arange(48) / 12 + 1)
    first, second = arrows.months(x, y, [1], 1), arrows.months(moved, y, [1], 1)
    assert second.strength == pytest.approx(first.strength, abs=1e-6)


def test_what_is_common_to_all_teams_changes_nothing():
    x, y = drawn(5, 10), drawn(6, 10)
    common = drawn(7, 1).cumsum(axis=1)
    first, second = arrows.teams(x, y, [1], 1), arrows.teams(x + 9 * common, y - 9 * common, [1], 1)
    assert second.strength == pytest.approx(first.strength, abs=1e-6)


@pytest.mark.parametrize(
    ("first", "second", "side"),
    [
        (np.arange(48.0), np.random.default_rng(1).normal(size=48), "spread"),
        (np.full(48, 3.0), np.random.default_rng(1).normal(size=48), "spread"),
        ([None] * 40 + [1.0] * 8, np.random.default_rng(1).normal(size=48), "spread"),
        (np.random.default_rng(2).normal(size=30), np.random.default_rng(1).normal(size=30), "pairs"),
    ],
)
def test_what_cannot_be_told_is_not_told(first, second, side):
    found = arrows.months(first, second, [1], 1)
    assert isinstance(found, TooShort)
    assert found.side == side


def test_too_few_teams_say_so():
    assert arrows.teams(drawn(1, 7), drawn(2, 7), [1], 1) == TooShort("teams", 7, 8)
    x = drawn(1, 9)
    x[:2, 10:] = np.nan  # two teams of ten months
    assert arrows.teams(x, drawn(2, 9), [0], 1) == TooShort("teams", 7, 8)


def test_a_series_held_against_itself_has_numbers_all_the_same():
    x = drawn(8, 1)[0]
    found = arrows.months(x, x, [0], 1)
    assert found.strength == pytest.approx(1)
    assert found.p < 1e-6
    panel = arrows.teams(drawn(8, 9), drawn(8, 9), [0], 1)
    assert (panel.strength, panel.p) == (pytest.approx(1), pytest.approx(0, abs=1e-6))


@pytest.mark.parametrize(("lags", "sign"), [([], 1), ([-1], 1), ([48], 1), ([1], 0)])
def test_what_cannot_be_asked_is_refused(lags, sign):
    with pytest.raises(Unusable):
        arrows.months(*drawn(1, 2), lags, sign)


def test_of_many_arrows_a_chance_find_is_not_believed():
    found = [arrows.months(*drawn(seed, 2), [1], 1) for seed in range(20)]
    assert any(one.p <= 0.05 for one in found)
    assert arrows.verdicts(found) == [NOT_SHOWN] * 20


@pytest.fixture(scope="module")
def tables():
    return bench.unrelated(), bench.power(), bench.panels()


@pytest.mark.slow
def test_the_document_holds_the_tables_as_they_are_measured(tables):
    written = (CHECKOUT / "docs" / "statistics.md").read_text(encoding="utf-8")
    for rows in tables:
        assert bench.table(rows) in written, "run python -m dashboard.bench.arrows"


@pytest.mark.slow
def test_where_there_is_nothing_hardly_more_than_one_in_twenty_is_found(tables):
    unrelated, _, panels = tables
    assert all(float(row[words]) <= 0.075 for row in unrelated for words in row if words.startswith("ours"))
    assert all(float(row["found of a slope of 0"]) <= 0.075 for row in panels if row["teams"] >= 8)
