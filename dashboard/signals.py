"""The control chart of every measure at every unit as it stood in each month, worked out when the store is built.

A chart of a past month knows only what was known then: the pages' month moves the whole app, its signals too.
"""

from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
import pyarrow as pa

from dashboard.statistics import evidence, xmr

LEAST_POINTS = xmr.FEWEST  # fewer, and the limits are on trial: no verdict, as in NHS England's own tool
# Events that happen less than once a month on average: months of nought are no run below the average.
LEAST_EVENTS = 1.0
OUTSIDE = xmr.RULES.index("outside")
RUNNING = [xmr.RULES.index(rule) for rule in ("trend", "shift")]  # rules that are about a run of months
TABLE = """
create table cube.signals (measure varchar, unit varchar, month date, basis varchar, first_month date, judged date,
    value double, status enum('charted', 'too few', 'too small', 'too rare'),
    variation enum('common', 'improvement', 'concern', 'high', 'low'),
    rule enum('outside', 'trend', 'two in three', 'shift'), run integer,
    assurance enum('pass', 'fail', 'hit and miss'), target double, mean double, lower double, upper double,
    months integer, p double, moved double, span integer,
    starts integer[], means double[], lowers double[], uppers double[],
    points enum('common', 'improvement', 'concern', 'high', 'low')[],
    rules enum('outside', 'trend', 'two in three', 'shift')[])
"""
CHARTED = "select measure, unit, basis, better, first_month, vals, targets, small, events, starts from cube.charted"


@dataclass(frozen=True)
class Charted:
    """The series of one measure: units U, months T. `values` U x T, NaN where a month has none."""

    units: list
    bases: list
    better: str
    first_month: object
    values: np.ndarray
    targets: np.ndarray
    small: np.ndarray
    events: np.ndarray  # what was counted in each month, where events are counted; else NaN
    starts: list


def add_signals(connection, say=lambda step, done, total: None):
    """Fill cube.signals from cube.charted, a measure at a time."""
    connection.execute(TABLE)
    months = [month for (month,) in connection.execute("select month from model.months order by month").fetchall()]
    found = charted(connection)
    parts = []
    for position, (measure, series) in enumerate(found.items()):
        say(f"signals: {measure}", position, len(found))
        if np.isfinite(series.values).any():  # of a measure whose files have not been loaded there is nothing to say
            parts.append(signals(measure, series, np.array(months, dtype="datetime64[D]")))
    if parts:
        connection.register("signals", pa.concat_tables(parts))
        names = ", ".join(parts[0].column_names)
        connection.execute(
            f"insert into cube.signals ({names}) select {names} from signals order by month, unit, measure"
        )
        connection.unregister("signals")


def begun_anew(connection, measure, unit, month, starts):
    """The row of cube.signals that a chart would have, began it anew at these positions and no others: a dict."""
    rows = connection.execute(f"{CHARTED} where measure = ? and unit = ?", [measure, unit]).fetchall()
    months = [month for (month,) in connection.execute("select month from model.months order by month").fetchall()]
    series = replace(_charted(rows), starts=[starts])
    found = signals(measure, series, np.array(months, dtype="datetime64[D]")).to_pylist()
    return next(row for row in found if row["month"] == month)


def charted(connection):
    """What cube.charted holds, by measure. Asked for once: the view joins every value of the store for each answer."""
    rows = connection.execute(f"{CHARTED} order by measure, unit").fetchall()
    return {measure: _charted(of_measure) for measure, of_measure in groupby(rows, key=lambda row: row[0])}


def _charted(rows):
    _, units, bases, better, first, vals, targets, small, events, starts = zip(*rows, strict=True)
    return Charted(
        list(units),
        list(bases),
        better[0] if better[0] in ("higher", "lower") else "neither",
        first[0],
        np.array(vals, dtype=float),
        np.array(targets, dtype=float),
        np.array(small, dtype=bool),
        np.array([e or [np.nan] * len(vals[0]) for e in events], dtype=float),
        list(starts),
    )


