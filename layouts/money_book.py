"""The money page as a spreadsheet whose sums are live formulas, so that an accountant can check every one of them."""

import io

from flask import Response
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from dashboard import access
from dashboard import scorecard as cards
from dashboard.money import lines
from layouts.address import query, wanted_month, wanted_one_of, wanted_unit
from layouts.exports import EXCEL, plain, safe
from layouts.money_words import begins_words, span

MONEY, UNITS, PRICE = "#,##0.00;[Red]-#,##0.00", "#,##0.00", "#,##0.0000"
FIRST = 4  # the first row of figures on each sheet: a title, a line of words and the headings lie above
LINE_HEADINGS = (
    "budget to date",
    "paid to date",
    "variance",
    "price",
    "volume and mix",
    "plan",
    "not split",
    "check: nothing left",
    "committed",
    "budget for the year",
    "forecast",
    "variance of the year",
    "agreed to date",
    "delivered to date",
    "paid for units",
    "units paid for",
    "cost of one",
)
CELL_HEADINGS = (
    "service",
    "user group",
    "counted in",
    "budget to date",
    "paid to date",
    "agreed",
    "delivered",
    "agreed, at agreed price",
    "delivered, at agreed price",
    "price",
    "volume and mix",
    "plan",
    "not split",
    "budget, no activity on file",
    "paid, no activity on file",
    "paid for units",
    "units paid for",
)


def download(store, request):
    """The workbook of a unit, month and cut."""
    asked = query(request.query_string.decode("utf-8", "replace"))
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or access.reader(request).unit)
    month = wanted_month(names, asked.get("month"))
    by = wanted_one_of({cut: cut for cut in lines.CUTS}, asked.get("by"), "by")
    with snapshot.cursor() as cursor:
        found = lines.money(cursor, unit.key, month, by)
    out = io.BytesIO()
    workbook(found, f"{unit.name}, {span(month, found.begins)}").save(out)
    name = plain(f"money-{unit.key}-{month:%Y-%m}")
    return Response(
        out.getvalue(), mimetype=EXCEL, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    )


def workbook(found, title):
    """Three sheets: a row a line, a row a cell with the workings of the split, and a row a month."""
    book = Workbook()
    cells = [cell for line in found.lines for cell, _ in lines.cells_apart(line)]
    _lines_sheet(book.active, found, title, len(cells))
    _cells_sheet(book.create_sheet("Workings"), cells, title, found.begins)
    _months_sheet(book.create_sheet("Months"), found, title)
    return book


def _start(sheet, title, words, headings):
    sheet.append([title])
    sheet.append([words])
    sheet.append(list(headings))
    for cell in (*sheet[1], *sheet[FIRST - 1]):
        cell.font = Font(bold=True)
    sheet.freeze_panes = f"B{FIRST}"
    sheet.column_dimensions["A"].width = 34
    for number in range(1, len(headings)):
        sheet.column_dimensions[chr(ord("A") + number)].width = 17


def _lines_sheet(sheet, found, title, cells):
    sheet.title = "Money"
    words = "The parts of the variance are sums of the sheet Workings. A plus costs more than the budget had."
    words = begins_words(found.begins) if found.begins else words
    _start(sheet, title, words, (found.by.replace("_", " "), *LINE_HEADINGS))
    key = {"service": "A", "user_group": "B"}[found.by]
    last = FIRST + cells - 1

    def summed(column, row):
        return f"=SUMIFS(Workings!{column}${FIRST}:{column}${last},Workings!{key}${FIRST}:{key}${last},A{row})"

    def variance(row):
        parts = (summed(column, row) for column in "JKLM")
        return [f"=C{row}-B{row}", *parts, f"=ROUND(D{row}-SUM(E{row}:H{row}),2)"]

    for row, line in enumerate(found.lines, FIRST):
        counted = line.counted_in
        figures = [
            line.total("profiled"),
            line.total("actual_to_date"),
            *([None] * 6 if found.begins else variance(row)),
            line.total("commitment"),
            line.total("revised"),
            line.forecast,
            f"=L{row}-K{row}" if line.forecast else None,
            line.total("agreed_to_date") if counted else None,
            line.total("delivered_to_date") if counted else None,
            summed("P", row) if counted else None,
            summed("Q", row) if counted else None,
            f"=P{row}/Q{row}" if line.actual_cost is not None else None,
        ]
        sheet.append([_name(line.key), *figures])
    _total(sheet, "BCDEFGHIJKLM", FIRST, FIRST + len(found.lines) - 1)
    _formats(
        sheet, {**dict.fromkeys("BCDEFGHIJKLM", MONEY), "N": UNITS, "O": UNITS, "P": MONEY, "Q": UNITS, "R": PRICE}
    )


