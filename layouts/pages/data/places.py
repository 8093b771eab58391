"""What counts at the whole council and at no unit, because nobody has said where it belongs."""

from dash import html

from layouts.exports import template
from layouts.parts import blocks
from layouts.words import data as say
from layouts.words.money import to_the_penny

MOST_SHOWN = 10  # cost centres and providers; the workbook has all
# The columns of what is listed, by the layout whose rows give it a place. People are counted and not listed.
HEADS = {
    "cost_centres": (("cost centre", "m"), ("name", ""), ("directorate", ""), ("paid", "n"), ("months", "")),
    "contracts": (("provider", "m"), ("service", ""), ("paid", "n"), ("months", "")),
}
SAID = {
    "cost_centres": lambda rows, last: say.cost_centres(rows),
    "allocations": say.people,
    "contracts": lambda rows, last: say.providers(rows),
}


def section(names, unplaced):
    """`unplaced` are the placing.Unplaced that have rows."""
    return blocks.section(
        "places",
        "Without a place",
        [_first(names, unplaced), *(part for one in unplaced for part in _unplaced(names, one))],
        small="it counts at the whole council and at no unit",
    )


def _first(names, unplaced):
    alone = "The organisation has one unit so far: "
    if len(names.units) == 1 and unplaced:
        link = blocks.save("fill in the organisation", template.href("organisation"), className=None)
        return html.P([alone, link, " first."])
    if unplaced:
        return None
    all_placed = "Every cost centre on hand has its unit, every person served a team and every provider a contract."
    return html.P(f"{alone}everything counts there." if len(names.units) == 1 else all_placed, className="soft")


def _unplaced(names, one):
    sentence = SAID[one.layout](one.rows, names.months[-1])
    workbook = blocks.save("Workbook to fill in", template.href(one.layout, to_place=True))
    said = html.P([f"{sentence} ", workbook])
    if one.layout not in HEADS:
        return [said]
    name = f"Without a place: {one.layout.replace('_', ' ')}"
    table = blocks.table(name, HEADS[one.layout], [_row(one.layout, row) for row in one.rows[:MOST_SHOWN]])
    more = len(one.rows) - MOST_SHOWN
    rest = html.P(f"{more:,} more are in the workbook.", className="soft") if more > 0 else None
    return [said, blocks.scroll(table, name), rest]


def _row(layout, row):
    months = say.months(row["first_month"], row["last_month"])
    if layout == "cost_centres":
        return [row["cost_centre"], row["name"] or "", row["directorate"] or "", to_the_penny(row["amount"]), months]
    return [row["provider"], row["service"] or "", to_the_penny(row["paid"]), months]
