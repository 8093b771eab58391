"""Demand ahead as CSV and Excel: every user group by year, with where the sliders stood and all that was assumed."""

from datetime import datetime

from dashboard import access
from dashboard import scorecard as cards
from dashboard.money import demand
from layouts import exports, words
from layouts.address import query, wanted_month, wanted_unit
from layouts.parts.money import projection
from layouts.words import demand as say


def as_csv(store, request):
    return exports.as_csv(*_file(store, request))


def as_xlsx(store, request):
    return exports.as_xlsx("Demand", *_file(store, request))


def _file(store, request):
    snapshot = store.snapshot()
    names, asked = cards.names(snapshot), query(request.query_string.decode("utf-8", "replace"))
    unit = wanted_unit(names, asked.get("unit") or access.reader(request).unit)
    month = wanted_month(names, asked.get("month"))
    with snapshot.cursor() as cursor:
        scenario = projection.read(cursor, names, unit, month, asked)
    found, years = scenario.projection, [words.financial_year(begins) for begins, _ in demand.years_ahead(month)]
    columns = [
        *("user group", f"people in {words.month_words(month)}", *(f"people {year}" for year in years)),
        *("commitment forecast of this year", "cost of 12 months at its prices", *(f"cost {year}" for year in years)),
        *(f"cost {years[-1]}, nothing moved", "past trend in rates"),
    ]
    rows = [_row(row) for row in found.rows] if found else []
    about = [
        ("What", "People with support and the cost of a year, projected; not a prediction"),
        ("Unit", unit.name),
        ("Month", words.month_words(month)),
        *((one.title, f"{scenario.chosen[one.key]:g} {one.says}") for one in scenario.sliders),
        *(("Assumed", said) for said in (found.assumptions if found else [scenario.reason])),
        *exports.made(names, datetime.now()),
    ]
    return columns, rows, about, f"demand-{unit.key}-{month:%Y-%m}"


def _row(row):
    cost = row.cost or (None,) * demand.AHEAD
    amounts = [_rounded(one) for one in (row.carried, row.paid, *cost, row.before)]
    people = [round(float(one), 1) for one in row.group.people]
    return [row.name, row.group.now, *people, *amounts, say.trend_words(row.group)]


def _rounded(amount):
    return None if amount is None else round(float(amount), 2)
