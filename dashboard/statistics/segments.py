"""Rows of values cut into segments and laid end to end as one vector, so that nothing is worked out across a border."""

import numpy as np


class Segments:
    """`begins` is rows x columns, True where a segment begins; each row begins one at its first column."""

    def __init__(self, begins):
        self.begins = begins.ravel()
        self.starts = np.flatnonzero(self.begins)
        self.lengths = np.diff(self.starts, append=self.begins.size)

    def total(self, values):
        """The sum over each segment."""
        return np.add.reduceat(values, self.starts)

    def highest(self, values):
        return np.maximum.reduceat(values, self.starts)

    def lowest(self, values):
        return np.minimum.reduceat(values, self.starts)

    def mean(self, values, which):
        """The mean over each segment of the values marked by `which`; NaN where there are none."""
        number = self.total(which.astype(float))
        return np.divide(
            self.total(np.where(which, values, 0.0)), number, out=np.full(number.size, np.nan), where=number > 0
        )

    def spread(self, per_segment):
        """What belongs to a segment, at each of its positions."""
        return np.repeat(per_segment, self.lengths)

    def runs(self, keys):
        """Of the run of equal keys that a position is in: its place in it, from 1, and the run's whole length."""
        fresh = self.begins.copy()
        fresh[1:] |= keys[1:] != keys[:-1]
        starts = np.flatnonzero(fresh)
        lengths = np.diff(starts, append=keys.size)
        return np.arange(1, keys.size + 1) - np.repeat(starts, lengths), np.repeat(lengths, lengths)
