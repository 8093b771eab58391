"""What the money page has beside its tables: how each group fares, the months, other pages, and how to read it."""

from itertools import chain

from dash import html

from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, measure_path
from layouts.parts import blocks
from layouts.parts.money import contract_kinds
from layouts.parts.money import scorecard as money_scorecard
from layouts.words import money as money_words

BEGINS = (
    ", within the financial year: the scorecard gives no value for a part of a year, and the table above is of the "
    "months since."
)
UNFILED = (
    "Where a month has no activity on file, the scorecard gives no unit cost: its money would be of every month and "
    "its units of fewer. The table above gives that of the months on file, money and units alike, and says of how many."
)
PLACES = (
    ("Demand three years ahead", "/money/demand"),
    ("Packages against the ledger", "/money/reconciliation"),
    ("Control totals of the files", "/money/control"),
)


def on_scorecard(measures, money):
    """The financial measures as the unit's scorecard has them; None where it has none."""
    if not measures:
        return None
    notes = [f"The store begins in {words.month_words(money.begins)}{BEGINS}"] if money.begins else []
    notes += [UNFILED] if money.unfiled else []
    shown = [money_scorecard.band(measures), *(html.P(note, className="note") for note in notes)]
    many = words.count_words(len(measures), "financial measure")
    folded = blocks.folded(f"{many} of the scorecard", shown)
    return blocks.section("card", "On the scorecard", [folded], small="the same facts as its financial measures")


def contracts(facts, bought):
    if not bought:
        return None
    small = f"{facts.span}, {f'contracts made for {facts.unit.name} or below' if bought.whole else 'all contracts'}"
    shown = [*contract_kinds.says(bought), blocks.folded("Each kind of contract", [*contract_kinds.table(bought)])]
    return blocks.section("bought", "Contracts: bought and used", shown, small=small)


def more(facts):
    here = {"unit": facts.unit.key, "month": facts.month}
    book = html.A(
        "This table as a spreadsheet, with live formulas", href=link("/money.xlsx", **here, by=facts.by), download=""
    )
    ways = [*(blocks.to(name, link(path, **here)) for name, path in PLACES), book]
    return blocks.section("more", "More", [html.P(way) for way in ways])


def performance(cursor, names, unit, month):
    """Each measure that is broken down by user group, but those of money: its value for each group."""
    found = {}
    for key, group, value in cards.ask(cursor, "group_measures", unit=unit.key, month=month):
        found.setdefault(key, {})[group] = value
    groups = sorted({group for of in found.values() for group in of})
    rows = [
        [_measure(measure, unit, month), *(words.figure(measure, found[key].get(group)) for group in groups)]
        for key, measure in names.measures.items()
        if key in found
    ]
    if not rows:
        return None
    heads = [("measure", "m"), *((group, "n") for group in groups)]
    small = f"the measures that are broken down by user group, {words.month_words(month)}"
    table = blocks.scroll(blocks.table("Measures by user group", heads, rows), "Measures by user group")
    return blocks.section("does", "How each group fares", [table], small=small)


def _measure(measure, unit, month):
    href = link(measure_path(measure["key"]), unit=unit.key, month=month, slice="user_group")
    said = words.unit_words(measure)
    return [blocks.to(measure["title"], href), *([" ", html.Span(said, className="soft s")] if said else [])]


def how_to_read(money):
    parts = ([html.B(money_words.PARTS[name]), f", {said}", "; "] for name, said in money_words.SAID.items())
    text = [
        "Paid is revenue paid by the ledger, charged to its month. The variance is split exactly: ",
        *[*chain.from_iterable(parts)][:-1],
        ". ",
        html.B("Committed"),
        " is what is paid and what is promised from April to the month: it holds the paid column within it. The agreed "
        "price is that of the unit that booked it, or else of the nearest above it: the plan of a line says which. An "
        f"alarm stands only where the last {int(money.settings['months'])} months all show it; open it for its "
        "workings. Money on a cost centre that no file maps is a line of its own at the whole council.",
    ]
    return blocks.folded("How to read this page", [html.P(text, className="how")])
