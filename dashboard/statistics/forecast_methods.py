"""The simple ways of carrying a monthly series on, each worked out from several origins at once.

A method takes Histories (rows of a series as it was known at several origins, the last being today) and gives Paths:
what it says of the months after each origin. So that the methods are tested on months they had not seen in the same
pass that makes the forecast.

A missing month has no weight: nothing is put in its place. A smoothed level stands still in it, a step over it is a
step of two months.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from scipy.special import ndtri, stdtrit

# The weights on the newest value that are tried first: a level that stands still, to one that is the last value.
ALPHAS = np.array([1e-4, *np.linspace(0.04, 0.96, 24), 0.9999])
STANDS_STILL = 1.02  # a level that follows and fits within 2% is preferred to one that stands still: that is the mean
A_STEP = 10.0  # how large the F of the best place for a step must be: about 5% by chance (Andrews 1993)
FEWEST_AT_A_LEVEL = 3  # months


@dataclass(frozen=True, eq=False)
class Histories:
    """Series as each was known at several origins: one, or several whose values are there in the same months.

    `values` is origins x months (NaN where missing and after the origin), those of one series after those of another;
    `ends` how many months each origin knows, `horizon` how many months ahead, `season` how many months a year has,
    `series` how many series they are of. What is worked out is of each origin by itself.
    """

    values: np.ndarray
    ends: np.ndarray
    horizon: int
    season: int = 12
    spent: object = 0  # degrees of freedom that seasons took before, of each origin
    series: int = 1

    @property
    def origins(self):
        """How many origins each series has."""
        return len(self.ends) // self.series

    def of_each(self, values):
        """Rows of origins, series by series: series x origins x ..."""
        return values.reshape(self.series, self.origins, *values.shape[1:])

    @cached_property
    def seen(self):
        return ~np.isnan(self.values)

    @cached_property
    def known(self):
        """How many values each origin has."""
        return self.seen.sum(axis=1)

    @cached_property
    def last(self):
        """The position of the last value before each origin."""
        months = self.values.shape[1]
        return months - 1 - np.argmax(self.seen[:, ::-1], axis=1)

    @cached_property
    def ahead(self):
        """How many months after its last value each coming month is: origins x horizon."""
        return np.arange(1, self.horizon + 1) + (self.ends - 1 - self.last)[:, None]

    @cached_property
    def smoothed(self):
        """The level, weight and sigma of simple exponential smoothing: two methods rest on it."""
        return _smoothed(self)


@dataclass(frozen=True, eq=False)
class Paths:
    """What a method says after each origin.

    `points` is origins x horizon. The error of the month h ahead is sigma times the sum over k of loadings[h, k]
    times independent surprises k of variance 1: the first `horizon` are those of the coming months themselves, one
    more stands for what the method does not know of the past.
    """

    points: np.ndarray
    sigma: np.ndarray
    loadings: np.ndarray
    free: np.ndarray | None = None  # degrees of freedom behind sigma; None where the band is the normal one

    def spread(self):
        """The standard deviation of each coming month's error: origins x horizon."""
        return self.sigma[:, None] * np.sqrt((self.loadings**2).sum(axis=2))

    def quantile(self, level):
        """How many standard deviations a band of this level reaches to either side, by origin."""
        if self.free is None:
            return np.full(len(self.sigma), ndtri(0.5 + level / 2))
        return stdtrit(np.maximum(self.free, 1), 0.5 + level / 2)


def naive(histories):
    """The last value stays; errors add up from month to month."""
    squares, _, steps = _steps(histories)
    points = np.repeat(_at(histories.values, histories.last), histories.horizon, axis=1)
    return Paths(points, np.sqrt(squares / (steps - histories.spent)), memory(histories, np.ones(len(points))))


