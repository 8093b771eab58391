"""The sheets of an .xlsx workbook as rows of text: each cell as it is shown, not as it is kept, where that differs."""

import re
import zipfile
import zlib
from datetime import date, datetime, time
from decimal import Decimal

import openpyxl
from openpyxl.utils.cell import range_boundaries

from dashboard.intake import bounds

MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
FORMULA = re.compile(rb"<f[ >]")
CHUNK, OVERLAP = 1 << 20, 64
# openpyxl answers a damaged part of the archive with whatever its parser tripped over.
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, SyntaxError),
)
QUOTED = re.compile(r'"[^"]*"|\\.')


def sheets(path):
    """(name, rows) of each sheet of a workbook."""
    room = bounds.Room(path)
    with open(path, "rb") as file:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = rows_of(sheet, room)
            # openpyxl tells neither, of a workbook that is read as a stream.
            has_formulas, merged = scan(path, sheet._worksheet_path)
            if has_formulas:
                add_formulas(path, sheet.title, rows, room)
            for span in merged:
                fill_down(rows, room, *range_boundaries(span))
            yield sheet.title, [tuple(row) for row in rows]


def rows_of(sheet, room):
    sheet.reset_dimensions()
    return room.rows([cell_text(cell) for cell in row] for row in sheet.iter_rows())


def cell_text(cell):
    """What a cell holds, as a text file would have it: dates as ISO, numbers without an exponent, per cent as shown."""
    value = cell.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return percent_text(value) if is_percent(cell.number_format) else number_text(value)
    return plain_text(value)


def plain_text(value):
    """Anything but a number."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def is_percent(number_format):
    return "%" in QUOTED.sub("", number_format or "")


def percent_text(value):
    """0.9 is shown as 90%."""
    return f"{number_text(Decimal(str(value)) * 100)}%"


def number_text(value):
    """A number in digits, without a point that a whole one does not need and without an exponent."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    written = f"{Decimal(str(value)):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def scan(path, name):
    """Whether a sheet has formulas, and its merged cells as ranges (B2:B4), from the text of the sheet itself."""
    has_formulas, merged, left = False, [], b""
    with zipfile.ZipFile(path) as archive, archive.open(name.lstrip("/")) as file:
        while chunk := file.read(CHUNK):
            text = left + chunk
            has_formulas = has_formulas or bool(FORMULA.search(text))
            merged += [span.decode() for span in MERGED.findall(text)]
            left = text[-OVERLAP:]
    return has_formulas, list(dict.fromkeys(merged))


def add_formulas(path, title, rows, room):
    """Put a formula where its value was never worked out: an empty cell would say that there is nothing."""
    with open(path, "rb") as file:
        book = openpyxl.load_workbook(file, read_only=True)
        book[title].reset_dimensions()
        for row, formulas in zip(rows, book[title].iter_rows(values_only=True), strict=False):
            for place, formula in enumerate(formulas):
                is_empty = place >= len(row) or not row[place]
                if is_empty and isinstance(formula, str) and formula.startswith("="):
                    room.take(max(place + 1 - len(row), 1))
                    row += [""] * (place + 1 - len(row))
                    row[place] = formula


def fill_down(rows, room, first_column, first_row, last_column, last_row):
    """Words over several rows belong to each of them; a number over several rows stands once."""
    last_row = min(last_row, len(rows))
    if last_row <= first_row or len(rows[first_row - 1]) < first_column:
        return
    words = rows[first_row - 1][first_column - 1]
    if re.fullmatch(r"[-+£(]*[\d,.]+%?\)?", words):
        return
    for row in rows[first_row:last_row]:
        room.take(max(first_column - len(row), 1))
        row += [""] * (first_column - len(row))
        row[first_column - 1] = row[first_column - 1] or words
