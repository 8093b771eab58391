"""The grid in which values are entered by hand, and the callback that takes what was typed.

It is one form: a name and rows of texts. assets/entry.js pastes into it, keeps what was typed until it is taken, and
hands it over whole; what is wrong is told by the intake itself, by line and column.
"""

import json
from datetime import timedelta

import dash
import dash_ag_grid
import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Input, Output, dcc, html
from flask import current_app, request

from dashboard import scorecard as cards
from dashboard import supplied
from dashboard.errors import Refused
from dashboard.journal import Changed, Draft
from dashboard.journal.events import new_id
from dashboard.journal.families.supplied import LONGEST_CELL, MOST_ROWS
from dashboard.journal.kinds import NotAccepted
from layouts import words
from layouts import written as writings
from layouts.address import link
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import sentence_case

PATH = "/entry"
NEEDS = ("dash_ag_grid",)
FORM, GRID, ANSWER = "entry-form", "entry-grid", "entry-answer"
SENT, DONE, READY, HANDLED = "entry-sent", "entry-done", "entry-ready", "entry-handled"  # stores
TITLES = ("Measure", "Unit", "Period", "Value", "Numerator", "Denominator")
BLANK = 12  # rows to type into below those that are filled
MOVES = {"supplied.saved": "Save", "supplied.proposed": "Send for approval"}
COLUMN = dict(zip(supplied.COLUMNS, TITLES, strict=True))
LONG_NAME = 200  # letters of a name as a browser may send it: the model says how many it takes


def form(names, unit, thing, subject):
    """The grid of an entry, or of a new one, at a unit."""
    rows = thing.fields["rows"] if thing else ()
    hidden = {
        "about": thing.key if thing else "",
        "unit": unit.key,
        "seen": thing.seen if thing else "",
        "id": new_id(),
    }
    draft = json.dumps([subject, hidden["about"] or unit.key])
    buttons = [
        tag("Button", text, type="submit", value=move, className="button first" if place else "button")
        for place, (move, text) in enumerate(MOVES.items())
    ]
    return html.Form(
        [
            html.Div(
                [
                    html.Label("What is entered", htmlFor="entry-name"),
                    dbc.Input(
                        id="entry-name",
                        name="name",
                        value=thing.fields["name"] if thing else "",
                        placeholder="such as: Survey of carers 2025-26",
                        autocomplete="off",
                    ),
                ],
                className="field",
            ),
            _grid(names, unit, rows),
            html.Div(buttons, className="buttons"),
            html.Div(id=ANSWER, role="status"),
            *(dcc.Store(id=name) for name in (SENT, DONE, READY, HANDLED)),
        ],
        id=FORM,
        method="post",  # it goes by the script alone (entry.js): one that is got is an address, and would be gone to
        className="writing",
        **{"data-entry": json.dumps(hidden), "data-draft": draft},
    )


def _grid(names, unit, rows):
    choices = {
        "Measure": [one["title"] for one in supplied.measures_of(names)],
        "Unit": _unit_names(unit),
    }
    line = {"field": "line", "headerName": "Row", "width": 64, "minWidth": 64, "editable": False, "cellClass": "soft"}
    return dash_ag_grid.AgGrid(
        id=GRID,
        columnDefs=[{**line, "pinned": "left"}, *(_column(title, choices.get(title)) for title in TITLES)],
        rowData=shown(names, rows, BLANK),
        defaultColDef={
            **{"editable": True, "sortable": False, "resizable": True, "suppressMovable": True},
            **{"cellDataType": "text", "suppressHeaderMenuButton": True, "minWidth": 90},
        },
        dashGridOptions={
            **{"animateRows": False, "rowHeight": 32, "headerHeight": 38, "domLayout": "autoHeight"},
            **{"stopEditingWhenCellsLoseFocus": True, "undoRedoCellEditing": True, "ensureDomOrder": True},
            **{"enterNavigatesVertically": True, "enterNavigatesVerticallyAfterEdit": True},
            "suppressColumnVirtualisation": True,
        },
        style={"width": "100%"},
    )


def _column(title, choices):
    found = {"field": title.lower(), "headerName": title, "flex": 3 if title == "Measure" else 2 if choices else 1}
    if choices:
        found["minWidth"] = 160
        found |= {"cellEditor": "agSelectCellEditor", "cellEditorParams": {"values": choices}}
    if title in TITLES[3:]:
        found["type"] = "rightAligned"
    return found


def _unit_names(unit):
    return [unit.name, *(name for one in unit.below for name in _unit_names(one))]


