"""Forecasts: the reference package's own answers where they lie beside the checkout, hand-worked cases, and laws."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.statistics import forecast, forecast_methods, seasons
from dashboard.statistics.errors import Unusable
from tests.statistics import made_series

TEXTBOOK = {
    "naive": "the last value",
    "snaive": "the same month last year",
}
SERIES = st.lists(st.integers(0, 1000), min_size=12, max_size=50)


def cases(oracle):
    return oracle("forecasts")["cases"]


def made(case):
    """The product's forecast of a case: what cannot be negative, shares not above 1."""
    train = case["input"]["train"]
    return forecast.series(train, len(case["holdout"]), floor=0, ceiling=1 if max(train) <= 1 else None)


@pytest.mark.parametrize("name", TEXTBOOK)
def test_the_textbook_methods_agree_with_the_reference(oracle, name):
    for case in cases(oracle):
        expected = case["expected"][name]
        for level in (80, 95):
            answer = forecast.one(TEXTBOOK[name], case["input"]["train"], len(case["holdout"]), level / 100)
            for ours, theirs, near in zip(
                answer, ("mean", f"lo{level}", f"hi{level}"), (1e-9, 1e-6, 1e-6), strict=True
            ):
                assert ours == pytest.approx(expected[theirs], rel=near), (case["id"], theirs)


def test_a_smoothed_level_agrees_with_the_reference(oracle):
    distances = []
    for case in cases(oracle):
        train, expected = case["input"]["train"], case["expected"]["ets_ANN"]
        for level in (80, 95):
            answer = forecast.one("a smoothed level", train, len(case["holdout"]), level / 100)
            for ours, theirs in zip(answer, ("mean", f"lo{level}", f"hi{level}"), strict=True):
                distances.append(np.abs(ours - np.array(expected[theirs])).max() / np.std(train, ddof=1))
    assert max(distances) <= 0.25
    assert np.mean(np.array(distances) <= 0.02) >= 0.9


def test_months_held_back_are_foretold_better_than_by_the_last_value_and_lie_within_the_band(oracle):
    ratios, inside = [], []
    for case in cases(oracle):
        holdout, answer = np.array(case["holdout"]), made(case)
        assert len(holdout) >= 6
        last = np.abs(holdout - case["input"]["train"][-1]).mean()
        ratios.append(np.abs(holdout - answer.points).mean() / last)
        inside.extend((answer.lower <= holdout) & (holdout <= answer.upper))
    assert np.exp(np.log(ratios).mean()) <= 0.55
    assert 0.78 <= np.mean(inside) <= 0.88


@pytest.fixture(scope="module")
def tried():
    """Of each kind of made series: the errors over those of the last value, and whether months lay in the band."""
    found = {}
    for kind, months, seed in itertools.product(made_series.KINDS, (24, 36, 60, 120), range(10)):
        known, to_come = made_series.made(kind, months, np.random.default_rng([2026, seed, months]))
        answer = forecast.series(known, len(to_come), floor=0)
        last = np.abs(to_come - known[-1]).mean()
        errors, inside = found.setdefault(kind, ([], []))
        if last > 0:
            errors.append(np.log(np.abs(to_come - answer.points).mean() / last))
        inside.append(((answer.lower <= to_come) & (to_come <= answer.upper)).mean())
    return {kind: (np.exp(np.mean(errors)), np.mean(inside)) for kind, (errors, inside) in found.items()}


def test_trends_seasons_and_shifts_are_foretold_better_than_by_the_last_value(tried):
    errors = {kind: error for kind, (error, _) in tried.items()}
    moving = [errors[kind] for kind in errors if any(word in kind for word in ("trend", "season", "shift"))]
    assert len(moving) == 5 and np.exp(np.log(moving).mean()) <= 0.65
    assert max(errors[kind] for kind in ("season", "trend and season", "shift and season")) <= 0.6
    assert max(errors[kind] for kind in ("trend", "shift", "noise only", "counts")) <= 0.95
    assert max(errors.values()) <= 1.15  # nothing beats the last value of a random walk


