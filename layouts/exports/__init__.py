"""Tables as files: CSV with the headings in its first row, and Excel, each with what the table is about."""

import csv
import io
from itertools import islice

from flask import Response

from dashboard.plaintext import guarded
from dashboard.workbook import table, workbook
from layouts.words.files import MOST_ROWS, text

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def definition(names, measure, unit, period, made_at, **more):
    """What a file is about: (heading, text) lines. `more` are lines of its own, such as the filters."""
    return [
        ("Measure", measure["title"]),
        ("Question", measure["question"]),
        ("Unit", unit.name),
        ("Period", period),
        *((heading.replace("_", " ").capitalize(), text) for heading, text in more.items()),
        ("Kind", f"{measure['kind']}, {measure['counts']}; {measure['unit_of_value'] or 'a number'}"),
        ("Caveat", measure["caveat"] or "none"),
        ("Source of the definition", measure["source"]),
        ("Rule (SQL)", measure["sql"]),
        *made(names, made_at),
    ]


def made(names, made_at):
    """The last lines of what a file is about: whose it is, and how old its data are."""
    return [
        ("Council", names.council),
        ("Data built", f"{names.built_at:%Y-%m-%d %H:%M}"),
        ("File made", f"{made_at:%Y-%m-%d %H:%M}"),
    ]


def as_csv(columns, rows, about, name):
    """Headings, rows, an empty row, and what the table is about: a spreadsheet opens a table."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe(column) for column in columns])
    rows = iter(rows)
    writer.writerows([safe(value) for value in row] for row in islice(rows, MOST_ROWS))
    if next(rows, None) is not None:
        about = [*about, ("Rows", f"the first {MOST_ROWS:,} of more: narrow them down for a file that has all")]
    writer.writerow([])
    writer.writerows([heading, safe(said)] for heading, said in about)
    # The mark at the start tells Excel that the text is UTF-8.
    return file_answer("\ufeff" + out.getvalue(), "text/csv", f"{plain(name)}.csv")


def as_xlsx(sheet, columns, rows, about, name, totals=()):
    """A table as a workbook. `totals` are rows below it, outside its filter."""
    return file_answer(workbook(about, [table(sheet, columns, rows, totals)]), EXCEL, f"{plain(name)}.xlsx")


def safe(value):
    """A cell of a CSV file that no spreadsheet will run as a formula."""
    return guarded(value) if isinstance(value, str) else text(value)


def plain(name):
    """A name that any system takes for a file."""
    return "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-_."))


def file_answer(body, mimetype, name):
    """The answer that a browser saves under a name."""
    return Response(
        body,
        mimetype=mimetype,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )
