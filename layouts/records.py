"""The records behind one number: they add up to it, and the page says so."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import dash_ag_grid
from dash import html
from flask import Response

from dashboard import access, values
from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, measure_path, query, wanted_measure, wanted_month, wanted_slice, wanted_unit
from layouts.page import TEMPLATES, Page, head, render

MOST_SHOWN = 3_000  # rows in the browser's grid; the CSV has them all
FIRST_ROWS = 40  # shown as a plain table until the grid has loaded
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    measure, unit, month, slice_, part = wanted(names, reader, asked.words)
    with snapshot.cursor() as cursor:
        whole = values.value(cursor, measure["key"], unit.key, f"{month:%Y-%m}")
        number = _part(cursor, measure, unit, month, slice_, part) if slice_ else whole
        columns, rows = fetch(cursor, measure, unit, month, slice_, part, MOST_SHOWN + 1)
        here = cards.ask_dicts(cursor, "measure", unit=unit.key, month=month, measure=measure["key"])[0]
    more, rows = len(rows) > MOST_SHOWN, rows[:MOST_SHOWN]
    words_asked = {"measure": measure["key"], "unit": unit.key, "month": month, "slice": slice_, "value": part}
    total = sum_line(measure, number, columns, rows, more, None if slice_ else here["records"])
    rows = readable(names, columns, rows)
    headings = [heading(measure, column) for column in columns]
    return render(
        "records.html",
        f"Records: {measure['title']}, {unit.name}",
        parts=(grid(headings, rows),) if rows else (),
        instead=TEMPLATES.get_template("records_table.html").render(headings=headings, rows=rows[:FIRST_ROWS])
        if rows
        else "",
        measure=measure,
        slice_=slice_,
        part=part,
        number=number,
        count=len(rows),
        total=total,
        period=words.period_words(whole.period_start, whole.period_end, measure["basis"]),
        back=link(measure_path(measure["key"]), unit=unit.key, month=month, slice=slice_),
        csv_href=link("/records.csv", **words_asked),
        **head(names, reader, "/records", unit, month, measure=measure["key"], slice=slice_, value=part),
    )


def wanted(names, reader, asked):
    """The measure, unit, month and slice of an address, each known to the store."""
    measure = wanted_measure(names, asked.get("measure", ""))
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    slice_ = wanted_slice(measure, asked["slice"]) if asked.get("slice") and asked.get("value") else ""
    return measure, unit, month, slice_, asked.get("value", "") if slice_ else ""


def fetch(cursor, measure, unit, month, slice_, part, limit=None):
    return values.records(cursor, measure["key"], unit.key, f"{month:%Y-%m}", slice_ or None, part or None, limit)


def _part(cursor, measure, unit, month, slice_, part):
    found = values.breakdown(cursor, measure["key"], unit.key, f"{month:%Y-%m}", slice_)
    return next((value for value in found if value.slice_value == part), None)


def sum_line(measure, number, columns, rows, more, counted):
    """What the records come to, in one sentence that can be checked against the scorecard."""
    if number is None or number.value is None:
        return f"There is no number here: {number.reason if number else 'nothing was counted'}."
    shown = words.figure(measure, number.value)
    if measure["kind"] == "supplied":
        return f"The number is {shown}, as it was published: it is not counted from records here."
    if not rows:
        return f"No record counts here in this period: that is the {shown} on the scorecard."
    made = _made(measure, number, shown)
    if more:
        of = f" of {counted:,}" if counted else ""
        return (
            f"The first {len(rows):,}{of} records are listed, those that count against it first; the CSV file has all. "
            f"Together they add up to {made}: the number on the scorecard."
        )
    least = _whole(number.numerator), 0 if measure["base"] else _whole(number.denominator)
    if sums(columns, rows) != least:
        return (
            f"The number on the scorecard is {made}. The records listed come to other sums: tell the performance team."
        )
    many = "This one record adds" if len(rows) == 1 else f"These {len(rows):,} records add"
    return f"{many} up to {made}: the number on the scorecard."


def _made(measure, number, shown):
    """'420 of 567 = 74.1%', '24; over a base of 88,816 that is 27.0', '223'."""
    top = words.exact(number.numerator)
    if number.denominator is None:
        return shown if shown == top else f"{top} = {shown}"
    if measure["base"]:
        return f"{top}; for the {words.exact(number.denominator)} people it is held against, that is {shown}"
    if measure["kind"] == "proportion":
        return f"{top} of {words.exact(number.denominator)} = {shown}"
    return f"{top} divided by {words.exact(number.denominator)}, that is {shown}"


def sums(columns, rows):
    """The numerators and the denominators of records, added up."""
    return tuple(
        _whole(sum((Decimal(str(row[columns.index(name)] or 0)) for row in rows), Decimal(0))) if name in columns else 0
        for name in ("numerator", "denominator")
    )


def _whole(amount):
    return round(Decimal(str(amount or 0)), 2)


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


def grid(headings, rows):
    """The records in AG Grid: sorted and filtered in the browser, keyboard and all."""
    columns = [{"field": f"c{i}", "headerName": name, "type": _kind(rows, i)} for i, name in enumerate(headings)]
    return html.Div(
        className="records-grid",
        children=dash_ag_grid.AgGrid(
            id="records-grid",
            columnDefs=columns,
            rowData=[{f"c{i}": value for i, value in enumerate(row)} for row in rows],
            defaultColDef={"sortable": True, "filter": True, "resizable": True, "minWidth": 110, "flex": 1},
            dashGridOptions={"animateRows": False, "ensureDomOrder": True, "rowHeight": 32, "headerHeight": 38},
            style={"height": "62vh", "width": "100%"},
        ),
    )


def _kind(rows, position):
    numbers = all(isinstance(row[position], (int, float)) or row[position] == "" for row in rows)
    return "numericColumn" if numbers else None


def heading(measure, column):
    """A column's heading in words; of a proportion, what counts and out of what."""
    if measure["kind"] == "proportion":
        column = {"numerator": "counted", "denominator": "out of"}.get(column, column)
    return {"person": "person or thing"}.get(column, column.replace("_", " "))


def text(value):
    """A value as it is printed: dates as ISO, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return str(value)


def download(store, request):
    """All the records as CSV: headings in the first row, nothing above them, so that a spreadsheet opens a table.

    The file's name says what it is: measure, unit, month and part.
    """
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    measure, unit, month, slice_, part = wanted(
        names, access.reader(request), query(request.query_string.decode("utf-8", "replace"))
    )
    with snapshot.cursor() as cursor:
        columns, rows = fetch(cursor, measure, unit, month, slice_, part)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_safe(value) for value in row] for row in rows)
    name = "-".join(filter(None, (measure["key"], unit.key, f"{month:%Y-%m}", part.replace(" ", "_"))))
    safe = "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-_."))
    # The mark at the start tells Excel that the text is UTF-8.
    return Response(
        "\ufeff" + out.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{safe}.csv"'},
    )


def _safe(value):
    """A cell that no spreadsheet will run as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return text(value)


PAGE = Page("/records", "Records", show, needs=("dash_ag_grid",), routes={"/records.csv": download})
