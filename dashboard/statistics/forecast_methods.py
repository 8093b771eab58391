"""The simple ways of carrying a monthly series on, each worked out from several origins at once.

A method takes Histories (rows of one series as it was known at several origins, the last being today) and gives
Paths: what it says of the months after each origin. So that the methods are tested on months they had not seen in the
same pass that makes the forecast.

A missing month has no weight: nothing is put in its place. A smoothed level stands still in it, a step over it is a
step of two months.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.special import ndtri, stdtrit

# The weights on the newest value that are tried first: a level that stands still, to one that is the last value.
ALPHAS = np.array([1e-4, *np.linspace(0.04, 0.96, 24), 0.9999])
STANDS_STILL = 1.02  # a level that follows and fits within 2% is preferred to one that stands still: that is the mean


@dataclass(frozen=True, eq=False)
class Histories:
    """One series as it was known at several origins.

    `values` is origins x months (NaN where missing and after the origin), `ends` how many months each origin knows,
    `horizon` how many months ahead, `season` how many months a year has.
    """

    values: np.ndarray
    ends: np.ndarray
    horizon: int
    season: int = 12
    lost: int = 0  # degrees of freedom that were spent before, on seasons

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
    known: np.ndarray | None = None  # values behind a mean, whose band is Student's; None for the normal band

    def spread(self):
        """The standard deviation of each coming month's error: origins x horizon."""
        return self.sigma[:, None] * np.sqrt((self.loadings**2).sum(axis=2))

    def quantile(self, level):
        """How many standard deviations a band of this level reaches to either side, by origin."""
        if self.known is None:
            return np.full(len(self.sigma), ndtri(0.5 + level / 2))
        return stdtrit(self.known - 1, 0.5 + level / 2)


def naive(histories):
    """The last value stays; errors add up from month to month."""
    squares, _, steps = _steps(histories)
    points = np.repeat(_at(histories.values, histories.last), histories.horizon, axis=1)
    return Paths(points, np.sqrt(squares / (steps - histories.lost)), _memory(histories, np.ones(len(points))))


def drift(histories):
    """The straight line from the first value through the last goes on."""
    squares, months, steps = _steps(histories)
    last, first = _at(histories.values, histories.last), histories.values[:, :1]
    slope = (last - first)[:, 0] / months
    left = np.maximum(squares - slope**2 * months, 0)
    memory = _memory(histories, np.ones(len(slope)))
    memory[:, :, -1] = histories.ahead / np.sqrt(months)[:, None]
    sigma = np.sqrt(left / (steps - 1 - histories.lost))
    return Paths(last + slope[:, None] * histories.ahead, sigma, memory)


def mean(histories):
    """The mean of all months stays."""
    known = histories.known
    middle = np.nanmean(histories.values, axis=1)
    off = np.where(histories.seen, histories.values - middle[:, None], 0)
    memory = _memory(histories, np.zeros(len(known)))
    memory[:, :, -1] = 1 / np.sqrt(known)[:, None]
    sigma = np.sqrt((off**2).sum(axis=1) / (known - 1 - histories.lost))
    return Paths(np.repeat(middle[:, None], histories.horizon, axis=1), sigma, memory, known - histories.lost)


def seasonal_naive(histories):
    """The same month of the year before, the last value where there is none."""
    season, horizon = histories.season, histories.horizon
    earlier = histories.ends[:, None] + np.arange(horizon) % season - season
    points = np.where(earlier >= 0, _at(histories.values, np.maximum(earlier, 0)), np.nan)
    points = np.where(np.isnan(points), naive(histories).points, points)
    changes = histories.values[:, season:] - histories.values[:, :-season]
    pairs = (~np.isnan(changes)).sum(axis=1)
    sigma = np.sqrt(np.nansum(changes**2, axis=1) / np.maximum(pairs, 1))
    month = np.arange(horizon)
    memory = np.zeros((len(points), horizon, horizon + 1))
    behind = month[:, None] - month
    memory[:, :, :horizon] = (behind >= 0) & (behind % season == 0)
    return Paths(points, np.where(pairs > 0, sigma, naive(histories).sigma), memory)


def smoothing(histories):
    """Simple exponential smoothing: a level that follows the series, the faster the larger its weight on the newest."""
    level, alpha, sigma = histories.smoothed
    return Paths(np.repeat(level[:, None], histories.horizon, axis=1), sigma, _memory(histories, alpha))


