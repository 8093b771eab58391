"""The definition of a measure over time: what changed, when, and what it did to the number."""

import json
from itertools import pairwise

from dash import html

from dashboard import scorecard as cards
from layouts import words
from layouts.parts import blocks

CALLED = {
    **{"sql": "the rule", "kind": "the kind of number", "period": "the period", "counts": "what is counted"},
    **{"denominator": "the denominator", "base": "the population", "per": "the scale", "title": "the name"},
    **{"question": "the question", "why": "the purpose", "caveat": "the caveat", "codes": "the codes"},
    "source": "the source",
}
HEADS = (("month", ""), ("by the rule of then", "n"), ("by the rule of now", "n"), ("now less then", "n"))


def section(cursor, measure, since):
    """The panel; where nothing has changed since the first build, on the day `since`, a line says so."""
    if since:
        said = f"As it was when it was first worked out here, on {words.day_words(since)}."
        return blocks.section("versions", "The definition over time", [html.P(said, className="soft")])
    found = cards.ask_dicts(cursor, "definitions_of", measure=measure["key"])
    if not found:
        return None
    rows = cards.ask_dicts(cursor, "definition_values", measure=measure["key"])
    inside = [_version(measure, one, before, rows) for one, before in pairwise(found)]
    first = html.P(f"First worked out here on {words.day_words(found[-1]['since'])}.", className="soft")
    return blocks.section(
        "versions", "The definition over time", [*inside, first], small=f"version {found[0]['version']}"
    )


def _version(measure, one, before, rows):
    """A change: what it was of, and by the earlier rule the numbers of now."""
    changed = words.listed([CALLED[word] for word in one["differs_in"]])
    said = html.P([html.B(f"Since {words.day_words(one['since'])}"), f": {changed} changed."])
    if not one["is_another_rule"]:
        return html.Div([said])
    mine = [row for row in rows if row["version"] == before["version"]]
    reason = next((row["reason"] for row in mine if row["reason"]), None)
    then = json.loads(before["said"])
    rule = blocks.folded("The rule before it (SQL)", [html.Pre(then["sql"], tabIndex="0")])
    if reason:
        return html.Div(
            [said, html.P(f"What the number would be by the rule before cannot be worked out: {reason}."), rule]
        )
    name = f"What the change of {words.day_words(one['since'])} did to the number"
    table = blocks.table(name, HEADS, [_row(measure, row) for row in mine])
    lead = html.P("The whole council’s number by both rules, from the data of now:", className="soft")
    return html.Div([said, lead, blocks.scroll(table, name), rule] if mine else [said, rule])


def _row(measure, row):
    then, now = row["value_then"], row["value_now"]
    less = "–" if then is None or now is None else words.signed(measure, now - then)
    return [words.month_words(row["month"]), words.figure(measure, then), words.figure(measure, now), less]
