"""The rows of a delimited text as strings, each with its exact line; rows of another width are set aside, not lost."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import numpy
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from dashboard.intake import bounds

ROWS_AT_ONCE = 100_000  # of the slow way: as rows in Python they take ten times the memory
BLOCK = 1 << 24  # bytes parsed at a time; no single row may be longer, or the slow reader takes the file


@dataclass(frozen=True)
class Rows:
    """Rows to check: a table with `line`, `c0`, `c1` ..., or a Parquet file and its columns; and the misshapen ones.

    A misshapen row is (line, its text, the number of cells found: None where a quotation mark is open, or words that
    say what else is wrong).
    """

    table: pa.Table | None
    misshapen: list
    parquet: Path | None = None
    parquet_columns: tuple = ()


def read_rows(body, separator, width, first_line):
    """Every row of a text below its header. Blank lines count for line numbers and are not rows."""
    names = [f"c{n}" for n in range(width)]
    if not body or body.isspace():
        return Rows(_empty(names), [])
    quotes = body.count(b'"')
    if quotes % 2:
        # A quotation mark is open at the end: read as usual, it would swallow every row after it.
        return fitted(read_by_line(body, separator, names, first_line), separator, names)
    try:
        table, misshapen = _parse(body, separator, names, quotes > 0, threads=True)
        if misshapen:
            table, misshapen = _parse(body, separator, names, quotes > 0, threads=False)
    except pa.ArrowInvalid:
        return fitted(read_by_line(body, separator, names, first_line), separator, names)
    return fitted(_number(table, misshapen, body if quotes else b"", first_line), separator, names)


def fitted(rows, separator, names):
    """The rows with those among them that only lack empty cells at their end, or have empty ones too many."""
    good, bad = [], []
    for line, text, count in rows.misshapen:
        cells = _cells(text, separator) if count is not None else None
        # Fewer than half of the cells are a line of words, or a piece of a row that was broken in two.
        if (
            not isinstance(cells, list)
            or len(cells) * 2 < len(names)
            or any(cell.strip() for cell in cells[len(names) :])
            or not any(cells)
        ):
            bad.append((line, text, count))
        else:
            good.append((line, *(cells + [""] * len(names))[: len(names)]))
    if not good:
        return rows
    columns = list(zip(*good, strict=True))
    arrays = [pa.array(columns[0], pa.int64()), *(pa.array(column, pa.string()) for column in columns[1:])]
    return Rows(pa.concat_tables([rows.table, pa.table(arrays, ["line", *names])]).sort_by("line"), bad)


def _empty(names):
    return pa.table({"line": pa.array([], pa.int64()), **{name: pa.array([], pa.string()) for name in names}})


def _parse(body, separator, names, quoted, threads):
    """The table, and (place, text, cells) of the rows of another width; places are known only without threads."""
    misshapen = []

    def set_aside(row):
        if len(misshapen) >= bounds.MOST_ASIDE:
            return "error"
        misshapen.append((row.number, row.text, row.actual_columns))
        return "skip"

    table = arrow_csv.read_csv(
        pa.BufferReader(body),
        read_options=arrow_csv.ReadOptions(column_names=names, use_threads=threads, block_size=BLOCK),
        parse_options=arrow_csv.ParseOptions(
            delimiter=separator, newlines_in_values=quoted, ignore_empty_lines=False, invalid_row_handler=set_aside
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    return table, misshapen


def _number(table, misshapen, body, first_line):
    """Give each row the line it begins on; `body` is empty where no quotation mark can hold a line break."""
    aside = {place - 1: text for place, text, _ in misshapen}
    total = table.num_rows + len(aside)
    starts = numpy.arange(first_line, first_line + total)
    if body and _breaks(body) + (body[-1:] not in (b"\n", b"\r")) > total:
        spans = _lines_spanned(table, aside, total)
        starts = first_line + numpy.cumsum(spans) - spans
    lines = numpy.delete(starts, list(aside)) if aside else starts
    bad = [(int(starts[place - 1]), text, cells) for place, text, cells in misshapen if text.strip()]
    return without_long_cells(table.add_column(0, "line", pa.array(lines, pa.int64())), bad)


def without_long_cells(table, bad):
    """The rows but those with a cell that is no cell of a table: a letter, a file or a page in the place of one."""
    columns = table.column_names[1:]
    long = [name for name in columns if (pc.max(pc.binary_length(table[name])).as_py() or 0) > bounds.MOST_CELL]
    for name in long:
        is_long = pc.greater(pc.binary_length(table[name]), bounds.MOST_CELL)
        aside = table.filter(is_long)
        texts = zip(aside["line"].to_pylist(), aside[name].to_pylist(), strict=True)
        bad = bad + [(line, text, bounds.LONG_CELL) for line, text in texts]
        table = table.filter(pc.invert(is_long))
    return Rows(table, sorted(bad, key=lambda row: row[0]) if long else bad)


def _breaks(data):
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")


def _lines_spanned(table, aside, total):
    """How many lines of the file each row takes: one, and one more for each line break inside its quotation marks."""
    spans = numpy.ones(total, dtype="int64")
    kept = numpy.delete(numpy.arange(total), list(aside))
    for column in table.columns:
        within = pc.subtract(
            pc.add(pc.count_substring(column, "\n"), pc.count_substring(column, "\r")),
            pc.count_substring(column, "\r\n"),
        )
        spans[kept] += within.to_numpy()
    for place, text in aside.items():
        spans[place] += _breaks(text.encode("utf-8"))
    return spans


def read_by_line(body, separator, names, first_line):
    """The slow and forgiving way: each line for itself, one with an open quotation mark set aside."""
    tables, good, bad = [], [], []
    for line, text in enumerate(_lines(body), first_line):
        if not text.strip():
            continue
        cells = _cells(text, separator)
        if isinstance(cells, list) and len(cells) == len(names):
            good.append((line, *cells))
        else:
            bad.append((line, text[: bounds.SHOWN], len(cells) if isinstance(cells, list) else cells))
        if len(bad) > bounds.MOST_ASIDE:
            raise bounds.Unreadable(bounds.TOO_MANY_ASIDE.format(bounds.MOST_ASIDE))
        if len(good) >= ROWS_AT_ONCE:
            tables.append(_table(good, names))
            good = []
    return Rows(pa.concat_tables([*tables, _table(good, names)]), bad)


def _cells(text, separator):
    """The cells of one line; where it cannot be read None for an open quotation mark, else words."""
    if len(text) > bounds.MOST_LINE:
        return bounds.LONG_LINE
    if len(text) > bounds.MOST_CELL and any(len(cell) > bounds.MOST_CELL for cell in text.split(separator)):
        return bounds.LONG_CELL
    try:
        return next(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error:
        return None


def _table(rows, names):
    if not rows:
        return _empty(names)
    columns = list(zip(*rows, strict=True))
    arrays = [pa.array(columns[0], pa.int64()), *(pa.array(column, pa.string()) for column in columns[1:])]
    return pa.table(arrays, ["line", *names])


def _lines(data):
    for text in io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="replace", newline=None):
        yield text.removesuffix("\n")
