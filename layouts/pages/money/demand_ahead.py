"""People and their cost in the years ahead, drawn: they move with the sliders, beside what follows with none moved."""

import dash_bootstrap_components as dbc

from dashboard.money import demand
from layouts import words
from layouts.charts.template import graph
from layouts.charts.trend import Series, trend
from layouts.parts import blocks, leaving
from layouts.words import money as money_words

HEIGHT = 300
TABLE = "groups-table"


def charts(at, known, projection, years, moved):
    """The two charts side by side; the people alone where no cost is projected."""
    found = [_people(at, known, projection, years, moved)]
    if projection.paid is not None:
        found.append(_cost(at, known, projection, years, moved))
    return dbc.Row([dbc.Col(one, lg=12 // len(found)) for one in found], className="g-3")


def _people(at, known, projection, years, moved):
    past = past_people(known, [row.name for row in projection.rows])
    places = [*past, *years]
    gap = [None] * (len(past) - 1)
    ahead = [*gap, projection.now, *map(float, projection.people)]
    series = [
        Series("people with support", [*past.values(), *[None] * len(years)], money_words.units),
        Series("ahead", ahead, money_words.units, "ahead", of="people with support"),
    ]
    if moved:
        before = [*gap, projection.now, *map(float, projection.people_before)]
        series.append(Series("with nothing moved", before, money_words.units, "beside"))
    says = (
        f"People with support at {at.unit.name}: {projection.now:,} in {words.month_words(known.month)}, "
        f"{money_words.units(projection.people[-1])} in {years[-1]}."
    )
    told = leaving.about(at.names, "People with support", at.unit.name, "people", f"{next(iter(past))} to {years[-1]}")
    return _section("people", "People", _graph("people", says, places, series, told))


def past_people(known, groups):
    """{month: people of some groups together} of the same month of each past year from the first in which none of the
    groups that can be told from nothing now has fewer than a trend needs: before it a file was not there yet."""
    found, told = {}, [name for name in groups if _of(known, name, known.month) >= demand.FEWEST]
    for month in sorted({month for name in groups for month in known.people[name]}, reverse=True):
        if any(_of(known, name, month) < demand.FEWEST for name in told):
            break
        found[words.short_month(month)] = float(sum(_of(known, name, month) for name in groups))
    now = float(sum(_of(known, name, known.month) for name in groups))
    return dict(reversed(found.items())) or {words.short_month(known.month): now}


def _of(known, name, month):
    return sum(known.people[name].get(month, {}).values())


def _cost(at, known, projection, years, moved):
    places = [f"12 months to {words.short_month(known.month)}", *years]
    cost = [projection.paid, *projection.cost]
    series = [Series("cost of a year", [float(one) for one in cost], money_words.short, "bar")]
    if moved:
        before = [float(one) for one in (projection.paid, *projection.cost_before)]
        series.append(Series("with nothing moved", before, money_words.short, "target"))
    says = (
        f"Cost of a year at {at.unit.name}: {money_words.short(projection.paid)} in the twelve months to "
        f"{words.month_words(known.month)}, {money_words.short(projection.cost[-1])} in {years[-1]}."
    )
    told = leaving.about(at.names, "Cost of a year", at.unit.name, "£", f"{places[0]}, then {years[0]} to {years[-1]}")
    return _section("cost", "Cost", _graph("cost", says, places, series, told))


def _graph(name, says, places, series, told):
    return graph(trend(places, series, told, height=HEIGHT), name, told.title, says, table=TABLE)


def _section(key, heading, chart):
    return blocks.section(key, heading, [chart])
