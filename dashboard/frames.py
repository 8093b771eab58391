"""The same numbers as the pages, as pandas DataFrames: for a notebook, a script, or a question that no page answers.

    from dashboard import frames
    store = frames.store("data/local")
    frames.series(store, "clients_reviewed")

Months are a PeriodIndex or columns of periods, units and measures are categories, what is not there is missing.
Numerator and denominator stand apart: add them up, then divide. Each function asks the store and keeps nothing.
"""

from pathlib import Path

import pandas as pd

from dashboard import QUERIES
from dashboard import values as numbers
from dashboard.home import Home
from dashboard.store import Store

CATEGORIES = (
    "measure",
    "unit",
    "basis",
    "standing",
    "status",
    "variation",
    "rule",
    "assurance",
    "service",
    "user_group",
)
MONTHS = ("month", "judged")


def store(home):
    """The store in force of a home (its folder). Raises Refused where there is none."""
    return Store(Home(Path(home)))


def measures(of):
    """Every measure: its title, perspective, kind, unit of value, whether higher is better, codes. Index: measure."""
    columns = "key as measure, title, perspective, kind, basis, unit_of_value, per, better, owner, codes"
    return _tidied(_asked(of, f"select {columns} from about.measures order by key", {})).set_index("measure")


def units(of):
    """Every unit: its name, level and the unit above it, with its first and last month. Index: unit."""
    found = _tidied(_asked(of, "select unit, name, level, parent from model.units order by unit", {}))
    return found.set_index("unit")


def values(of, measures=None, units=None, first=None, last=None):
    """What the scorecards show, a row for each measure, unit and month: value, numerator, denominator, standing,
    target_low and target_high, last_year, period_start and period_end, and where there is no value its reason.

    `measures` and `units` are a key or a list of them, all where none is named; `first` and `last` are months
    ("2026-09"). Raises Unknown for a key or a month that is not there.
    """
    known = {**_known(of, measures, units), "from": _month(of, first), "to": _month(of, last)}
    return _tidied(_asked(of, _query("values"), known))


def series(of, measures=None, units=None, basis=None):
    """The course of measures at units: value, numerator and denominator of each month that has a value.

    `basis` is "month", "quarter" (it stands in its last month), "rolling 12 months" or "financial year to date"; each
    measure's own where none is named. Index: month. One column a unit:
    `series(...).pivot(columns="unit", values="value")`.
    """
    return _tidied(_asked(of, _query("series"), {**_known(of, measures, units), "basis": basis})).set_index("month")


def parts(of, by, measures=None, units=None):
    """The course of measures at units by the parts of a slice ("user_group", "provider"), each in its own period, as
    `series` gives the whole; the part stands in the column `part`. A share of too few things has no value."""
    return _tidied(_asked(of, _query("parts"), {**_known(of, measures, units), "by": by})).set_index("month")


def signals(of, measures=None, units=None):
    """The verdict of each control chart as it was known in each month: status, variation, rule, assurance, the mean and
    limits of its last segment, p."""
    return _tidied(_asked(of, _query("signals"), _known(of, measures, units)))


def records(of, measure, unit=None, month=None):
    """The rows that add up to the number of a measure at a unit in a month; of the whole council and of the last month
    where none is named."""
    with of.snapshot().cursor() as cursor:
        columns, rows = numbers.records(cursor, measure, unit, month)
    return _tidied(pd.DataFrame(rows, columns=columns))


def money(of, units=None):
    """Money and activity of each service and user group at units, month by month, in pounds and in what is counted."""
    return _tidied(_asked(of, _query("money"), {"units": _known(of, None, units)["units"]}))


def _query(name):
    return (QUERIES / "frames" / f"{name}.sql").read_text(encoding="utf-8")


def _asked(of, sql, parameters):
    with of.snapshot().cursor() as cursor:
        return cursor.execute(sql, parameters).df()


def _known(of, measures, units):
    """The keys asked for as lists, each one that there is; None for all."""
    with of.snapshot().cursor() as cursor:
        return {
            "measures": _keys(measures, lambda key: numbers.measure_of(cursor, key)["key"]),
            "units": _keys(units, lambda key: numbers.unit_of(cursor, key)["unit"]),
        }


def _keys(said, known):
    return None if said is None else [known(key) for key in ([said] if isinstance(said, str) else said)]


def _month(of, said):
    if said is None:
        return None
    with of.snapshot().cursor() as cursor:
        return numbers.month_of(cursor, str(said))


def _tidied(frame):
    """Months as periods, keys as categories."""
    months = {name: pd.PeriodIndex(frame[name], freq="M") for name in MONTHS if name in frame}
    keys = {name: frame[name].astype("category") for name in CATEGORIES if name in frame}
    return frame.assign(**months, **keys)
