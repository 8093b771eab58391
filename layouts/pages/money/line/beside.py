"""What stands beside the months of a line: its unit costs as the scorecard has them, and the units below."""

from dash import html

from dashboard import scorecard as cards
from dashboard.money.months import april
from layouts.pages.money.line.facts import divided
from layouts.parts import blocks, elsewhere
from layouts.parts.money import scorecard as money_scorecard
from layouts.words import money as money_words

OF_THE_CARD = (
    "From the same facts; a measure may count only some user groups. Open one for its peers, its trend and its records."
)


def on_card(cursor, facts, effects):
    """The measures of unit cost that a service goes into, with published values; None where there are none."""
    keys = dict.fromkeys(row["measure"] for row in effects if row["is_cost"] and row["month"] == facts.month)
    names, rows = facts.at.names, []
    for one in money_scorecard.measures(cursor, names, facts.unit, facts.month, keys):
        rows.append(_measure(one))
        rows += map(_published, elsewhere.comparators(cursor, names.measures[one["key"]], facts.month))
    if not rows:
        return None
    shown = [blocks.table("Measures of unit cost", [], rows, kind="bars"), html.P(OF_THE_CARD)]
    return blocks.section("card", "On the scorecard", shown)


def _measure(one):
    title = [blocks.to(one["title"], one["href"]), " ", html.Span(one["unit"], className="soft s")]
    name = blocks.heading(title, "m")
    if one["reason"]:
        return [name, blocks.cell(f"no value: {one['reason']}", "why")]
    return [name, blocks.cell(html.B(one["figure"]), "n")]


def _published(row):
    name = html.Span([f"{row['label']} ", html.Span(row["period"], className="s")], className="soft")
    return [blocks.heading(name, "m"), blocks.cell(row["text"], "n")]


def below(cursor, facts):
    """The line at each unit below, each led to its workings there, with a row for what is at none of them."""
    asked = {"unit": facts.unit.key, "first": april(facts.month), "month": facts.month, **facts.asks}
    found = cards.ask_dicts(cursor, "money_units_below", **asked)
    if not found:
        return None
    counted = facts.line.counted_in
    heads = [("unit", "m"), ("paid", "n"), *([("of agreed", "n"), ("unit cost", "n")] if counted else [])]
    rows = [_unit(facts, row) for row in found]
    paid, units = apart(facts.line, found)
    if paid or units:
        said = f"not at any unit below{f': {money_words.units(units)} {counted}' if units else ''}"
        name = html.Span(said, className="soft")
        rows.append([name, money_words.pounds(paid), *(["", ""] if counted else [])])
    table = blocks.scroll(blocks.table("Units below", heads, rows, kind="bars"), "Units below")
    return blocks.section("below", "The units below", [table])


def _unit(facts, row):
    name = blocks.to(facts.at.names.units[row["unit"]].name, facts.to_line(row["unit"]))
    found = [name, money_words.pounds(row["paid"])]
    if not facts.line.counted_in:
        return found
    share = money_words.per_cent(100 * row["delivered"] / row["agreed"], signed=False) if row["agreed"] else "–"
    return [*found, share, money_words.price(divided(row["paid_for_units"], row["units_paid_for"]))]


def apart(line, found):
    """(paid, units) that belong to no unit below, so that the units below add up."""
    paid = line.total("actual_to_date") - sum(row["paid"] for row in found)
    units = line.total("delivered_to_date") - sum(row["delivered"] for row in found) if line.counted_in else 0
    return paid, units
