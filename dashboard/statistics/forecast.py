"""Where a monthly series is heading: a short forecast with its band, and how such forecasts did on months not seen.

No official method exists. The seasons are taken out (`seasons`), four simple methods of `forecast_methods` carry the
rest on, and the seasons are put back. Each method is tested on the last 12 months as if these had not come yet; the
forecast is their mean, in which a method counts the less the further it was off. Beside it always stands the same month
of last year.

What is decided here:
- A forecast takes 12 values since the series last started afresh (`rebase_at`); what was before is never looked at.
  It reaches 6 months, and 12 from 36 values.
- Seasons are used from 24 values, by as much as they are more than chance.
- A missing month has no weight; none is filled in. After missing months at the end the forecast begins where they do.
- Points and bands are kept within `floor` and `ceiling`. Where a floor of 0 is the only bound and every value is
  above it, seasons multiply (a busy month is a tenth busier); else they add.
- The band assumes that each month's surprise is independent of the others and that all are of one size: that of the
  errors the methods were fitted to. What is not known of the seasons and how far the methods lie apart is added, and
  where errors on months not seen were larger than the band had said, the band is as much wider.
"""

from dataclasses import dataclass, replace
from numbers import Integral, Real

import numpy as np

from dashboard.statistics import forecast_methods as methods
from dashboard.statistics.damped import damped
from dashboard.statistics.errors import Unusable
from dashboard.statistics.seasons import seasons

FEWEST = 12  # values: fewer say nothing of a year
FEWEST_FOR_SEASONS = 24
FEWEST_FOR_A_YEAR = 36
LONGEST, LONGEST_OF_A_YEAR = 6, 12
TESTED = 12  # months
SIDE_BY_SIDE = 8  # series at once: more of them leave the processor's own memory
FEWEST_BEFORE_A_TEST = 8
FITTED = 2  # what a method settles from the values: a level, and its weight or its slope

LAST, SAME_MONTH = "the last value", "the same month last year"
BLENDED = {
    "a smoothed level": methods.smoothing,
    "a smoothed level with half the trend": methods.theta,
    "a trend that dies away": damped,
    "the mean since the last step": methods.stepped,
}
METHODS = {LAST: methods.naive, SAME_MONTH: methods.seasonal_naive, **BLENDED}
SHARPNESS = 4  # a method twice as far off as another on the months tested has a sixteenth of its weight


@dataclass(frozen=True)
class Tested:
    """How forecasts did on the last months, each made as it would have been before them.

    `months` is how many months were foretold. Errors are mean absolute ones in the unit of the values, over every
    such month and every forecast of it; `seasonal_naive` is None where there are under 24 values. `inside` is the
    share of those values that lay within the band.
    """

    months: int
    error: float
    naive: float
    seasonal_naive: float | None
    inside: float


@dataclass(frozen=True, eq=False)
class Forecast:
    """The months after a series, in its unit: `points` with `lower` and `upper`, the band of `level`.

    `method` says in plain words how they were made. `seasonal_naive` has the points of what stands beside it and
    `beside` says what that is: the same month last year, or the last value where there are under 24 values. `start` is
    the position of the first month ahead, counted as the values were. Without a forecast `reason` says why, `method` is
    None, the arrays are empty. `shocks` (horizon x independent surprises of variance 1) is how far each surprise moves
    each month.
    """

    method: str | None
    points: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    level: float
    beside: str | None
    seasonal_naive: np.ndarray
    tested: Tested | None
    reason: str | None
    start: int
    shocks: np.ndarray
    quantile: float
    floor: float
    ceiling: float


@dataclass(frozen=True)
class YearEnd:
    """What a year comes to, with the band of the forecast's level; how much of it is there, how many months are not."""

    total: float
    lower: float
    upper: float
    so_far: float
    months_left: int


@dataclass(frozen=True, eq=False)
class Asked:
    """What a Forecast is asked of: the `horizon` months after values (None or NaN where missing).

    `rebase_at` is the position of the first value that counts; `floor` and `ceiling` are what the values cannot pass
    (0 for counts, 100 for percentages).
    """

    values: list
    horizon: int
    season: int = 12
    rebase_at: int | None = None
    floor: float | None = None
    ceiling: float | None = None
    level: float = 0.8

    @property
    def bounds(self):
        return (-np.inf if self.floor is None else self.floor, np.inf if self.ceiling is None else self.ceiling)


