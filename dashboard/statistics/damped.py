"""The damped trend: a level and a slope that both follow a series, the slope dying away ahead."""

import numpy as np

from dashboard.statistics.forecast_methods import Paths, memory

# Weights on the newest value, of those the share that turns the slope, and how much of the slope is left a month later.
DAMPED = [part.ravel() for part in np.meshgrid([0.02, 0.1, 0.2, 0.35, 0.55, 0.8, 1], [0, 0.03, 0.1, 0.3], [0.9, 0.97])]


def damped(histories):
    """A level and a slope that both follow the series, the slope dying away ahead (Gardner and McKenzie 1985).

    As with smoothing, the level and the slope at the start are those of the least squared one-step errors, which are
    linear in them; the weights and the damping are those of a grid.
    """
    origins, last = len(histories.ends), histories.last
    base = histories.values[:, :1]
    # Followed with the origins: what a level of 1, and a slope of 1, at the start adds. The months that an origin does
    # not know come last, so that what a start adds is the same at all of them.
    values = np.vstack([np.where(histories.seen, histories.values - base, 0), np.zeros((2, len(histories.values[0])))])
    errors, levels, slopes = _followed(values, histories.seen[-1], np.eye(origins + 2)[:, -2:])
    starts, squares = _best_starts(errors, last)
    row, grid = np.arange(origins), np.argmin(squares, axis=1)
    starts = starts[row, grid]
    ends_at, slopes_at = (
        own[last, row, grid] + starts[:, 0] * own[last, -2, grid] + starts[:, 1] * own[last, -1, grid]
        for own in (levels, slopes)
    )
    alpha, beta, damping = (part[grid] for part in DAMPED)
    reach = np.cumsum(damping[:, None] ** np.arange(1, histories.ahead.max() + 1), axis=1)
    points = base + ends_at[:, None] + slopes_at[:, None] * np.take_along_axis(reach, histories.ahead - 1, axis=1)
    loadings = memory(histories, alpha)
    for behind in range(1, histories.horizon):  # a surprise also turns the slope
        turned = alpha * (1 + beta * reach[:, behind - 1])
        for month in range(behind, histories.horizon):
            loadings[:, month, month - behind] = turned
    free = np.maximum(histories.known - 4 - histories.spent, 1)
    return Paths(points, np.sqrt(squares[row, grid] / free), loadings)


def _followed(values, seen, starts):
    """One-step errors, levels and slopes, each months x rows x grid, of rows with a level and a slope to start."""
    alpha, beta, damping = DAMPED
    turn = alpha * beta
    level, slope = starts[:, :1], starts[:, 1:]
    errors, levels, slopes = np.empty((3, values.shape[1], len(values), len(alpha)))
    for month, error in enumerate(errors):
        slope = damping * slope
        level = level + slope
        np.subtract(values[:, month, None], level, out=error)
        error *= seen[month]
        level = np.add(level, alpha * error, out=levels[month])
        slope = np.add(slope, turn * error, out=slopes[month])
    return errors, levels, slopes


def _best_starts(errors, last):
    """The level and slope at the start that leave the least squared errors (origins x grid x 2), and what these are."""
    own, of_level, of_slope = errors[:, :-2], errors[:, -2], errors[:, -1]
    known = (np.arange(len(own))[:, None] <= last).astype(float)
    ll, ls, ss = (
        np.cumsum(one * other, axis=0)[last]
        for one, other in ((of_level, of_level), (of_level, of_slope), (of_slope, of_slope))
    )
    weighed = own * known[:, :, None]
    with_level, with_slope = (-np.einsum("tog,tg->og", weighed, each) for each in (of_level, of_slope))
    determinant = ll * ss * (1 + 1e-9) - ls**2
    level = (with_level * ss - with_slope * ls) / determinant
    slope = (with_slope * ll - with_level * ls) / determinant
    left = np.einsum("tog,tog->og", weighed, own) - level * with_level - slope * with_slope
    return np.stack([level, slope], axis=-1), np.maximum(left, 0)