def seasonal_naive(histories):
    """The same month of the year before, the last value where there is none."""
    season, horizon, stays = histories.season, histories.horizon, naive(histories)
    earlier = histories.ends[:, None] + np.arange(horizon) % season - season
    points = np.where(earlier >= 0, _at(histories.values, np.maximum(earlier, 0)), np.nan)
    points = np.where(np.isnan(points), stays.points, points)
    changes = histories.values[:, season:] - histories.values[:, :-season]
    pairs = (~np.isnan(changes)).sum(axis=1)
    sigma = np.sqrt(np.nansum(changes**2, axis=1) / np.maximum(pairs, 1))
    month = np.arange(horizon)
    loadings = np.zeros((len(points), horizon, horizon + 1))
    behind = month[:, None] - month
    loadings[:, :, :horizon] = (behind >= 0) & (behind % season == 0)
    return Paths(points, np.where(pairs > 0, sigma, stays.sigma), loadings)


def smoothing(histories):
    """Simple exponential smoothing: a level that follows the series, the faster the larger its weight on the newest."""
    level, alpha, sigma = histories.smoothed
    return Paths(np.repeat(level[:, None], histories.horizon, axis=1), sigma, memory(histories, alpha))


def theta(histories):
    """The theta method (Assimakopoulos & Nikolopoulos 2000): smoothing with half the slope of the line of least squares
    (Hyndman & Billah 2003)."""
    level, alpha, sigma = histories.smoothed
    slope, known = _slope(histories) / 2, histories.last + 1
    behind = (1 - (1 - alpha) ** known) / alpha  # how far a smoothed level lags behind its line
    points = level[:, None] + slope[:, None] * (histories.ahead - 1 + behind[:, None])
    return Paths(points, sigma, memory(histories, alpha))


def stepped(histories):
    """The mean since the series last moved from one level to another; that of all months where it never did."""
    seen, values = histories.seen, np.where(histories.seen, histories.values, 0)
    before, sums = np.cumsum(seen, axis=1), np.cumsum(values, axis=1)
    known, total = before[:, -1:], sums[:, -1:]
    before, sums = before[:, :-1], sums[:, :-1]
    after = known - before
    gained = (sums - before * total / known) ** 2 * known / np.maximum(before * after, 1)
    gained = np.where((before >= FEWEST_AT_A_LEVEL) & (after >= FEWEST_AT_A_LEVEL), gained, 0)
    at, row = np.argmax(gained, axis=1), np.arange(len(known))
    gained, known = gained[row, at], known[:, 0]
    off = np.where(seen, histories.values - total / known[:, None], 0)
    left = np.maximum((off**2).sum(axis=1) - gained, 0)
    moved = gained * (known - 2) > A_STEP * left
    count = np.where(moved, after[row, at], known)
    level = np.where(moved, total[:, 0] - sums[row, at], total[:, 0]) / count
    free = np.maximum(known - 1 - 2 * moved - histories.spent, 1)
    sigma = np.sqrt((left + np.where(moved, 0, gained)) / free)
    loadings = memory(histories, np.zeros(len(known)))
    loadings[:, :, -1] = 1 / np.sqrt(count)[:, None]
    return Paths(np.repeat(level[:, None], histories.horizon, axis=1), sigma, loadings)


def blended(paths, weights, free):
    """The Paths of several methods as one.

    A surprise moves a month by the mean of what each method says that it does, and how far the methods lie apart, or
    lay nearer by, is a part of what is not known. `weights` is methods x origins.
    """
    parts = list(zip(paths, weights, strict=True))
    points = sum(weight[:, None] * each.points for each, weight in parts)
    sigma = sum(weight * each.sigma for each, weight in parts)
    size = np.where(sigma > 0, sigma, 1)
    loadings = sum(
        each.loadings * (weight * np.where(sigma > 0, each.sigma, 1) / size)[:, None, None] for each, weight in parts
    )
    apart = sum(weight[:, None] * (each.points - points) ** 2 for each, weight in parts)
    loadings[:, :, -1] = np.hypot(loadings[:, :, -1], np.sqrt(np.maximum.accumulate(apart, axis=1)) / size[:, None])
    return Paths(points, sigma, loadings, free)


