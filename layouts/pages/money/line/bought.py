"""What was bought of a service and from whom: its contracts one by one, its providers and its sectors."""

from dash import html

from layouts import words
from layouts.parts import blocks
from layouts.parts.money import contract_kinds
from layouts.parts.money import providers as money_providers
from layouts.words import money as money_words

MOVE = (
    "The move between providers is what those without a block and with {units} in both years were paid, less what the "
    "same {units} would have cost at the shares of a year ago and the prices of now. A dearer provider may serve "
    "people who need more: it does not say why. "
)
NO_SECTOR = (
    "No contract says which sector a provider of this service belongs to, so what was paid and delivered can’t be told "
    "apart."
)
pence, plain, price, units = money_words.pence, money_words.plain, money_words.price, money_words.units
per_cent = money_words.per_cent


def contracts(facts, bought):
    """The kinds of contract and, folded, each contract; None where no contract is made for it or below."""
    if not bought:
        return None
    small = f"{facts.span}, in {facts.line.counted_in}" if facts.line.counted_in else facts.span
    kinds = contract_kinds.table(bought, with_service=False)
    shown = [*contract_kinds.says(bought), *kinds, _each_contract(facts, bought)]
    return blocks.section("contracts", "Contracts: bought and used", shown, small=small)


def _each_contract(facts, bought):
    some = bought.months_left_out
    heads = [
        *((name, "") for name in ("contract", "provider", "for", "kind")),
        *((name, "n") for name in ("months", "on file", "price", "bought", "used", "not used", "£ bought")),
        *(("£ not used", "n"), *([("£ paid, on file", "n")] if some else []), ("£ paid", "n")),
    ]
    rows = [_contract(facts.at.names.units, one, some) for one in bought.contracts]
    on_file = "; on file: in those whose activity is on file, as what was bought" if some else ""
    note = [
        "Not used: bought less used over the months on file, where that is more than nothing. Paid: by the ledger to "
        f"the provider for this service, at the units the contract serves, in all its months{on_file}. Records: ",
        blocks.to_grid("the ledger lines", facts.records("spending")),
        ", ",
        blocks.to_grid("agreed and delivered units", facts.records("activity_against_plan")),
        ".",
    ]
    table = blocks.scroll(blocks.table("Each contract", heads, rows, kind="money"), "Table of contracts")
    summary = "Each contract: months, price, bought, used and paid"
    return blocks.folded(summary, [table, html.P(note, className="note")])


def _contract(known, one, some):
    return [
        *(one.contract, one.provider, known[one.unit].name if one.unit in known else one.unit, one.kind),
        *(str(one.months), str(one.months_on_file), price(one.price)),
        *(money_words.tenths(one.bought), money_words.tenths(one.used)),
        money_words.tenths(one.unused) if one.bought is not None else "–",
        pence(one.bought_worth) if one.bought_worth is not None else "–",
        pence(one.unused_worth) if one.unused_worth is not None else "–",
        *([pence(one.paid_on_file)] if some else []),
        pence(one.paid),
    ]


def providers(facts, found):
    """The providers with what they were paid and, where units name them, their share and unit cost."""
    if not found.rows:
        return None
    counted = facts.line.counted_in if found.has_units else ""
    moved = money_providers.sentence(found, facts.line)
    table = blocks.table("Providers", _heads(found, counted), [_provider(found, row, counted) for row in found.rows])
    many = words.count_words(found.count, "provider").lower()
    most = money_providers.SHOWN
    small = f"{facts.span}; {f'the largest {most} of {found.count}' if found.count > most else many}"
    shown = [
        html.P(moved, className="says") if moved else None,
        blocks.scroll(table, "Table of providers"),
        html.P(_note(facts.line, found, moved), className="note"),
    ]
    return blocks.section("providers", "Providers", shown, small=small)


def _heads(found, counted):
    before = [("a year ago", "n")] if found.has_before else []
    of_units = [(counted, "n"), ("share", "n"), *before, ("unit cost", "n"), *before] if counted else []
    return [("provider", "m"), ("£ paid", "n"), *of_units]


def _provider(found, row, counted):
    shown = [row["name"], plain(row["paid"])]
    if not counted:
        return shown
    before, cost_before = [], []
    if found.has_before:
        share = per_cent(row["share_before"], signed=False) if row["delivered_before"] else "–"
        before = [blocks.cell(share, "n soft")]
        cost_before = [blocks.cell(money_providers.cost(row, before=True), "n soft")]
    return [
        *shown,
        units(row["delivered"]) if row["delivered"] else "–",
        per_cent(row["share"], signed=False) if row["delivered"] else "–",
        *before,
        money_providers.cost(row),
        *cost_before,
    ]


def _note(line, found, moved):
    if not line.counted_in:
        return ""
    if not found.has_units:
        return "No file says which of them delivered the units."
    move = MOVE.format(units=line.counted_in) if moved else ""
    block = f"; that of a block has in it what was paid for {line.counted_in} nobody used" if found.has_block else ""
    return (
        f"A year ago: the same months of the year before. {move}What one cost is of the months whose activity is on "
        f"file{block}."
    )


def sectors(facts, found):
    """The sectors as contracts say them, with all of them together; None where none is known."""
    if not found:
        return None
    line = facts.line
    heads = [
        *(("sector", "m"), ("£ paid", "n"), (f"{line.counted_in or 'units'} agreed", "n")),
        *(("delivered", "n"), ("unit cost", "n")),
    ]
    together = [
        *("together", plain(line.total("actual_to_date")), units(line.total("agreed_to_date"))),
        *(units(line.total("delivered_to_date")), price(line.actual_cost)),
    ]
    table = blocks.table("Sectors", heads, [_sector(row) for row in found], foot=together, kind="money")
    told = any(row["name"] and row["delivered"] for row in found)
    shown = [blocks.scroll(table, "Table of sectors"), None if told else html.P(NO_SECTOR, className="note")]
    return blocks.section("sectors", "Sectors", shown, small=f"{facts.span}, as contracts say them")


def _sector(row):
    return [
        row["name"] or html.Span("not known", className="soft"),
        plain(row["paid"]),
        units(row["agreed"]) if row["agreed"] else "–",
        units(row["delivered"]) if row["delivered"] else "–",
        price(row["cost"]),
    ]
