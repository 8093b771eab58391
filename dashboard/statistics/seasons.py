"""The season of each month of the year in a series that may rise, fall or jump, taken out of it and put back.

Seasons are worked out by generalised least squares: a series is its seasons, a level that wanders about a line, and
noise. So a trend or a step is not mistaken for a season, nor does it hide one. No test decides whether there are
seasons: they are drawn towards none by the part of them that chance alone would have made (empirical Bayes, Morris
1983), to nothing at all where they are no larger than that.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt

import numpy as np

WANDERS = 1 / 3  # the variance of the level's step from one month to the next, that of the noise being 1
SURPRISE = 1 + (WANDERS + np.sqrt(WANDERS**2 + 4 * WANDERS)) / 2  # that of what a month brings beside what was expected
FEWEST_YEARS = 2
OUTLYING, ROUNDS = 3.5, 4


@dataclass(frozen=True, eq=False)
class Seasons:
    """The seasons as they were known at each origin (origins x months of the year).

    `amounts` is what a month of the year adds, or multiplies by where `multiplied`; 0, or 1, where nothing is known.
    `spent` is how many degrees of freedom they took of what the origin knew, `unsure` the standard error of the season
    of each month over that of one month's surprise.
    """

    amounts: np.ndarray
    multiplied: bool
    spent: np.ndarray
    unsure: np.ndarray

    @property
    def there(self):
        """Whether there are seasons to speak of at each origin: more than half of them is kept."""
        return self.spent > (self.amounts.shape[1] - 1) / 2

    def taken_out(self, histories):
        """The Histories without their seasons."""
        month = np.arange(histories.values.shape[1]) % histories.season
        of_month = self.amounts[:, month]
        values = histories.values / of_month if self.multiplied else histories.values - of_month
        return replace(histories, values=values, spent=self.spent)

    def put_back(self, paths, histories):
        """What a method says of histories without their seasons, with these put back."""
        to_come = (histories.ends[:, None] + np.arange(histories.horizon)) % histories.season
        amounts, unsure = (np.take_along_axis(each, to_come, axis=1) for each in (self.amounts, self.unsure))
        loadings = paths.loadings.copy()
        loadings[:, :, -1] = np.hypot(loadings[:, :, -1], unsure)
        if not self.multiplied:
            return replace(paths, points=paths.points + amounts, loadings=loadings)
        return replace(paths, points=paths.points * amounts, loadings=loadings * amounts[:, :, None])


def seasons(histories, multiplied):
    """The Seasons of Histories at each origin; none where fewer than two years are known, or none of some month.

    Where `multiplied`, all values are above 0 and the seasons those of their logarithms.
    """
    season = histories.season
    newest, ends = histories.of_each(histories.values)[:, -1], histories.ends[: histories.origins]
    seen = ~np.isnan(newest[0])
    values = np.log(np.where(seen, newest, 1)) if multiplied else np.where(seen, newest, 0)
    design = _design(seen.tobytes(), tuple(ends.tolist()), season, histories.series)
    surprises = np.array([_surprises(each, seen.tolist()) for each in values.tolist()])
    values, surprises = (np.repeat(each, histories.origins, axis=0) for each in (values, surprises))
    typical = _typical(values, design.known, season)
    found, explained, left, variance = _fitted(design, surprises, typical)
    enough = (histories.known >= FEWEST_YEARS * season) & design.has_every_month
    share = np.where(enough, _share_kept(explained, left, histories.known - season - 1, season - 1), 0)
    amounts = share[:, None] * (found - found.mean(axis=1, keepdims=True))
    if multiplied:
        amounts = np.exp(amounts)
        amounts /= amounts.mean(axis=1, keepdims=True)
    return Seasons(amounts, multiplied, share * (season - 1), share[:, None] * np.sqrt(variance / SURPRISE))


@dataclass(frozen=True, eq=False)
class _Design:
    """What of the seasons' fit rests on which months are known, and not on their values: `columns` are the surprises of
    each month of the year and of the line, `products` and `inverse` theirs at each origin."""

    known: np.ndarray
    has_every_month: np.ndarray
    columns: np.ndarray
    products: np.ndarray
    inverse: np.ndarray


@lru_cache(maxsize=64)
def _design(seen, ends, season, series):
    """The _Design of the months that are seen (as bytes) at each origin of so many series: the measures of a card
    share it."""
    seen = np.frombuffer(seen, dtype=bool)
    months = np.arange(len(seen))
    of_month = np.equal.outer(months % season, np.arange(season)).astype(float)
    raw, known = np.column_stack([of_month, months / len(seen)]), seen & (months < np.array(ends)[:, None])
    columns = np.array([_surprises(column, seen.tolist()) for column in raw.T.tolist()]).T
    # An origin's surprises are the first of the newest's: each is of what was known before its month.
    products = np.einsum("om,mi,mj->oij", known.astype(float), columns, columns, optimize=True)
    inverse = np.linalg.pinv(products, rcond=1e-9, hermitian=True)
    has_every_month = ((known @ of_month) > 0).all(axis=1)
    known, has_every_month, products, inverse = (
        np.concatenate([part] * series) for part in (known, has_every_month, products, inverse)
    )
    return _Design(known, has_every_month, columns, products, inverse)


def _surprises(values, seen):
    """A series (a list of floats) less what a level that wanders would have expected of each month, over the size of
    such surprises: 0 in the first month and where none is seen. (A Kalman filter of the local level.)"""
    found = [0.0] * len(values)
    level, variance = values[0], 1.0
    for month in range(1, len(values)):
        variance += WANDERS
        if seen[month]:
            off = values[month] - level
            found[month] = off / sqrt(variance + 1)
            level += off * variance / (variance + 1)
            variance /= variance + 1
    return found


def _typical(values, known, season):
    """Seasons and the rise in each whole series, from how each month usually differs from the month before: the medians
    over the years, which no single freak month or step moves."""
    there = known[:, 1:] & known[:, :-1]
    steps = np.where(there, np.diff(values), np.inf)
    short = -known.shape[1] % season
    steps = np.pad(steps, ((0, 0), (1, short)), constant_values=np.inf).reshape(len(known), -1, season)
    steps.sort(axis=1)
    years = np.isfinite(steps).sum(axis=1, keepdims=True)
    middle = [np.take_along_axis(steps, np.maximum(at, 0), axis=1)[:, 0] for at in ((years - 1) // 2, years // 2)]
    usual = np.where(years[:, 0] > 0, np.add(*middle) / 2, 0)
    rise = usual.mean(axis=1, keepdims=True)
    return np.hstack([np.cumsum(usual - rise, axis=1), rise * known.shape[1]])


def _fitted(design, values, found):
    """Of the seasons at each origin: what they are, the squares they explain and leave, and the variance of each.

    The last of the columns is the line that the level wanders about; seasons explain what it does not. Surprises beyond
    OUTLYING times their usual size, beside what was `found` before, count as that much: neither a single freak month
    nor a step is a season.
    """
    columns, known, inverse = design.columns, design.known, design.inverse
    for _ in range(ROUNDS):
        expected = np.where(known, found @ columns.T, 0)
        off = np.where(known, values - expected, 0)
        most = OUTLYING * _usual_size(off, known)[:, None]
        counted = expected + np.clip(off, -most, most)
        found = ((counted @ columns)[:, None, :] @ inverse)[:, 0]
    expected = np.where(known, found @ columns.T, 0)
    left = ((counted - expected) ** 2).sum(axis=1)
    on_line = (counted @ columns[:, -1]) ** 2 / design.products[:, -1, -1]
    explained = np.maximum((counted**2).sum(axis=1) - on_line - left, 0)
    variance = np.maximum(np.diagonal(inverse, axis1=1, axis2=2)[:, :-1], 0)
    return found[:, :-1], explained, left, variance


def _usual_size(off, known):
    """The standard deviation of what is known in each row, by its median, which freak values do not move."""
    ordered = np.sort(np.where(known, np.abs(off), np.inf), axis=1)
    middle = known.sum(axis=1) // 2
    return 1.4826 * ordered[np.arange(len(ordered)), middle]


def _share_kept(explained, left, free, parameters):
    """How much of what was estimated is kept: 1 - 1/F, F being what each season explains over what is left, or none."""
    by_chance = parameters * left / np.maximum(free, 1)
    return np.where(explained > by_chance, 1 - by_chance / np.where(explained > 0, explained, 1), 0)