def test_bands_hold_about_as_many_months_as_they_say(tried):
    inside = {kind: held for kind, (_, held) in tried.items()}
    assert 0.78 <= np.mean(list(inside.values())) <= 0.88
    assert min(inside.values()) >= 0.72 and max(inside.values()) <= 0.97


def test_the_methods_worked_by_hand():
    assert forecast.one("the last value", [1, 2, 4], 2)[0].tolist() == [4, 4]
    # No step stands out: the mean of all. Six months of 1 and 3, six of 11 and 13: the mean of the latter.
    assert forecast.one("the mean since the last step", [1, 3] * 6, 2)[0].tolist() == [2, 2]
    assert forecast.one("the mean since the last step", [1, 3] * 3 + [11, 13] * 3, 2)[0].tolist() == [12, 12]
    assert forecast.one("the same month last year", range(1, 14), 2)[0].tolist() == [2, 3]
    # Steps of 1 and 2: the root of their mean square is 1.5811; 80% is 1.28155 of it, two months ahead root 2 more.
    _, lower, upper = forecast.one("the last value", [1, 2, 4], 2)
    assert upper - lower == pytest.approx(2 * 1.28155 * 1.58114 * np.sqrt([1, 2]), abs=1e-4)


def test_theta_carries_a_straight_line_on_with_half_its_slope():
    points = forecast.one("a smoothed level with half the trend", [float(month) for month in range(30)], 6)[0]
    assert np.diff(points) == pytest.approx([0.5] * 5)
    assert points[0] == pytest.approx(29.5, abs=0.1)


def test_the_slope_is_that_of_least_squares():
    values = np.random.default_rng(4).normal(size=25).cumsum()
    histories = forecast_methods.Histories(values[None, :], np.array([25]), 6)
    assert forecast_methods._slope(histories)[0] == pytest.approx(np.polyfit(np.arange(25), values, 1)[0])


def test_a_smoothed_levels_start_and_weight_are_those_of_the_least_squared_errors():
    values = np.random.default_rng(5).normal(size=30).cumsum()
    level, alpha, sigma = forecast_methods.Histories(values[None, :], np.array([30]), 6).smoothed

    def squares(start, weight):
        total, current = 0.0, start
        for value in values:
            total += (value - current) ** 2
            current += weight * (value - current)
        return total, current

    tried = [squares(start, weight) for weight in np.linspace(0.01, 0.99, 99) for start in np.linspace(-3, 3, 121)]
    least, ends_at = min(tried)
    assert sigma[0] ** 2 * 28 <= least + 1e-9
    assert level[0] == pytest.approx(ends_at, abs=0.05) and 0 < alpha[0] < 1


def test_seasons_that_multiply_and_seasons_that_add_are_found_and_carried_on():
    factors = np.array([1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2])
    noise = 1 + 0.01 * np.random.default_rng(1).normal(size=48)
    for values, bounds, expected in (
        (500 * np.tile(factors, 4) * noise, {"floor": 0}, 500 * factors[:6]),
        (50 + 40 * np.tile(factors - 1, 4) * noise, {"floor": 0, "ceiling": 100}, 50 + 40 * (factors[:6] - 1)),
    ):
        answer = forecast.series(values, 6, **bounds)
        assert answer.points == pytest.approx(expected, rel=0.02)
        assert answer.tested.error < answer.tested.naive / 3
        assert answer.beside == "the same month last year"


def test_seasons_are_put_in_their_months():
    values = np.tile([10.0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -10], 4)
    histories = forecast_methods.Histories(values[None, :], np.array([48]), 6)
    assert seasons.seasons(histories, multiplied=False).amounts[0] == pytest.approx(values[:12])


