"""One service, or one user group, at one unit: the workings behind its row on the money page."""

from dash import html

from dashboard import scorecard as cards
from dashboard.money import lines
from layouts import frame, words
from layouts.address import NotHere, link, wanted_cut, wanted_line, wanted_month, wanted_unit
from layouts.charts import live
from layouts.page import Page, place
from layouts.pages.money.line import ahead, alarm, beside, bought, effects, months, plan, split, tiles
from layouts.pages.money.line.facts import Facts
from layouts.parts import blocks
from layouts.parts.money import contracts as money_contracts
from layouts.parts.money import no_team as money_no_team
from layouts.parts.money import providers as money_providers
from layouts.words import alarms as alarm_words
from layouts.words import money as money_words


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    word, by = wanted_cut(asked.get("service"), asked.get("group"))
    at = place(names, reader, "/money/line", unit, month)
    with snapshot.cursor() as cursor:
        _is_on_file(cursor, unit, month)
        found = lines.money(cursor, unit.key, month, by)
        key = _key(cursor, names, found, word, asked.get(word))
        facts = Facts(at, found, key, {layout for (layout,) in cards.ask(cursor, "money_on_hand")})
        main = _main(cursor, facts)
    title = money_words.title(key)
    heading = blocks.title(f"{title} at {unit.name}")
    return at.view(f"{title}, {unit.name}: money", [_crumb(facts), *heading, *main])


PAGE = Page(
    "/money/line",
    "Money: one line",
    show,
    needs=live.NEEDS,
    about="The workings behind one service, or one user group, at one unit: paid and budget, units and what one "
    "cost, the months, the contracts, and where the year will end.",
    found=False,
)


def _is_on_file(cursor, unit, month):
    """Raise NotHere where no money of a financial year is on file, with the way to the newest month that has some."""
    first, last = lines.span(cursor, unit.key)
    if not lines.is_of_year(first, last, month):
        said = money_words.not_of_this_year(unit, month, first, last)
        raise NotHere(said, [(f"The money of {last:%B %Y}", {"month": f"{last:%Y-%m}"})])


def _key(cursor, names, found, word, text):
    """The service or user group asked for. One that the council has and this unit has not is said to be so."""
    here, unit, root = [one.key for one in found.lines], names.units[found.unit], names.root
    if not text or text in here or unit == root:
        return wanted_line(word, here, text)
    wanted_line(word, [one.key for one in lines.money(cursor, root.key, found.month, found.by).lines], text)
    raise NotHere(
        f"{unit.name} has no {text}: nothing was budgeted, paid or delivered in the year to"
        f" {words.month_words(found.month)}.",
        [
            (f"The money of {unit.name}", link("/money", unit=unit.key, month=found.month)),
            (f"{money_words.title(text)} at {root.name}", {"unit": root.key}),
        ],
    )


def _crumb(facts):
    above = [(over.name, facts.at_unit("/money", over.key)) for over in facts.at.names.above(facts.unit)]
    back = (f"{facts.unit.name}: money", facts.at_unit("/money", by="" if facts.is_service else facts.money.by))
    pickers = facts.at.pickers(**{facts.word: facts.key})
    return frame.crumb([*above, back], money_words.title(facts.key), pickers)


def _main(cursor, facts):
    """The page below its heading: figures, the sentence, the alarm, the split, the months, and what was bought."""
    line, at, here = facts.line, facts.at, (facts.unit, facts.month)
    waits = alarm.waiting(cursor, at.names, *here, line)
    no_team = money_no_team.sentence(cursor, *here, [cell.service for cell in line.cells])
    coming = ahead.outlook(cursor, facts)
    contracts, rows = None, []
    if facts.is_service:
        contracts = money_contracts.bought(cursor, at.names, *here, facts.money.settings, line.key)
        rows = effects.asked(cursor, facts)
    unused = money_contracts.in_price(contracts, line)
    came_of_it = effects.of_service(facts, rows) if facts.is_service else effects.of_group(cursor, facts)
    figures = [(big, small, "") for big, small in tiles.tiles(facts, coming.now)]
    return [
        html.Div(blocks.facts(figures), className="tiles") if figures else None,
        html.P(_sentence(facts), className="lead"),
        alarm.section(facts, waits),
        split.section(facts, unused, no_team),
        ahead.to_forecast(facts),
        blocks.columns(
            [months.section(facts, months.history(cursor, facts)), effects.section(facts, came_of_it)],
            [ahead.march(facts, coming), beside.on_card(cursor, facts, rows), beside.below(cursor, facts)],
        ),
        *(_bought(cursor, facts, contracts) if facts.is_service else []),
        plan.section(cursor, facts),
    ]


def _sentence(facts):
    if facts.line.alarm:
        return alarm_words.of_line(facts.line, facts.month)
    if "ledger" in facts.on_hand:
        return money_words.line_sentence(facts.line, facts.month, facts.money.begins)
    return "No payments ledger is loaded: load it and build again, and what is paid of this shows here."


def _bought(cursor, facts, contracts):
    """What only a service has: its contracts, its providers and its sectors."""
    asked = (cursor, facts.unit, facts.month, facts.line)
    providers = bought.providers(facts, money_providers.providers(*asked))
    sectors = bought.sectors(facts, money_providers.sectors(*asked))
    both = blocks.columns(providers, sectors) if providers and sectors else providers or sectors
    return [bought.contracts(facts, contracts), both]
