"""How the variance of a line is split, for each of its parts and together, in pounds and pence."""

from dash import html

from dashboard.money import lines
from layouts.parts import blocks
from layouts.words import money as money_words

FIGURES = (
    *(("budget to date", "n"), ("paid", "n"), ("agreed", "n g"), ("delivered", "n")),
    *(("agreed price", "n"), ("price paid", "n"), ("agreed, at agreed price", "n g")),
    *(("delivered, at agreed price", "n"), ("price", "n g"), ("volume", "n"), ("mix", "n"), ("plan", "n")),
    *(("unexplained", "n"), ("variance", "n")),
)
PARTS = (
    "Price: paid, less what the delivered units were to cost. Volume: what the delivered units were to cost, less the "
    "agreed ones; together, the same at the average agreed price, and mix is what the move between dearer and cheaper "
    "ones adds. Plan: what the agreed units were to cost, less the budget to date. Unexplained: no agreed price, or a "
    "month with nothing delivered on file"
)
AT_WHAT_PRICE = (
    ". What units were to cost is taken at the agreed price of the unit that booked them, month by month to the penny, "
    "so that the parts add up over units and months."
)
pence, tenths, price = money_words.pence, money_words.tenths, money_words.price


def section(facts, unused, no_team):
    """The workings and the ways to the records. `unused` says what a block nobody used adds to the price, `no_team`
    what is recorded for no team; either may be empty."""
    heading, small = "The variance to date is not explained", None
    if facts.money.begins:
        shown = [html.P(money_words.begins_words(facts.money.begins))]
    elif len(facts.on_hand) < 2:
        missing = "budget" if "ledger" in facts.on_hand else "payments ledger"
        shown = [html.P(f"No {missing} is loaded: there is nothing to hold one against the other.")]
    else:
        heading = "How the variance to date is split"
        small = "pounds and pence; a plus costs more than the budget had"
        shown = [_table(facts), *_notes(facts.line, unused, no_team)]
    return blocks.section("split", heading, [*shown, _records(facts)], small=small)


def _table(facts):
    cells = lines.cells_apart(facts.line)
    ways = _crossing(facts, cells)
    rows = [_row(facts, cell, split, way) for (cell, split), way in zip(cells, ways, strict=True)]
    heads = [(facts.other, "m"), *FIGURES]
    table = blocks.table(f"The split, for each {facts.other}", heads, rows, foot=_together(facts.line), kind="money")
    return blocks.scroll(table, "Workings of the split")


def _crossing(facts, cells):
    """For each cell of a line, the address of the line that it is in by the other cut; '' where that is not shown."""
    by, word = ("user_group", "group") if facts.is_service else ("service", "service")
    shown = {one.key for one in lines.recut(facts.money, by).lines}
    keys = [getattr(cell, by) for cell, _ in cells]
    return [facts.at_unit("/money/line", **{word: key}) if key and key in shown else "" for key in keys]


def _row(facts, cell, split, way):
    paid = cell.paid_on_file / cell.delivered_to_date if cell.delivered_to_date and cell.paid_on_file else None
    return [
        _name(facts, cell, way),
        pence(cell.profiled),
        pence(cell.actual_to_date),
        tenths(cell.agreed_to_date) if cell.counted_in else "–",
        tenths(cell.delivered_to_date) if cell.counted_in else "–",
        price(cell.agreed_price),
        price(paid),
        pence(cell.agreed_worth_to_date) if cell.counted else "–",
        pence(cell.delivered_worth_to_date) if cell.counted else "–",
        *(pence(split.price), pence(split.volume), ""),
        *(pence(split.plan), pence(split.rest), pence(split.total)),
    ]


def _name(facts, cell, way):
    title = money_words.title(cell.user_group if facts.is_service else cell.service)
    name = blocks.to(title, way) if way else title
    if facts.is_service or not cell.counted_in:
        return name
    return [name, " ", html.Span(cell.counted_in, className="soft s")]


def _together(line):
    agreed, delivered = lines.worth(line)
    parts = line.variance
    return [
        "together",
        pence(line.total("profiled")),
        pence(line.total("actual_to_date")),
        tenths(line.total("agreed_to_date")) if line.counted_in else "–",
        tenths(line.total("delivered_to_date")) if line.counted_in else "–",
        price(line.budgeted_cost),
        price(line.actual_cost),
        *(pence(agreed), pence(delivered)),
        *(pence(each) for each in (parts.price, parts.volume, parts.mix, parts.plan, parts.rest, parts.total)),
    ]


def _notes(line, unused, no_team):
    said = PARTS
    if line.unfiled:
        said += (
            f": here {pence(line.total('unfiled_paid'))} paid and {pence(line.total('unfiled_budget'))} budgeted, "
            "which are left out of the price paid, the price and the plan"
        )
    to_contracts = html.A("Contracts: bought and used", href="#contracts")
    return [
        html.P([f"{unused} ", to_contracts], className="says") if unused else None,
        html.P(no_team, className="note") if no_team else None,
        html.P(said + AT_WHAT_PRICE, className="note"),
    ]


def _records(facts):
    """The ways to what is behind the line; those of units only where it has units."""
    ways = [blocks.to_grid("The ledger lines", facts.records("spending"), className="button")]
    if any(cell.agreed_to_date or cell.delivered_to_date for cell in facts.line.cells):
        activity = facts.records("activity_against_plan")
        packages = facts.at_unit("/money/packages", **{facts.word: facts.key})
        ways.append(blocks.to_grid("Agreed and delivered units", activity, className="button"))
        ways.append(blocks.to_grid("The packages in force", packages, className="button"))
        if facts.is_service:
            against = facts.at_unit("/money/reconciliation", service=facts.key)
            ways.append(blocks.to("Packages against the ledger", against, className="button"))
    return html.P([part for way in ways for part in (way, " ")])
