"""How surprising the latest months of a series are, and which of many surprises to believe.

The rules of a control chart answer yes or no and are wrong at a rate of their own, so hundreds of charts always hold
some false signals. Here each series gets a p value, and the family of series looked at together is held to a rate of
false discoveries. What the p values are worth was measured on stable series: docs/statistics.md.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from dashboard.statistics import arguments, series
from dashboard.statistics.errors import Unusable
from dashboard.statistics.xmr import EXACT

WINDOWS = (1, 3, 6, 9, 12, 18)  # months: from one blow to a change of a year and a half ago
FEWEST = 6  # points before the window, for a mean and a variance at all
FEWEST_CONSTANT = 12  # points that were all the same before a first other one means something
MOST_CARRIED_OVER = 0.9  # correlation of neighbouring months; beyond it hardly anything is known from sixty of them
SMALLEST = 1e-90  # the cube of a smaller difference would be nought
LEAST_SKEW = 0.02  # under it the gamma distribution is the normal one, and its formula divides by nearly nothing


@dataclass(frozen=True)
class Latest:
    """An entry a series."""

    p: np.ndarray  # NaN where nothing can be said
    window: np.ndarray  # how many of the latest points were the most surprising together; 0 where p is NaN
    moved: np.ndarray  # their mean minus the mean of the points before, in the unit of the values
    towards: np.ndarray  # 1 moved to the better, -1 to the worse, 0 where neither is better or nothing moved


@dataclass(frozen=True)
class _Window:
    """The latest `width` points of each series and what went before, with gaps closed up."""

    width: int
    latest: np.ndarray  # S x width
    moved: np.ndarray  # S
    off: np.ndarray  # the points before, less their mean; 0 where there is none
    squares: np.ndarray  # S: the sum of the squares of `off`
    before: np.ndarray  # S: how many there are
    constant: np.ndarray  # S: whether they are all the same
    slack: np.ndarray  # S: the difference that counts as none


def latest(matrix, better="neither"):
    """The Latest of many series, a row each, NaN for a gap: the latest 1 to 18 points against all before them.

    Before a window there have to be as many points as in it, and at least 6. The smallest p value counts, as often as
    there were windows to look at (Bonferroni). Give NaN for months before a rebase. Raises Unusable.
    """
    values = series.many(matrix)
    signs = arguments.signs(better, len(values))
    # Missing months first, the others in their order: the latest point is then in the last column of every row.
    packed = np.take_along_axis(values, np.argsort(~np.isnan(values), axis=1, kind="stable"), axis=1)
    found = np.full((len(WINDOWS), len(values)), np.nan)
    moved, looked = found.copy(), np.zeros(len(values))
    for place, width in enumerate(WINDOWS):
        least = max(FEWEST, width)
        if values.shape[1] - width >= least:
            window = _window(packed, width)
            enough = window.before >= least
            found[place], moved[place] = np.where(enough, _surprise(window), np.nan), window.moved
            looked += enough
    said = ~np.isnan(found).all(axis=0)
    best = np.where(np.isnan(found), np.inf, found).argmin(axis=0)
    rows = np.arange(len(values))
    went = np.where(said, moved[best, rows], np.nan)
    return Latest(
        p=np.minimum(1, looked * found[best, rows]),
        window=np.where(said, np.array(WINDOWS)[best], 0),
        moved=went,
        towards=np.where(said, np.sign(went) * signs, 0).astype(np.int8),
    )


def _window(packed, width):
    base, newest = packed[:, :-width], packed[:, -width:]
    there = ~np.isnan(base)
    before = there.sum(axis=1)
    mean = np.where(there, base, 0.0).sum(axis=1) / np.maximum(before, 1)
    off = np.where(there, base - mean[:, np.newaxis], 0.0)
    slack = np.maximum(EXACT * np.where(np.isnan(packed), 0.0, np.abs(packed)).max(axis=1), SMALLEST)
    return _Window(
        width=width,
        latest=newest,
        moved=newest.mean(axis=1) - mean,
        off=off,
        squares=(off**2).sum(axis=1),
        before=before,
        constant=np.abs(off).max(axis=1) <= slack,
        slack=slack,
    )


def _surprise(window):
    rank = np.where(window.before >= FEWEST_CONSTANT, _by_rank(window), np.nan)
    return np.where(window.constant, rank, _by_skewed_t(window))


def _by_rank(window):
    """Where all points before are the same and k of the latest w are not: if the order of the months meant nothing, the
    chance that all k of n are among the latest w, (w over k) / (n over k). NaN where k is 0: nothing moved."""
    off = np.abs(window.latest - (window.latest.mean(axis=1) - window.moved)[:, np.newaxis])
    other = (off > window.slack[:, np.newaxis]).sum(axis=1)
    chance = special.binom(window.width, other) / special.binom(window.before + window.width, other)
    return np.where(other > 0, chance, np.nan)


def _by_skewed_t(window):
    """Student's t of the difference of two means, where months carry over into the next and values may be lopsided.

    The points count for fewer where neighbours resemble each other (`_inflation`); the sample variance, which is then
    too small, is put right by the same factor, and the degrees of freedom are those of the points it leaves.
    """
    before, squares = np.maximum(window.before, FEWEST), np.where(window.constant, 1.0, window.squares)
    carried = _carried_over(window.off, squares, before)
    many, few = _inflation(before, carried), _inflation(window.width, carried)
    variance = squares / (before - many)
    t = window.moved / np.sqrt(variance * (few / window.width + many / before))
    normal = -special.ndtri(special.stdtr(np.maximum(2, before / many - 1), -np.abs(t)))
    return 2 * special.ndtr(-_less_for_skew(normal, np.sign(t) * _skewness(window, squares, before)))


def _carried_over(off, squares, before):
    """The correlation of neighbouring months that is feared: the sample's, with its downward bias of (1 + 4r) / n put
    right (Kendall 1954; Marriott and Pope 1954), and one standard error more: in short series the bare estimate comes
    out too small half of the time, and those are the series that give false alarms."""
    r = (off[:, 1:] * off[:, :-1]).sum(axis=1) / squares
    r = r + (1 + 4 * r) / before
    return np.clip(r + np.sqrt(np.maximum(0, 1 - r**2) / before), 0, MOST_CARRIED_OVER)


def _inflation(n, carried):
    """How many times larger the variance of a mean of n neighbours is: 1 + 2 sum of (1 - k/n) rho^k for k from 1 to
    n - 1, as one term."""
    return (1 + carried) / (1 - carried) - 2 * carried * (1 - carried**n) / (n * (1 - carried) ** 2)


def _skewness(window, squares, before):
    """The sample skewness of the points before, as it is left in a mean of the window's width."""
    sample = (window.off**3).sum(axis=1) / before / (squares / before) ** 1.5
    return sample * np.sqrt(before * (before - 1)) / (before - 2) / np.sqrt(window.width)