def test_seasons_are_those_of_generalised_least_squares():
    rng = np.random.default_rng(12)
    values = rng.normal(size=40).cumsum() + np.tile(rng.normal(size=12) * 5, 4)[:40]
    # Written out: the covariance of noise and of a level that wanders from an unknown start, and its normal equations.
    month = np.arange(40)
    covariance = np.eye(40) + seasons.WANDERS * np.minimum.outer(month, month)
    line = np.column_stack([np.ones(40), month])
    all_of_it = np.column_stack([line, np.equal.outer(month % 12, np.arange(11))])

    def fitted(columns):
        weighed = np.linalg.solve(covariance, columns)
        found = np.linalg.solve(columns.T @ weighed, weighed.T @ values)
        off = values - columns @ found
        return found, off @ np.linalg.solve(covariance, off)

    (_, without), (found, left) = fitted(line), fitted(all_of_it)
    each = np.append(found[2:], 0) - found[2:].sum() / 12
    f = (without - left) / 11 / (left / 27)
    histories = forecast_methods.Histories(values[None, :], np.array([40]), 6)
    assert seasons.seasons(histories, multiplied=False).amounts[0] == pytest.approx(each * (1 - 1 / f))


@pytest.mark.parametrize("slope", [0, 3, -3])
@pytest.mark.parametrize("step", [0, 60])
def test_neither_a_trend_nor_a_step_hides_seasons_or_is_one(slope, step):
    rng = np.random.default_rng(3)
    month = np.arange(48)
    other = 400 + slope * month + step * (month >= 29) + rng.normal(size=48) * 2
    season = np.tile(10 * np.sin(np.arange(12) * np.pi / 6), 4)
    with_seasons, without = (
        seasons.seasons(forecast_methods.Histories(each[None, :], np.array([48]), 6), multiplied=False)
        for each in (other + season, other)
    )
    assert np.abs(with_seasons.amounts[0] - season[:12]).max() < (6 if step else 4)
    assert with_seasons.there and not without.there


@given(st.lists(st.tuples(SERIES, st.sampled_from([None, 3, 20]), st.sampled_from([None, 1000])), max_size=12))
@settings(max_examples=25, deadline=None)
def test_many_series_side_by_side_have_the_forecast_of_each_alone(drawn):
    asked = []
    for values, missing, ceiling in drawn:
        for shifted in (0, 1):  # two of a kind at least, so that they are worked out together
            moved = [min(one + shifted * (place % 3), 1000.0) for place, one in enumerate(values)]
            moved = [None if place == missing else one for place, one in enumerate(moved)]
            asked.append(forecast.Asked(moved, 6, floor=0, ceiling=ceiling))
    for one, found in zip(asked, forecast.several(asked), strict=True):
        alone = forecast.series(one.values, 6, floor=0, ceiling=one.ceiling)
        assert (found.method, found.reason, found.start) == (alone.method, alone.reason, alone.start)
        for name in ("points", "lower", "upper", "shocks"):
            assert getattr(found, name) == pytest.approx(getattr(alone, name), rel=1e-9, abs=1e-7), name
        assert found.tested is None or found.tested.error == pytest.approx(alone.tested.error, rel=1e-9, abs=1e-9)


def test_a_freak_month_is_no_season():
    values = 100 + np.random.default_rng(1).normal(size=48)
    values[20] = 400
    found = seasons.seasons(forecast_methods.Histories(values[None, :], np.array([48]), 6), multiplied=False)
    assert np.abs(found.amounts).max() < 2


def test_of_seasons_that_chance_made_little_is_kept():
    kept = []
    for seed in range(300):
        values = np.random.default_rng(seed).normal(size=(1, 36))
        kept.append(seasons.seasons(forecast_methods.Histories(values, np.array([36]), 6), False).spent[0] / 11)
    assert np.mean(kept) < 0.25
    assert np.mean(np.array(kept) > 0.5) < 0.15


