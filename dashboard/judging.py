"""What a control chart says of a measure at a unit as it stood in a month: limits and signal, or why it has none."""

from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from dashboard.statistics import evidence, xmr

LEAST_POINTS = xmr.FEWEST  # fewer, and the limits are on trial: no verdict, as in NHS England's own tool
# Events that happen less than once a month on average: months of nought are no run below the average.
LEAST_EVENTS = 1.0
OUTSIDE = xmr.RULES.index("outside")
RUNNING = [xmr.RULES.index(rule) for rule in ("trend", "shift")]  # rules that are about a run of months
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


@dataclass(frozen=True)
class Judged:
    """Charts of many units and months, a position each: the unit and the last month that it knows, and what it says.

    `judged` where it bears a verdict, `assured` where one on its target; `status` says why not.
    """

    unit: np.ndarray
    last: np.ndarray
    shown: np.ndarray
    starts: list
    charts: xmr.Charts
    target: np.ndarray
    months: np.ndarray
    status: np.ndarray
    judged: np.ndarray
    assured: np.ndarray
    rule: np.ndarray
    run: np.ndarray
    evidence: evidence.Latest


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


def judge(series):
    """The Judged of a measure: each unit with each month from its first value on."""
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
    rare = _rare(segment, _mean(np.where(np.isfinite(segment), series.events[unit], np.nan)))
    status = _status(series.small[unit, charts.latest], rare, points)
    judged = status == "charted"
    rule = charts.rules[row, charts.latest]
    return Judged(
        unit=unit,
        last=last,
        shown=shown,
        starts=starts,
        charts=charts,
        target=target,
        months=points,
        status=status,
        judged=judged,
        # A month outside the limits shows that they no longer hold: what they promise of a target is not said.
        assured=judged & (rule != OUTSIDE),
        rule=rule,
        run=np.where(np.isin(rule, RUNNING), charts.run, _lasted(charts, shown)),
        evidence=evidence.latest(segment, series.better),
    )


def begun_anew(connection, measure, unit, month, starts):
    """What cube.signals would say of a chart, began it anew at these positions and no others: a dict as of its row.

    Without pyarrow, which the server does not load.
    """
    rows = connection.execute(f"{CHARTED} where measure = ? and unit = ?", [measure, unit]).fetchall()
    months = [month for (month,) in connection.execute("select month from model.months order by month").fetchall()]
    series = replace(_charted(rows), starts=[starts])
    found = judge(series)
    at = list(found.last).index(months.index(month))
    charts, latest, firsts = found.charts, found.charts.latest[at], [0, *found.starts[at]]
    judged, told, moved = found.judged[at], slice(found.last[at] + 1), _plain(found.evidence.moved[at])
    return {
        "basis": series.bases[0],
        "first_month": series.first_month,
        "judged": months[latest],
        "value": _plain(found.shown[at, latest]),
        "status": str(found.status[at]),
        "variation": _name(charts.variation[at], xmr.POINTS) if judged else None,
        "rule": _name(found.rule[at], xmr.RULES) if judged else None,
        "run": int(found.run[at]),
        "assurance": _name(charts.assurance[at], xmr.ASSURANCES) if found.assured[at] else None,
        "target": _plain(found.target[at]),
        **{name: _plain(getattr(charts, name)[at, latest]) for name in ("mean", "lower", "upper")},
        "months": int(found.months[at]),
        "p": _plain(found.evidence.p[at]) if judged else None,
        "moved": moved,
        "span": None if moved is None else int(found.evidence.window[at]),
        "starts": firsts,
        **{f"{name}s": [_plain(getattr(charts, name)[at, s]) for s in firsts] for name in ("mean", "lower", "upper")},
        "points": [_name(code, xmr.POINTS) for code in charts.points[at, told]],
        "rules": [_name(code, xmr.RULES) for code in charts.rules[at, told]],
    }


def _plain(number):
    return float(number) if np.isfinite(number) else None


def _name(code, names):
    return names[code] if code else None


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