def signals(measure, series, months):
    """A row for each unit and month that has had a value: an Arrow table with the columns of cube.signals."""
    unit, last = _asked(series.values)
    width = series.values.shape[1]
    shown = np.where(np.arange(width) <= last[:, None], series.values[unit], np.nan)
    starts = [[s for s in series.starts[u] if 0 < s <= t] for u, t in zip(unit, last, strict=True)]
    target = series.targets[unit, last]
    charts = xmr.charts(shown, better=series.better, target=target, rebase=starts)
    row = np.arange(len(unit))
    now = charts.segment[row, charts.latest]
    segment = np.where(charts.segment == now[:, None], shown, np.nan)
    points = np.isfinite(segment).sum(axis=1)
    found = evidence.latest(segment, series.better)
    rare = _rare(segment, _mean(np.where(np.isfinite(segment), series.events[unit], np.nan)))
    status = _status(series.small[unit, charts.latest], rare, points)
    judged = status == "charted"
    rule = charts.rules[row, charts.latest]
    return pa.table(
        {
            "measure": pa.array([measure] * len(unit)),
            "unit": pa.array([series.units[u] for u in unit]),
            "month": months[last],
            "basis": pa.array([series.bases[u] for u in unit]),
            "first_month": pa.array([series.first_month] * len(unit), pa.date32()),
            "judged": months[charts.latest],
            "value": shown[row, charts.latest],
            "status": status,
            "variation": _named(charts.variation, xmr.POINTS, judged),
            "rule": _named(rule, xmr.RULES, judged),
            "run": np.where(np.isin(rule, RUNNING), charts.run, _lasted(charts, shown)).astype(np.int32),
            # A month outside the limits shows that they no longer hold: what they promise of a target is not said.
            "assurance": _named(charts.assurance, xmr.ASSURANCES, judged & (rule != OUTSIDE)),
            "target": _number(target),
            "mean": _number(charts.mean[row, charts.latest]),
            "lower": _number(charts.lower[row, charts.latest]),
            "upper": _number(charts.upper[row, charts.latest]),
            "months": points.astype(np.int32),
            "p": _number(np.where(judged, found.p, np.nan)),
            "moved": _number(found.moved),
            "span": pa.array(found.window.astype(np.int32), mask=~np.isfinite(found.moved)),
            **_segments(charts, starts),
            "points": _lists(charts.points, xmr.POINTS, last),
            "rules": _lists(charts.rules, xmr.RULES, last),
        }
    )


def _asked(values):
    """Each unit with each month from its first value on: two arrays of positions."""
    known = np.isfinite(values)
    reached = np.maximum.accumulate(known, axis=1)
    return np.nonzero(reached)


def _status(small, rare, points):
    """Whether a chart bears a verdict, and if not, why: one word a row."""
    return np.select([small, rare, points < LEAST_POINTS], ["too small", "too rare", "too few"], "charted")


def _lasted(charts, shown):
    """For how many months with a value each chart has been out of the ordinary in the way it is now, by any rule."""
    known = np.isfinite(shown)[:, ::-1]
    alike = (charts.points == charts.variation[:, None])[:, ::-1] | ~known
    return np.where(charts.run > 0, (np.logical_and.accumulate(alike, axis=1) & known).sum(axis=1), 0)


def _rare(segment, events):
    """Where less than one event comes a month, or most of the last LEAST_POINTS months with a value are nought."""
    known = np.isfinite(segment)
    recent = known & (known[:, ::-1].cumsum(axis=1)[:, ::-1] <= LEAST_POINTS)
    noughts = (recent & (segment == 0)).sum(axis=1)
    return (events < LEAST_EVENTS) | (noughts > recent.sum(axis=1) / 2)


def _mean(rows):
    """The mean of each row without its gaps; NaN for a row of gaps."""
    known = np.isfinite(rows)
    count = known.sum(axis=1)
    return np.divide(np.where(known, rows, 0).sum(axis=1), count, out=np.full(len(rows), np.nan), where=count > 0)


def _number(values):
    return pa.array(values, from_pandas=True)


def _named(codes, names, where):
    """Codes as their names, null where the code is 0 or `where` is False."""
    return pa.array(
        [names[code] if yes and code else None for code, yes in zip(codes, where, strict=True)], pa.string()
    )


def _segments(charts, starts):
    """The limits of each segment, once: they are the same at all its positions."""
    firsts = [[0, *found] for found in starts]
    offsets = np.concatenate([[0], np.cumsum([len(found) for found in firsts])])
    row = np.repeat(np.arange(len(firsts)), np.diff(offsets))
    column = np.concatenate([np.array(found) for found in firsts]).astype(int)

    def lists(values):
        return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values)

    return {
        "starts": lists(pa.array(column, pa.int32())),
        "means": lists(_number(charts.mean[row, column])),
        "lowers": lists(_number(charts.lower[row, column])),
        "uppers": lists(_number(charts.upper[row, column])),
    }


def _lists(codes, names, last):
    """The codes of each row's months up to its last, as lists of names."""
    width = codes.shape[1]
    kept = codes[np.arange(width) <= last[:, None]]
    offsets = np.concatenate([[0], np.cumsum(last + 1)])
    found = pa.DictionaryArray.from_arrays(
        pa.array(kept - 1, pa.int8(), mask=kept == 0), pa.array(names[1:], pa.string())
    )
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), found.dictionary_decode())