@pytest.mark.parametrize("value", [0, 0.3, 0.95, 100, 1e7])
@pytest.mark.parametrize("months", [12, 23, 24, 40])
def test_a_constant_series_stays_where_it_is(value, months):
    answer = forecast.series([value] * months, 6, floor=0)
    for part in (answer.points, answer.lower, answer.upper, answer.seasonal_naive):
        assert part == pytest.approx([value] * 6, rel=1e-12)
    assert answer.tested.error == pytest.approx(0, abs=1e-12 * value) and answer.tested.inside == 1


def test_under_twelve_values_there_is_no_forecast_and_a_reason():
    for values in ([5, 7, 6, 8, 5, 6, 7, 9], [None] * 30, []):
        answer = forecast.series(values, 6, floor=0)
        assert answer.method is None and len(answer.points) == 0
        assert answer.reason.startswith(f"{sum(value is not None for value in values)} values since")


def test_what_was_before_the_series_started_afresh_is_never_looked_at():
    rng = np.random.default_rng(2)
    old, new = rng.normal(900, 50, 30), rng.normal(100, 5, 20)
    whole, alone = forecast.series([*old, *new], 6, rebase_at=30), forecast.series(new, 6)
    assert (whole.points.tolist(), whole.lower.tolist()) == (alone.points.tolist(), alone.lower.tolist())
    assert whole.tested == alone.tested and whole.start == 50
    assert forecast.series([*old, *new[:11]], 6, rebase_at=30).reason


def test_under_24_values_the_last_value_stands_beside_the_forecast_and_says_so():
    values = list(np.random.default_rng(2).normal(100, 5, 23))
    assert forecast.series(values, 6).beside == "the last value"
    assert forecast.series(values, 6).seasonal_naive.tolist() == [values[-1]] * 6
    assert forecast.series(values, 6).tested.seasonal_naive is None
    longer = [*values, 90.0]
    assert forecast.series(longer, 6).beside == "the same month last year"
    assert forecast.series(longer, 6).seasonal_naive.tolist() == longer[12:18]


def test_gaps_have_no_weight_and_a_gap_at_the_end_moves_the_start():
    values = [10.0, 12, None, 11, 13, 12, None, None, 10, 11, 12, 13, 11, 12, 10, 11]
    answer = forecast.series([*values, None, None], 3)
    assert answer.start == len(values)
    assert answer.points.tolist() == forecast.series(values, 3).points.tolist()
    seen = [value for value in values if value is not None]
    assert forecast.one("the mean since the last step", values, 1)[0][0] == pytest.approx(np.mean(seen))
    assert forecast.one("a trend that dies away", [0.0, None, None, 3, 4, 5], 1)[0][0] == pytest.approx(6, abs=0.2)
    # A step of 4 over two months counts as two of which the squares add up to 4 x 4 / 2; the other step is 1.
    _, lower, upper = forecast.one("the last value", [0.0, None, 4, 5], 1)
    assert (upper - lower)[0] == pytest.approx(2 * 1.2815516 * np.sqrt((4 * 4 / 2 + 1) / 2))


@given(SERIES, st.integers(1, 6), st.lists(st.integers(0, 49), max_size=8))
@settings(deadline=None)
def test_a_forecast_is_never_below_its_floor_nor_without_a_number(values, horizon, gaps):
    values = [None if month in gaps else value for month, value in enumerate(values)]
    answer = forecast.series(values, horizon, floor=0)
    if answer.reason:
        return
    for part in (answer.points, answer.lower, answer.upper, answer.seasonal_naive):
        assert len(part) == horizon and np.isfinite(part).all() and (part >= 0).all()
    assert (answer.lower <= answer.points).all() and (answer.points <= answer.upper).all()
    assert 0 <= answer.tested.inside <= 1 and answer.tested.months >= 1


@given(st.lists(st.integers(0, 100), min_size=24, max_size=40))
@settings(deadline=None)
def test_a_percentage_is_never_above_its_ceiling(values):
    answer = forecast.series(values, 6, floor=0, ceiling=100)
    assert (answer.upper <= 100).all() and (answer.lower >= 0).all()


