"""The alarms of every unit, service and month, told when the store is built, and read back for a unit and all below.

The money page tells its own from the same function; a test holds the two together.
"""

from itertools import groupby

from dashboard.money.alarms import Alarm, Standing, alarm
from dashboard.money.cells import MoneyCell
from dashboard.money.lines import so_far, tolerances
from dashboard.scorecard import ask
from dashboard.statistics.variance import PARTS, Split

TABLE = """
create table cube.money_alarms (unit varchar, month date, service varchar, kind varchar, counted_in varchar,
    budget decimal(18, 2), paid decimal(18, 2), agreed decimal(18, 4), delivered decimal(18, 4),
    agreed_cost decimal(28, 10), cost decimal(28, 10), price decimal(18, 2), volume decimal(18, 2),
    mix decimal(18, 2), plan decimal(18, 2), rest decimal(18, 2),
    spend_off decimal(28, 10), activity_off decimal(28, 10), price_off decimal(28, 10), forecast_off decimal(28, 10),
    running integer)
"""


def add_alarms(connection, say=lambda step, done, total: None):
    """Fill cube.money_alarms from cube.money_cells."""
    import pyarrow as pa  # a build needs it; a worker, which reads alarms back, does not

    say("alarms of money", 0, 1)
    connection.execute(TABLE)
    rows = list(told(connection))
    if rows:
        names = [name for name, *_ in connection.execute("describe cube.money_alarms").fetchall()]
        columns = pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
        connection.register("alarms_told", columns)  # in one go: row by row took seven seconds for five hundred
        connection.execute("insert into cube.money_alarms select * from alarms_told")
        connection.unregister("alarms_told")


def told(connection):
    """A row of the table for each line that raises an alarm."""
    settings = tolerances(connection)
    for (unit, month, service), cells in groupby(ask(connection, "alarm_cells"), key=lambda row: (*row[:2], row[3])):
        found = alarm(so_far(service, [MoneyCell(*cell[2:]) for cell in cells], month), settings)
        if found:
            yield _row(unit, month, found)


def _row(unit, month, one):
    figures = (one.budget, one.paid, one.agreed, one.delivered, one.agreed_cost, one.cost)
    off = (one.standing.spend, one.standing.activity, one.standing.price, one.forecast)
    return unit, month, one.line, one.kind, one.counted_in, *figures, *one.split, *off, one.running


def alarms_below(cursor, unit, month):
    """(unit, its Alarm) at a unit and everywhere below it, the largest money first."""
    return [(row[0], _alarm(*row[1:])) for row in ask(cursor, "money_alarms", unit=unit, month=month)]


def _alarm(service, kind, counted_in, *rest):
    *figures, spend, activity, price, forecast, running = rest
    figures, split = figures[: -len(PARTS)], Split(*figures[-len(PARTS) :])
    return Alarm(kind, service, counted_in, *figures, split, Standing(spend, activity, price), forecast, running)
