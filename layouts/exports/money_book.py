"""The money page as a workbook: every figure of it, its workings as live formulas, and where all of it comes from."""

from datetime import datetime

from dashboard import access
from dashboard import scorecard as cards
from dashboard.money import contracts, lines, shares
from dashboard.money import control as controls
from dashboard.money.months import april
from dashboard.workbook import Column, Sheet, workbook
from layouts.address import query, wanted_month, wanted_one_of, wanted_unit
from layouts.exports import EXCEL, control, file_answer, made, money_sheets, money_side_sheets, plain
from layouts.words import alarms as alarm_words
from layouts.words import money as money_words

CUTS = {"service": "service", "user_group": "user group"}
SHEETS = {
    "Money": "The rows of the page. Variance, its parts and what one cost are formulas of the next two sheets.",
    "Workings": "A row for each service and user group. What units were to cost is taken unit by unit where they were "
    "booked, to the penny; the parts are formulas of the figures beside them.",
    "Mix": "What is counted in the same unit, put together: volume is that of all its units at their average agreed "
    "price, and mix is the rest.",
    "Year": "From the budget of the year to the forecast of the budget holders, by service. The parts are those of the "
    "page: units of the months to come are at the pace of the last three on file.",
    "Plans": "Whether the units agreed for the year, at their agreed price, come to the budget.",
    "Months": "A row for each month and row of the page. What one cost is known where activity is on file.",
    "Contracts": "Contracts made for the unit or below; those made for the whole council are only there.",
    "Control totals": "Every file of the ledger and the budget as read, held against the store; of the whole council.",
    "Checks": "Every line must come to nothing.",
    "Files": "The files in force that the figures come from, each with a sum over its contents that it is known by.",
}
MEANINGS = {
    "Figures": "Pounds and pence. A plus costs more than the budget had.",
    "Committed": "What is paid and what is promised from April to the month.",
    "Commitment forecast": "What is in force, to 31 March; its range is where four fifths of past forecasts lay.",
    "Straight line": "What is paid, at the same pace to 31 March.",
}


def download(store, request):
    """The workbook of a unit, month and cut."""
    asked = query(request.query_string.decode("utf-8", "replace"))
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or access.reader(request).unit)
    month = wanted_month(names, asked.get("month"))
    by = wanted_one_of(CUTS, asked.get("by"), "by")
    with snapshot.cursor() as cursor:
        found = lines.money(cursor, unit.key, month, by)
        data = workbook(about(names, unit, found), sheets(cursor, names, unit, found))
    return file_answer(data, EXCEL, f"{plain(f'money-{unit.key}-{month:%Y-%m}-by-{by}')}.xlsx")


def sheets(cursor, names, unit, found):
    """The page's table, the workings behind it, then months, contracts, control totals and files."""
    month, first = found.month, april(found.month)
    cells = money_sheets.workings(found)
    mixed = money_sheets.mix(found, cells)
    outlook = shares.outlook(cursor, unit.key, month, found.by)
    capital = next((paid for (paid,) in cards.ask(cursor, "money_capital", unit=unit.key, month=month)), None)
    rows = money_sheets.money(found, outlook, cells, mixed, alarm_words.of_line, capital)
    services = lines.recut(found, "service")
    by_month = money_side_sheets.months(found)
    bought = contracts.contracts(cursor, unit.key, first, month)
    totals = {
        kind: controls.control(cursor, kind, controls.first_month(kind, month), month) for kind in controls.COLUMNS
    }
    files = cards.ask_dicts(cursor, "money_files", first=first, month=month)
    return [
        rows,
        cells,
        mixed,
        money_side_sheets.year(services),
        money_side_sheets.multiplied(services),
        by_month,
        money_side_sheets.contracts(names, bought),
        control_sheet(totals),
        money_side_sheets.checks(rows, cells, mixed, by_month, found, _revenue(totals, unit == names.root)),
        money_side_sheets.files(files),
    ]


def control_sheet(totals):
    """The control totals of the ledger and the budget, which are those of the whole council."""
    columns = (Column("layout", "What"), *control.SHEET)
    return Sheet("Control totals", columns, [{**row, "layout": kind} for kind, of in totals.items() for row in of.rows])


def _revenue(totals, whole):
    """What the files of the ledger come to, capital left out, for the whole council; None of a part of it."""
    return sum(check["files_revenue"] for check in totals["ledger"].checks) if whole else None


def about(names, unit, found):
    """What the workbook is, how its sheets hang together, and what each part of the variance means."""
    begins = [("No variance", money_words.begins_words(found.begins))] if found.begins else []
    parts = {money_words.PARTS[name]: said for name, said in money_words.SAID.items()}
    return [
        ("What", "Money and activity: the table of the page, with its workings"),
        ("Unit", f"{unit.name} and all below it"),
        ("Month", money_words.span(found.month, found.begins)),
        ("Cut", f"by {CUTS[found.by]}"),
        *begins,
        *((f"Sheet {name}", said) for name, said in SHEETS.items()),
        *((money_words.title(name), f"{money_words.title(said)}.") for name, said in parts.items()),
        *MEANINGS.items(),
        *made(names, datetime.now()),
    ]