def _cells_sheet(sheet, cells, title, begins):
    _start(sheet, title, "Each part is a formula of the figures beside it.", CELL_HEADINGS)
    for row, cell in enumerate(cells, FIRST):
        given = [_name(cell.service), _name(cell.user_group), cell.counted_in, cell.profiled, cell.actual_to_date]
        parts = _parts(cell, row)
        # A year that began before the store has no variance to split; what was paid for units it has.
        shown = [None] * 8 + parts[8:] if begins else parts
        sheet.append([*given, cell.agreed_to_date, cell.delivered_to_date, *shown])
    _total(sheet, "DEHIJKLMNOP", FIRST, FIRST + len(cells) - 1)
    _formats(sheet, {**dict.fromkeys("DEHIJKLMNOP", MONEY), "F": UNITS, "G": UNITS, "Q": UNITS})


def _parts(cell, row):
    """Units at agreed prices, the four parts as in dashboard/statistics/variance.py, money of months without units."""
    taken = lines.figures_to_date(cell)
    if not cell.has_money:
        return [0] * 10
    if taken.agreed_worth is None:
        return [None] * 2 + [0] * 3 + [f"=E{row}-D{row}", *[0] * 4]
    above, unfiled = f"E{row}-O{row}-I{row}", f"O{row}-N{row}"
    price, rest = (above, unfiled) if cell.delivered_to_date else ("0", f"{above}+{unfiled}")
    parts = f"={price}", f"=I{row}-H{row}", f"=H{row}-D{row}+N{row}", f"={rest}"
    left_out, paid_for = (cell.unfiled_budget, cell.unfiled_paid), (f"=E{row}-O{row}", f"=G{row}")
    return [taken.agreed_worth, taken.delivered_worth, *parts, *left_out, *paid_for]


def _months_sheet(sheet, found, title):
    _start(sheet, title, "Paid in each month.", ("month", *(_name(line.key) for line in found.lines), "all"))
    months = sorted({one.month for line in found.lines for one in line.months if one.month >= lines.april(found.month)})
    end = get_column_letter(len(found.lines) + 1)
    for row, month in enumerate(months, FIRST):
        paid = [sum(one.actual for one in line.months if one.month == month) for line in found.lines]
        sheet.append([f"{month:%Y-%m}", *paid, f"=SUM(B{row}:{end}{row})"])
    columns = [get_column_letter(number) for number in range(2, len(found.lines) + 3)]
    _total(sheet, columns, FIRST, FIRST + len(months) - 1)
    _formats(sheet, dict.fromkeys(columns, MONEY))


def _name(key):
    return safe(key or "not known")


def _total(sheet, columns, first, last):
    """A last row that adds up columns."""
    row = last + 1
    sheet[f"A{row}"] = "all"
    for column in columns:
        sheet[f"{column}{row}"] = f"=SUM({column}{first}:{column}{last})" if last >= first else 0


def _formats(sheet, formats):
    for column, form in formats.items():
        for cell in sheet[column][FIRST - 1 :]:
            cell.number_format = form
