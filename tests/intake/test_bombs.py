"""Files made to fill the memory: a small file never takes more than a gigabyte, and is loaded or refused in a sentence.

Each is at most five million bytes and is loaded in a process of its own, whose peak is asked of the system.
"""

import gzip
import json
import random
import subprocess
import sys
import zipfile

import pytest
import xlwt

from tests.conftest import CHECKOUT, COUNCIL
from tests.intake.council_files import OPENDOCUMENT

MOST_MEMORY = 1 << 30
MOST_BYTES = 5_000_000
HEADER = "Month,Cost Centre,Amount\n"
CONTENT = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(path, rows, strings="", dimension=""):
    """A workbook of one sheet whose parts are written as they are given, each as one text or as texts in turn."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", CONTENT)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
            "</workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet"'
            f' Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/sharedStrings"'
            ' Target="sharedStrings.xml"/></Relationships>',
        )
        write(archive, "xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">', strings, "</sst>")
        start = f'<worksheet xmlns="{MAIN}">{dimension}<sheetData>'
        write(archive, "xl/worksheets/sheet1.xml", start, rows, "</sheetData></worksheet>")


def write(archive, name, start, parts, end):
    with archive.open(name, "w", force_zip64=True) as file:
        for text in (start, *([parts] if isinstance(parts, str) else parts), end):
            file.write(text.encode())


NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
CELL = "<table-cell><x:p>1</x:p></table-cell>"
LONGER = CELL.replace("1", "abcde")
WIDE = '<table-cell t:number-columns-repeated="16384"><x:p>1</x:p></table-cell>'
NAMED = "<table-row>{}</table-row>".format(
    "".join(f"<table-cell><x:p>{name}</x:p></table-cell>" for name in HEADER.strip().split(","))
)


def sheet(path, rows):
    """An OpenDocument workbook of one sheet."""
    start = (
        f'<o:document-content xmlns:o="{NAMES}office:1.0" xmlns="{NAMES}table:1.0"'
        f' xmlns:t="{NAMES}table:1.0" xmlns:x="{NAMES}text:1.0"><o:body><o:spreadsheet><table t:name="S">'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        write(archive, "content.xml", start, rows, "</table></o:spreadsheet></o:body></o:document-content>")


def many(text, times, at_once=10_000):
    """A text many times over, in pieces."""
    return (text * at_once for _ in range(times // at_once))


def old_workbook(path, sheets, rows, cells):
    """An .xls whose sheets have the cells of each row, (place, value), in every row of `rows`."""
    book = xlwt.Workbook()
    for number in range(sheets):
        sheet = book.add_sheet(f"S{number}")
        for row in rows:
            for place, value in cells:
                sheet.write(row, place, value)
    book.save(str(path))


def opendocument(path, row, times):
    """An .ods of one sheet with a row that stands so many times."""
    table = f'<table:table><table:table-row table:number-rows-repeated="{times}">{row}</table:table-row></table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", OPENDOCUMENT.format(table))


def packed(path, pieces, encoding="utf-8"):
    with gzip.open(path, "wt", compresslevel=9, encoding=encoding, newline="") as file:
        for piece in pieces:
            file.write(piece)


def cells_of(*texts):
    return "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)


def noise(size):
    """Digits that do not pack well, so that the size allows for more."""
    return "".join(random.Random(1).choices("0123456789", k=size))


BOMBS = {
    "gzip.csv.gz": lambda p: packed(p, [HEADER, *many("2025-04,C1,1.00\n", 50_000_000)]),
    "gzip_below.csv.gz": lambda p: packed(p, [HEADER, *many("2025-04,C1,1.00\n", 2_400_000)]),
    "gzip_below_in_one_cell.csv.gz": lambda p: packed(p, [HEADER, '"', *many("a" * 30, 2_000_000), '",1,2\n']),
    "gzip_below_in_one_line.csv.gz": lambda p: packed(p, [HEADER, '"', *many("a" * 30, 2_000_000)]),
    "gzip_below_of_lines.csv.gz": lambda p: packed(p, [HEADER, noise(9_000_000), '"\n', *many("\n", 12_000_000)]),
    "gzip_below_of_faults.csv.gz": lambda p: packed(p, [HEADER, '"\n', *many("a,b,c\n", 3_300_000)]),
    "utf16_below.csv.gz": lambda p: packed(p, [HEADER, *many("€,,\n", 3_000_000)], "utf-16"),
    "latin_below.csv.gz": lambda p: packed(p, [HEADER, noise(9_000_000), "\n", *many("é,,\n", 4_000_000)], "cp1252"),
    "totals_below.csv.gz": lambda p: packed(p, [HEADER, *many("2025-04,,1.00\n", 2_600_000)]),
    "short_rows.csv": lambda p: p.write_text(HEADER + "a\n" * 2_480_000),
    "wide.csv": lambda p: p.write_text("Month," + "a," * 120_000 + "\n" + "," * 4_700_000),
    "rows.xlsx": lambda p: workbook(p, many("<row><c><v>1</v></c></row>", 5_000_000)),
    "cells_below.xlsx": lambda p: workbook(p, many(f"<row>{'<c><v>1</v></c>' * 4}</row>", 900_000)),
    "strings_below.xlsx": lambda p: workbook(p, "", many("<si><t>\U0001f600</t></si>", 2_500_000)),
    "empty_strings.xlsx": lambda p: workbook(p, "", many("<si/>", 12_000_000)),
    "empty_strings_below.xlsx": lambda p: workbook(p, "", many("<si/>", 7_990_000)),
    "long_text.xlsx": lambda p: workbook(p, ["<row><c t='inlineStr'><is><t>", *many("a", 60_000_000), LAST]),
    "far_row.xlsx": lambda p: workbook(p, '<row r="1"><c><v>1</v></c></row><row r="2000000000"><c><v>1</v></c></row>'),
    "far_column.xlsx": lambda p: workbook(p, many('<row><c r="XFD1"><v>1</v></c></row>', 1_000_000)),
    "no_such_column.xlsx": lambda p: workbook(p, many('<row><c r="ZZZ1"><v>1</v></c></row>', 100_000)),
    "one_text_in_each_cell.xlsx": lambda p: workbook(
        p, many("<row><c t='s'><v>0</v></c></row>", 1_000_000), f"<si><t>{'a' * 30_000}</t></si>"
    ),
    "one_text_in_each_cell.ods": lambda p: opendocument(
        p,
        f'<table:table-cell table:number-columns-repeated="7"><text:p>{"a" * 10_000}</text:p></table:table-cell>',
        1 << 20,
    ),
    "cells_below.ods": lambda p: opendocument(
        p, '<table:table-cell table:number-columns-repeated="7"><text:p>abc</text:p></table:table-cell>', 1 << 20
    ),
    "one_text_in_each_cell.xls": lambda p: old_workbook(p, 1, range(60_000), [(n, "a" * 30_000) for n in range(4)]),
    "cells_below.xls": lambda p: old_workbook(p, 1, range(60_000), [(n, 1.5) for n in range(8)]),
    "blanks.xls": lambda p: old_workbook(p, 2, range(0, 65_536, 16), [(n, None) for n in range(0, 250)]),
    "corners.xls": lambda p: old_workbook(p, 12, (0, 65_535), [(0, 1), (255, 1)]),
    "cells_below.html.xls": lambda p: p.write_text("<table>" + "<tr><td><td>" * 400_000),
    "across.html.xls": lambda p: p.write_text("<table>" + "<tr><td colspan=1000>a<td colspan=1000>b" * 120_000),
    "tables.html.xls": lambda p: p.write_text("<table><tr><td>" * 300_000),
    "groups.xml": lambda p: p.write_text("<m><z>" + "<x><y/></x>" * 400_000 + "</z></m>"),
    "kinds.xml": lambda p: p.write_text("<m><z>" + "".join(f"<a{n}><b/></a{n}>" for n in range(200_000)) + "</z></m>"),
    "columns.xml": lambda p: p.write_text("<m><z><r>" + "".join(f"<a{n}/>" for n in range(400_000)) + "</r></z></m>"),
    "deep.xml": lambda p: p.write_text("<m>" + ("<x>" * 200 + "<y>1</y>" + "</x>" * 200) * 3_000 + "</m>"),
    "down.html.xls": lambda p: p.write_text(f"<table><tr>{'<td rowspan=65534>a' * 9000}" + "<tr><td>b" * 400_000),
    "rows_of_cells.ods": lambda p: sheet(p, many(f"<table-row>{CELL * 8}</table-row>", 1_040_000)),
    "rows_of_cells_below.ods": lambda p: sheet(p, many(f"<table-row>{CELL * 7}</table-row>", 1_040_000)),
    "repeats_below.ods": lambda p: sheet(p, f'<table-row t:number-rows-repeated="480">{WIDE}</table-row>'),
    "rows_below.ods": lambda p: sheet(p, [NAMED, *many(f"<table-row>{CELL * 3}</table-row>", 1_040_000)]),
    "surplus.ods": lambda p: sheet(p, [NAMED, *many(f"<table-row>{LONGER * 11}</table-row>", 1_040_000)]),
    "surplus_below.ods": lambda p: sheet(p, [NAMED, *many(f"<table-row>{LONGER * 7}</table-row>", 1_040_000)]),
    "dimension.xlsx": lambda p: workbook(p, f"<row>{cells_of('a', 'b')}</row>", "", '<dimension ref="A1:XFD1048576"/>'),
}
QUICK = (
    "gzip.csv.gz",
    "gzip_below_in_one_cell.csv.gz",
    "gzip_below_of_lines.csv.gz",
    "far_row.xlsx",
    "dimension.xlsx",
    "corners.xls",
    "kinds.xml",
)
LAST = "</t></is></c></row>"


LOADING = """
import json, sys
from dashboard import intake
from dashboard.home import Home
result, = intake.load([sys.argv[1]], Home(sys.argv[2]), sys.argv[3])
(peak,) = (int(line.split()[1]) << 10 for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([peak, result.outcome, result.rows_read, result.rows_stored + result.rows_rejected]))
"""


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in BOMBS]
)
def test_a_small_file_takes_no_more_than_a_gigabyte(tmp_path, name):
    path = tmp_path / name
    BOMBS[name](path)
    assert path.stat().st_size <= MOST_BYTES
    done = subprocess.run(
        [sys.executable, "-c", LOADING, str(path), str(tmp_path / "home"), str(COUNCIL)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    peak, outcome, read, told = json.loads(done.stdout)
    print(f"{name}: {path.stat().st_size:,} bytes, peak {peak >> 20} MB, {outcome[:200]}")
    assert peak < MOST_MEMORY, f"{peak >> 20} MB"
    assert read == told and (read or outcome.startswith("not recognised: "))
