"""Works out the formulas of a workbook, slowly and in decimals: another reading of what a spreadsheet would show."""

import io
import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

import openpyxl

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>\"[^\"]*\")"
    r"|(?P<ref>(?:(?:'[^']+'|\w+)!)?\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)|(?P<name>[A-Z]+)\(|(?P<sign><>|>=|<=|[-+*/(),=<>]))"
)
REF = re.compile(r"(?:('[^']+'|\w+)!)?\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")


class Book:
    """A workbook as a spreadsheet shows it: `value("Money", "D2")` is a number, a date or a text."""

    def __init__(self, data):
        self.sheets = {sheet.title: sheet for sheet in openpyxl.load_workbook(io.BytesIO(data))}
        self.known = {}

    def value(self, sheet, cell):
        if (sheet, cell) not in self.known:
            found = self.sheets[sheet][cell]
            self.known[sheet, cell] = (
                Reading(self, sheet, found.value[1:]).all() if found.data_type == "f" else plain(found)
            )
        return self.known[sheet, cell]

    def rows(self, sheet):
        """The rows of a sheet below its headings, as dictionaries by heading, formulas worked out."""
        page = self.sheets[sheet]
        headings = [cell.value for cell in page[1]]
        return [
            {name: self.value(sheet, cell.coordinate) for name, cell in zip(headings, line, strict=True)}
            for line in page.iter_rows(min_row=2)
        ]

    def errors(self):
        """The cells that a spreadsheet would show an error in."""
        return [
            f"{name}!{cell.coordinate}"
            for name, page in self.sheets.items()
            for line in page.iter_rows()
            for cell in line
            if cell.data_type == "e" or is_error(self.value(name, cell.coordinate))
        ]


def is_error(value):
    return isinstance(value, Decimal) and value.is_nan()


def plain(cell):
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value.date() if isinstance(value, datetime) else value
    return Decimal(str(value))


class Reading:
    """A formula read from left to right: sums of products of signed things."""

    def __init__(self, book, sheet, text):
        self.book, self.sheet, self.text, self.at = book, sheet, text, 0

    def next(self, *signs):
        """The next token where it is one of these signs, or any where none are given; None and no step else."""
        found = TOKEN.match(self.text, self.at)
        if found is None or (signs and found.group("sign") not in signs):
            return None
        self.at = found.end()
        return found

    def all(self):
        value = self.compared()
        assert self.at == len(self.text), f"unread: {self.text[self.at :]} of {self.text}"
        return value

    def compared(self):
        left = self.added()
        if found := self.next("=", "<>", ">", "<", ">=", "<="):
            right = self.added()
            return {
                "=": left == right,
                "<>": left != right,
                ">": number(left) > number(right),
                "<": number(left) < number(right),
                ">=": number(left) >= number(right),
                "<=": number(left) <= number(right),
            }[found.group("sign")]
        return left

    def added(self):
        value = self.multiplied()
        while found := self.next("+", "-"):
            other = number(self.multiplied())
            value = number(value) + (other if found.group("sign") == "+" else -other)
        return value

    def multiplied(self):
        value = self.signed()
        while found := self.next("*", "/"):
            other = number(self.signed())
            value = number(value) * other if found.group("sign") == "*" else divided(number(value), other)
        return value

    def signed(self):
        if self.next("-"):
            return -number(self.signed())
        found = self.next()
        assert found, f"unread: {self.text[self.at :]} of {self.text}"
        if found.group("number"):
            return Decimal(found.group("number"))
        if found.group("text"):
            return found.group("text")[1:-1]
        if found.group("ref"):
            return self.referred(found.group("ref"))
        if found.group("name"):
            return self.called(found.group("name"))
        value = self.compared()
        assert self.next(")")
        return value

    def referred(self, text):
        """The value of a cell, or the list of values of a span of one column or row."""
        sheet, left, top, right, bottom = REF.fullmatch(text).groups()
        sheet = (sheet or self.sheet).strip("'")
        if right is None:
            return self.book.value(sheet, f"{left}{top}")
        span = self.book.sheets[sheet][f"{left}{top}:{right}{bottom}"]
        return [self.book.value(sheet, cell.coordinate) for line in span for cell in line]

    def called(self, name):
        given = []
        while not self.next(")"):
            given.append(self.compared())
            self.next(",")
        return FUNCTIONS[name](*given)


def divided(value, by):
    """No number where a spreadsheet shows an error, which may stand in the branch of an IF that is not taken."""
    return value / by if by else Decimal("NaN")


def number(value):
    """A cell as a sum takes it: an empty one is nothing."""
    return Decimal(0) if value is None or value == "" else value


def summed(*given):
    """Texts and empty cells of a span count for nothing, as a spreadsheet has it."""
    cells = [cell for one in given for cell in (one if isinstance(one, list) else [one])]
    return sum((cell for cell in cells if isinstance(cell, Decimal)), Decimal(0))


def summed_where(amounts, *pairs):
    keys, wanted = pairs[::2], pairs[1::2]
    rows = zip(amounts, *keys, strict=True)
    return summed([amount for amount, *found in rows if all(a == b for a, b in zip(found, wanted, strict=True))])


def rounded(value, digits):
    return number(value).quantize(Decimal(1).scaleb(-int(digits)), rounding=ROUND_HALF_UP)


FUNCTIONS = {
    "SUM": summed,
    "SUMIFS": summed_where,
    "ROUND": rounded,
    "MAX": lambda *given: max(map(number, given)),
    "ABS": lambda value: abs(number(value)),
    "IF": lambda condition, yes, no: yes if condition else no,
}
