"""What packages and visits say should have been paid beside what the ledger says was paid, and where the two differ."""

from datetime import datetime

from dashboard import access
from dashboard import scorecard as cards
from dashboard.money.reconciliation import (
    OPEN,
    STATUSES,
    Wanted,
    first_month,
    owner,
    reconcile,
)
from dashboard.workbook import Column, Sheet, workbook
from layouts import exports, words
from layouts.address import link, query, wanted_month, wanted_one_of, wanted_unit
from layouts.page import Page, head, render

PATH = "/money/reconciliation"
MOST_SHOWN = 200
MOST_SAVED = 50_000
# The periods as an address says them.
BASES = {
    "year": "financial year to date",
    "month": "month",
    "rolling": "rolling 12 months",
    "all": "all months",
}
NO_PROVIDER = "no provider named"
COLUMNS = (
    Column("month", "Month", "month"),
    Column("service", "Service"),
    Column("provider", "Provider"),
    Column("unit", "Unit"),
    Column("owed", "Should have been paid", "money", summed=True),
    Column("paid", "Was paid", "money", summed=True),
    Column("difference", "Difference", "money", "{paid}-{owed}", summed=True),
    Column("status", "Where it stands"),
    Column("age", "Months old", "number"),
    Column("owner", "Owner"),
)
SERVICE_COLUMNS = (
    Column("service", "Service"),
    Column("owed", "Should have been paid", "money", summed=True),
    Column("paid", "Was paid", "money", summed=True),
    Column("difference", "Difference", "money", "{paid}-{owed}", summed=True),
    Column("matched", "Matched", "number", summed=True),
    Column("differs", "Differs", "number", summed=True),
    Column("only_packages", "Only in the packages", "number", summed=True),
    Column("only_ledger", "Only in the ledger", "number", summed=True),
    Column("nothing_on_file", "Nothing on file", "number", summed=True),
)
METHOD = (
    "Each package in force is taken at its price of the financial year for its days in the month; hours of home care "
    "are those of the visit log at the price of the contract. A pound either way counts as matched."
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit, month, period, wanted = read(names, reader, asked.words)
    with snapshot.cursor() as cursor:
        services = known_services(cursor)
        wanted = filtered(wanted, asked.words, services)
        found = reconcile(cursor, wanted, MOST_SHOWN + 1)
    kept = {"basis": period, "service": wanted.service, "status": wanted.status, "provider": wanted.provider}
    asked_for = {"unit": unit.key, "month": month, **{word: asked.get(word) for word in kept}}
    return render(
        "reconciliation.html",
        f"Reconciliation: {unit.name}",
        found=found,
        rows=[{**row, "owner": owner(names, row["unit"])} for row in found.rows[:MOST_SHOWN]],
        more=len(found.rows) > MOST_SHOWN,
        sentence=sentence(found, wanted),
        span=span_words(wanted.first, wanted.last),
        wanted=wanted,
        periods=BASES,
        statuses=STATUSES,
        services=services,
        period=period,
        method=METHOD,
        no_provider=NO_PROVIDER,
        pounds=pounds,
        csv_href=link(f"{PATH}.csv", **asked_for),
        xlsx_href=link(f"{PATH}.xlsx", **asked_for),
        **head(names, reader, PATH, unit, month, **{word: asked.get(word) for word in kept}),
    )


def read(names, reader, asked):
    """The unit, the month, the word for the period and what is wanted of them, before any filter."""
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    word = wanted_one_of(BASES, asked.get("basis"), "basis")
    return unit, month, word, Wanted(unit.key, first_month(BASES[word], month, names.months), month)


def filtered(wanted, asked, services):
    """The same with the service, provider and status that the address asks for."""
    service = wanted_one_of(named(services), asked["service"], "service") if asked.get("service") else None
    status = wanted_one_of(named(STATUSES), asked["status"], "status") if asked.get("status") else None
    provider = {NO_PROVIDER: ""}.get(asked.get("provider"), asked.get("provider"))
    return Wanted(wanted.unit, wanted.first, wanted.last, service, provider, status)


def named(words):
    """Words that are their own titles."""
    return {word: word for word in words}


def known_services(cursor):
    return [service for (service,) in cards.ask(cursor, "reconciled_services")]


def sentence(found, wanted):
    """The whole in two sentences, before any filter."""
    if not found.services:
        return "Nothing stands on both sides here: no package or visit with a price, or no payment for one."
    owed, paid = found.total("owed"), found.total("paid") - found.total("paid_without_file")
    owed -= found.total("owed_without_file")
    more = paid - owed
    compared = found.count(*OPEN, "matched")
    way = "exactly that" if not more else f"{pounds(abs(more))} {'more' if more > 0 else 'less'}"
    return (
        f"Packages and visits say that {pounds(owed)} should have been paid in"
        f" {span_words(wanted.first, wanted.last)}; the ledger says {pounds(paid)} was: {way}."
        f" {differ_words(found.count(*OPEN), compared)}"
    )


def differ_words(differ, compared):
    whole = f"{compared:,} comparisons (a service of one provider for one unit in a month)"
    if not differ:
        return f"All {whole} match."
    return f"Of {whole}, {differ:,} {'does' if differ == 1 else 'do'} not match."


def span_words(first, last):
    return words.month_words(last) if first == last else f"{words.month_words(first)} to {words.month_words(last)}"


def pounds(value, signed=False):
    """To the penny: £1,234.50; with a sign where it is a difference."""
    if value is None:
        return "–"
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}£{abs(value):,.2f}"


def saved(store, request):
    """What the page shows, without its limit: the names, what was found, what it is about, and a name for the file."""
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    asked = query(request.query_string.decode("utf-8", "replace"))
    unit, month, _, wanted = read(names, access.reader(request), asked)
    with snapshot.cursor() as cursor:
        wanted = filtered(wanted, asked, known_services(cursor))
        found = reconcile(cursor, wanted, MOST_SAVED)
    name = "-".join(filter(None, ("reconciliation", unit.key, f"{month:%Y-%m}", wanted.service, wanted.status)))
    about = [
        ("What", "Reconciliation of finance and activity"),
        ("Unit", unit.name),
        ("Months", span_words(wanted.first, wanted.last)),
        ("Shown", ", ".join(filter(None, (wanted.service, wanted.provider, wanted.status or "what does not match")))),
        ("How", METHOD),
        *exports.made(names, datetime.now()),
    ]
    return names, found, about, exports.plain(name.replace(" ", "_"))


def readable(names, rows):
    """Rows with units by name, and with who answers for each."""
    for row in rows:
        unit = names.units.get(row["unit"])
        yield {
            **row,
            "unit": unit.name if unit else row["unit"],
            "owner": owner(names, row["unit"]),
            "provider": row["provider"] or NO_PROVIDER,
        }


def as_csv(store, request):
    names, found, about, name = saved(store, request)
    rows = readable(names, found.rows)
    cells = ([f"{row['month']:%Y-%m}", *(row[column.name] for column in COLUMNS[1:])] for row in rows)
    return exports.as_csv([column.name for column in COLUMNS], cells, about, name)


def as_xlsx(store, request):
    names, found, about, name = saved(store, request)
    sheets = [
        Sheet("By service", SERVICE_COLUMNS, found.services),
        Sheet("Comparisons", COLUMNS, list(readable(names, found.rows))),
    ]
    return exports.file_answer(workbook(about, sheets), exports.EXCEL, f"{name}.xlsx")


PAGE = Page(PATH, "Reconciliation", show, routes={f"{PATH}.csv": as_csv, f"{PATH}.xlsx": as_xlsx})
