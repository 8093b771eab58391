"""The reconciliation as CSV, and as a workbook whose differences and sums are live formulas."""

from dataclasses import replace
from datetime import datetime

from dashboard import access
from dashboard import scorecard as cards
from dashboard.money.reconciliation import LINES, known, reconcile
from dashboard.workbook import Column, Sheet, workbook
from layouts import exports
from layouts.address import query
from layouts.parts.money import tie as reconciliation_tie
from layouts.parts.money.reconciliation import filtered, read, readable
from layouts.words.reconciliation import METHOD, line_words, shown_words, span_words

MOST_SAVED = 50_000
COLUMNS = (
    Column("month", "Month", "month"),
    Column("service", "Service"),
    Column("provider", "Provider"),
    Column("unit", "Unit"),
    Column("owed", "Should have been paid", "money", summed=True),
    Column("paid", "Was paid", "money", summed=True),
    Column("difference", "Difference", "money", "{paid}-{owed}", summed=True),
    Column("cause", "Cause"),
    Column("half", "Other half"),
    Column("status", "Where it stands"),
    Column("age", "Months old", "number"),
    Column("owner", "Owner"),
)
COUNTED = (
    Column("owed", "Should have been paid", "money", summed=True),
    Column("paid", "Was paid", "money", summed=True),
    Column("difference", "Difference", "money", "{paid}-{owed}", summed=True),
    Column("matched", "Matched", "number", summed=True),
    Column("halves", "Late or elsewhere", "number", summed=True),
    Column("differs", "Differs", "number", summed=True),
    Column("only_packages", "Only in the packages", "number", summed=True),
    Column("only_ledger", "Only in the ledger", "number", summed=True),
    Column("nothing_on_file", "Nothing on file", "number", summed=True),
)


def as_csv(store, request):
    names, _, rows, _, about, name = saved(store, request)
    cells = ([f"{row['month']:%Y-%m}", *(row[column.name] for column in COLUMNS[1:])] for row in readable(names, rows))
    return exports.as_csv([column.heading for column in COLUMNS], cells, about, name)


def as_xlsx(store, request):
    names, lines, rows, tie, about, name = saved(store, request)
    sheets = [
        Sheet(
            f"By {by}",
            (Column("line", by.capitalize()), *COUNTED),
            [{**row, "line": line_words(row["line"], by)} for row in lines[by]],
        )
        for by in LINES
    ]
    sheets += [
        Sheet("Comparisons", COLUMNS, list(readable(names, rows))),
        *([reconciliation_tie.sheet(tie)] if tie else []),
    ]
    return exports.file_answer(workbook(about, sheets), exports.EXCEL, f"{name}.xlsx")


def saved(store, request):
    """What the page shows, without its limit: names, lines by each word, rows, the tie, what the file is about."""
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    asked = query(request.query_string.decode("utf-8", "replace"))
    unit, month, _, wanted = read(names, access.reader(request), asked)
    with snapshot.cursor() as cursor:
        wanted = filtered(wanted, asked, *known(cursor))
        rows = reconcile(cursor, wanted, MOST_SAVED).rows
        lines = {by: reconcile(cursor, replace(wanted, by=by), 0).lines for by in LINES}
        tie = reconciliation_tie.steps(cursor, wanted)
    name = "-".join(filter(None, ("reconciliation", unit.key, f"{month:%Y-%m}", wanted.service, wanted.status)))
    about = [
        ("What", "Reconciliation of finance and activity"),
        ("Unit", unit.name),
        ("Months", span_words(wanted.first, wanted.last)),
        ("Shown", shown_words(wanted)),
        ("How", METHOD),
        *exports.made(names, datetime.now()),
    ]
    return names, lines, rows, tie, about, exports.plain(name.replace(" ", "_"))
