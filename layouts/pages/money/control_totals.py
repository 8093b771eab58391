"""Control totals: that no pound of a file was lost on its way into the store, or counted twice."""

from datetime import datetime

from dashboard import scorecard as cards
from dashboard.money.control import COLUMNS, SUMS, control, first_month, is_same
from dashboard.money.months import april
from dashboard.workbook import Column, Sheet, workbook
from layouts import exports, words
from layouts.address import link, query, wanted_month, wanted_one_of, wanted_unit
from layouts.page import Page, head, render
from layouts.pages.money.reconciliation import pounds, span_words

PATH = "/money/control"
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


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)  # whom the reader came from: the totals are of all
    month = wanted_month(names, asked.get("month"))
    kind = wanted_one_of(KINDS, asked.get("kind"), "kind")
    with snapshot.cursor() as cursor:
        found = control(cursor, kind, first_month(kind, month), month)
    return render(
        "control.html",
        "Control totals",
        found=found,
        kind=kind,
        kinds=KINDS,
        column=COLUMNS[kind],
        sums={word: found.total(word) for word in SUMS},
        sentence=sentence(found, kind, month),
        is_same=is_same,
        not_mapped=link("/money/line", unit=names.root.key, month=month, service="not mapped"),
        pounds=pounds,
        xlsx_href=link(f"{PATH}.xlsx", month=month, kind=kind),
        **head(names, reader, PATH, unit, month, kind=kind),
    )


def months_words(kind, month):
    """What the totals are of: months of the ledger; a budget is that of its financial year."""
    if kind == "ledger":
        return span_words(first_month(kind, month), month)
    start = april(month)
    return words.year_words(start, start.replace(year=start.year + 1, month=3))


def sentence(found, kind, month):
    span = months_words(kind, month)
    if not found.rows:
        return f"No file of the {kind} covers {span}."
    files = len({row["file"] for row in found.rows})
    adds = "adds" if files == 1 else "add"
    start = f"{words.count_words(files, 'file')} of the {kind} {adds} up to {pounds(found.total('in_file'))} for {span}"
    if not found.agrees:
        wrong = sum(not row["agrees"] for row in found.rows)
        return (
            f"{start}, and {words.count_words(wrong, 'line').lower()} below {'does' if wrong == 1 else 'do'} not agree."
        )
    rest = [
        f"{pounds(found.total(word))} {said}"
        for word, said in (
            ("rejected", "was rejected"),
            ("not_mapped", "is not mapped to any unit"),
            ("outside", "lies in months outside the store"),
        )
        if found.total(word)
    ]
    return (
        f"{start}. Every pound is found again at the units{', but for these: ' + words.listed(rest) if rest else ''}."
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


PAGE = Page(PATH, "Control totals", show, routes={f"{PATH}.xlsx": as_xlsx})