def _steps(histories):
    """Of the steps between one value and the next: the sum of their squares, each over its months; months; number."""
    values, seen = histories.values, histories.seen
    before = np.maximum.accumulate(np.where(seen, np.arange(values.shape[1]), -1), axis=1)[:, :-1]
    gap = np.arange(1, values.shape[1]) - before
    step = values[:, 1:] - np.take_along_axis(values, np.maximum(before, 0), axis=1)
    squares = np.where(seen[:, 1:] & (before >= 0), step**2 / gap, 0).sum(axis=1)
    return squares, histories.last.astype(float), histories.known - 1


def _smoothed(histories):
    """The last level, its weight on the newest value, and sigma, at each origin.

    The weight and the level at the start are those of the least squared one-step errors: the start is solved for
    (errors are linear in it), the weight is looked for on a grid, then on a finer one around the best.
    """
    coarse = np.broadcast_to(ALPHAS, (len(histories.ends), len(ALPHAS)))
    best = coarse[np.arange(len(coarse)), _lowest(_levels(histories, coarse)[1])][:, None]
    fine = np.clip(best + np.linspace(-0.04, 0.04, 33), ALPHAS[0], ALPHAS[-1])
    level, squares = _levels(histories, fine)
    chosen = np.argmin(squares, axis=1)[:, None]
    level, alpha, squares = (np.take_along_axis(part, chosen, axis=1)[:, 0] for part in (level, fine, squares))
    return level, alpha, np.sqrt(squares / np.maximum(histories.known - 2 - histories.spent, 1))


def _lowest(squares):
    """The position of the least squares by row; the first only where it is clearly the least."""
    walled = np.pad(squares, ((0, 0), (1, 1)), constant_values=np.inf)
    is_valley = (squares <= walled[:, :-2]) & (squares <= walled[:, 2:])
    valleys = np.where(is_valley, squares, np.inf)
    valleys[:, 0] *= STANDS_STILL
    return np.argmin(valleys, axis=1)


def _levels(histories, alphas):
    """The last level and the squared one-step errors with each weight: origins x weights, from the best start."""
    base = histories.values[:, :1]  # taken off, that the sums of squares lose no digits
    values = np.where(histories.seen, histories.values - base, 0).T[:, :, None]
    seen = histories.seen.T[:, :, None]
    level, errors = np.zeros(alphas.shape), np.empty((len(values), *alphas.shape))
    for month, error in enumerate(errors):
        np.subtract(values[month], level, out=error)
        error *= seen[month]
        level += alphas * error
    # A start one higher is still felt in the level, and taken off every error, by this much.
    left = (1 - alphas) ** np.vstack([np.zeros((1, *seen.shape[1:])), np.cumsum(seen, axis=0)])
    weights = left[:-1] * seen
    own = np.einsum("toa,toa->oa", errors, errors)
    cross = np.einsum("toa,toa->oa", errors, weights)
    first = cross / np.einsum("toa,toa->oa", weights, weights)
    return base + level + left[-1] * first, np.maximum(own - cross * first, 0)


def _slope(histories):
    """The slope of the line of least squares through each history."""
    seen = histories.seen
    month = np.arange(seen.shape[1])
    centre = np.where(seen, month, 0).sum(axis=1, keepdims=True) / histories.known[:, None]
    off = np.where(seen, month - centre, 0)
    return np.where(seen, off * histories.values, 0).sum(axis=1) / (off**2).sum(axis=1)


def memory(histories, alpha):
    """Loadings of a level that keeps the share alpha of each surprise: origins x horizon x (horizon + 1)."""
    own, earlier = _own_and_earlier(histories.horizon)
    return own + alpha[:, None, None] * earlier


@lru_cache(maxsize=16)
def _own_and_earlier(horizon):
    """Which surprises are of each coming month itself, and which of those before it: horizon x (horizon + 1)."""
    return np.eye(horizon, horizon + 1), np.tri(horizon, horizon + 1, k=-1)


def _at(values, positions):
    positions = positions if positions.ndim == 2 else positions[:, None]
    return np.take_along_axis(values, positions, axis=1)
