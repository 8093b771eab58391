"""Small source files made for the tests: one right row for every layout, and any table written in any disguise."""

import csv
import gzip
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

import openpyxl

from dashboard.intake.codes import code_lists

TYPICAL = {
    "text": ("Somewhere", "Somewhere"),
    "date": ("05/04/2024", date(2024, 4, 5)),
    "timestamp": ("05/04/2024 09:30", datetime(2024, 4, 5, 9, 30)),
    "month": ("202401", date(2024, 4, 1)),
    "period": ("2024-25", "2024-04-01/2025-03-31"),
    "integer": ("1", 1),
    "number": ("1.5", Decimal("1.5000")),
    "money": ("£1,234.50", Decimal("1234.50")),
    "boolean": ("yes", True),
}


def typical(column):
    """A right text for a column, and the value it should become."""
    if column.type == "code":
        value = code_lists()[column.codes].values[0]
        return value.upper(), value
    return TYPICAL[column.type]


def right_row(layout):
    return {column.header: typical(column)[0] for column in layout.columns}


def right_values(layout):
    values = [typical(column)[1] for column in layout.stored]
    return tuple([*values, None] if layout.has_marker else values)


def text(headers, rows, separator=",", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n", quoting=quoting)
    writer.writerow(headers)
    writer.writerows(rows)
    return out.getvalue()


def workbook(path, *sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def gzipped(content):
    return gzip.compress(content.encode("utf-8"))


VISIT_HEADERS = [
    "Visit ID",
    "Person ID",
    "Provider",
    "Team",
    "Planned Start",
    "Planned End",
    "Actual Start",
    "Actual End",
    "Carer",
    "First Visit By This Carer",
    "Told Beforehand",
]


def visit(number, day=1, **changes):
    """A right row of the visit log; changes are by header with underscores."""
    row = dict(
        zip(
            VISIT_HEADERS,
            [
                f"V{number}",
                "P1",
                "Provider A",
                "T1",
                f"2024-03-{day:02} 09:00",
                f"2024-03-{day:02} 09:30",
                f"2024-03-{day:02} 09:05",
                f"2024-03-{day:02} 09:31",
                "C1",
                "no",
                "",
            ],
            strict=True,
        )
    )
    return [*(row | {word.replace("_", " "): value for word, value in changes.items()}).values()]


def write_visits(path, *rows):
    path.write_text(text(VISIT_HEADERS, rows), encoding="utf-8")
    return path


OPENDOCUMENT = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{}</office:spreadsheet>
</office:body></office:document-content>"""


def opendocument(path, *sheets, content=None):
    """An OpenDocument workbook of (name, the XML of its rows), or of one whole content.xml."""
    tables = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", OPENDOCUMENT.format(tables) if content is None else content)


def ods_row(*cells, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def ods_cell(text="", kind="string", value=None, repeated=1, spans=1):
    """A cell as office programs write it: what is shown in a paragraph, what is meant in an attribute."""
    meant = {"float": "value", "percentage": "value", "date": "date-value", "boolean": "boolean-value"}.get(kind)
    said = f' office:value-type="{kind}"' if text else ""
    said += f' office:{meant}="{value}"' if meant else ""
    covered = "<table:covered-table-cell/>" * (spans - 1)
    said += f' table:number-columns-spanned="{spans}"' if spans > 1 else ""
    shown = f"<text:p>{escape(text)}</text:p>" if text else ""
    return f'<table:table-cell table:number-columns-repeated="{repeated}"{said}>{shown}</table:table-cell>{covered}'
