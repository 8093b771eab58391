"""Explore: any measures at any units beside one another, drawn as one asks, with what stands beside them."""

from dataclasses import dataclass, field, replace
from functools import partial

import dash_bootstrap_components as dbc
from dash import html

from dashboard import exploring
from dashboard import notes as known_notes
from dashboard import scorecard as cards
from layouts import frame, words
from layouts.address import link, wanted_range
from layouts.charts import live, template
from layouts.page import Page, both_kinds, place
from layouts.pages.explore import controls, dots, figures, files, pictures, scaled, sides
from layouts.parts import blocks
from layouts.parts.exploring import LAYERS, OVER_UNITS, PATH, asked_for, found_lines
from layouts.words import explore as says

NAME = controls.NAME
QUESTIONS = 10  # that the page begins with


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    asking = asked_for(names, reader, asked.words, asked.listed)
    at = place(names, reader, PATH, asking.units[0], asking.month)
    with snapshot.cursor() as cursor:
        shown = _shown(cursor, names, asking, snapshot.journal)
        parts = _parts(cursor, asking)
        levels = dots.families(cursor, names, asking) if asking.form in OVER_UNITS else []
    title = says.title(asking.measures, asking.units, asking.by, asking.only, asking.form)
    side = controls.panel(names, asking, shown.figure, shown.colours, parts, levels, shown.begins)
    row = [
        dbc.Col(dbc.Card(html.Div(side, className="explore-panel"), body=True), lg=3, className="order-2 order-lg-1"),
        dbc.Col(
            dbc.Card([*(_toolbar(asking) if asking.measures else ()), *shown.main], body=True),
            lg=9,
            className="order-1 order-lg-2",
        ),
    ]
    every = "Every dot" if asking.form in OVER_UNITS else "Every line and month"
    saved = both_kinds(every, PATH, **asking.said()) if shown.has_file else ()
    return at.view(
        title,
        exports=saved,
        main=[
            frame.crumb(frame.ways_to(names, at.unit, at.month), "explore", month=words.month_words(at.month)),
            *blocks.title(title, shown.lead),
            html.Div(dbc.Row(row, className="g-3"), **{"data-keeps": "yes"}),
        ],
    )


