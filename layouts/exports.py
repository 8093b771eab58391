"""Tables as files: CSV with the headings in its first row, and Excel, each with what the table is about."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from flask import Response
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
MOST_ROWS = 100_000  # half a minute of a worker; a sheet of Excel ends at 1,048,576
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767  # characters in a cell of Excel
BOLD = Font(bold=True)


class Formula(str):
    """A cell that Excel works out. Only our own words may be one, never a value from a file."""


def definition(names, measure, unit, period, made_at, **more):
    """What a file is about: (heading, text) lines. `more` are lines of its own, such as the filters."""
    return [
        ("Measure", measure["title"]),
        ("Question", measure["question"]),
        ("Unit", unit.name),
        ("Period", period),
        *((heading.replace("_", " ").capitalize(), text) for heading, text in more.items()),
        ("Kind", f"{measure['kind']}, {measure['counts']}; {measure['unit_of_value'] or 'a number'}"),
        ("Caveat", measure["caveat"] or "none"),
        ("Source of the definition", measure["source"]),
        ("Rule (SQL)", measure["sql"]),
        ("Council", names.council),
        ("Data built", f"{names.built_at:%Y-%m-%d %H:%M}"),
        ("File made", f"{made_at:%Y-%m-%d %H:%M}"),
    ]


def as_csv(columns, rows, about, name):
    """Headings, rows, an empty row, and what the table is about: a spreadsheet opens a table."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe(column) for column in columns])
    writer.writerows([safe(value) for value in row] for row in rows)
    writer.writerow([])
    writer.writerows([heading, safe(said)] for heading, said in about)
    # The mark at the start tells Excel that the text is UTF-8.
    return file_answer("\ufeff" + out.getvalue(), "text/csv", f"{plain(name)}.csv")


def as_xlsx(sheet, columns, rows, about, name, totals=()):
    """A workbook: the table with its headings frozen and filters on them, and a sheet that says what it is about.

    `totals` are rows below the table, outside its filter.
    """
    book = Workbook(write_only=True)
    table = book.create_sheet(sheet)
    table.freeze_panes = "A2"
    for position, column in enumerate(columns, 1):
        table.column_dimensions[get_column_letter(position)].width = min(max(len(str(column)) + 4, 14), 40)
    table.append([_bold(table, column) for column in columns])
    written = 0
    for row in rows:
        if written >= MOST_ROWS:
            about = [*about, ("Rows", f"the first {MOST_ROWS:,}; the CSV file has all")]
            break
        table.append([_value(table, value) for value in row])
        written += 1
    table.auto_filter.ref = f"A1:{get_column_letter(max(len(columns), 1))}{written + 1}"
    for row in totals:
        table.append([_bold(table, value) for value in row])
    _add_about(book, about)
    out = io.BytesIO()
    book.save(out)
    return file_answer(out.getvalue(), EXCEL, f"{plain(name)}.xlsx")


def _add_about(book, about):
    sheet = book.create_sheet("About")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 100
    for heading, said in about:
        sheet.append([_bold(sheet, heading), _value(sheet, said)])


def _value(sheet, value):
    """What a cell holds: a date stays a date, and a text is never a formula, whatever it begins with.

    Values go in bare where they can: a cell made for each takes three times as long.
    """
    if isinstance(value, Formula):
        return str(value)
    if isinstance(value, Decimal):
        return float(value)
    if value is None or isinstance(value, (bool, int, float, date)):
        return value
    said = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST_TEXT]
    if not said.startswith("="):
        return said
    cell = WriteOnlyCell(sheet, value=said)
    cell.data_type = "s"
    return cell


def _bold(sheet, value):
    found = _value(sheet, value)
    cell = found if isinstance(found, Cell) else WriteOnlyCell(sheet, value=found)
    cell.font = BOLD
    return cell


def safe(value):
    """A cell of a CSV file that no spreadsheet will run as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return text(value)


def text(value):
    """A value as it is printed: dates as ISO, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return str(value)


def plain(name):
    """A name that any system takes for a file."""
    return "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-_."))


def file_answer(body, mimetype, name):
    """The answer that a browser saves under a name."""
    return Response(body, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})
