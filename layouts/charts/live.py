"""What a reader does to a chart in the browser, without asking the server: switches layers, chooses a lens, zooms,
follows a point, saves a picture. The functions are those of assets/charts.js."""

import dash_bootstrap_components as dbc
from dash import ALL, MATCH, ClientsideFunction, Input, Output, State, dcc, html

from layouts.charts.template import DARK, LIGHT

NEEDS = ("plotly",)  # the packages that a page with a live chart loads
LAYER_WORDS = {
    "target": "target",
    "comparators": "England and others",
    "signals": "signals of single months",
    "limits": "usual range",
    "notes": "notes",
    "forecast": "forecast",
}


def parts():
    """What the app's layout must hold for `register`: the templates by theme."""
    return [dcc.Store(id="chart-templates", data={"light": LIGHT, "dark": DARK})]


def register(app):
    """The clientside callbacks of every chart; `theme` is the store that holds 'light' or 'dark'."""
    chart = {"type": "chart", "name": MATCH}
    app.clientside_callback(
        ClientsideFunction("charts", "draw"),
        Output(chart, "figure"),
        Input("theme", "data"),
        Input({"type": "lens", "name": MATCH}, "value", allow_optional=True),
        Input({"type": "layers", "name": MATCH}, "value", allow_optional=True),
        State({"type": "lenses", "name": MATCH}, "data", allow_optional=True),
        State(chart, "figure"),
        State("chart-templates", "data"),
    )
    app.clientside_callback(
        ClientsideFunction("charts", "seen"),
        Output({"type": "seen", "name": MATCH, "through": ALL}, "hidden"),
        Output({"type": "folded", "name": MATCH, "through": ALL}, "open"),
        Input({"type": "lens", "name": MATCH}, "value"),
    )
    every = {"type": "chart", "name": ALL}
    app.clientside_callback(ClientsideFunction("charts", "follow"), Input(every, "clickData"))
    app.clientside_callback(ClientsideFunction("charts", "zoomed"), Input(every, "relayoutData"))
    app.clientside_callback(
        ClientsideFunction("charts", "save"),
        Input({"type": "picture", "name": ALL, "format": ALL}, "n_clicks"),
        State("chart-templates", "data"),
    )


def layers(name, figures, shown=None, said=LAYER_WORDS):
    """The switches of the layers that some of the figures of a chart have; None where there is none to switch.
    `shown` are those that are on, all where it is None; `said` is what they are called."""
    found = [layer for layer in said if any(layer in layers_of(figure) for figure in figures)]
    if not found:
        return None
    return dbc.Checklist(
        id={"type": "layers", "name": name},
        options=[{"value": layer, "label": said[layer]} for layer in found],
        value=[layer for layer in found if shown is None or layer in shown],
        inline=True,
        className="layers",
    )


def layers_of(figure):
    """The layers of a figure: of its traces, its shapes and its words."""
    layout = figure["layout"]
    named = {each.get("name") for each in (*layout.get("shapes", ()), *layout.get("annotations", ()))}
    return named | {trace["meta"]["layer"] for trace in figure["data"]}


def with_layers(figure, shown, said=LAYER_WORDS):
    """A figure in which of the layers that `said` names only those `shown` are seen, as the browser does it; as it is
    where `shown` is None."""
    if shown is None:
        return figure

    def seen(each, layer):
        return each if layer not in said or layer in shown else {**each, "visible": False}

    layout = figure["layout"]
    named = {
        kind: [seen(each, each.get("name")) for each in layout[kind]]
        for kind in ("shapes", "annotations")
        if kind in layout
    }
    traces = [seen(trace, trace["meta"]["layer"]) for trace in figure["data"]]
    return {**figure, "data": traces, "layout": {**layout, **named}}


def lenses(name, choices, chosen, kept=()):
    """The choice between several figures in one place, of which `chosen` is the one that `template.graph` was given.
    `choices` are (key, words, figure), the figure None where a lens shows something else, which `seen_through` says.

    A form, so that it works before any script has run too; `kept` are (word, text) of the address that stay.
    """
    others = {key: figure for key, _, figure in choices if key != chosen and figure}
    return html.Form(
        [
            dbc.RadioItems(
                id={"type": "lens", "name": name},
                options=[{"value": key, "label": words} for key, words, _ in choices],
                value=chosen,
                name="lens",
                className="lenses btn-group",
                inputClassName="btn-check",
                labelClassName="btn",
            ),
            *(dbc.Input(type="hidden", name=word, value=text) for word, text in kept),
            html.Button("Show", type="submit", className="go"),
            dcc.Store(id={"type": "lenses", "name": name}, data={"first": chosen, "others": others}),
        ],
        method="get",
    )


def seen_through(name, through, chosen, children, folded=None):
    """What is seen through some lenses only, `through`; or, with `folded` as its summary, what is folded else."""
    id = {"type": "folded" if folded else "seen", "name": name, "through": " ".join(through)}
    if folded:
        return html.Details([html.Summary(folded), *children], id=id, open=chosen in through)
    return html.Div(children, id=id, hidden=chosen not in through)
