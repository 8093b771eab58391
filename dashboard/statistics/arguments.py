"""What a chart is asked for, one for all series or one for each, as arrays; what cannot be is refused in a sentence."""

from collections.abc import Iterable

import numpy as np

from dashboard.statistics import series
from dashboard.statistics.errors import Unusable

SIGNS = {"higher": 1, "lower": -1, "neither": 0}
SHORTEST_BASELINE = 12


def signs(better, rows):
    """Of each row, whether a higher value is better (1), a lower one (-1) or neither (0)."""
    words = list(better) if _several(better) else [better]
    for word in words:
        if str(word) not in SIGNS:
            raise Unusable(f"better is {word!r}; write one of {', '.join(SIGNS)}")
    return _for_each(np.array([SIGNS[str(word)] for word in words], dtype=np.int8), better, rows, "better")


def targets(target, rows):
    """Each row's target; NaN where it has none."""
    given = series.one(target if _several(target) else [target], "a target")
    return _for_each(given, target, rows, "target")


def _for_each(entries, given, rows, name):
    if not _several(given):
        return np.repeat(entries, rows)
    if len(entries) != rows:
        raise Unusable(f"{name} has {len(entries)} entries for {rows} series; give one for all or one for each")
    return entries


def refuse_baseline(baseline):
    if baseline is not None and (not _whole(baseline) or baseline < SHORTEST_BASELINE):
        raise Unusable(
            f"baseline is {baseline!r}; write a whole number of months, {SHORTEST_BASELINE} or more, or None"
        )


def begins(rebase, shape):
    """Where segments begin, rows x columns."""
    found = np.zeros(shape, dtype=bool)
    found[:, :1] = True
    rebase = _listed(rebase)
    if any(_several(each) for each in rebase):
        if len(rebase) != len(found):
            raise Unusable(f"rebase has {len(rebase)} rows for {len(found)} series; give one for all or one for each")
        for row, each in zip(found, rebase, strict=True):
            row[_within(each, shape[1])] = True
    else:
        found[:, _within(rebase, shape[1])] = True
    return found


def _within(rebase, length):
    found = positions(rebase)
    for position in found:
        if not 0 <= position < length:
            raise Unusable(f"rebase has position {position}; a series of {length} has none such, counted from 0")
    return found


def positions(rebase):
    """The positions at which a segment starts, as a list."""
    found = _listed(rebase)
    for position in found:
        if not _whole(position):
            raise Unusable(f"rebase holds {position!r}; write the positions at which a segment starts, counted from 0")
    return found


def _listed(rebase):
    if not _several(rebase):
        raise Unusable(f"rebase is {rebase!r}; write a sequence of the positions at which a segment starts")
    return list(rebase)


def _several(given):
    return isinstance(given, Iterable) and not isinstance(given, str)


def _whole(number):
    return isinstance(number, (int, np.integer)) and not isinstance(number, bool)
