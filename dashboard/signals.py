"""The control chart of every measure at every unit as it stood in each month, worked out when the store is built.

A chart of a past month knows only what was known then: the pages' month moves the whole app, its signals too.
"""

import numpy as np
import pyarrow as pa

from dashboard import judging
from dashboard.statistics import xmr

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


def add_signals(connection, say=lambda step, done, total: None):
    """Fill cube.signals from cube.charted, a measure at a time."""
    connection.execute(TABLE)
    months = [month for (month,) in connection.execute("select month from model.months order by month").fetchall()]
    found = judging.charted(connection)
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


def signals(measure, series, months):
    """A row for each unit and month that has had a value: an Arrow table with the columns of cube.signals."""
    found = judging.judge(series)
    charts, row = found.charts, np.arange(len(found.unit))
    return pa.table(
        {
            "measure": pa.array([measure] * len(found.unit)),
            "unit": pa.array([series.units[u] for u in found.unit]),
            "month": months[found.last],
            "basis": pa.array([series.bases[u] for u in found.unit]),
            "first_month": pa.array([series.first_month] * len(found.unit), pa.date32()),
            "judged": months[charts.latest],
            "value": found.shown[row, charts.latest],
            "status": found.status,
            "variation": _named(charts.variation, xmr.POINTS, found.judged),
            "rule": _named(found.rule, xmr.RULES, found.judged),
            "run": found.run.astype(np.int32),
            "assurance": _named(charts.assurance, xmr.ASSURANCES, found.assured),
            "target": _number(found.target),
            "mean": _number(charts.mean[row, charts.latest]),
            "lower": _number(charts.lower[row, charts.latest]),
            "upper": _number(charts.upper[row, charts.latest]),
            "months": found.months.astype(np.int32),
            "p": _number(np.where(found.judged, found.evidence.p, np.nan)),
            "moved": _number(found.evidence.moved),
            "span": pa.array(found.evidence.window.astype(np.int32), mask=~np.isfinite(found.evidence.moved)),
            **_segments(charts, found.starts),
            "points": _lists(charts.points, xmr.POINTS, found.last),
            "rules": _lists(charts.rules, xmr.RULES, found.last),
        }
    )


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
