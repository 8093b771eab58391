"""Records in AG Grid: sorted and filtered in the browser, keyboard and all."""

from datetime import date, datetime
from decimal import Decimal

import dash_ag_grid
from dash import html

from layouts.words.files import text

NEEDS = ("dash_ag_grid",)  # the packages that a page with a grid loads
MOST_SHOWN = 3_000  # rows in the browser's grid; the files have them all
LEAST_WIDE, MOST_WIDE = 10, 26  # letters, by which the columns share the width of the grid


def grid(headings, rows):
    """A grid of rows that are `readable`, under their headings."""
    columns = [
        {"field": f"c{i}", "headerName": name, "type": _kind(rows, i), "flex": _share(name, rows, i)}
        for i, name in enumerate(headings)
    ]
    return html.Div(
        className="records-grid",
        role="region",
        **{"aria-label": "Table of records"},
        children=dash_ag_grid.AgGrid(
            id="records-grid",
            columnDefs=columns,
            rowData=[{f"c{i}": value for i, value in enumerate(row)} for row in rows],
            defaultColDef={"sortable": True, "filter": True, "resizable": True, "minWidth": 104},
            dashGridOptions={
                **{"animateRows": False, "rowHeight": 32, "headerHeight": 38},
                # Whoever hears the page hears the columns that are out of sight too, and in their order.
                **{"ensureDomOrder": True, "suppressColumnVirtualisation": True},
            },
            style={"height": "62vh", "width": "100%"},
        ),
    )


def _share(name, rows, position):
    """A column's share of the width: its longest text, neither so short nor so long that others suffer."""
    return min(max(len(name) + 7, *(len(str(row[position])) for row in rows), LEAST_WIDE), MOST_WIDE)


def _kind(rows, position):
    numbers = all(isinstance(row[position], (int, float)) or row[position] == "" for row in rows)
    return "numericColumn" if numbers else None


def readable(names, columns, rows):
    """Rows as a person reads them: units by name, months as 2026-03, decimals as numbers."""
    readers = [
        {
            "unit": lambda key: names.units[key].name if key in names.units else key,
            "month": lambda month: f"{month:%Y-%m}",
        }.get(column, _cell)
        for column in columns
    ]
    return [["" if value is None else read(value) for read, value in zip(readers, row, strict=True)] for row in rows]


def _cell(value):
    if isinstance(value, Decimal):
        return float(value)
    return text(value) if isinstance(value, (date, datetime)) else value
