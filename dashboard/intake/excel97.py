"""The sheets of an Excel 97-2003 workbook (.xls) as rows of text, by the same rules as those of an .xlsx workbook."""

import os
import struct
from datetime import timedelta

import xlrd
from xlrd.compdoc import CompDocError
from xlrd.xldate import xldate_as_datetime

from dashboard.intake import bounds, excel

BEGINS = b"\xd0\xcf\x11\xe0"
DAY = 1.0
# What xlrd answers a damaged workbook with: whatever its parser tripped over.
DAMAGED = (
    xlrd.XLRDError,
    CompDocError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)


def sheets(path):
    """(name, rows) of each sheet, hidden ones too. Raises bounds.Unreadable."""
    room = bounds.Room(path)
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere, opened(path, nowhere) as book:
            percent = [excel.is_percent(book.format_map[one.format_key].format_str) for one in book.xf_list]
            for name in book.sheet_names():
                # One sheet at a time: rows are made up to the last, which may be said to be the 65,536th.
                yield name, rows_of(book.sheet_by_name(name), book.datemode, percent, room)
                book.unload_sheet(name)
    except DAMAGED as error:
        raise bounds.Unreadable(why_not(error)) from error


def opened(path, log):
    return xlrd.open_workbook(str(path), logfile=log, on_demand=True, formatting_info=True, ragged_rows=True)


def why_not(error):
    told = "it has a password" if "encrypted" in str(error) else "it is damaged, has a password, or holds no sheets"
    return f"it is an Excel 97-2003 workbook that does not open ({told}); open it in Excel and save it as .xlsx or CSV"


def rows_of(sheet, datemode, percent, room):
    rows = room.rows(texts(sheet, number, datemode, percent) for number in range(sheet.nrows))
    for first_row, end_row, first_column, end_column in sheet.merged_cells:
        excel.fill_down(rows, room, first_column + 1, first_row + 1, end_column, end_row)
    return [tuple(row) for row in rows]


def texts(sheet, row, datemode, percent):
    cells = enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)) if sheet.row_len(row) else ()
    return [
        cell_text(kind, value, datemode, kind == xlrd.XL_CELL_NUMBER and percent[sheet.cell_xf_index(row, place)])
        for place, (kind, value) in cells
    ]


def cell_text(kind, value, datemode, is_percent):
    """What a cell holds, as a text file would have it."""
    if kind == xlrd.XL_CELL_NUMBER:
        return excel.percent_text(value) if is_percent else excel.number_text(value)
    if kind == xlrd.XL_CELL_DATE:
        return date_text(value, datemode)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "true" if value else "false"
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#N/A")
    return str(value)


def date_text(days, datemode):
    """A cell that is shown as a date or a time; what can be no date is the number behind it."""
    if 0 <= days < DAY:
        return excel.plain_text((xldate_as_datetime(0, datemode) + timedelta(days=days)).time().replace(microsecond=0))
    try:
        return excel.plain_text(xldate_as_datetime(days, datemode))
    except (ValueError, OverflowError):
        return excel.number_text(days)
