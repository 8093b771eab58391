"""The balance of a unit's card: its measures by perspective, type, and whether they lead or lag; and those alike."""

from dash import html

from dashboard import balance
from dashboard.asking import ask_dicts
from layouts import words
from layouts.parts import blocks
from layouts.words import strategy as said

TYPES = ("outcome", "output", "process", "input")


def alike(cursor, names, unit):
    """Pairs of measures of a unit's card that say nearly the same."""
    card = {measure for *_, measure in names.cards.get(unit.key, ())}
    return [row for row in ask_dicts(cursor, "map_alike") if {row["first"], row["second"]} <= card]


def section(names, unit, pairs):
    """The panel of balance; None where the unit has no card."""
    card = names.cards.get(unit.key, ())
    if not card:
        return None
    measures = [(at, names.measures[key]["type"], names.measures[key]["leads"] or "") for at, _, key in card]
    found = balance.balance(measures)
    called = {one["key"]: one["name"] for one in names.perspectives}
    heads = [("perspective", ""), ("measures", "n"), *((f"{one}s" if one != "process" else one, "n") for one in TYPES)]
    rows = [
        [called[key], f"{found.perspectives[key]}", *(f"{found.types[key][one]}" for one in TYPES)]
        for key in called
        if key in found.perspectives
    ]
    told = [said.out_of_balance(called, one) for one in found.warnings]
    return blocks.section(
        "balance",
        "Balance of this card",
        [
            html.Ul([html.Li(sentence) for sentence in told], className="brief")
            if told
            else html.P("No perspective outweighs the others, and each has an outcome."),
            blocks.scroll(blocks.table("Measures by perspective and type", heads, rows), "Balance: the table"),
            html.P(f"{found.leading} lead, {found.lagging} lag.", className="soft s"),
            _alike(names, pairs),
        ],
        small=f"{unit.name}, {words.count_words(len(card), 'measure').lower()}",
    )


def _alike(names, pairs):
    """Measures of which one may do."""
    if not pairs:
        return None
    items = [
        html.Li(
            f"{names.measures[row['first']]['title']} and {names.measures[row['second']]['title']}"
            f" (r = {row['strength']:.2f} over {row['pairs']} months)"
        )
        for row in pairs
    ]
    lead = html.P("These say nearly the same, month by month; one of two may do:")
    return html.Div([lead, html.Ul(items, className="brief")])
