"""XmR control charts with the NHS rules of variation and assurance, for one series or thousands at once.

Values are in any unit, the limits in the same. The conventions are those of NHSRplotthedots, written from their
definitions (docs/statistics.md): moving ranges from 3.267 times their mean upwards are left out once before the limits
are set; a point beyond the limits is none of the two of "two in three"; a trend and a shift are seven points; a target
exactly on a limit is hit and miss. A gap breaks moving ranges and runs, and no rule looks across a rebase.
"""

from dataclasses import dataclass

import numpy as np

from dashboard.statistics import arguments, series
from dashboard.statistics.segments import Segments

POINTS = (None, "common", "improvement", "concern", "high", "low")
RULES = (None, "outside", "trend", "two in three", "shift")
ASSURANCES = (None, "pass", "fail", "hit and miss")

LIMIT = 2.66  # mean moving ranges from the mean to a limit: 3 / 1.128, as it is rounded in the published method
SCREEN = 3.267  # the upper limit of a chart of moving ranges, in mean moving ranges
RUN = 7  # points of a shift or a trend
FEWEST = 13  # points from which limits are more than a trial
# Two numbers nearer than this, as a share of the largest value of the segment, are equal: 0.95 twelve times has a mean
# that is off by one bit, and every point would be on one side of it.
EXACT = 1e-9


@dataclass(frozen=True)
class Chart:
    """One series' chart. Each tuple but `trial` and `starts` has one entry a position."""

    mean: tuple  # None where there is no value to take it from
    lower: tuple  # None where there is no moving range
    upper: tuple
    points: tuple  # a word of POINTS; None where there is no value
    rules: tuple  # the word of RULES that made the point a signal; None for a common one
    variation: str | None  # the latest point's word
    assurance: str | None  # a word of ASSURANCES; None without target, direction or limits
    trial: tuple  # per segment: under 13 points, so that the limits may still move much
    starts: tuple  # per segment: its first position


@dataclass(frozen=True)
class Charts:
    """Many series' charts: S rows and T columns. Words are kept as their places in POINTS, RULES and ASSURANCES."""

    mean: np.ndarray  # S x T, NaN where undefined; so are lower and upper
    lower: np.ndarray
    upper: np.ndarray
    points: np.ndarray  # S x T
    rules: np.ndarray  # S x T
    variation: np.ndarray  # S, of the latest point
    assurance: np.ndarray  # S
    latest: np.ndarray  # S: the position of the point judged, -1 where there is none
    segment: np.ndarray  # S x T: the number of the segment, from 0
    trial: np.ndarray  # S x T
    run: np.ndarray  # S: the positions that the latest point's signal has lasted, 0 where it is no signal


@dataclass(frozen=True)
class _Limits:
    """At each position of the rows laid end to end; `slack` is the difference that counts as none."""

    mean: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    slack: np.ndarray


def chart(values, *, better="higher", target=None, rebase=(), baseline=None, screen=True):
    """The Chart of one series of numbers and None (a month without value).

    `rebase` holds the positions at which a segment starts; `baseline` is the number of months of each segment, from its
    first value on, that set its limits (all where None, else at least 12). Raises Unusable.
    """
    found = charts(
        series.one(values)[np.newaxis],
        better=better,
        target=target,
        rebase=[arguments.positions(rebase)],
        baseline=baseline,
        screen=screen,
    )
    segment, trial = found.segment[0], found.trial[0]
    starts = np.flatnonzero(np.diff(segment, prepend=-1))
    return Chart(
        mean=_plain(found.mean[0]),
        lower=_plain(found.lower[0]),
        upper=_plain(found.upper[0]),
        points=tuple(POINTS[code] for code in found.points[0]),
        rules=tuple(RULES[code] for code in found.rules[0]),
        variation=POINTS[found.variation[0]],
        assurance=ASSURANCES[found.assurance[0]],
        trial=tuple(trial[starts].tolist()),
        starts=tuple(starts.tolist()),
    )


def _plain(floats):
    return tuple(None if number != number else number for number in floats.tolist())


def charts(matrix, *, better="higher", target=None, rebase=(), baseline=None, screen=True):
    """The Charts of many series of one length: a row each, NaN for a gap.

    `better` and `target` are one for all rows or one for each; `rebase` is one sequence of positions for all rows or
    one for each. Raises Unusable.
    """
    values = series.many(matrix)
    signs, targets = arguments.signs(better, len(values)), arguments.targets(target, len(values))
    arguments.refuse_baseline(baseline)
    begins = arguments.begins(rebase, values.shape)
    cut, flat = Segments(begins), values.ravel()
    limits = _limits(flat, cut, baseline, screen)
    rules, ways, lasted = _signals(flat, limits, cut)
    valid = ~np.isnan(values)
    shape = values.shape
    points = _points(rules.reshape(shape), ways.reshape(shape), valid, signs)
    latest = _latest(valid)
    mean, lower, upper = (side.reshape(shape) for side in (limits.mean, limits.lower, limits.upper))
    slack = _at(limits.slack.reshape(shape), latest, np.nan)
    return Charts(
        mean=mean,
        lower=lower,
        upper=upper,
        points=points,
        rules=rules.reshape(shape),
        variation=_at(points, latest, 0),
        assurance=_assurances(targets, signs, _at(lower, latest, np.nan), _at(upper, latest, np.nan), slack),
        latest=latest,
        segment=np.cumsum(begins, axis=1) - 1,
        trial=cut.spread(cut.total(valid.ravel().astype(np.int64)) < FEWEST).reshape(shape),
        run=_at(lasted.reshape(shape), latest, 0),
    )


