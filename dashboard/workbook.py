"""A workbook that an accountant can check: amounts as numbers, dates as dates, sums and differences as live formulas.

What is in it is said here, and `dashboard.excel`, which no page needs, writes it. The first rows of a sheet are its
headings, so that the first of its rows is row 2. A sheet that somebody is to fill in has its formats, drop-down lists
and explanations ready.
"""

from dataclasses import dataclass

FIRST = 2  # the row of the first of a sheet's rows
LAST = 1_048_576  # the last row of a sheet of Excel
LONGEST_TEXT = 32_767  # characters in a cell of Excel
MOST_ROWS = 15_000  # under two seconds of a worker; a CSV file and the command line have more
FORMATS = {
    "money": "#,##0.00;[Red]-#,##0.00",
    "number": "#,##0",
    "units": "#,##0.0000",
    "price": "#,##0.00",
    "share": "0.0",
    "month": "mmm yyyy",
    "day": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
    "typed": "@",  # stays as it is typed: a code keeps its noughts, 2026-04 is made no date
}


class Formula(str):
    """A cell that the spreadsheet works out. Only our own words may be one, never a value from a file."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet. `summed` adds a total below it; kind "any" holds values as they are, in no format.

    `formula` works its cells out from others of the row: "{paid}-{owed}"; of a row that says None there it has none.
    """

    name: str
    heading: str
    kind: str = "text"
    formula: str = ""
    summed: bool = False
    note: str = ""


@dataclass(frozen=True)
class Choice:
    """A drop-down list on a column: the cells with what may be chosen. Anything else is refused, or asked about."""

    column: str
    cells: str
    refuses: bool = True


@dataclass(frozen=True)
class Sheet:
    """A table: its columns, and its rows as dictionaries by column name. Rows `below` stand under it.

    Rows may be any iterable where no formula names a span or a total of the sheet. One `to_fill` in has the formats of
    its columns and the drop-down lists (`choices`) all the way down.
    """

    title: str
    columns: tuple
    rows: list
    below: tuple = ()
    to_fill: bool = False
    choices: tuple = ()

    @property
    def letters(self):
        from openpyxl.utils import get_column_letter

        return {column.name: get_column_letter(n) for n, column in enumerate(self.columns, 1)}

    def span(self, name):
        """All cells of a column, for a formula of any sheet: Workings!$D$2:$D$40."""
        letter = self.letters[name]
        return f"{self._quoted}!${letter}${FIRST}:${letter}${max(len(self.rows), 1) + FIRST - 1}"

    def total(self, name):
        """The cell of a column's total."""
        return f"{self._quoted}!${self.letters[name]}${len(self.rows) + FIRST}"

    @property
    def _quoted(self):
        from openpyxl.utils import quote_sheetname

        return quote_sheetname(self.title)


def table(title, headings, rows, below=()):
    """A Sheet of values as they are, whose rows come as lists."""
    columns = tuple(Column(str(n), str(heading), "any") for n, heading in enumerate(headings))
    return Sheet(title, columns, (_by_name(row) for row in rows), tuple(map(_by_name, below)))


def _by_name(row):
    return {str(n): value for n, value in enumerate(row)}


def workbook(about, sheets):
    """The bytes of a workbook: each table with its totals, and a last sheet that says what it is about."""
    from dashboard import excel

    return excel.written(about, sheets)