@given(SERIES)
@settings(deadline=None)
def test_without_seasons_the_band_never_narrows_where_nothing_bounds_it(values):
    answer = forecast.series(values[:23], 6)
    width = answer.upper - answer.lower
    assert (np.diff(width) >= -1e-9 * (1 + width[:-1])).all()


@given(SERIES, st.integers(-1000, 1000))
@settings(deadline=None)
def test_every_method_moves_with_the_series(values, shift):
    for name in forecast.METHODS:
        here = forecast.one(name, values, 6)
        there = forecast.one(name, [value + shift for value in values], 6)
        for part, moved in zip(here, there, strict=True):
            assert moved == pytest.approx(part + shift, abs=1e-3), name


@pytest.mark.parametrize("seed", range(8))
def test_the_chosen_forecast_moves_with_the_series_and_grows_with_it(seed):
    rng = np.random.default_rng(seed)
    values = rng.normal(100, 10, 40) + 20 * np.sin(np.arange(40) * np.pi / 6) * (seed % 2)
    plain, moved, larger = (forecast.series(each, 6) for each in (values, values + 500, values * 7))
    assert plain.method == moved.method == larger.method
    for name in ("points", "lower", "upper", "seasonal_naive"):
        assert getattr(moved, name) == pytest.approx(getattr(plain, name) + 500)
        assert getattr(larger, name) == pytest.approx(getattr(plain, name) * 7)


def test_the_months_tested_are_foretold_from_what_was_known_before_them():
    rng = np.random.default_rng(6)
    values = rng.normal(100, 10, 30)
    answer = forecast.series(values, 6)
    assert answer.tested.months == 12
    errors = [
        abs(values[month] - values[origin - 1])
        for origin in range(18, 30)
        for month in range(origin, min(origin + 6, 30))
    ]
    assert answer.tested.naive == pytest.approx(np.mean(errors))
    first = forecast._histories(values[None, :], 6, 12)
    assert np.isnan(first.values[0, 18:]).all() and first.ends.tolist() == list(range(18, 31))


def test_on_series_of_a_known_kind_the_band_holds_about_as_many_values_as_it_says():
    rng = np.random.default_rng(2026)
    inside = {"level": [], "walk": []}
    for _ in range(150):
        noise = rng.normal(0, 10, 42)
        for name, values in (("level", 200 + noise), ("walk", 500 + noise.cumsum())):
            answer = forecast.series(values[:36], 6)
            inside[name].extend((answer.lower <= values[36:]) & (values[36:] <= answer.upper))
    assert 0.72 <= np.mean(inside["level"]) <= 0.92
    assert 0.62 <= np.mean(inside["walk"]) <= 0.92


def test_a_year_of_a_steady_level_comes_to_what_is_there_and_what_is_foretold():
    months = list(np.random.default_rng(3).normal(100, 10, 36))
    answer = forecast.series(months, 6)
    year = forecast.year_end(months[-6:], answer)
    assert year.so_far == pytest.approx(sum(months[-6:])) and year.months_left == 6
    assert year.total == pytest.approx(year.so_far + answer.points.sum())
    assert year.lower < year.total < year.upper


@pytest.mark.parametrize(
    ("method", "factor"),
    [
        ("the last value", np.sqrt(1 + 4 + 9)),  # a surprise in the first of three months lasts for all three
        ("the same month last year", np.sqrt(3)),  # each month has its own
    ],
)
def test_the_years_band_adds_up_errors_that_last_and_lets_others_cancel_out(method, factor):
    values = np.random.default_rng(3).normal(100, 10, 36)
    paths = forecast.METHODS[method](forecast_methods.Histories(values[None, :], np.array([36]), 3))
    one_month = paths.sigma[0]
    assert np.linalg.norm((paths.sigma[0] * paths.loadings[0]).sum(axis=0)) == pytest.approx(one_month * factor)


