"""The sheets of an OpenDocument workbook (.ods) as rows of text: a zip whose content.xml says what is in each cell.

Read as a stream: a sheet of two hundred rows is written with a million empty ones below it, which are never made.
"""

import zipfile
import zlib
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from dashboard.intake.bounds import MOST_COLUMNS, MOST_ROWS, Room

BEGINS = b"application/vnd.oasis.opendocument.spreadsheet"
TABLE, TEXT, OFFICE = (f"urn:oasis:names:tc:opendocument:xmlns:{one}:1.0 " for one in ("table", "text", "office"))
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
CHUNK = 1 << 20
MOST_BYTES = 1 << 29  # unpacked: the largest published tables are a tenth of it
DAMAGED = (zipfile.BadZipFile, KeyError, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError)


class Malformed(Exception):
    """The workbook cannot be read; the message says why in a few words."""


def is_opendocument(path):
    """Whether a zip says that it is an OpenDocument workbook."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("mimetype") as file:
            return file.read(len(BEGINS)) == BEGINS
    except DAMAGED:
        return False


def sheets(path):
    """(name, rows) of each sheet; a row's place in the list is its row in the sheet. Raises Malformed."""
    reader = Reader(Room(path))
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as file:
            while chunk := file.read(CHUNK):
                reader.read(chunk)
            reader.read(b"", last=True)
    except expat.ExpatError as error:
        raise Malformed("its content.xml is damaged, or protected with a password") from error
    except DAMAGED as error:
        raise Malformed("its content.xml cannot be unpacked") from error
    return reader.sheets


class Reader:
    """Fed with the bytes of content.xml, gathers `sheets`. Empty rows and cells are made once one follows."""

    def __init__(self, room):
        self.sheets, self.bytes, self.room = [], 0, room
        self.row, self.cell, self.blank_rows, self.blank_cells, self.aside = None, None, 0, 0, 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.starts, self.ends
        self.parser.CharacterDataHandler = self.hears
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype

    def read(self, chunk, last=False):
        self.bytes += len(chunk)
        if self.bytes > MOST_BYTES:
            raise Malformed("it unpacks to more than 512 MB")
        self.parser.Parse(chunk, last)

    def refuse_doctype(self, *declared):
        raise Malformed("its content.xml declares entities, which no office program writes")

    def starts(self, tag, said):
        if self.aside or tag == f"{OFFICE}annotation":
            self.aside += 1  # a comment on a cell is no part of what the cell holds
        elif tag == f"{TABLE}table":
            self.sheets.append((said.get(f"{TABLE}name", ""), []))
            self.blank_rows = 0
        elif tag == f"{TABLE}table-row" and self.sheets:
            self.row, self.blank_cells = [], 0
            self.row_repeats = repeats(said, "rows", MOST_ROWS)
        elif tag in CELLS and self.row is not None:
            self.cell, self.said, self.paragraphs = tag, said, []
        elif self.cell and tag.startswith(TEXT):
            self.opens_text(tag)

    def opens_text(self, tag):
        if tag == f"{TEXT}p":
            self.paragraphs.append("")
        elif self.paragraphs:
            # Several spaces are one element with a count; headings and figures are the same with one.
            blank = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
            self.paragraphs[-1] += blank.get(tag, "")

    def hears(self, words):
        if self.cell and self.paragraphs and not self.aside:
            self.paragraphs[-1] += words

    def ends(self, tag):
        if self.aside:
            self.aside -= 1
        elif tag in CELLS and self.cell:
            self.add_cell(cell_text(self.said, self.paragraphs), repeats(self.said, "columns", MOST_COLUMNS))
            self.cell = None
        elif tag == f"{TABLE}table-row" and self.row is not None:
            self.add_row(tuple(self.row), self.row_repeats)
            self.row = None

    def add_cell(self, text, count):
        if not text.strip():
            self.blank_cells += count
            return
        if len(self.row) + self.blank_cells + count > MOST_COLUMNS:
            raise Malformed(f"a row has more than {MOST_COLUMNS:,} columns")
        self.row += [""] * self.blank_cells + [text] * count
        self.blank_cells = 0

    def add_row(self, row, count):
        if not row:
            self.blank_rows += count
            return
        rows = self.sheets[-1][1]
        if len(rows) + self.blank_rows + count > MOST_ROWS:
            raise Malformed("it has more rows than a sheet can hold")
        self.room.take(count * len(row) + self.blank_rows, count * sum(map(len, row)))
        rows += [()] * self.blank_rows + [row] * count
        self.blank_rows = 0


def repeats(said, what, most):
    """How often a row or cell stands; a number that is none, or that no sheet has room for, is no workbook's."""
    found = said.get(f"{TABLE}number-{what}-repeated", "1")
    if not found.isascii() or not found.isdigit() or not 0 < int(found[:9]) <= most:
        raise Malformed(f"a cell is repeated {found[:20]!r} times")
    return int(found)


def cell_text(said, paragraphs):
    """What a cell holds, as a text file would have it: the number behind what is shown, but per cent as shown."""
    kind = said.get(f"{OFFICE}value-type")
    if kind in ("float", "currency"):
        return number_text(said.get(f"{OFFICE}value", ""))
    if kind == "percentage":
        return percent_text(said.get(f"{OFFICE}value", ""))
    if kind == "date":
        return said.get(f"{OFFICE}date-value", "").replace("T", " ").removesuffix(" 00:00:00")
    if kind == "boolean":
        return said.get(f"{OFFICE}boolean-value", "")
    return said.get(f"{OFFICE}string-value") or "\n".join(paragraphs)


def percent_text(written):
    """0.9 is shown as 90%."""
    try:
        return f"{number_text(f'{Decimal(written) * 100:f}')}%"
    except (InvalidOperation, ValueError):
        return written


def number_text(written):
    """A number as it is written, without the point and exponent that a whole one does not need."""
    try:
        value = float(written)
    except ValueError:
        return written
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
