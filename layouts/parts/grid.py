"""Long tables in AG Grid, over all their rows: the first block comes with the page, the others as one scrolls.

Sorting and filtering are the database's (dashboard/paging.py). What was chosen in the grid stands in the address, so
that it can be shared and the files hold the same rows; assets/tables.js asks for the blocks.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

import dash_ag_grid
from dash import MATCH, ClientsideFunction, Input, Output, State, html
from flask import jsonify

from dashboard.paging import Block, Column
from layouts import words
from layouts.address import NotHere, wanted_block

NEEDS = ("dash_ag_grid",)  # the packages that a page with a grid loads
ROWS = 100  # of a block
LEAST_WIDE, MOST_WIDE = 9, 26  # letters, by which the columns share the width of the grid
A_DAY = 11  # letters, of "28 Aug 2026": it may stand in a later block
LETTER, PADDED = 6.8, 36  # pixels: of a letter of a cell, and of the room at its sides
READ_WHOLE = 20  # letters that no column is too narrow for
OF_STORE = "X-Built"  # what a request for more rows says: when the store of those on the page was built
ON_PAPER = "On paper are the rows that were on the screen; the files have all of them."
RENEWED = "The data have been renewed since this page was made: load it again."
FILTERS = {"number": "agNumberColumnFilter", "date": "agDateColumnFilter"}


@dataclass(frozen=True)
class Shown:
    """A column of a grid: its Column, its heading, and where it is of figures how many digits after the point."""

    column: Column
    heading: str
    decimals: int | None = None

    @property
    def is_figure(self):
        return self.column.kind == "number"

    def read(self, value):
        """A value as a person reads it."""
        kind = self.column.kind
        if value is None:
            return ""
        if kind == "month" and isinstance(value, (date, datetime)):
            return words.short_month(value)
        if kind == "date" and isinstance(value, (date, datetime)):
            return f"{value.day} {words.short_month(value)}"
        if self.is_figure:
            return words.exact(value) if self.decimals is None else f"{value:,.{self.decimals}f}".replace("-", "−")
        return str(value)


@dataclass(frozen=True)
class Rows:
    """A block of rows as a person reads them, of how many, what was asked for, and when the store was built."""

    shown: list
    rows: list
    count: int
    asked: Block
    built: str

    def answer(self):
        fields = [one.column.name for one in self.shown]
        return {
            "rowData": [dict(zip(fields, row, strict=True)) for row in self.rows],
            "rowCount": self.count,
        }


def kind_of(name, type_):
    """The kind of a column by its name and the database's type of it."""
    if name == "month":
        return "month"
    if type_ == "BOOLEAN":
        return "yes or no"
    if type_.startswith(("DATE", "TIMESTAMP")):
        return "date"
    is_number = type_.startswith(("DECIMAL", "DOUBLE", "FLOAT", "BIGINT", "INTEGER", "HUGEINT", "SMALLINT", "TINYINT"))
    return "number" if is_number else "text"


def column_of(name, type_):
    """The Column of what the database has under a name: units by their names, true and false as yes and no."""
    if name == "unit":
        place = "(select places.name from model.units as places where places.unit = listed.unit)"
        return Column(name, "text", f"coalesce({place}, listed.unit)")
    kind = kind_of(name, type_)
    sql = f"case when listed.\"{name}\" then 'yes' when not listed.\"{name}\" then 'no' end"
    return Column(name, kind, sql if kind == "yes or no" else "")


def built(cursor):
    """When the store that a cursor reads was built: the same for each copy of it, on whatever machine."""
    (built_at,) = cursor.execute("select built_at from about.build").fetchone()
    return built_at.isoformat()


def read(shown, rows):
    return [[one.read(value) for one, value in zip(shown, row, strict=True)] for row in rows]


def asked_for(shown, asked):
    """The Block that an address asks for; the first where it says nothing."""
    return wanted_block([one.column for one in shown], asked, ROWS)


