"""Opening a file, whatever it is: delimited text in any encoding, a workbook, a web page, Parquet, any text gzipped.

A source offers candidates (rows that might be the header) and then, for the one chosen, its rows as text with the line
each stands on. What a line is: in text the line of the file, 1 the first (the first line of a row that spans several);
in a workbook the row of the sheet; in Parquet, which has no lines, the row counted from 1.
"""

import codecs
import csv
import io
import warnings
import zlib
from dataclasses import dataclass
from itertools import zip_longest

import duckdb
import pyarrow as pa

from dashboard.intake import bounds, excel, excel97, opendocument, returns, webpage
from dashboard.intake.bounds import Unreadable
from dashboard.intake.delimited import Rows, read_rows
from dashboard.intake.words import marker

HEADER_WITHIN = 100  # rows that may stand above the header; official tables have 4 to 7 rows of prose, reports a cover
PREVIEW = 1 << 18
SEPARATORS = ",;\t|"
ASIDE = "Not read when the file is loaded"  # in its first cell a sheet says so: examples, lists and words of a template
FIGURES = 0.1  # the share of a sheet's cells that are figures from which it is a table, not a cover or notes


# What a file that is no table begins with, and what it then is.
NO_TABLES = (
    (b"mime-version:", "a web page saved whole"),
    (b"%pdf", "a PDF"),
    (b"{\\rtf", "a text document"),
)
SPREADSHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"


@dataclass(frozen=True)
class Candidate:
    """A row that may be the header, and what its source needs to read the rows below it."""

    cells: tuple[str, ...]
    place: object
    above: str = ""  # the words above it
    sparse: bool = False  # whether a column that is empty in every row is not there


def open_file(path):
    """The sources in a file: one, or one for each sheet of a workbook. Raises Unreadable."""
    with open(path, "rb") as file:
        start = file.read(4)
    if start == b"PAR1":
        return [ParquetSource(path)]
    if start == b"PK\x03\x04":
        return opendocument_workbook(path) if opendocument.is_opendocument(path) else workbook(path)
    if start == excel97.BEGINS:
        return sheet_sources(excel97.sheets(path))
    data = text_bytes(path, start)
    bare = data[:512].lstrip().lower()
    if webpage.is_web_page(bare):
        return sheet_sources(webpage.tables(path, data))
    refuse_no_table(bare)
    if returns.is_xml(bare):
        return [ElementSource(*table) for table in returns.tables(path, data)]
    return [TextSource(data)]


def refuse_no_table(bare):
    """Raise Unreadable where a file is something that a spreadsheet opens and we do not."""
    found = next((words for first, words in NO_TABLES if bare.startswith(first)), None)
    if found is None and SPREADSHEET_XML in bare:
        found = "an Excel 2003 XML table"
    if found:
        raise Unreadable(f"it is {found}, whatever its name ends with; open it and save it as .xlsx or CSV")


def text_bytes(path, start):
    """The bytes of a text file as UTF-8 without byte order mark."""
    if start[:2] == b"\x1f\x8b":
        try:
            data = bounds.unpacked(path)
        except (OSError, EOFError, zlib.error) as error:
            raise Unreadable(f"it begins like a gzip file but cannot be unpacked ({error})") from error
    else:
        data = path.read_bytes()
    if data[:3] == codecs.BOM_UTF8:
        return data[3:]
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    if wide := utf_16(data):
        return data.decode(wide, errors="replace").encode("utf-8", errors="replace")
    return data if is_utf8(data) else lines_as_utf8(data)


def utf_16(data):
    """The kind of UTF-16 without a mark that text is in: every second byte of its beginning is then nought."""
    first = data[:200]
    for kind, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(first) > 20 and not any(first[at::2]) and all(first[1 - at :: 2]):
            return kind
    return None


def lines_as_utf8(data):
    out = io.BytesIO()
    out.writelines(map(line_as_utf8, io.BytesIO(data)))  # one after the other: all at once they take ten times the room
    return out.getvalue()


def line_as_utf8(line):
    """A line of a file that is in UTF-8 only in part, as where two systems' exports were put together."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace").encode("utf-8")
    return line


def is_utf8(data):
    """Whether bytes are UTF-8, looked at in slices so that a large file is not held twice."""
    decoder, view = codecs.getincrementaldecoder("utf-8")(), memoryview(data)
    try:
        for start in range(0, len(data), 1 << 24):
            decoder.decode(view[start : start + (1 << 24)])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class TextSource:
    """Delimited text. A candidate's place is its separator, where its rows begin, and the line they begin on."""

    name = ""

    def __init__(self, data):
        self.data = data

    def candidates(self):
        lines = self._first_lines()
        for start in range(min(HEADER_WITHIN, len(lines))):
            for separator in SEPARATORS:
                if separator in lines[start]:
                    yield from self._candidate(lines, start, separator)

    def _first_lines(self):
        preview = self.data[:PREVIEW].decode("utf-8", errors="ignore")
        return list(io.StringIO(preview, newline=""))

    def _candidate(self, lines, start, separator):
        reader = csv.reader(lines[start:], delimiter=separator)
        try:
            cells = next(reader)
        except (csv.Error, StopIteration):
            return
        if len(cells) > bounds.MOST_COLUMNS:
            return
        after = start + reader.line_num
        offset = sum(len(line.encode("utf-8")) for line in lines[:after])
        yield Candidate(tuple(cells), (separator, offset, after + 1, len(cells)), "".join(lines[:start]))

    def rows(self, place):
        separator, offset, first_line, width = place
        return read_rows(self.data[offset:], separator, width, first_line)


