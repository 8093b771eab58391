"""Westmarch Council, an invented council: writes the files that it would load, in the real layouts.

The same seed gives the same bytes. `mini` is for tests: every kind of file, a few hundred people, about a second.
"""

from pathlib import Path

import numpy as np

from dashboard.demo import earlier, looks, written
from dashboard.demo.council import write_council
from dashboard.demo.sizes import SIZES

__all__ = ["SIZES", "earlier", "generators", "looks", "write", "written"]


def write(out, size="town", seed=1, progress=None):
    """Write the council's files into the folder `out`; `progress` is called with (step, done, total)."""
    if size not in SIZES:
        raise ValueError(f"size is '{size}'; write one of {', '.join(SIZES)}")
    write_council(Path(out), SIZES[size], generators(seed), progress or (lambda step, done, total: None))


def generators(seed):
    """A source of random numbers for each subject, so that a change in one subject leaves the others as they are."""
    return lambda subject: np.random.default_rng([seed, *subject.encode()])
