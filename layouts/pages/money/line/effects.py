"""What a service or a user group cost, year by year, beside what came of it; neither is said to cause the other."""

from dash import html

from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, measure_path
from layouts.parts import blocks
from layouts.parts.money import group as money_group

BETTER = {"higher": "higher", "lower": "lower", "range": "within a range", "neither": "neither"}
OF_GROUP = (
    "The measures are those of people of this user group; one without a breakdown by user group can’t stand here, and "
    "no share is worked out of few people. "
)
NO_CAUSE = (
    "These stand side by side over the same years. That one moved with the other does not show that it moved because "
    "of the other. The council chooses which measures stand here."
)


def asked(cursor, facts):
    """The measures set beside a service, those of its unit cost among them, at the same month of each year."""
    return cards.ask_dicts(cursor, "money_effects", unit=facts.unit.key, month=facts.month, service=facts.key)


def of_service(facts, rows):
    """Unit costs, then the measures set beside them, year by year; None where the council set none."""
    found = {}
    for row in rows:
        found.setdefault((row["measure"], row["is_cost"]), {})[row["month"]] = row["value"]
    years = sorted({row["month"] for row in rows})
    found = {key: of for key, of in found.items() if any(value is not None for value in of.values())}
    if not any(is_cost is False for _, is_cost in found) or len(years) < 2:
        return None
    measures = facts.at.names.measures
    shown = [_effect(facts, measures[key], [of.get(year) for year in years]) for (key, _), of in found.items()]
    return {"years": years, "rows": shown, "of_group": False}


def of_group(cursor, facts):
    return money_group.effects(cursor, facts.at.names, facts.unit, facts.month, facts.key)


def _effect(facts, measure, values):
    known = [value for value in values if value is not None]
    return {
        "title": measure["title"],
        "unit": words.unit_words(measure),
        "href": link(measure_path(measure["key"]), unit=facts.unit.key, month=facts.month),
        "values": [words.figure(measure, value) for value in values],
        "change": words.change(measure, known[-1], known[0])[0] if len(known) > 1 else "",
        "better": measure["better"],
    }


def section(facts, found):
    """The section; None where nothing stands beside the cost."""
    if not found:
        return None
    years = [(words.short_month(year), "n") for year in found["years"]]
    heads = [("measure", "m"), *years, ("first to last", "n"), ("better is", "")]
    rows = [_row(row) for row in found["rows"]]
    table = blocks.table("Unit cost beside measures of effect", heads, rows, kind="plain effects")
    note = html.P((OF_GROUP if found["of_group"] else "") + NO_CAUSE, className="note")
    small = f"{facts.unit.name}, the same month of each year"
    shown = [blocks.scroll(table, "Cost beside effect"), note]
    return blocks.section("effects", "What it cost, and what came of it", shown, small=small)


def _row(row):
    name = blocks.to(row["title"], row["href"]) if row["href"] else row["title"]
    unit = [" ", html.Span(row["unit"], className="soft s")] if row["unit"] else []
    return [
        [name, *unit],
        *row["values"],
        blocks.cell(row["change"], "n now"),
        blocks.cell(BETTER[row["better"]], "soft"),
    ]
