"""Explore: any measures at any units beside one another, drawn as one asks, with what stands beside them."""

import dash_bootstrap_components as dbc
from dash import html

from dashboard import exploring
from dashboard import scorecard as cards
from layouts import frame, words
from layouts.address import wanted_range
from layouts.charts import live, template
from layouts.page import Page, place
from layouts.pages.explore import controls, figures, pictures
from layouts.pages.explore.asking import LAYERS, PATH, asked_for
from layouts.parts import blocks
from layouts.words import explore as says

NAME = controls.NAME


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    asking = asked_for(names, reader, asked)
    at = place(names, reader, PATH, asking.units[0], asking.month)
    with snapshot.cursor() as cursor:
        shown = over_months(cursor, names, asking) if asking.measures else nothing()
        parts = _parts(cursor, asking)
    title = says.title(asking.measures, asking.units, asking.by, asking.only)
    side = controls.panel(names, asking, shown["figure"], shown["colours"], parts, False)
    return at.view(
        title,
        [
            frame.crumb(frame.ways_to(names, at.unit, at.month), "explore", month=words.month_words(at.month)),
            *blocks.title(title, shown["lead"]),
            html.Div(
                dbc.Row(
                    [
                        dbc.Col(dbc.Card(side, body=True), lg=3, className="order-2 order-lg-1"),
                        dbc.Col(dbc.Card(shown["main"], body=True), lg=9, className="order-1 order-lg-2"),
                    ],
                    className="g-3",
                ),
                **{"data-keeps": "yes"},
            ),
        ],
    )


PAGE = Page(
    PATH,
    "Explore",
    show,
    in_menu=True,
    about="Any measures at any units beside one another: choose what is laid side by side, how it is drawn and what"
    " stands with it. The address keeps all of it.",
)


def _parts(cursor, asking):
    """(slice, part) of the largest parts that the measures can be narrowed down to."""
    if not asking.measures:
        return []
    keys = {"measures": [m["key"] for m in asking.measures], "units": [unit.key for unit in asking.units]}
    rows = cards.ask_dicts(cursor, "explore_slices", **keys, month=asking.month)
    found = {}
    for row in rows:
        found.setdefault(row["slice"], []).append(row["part"])
    return [(name, part) for name, some in found.items() for part in some[: controls.PARTS]]


def nothing():
    return {"figure": None, "colours": {}, "lead": "Choose a measure to begin with.", "main": []}


def wanted(asking):
    """What the engine is asked for."""
    slice_, part = (asking.by, None) if asking.by else asking.only or ("", None)
    return exploring.Wanted(
        list(asking.measures), list(asking.units), asking.first, asking.month, asking.basis, slice_, part
    )


def over_months(cursor, names, asking):
    """What is shown of lines over months: the figure, its words, and the ways on."""
    found = exploring.explored(cursor, names, wanted(asking))
    if not found.lines:
        said = [html.P(text) for text in says.missing(found.missing, len(asking.measures) > 1)]
        return {**nothing(), "lead": says.span(asking.first, asking.month), "main": [*_toolbar(asking), *said]}
    found = found if asking.since else exploring.from_the_first_value(found)
    lines, called = found.lines, pictures.names_of(found.lines)
    drawn, without = pictures.scaled(asking, lines)
    keys = {"measures": [m["key"] for m in asking.measures]}
    outside = cards.ask_dicts(cursor, "explore_outside", **keys, month=asking.month)
    units, first = [unit.key for unit in asking.units], lines[0].months[0]
    notes = cards.ask_dicts(cursor, "explore_notes", **keys, units=units, first=first, last=asking.month)
    about = pictures.about(names, asking, lines)
    lead = f"{says.ways_of_counting(lines)}, {says.span(first, asking.month)}."
    colours = pictures.colours(asking, lines)
    start = pictures.start_of(asking, lines) if asking.scale == "index" else None
    figure, chart = None, [html.P("Nothing here can be drawn on this scale.")]
    if drawn:
        make = pictures.multiples_figure if asking.form == "multiples" else pictures.lines_figure
        flags = [(note["month"], number) for number, note in enumerate(notes, 1)]
        figure = pictures.zoomed(make(names, asking, drawn, outside, flags, about), wanted_range(asking.range))
        shown = live.with_layers(figure, asking.shown_layers, LAYERS)
        chart = [template.graph(shown, NAME, about.title, " ".join(says.moves(lines, called)), table=figures.TABLE)]
    said = html.P(
        [html.B(says.signals(lines, called)), " ", html.Span(says.scale_words(asking.scale, start), className="soft")],
        className="says",
    )
    main = [
        *_toolbar(asking),
        *chart,
        said,
        html.Div(figures.notes(names, notes)) if notes else None,
        *figures.told(found, lines, called, asking, without, exploring.MOST, names.fewest),
        figures.ways_on(asking, lines, called, colours),
        blocks.folded("The chart as a table", [figures.by_month(lines, called, about.title)]),
    ]
    return {"figure": figure, "colours": pictures.swatches(lines, colours), "lead": lead, "main": main}


def _toolbar(asking):
    return [html.Div([*controls.forms(asking), live.pictures(NAME)], className="switches")]
