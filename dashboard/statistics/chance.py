"""The chance that a forecast meets a target, in the words and natural frequencies in which it is told."""

import math
from dataclasses import dataclass

from scipy.special import betainc, ndtr, ndtri, pdtr

BAND = 2 * float(ndtri(0.9))  # standard deviations across a band of 80%: 2.563
RARE, SURE = 0.05, 0.95  # beyond them a chance is told in twentieths
# Up to how many in ten each word holds.
WORDS = ((2, "unlikely"), (7, "may go either way"), (9, "likely"))


@dataclass(frozen=True)
class Normal:
    """What is foretold with a band: a value in the measure's own unit and its standard deviation, above 0."""

    point: float
    spread: float

    def at_most(self, value):
        return float(ndtr((value - self.point) / self.spread))

    at_least_from = at_most  # a value between two others has no width of its own


@dataclass(frozen=True)
class Counted:
    """Things that come one by one: those there are already, and those still to come with their spread."""

    so_far: int
    to_come: float
    spread: float

    def at_most(self, value):
        """The chance of `value` or fewer. Never less spread than chance gives to things that come one by one."""
        left = math.floor(value + 1e-9) - self.so_far
        if left < 0:
            return 0.0
        mean, variance = max(self.to_come, 1e-9), max(self.spread**2, self.to_come)
        if variance <= mean * (1 + 1e-9):
            return float(pdtr(left, mean))
        # The negative binomial of this mean and variance.
        return float(betainc(mean**2 / (variance - mean), left + 1, mean / variance))

    def at_least_from(self, value):
        """The chance of fewer than `value`."""
        return self.at_most(math.ceil(value - 1e-9) - 1)


def normal(point, lower, upper):
    """The Normal of a band of 80%; None where the band has no width. A side that was cut short at nought or at a
    hundred says nothing of the spread: the wider one does."""
    spread = 2 * max(point - lower, upper - point) / BAND
    return Normal(point, spread) if spread > 0 else None


def chance(foretold, low=None, high=None, decimals=None):
    """The chance, 0 to 1, that a value is at least `low` and at most `high`, either of which may be None.

    `decimals` are those that the value is shown with, by which it is judged: 84.96 meets 85.0.
    """
    half = 0 if decimals is None else 0.5 * 10**-decimals
    above = 1.0 if high is None else foretold.at_most(high + half)
    below = 0.0 if low is None else foretold.at_least_from(low - half)
    return min(max(above - below, 0.0), 1.0)


def word(found):
    """'likely' for 0.85. It follows from the frequency that is told beside it."""
    if found < RARE:
        return "very unlikely"
    if found > SURE:
        return "very likely"
    return next(name for most, name in WORDS if _tenths(found) <= most)


def is_unlikely(found):
    return word(found) in ("unlikely", "very unlikely")


def frequency(found):
    """'about 7 in 10' for 0.69: as many digits as such a chance is worth."""
    if found < RARE:
        return "fewer than 1 in 20"
    if found > SURE:
        return "more than 19 in 20"
    return f"about {_tenths(found)} in 10"


def _tenths(found):
    return max(1, min(9, math.floor(10 * found + 0.5)))


def brier(chances, happened):
    """The mean square of how far chances lay from what happened: 0 is perfect, 0.25 is to say 5 in 10 each time."""
    return sum((one - bool(was)) ** 2 for one, was in zip(chances, happened, strict=True)) / len(chances)


def reliability(chances, happened, bins=5):
    """[(how many, mean chance, share that happened)] of chances in equal bins from 0 to 1; None for an empty one."""
    found = [[] for _ in range(bins)]
    for one, was in zip(chances, happened, strict=True):
        found[min(int(one * bins), bins - 1)].append((one, bool(was)))
    return [
        (len(each), sum(one for one, _ in each) / len(each), sum(was for _, was in each) / len(each)) if each else None
        for each in found
    ]
