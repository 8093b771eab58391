"""The outlook of every measure with a target, at every unit, from the month that is shown first.

It is worked out when the store is built, so that the first look at a card is a question and not forty forecasts.
"""

from itertools import groupby

import pyarrow as pa

from dashboard import outlook
from dashboard.asking import ask, ask_dicts

TABLE = """
create table cube.outlooks (unit varchar, measure varchar, month date, reason varchar, months_left integer,
    ahead date[], points double[], lowers double[], uppers double[],
    kind enum('total', 'share', 'level'), point double, lower double, upper double)
"""
DIGITS = 9  # products of matrices differ in their last digits from one run to the next, and two builds do not


def add_outlooks(connection, say=lambda step, done, total: None):
    """Fill cube.outlooks from cube.series."""
    say("what the year would come to", 0, 1)
    connection.execute(TABLE)
    for (month,) in ask(connection, "first_shown"):
        measures = {row["key"]: row for row in ask_dicts(connection, "measures")}
        rows = ask_dicts(connection, "series_with_targets", month=month)
        schema = connection.execute("select * from cube.outlooks").to_arrow_table().schema
        series = {
            place: {row["basis"]: row for row in each}
            for place, each in groupby(rows, key=lambda row: (row["unit"], row["measure"]))
        }
        found = outlook.outlooks([(measures[measure], each) for (_, measure), each in series.items()], month)
        found = [_row(*place, month, one) for place, one in zip(series, found, strict=True)]
        connection.register("found", pa.Table.from_pylist(found, schema))
        connection.execute("insert into cube.outlooks select * from found order by unit, measure")
        connection.unregister("found")


def _row(unit, measure, month, found):
    months, *band = zip(*found.months, strict=True) if found.months else ((),) * 4
    points, lowers, uppers = ([round(one, DIGITS) for one in each] for each in band)
    point, lower, upper = (round(one, DIGITS) for one in found.year) if found.year else (None,) * 3
    return {
        **{"unit": unit, "measure": measure, "month": month, "reason": found.reason, "months_left": found.left},
        **{"ahead": list(months), "points": points, "lowers": lowers, "uppers": uppers},
        **{"kind": found.kind, "point": point, "lower": lower, "upper": upper},
    }
