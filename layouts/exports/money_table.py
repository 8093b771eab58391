"""The table of the money page as CSV: every column, whichever are shown; the workbook has it with live formulas."""

from datetime import datetime

from dashboard import access
from dashboard import scorecard as cards
from dashboard.money import lines, shares
from layouts import exports, words
from layouts.address import query, wanted_month, wanted_one_of, wanted_unit
from layouts.words import alarms
from layouts.words import money as money_words

CUTS = {"service": "service", "user_group": "user group"}
COLUMNS = (
    *("counted in", "budget to date", "paid to date", "variance to date", "committed, paid included"),
    *("budget of the year", "budget holders’ forecast", "commitment forecast", "least likely", "most likely"),
    *("units agreed", "units delivered", "unit cost agreed", "unit cost paid"),
    *(money_words.PARTS[part] for part in money_words.PARTS),
    "alarm",
)


def as_csv(store, request):
    snapshot = store.snapshot()
    names, asked = cards.names(snapshot), query(request.query_string.decode("utf-8", "replace"))
    unit = wanted_unit(names, asked.get("unit") or access.reader(request).unit)
    month, by = wanted_month(names, asked.get("month")), wanted_one_of(CUTS, asked.get("by"), "by")
    with snapshot.cursor() as cursor:
        found = lines.money(cursor, unit.key, month)
        found = found if by == "service" else lines.recut(found, by)
        carried = shares.outlook(cursor, unit.key, month, by).lines
    about = [
        ("What", f"Money and activity by {CUTS[by]}, in pounds; a variance is what costs more than the budget had"),
        ("Unit", unit.name),
        ("Period", money_words.span(month, found.begins)),
        *((f"Column {money_words.PARTS[part]}", said) for part, said in money_words.SAID.items()),
        *exports.made(names, datetime.now()),
    ]
    rows = [_row(line, carried.get(line.key)) for line in found.lines]
    return exports.as_csv((CUTS[by], *COLUMNS), rows, about, f"money-{unit.key}-{month:%Y-%m}-{by}")


def _row(line, carried):
    forecast = (carried.commitment, carried.least, carried.most) if carried else (None, None, None)
    amounts = [
        *(line.total("profiled"), line.total("actual_to_date"), line.total("actual_to_date") - line.total("profiled")),
        *(line.total("commitment"), line.total("revised"), line.forecast, *forecast),
        *((line.total("agreed_to_date"), line.total("delivered_to_date")) if line.counted_in else (None, None)),
        *(line.budgeted_cost, line.actual_cost, *line.variance),
    ]
    alarm = alarms.name(line.alarm) if line.alarm else ""
    title = words.sentence_case(line.key or "not known")
    return [title, line.counted_in or "", *map(_rounded, amounts), alarm]


def _rounded(amount):
    return None if amount is None else round(float(amount), 2)