def series(values, horizon, **words):
    """The Forecast of one series, asked for in the words of Asked. Raises Unusable for too long a horizon, and for
    values that are no numbers or outside floor and ceiling."""
    return several([Asked(values, horizon, **words)])[0]


def several(asked):
    """The Forecast of each of a list of Asked, as `series` has it.

    Those that are known in the same months are worked out SIDE_BY_SIDE: to call numpy takes longer than the sums.
    """
    found, alike = [None] * len(asked), {}
    for place, one in enumerate(asked):
        known, start = _known(one.values, one.rebase_at, one.bounds)
        count = int((~np.isnan(known)).sum())
        _check(one.horizon, one.season, one.level, one.bounds, count)
        if count < FEWEST:
            found[place] = _none(count, start, one.level, one.bounds)
            continue
        multiplied = one.bounds == (0, np.inf) and bool(np.nanmin(known) > 0)
        kind = ((~np.isnan(known)).tobytes(), multiplied, one.horizon, one.season, one.level, one.bounds)
        alike.setdefault(kind, []).append((place, known, start))
    for (_, multiplied, *rest), group in alike.items():
        for at in range(0, len(group), SIDE_BY_SIDE):
            places, known, starts = zip(*group[at : at + SIDE_BY_SIDE], strict=True)
            for place, forecast in zip(places, _forecasts(np.array(known), starts, multiplied, *rest), strict=True):
                found[place] = forecast
    return found


def _forecasts(known, starts, multiplied, horizon, season, level, bounds):
    """The Forecasts of series (series x months) whose values are there in the same months, from 12 of them on."""
    histories = _histories(known, horizon, season)
    actual = _actual(known, histories)
    found = seasons(histories, multiplied)
    tried = _tried(found, histories, bounds)
    weights = _weights([_error(actual, paths, histories) for paths in tried.values()])
    free = histories.known - FITTED - found.spent
    paths = methods.blended(tried.values(), np.repeat(weights, histories.origins, axis=1), free)
    paths = _widened(paths, actual, histories)
    lower, upper = _band(paths, level, bounds)
    beside = {LAST: methods.naive(histories)}
    if histories.known[-1] >= FEWEST_FOR_SEASONS:
        beside[SAME_MONTH] = methods.seasonal_naive(histories)
    errors = {name: _error(actual, each, histories) for name, each in {**beside, None: paths}.items()}
    inside = _inside(actual, lower, upper, histories)
    foretold = int((~np.isnan(known[0, histories.ends[0] :])).sum())
    sigma, quantile = paths.sigma[:, None, None] * paths.loadings, paths.quantile(level)
    for place, start in enumerate(starts):
        today = (place + 1) * histories.origins - 1
        tested = {name: float(each[place]) for name, each in errors.items()}
        yield Forecast(
            method=_said(tried, weights[:, place], found.there[today]),
            points=paths.points[today],
            lower=lower[today],
            upper=upper[today],
            level=level,
            beside=list(beside)[-1],
            seasonal_naive=list(beside.values())[-1].points[today],
            tested=Tested(foretold, tested[None], tested[LAST], tested.get(SAME_MONTH), float(inside[place])),
            reason=None,
            start=start,
            shocks=sigma[today],
            quantile=float(quantile[today]),
            floor=bounds[0],
            ceiling=bounds[1],
        )


def one(method, values, horizon, level=0.8):
    """The points, lower and upper limits of one of the METHODS, by its name: as the textbooks have it, with no choice,
    no test, no bounds and no seasons taken out. Raises Unusable under 3 values."""
    known, _ = _known(values, None, (-np.inf, np.inf))
    if (~np.isnan(known)).sum() < 3:
        raise Unusable("a forecast by one method takes 3 values")
    paths = METHODS[method](methods.Histories(known[None, :], np.array([len(known)]), horizon))
    return paths.points[0], *(limit[0] for limit in _band(paths, level, (-np.inf, np.inf)))