def workbook(path):
    """A source for each sheet of a workbook but those that say that they are not read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and validations, which do not concern us
            bounds.check_archive(path)
            return sheet_sources(excel.sheets(path))
    except excel.DAMAGED as error:
        raise Unreadable("it begins like a workbook but is no .xlsx that opens; save it as .xlsx or CSV") from error


def opendocument_workbook(path):
    """A source for each sheet of an OpenDocument workbook but those that say that they are not read."""
    try:
        return sheet_sources(opendocument.sheets(path))
    except opendocument.Malformed as error:
        raise Unreadable(f"it begins like an OpenDocument workbook but {error}; save it anew or as CSV") from error


def sheet_sources(sheets):
    return [SheetSource(name, rows) for name, rows in sheets if not (rows and rows[0] and rows[0][0].strip() == ASIDE)]


class SheetSource:
    """A sheet of a workbook. A candidate's place is its row and how many columns it has."""

    def __init__(self, name, rows):
        self.name, self._rows = name, rows

    @property
    def holds_figures(self):
        """Whether the sheet is a table of figures: a cover, a list of contents and notes are hardly any."""
        cells = [cell for row in self._rows for cell in row if cell.strip()]
        return sum(is_figure(cell) for cell in cells) > len(cells) * FIGURES

    def candidates(self):
        """Each row, and then each with the cells of the row above it where it has none: headings of two rows."""
        for number, row in enumerate(self._rows[:HEADER_WITHIN]):
            above = "\n".join(" ".join(one) for one in self._rows[:number])
            headings = [trimmed(row)]
            if number and headings[0]:
                headings.append(over(trimmed(self._rows[number - 1]), headings[0]))
            for cells in headings:
                yield Candidate(cells, (number, len(cells)), above)

    def rows(self, place):
        """The rows below a candidate, once: each is let go as it is taken, or a sheet would be held twice."""
        number, width = place
        good, bad = [], []
        for line in range(number + 2, len(self._rows) + 1):
            row, self._rows[line - 1] = self._rows[line - 1], ()
            if any(cell.strip() for cell in row[width:]):
                bad.append((line, " | ".join(row)[: bounds.SHOWN], len(trimmed(row))))
                if len(bad) > bounds.MOST_ASIDE_OF_A_SHEET:
                    raise Unreadable(bounds.TOO_MANY_ASIDE.format(bounds.MOST_ASIDE_OF_A_SHEET))
            elif any(cell.strip() for cell in row):
                good.append((line, *(row + ("",) * width)[:width]))
        columns = list(zip(*good, strict=True)) or [()] * (width + 1)
        arrays = [pa.array(columns[0], pa.int64()), *(pa.array(column, pa.string()) for column in columns[1:])]
        return Rows(pa.table(arrays, ["line", *(f"c{n}" for n in range(width))]), bad)


class ElementSource:
    """The elements of one kind in an XML return. A row's line is that of the file on which its element begins."""

    holds_figures = False  # most kinds of element are parts of others: one that no form reads is not missed

    def __init__(self, name, rows, lines):
        self.name, self._rows, self._lines = name, rows, lines

    def candidates(self):
        yield Candidate(self._rows[0], None, sparse=True)

    def rows(self, place):
        columns = list(zip(*self._rows[1:], strict=True))
        arrays = [pa.array(self._lines, pa.int64()), *(pa.array(column, pa.string()) for column in columns)]
        return Rows(pa.table(arrays, ["line", *(f"c{n}" for n in range(len(columns)))]), [])


def is_figure(cell):
    return (
        marker(cell) is not None or cell.strip().rstrip("%").replace(",", "").replace(".", "", 1).lstrip("-£").isdigit()
    )


def over(above, row):
    """The cells of a row, and of the one above it where the row has none."""
    return tuple(low if low.strip() else high for high, low in zip_longest(above, row, fillvalue=""))


def trimmed(row):
    """A row without the empty cells at its end."""
    width = max((n for n, cell in enumerate(row, 1) if cell.strip()), default=0)
    return tuple(row[:width])


class ParquetSource:
    """A Parquet file, read by DuckDB itself: no row passes through Python."""

    name = ""

    def __init__(self, path):
        self.path = path

    def candidates(self):
        with duckdb.connect() as connection:
            try:
                found = connection.execute(
                    "describe select * from read_parquet($path)", {"path": str(self.path)}
                ).fetchall()
            except duckdb.Error as error:
                raise Unreadable("it begins like a Parquet file but cannot be read as one") from error
        yield Candidate(tuple(name for name, *_ in found), tuple((name, kind) for name, kind, *_ in found))

    def rows(self, place):
        return Rows(None, [], self.path, place)
