"""Whether one measure follows another at the lag that somebody declared: the test of an arrow of a strategy map.

Two series that rise, or that have a season, go together whatever they are about; so trend, season and what one month
carries over into the next are taken out of each before they are held together. Where a measure exists at several
teams they are compared with one another in each month, which removes all that is common to them. Only the declared
lags are tried: the best of many lags is nearly always a find. What is told is that two series agree with an arrow,
never that one causes the other: nothing here knows that.
"""

from dataclasses import dataclass
from math import atanh, inf, sqrt

import numpy as np
from scipy.special import ndtr, ndtri, stdtr, stdtrit

from dashboard.statistics import series
from dashboard.statistics.errors import Unusable
from dashboard.statistics.evidence import discoveries

FEWEST_PAIRS = 36  # months with both, after the lag
FEWEST_TEAMS, FEWEST_MONTHS = 8, 24  # of each team: with six teams false finds come to one in thirteen
LEVEL = 0.05  # one-sided, over all the lags of a window together
RATE = 0.10  # of the arrows of a map that are believed, how many may be false
TAKEN_OUT = 7  # constant, trend, two pairs of a yearly wave, and one month's carrying over
MOST_CARRIED = 0.99
PULLED = (0, 1, 2)  # months by which one of two that pull apart may follow the other
ALIKE = 0.95  # correlation of what is new in each month, beyond which one of two measures may do
EXACT = 1e-9  # a spread of under this share of the largest value is none: rounding
NEARLY_ONE = 1 - 1e-12  # the transform of a correlation of one has no end
AGREE, AGAINST, NOT_SHOWN = "the data agree", "the data speak against it", "the data do not show it"


@dataclass(frozen=True)
class Arrow:
    """What two measures say. Strengths are correlations, of the months' shocks or of teams in a month.

    `lower` to `upper` holds the strength at `lag` at 90%, widened for the lags of the window. `possible` is the
    strongest link of the expected sign that is not ruled out. `p` and `p_against` are one-sided and widened too.
    """

    lag: int  # months by which the second follows the first: of the window the one that says most
    strength: float
    lower: float
    upper: float
    possible: float
    slope: float | None  # of the second on the first in their own units; of teams only
    pairs: int
    teams: int  # 0 of single months
    p: float
    p_against: float


@dataclass(frozen=True)
class TooShort:
    """Why nothing can be said: what there is and what is needed of `side`: "pairs", "teams" or "spread"."""

    side: str
    have: int
    needed: int


def months(first, second, lags, sign):
    """The Arrow of two series of months, or TooShort. `sign` is 1 or -1: whether more of the first is to go with more
    of the second so many months later. Gaps are None or NaN. Raises Unusable."""
    x, y = series.one(first), series.one(second)
    _refuse(x, y, lags, sign)
    shocks = prewhitened(x), prewhitened(y)
    if any(one is None for one in shocks):
        return TooShort("spread", 0, 1)
    found = []
    for lag in lags:
        pairs = len(_lagged(x, y, lag)[0])
        new = _lagged(
            *shocks, lag
        )  # fewer than the pairs: the first month, and each after a gap, has nothing before it
        if pairs < FEWEST_PAIRS or len(new[0]) < 2 * TAKEN_OUT:
            return TooShort("pairs", pairs, FEWEST_PAIRS)
        estimate = _normal(atanh(_correlation(*new)), 1 / sqrt(len(new[0]) - TAKEN_OUT))
        found.append((lag, estimate, {"pairs": pairs, "teams": 0, "slope": None}))
    return _told(found, sign, np.tanh)


def teams(first, second, lags, sign, least=FEWEST_TEAMS):
    """The same of two matrices with a row for each team and a column for each month, compared within each month.
    `least` is how many teams there have to be."""
    x, y = series.many(first), series.many(second)
    _refuse(x, y, lags, sign)
    found = []
    for lag in lags:
        one = _panel(x[:, : x.shape[1] - lag], y[:, lag:], least)
        if isinstance(one, TooShort):
            return one
        found.append((lag, *one))
    return _told(found, sign, lambda strength: np.clip(strength, -1, 1))


def verdicts(arrows, rate=RATE):
    """A verdict for each Arrow of a map: believed where its own interval leaves out nought, and of all those that are
    believed at most `rate` are false (Benjamini and Hochberg)."""
    kept, against = (_believed([getattr(one, side) for one in arrows], rate) for side in ("p", "p_against"))
    return [AGREE if yes else AGAINST if no else NOT_SHOWN for yes, no in zip(kept, against, strict=True)]


