"""Money and activity of a unit on one page: what was bought, at what price, and what March will look like."""

from dataclasses import replace

import dash_bootstrap_components as dbc
from dash import html

from dashboard import scorecard as cards
from dashboard.money import lines, shares
from layouts import frame, words
from layouts.address import link, wanted_month, wanted_one_of, wanted_several, wanted_unit
from layouts.charts import live
from layouts.exports import money_book, money_table
from layouts.page import Export, Page, place
from layouts.pages.money.overview import ahead, further, lead, months, plans, ranked, table
from layouts.pages.money.overview.facts import CUTS, Facts
from layouts.pages.money.overview.tiles import tiles
from layouts.parts import blocks
from layouts.parts.money import below as money_below
from layouts.parts.money import contracts as money_contracts
from layouts.parts.money import no_team as money_no_team
from layouts.parts.money import scorecard as money_scorecard


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    by = wanted_one_of(CUTS, asked.get("by"), "by")
    columns = wanted_several(table.COLUMNS, asked.get("columns"), "columns")
    at = place(names, reader, "/money", unit, month)
    with snapshot.cursor() as cursor:
        facts = _facts(cursor, at, by)
        shown = table.usual(facts) if columns is None else tuple(columns)
        facts = replace(facts, columns=shown, chosen=asked.get("columns"))
        main = [_crumb(facts), *blocks.title(f"{unit.name}: money and activity"), *_main(snapshot, cursor, facts)]
    here = {"unit": unit.key, "month": month, "by": by}
    saved = [
        Export("Every figure of the page", "Excel", link("/money.xlsx", **here)),
        Export(f"The table by {CUTS[by]}", "CSV", link("/money.csv", **here)),
    ]
    return at.view(f"Money, {unit.name}, {words.month_words(month)}", main, exports=saved if facts.money.lines else [])


PAGE = Page(
    "/money",
    "Money",
    show,
    needs=live.NEEDS,
    in_menu=True,
    about="What was paid and what it bought, against the budget: how much of a difference is dearer units, how much"
    " is more or fewer of them, and what the year will come to. Open a line for its workings.",
    routes={"/money.xlsx": money_book.download, "/money.csv": money_table.as_csv},
)


def _facts(cursor, at, by):
    services = lines.money(cursor, at.unit.key, at.month)
    found = services if by == "service" else lines.recut(services, by)
    on_hand = {layout for (layout,) in cards.ask(cursor, "money_on_hand")}
    return Facts(at, services, found, on_hand, shares.outlook(cursor, at.unit.key, at.month, by))


def _crumb(facts):
    above = [
        (over.name, link("/money", unit=over.key, month=facts.month, by=facts.by))
        for over in facts.at.names.above(facts.unit)
    ]
    return frame.crumb(above, facts.unit.name, facts.at.pickers(by=facts.by, columns=facts.chosen))


def _main(snapshot, cursor, facts):
    """The page below its heading; of a council without money, or a unit with none, what it says instead."""
    if not facts.on_hand:
        return [lead.nothing_loaded(facts)]
    first, last = lines.span(cursor, facts.unit.key)
    if not lines.is_of_year(first, last, facts.month):
        return [*lead.not_of_this_year(facts, first, last), _on_scorecard(cursor, facts)]
    if not facts.money.lines:
        return [*lead.nothing_booked(facts), _on_scorecard(cursor, facts)]
    sections = _sections(snapshot, cursor, facts)
    pictures = [one for one in (ahead.to_forecast(facts), ranked.section(facts)) if one]
    no_team = money_no_team.sentence(cursor, facts.unit, facts.month, [line.key for line in facts.services.lines])
    return [
        tiles(facts),
        lead.lead(facts),
        dbc.Row([dbc.Col(one, lg=12 // len(pictures)) for one in pictures], className="g-3") if pictures else None,
        html.P(no_team, className="note") if no_team else None,
        _on_this_page(sections),
        *(section for _, _, section in sections),
        further.performance(cursor, facts.at.names, facts.unit, facts.month) if facts.by == "user_group" else None,
        further.how_to_read(facts.money),
    ]


def _sections(snapshot, cursor, facts):
    """(id, short name, section) of each that the unit has."""
    unit, month, names = facts.unit, facts.month, facts.at.names
    capital = next((paid for (paid,) in cards.ask(cursor, "money_capital", unit=unit.key, month=month)), None)
    below = money_below.below(snapshot, cursor, unit, month, facts.services)
    bought = money_contracts.bought(cursor, names, unit, month, facts.money.settings)
    found = [
        ("lines", f"Each {facts.cut}", table.section(facts, capital)),
        ("months", "Months", months.section(cursor, facts)),
        ("below", "The units below", money_below.section(facts, below)),
        ("card", "On the scorecard", _on_scorecard(cursor, facts)),
        ("bought", "Contracts", further.contracts(facts, bought)),
        ("plans", "Plans", plans.section(facts)),
        ("past", "Forecasts and more", blocks.columns(ahead.past(facts), further.more(facts))),
    ]
    return [one for one in found if one[2]]


def _on_this_page(sections):
    ways = [html.A(name, href=f"#{key}") for key, name, _ in sections]
    return html.Nav([blocks.unsaid("On this page"), *ways], className="choice", **{"aria-label": "On this page"})


def _on_scorecard(cursor, facts):
    measures = money_scorecard.on_scorecard(cursor, facts.at.names, facts.unit, facts.month)
    return further.on_scorecard(measures, facts.money)
