"""The months ahead of a measure at a unit, what the year would come to, and what it takes to meet the target."""

from dataclasses import dataclass

import numpy as np

from dashboard.statistics import forecast

YEAR = 12
ADDED_UP = ("count", "money")


@dataclass(frozen=True)
class Outlook:
    """The months ahead and what they come to at the end of the financial year, in the measure's own unit.

    `months` holds (month, point, lower, upper), with a band of 80%. `reason` says why there are none. `kind` says what
    `year` is: 'total' (months added up), 'share' (numerators over denominators of the whole year) or 'level' (the value
    at the year's end); `required` is what each month left must come to, or the share of them must be, for the year to
    meet the target; None where there is no target or one cannot say.
    """

    months: list
    forecast: forecast.Forecast | None
    reason: str | None
    left: int
    kind: str | None = None
    year: tuple | None = None  # point, lower, upper
    required: float | None = None


def outlook(measure, series, month, target=None, start=0):
    """The Outlook of a measure (its row of the catalogue) at a month.

    `series` maps each basis to its row of cube.series; `target` is the bound that counts at the year's end; `start` is
    the position at which the control chart last began anew.
    """
    asked = _asked(measure, series, month, start)
    return _found(measure, series, month, target, asked, forecast.several([asked])[0] if _is_asked(asked) else None)


def outlooks(asked, month):
    """The Outlooks of (measure, series) pairs without a target, their charts begun anew where their series say: all
    forecast side by side."""
    wanted = [_asked(measure, series, month, _start(series)) for measure, series in asked]
    ahead = iter(forecast.several([one for one in wanted if _is_asked(one)]))
    return [
        _found(*each, month, None, one, next(ahead) if _is_asked(one) else None)
        for each, one in zip(asked, wanted, strict=True)
    ]


def _start(series):
    return max(row["start"] for row in series.values())


def of_row(row):
    """The Outlook of a row of queries/views/outlooks_kept.sql, which has what the build found and not how."""
    months = list(zip(row["ahead"], row["points"], row["lowers"], row["uppers"], strict=True))
    year = None if row["point"] is None else (row["point"], row["lower"], row["upper"])
    return Outlook(months, None, row["reason"], row["months_left"], row["kind"], year)


def _asked(measure, series, month, start):
    """The forecast.Asked of a measure, or why there is none to ask for."""
    left, charted = _left(month), _charted(series)
    if measure["kind"] == "supplied":
        return "a figure that is supplied stands until the next one is"
    if left == 0 or charted is None:
        return "the financial year ends with this month" if charted else "there is no series"
    values = _upto(charted, "vals", month)
    known = values[start:][~np.isnan(values[start:])]
    longest = forecast.LONGEST_OF_A_YEAR if len(known) >= forecast.FEWEST_FOR_A_YEAR else forecast.LONGEST
    if left > longest:
        return f"{left} months are left of the year and {len(known)} are known: too far to see from here"
    # Where the month asked for has no value yet the forecast would begin before it, and not be of the year's rest.
    if len(values) and np.isnan(values[-1]):
        return "the month shown has no value to go on from"
    floor = 0 if len(known) and known.min() >= 0 else None
    ceiling = 100 if measure["kind"] == "proportion" else None
    return forecast.Asked(list(values), left, rebase_at=start, floor=floor, ceiling=ceiling)


def _is_asked(asked):
    return isinstance(asked, forecast.Asked)


def _found(measure, series, month, target, asked, ahead):
    """The Outlook of what was `asked` and the Forecast that it gave, None where nothing could be."""
    left, charted = _left(month), _charted(series)
    reason = ahead.reason if ahead else asked
    if reason:
        return Outlook([], None, reason, left)
    months = [
        (_after(month, number), *map(float, each))
        for number, each in enumerate(zip(ahead.points, ahead.lower, ahead.upper, strict=True), 1)
    ]
    kind, year, required = _year(measure, series, charted, month, left, ahead, target)
    return Outlook(months, ahead, None, left, kind, year, required)


def _left(month):
    """How many months of the financial year are left after one."""
    return (3 - month.month) % YEAR


def _charted(series):
    return next((row for row in series.values() if row["charted"]), None)


def _year(measure, series, charted, month, left, ahead, target):
    """(kind, (point, lower, upper), what is required) at the year's end; (None, None, None) where it cannot be said."""
    own = next((row for row in series.values() if row["own"]), None)
    if own is None:
        return None, None, None
    if measure["better"] not in ("higher", "lower"):
        target = None  # a range is met by its middle: no one bound says what the rest of the year must be
    if own["charted"] and measure["kind"] not in ADDED_UP:
        return "level", _last(ahead), None
    if measure["kind"] in ADDED_UP and measure["counts"] == "rows" and own["basis"] != "snapshot":
        return _total(charted, own, month, left, ahead, target)
    if own["charted"]:
        return "level", _last(ahead), None
    if measure["counts"] == "rows" and measure["denominator"] == "summed" and not measure["base"]:
        return _share(measure, charted, month, left, ahead, target)
    # People who count once in twelve months are no sum of months, and the twelve months overlap: nothing is said.
    return None, None, None


def _last(ahead):
    return float(ahead.points[-1]), float(ahead.lower[-1]), float(ahead.upper[-1])


def _total(charted, own, month, left, ahead, target):
    so_far = _upto(charted, "vals", month)[left - YEAR :]
    if np.isnan(so_far).any() or len(so_far) < YEAR - left:
        return None, None, None
    year = forecast.year_end(list(so_far), ahead)
    # A target of a single month is none for the year.
    required = forecast.required(target, list(so_far), left) if target is not None and not own["charted"] else None
    return "total", (year.total, year.lower, year.upper), required


def _share(measure, charted, month, left, ahead, target):
    """The year's share: what was counted so far, and the share forecast of as much as the last twelve months had."""
    tops, bottoms = (_upto(charted, name, month) for name in ("numerators", "denominators"))
    expected = float(np.nanmean(bottoms[-YEAR:])) * left
    top, bottom = float(np.nansum(tops[left - YEAR :])), float(np.nansum(bottoms[left - YEAR :]))
    if not expected > 0:
        return None, None, None
    per = float(measure["per"])
    middle = float(ahead.points[:left].mean())
    reach = ahead.quantile * float(np.linalg.norm(ahead.shocks[:left].sum(axis=0))) / left
    rest = (middle, max(middle - reach, ahead.floor), min(middle + reach, ahead.ceiling))
    year = tuple((top + share / per * expected) / (bottom + expected) * per for share in rest)
    required = None if target is None else forecast.required_share(target, top, bottom, expected, per)
    return "share", year, required


def _upto(row, name, month):
    """A list of the store up to and with a month, as floats."""
    first = row["first_month"]
    count = (month.year - first.year) * YEAR + month.month - first.month + 1
    return np.array(row[name][:count], dtype=float)


def _after(month, count):
    number = month.year * YEAR + month.month - 1 + count
    return month.replace(year=number // YEAR, month=number % YEAR + 1)
