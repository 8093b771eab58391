"""The measures of the common fund, quarter by quarter: how each stood at the end of it."""

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from dashboard.asking import ask_dicts

SHOWN = 4  # quarters
ON_TRACK = {"met": "on track", "near": "not on track", "missed": "not on track"}


@dataclass(frozen=True)
class Line:
    """A measure with its value at the end of each quarter (None where there is none), and whether it is on track: ''
    where there is no target."""

    measure: str
    values: tuple
    tracks: tuple


def quarters(months):
    """The last months of the quarters of the financial year that have ended, the oldest first."""
    return [month for month in months if month.month % 3 == 0][-SHOWN:]


def lines(cursor, unit, ends):
    """The Lines of the fund's measures at a unit (its key)."""
    rows = ask_dicts(cursor, "fund_measures", unit=unit, ends=ends)
    return [_line(measure, list(several)) for measure, several in groupby(rows, itemgetter("measure"))]


def _line(measure, rows):
    tracks = tuple(ON_TRACK.get(one["standing"], "") for one in rows)
    return Line(measure, tuple(one["value"] for one in rows), tracks)
