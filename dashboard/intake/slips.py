"""Which months are a file's own, and which only a slip of the pen has put there."""

from dataclasses import dataclass
from datetime import date

A_HANDFUL, FIFTH, FIFTIETH, THIN = 5, 5, 50, 1000
FAR = 11  # empty months in a row: a year mistyped in a file of one month


@dataclass(frozen=True)
class Run:
    """Months without an empty one between them, with the rows of each."""

    months: tuple

    @property
    def rows(self):
        return sum(rows for _, rows in self.months)

    def gap(self, later):
        """The empty months to the next run."""
        return _number(later.months[0][0]) - _number(self.months[-1][0]) - 1


def own_months(counted, today):
    """The first and the last month that are a file's own, of (month, rows) in order; None where there are none.

    A few rows at an end beside months of many are a slip, and so is what lies more than a year off and is a quarter of
    the rows at most, or more than a year ahead of today. A file may begin slowly, but not after an empty month.
    """
    if not counted:
        return None
    runs, typical = _runs(counted), _typical(counted)
    while len(runs) > 1 and (_few(runs[0].rows, typical) or _far(runs[0], runs[1], runs)):
        runs = runs[1:]
    while len(runs) > 1 and (
        _few(runs[-1].rows, typical)
        or _far(runs[-2], runs[-1], runs, runs[-1])
        or (runs[-2].gap(runs[-1]) >= FAR and runs[-1].months[0][0] > today)
    ):
        runs = runs[:-1]
    months = [month for run in runs for month in run.months]
    while len(months) > 1 and _few(months[-1][1], typical):
        months = months[:-1]
    least = sum(rows for _, rows in months) / THIN
    while len(months) > 1 and months[0][1] < least:
        months = months[1:]
    return months[0][0], months[-1][0]


def _number(month):
    return month.year * 12 + month.month


def _runs(counted):
    found = []
    for month, rows in counted:
        if found and _number(month) == _number(found[-1][-1][0]) + 1:
            found[-1].append((month, rows))
        else:
            found.append([(month, rows)])
    return [Run(tuple(months)) for months in found]


def _typical(counted):
    """The rows of the month that the middle row of the file is in."""
    middle, so_far = sum(rows for _, rows in counted) / 2, 0
    for rows in sorted(rows for _, rows in counted):
        so_far += rows
        if so_far >= middle:
            return rows
    return 0


def _few(rows, typical):
    return (rows <= A_HANDFUL and rows * FIFTH < typical) or rows * FIFTIETH < typical


def _far(earlier, later, runs, one=None):
    one = one or earlier
    rest = sum(run.rows for run in runs) - one.rows
    return earlier.gap(later) >= FAR and one.rows * 3 <= rest


def too_far_ahead(today):
    """The day from which a date outside a file's own months cannot be: a year from now."""
    return date(today.year + 1, today.month, min(today.day, 28))