def test_the_years_band_is_that_of_simulated_years():
    values = np.random.default_rng(9).normal(size=40).cumsum() + 50
    answer = forecast.series(values, 12)
    shocks = np.random.default_rng(1).normal(size=(200_000, answer.shocks.shape[1]))
    totals = (answer.points + shocks @ answer.shocks.T).sum(axis=1)
    year = forecast.year_end([], answer)
    assert np.mean((year.lower <= totals) & (totals <= year.upper)) == pytest.approx(0.8, abs=0.01)


def test_a_years_total_never_falls_under_what_is_there_already():
    answer = forecast.series([0, 9, 0, 1, 0, 0, 12, 0, 0, 3, 0, 0, 1, 0, 0], 4, floor=0)
    year = forecast.year_end([5] * 8, answer)
    assert year.lower >= year.so_far == 40


def test_a_whole_year_is_what_it_is():
    year = forecast.year_end([2] * 12, None)
    assert (year.total, year.lower, year.upper, year.months_left) == (24, 24, 24, 0)


def test_what_is_still_needed_each_month_reaches_the_target():
    assert forecast.required(1200, [100, 80, 120], 9) == 100
    assert forecast.required(300, 330, 3) == -10
    # 60 of 80 so far, 20 more to come, 80% wanted: 80 of 100, so all 20.
    assert forecast.required_share(0.8, 60, 80, 20) == pytest.approx(1)
    assert forecast.required_share(80, [40, 20], [50, 30], 20, per=100) == pytest.approx(100)
    assert forecast.required_share(90, 60, 80, 20, per=100) > 100


@given(st.floats(0, 1), st.integers(0, 500), st.integers(0, 500), st.floats(1, 500))
@settings(deadline=None)
def test_the_share_required_makes_the_years_share_the_target(target, some, others, left):
    needed = forecast.required_share(target, some, some + others, left)
    assert (some + needed * left) / (some + others + left) == pytest.approx(target, abs=1e-9)


YEAR = list(range(100, 124))


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda: forecast.series(YEAR, 7), "24 values reaches 1 to 6 months, not 7"),
        (lambda: forecast.series(YEAR + YEAR, 13), "reaches 1 to 12"),
        (lambda: forecast.series(YEAR, 0), "not 0"),
        (lambda: forecast.series(YEAR, 2.5), "not 2.5"),
        (lambda: forecast.series([*YEAR, -1], 6, floor=0), "outside 0 to inf"),
        (lambda: forecast.series([*YEAR, 101], 6, floor=0, ceiling=100), "outside 0 to 100"),
        (lambda: forecast.series([*YEAR, float("inf")], 6), "outside"),
        (lambda: forecast.series(["a"] * 20, 6), "list of numbers"),
        (lambda: forecast.series(5, 6), "list of numbers"),
        (lambda: forecast.series(YEAR, 6, rebase_at=25), "position 25 of 24"),
        (lambda: forecast.series(YEAR, 6, rebase_at=-1), "position -1"),
        (lambda: forecast.series(YEAR, 6, season=7), "12 months or 4 quarters"),
        (lambda: forecast.series(YEAR, 6, level=80), "level of a band"),
        (lambda: forecast.series(YEAR, 6, floor=200, ceiling=100), "outside|not below"),
        (lambda: forecast.one("the last value", [1, 2], 6), "3 values"),
        (lambda: forecast.year_end([1] * 13, None), "has 13 already"),
        (lambda: forecast.year_end([1, None, 3], forecast.series(YEAR, 6)), "missing"),
        (lambda: forecast.year_end([1] * 3, forecast.series(YEAR, 6)), "9 months of the year are left"),
        (lambda: forecast.year_end([1] * 9, forecast.series([1] * 5, 3)), "5 values since"),
        (lambda: forecast.required(10, [1], 0), "no month"),
        (lambda: forecast.required_share(0.5, 1, 2, 0), "nothing more is expected"),
    ],
)
def test_what_cannot_be_foretold_is_refused_with_a_sentence(call, why):
    with pytest.raises(Unusable, match=why):
        call()
