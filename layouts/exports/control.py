"""Control totals as a workbook that checks itself: what is lost between file, store and units is a live formula."""

from datetime import datetime

from dashboard import scorecard as cards
from dashboard.money.control import COLUMNS, control, first_month
from dashboard.workbook import Column, Sheet, workbook
from layouts import exports
from layouts.address import query, wanted_month, wanted_one_of
from layouts.words.control import months_words

KINDS = {kind: kind for kind in COLUMNS}
SHEET = (
    Column("name", "File"),
    Column("month", "Month", "month"),
    Column("part", "Capital or revenue"),
    Column("in_file", "In the file", "money", summed=True),
    Column("rejected", "Rejected", "money", summed=True),
    Column("in_store", "In the store", "money", summed=True),
    Column("at_units", "At units", "money", summed=True),
    Column("not_mapped", "Not mapped", "money", summed=True),
    Column("outside", "Months outside the store", "money", summed=True),
    Column("check_file", "File less store and rejected", "money", "{in_file}-{in_store}-{rejected}", summed=True),
    Column("check_units", "Store less all units", "money", "{in_store}-{at_units}-{not_mapped}-{outside}", summed=True),
)


def as_xlsx(store, request):
    snapshot = store.snapshot()
    asked = query(request.query_string.decode("utf-8", "replace"))
    names = cards.names(snapshot)
    month = wanted_month(names, asked.get("month"))
    kind = wanted_one_of(KINDS, asked.get("kind"), "kind")
    with snapshot.cursor() as cursor:
        found = control(cursor, kind, first_month(kind, month), month)
    about = [
        ("What", f"Control totals of the {kind}"),
        ("Months", months_words(kind, month)),
        *exports.made(names, datetime.now()),
    ]
    sheet = Sheet("Control totals", SHEET, found.rows)
    return exports.file_answer(workbook(about, [sheet]), exports.EXCEL, f"control-{kind}-{month:%Y-%m}.xlsx")