def _believed(p, rate):
    return [yes and one <= LEVEL for yes, one in zip(discoveries(p, rate).tolist(), p, strict=True)]


def window(lag, around, least=0):
    """The lags to try: the declared one and so many months around it, none below `least`."""
    return list(range(max(lag - around, least), max(lag + around, least) + 1))


def prewhitened(values):
    """What is new in each month: the rests after a straight line and a yearly wave, less what the month before had left
    over. NaN where either month has no value; None where nothing is left (a straight line, a constant, few months)."""
    there = np.flatnonzero(np.isfinite(values))
    if len(there) < 2 * TAKEN_OUT:
        return None
    rest = np.full(len(values), np.nan)
    time = np.arange(len(values)) / len(values)
    year = 2 * np.pi * np.arange(len(values)) / 12
    waves = [part(k * year) for k in (1, 2) for part in (np.sin, np.cos)]
    known = np.column_stack([np.ones(len(values)), time, *waves])[there]
    rest[there] = values[there] - known @ np.linalg.lstsq(known, values[there], rcond=None)[0]
    if np.nanmax(np.abs(rest)) <= EXACT * np.nanmax(np.abs(values)):
        return None
    carried = _carried(rest, len(there))
    return np.concatenate([[np.nan], rest[1:] - carried * rest[:-1]])


def _carried(rest, count):
    """The share carried over into the next month, its downward bias put right (Kendall 1954)."""
    found = np.nansum(rest[1:] * rest[:-1]) / np.nansum(rest**2)
    return np.clip(found + (1 + 3 * found) / count, -MOST_CARRIED, MOST_CARRIED)


def _refuse(x, y, lags, sign):
    if x.shape != y.shape:
        raise Unusable(f"the two have {x.shape} and {y.shape} entries; give both for the same teams and months")
    if not lags or any(lag < 0 or lag >= x.shape[-1] for lag in lags):
        raise Unusable(f"the lags are {lags!r}; write whole months from 0 to {x.shape[-1] - 1}")
    if sign not in (1, -1):
        raise Unusable(f"sign is {sign!r}; write 1 or -1")


def _lagged(x, y, lag):
    """Both where both are there, the second so many months later."""
    x, y = x[: len(x) - lag], y[lag:]
    there = np.isfinite(x) & np.isfinite(y)
    return x[there], y[there]


def _correlation(x, y):
    return float(np.clip(np.corrcoef(x, y)[0, 1], -NEARLY_ONE, NEARLY_ONE))


def _normal(centre, error):
    """(centre, standard error, share below a deviate, deviate of a share) of a normal estimate."""
    return centre, error, ndtr, ndtri


def _panel(x, y, least):
    """((strength, its error, distribution), counts) of teams compared in each month; TooShort where there are few."""
    both = np.isfinite(x) & np.isfinite(y)
    enough = both.sum(axis=1) >= FEWEST_MONTHS
    count = int(enough.sum())
    if count < least:
        return TooShort("teams", count, least)
    both = both[enough]
    x, y = (_within(np.where(both, one[enough], 0.0), both) for one in (x, y))
    across, down = float((x**2).sum()), float((y**2).sum())
    if not across or not down:
        return TooShort("spread", 0, 1)
    slope = float((x * y).sum()) / across
    of_teams = (x * (y - slope * x)).sum(axis=1)
    error = sqrt(count / (count - 1) * float((of_teams**2).sum())) / across
    scale = sqrt(across / down)
    student = (lambda t: stdtr(count - 1, t)), (lambda share: stdtrit(count - 1, share))
    counts = {"pairs": int(both.sum()), "teams": count, "slope": slope}
    return (slope * scale, max(error * scale, EXACT), *student), counts


def _within(values, there):
    """Values less the mean of their team and of their month, where there are gaps by turns until nothing is left."""
    least = EXACT * np.abs(values).max()
    rows, columns = there.sum(axis=1, keepdims=True), np.maximum(there.sum(axis=0), 1)
    moved = inf
    while moved > least:
        by_team = values.sum(axis=1, keepdims=True) / rows
        values = np.where(there, values - by_team, 0.0)
        by_month = values.sum(axis=0) / columns
        values = np.where(there, values - by_month, 0.0)
        moved = max(np.abs(by_team).max(), np.abs(by_month).max())
    return np.where(np.abs(values) > least, values, 0.0)


