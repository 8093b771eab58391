"""The panel at the page's side in which one writes, and the one callback that opens it and takes what was written."""

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Input, Output, ctx, dcc, html
from flask import request

from layouts.parts.writing import opened, sent

PANEL, HEADING, BODY, ASKED, SENT, DONE = (
    "writing",
    "writing-heading",
    "writing-body",
    "writing-asked",
    "writing-sent",
    "writing-done",
)


def parts():
    """What the app's layout must hold for `register`."""
    return [
        dbc.Offcanvas(
            html.Div(id=BODY),
            id=PANEL,
            title=html.Span("Write", id=HEADING),
            placement="end",
            scrollable=True,
            is_open=False,
            labelledby=HEADING,
            className="writing",
        ),
        *(dcc.Store(id=name) for name in (ASKED, SENT, DONE, "writing-drawn", "writing-closed", "writing-settled")),
        html.Div(id="writing-said", role="status", className="writing-said"),
    ]


def register(app, store_of):
    """`store_of(request)` gives the store as whoever asks may see it."""

    @app.callback(
        Output(PANEL, "is_open"),
        Output(HEADING, "children"),
        Output(BODY, "children"),
        Output(DONE, "data"),
        Input(ASKED, "data"),
        Input(SENT, "data"),
        prevent_initial_call=True,
    )
    def write(asked, said):
        store = store_of(request)
        answer = sent.answer(store, request, said) if ctx.triggered_id == SENT else opened.answer(store, request, asked)
        return answer.is_open, answer.title, answer.body, answer.done

    app.clientside_callback(
        ClientsideFunction("writing", "settled"), Output("writing-settled", "data"), Input("_pages_content", "children")
    )
    app.clientside_callback(
        ClientsideFunction("writing", "drawn"), Output("writing-drawn", "data"), Input(BODY, "children")
    )
    app.clientside_callback(
        ClientsideFunction("writing", "done"), Output("writing-closed", "data"), Input(DONE, "data")
    )
