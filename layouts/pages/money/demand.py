"""Demand three years ahead: what follows from the population, past trends, and sliders that anyone may move."""

import dash_bootstrap_components as dbc
from dash import html

from dashboard import scorecard as cards
from dashboard.money import demand
from dashboard.money.months import year_of
from layouts import frame, words
from layouts.address import link, wanted_month, wanted_unit
from layouts.charts import in_cells, live
from layouts.component import unseen
from layouts.exports import demand as files
from layouts.page import Page, both_kinds, place
from layouts.pages.money import demand_ahead
from layouts.pages.money.demand_ahead import TABLE
from layouts.parts import blocks
from layouts.parts.money import projection
from layouts.words import demand as say
from layouts.words import money as money_words

PATH = "/money/demand"
SENT = "The address holds the settings: send it to a colleague, and they see this very scenario."


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    with snapshot.cursor() as cursor:
        scenario = projection.read(cursor, names, unit, month, asked.words)
    at = place(names, reader, PATH, unit, month)
    moved = scenario.moved
    if scenario.reason:
        return at.view(f"Demand, {unit.name}", [_crumb(at, moved), *_nothing(at, scenario.reason)])
    saved = both_kinds("The projection", PATH, unit=unit.key, month=month, **moved)
    main = [_crumb(at, moved), *_shown(at, scenario)]
    return at.view(f"Demand, {unit.name}", main, exports=saved)


PAGE = Page(
    PATH,
    "Demand",
    show,
    about="How many people would need care in three years, and what it would cost, if the population and past "
    "trends go on. Move a slider to see what follows. It is a projection from what is listed, not a "
    "prediction.",
    needs=live.NEEDS,
    routes={f"{PATH}.csv": files.as_csv, f"{PATH}.xlsx": files.as_xlsx},
)


def _crumb(at, moved):
    above = [(over.name, link(PATH, unit=over.key, month=at.month)) for over in at.names.above(at.unit)]
    money = (f"{at.unit.name}: money", link("/money", unit=at.unit.key, month=at.month))
    return frame.crumb([*above, money], "demand", at.pickers(**moved))


def _title(at):
    return f"Demand three years ahead: {at.unit.name}"


def _nothing(at, reason):
    """Why there is no projection here, and the way to the whole council."""
    whole = html.P(blocks.to("The whole council", link(PATH, month=at.month)))
    return [*blocks.title(_title(at), reason), blocks.to_data() if at.unit is at.names.root else whole]


def _shown(at, scenario):
    known, found, moved = scenario.known, scenario.projection, bool(scenario.moved)
    this_year = words.financial_year(year_of(at.month))
    years = [words.financial_year(begins) for begins, _ in demand.years_ahead(at.month)]
    assumed = [html.Ul([html.Li(one) for one in found.assumptions]), html.P(SENT, className="note")]
    return [
        *blocks.title(_title(at), say.sentence(known, found, this_year, years[-1])),
        _sliders(at, scenario.sliders, scenario.chosen, moved),
        demand_ahead.charts(at, known, found, years, moved),
        _groups(at, found, this_year, years, moved),
        blocks.section("assumed", "What this takes to be so", assumed),
    ]


def _sliders(at, sliders, chosen, moved):
    """What anyone may move: a form, so that the address holds the scenario and no script is needed for it."""
    here = {"unit": at.unit.key, "month": f"{at.month:%Y-%m}"}
    back = [" ", blocks.to("Put all back", link(PATH, **here))] if moved else []
    form = html.Form(
        [
            *unseen(here),
            *(_slider(one, f"{chosen[one.key]:g}") for one in sliders),
            html.P([html.Button("Show", type="submit", className="go"), *back]),
        ],
        className="sliders",
        action=PATH,
        method="get",
        **{"data-live": "yes"},
    )
    return dbc.Card(form, body=True)


def _slider(one, value):
    key = f"set-{one.key}"
    ends = {"min": f"{one.low:g}", "max": f"{one.high:g}", "step": f"{one.step:g}"}
    return html.Div(
        [
            html.Label(one.title, htmlFor=key),
            html.Output([html.B(value), " ", html.Span(one.says, className="soft")], htmlFor=key),
            dbc.Input(type="range", id=key, name=one.key, value=value, **ends),
        ]
    )


def _groups(at, projection, this_year, years, moved):
    """The table of user groups: people and cost of each year, and with sliders moved what it would be with none."""
    extra = [(f"{years[-1]}, nothing moved", "n")] if moved else []
    heads = [
        *(("user group", "m"), ("past and ahead", ""), (words.short_month(at.month), "n")),
        *((year, "n") for year in years),
        *((f"{this_year} commitment forecast", "n g"), ("12 months at its prices", "n")),
        *((year, "n") for year in years),
        *extra,
        ("past trend in rates", "g"),
    ]
    over = [("people", 2 + len(years)), ("cost of a year", 2 + len(years)), *(("", 1) for _ in extra), ("", 1)]
    rows = [_row(row, moved) for row in projection.rows]
    name = "Projection by user group"
    table = blocks.table(name, heads, rows, _sums(projection, moved), "money", groups=over, id=TABLE, stacked=True)
    note = html.P(say.carried(this_year, at.month), className="note")
    small = "people with support; cost of a financial year, pounds"
    return blocks.section("groups", "Each user group", [blocks.scroll(table, name), note], small=small)


def _row(row, moved):
    line = [float(value) for value in (*row.group.past, *row.group.people)]
    plain = money_words.plain
    return [
        row.name,
        blocks.drawn(in_cells.sparkline(line, None, None, "none", 110, 26)),
        f"{row.group.now:,}",
        *_to_last(money_words.units(count) for count in row.group.people),
        plain(row.carried),
        plain(row.paid),
        *_to_last(plain(cost) for cost in row.cost or (None,) * demand.AHEAD),
        *([blocks.cell(plain(row.before), className="n soft")] if moved else []),
        blocks.cell(say.trend_words(row.group), className="g soft"),
    ]


def _to_last(figures):
    """The cells of figures by year, the last of which is what the page is about."""
    *before, last = figures
    return [*before, blocks.cell(last, className="n now")]


def _sums(projection, moved):
    plain = money_words.plain
    return [
        *("all", "", f"{projection.now:,}"),
        *(money_words.units(count) for count in projection.people),
        *(plain(amount) for amount in (projection.carried, projection.paid, *projection.cost)),
        *([plain(projection.as_is)] if moved else []),
        blocks.cell("", className="g"),
    ]
