"""A workbook that an accountant can check: amounts as numbers, totals and differences as formulas that stay alive."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

FORMATS = {"money": "#,##0.00;[Red]-#,##0.00", "number": "#,##0", "units": "#,##0.0000", "month": "mmm yyyy",
           "day": "dd/mm/yyyy"}  # fmt: skip
WIDTHS = {"text": 30, "money": 16, "number": 10, "units": 14, "month": 11, "day": 12}
BOLD = Font(bold=True)


@dataclass(frozen=True)
class Column:
    """A column of a sheet. `formula` works its cells out from others: "{paid}-{owed}"; `summed` adds a total."""

    name: str
    heading: str
    kind: str = "text"
    formula: str = ""
    summed: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table: its columns, and its rows as dictionaries by column name."""

    title: str
    columns: tuple
    rows: list


def workbook(about, sheets):
    """The bytes of a workbook: what it is (pairs of words) on the first sheet, then each table with its totals."""
    book = Workbook()
    book.active.title = "About"
    for words, text in about:
        book.active.append([words, None])
        _put(book.active.cell(book.active.max_row, 2), text)
        book.active.cell(book.active.max_row, 1).font = BOLD
        book.active.cell(book.active.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
    book.active.column_dimensions["A"].width, book.active.column_dimensions["B"].width = 24, 100
    for sheet in sheets:
        _add(book.create_sheet(sheet.title), sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _add(page, sheet):
    """Headings, rows, and where there are any rows a total under each summed column."""
    letters = {column.name: get_column_letter(n) for n, column in enumerate(sheet.columns, 1)}
    for n, column in enumerate(sheet.columns, 1):
        page.cell(1, n, column.heading).font = BOLD
        page.column_dimensions[letters[column.name]].width = WIDTHS[column.kind]
        for line, row in enumerate(sheet.rows, 2):
            cell = page.cell(line, n)
            if column.formula:
                cell.value = "=" + column.formula.format(
                    **{name: f"{letter}{line}" for name, letter in letters.items()}
                )
            else:
                _put(cell, row[column.name])
            cell.number_format = FORMATS.get(column.kind, "General")
    page.freeze_panes = "A2"
    if sheet.rows:
        _add_totals(page, sheet, letters)


def _add_totals(page, sheet, letters):
    last = len(sheet.rows) + 1
    page.cell(last + 1, 1, "Total").font = BOLD
    for n, column in enumerate(sheet.columns, 1):
        if column.summed:
            letter = letters[column.name]
            cell = page.cell(last + 1, n, f"=SUM({letter}2:{letter}{last})")
            cell.font, cell.number_format = BOLD, FORMATS[column.kind]


def _put(cell, value):
    """A value as it is; a text that looks like a formula stays a text."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = FORMATS["day"]
