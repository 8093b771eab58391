"""How far two readers of the same files give the same answers: observed agreement, Gwet's AC1 and Cohen's kappa.

Each coefficient is the agreement beyond chance, as a share of all that lies beyond it: (pa - pe) / (1 - pe). They
differ in what they take for chance (Gwet 2008, "Computing inter-rater reliability and its variance in the presence of
high agreement"). Kappa takes what two readers with these habits would agree on by drawing lots, and falls towards
nought where nearly all answers are alike; AC1 takes lots to be drawn only where an answer is hard to tell. With weights
for answers in an order they are AC2 and weighted kappa. Intervals leave out one file at a time (jackknife), so that
many answers of one file count as one file.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import gammaln, stdtrit

from dashboard.statistics.errors import Unusable

FEWEST = 20  # answers in pairs: of fewer a coefficient says nothing, and only the table is given


class Coefficient(NamedTuple):
    """A coefficient of agreement (-1 to 1) with its 95% limits; None where it cannot be worked out."""

    value: float | None
    lower: float | None
    upper: float | None


class Agreement(NamedTuple):
    """What two readers of some files agree on. `table` counts answers, a row for each of the first reader's.

    `observed` is the share of answers that are alike, `ac1` and `kappa` are Coefficients, None under FEWEST answers.
    """

    table: np.ndarray
    answers: int
    files: int
    observed: float
    ac1: Coefficient | None
    kappa: Coefficient | None


class Bias(NamedTuple):
    """How much kinder the first reader is: the difference of the shares met, and the exact chance of as much."""

    difference: float
    kinder: int  # answers that are met by the first alone
    stricter: int
    p: float


class Passed(NamedTuple):
    """How many `files` have an answer that the second reader finds not met, and in how many of them the first reader
    passes such an answer."""

    files: int
    passed: int


def agreement(files, weights=None):
    """The Agreement of files: an array (files, answers, answers), how often the first reader gave the one answer where
    the second gave the other. `weights` say what a pair of answers counts for, 1 where they are the same; 0 or 1 where
    not given. Raises Unusable where nothing was read twice.
    """
    files = np.asarray(files, float)
    table = files.sum(axis=0)
    if not table.sum() > 0:
        raise Unusable("no file was read twice")
    weights = np.eye(len(table)) if weights is None else np.asarray(weights, float)
    observed = float((table * weights).sum() / table.sum())
    if table.sum() < FEWEST:
        return Agreement(table, int(table.sum()), len(files), observed, None, None)
    # The first table is of all files, each of the others leaves one of them out.
    found = _coefficients(np.concatenate([table[None], table - files]), weights)
    return Agreement(table, int(table.sum()), len(files), observed, *(_jackknifed(values) for values in found))


def of_counts(both, first, second, neither):
    """Files of one yes-or-no answer each, from how many were met by both readers, by the first, the second, neither."""
    return np.repeat(np.eye(4).reshape(4, 2, 2), [both, first, second, neither], axis=0)


def linear(answers):
    """Weights for so many answers in an order: the further apart, the less a pair counts for."""
    apart = np.abs(np.subtract.outer(np.arange(answers), np.arange(answers)))
    return 1 - apart / max(answers - 1, 1)


def bias(files):
    """The Bias of files of met and not met: (files, 2, 2).

    The exact test of McNemar, file by file: were neither reader kinder, the difference of each file might as well have
    the other sign, and all that differs in one file turns together. Where a file has one answer it is McNemar's own.
    """
    files = np.asarray(files)
    kinder, stricter = (int(files[:, row, column].sum()) for row, column in ((0, 1), (1, 0)))
    apart = np.abs(files[:, 0, 1] - files[:, 1, 0]).astype(int)
    return Bias((kinder - stricter) / int(files.sum()), kinder, stricter, _as_far(abs(kinder - stricter), apart))


def _as_far(sum_, apart):
    """The chance that whole numbers with signs drawn by lot come to a sum as far from nought."""
    chances = np.ones(1)  # of each sum from -n to n, of the files so far
    for size, count in enumerate(np.bincount(apart)[1:], 1):
        turned = np.zeros(2 * size * count + 1)
        turned[:: 2 * size] = np.exp(_log_choose(count, np.arange(count + 1)) - count * np.log(2))
        chances = np.convolve(chances, turned)
    middle = len(chances) // 2
    return min(1.0, 2 * float(chances[middle + sum_ :].sum())) if sum_ else 1.0


def passed(files):
    """The Passed of files: what the first reader lets through of what the second does not."""
    files = np.asarray(files)
    fails = files[:, :, 1].sum(axis=1) > 0
    return Passed(int(fails.sum()), int((fails & (files[:, 0, 1] > 0)).sum()))


def passes_more(own, others):
    """The exact chance (Fisher, one side) that some files alike with others are passed as often or more: Passed twice.

    A reader who slips now and then in either direction is stricter where nearly all is met, and a kind one can pass for
    fair: held against what other readers let through of what they might, it shows.
    """
    both = own.passed + others.passed
    theirs = np.arange(max(own.passed, both - others.files), min(own.files, both) + 1)
    ways = _log_choose(own.files, theirs) + _log_choose(others.files, both - theirs)
    return min(1.0, float(np.exp(ways - _log_choose(own.files + others.files, both)).sum()))


def _log_choose(of, some):
    """The logarithm of how many ways there are to choose some of so many."""
    return gammaln(of + 1) - gammaln(some + 1) - gammaln(of - some + 1)


def _jackknifed(values):
    """The Coefficient of its value over all files, and its values with each file left out."""
    value, without = float(values[0]), values[1:]
    if not np.isfinite(value):
        return Coefficient(None, None, None)
    n = len(without)
    if n < 2 or not np.isfinite(without).all():
        return Coefficient(value, None, None)
    reach = float(stdtrit(n - 1, 0.975) * np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum()))
    return Coefficient(value, max(value - reach, -1.0), min(value + reach, 1.0))


def _coefficients(tables, weights):
    """AC1 and kappa of each of several tables; NaN where chance alone would agree on everything."""
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = tables / tables.sum(axis=(-2, -1), keepdims=True)
        observed = (shares * weights).sum(axis=(-2, -1))
        for chance in (_chance_of_ac, _chance_of_kappa):
            by_chance = chance(shares, weights)
            # Shares of whole numbers: what is left beyond chance is nought or far more than what rounding leaves.
            yield np.where(1 - by_chance > 1e-12, (observed - by_chance) / (1 - by_chance), np.nan)


def _chance_of_kappa(shares, weights):
    return (shares.sum(axis=-1)[..., :, None] * shares.sum(axis=-2)[..., None, :] * weights).sum(axis=(-2, -1))


def _chance_of_ac(shares, weights):
    answers = weights.shape[0]
    prevalence = (shares.sum(axis=-1) + shares.sum(axis=-2)) / 2
    return weights.sum() / (answers * (answers - 1)) * (prevalence * (1 - prevalence)).sum(axis=-1)
