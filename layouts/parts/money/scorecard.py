"""The measures of money as the scorecard shows them, so that its numbers stand on the money pages as well."""

from dash import html

from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, measure_path
from layouts.parts import blocks


def on_scorecard(cursor, names, unit, month):
    """The financial perspective of a unit's scorecard, in its order."""
    keys = [measure for perspective, _, measure in names.cards.get(unit.key, ()) if perspective == "financial"]
    return measures(cursor, names, unit, month, keys)


def measures(cursor, names, unit, month, keys):
    """Each measure with the figure, or the reason why there is none, of the scorecard, and a link to its page."""
    shown = cards.shown(cursor, unit.key, month)
    return [_measure(names.measures[key], unit, month, shown.get(key)) for key in keys if key in names.measures]


def _measure(measure, unit, month, shown):
    value, reason, standing = shown or cards.NOTHING_COUNTED[:3]
    return {
        "key": measure["key"],
        "title": measure["title"],
        "unit": words.unit_words(measure),
        "href": link(measure_path(measure["key"]), unit=unit.key, month=month),
        "figure": words.figure(measure, value) if value is not None else "",
        "reason": reason,
        "standing": standing,
    }


def band(measures_):
    """Measures side by side, each with its value and standing, or why it has none."""
    return html.Dl(
        [html.Div([html.Dt(blocks.to(one["title"], one["href"])), html.Dd(_value(one))]) for one in measures_],
        className="band",
    )


def _value(one):
    if one["reason"]:
        return html.Span(f"no value: {one['reason']}", className="soft")
    unit = [" ", html.Span(one["unit"], className="soft")] if one["unit"] else []
    return [html.B(one["figure"]), *unit, " ", blocks.standing(one["standing"])]