PAGE = Page(
    PATH,
    "Explore",
    show,
    needs=live.NEEDS,
    in_menu=True,
    about="Any measures at any units beside one another: choose what is laid side by side, how it is drawn and what"
    " stands with it. The address keeps all of it.",
    routes={f"{PATH}.csv": files.as_csv, f"{PATH}.xlsx": files.as_xlsx},
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


@dataclass(frozen=True)
class Shown:
    """What is shown of an exploration: its first sentence, its components, the figure whose layers can be switched, and
    the colours that tell units or measures apart; whether its lines can be saved as a file; and the first
    month."""

    lead: str
    main: list
    figure: dict | None = None
    has_file: bool = False
    colours: dict = field(default_factory=dict)
    begins: object = None


def _shown(cursor, names, asking, journal):
    if not asking.measures:
        asks = cards.ask(cursor, "questions")[:QUESTIONS]
        return Shown(says.BEGIN, [figures.questions(asks or _with_values(cursor, names, asking))])
    if asking.form in OVER_UNITS:
        figure, main = dots.shown(cursor, names, asking, NAME)
        return Shown(f"{words.month_words(asking.month)}.", main, figure, has_file=figure is not None)
    return over_months(cursor, names, asking, journal)


def _with_values(cursor, names, asking):
    """(title, address) of measures that have a value: the way in for a council that has no questions of its own."""
    unit, month = asking.units[0], asking.month
    asked = {"unit": unit.key, "month": month, "measures": list(names.measures)}
    keys = [row["measure"] for row in cards.ask_dicts(cursor, "month_measures", **asked)]
    titles = sorted((names.measures[key]["title"], key) for key in keys)
    return [(title, link(PATH, measure=key, unit=unit.key, month=month)) for title, key in titles]


def over_months(cursor, names, asking, journal):
    """What is shown of lines: their figure, its words, and the ways on."""
    found = found_lines(cursor, names, asking)
    if not found.lines:
        said = [html.P(text) for text in says.missing(found.missing, len(asking.measures) > 1)]
        return Shown(f"{says.span(asking.first, asking.month)}.", said)
    lines, called = found.lines, scaled.names_of(found.lines)
    about = pictures.about(names, asking, lines)
    colours = pictures.colours(asking, lines)
    draw = {"bars": _bars, "slope": _slope}.get(asking.form, partial(_lines, journal))
    figure, chart, without = draw(cursor, names, asking, lines, called, about)
    main = [
        *chart,
        *figures.told(found, lines, called, asking, without, exploring.MOST, names.fewest),
        figures.ways_on(asking, lines, called, colours),
        blocks.folded("The chart as a table", [figures.by_month(lines, called, about.title)]),
    ]
    lead = f"{says.ways_of_counting(lines)}, {says.span(lines[0].months[0], asking.month)}."
    return Shown(lead, main, figure, True, pictures.swatches(lines, colours), lines[0].months[0])


def _lines(journal, cursor, names, asking, lines, called, about):
    """(the figure with its layers, components, what the scale has no place for) of lines on axes or in small panels."""
    drawn, without = scaled.scaled(asking, lines)
    if not drawn:
        return None, [html.P("Nothing here can be drawn on this scale.")], without
    keys = {"measures": [m["key"] for m in asking.measures]}
    outside = cards.ask_dicts(cursor, "explore_outside", **keys, month=asking.month)
    units, first = [unit.key for unit in asking.units], lines[0].months[0]
    notes = known_notes.of_several(cursor, journal, keys["measures"], units, asking.month, first)
    flags = {}  # those of one month have one
    for number, note in enumerate(notes, 1):
        flags.setdefault(note["month"], []).append(str(number))
    flags = [(month, ", ".join(numbers)) for month, numbers in flags.items()]
    make = pictures.multiples_figure if asking.form == "multiples" else pictures.lines_figure
    figure = pictures.zoomed(make(names, asking, drawn, outside, flags, about), wanted_range(asking.range))
    shown = live.with_layers(figure, asking.shown_layers, LAYERS)
    start = scaled.start_of(asking, lines) if asking.scale == "index" else None
    said = [html.B(says.signals(lines, called)), " "]
    said.append(html.Span(says.scale_words(asking.scale, start), className="soft"))
    chart = [
        template.graph(shown, NAME, about.title, _sentence(lines, called), table=figures.TABLE),
        html.P(said, className="says"),
        html.Div(figures.notes(names, notes)) if notes else None,
    ]
    return figure, chart, without


def _sentence(lines, called):
    """The chart in words, for those who do not see it."""
    return " ".join(says.moves(lines, called))


def _bars(cursor, names, asking, lines, called, about):
    about = replace(about, period=words.month_words(asking.month))
    drawn = sides.bars(cursor, names, asking, lines, called, about)
    chart = []
    for name, unit, figure in drawn:
        if len(drawn) > 1:
            chart.append(html.H3(words.sentence_case(unit or "a number"), className="spaced"))
        name = NAME if figure is drawn[0][2] else name
        chart.append(template.graph(figure, name, about.title, _sentence(lines, called), table=figures.TABLE))
    return None, [*chart, html.P(says.BARS, className="note")], []


def _slope(cursor, names, asking, lines, called, about):
    first, last, found, without = sides.between(asking, lines, called)
    if not found:
        return None, [html.P("Nothing here can be drawn: no line has a value in both months.")], without
    about = replace(about, period=f"{words.month_words(first)} and {words.month_words(last)}")
    figure = sides.slope_figure(asking, first, last, found, about)
    chart = [
        template.graph(figure, NAME, about.title, _sentence(lines, called), table=figures.TABLE),
        html.P(html.B(says.slope_words(found)), className="says"),
    ]
    return None, chart, without


def _toolbar(asking):
    return [html.Div(controls.forms(asking), className="switches")]
