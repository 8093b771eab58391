"""Writes a workbook of `dashboard.workbook` with openpyxl, which is loaded for the first that is asked for."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dashboard.workbook import FIRST, FORMATS, LAST, LONGEST_TEXT, MOST_ROWS, Formula

WIDTHS = {"text": 30, "sentence": 60, "money": 16, "number": 10, "units": 14, "price": 12, "share": 10, "month": 11,
          "day": 12, "moment": 17}  # fmt: skip
BOLD, TOP, WRAPPED = Font(bold=True), Alignment(vertical="top"), Alignment(wrap_text=True, vertical="top")
LOOKS_LIKE_MORE = ("=", "#")  # a text that begins so would be taken for a formula, or for an error


def written(about, sheets):
    """The bytes of a workbook: each table with its totals, and a last sheet that says what it is about."""
    book, cut = Workbook(write_only=True), False
    for sheet in sheets:
        cut |= _add(book.create_sheet(sheet.title), sheet)
    if cut:
        about = [*about, ("Rows", f"the first {MOST_ROWS:,}; the CSV file has more")]
    _add_about(book.create_sheet("About"), about)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _add_about(page, about):
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 26, 100
    for heading, said in about:
        page.append([_cell(page, heading, BOLD, TOP), _cell(page, said, alignment=WRAPPED)])


def _add(page, sheet):
    """Headings, rows, totals and what stands below. Whether rows were left out for want of room."""
    page.freeze_panes = "B2" if any(column.summed for column in sheet.columns) else "A2"
    for column, letter in zip(sheet.columns, sheet.letters.values(), strict=True):
        page.column_dimensions[letter].width = WIDTHS.get(column.kind) or min(max(len(column.heading) + 4, 14), 40)
    if sheet.to_fill:
        _make_ready(page, sheet)
    page.append([_heading(page, column) for column in sheet.columns])
    letters, last, cut = sheet.letters, FIRST - 1, False
    for last, row in enumerate(sheet.rows, FIRST):
        if last - FIRST >= MOST_ROWS:
            last, cut = last - 1, True
            break
        page.append([_valued(page, column, row, last, letters) for column in sheet.columns])
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(sheet.columns), 1))}{last}"
    if last >= FIRST and any(column.summed for column in sheet.columns):
        page.append([_total(page, n, column, letters, last) for n, column in enumerate(sheet.columns)])
    for row in sheet.below:
        page.append(
            [_cell(page, row.get(column.name), BOLD, form=FORMATS.get(column.kind)) for column in sheet.columns]
        )
    return cut


def _make_ready(page, sheet):
    """The formats and drop-down lists of rows that are still to come."""
    for column, letter in zip(sheet.columns, sheet.letters.values(), strict=True):
        if column.kind in FORMATS:
            page.column_dimensions[letter].number_format = FORMATS[column.kind]
    for choice in sheet.choices:
        letter = sheet.letters[choice.column]
        page.data_validations.append(
            DataValidation(
                type="list",
                formula1=choice.cells,
                sqref=f"{letter}{FIRST}:{letter}{LAST}",
                allow_blank=True,
                showErrorMessage=True,
                errorStyle="stop" if choice.refuses else "warning",
                errorTitle="Not in the list",
                error="This is not one of the list. Choose one of those that drop down.",
            )
        )


def _heading(page, column):
    cell = _cell(page, column.heading, BOLD, WRAPPED)
    if column.note:
        cell.comment = Comment(column.note, "Golden Thread", height=140, width=320)
    return cell


def _valued(page, column, row, line, letters):
    if column.formula and row.get(column.name, "") is not None:
        value = Formula("=" + column.formula.format(**{name: f"{letter}{line}" for name, letter in letters.items()}))
    else:
        value = row[column.name]
    if column.kind in ("any", "text"):
        return _plain(page, value)
    return _cell(page, value, form=FORMATS.get(column.kind), alignment=WRAPPED if column.kind == "sentence" else None)


def _total(page, position, column, letters, last):
    if position == 0:
        return _cell(page, "Total", BOLD)
    if not column.summed:
        return None
    letter = letters[column.name]
    return _cell(page, Formula(f"=SUM({letter}{FIRST}:{letter}{last})"), BOLD, form=FORMATS[column.kind])


def _plain(page, value):
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
    if not said.startswith(LOOKS_LIKE_MORE):
        return said
    cell = WriteOnlyCell(page, value=said)
    cell.data_type = "s"
    return cell


def _cell(page, value, font=None, alignment=None, form=None):
    found = _plain(page, value)
    cell = found if isinstance(found, Cell) else WriteOnlyCell(page, found)
    if font:
        cell.font = font
    if alignment:
        cell.alignment = alignment
    if form:
        cell.number_format = form
    return cell