def _told(found, sign, back):
    """The Arrow of the lags tried: at each (lag, (centre, error, below, deviate), counts)."""
    many = len(found)
    sides = [(below(-sign * centre / error), below(sign * centre / error)) for _, (centre, error, below, _), _ in found]
    towards, opposed = (np.minimum(1, many * np.array(side)) for side in zip(*sides, strict=True))
    reach = [error * deviate(1 - LEVEL / many) for _, (_, error, _, deviate), _ in found]
    centres = [centre for _, (centre, *_), _ in found]
    best = int(towards.argmin() if towards.min() <= opposed.min() else opposed.argmin())
    lag, (centre, *_), counts = found[best]
    most = max(sign * one + wide for one, wide in zip(centres, reach, strict=True))
    return Arrow(
        lag=lag,
        strength=float(back(centre)),
        lower=float(back(centre - reach[best])),
        upper=float(back(centre + reach[best])),
        possible=float(max(back(most), 0)),
        p=float(towards.min()),
        p_against=float(opposed.min()),
        **counts,
    )


@dataclass(frozen=True)
class Pull:
    """Two rows of which the one falls as the other rises, `lag` months later (with a minus: the second comes first)."""

    first: int
    second: int
    lag: int
    strength: float
    pairs: int
    p: float


def apart(rows, lags=PULLED):
    """The Pull of each two rows that have enough months: the lag of `lags` either way that pulls most, p being
    one-sided and widened for all of them. Rows are series of months, turned so that up is better. Raises Unusable."""
    values = series.many(rows)
    shocks = [prewhitened(row) for row in values]
    places = [place for place, one in enumerate(shocks) if one is not None]
    if len(places) < 2:
        return []
    values, shocks = values[places], np.array([shocks[place] for place in places])
    tried = [(lag, *_between(values, shocks, lag)) for lag in lags if lag < values.shape[1]]
    tried += [(-lag, r.T, n.T, pairs.T) for lag, r, n, pairs in tried if lag]
    enough = np.all([pairs >= FEWEST_PAIRS for *_, pairs in tried], axis=0)
    p = np.array([ndtr(np.arctanh(r) * np.sqrt(np.maximum(n - TAKEN_OUT, 1))) for _, r, n, _ in tried])
    best = p.argmin(axis=0)
    found = []
    for one, other in zip(*np.nonzero(np.triu(enough, 1)), strict=True):
        lag, r, _, pairs = tried[best[one, other]]
        chance = min(1.0, len(tried) * float(p[best[one, other], one, other]))
        ends = places[one], places[other]
        found.append(Pull(*ends, lag, float(r[one, other]), int(pairs[one, other]), chance))
    return found


def _between(values, shocks, lag):
    """(correlation, pairs of shocks, pairs of values) of every row with every row so many months later."""
    x, y = shocks[:, : shocks.shape[1] - lag], shocks[:, lag:]
    one, other = np.isfinite(x).astype(float), np.isfinite(y).astype(float)
    x, y = np.nan_to_num(x), np.nan_to_num(y)
    n = one @ other.T
    many = np.maximum(n, 1)
    left, right = x @ other.T / many, one @ y.T / many
    across = (x**2) @ other.T / many - left**2
    down = one @ (y**2).T / many - right**2
    with np.errstate(divide="ignore", invalid="ignore"):
        r = np.nan_to_num((x @ y.T / many - left * right) / np.sqrt(across * down))
    there = np.isfinite(values)
    pairs = there[:, : values.shape[1] - lag].astype(int) @ there[:, lag:].T.astype(int)
    return np.clip(r, -NEARLY_ONE, NEARLY_ONE), n, pairs


def alike(rows):
    """(first, second, correlation, pairs) of each two rows that say nearly the same: the shocks of the same months
    have a correlation beyond ALIKE. Raises Unusable."""
    values = series.many(rows)
    shocks = [prewhitened(row) for row in values]
    places = [place for place, one in enumerate(shocks) if one is not None]
    if len(places) < 2:
        return []
    r, n, pairs = _between(values[places], np.array([shocks[place] for place in places]), 0)
    close = np.triu((np.abs(r) > ALIKE) & (n >= 2 * TAKEN_OUT), 1)
    return [
        (places[one], places[other], float(r[one, other]), int(pairs[one, other]))
        for one, other in zip(*np.nonzero(close), strict=True)
    ]