def _less_for_skew(z, skewness):
    """A normal deviate that is less surprising where the values have a long tail on that side: the deviate of a gamma
    distribution with that skewness, by the cube root of Wilson and Hilferty 1931. Never more surprising."""
    skew = np.maximum(skewness, LEAST_SKEW)
    gamma = 6 / skew * (np.cbrt(skew / 2 * z + 1) - 1) + skew / 6
    return np.where(skewness > LEAST_SKEW, np.minimum(z, gamma), z)


def discoveries(p, rate=0.1):
    """Which of the p values to believe so that of those believed at most `rate` are expected to be false (Benjamini and
    Hochberg 1995). NaN is none and counts for none. Raises Unusable."""
    given = series.one(p, "a p value")
    if not 0 < rate < 1:
        raise Unusable(f"rate is {rate!r}; write the share of false discoveries to accept, between 0 and 1")
    outside = given[(given < 0) | (given > 1)]
    if outside.size:
        raise Unusable(f"a p value lies between 0 and 1; found {outside[0]}")
    ordered = np.sort(given[~np.isnan(given)])
    passed = np.flatnonzero(ordered <= rate * np.arange(1, ordered.size + 1) / max(ordered.size, 1))
    return given <= ordered[passed[-1]] if passed.size else np.zeros(given.size, dtype=bool)