def year_end(so_far, forecast, months=12):
    """The YearEnd of values that add up: those of the year so far, and the forecast of the rest of its `months`.

    The error of the sum is worked out from the same surprises as that of each month: what a surprise does to the
    months after it (a smoothed level keeps a share of it, the last value all of it) is added up, so that errors which
    last do not cancel out. Raises Unusable where a month is missing or the forecast does not reach the year's end.
    """
    total = _sum(so_far)
    left = months - len(so_far)
    if left < 0:
        raise Unusable(f"a year of {months} months has {len(so_far)} already")
    if left == 0:
        return YearEnd(total, total, total, total, 0)
    if forecast.reason:
        raise Unusable(forecast.reason)
    if len(forecast.points) < left:
        raise Unusable(f"{left} months of the year are left; the forecast reaches {len(forecast.points)}")
    rest = float(forecast.points[:left].sum())
    reach = forecast.quantile * float(np.linalg.norm(forecast.shocks[:left].sum(axis=0)))
    lower, upper = max(rest - reach, left * forecast.floor), min(rest + reach, left * forecast.ceiling)
    return YearEnd(total + rest, total + lower, total + upper, total, left)


def required(target, so_far, months_left):
    """What each month left must come to for the year to meet a total; below 0 where it is passed already.

    `so_far` is the values of the year so far, or their sum. Raises Unusable where no month is left.
    """
    if months_left < 1:
        raise Unusable("no month of the year is left")
    return (target - _sum(so_far)) / months_left


def required_share(target, numerator, denominator, expected_denominator_left, per=1):
    """What the share must be over the rest of the year for the year's share to meet its target, in the target's unit.

    `numerator` and `denominator` are the year's so far, or its months'. Above `per` (100 where the target is a
    percentage) it is out of reach, below 0 the target is met whatever comes. Raises Unusable where nothing is
    expected to come.
    """
    if not expected_denominator_left > 0:
        raise Unusable("nothing more is expected this year, so no share of it can make a difference")
    whole = _sum(denominator) + expected_denominator_left
    return (target / per * whole - _sum(numerator)) / expected_denominator_left * per


def _known(values, rebase_at, bounds):
    """The values that count, from the first to the last that is there; and the position after the last."""
    try:
        values = np.array([np.nan if value is None else value for value in values], dtype=float)
    except (TypeError, ValueError):
        raise Unusable("a forecast needs a list of numbers, None where one is missing") from None
    first = 0 if rebase_at is None else rebase_at
    if not (isinstance(first, Integral) and 0 <= first <= len(values)):
        raise Unusable(f"the series cannot start afresh at position {first!r} of {len(values)}")
    slack = 1e-9 * max(1.0, float(np.nanmax(np.abs(values), initial=0.0)))
    if np.isinf(values).any() or (values < bounds[0] - slack).any() or (values > bounds[1] + slack).any():
        raise Unusable(f"a value lies outside {bounds[0]:g} to {bounds[1]:g}")
    there = np.flatnonzero(~np.isnan(values[first:])) + first
    if not len(there):
        return values[:0], len(values)
    return np.clip(values[there[0] : there[-1] + 1], *bounds), int(there[-1]) + 1


def _check(horizon, season, level, bounds, count):
    longest = LONGEST_OF_A_YEAR if count >= FEWEST_FOR_A_YEAR else LONGEST
    if not (isinstance(horizon, Integral) and 1 <= horizon <= longest):
        raise Unusable(f"a forecast from {count} values reaches 1 to {longest} months, not {horizon!r}")
    if season not in (4, 12):
        raise Unusable(f"a year has 12 months or 4 quarters, not {season!r}")
    if not (isinstance(level, Real) and 0 < level < 1):
        raise Unusable(f"the level of a band is {level!r}; it lies between 0 and 1, such as 0.8")
    if not bounds[0] < bounds[1]:
        raise Unusable(f"the floor {bounds[0]:g} is not below the ceiling {bounds[1]:g}")