def grid(found, label, here):
    """The grid of some Rows under a line that says how many are left. `here` is the address that they are of."""
    chosen = dict(found.asked.order)
    columns = [_column(one, found.rows, place, chosen) for place, one in enumerate(found.shown)]
    name = hashlib.sha256(here.encode()).hexdigest()[:12]  # another address is another grid: nothing of this one stays
    return html.Div(
        className="records-grid",
        role="region",
        **{"aria-label": label, "data-built": found.built},
        children=[
            html.P(left(found.count), className="note", role="status"),
            dash_ag_grid.AgGrid(
                id={"type": "rows", "name": name},
                rowModelType="infinite",
                columnDefs=columns,
                getRowsResponse=found.answer(),
                filterModel={one.column.name: _model(one) for one in found.asked.only},
                defaultColDef={
                    **{"sortable": True, "resizable": True, "suppressHeaderMenuButton": True},
                    **{"wrapHeaderText": True, "autoHeaderHeight": True},
                    "filterParams": {"maxNumConditions": 1, "debounceMs": 350},
                },
                dashGridOptions={
                    **{"animateRows": False, "rowHeight": 32, "headerHeight": 38},
                    **{"cacheBlockSize": ROWS, "maxBlocksInCache": 20, "maxConcurrentDatasourceRequests": 1},
                    "infiniteInitialRowCount": found.count,
                    # Whoever hears the page hears the columns that are out of sight too, and in their order.
                    **{"ensureDomOrder": True, "suppressColumnVirtualisation": True},
                },
                style={"height": "62vh", "width": "100%"},
            ),
            html.P(ON_PAPER, className="note on-paper"),
        ],
    )


def left(count):
    """How many rows the table has; the browser says it anew as they are filtered."""
    return f"{words.count_words(count, 'row')}: sort and filter by the headings."


def _column(one, rows, place, chosen):
    column = one.column
    share = max(_share(one.heading, rows, place), A_DAY if column.kind == "date" else 0)
    found = {
        "field": column.name,
        "headerName": one.heading,
        "filter": FILTERS.get(column.kind, "agTextColumnFilter"),
        "flex": share,
        "minWidth": PADDED + round(min(share, READ_WHOLE) * LETTER),  # the grid is scrolled rather than its words cut
    }
    if one.is_figure:
        found["type"] = "numericColumn"
    if column in chosen:
        found["initialSort"] = "desc" if chosen[column] else "asc"
        found["initialSortIndex"] = list(chosen).index(column)
    return found


def _model(only):
    """A filter as AG Grid says it."""
    kind = {"number": "number", "date": "date"}.get(only.column.kind, "text")
    said = {"filterType": kind, "type": only.way}
    names = ("dateFrom", "dateTo") if kind == "date" else ("filter", "filterTo")
    values = [value.isoformat() if isinstance(value, date) else value for value in only.values]
    return {**said, **dict(zip(names, values, strict=False))}


def _share(heading, rows, place):
    """A column's share of the width: its longest text, neither so short nor so long that others suffer."""
    return min(max(len(heading) + 5, *(len(row[place]) for row in rows), LEAST_WIDE), MOST_WIDE)


def as_json(answer):
    """A route that answers with one block of rows: `answer(store, request)` gives the Rows.

    A page says of which store its rows are. Where another one answers, since a store was published or another machine
    was asked, it gets none of its rows: the page is then loaded again, whole.
    """

    def found(store, request):
        try:
            rows = answer(store, request)
        except NotHere as problem:
            return jsonify(says=problem.sentence), 404
        if request.headers.get(OF_STORE, rows.built) != rows.built:
            return jsonify(says=RENEWED), 409
        return jsonify(rows.answer())

    return found


def in_the_browser(app):
    """The callback that hands the grid its rows: the first block that the page brought, then those it asks for."""
    grid = {"type": "rows", "name": MATCH}
    app.clientside_callback(
        ClientsideFunction("rows", "block"),
        Output(grid, "getRowsResponse"),
        Input(grid, "getRowsRequest"),
        State(grid, "getRowsResponse"),
    )