def _limits(flat, cut, baseline, screen):
    valid = ~np.isnan(flat)
    base = valid & _early(valid, cut, baseline)
    mean = cut.mean(flat, base)
    highest, lowest = cut.highest(np.where(base, flat, -np.inf)), cut.lowest(np.where(base, flat, np.inf))
    mean = np.where(highest == lowest, highest, mean)
    slack = EXACT * cut.highest(np.where(valid, np.abs(flat), 0.0))
    width = LIMIT * _moving_range(flat, base, cut, slack, screen)
    return _Limits(*(cut.spread(each) for each in (mean, mean - width, mean + width, slack)))


def _early(valid, cut, baseline):
    """Where the first `baseline` months are, counted from the first value of each segment."""
    if baseline is None:
        return True
    positions = np.arange(valid.size)
    first = cut.lowest(np.where(valid, positions, valid.size))
    return positions < cut.spread(first) + baseline


def _moving_range(flat, base, cut, slack, screen):
    """Each segment's mean moving range. Where the screen leaves nothing to go by (a constant series; noughts with one
    month that is none), what was screened out is taken in again."""
    ranges, paired = np.abs(np.diff(np.where(base, flat, 0.0), prepend=0.0)), base & ~cut.begins
    paired[1:] &= base[:-1]
    whole = cut.mean(ranges, paired)
    whole = np.where(whole > slack, whole, 0 * whole)
    if not screen:
        return whole
    kept = cut.mean(ranges, paired & (ranges < cut.spread(SCREEN * whole)))
    return np.where(kept > slack, kept, whole)


def _signals(flat, limits, cut):
    """At each position: the code of the rule that makes it a signal (0 for none), whether it is high (1) or low (-1),
    and how long the signal has lasted."""
    off = np.where(np.isnan(flat), 0.0, flat - limits.mean)
    off[np.isnan(off) | (np.abs(off) <= limits.slack)] = 0.0
    side = np.sign(off).astype(np.int8)
    distance, width = np.abs(off), limits.upper - limits.mean
    beyond = distance > width + limits.slack
    outside = np.where(beyond, side, 0).astype(np.int8)
    place, length = cut.runs(side)
    near = (side != 0) & ~beyond & (distance > width * 2 / 3 + limits.slack)
    trend, trend_place = _trend(flat, limits.slack, cut)
    shift = np.where(length >= RUN, side, 0)
    two = np.where(_two_in_three(near, place, side), side, 0)
    ways = np.select([outside != 0, trend != 0, two != 0], [outside, trend, two], shift).astype(np.int8)
    rules = np.select([outside != 0, trend != 0, two != 0, shift != 0], [1, 2, 3, 4], 0).astype(np.int8)
    lasted = np.select(
        [rules == 1, rules == 2, rules == 3, rules == 4], [cut.runs(outside)[0], trend_place, 3, place], 0
    )
    return rules, ways, lasted


def _trend(flat, slack, cut):
    """Where seven points rise (1) or fall (-1) in a row, and the number of points up to here; a point that ends a rise
    and begins a fall goes with the fall, as with any turn."""
    step = np.zeros(flat.size, dtype=np.int8)
    rise = np.diff(flat, prepend=np.nan)
    rise[cut.begins] = np.nan
    step[rise > slack] = 1
    step[rise < -slack] = -1
    place, length = cut.runs(step)
    into = np.where(length >= RUN - 1, step, 0).astype(np.int8)
    after = np.append(into[1:], np.int8(0))[: into.size]
    return np.where(after != 0, after, into), np.where(step != 0, place + 1, 1)


def _two_in_three(near, place, side):
    """Where a point between two and three sigma is one of at least two such in three that are all on one side."""
    window = (place >= 3) & (side != 0)
    counted = near.astype(np.int8)
    window[2:] &= counted[2:] + counted[1:-1] + counted[:-2] >= 2
    within = window.copy()
    within[:-1] |= window[1:]
    within[:-2] |= window[2:]
    return near & within


def _points(rules, ways, valid, signs):
    sign = signs[:, np.newaxis]
    directed = np.where(ways == sign, 2, 3)
    neutral = np.where(ways > 0, 4, 5)
    signal = np.where(sign == 0, neutral, directed)
    return np.where(rules != 0, signal, np.where(valid, 1, 0)).astype(np.int8)


def _assurances(targets, signs, lower, upper, slack):
    judged = ~np.isnan(targets) & (signs != 0) & ~np.isnan(lower)
    side = np.where(targets > upper + slack, 1, np.where(targets < lower - slack, -1, 0))
    return np.select([~judged, side == 0, side == signs], [0, 3, 2], 1).astype(np.int8)


def _latest(valid):
    if not valid.shape[1]:
        return np.full(len(valid), -1)
    return np.where(valid.any(axis=1), valid.shape[1] - 1 - valid[:, ::-1].argmax(axis=1), -1)


def _at(matrix, positions, otherwise):
    """Each row's entry at its own position; `otherwise` where the position is -1."""
    if not matrix.shape[1]:
        return np.full(len(matrix), otherwise, dtype=matrix.dtype)
    return np.where(positions < 0, otherwise, matrix[np.arange(len(matrix)), positions]).astype(matrix.dtype)