def shown(names, rows, blank=0):
    """Rows as the grid has them: measures and units by their names, each with its number."""
    found = [*rows, *[("",) * len(TITLES)] * blank]
    return [
        {"line": str(line), **dict(zip((one.lower() for one in TITLES), _named(names, row), strict=True))}
        for line, row in enumerate(found, 1)
    ]


def _named(names, row):
    measure, unit = names.measures.get(row[0]), names.units.get(row[1])
    return (measure["title"] if measure else row[0], unit.name if unit else row[1], *row[2:])


def council():
    """The folder of the council whose mappings the intake knows; None where the app was made without."""
    return current_app.extensions.get(writings.COUNCIL)


# ---- what is said of rows


def faults(names, found):
    """What is wrong with rows, a row for each cell: where, what stands there, why."""
    if not found.faults:
        return None
    heads = [("row", "n"), ("column", ""), ("value", "text-wrap"), ("what is wrong", "text-wrap")]
    rows = [
        [
            str(one.row or "all"),
            COLUMN.get(one.column, ""),
            _word(names, one),
            sentence_case(one.reason) + (". It goes in all the same." if one.warns else "."),
        ]
        for one in found.faults
    ]
    many = words.count_words(len(found.faults), "cell")
    return html.Div(
        [
            html.P(html.B(f"{many} to look at.")),
            blocks.scroll(blocks.table("What the check found", heads, rows, stacked=True), "What the check found"),
        ],
        className="found",
    )


def _word(names, fault):
    known = names.measures if fault.column == "measure" else names.units if fault.column == "area" else {}
    one = known.get(fault.value)
    return one["title"] if isinstance(one, dict) else one.name if one else fault.value


def taken(cursor, names, found):
    """The rows as they go in, each beside what stands there now."""
    heads = [("row", "n"), ("measure", "text-wrap"), ("unit", ""), ("period", ""), ("value", "n")]
    heads += [("numerator", "n"), ("denominator", "n"), ("stands there now", "n")]
    rows, now = [], _now(cursor, found)
    for line, row in sorted(found.taken.items()):
        span = supplied.span(row)
        value = now.get((row["measure"], row["area"], *span))
        measure, unit = names.measures.get(row["measure"]), names.units.get(row["area"])
        figures = [
            "" if row[name] is None else words.exact(row[name]) for name in ("value", "numerator", "denominator")
        ]
        if row["value"] is not None and measure and measure["unit_of_value"] == "%":
            figures[0] += "%"
        figures[0] = figures[0] or (row["marker"] or "")
        rows.append(
            [
                str(line),
                measure["title"] if measure else row["measure"],
                unit.name if unit else row["area"],
                _period_words(*span),
                *figures,
                ("nothing" if value is None else words.figure(measure, value)) if measure and unit else "",
            ]
        )
    return blocks.scroll(blocks.table("Values as they go in", heads, rows, stacked=True), "Values as they go in")


def _period_words(start, end):
    """'1 April 2025 to 31 March 2026'; of one month 'March 2026'."""
    if start.day == 1 and (end + timedelta(days=1)).day == 1 and (start.year, start.month) == (end.year, end.month):
        return words.month_words(start)
    return f"{start:%-d %B %Y} to {end:%-d %B %Y}"


def _now(cursor, found):
    """{(measure, unit, first day, last day): value} of what stands now where rows are of."""
    rows = found.taken.values()
    measures, units = sorted({row["measure"] for row in rows}), sorted({row["area"] for row in rows})
    return {tuple(place): now for *place, now in cards.ask(cursor, "supplied_now", measures=measures, units=units)}


# ---- what was sent


def answer(store, asking, sent):
    """(what is said, what the browser does) of a grid that was sent."""
    try:
        sent = parsed(sent)
        names = cards.names(store.snapshot())
        return _answered(names, writings.asking(asking, names), sent)
    except Refused as problem:
        return html.P(sentence_case(str(problem)) + ".", className="wrong", role="alert"), dash.no_update


def parsed(sent):
    """What a browser sent, every part of it a text. Raises Refused where it is no grid of ours."""
    rows = sent.get("rows") if isinstance(sent, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) and len(row) == len(TITLES) for row in rows):
        raise Refused("this is no grid of this dashboard: open it anew")
    cells = tuple(tuple(_plain(cell) for cell in row) for row in rows)
    found = {name: sent[name] for name in ("about", "unit", "seen", "id", "move") if isinstance(sent.get(name), str)}
    name = sent.get("name")
    return {"about": "", "unit": "", **found, "name": name[:LONG_NAME] if isinstance(name, str) else "", "rows": cells}


