"""Series as they are given, made into floats: a missing value is NaN, and anything that is no number is refused."""

from decimal import Decimal
from numbers import Real

import numpy as np

from dashboard.statistics.errors import Unusable

# Cubes of such values, and their sums over many months, are still floats.
LARGEST = 1e90


def one(values, what="a value"):
    """A vector of floats of a sequence of numbers and None. Raises Unusable, which calls an entry `what`."""
    vector = _floats(values, what)
    if vector.ndim != 1:
        raise Unusable(f"a series is one row of numbers; this has {vector.ndim} dimensions")
    return vector


def many(matrix):
    """A matrix of floats, a row for each series and a column for each month. Raises Unusable."""
    rows = _floats(matrix, "a value")
    if rows.ndim != 2:
        raise Unusable(f"give a row for each series, all of one length; this has {rows.ndim} dimensions")
    return rows


def _floats(given, what):
    if isinstance(given, np.ma.MaskedArray):
        given = given.astype(float).filled(np.nan)
    elif not isinstance(given, np.ndarray):
        given = _array(given)
    if given.dtype.kind == "O":
        given = _checked(given, what)
    if given.dtype.kind not in "fiu":
        raise Unusable(f"{what} has to be a number or None; these are {given.dtype.name}")
    floats = np.asarray(given, dtype=float, order="C")
    beyond = np.abs(floats) > LARGEST
    if beyond.any():
        raise Unusable(f"{what} has to be a number below {LARGEST:.0e} or None; found {floats[beyond][0]}")
    return floats


def _array(given):
    try:
        return np.array(list(given), dtype=object)
    except (TypeError, ValueError):
        raise Unusable("a series is a sequence of numbers and None; give all rows the same length") from None


def _checked(given, what):
    for value in given.flat:
        number = isinstance(value, (Real, Decimal)) and not isinstance(value, (bool, np.bool_))
        if value is not None and not number:
            raise Unusable(f"{what} has to be a number or None; found {value!r}")
    return given.astype(float)