def _none(count, start, level, bounds):
    nothing = np.empty(0)
    return Forecast(
        method=None,
        points=nothing,
        lower=nothing,
        upper=nothing,
        level=level,
        beside=None,
        seasonal_naive=nothing,
        tested=None,
        reason=f"{count} values since the series began; a forecast takes {FEWEST}",
        start=start,
        shocks=np.empty((0, 0)),
        quantile=0.0,
        floor=bounds[0],
        ceiling=bounds[1],
    )


def _histories(known, horizon, season):
    """The series (series x months) as each was known before each of the last months, and as it is."""
    count, months = known.shape
    counted = np.cumsum(~np.isnan(known[0]))
    ends = np.arange(max(months - TESTED, 1), months + 1)
    ends = ends[counted[ends - 1] >= FEWEST_BEFORE_A_TEST]
    values = np.where(np.arange(months) < ends[:, None], known[:, None, :], np.nan)
    return methods.Histories(values.reshape(-1, months), np.tile(ends, count), horizon, season, series=count)


def _tried(found, histories, bounds):
    """The Paths of every method that is blended, by name, with the seasons that were found."""
    without = found.taken_out(histories)
    return {name: _within(found.put_back(method(without), histories), bounds) for name, method in BLENDED.items()}


def _within(paths, bounds):
    return replace(paths, points=np.clip(paths.points, *bounds))


def _actual(known, histories):
    """What came after each origin: origins x horizon, NaN where it has not come or is missing."""
    ahead, months = histories.ends[:, None] + np.arange(histories.horizon), known.shape[1]
    known = np.repeat(known, histories.origins, axis=0)
    return np.where(ahead < months, np.take_along_axis(known, np.minimum(ahead, months - 1), axis=1), np.nan)


def _error(actual, paths, histories):
    """How far off each series was."""
    return np.nanmean(np.abs(actual - paths.points).reshape(histories.series, -1), axis=1)


def _weights(errors):
    """How much each method counts in each series (methods x series): the less, the further it was off on the months
    tested; all alike where none was."""
    off = np.maximum(errors, 1e-3 * np.max(errors, axis=0))
    weights = (np.where(off > 0, off, 1).min(axis=0) / np.where(off > 0, off, 1)) ** SHARPNESS
    return weights / weights.sum(axis=0)


def _said(tried, weights, has_seasons):
    most = list(tried)[int(np.argmax(weights))]
    return f"a blend of simple forecasts, most of it {most}{', with its seasons' if has_seasons else ''}"


def _widened(paths, actual, histories):
    """The paths with the band of each origin as much wider as the errors made, and known, by then were larger than the
    bands had said; never narrower."""
    size = paths.spread()
    comes = histories.ends[:, None] + np.arange(histories.horizon)
    squares = np.where(size > 0, np.nan_to_num(actual - paths.points) / np.where(size > 0, size, 1), 0) ** 2
    squares, comes, there = (
        histories.of_each(each)[:, None] for each in (squares, comes, ~np.isnan(actual) & (size > 0))
    )
    came = (comes < histories.of_each(histories.ends)[:, :, None, None]) & there
    made = np.where(came, squares, 0).sum(axis=(2, 3)) / np.maximum(came.sum(axis=(2, 3)), 1)
    return replace(paths, sigma=paths.sigma * np.sqrt(np.maximum(made, 1)).ravel())


def _band(paths, level, bounds):
    reach = paths.quantile(level)[:, None] * paths.spread()
    return np.clip(paths.points - reach, *bounds), np.clip(paths.points + reach, *bounds)


def _inside(actual, lower, upper, histories):
    """The share of what came that lay within the band, of each series."""
    there = ~np.isnan(actual)
    slack = 1e-9 * np.abs(actual)  # a constant series has a band of no width
    inside = there & (actual >= lower - slack) & (actual <= upper + slack)
    inside, there = (histories.of_each(each).sum(axis=(1, 2)) for each in (inside, there))
    return inside / there


def _sum(values):
    """The sum of a number or of a list. Raises Unusable where a month is missing."""
    if any(value is None or np.isnan(value) for value in np.atleast_1d(np.asarray(values, dtype=object))):
        raise Unusable("a month of the year so far is missing, so the year does not add up")
    return float(np.sum(np.asarray(values, dtype=float)))