def theta(histories):
    """The theta method (Assimakopoulos & Nikolopoulos 2000): smoothing with half the slope of the line of least squares
    (Hyndman & Billah 2003)."""
    level, alpha, sigma = histories.smoothed
    slope, known = _slope(histories) / 2, histories.last + 1
    behind = (1 - (1 - alpha) ** known) / alpha  # how far a smoothed level lags behind its line
    points = level[:, None] + slope[:, None] * (histories.ahead - 1 + behind[:, None])
    return Paths(points, sigma, _memory(histories, alpha))


def seasons(histories, multiplied):
    """The season of each month of the year at each origin (origins x season), from a classical decomposition.

    A factor around 1 where `multiplied`, else an amount around 0; NaN where an origin knows too little to tell, or
    the season could be chance (`is_seasonal`).
    """
    season, months = histories.season, histories.values.shape[1]
    half = season // 2
    found = np.full((len(histories.ends), season), np.nan)
    if months <= 2 * half:
        return found
    window = np.ones(2 * half + 1)
    window[[0, -1]] = 0.5
    windows = np.lib.stride_tricks.sliding_window_view(histories.values, 2 * half + 1, axis=1)
    trend, inner = windows @ window / season, histories.values[:, half:-half]
    off = inner / trend if multiplied else inner - trend
    padding = np.full((len(off), -off.shape[1] % season), np.nan)
    years = np.hstack([off, padding]).reshape(len(off), -1, season)
    there = (~np.isnan(years)).sum(axis=1)
    means = np.where(there > 0, np.nansum(years, axis=1) / np.maximum(there, 1), np.nan)
    means = means / means.mean(axis=1, keepdims=True) if multiplied else means - means.mean(axis=1, keepdims=True)
    found = np.roll(means, half, axis=1)
    return np.where((is_seasonal(histories) & (histories.known >= 2 * season))[:, None], found, np.nan)


def is_seasonal(histories):
    """Whether months a season apart resemble each other more than chance would have it (one-sided 5%, Bartlett)."""
    off = histories.values - np.nanmean(histories.values, axis=1, keepdims=True)
    off = np.where(np.isnan(off), 0, off)
    scale = np.maximum((off**2).sum(axis=1), np.finfo(float).tiny)
    likeness = [(off[:, lag:] * off[:, :-lag]).sum(axis=1) / scale for lag in range(1, histories.season + 1)]
    by_chance = np.sqrt((1 + 2 * np.square(likeness[:-1]).sum(axis=0)) / histories.known)
    return likeness[-1] > ndtri(0.95) * by_chance


def without_seasons(histories, found, multiplied):
    """The histories with their seasons taken out; as they are where an origin has none."""
    has = ~np.isnan(found).any(axis=1)
    months = np.arange(histories.values.shape[1]) % histories.season
    seasons_of = np.where(has[:, None], found, float(multiplied))[:, months]
    values = histories.values / seasons_of if multiplied else histories.values - seasons_of
    return replace(histories, values=values, lost=np.where(has, histories.season - 1, 0))


def with_seasons(paths, histories, found, multiplied):
    """What a method says of histories without their seasons, with these put back."""
    has = ~np.isnan(found).any(axis=1)
    to_come = (histories.ends[:, None] + np.arange(histories.horizon)) % histories.season
    put_back = np.take_along_axis(np.where(has[:, None], found, float(multiplied)), to_come, axis=1)
    if not multiplied:
        return replace(paths, points=paths.points + put_back)
    return replace(paths, points=paths.points * put_back, loadings=paths.loadings * put_back[:, :, None])


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
    return level, alpha, np.sqrt(squares / (histories.known - 2 - histories.lost))


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


def _memory(histories, alpha):
    """Loadings of a level that keeps the share alpha of each surprise: origins x horizon x (horizon + 1)."""
    horizon = histories.horizon
    earlier = np.tri(horizon, k=-1)
    loadings = np.zeros((len(alpha), horizon, horizon + 1))
    loadings[:, :, :horizon] = np.eye(horizon) + alpha[:, None, None] * earlier
    return loadings


def _at(values, positions):
    positions = positions if positions.ndim == 2 else positions[:, None]
    return np.take_along_axis(values, positions, axis=1)