def _plain(cell):
    """A cell as one line without what cannot be seen; what is no text is none."""
    text = cell if isinstance(cell, str) else "" if cell is None else str(cell)
    return "".join(one if one.isprintable() else " " for one in text).strip()


def _answered(names, writer, sent):
    written = writings.here()
    thing = entry(names, written, writer, sent["about"]) if sent["about"] else None
    unit = names.units.get(thing.unit if thing else sent["unit"])
    if written.journal is None or unit is None or not writer.may("propose", unit.key):
        raise Refused("you may not enter values here")
    if sent.get("move") not in MOVES:
        raise Refused("this is no button of this page: open it anew")
    rows = supplied.put_right(sent["rows"], names, unit)
    _few_enough(rows)
    found = supplied.checked(rows, names, unit, council()) if rows else supplied.Checked({}, ())
    if found.wrong and sent["move"] == "supplied.proposed":
        nameless = "" if sent["name"].strip() else " It has no name yet either: say what is entered."
        told = f"It was not sent: mend these first. What you typed is kept.{nameless}"
        said = html.P(told, className="wrong", role="alert")
        return [said, faults(names, found)], dash.no_update
    draft = Draft(
        kind=sent["move"],
        by=writer.subject,
        as_role=writer.role,
        name=writer.name,
        about=thing.key if thing else None,
        unit=None if thing else unit.key,
        body={"name": sent["name"], "rows": rows},
        seen=sent.get("seen") or None,
        id=sent.get("id") or None,
    )
    try:
        (event,) = written.journal.write(draft, may=writer.may)
    except NotAccepted as problem:
        told = [html.P(_not_accepted(*one), className="wrong", role="alert") for one in problem.errors.items()]
        return told, dash.no_update
    except Changed as problem:
        return _both(names, unit, rows, problem)
    state = {"supplied.saved": "saved", "supplied.proposed": "sent for approval"}[sent["move"]]
    return f"{sentence_case(state)}.", {"search": link("", about=event.about), "said": f"Values: {state}."}


def _few_enough(rows):
    if len(rows) > MOST_ROWS:
        raise Refused(
            f"a grid takes {MOST_ROWS} rows and this has {len(rows):,}: cut it in parts, or load it as a file"
        )
    long = [(line, title) for line, row in enumerate(rows, 1)
            for title, cell in zip(TITLES, row, strict=True) if len(cell) > LONGEST_CELL]  # fmt: skip
    if long:
        line, title = long[0]
        raise Refused(f"row {line}, {title}: a cell holds {LONGEST_CELL} letters, and this has more")


def _not_accepted(field, sentence):
    title = {"name": "What is entered", "rows": "Values"}.get(field.split(".")[0], "")
    return f"{title}: {sentence}." if title else sentence_case(sentence) + "."


def _both(names, unit, rows, problem):
    """Somebody else was quicker: their rows and mine stand in the grid, and nothing was written."""
    theirs = problem.thing.fields["rows"]
    rows = supplied.together(rows, theirs)
    found = supplied.checked(rows, names, unit, council())
    said = html.P(
        f"{problem.thing.last.called} changed these values while your grid was open. Nothing of yours is lost and"
        " nothing was written: their rows stand below yours. Take out what should not stay, and send it again.",
        className="wrong",
        role="alert",
    )
    done = {"seen": problem.thing.seen, "id": new_id(), "rows": shown(names, rows, BLANK)}
    return [said, faults(names, found)], done


def entry(names, written, writer, key):
    """The Thing of an entry that one may see. Raises Refused: what is not there and what is not yours read the same."""
    thing = written.thing(key)
    is_one = thing is not None and thing.family == "supplied"
    if not is_one or not names.is_open(thing.unit) or not writer.may("see", thing.unit):
        raise Refused("what you asked for is not there, or not yours")
    return thing


def register(app, store_of):
    """`store_of(request)` gives the store as whoever asks may see it."""

    @app.callback(Output(ANSWER, "children"), Output(DONE, "data"), Input(SENT, "data"), prevent_initial_call=True)
    def send(sent):
        return answer(store_of(request), request, sent)

    app.clientside_callback(ClientsideFunction("entry", "ready"), Output(READY, "data"), Input(GRID, "id"))
    app.clientside_callback(
        ClientsideFunction("entry", "done"), Output(HANDLED, "data"), Input(DONE, "data"), prevent_initial_call=True
    )
