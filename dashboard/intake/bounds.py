"""What a file may come to once it is unpacked: many times more than any that a council has, and less than a machine.

A text that is not packed needs none of it but the bounds of a line and a cell: what it comes to follows from its size.
"""

import gzip
import io
import zipfile

CHUNK = 1 << 20
LEAST_BYTES, TIMES_PACKED = 1 << 26, 25  # a packed file may unpack to the larger of 64 MB and 25 times its own size
LEAST_CELLS, CELLS_A_BYTE = 8_000_000, 3  # and hold the larger of eight million cells and three for each of its bytes
LEAST_STRING = len("<si/>")
LEAST_TEXT = 1 << 27  # and its cells the larger of so many characters and 25 times its size: a text may stand in each
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14  # of a sheet, as Excel has it
MOST_LINE, MOST_CELL = 1 << 20, 1 << 17  # characters
MOST_ASIDE, MOST_ASIDE_OF_A_SHEET = 1_000_000, 100_000  # rows of the wrong shape: with more it is no table
TOO_MANY_ASIDE = "more than {:,} of its rows have other cells than its header"
SHOWN = 1_000  # characters of a row that is set aside; the kept file has all
TOO_MANY = "it is a workbook with more rows, columns, cells or text than a sheet can hold; save it as CSV"
LONG_LINE = f"is longer than the {MOST_LINE:,} characters that a line may have"
LONG_CELL = f"has a cell longer than the {MOST_CELL:,} characters that a cell may have"


class Unreadable(Exception):
    """The file cannot be opened as what it begins like; the message says so in a sentence."""


def most_bytes(packed):
    """What a packed file of so many bytes may unpack to."""
    return max(LEAST_BYTES, TIMES_PACKED * packed)


def most_cells(packed):
    return max(LEAST_CELLS, CELLS_A_BYTE * packed)


def unpacked(path):
    """The bytes of a gzip file. Raises Unreadable, or what gzip raises of a damaged one."""
    packed = path.stat().st_size
    most, out = most_bytes(packed), io.BytesIO()
    with gzip.open(path) as file:
        while chunk := file.read(CHUNK):
            out.write(chunk)
            if out.tell() > most:
                raise Unreadable(f"it is a gzip file that unpacks to more than {most >> 20:,} MB; load it unpacked")
    data = out.getvalue()
    if max(map(data.count, (b",", b";", b"\t", b"|"))) + data.count(b"\n") + data.count(b"\r") > most_cells(packed):
        raise Unreadable(
            f"it is a gzip file that unpacks to more than {most_cells(packed):,} cells; load it unpacked, or in parts"
        )
    return data


def check_archive(path):
    """Raises Unreadable where a zip says that it unpacks to more than it may; what it says is what is unpacked.

    So where a part of it lists more texts than it may have cells: they are read before the first cell is.
    """
    packed = path.stat().st_size
    most, most_texts = most_bytes(packed), most_cells(packed)
    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > most:
            raise Unreadable(f"it is a workbook that unpacks to more than {most >> 20:,} MB; save it as CSV")
        for member in archive.infolist():
            if member.file_size > LEAST_STRING * most_texts and _strings(archive, member) > most_texts:
                raise Unreadable(TOO_MANY)


def _strings(archive, member):
    """How many shared texts a part of a workbook lists."""
    with archive.open(member) as file:
        return sum(chunk.count(b"<si") + chunk.count(b":si") for chunk in iter(lambda: file.read(CHUNK), b""))


class Room:
    """How many cells a workbook may still have, and characters in them.

    Each is a text of Python's, which takes ten times the room that it has in a table: one for each byte of the file,
    where a workbook of a council has one for each eight.
    """

    def __init__(self, path):
        packed = path.stat().st_size
        self.cells, self.characters = max(LEAST_CELLS, packed), max(LEAST_TEXT, TIMES_PACKED * packed)

    def take(self, cells, characters=0):
        """Raises Unreadable where there is no room for so many more."""
        self.cells -= cells
        self.characters -= characters
        if self.cells < 0 or self.characters < 0:
            raise Unreadable(TOO_MANY)

    def rows(self, rows):
        """The rows of a sheet, each without the empty texts at its end."""
        found = []
        for row in rows:
            width = len(row)
            while width and not row[width - 1].strip():
                width -= 1
            if len(found) >= MOST_ROWS or width > MOST_COLUMNS:
                raise Unreadable(TOO_MANY)
            self.take(max(width, 1), sum(map(len, row)))
            found.append(row[:width])
        return found
