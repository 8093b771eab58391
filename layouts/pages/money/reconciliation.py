"""What packages and visits say should have been paid beside what the ledger says was paid, and where the two differ."""

from dataclasses import replace
from datetime import date, datetime

from dashboard import access
from dashboard import scorecard as cards
from dashboard.money.reconciliation import (
    CAUSES,
    EVEN,
    HALVES,
    LINES,
    SORTS,
    STATUSES,
    Wanted,
    first_month,
    known,
    reconcile,
)
from dashboard.workbook import Column, Sheet, workbook
from layouts import exports, words
from layouts.address import link, query, wanted_month, wanted_one_of, wanted_unit
from layouts.page import Page, head, render
from layouts.parts.money import tie as reconciliation_tie

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
KEPT = ("basis", "by", "service", "provider", "status", "cause", "owner", "sort")
NO_PROVIDER, NOBODY = "no provider named", "nobody named"
# What is likely to have happened, in a word or two.
CAUSE_WORDS = {
    "another price": "paid at another price",
    "not invoiced": "not paid",
    "no package": "paid without a package",
    "paid twice": "paid twice, it seems",
    "together": "hours against their invoices",
    "many rows": "too many rows to pair",
    "paid late": "paid late",
    "booked elsewhere": "booked elsewhere",
    "pennies": "pennies between equal amounts",
}
# What befell a payment that stands at two places: of one, and of several.
HALF_WORDS = {
    "paid late": ("came late", "came late"),
    "booked elsewhere": ("was booked to another service or unit", "were booked to another service or unit"),
}
SORT_WORDS = {
    "largest": "the largest difference first",
    "oldest": "the oldest first",
    "cause": "by cause",
    "owner": "by owner",
    "provider": "by provider",
}
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
METHOD = (
    "Each package in force is taken at its price of the financial year for its days in the month; hours of home care "
    "are those of the visit log at the price of the contract. A pound either way counts as matched. A cause is what "
    "the rows look like once equal amounts are paired, and no proof. Paid late: the amount that was missing came "
    "later, within the months that the council’s settings say. Booked elsewhere: it was paid in the same month at "
    "another unit or service. Both halves stay where they are booked; here they stand in one row."
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit, month, period, wanted = read(names, reader, asked.words)
    with snapshot.cursor() as cursor:
        services, owners = known(cursor)
        wanted = filtered(wanted, asked.words, services, owners)
        found = reconcile(cursor, wanted, MOST_SHOWN + 1)
        tie = reconciliation_tie.steps(cursor, wanted)
    kept = {
        word: asked.get(word) for word in ("basis", "by", "service", "provider", "status", "cause", "owner", "sort")
    }
    asked_for = {"unit": unit.key, "month": month, **kept}
    return render(
        "reconciliation.html",
        f"Reconciliation: {unit.name}",
        found=found,
        tie=tie,
        lines=[{**row, **line(row["line"], wanted.by)} for row in found.lines],
        rows=list(readable(names, found.rows[:MOST_SHOWN])),
        more=len(found.rows) > MOST_SHOWN,
        sentence=sentence(found, wanted),
        span=span_words(wanted.first, wanted.last),
        wanted=wanted,
        is_even=wanted.status in EVEN,
        asked_for=asked_for,
        periods=BASES,
        statuses=STATUSES,
        causes=CAUSE_WORDS,
        sorts=SORT_WORDS,
        lines_by=LINES,
        services=services,
        owners=owners,
        period=period,
        method=METHOD,
        no_provider=NO_PROVIDER,
        nobody=NOBODY,
        pounds=pounds,
        csv_href=link(f"{PATH}.csv", **asked_for),
        xlsx_href=link(f"{PATH}.xlsx", **asked_for),
        **head(names, reader, PATH, unit, month, **kept),
    )


def read(names, reader, asked):
    """The unit, the month, the word for the period and what is wanted of them, before any filter."""
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    word = wanted_one_of(BASES, asked.get("basis"), "basis")
    return unit, month, word, Wanted(unit.key, first_month(BASES[word], month, names.months), month)


def filtered(wanted, asked, services, owners):
    """The same with the filters, the order and the lines that the address asks for."""

    def one_of(choices, word):
        return wanted_one_of(named(choices), asked[word], word) if asked.get(word) else None

    return replace(
        wanted,
        service=one_of(services, "service"),
        status=one_of(STATUSES, "status"),
        cause=one_of(CAUSES, "cause"),
        owner={NOBODY: ""}.get(asked.get("owner")) if asked.get("owner") == NOBODY else one_of(owners, "owner"),
        provider={NO_PROVIDER: ""}.get(asked.get("provider"), asked.get("provider")),
        sort=one_of(SORTS, "sort") or SORTS[0],
        by=one_of(LINES, "by") or LINES[0],
    )


def named(words):
    """Words that are their own titles."""
    return {word: word for word in words}


def line(key, by):
    """What a line of the first table is called, and the words of an address that narrow the page to it."""
    if by == "month":
        return {"words": line_words(key, by), "filter": {"month": key, "basis": "month"}}
    return {"words": line_words(key, by), "filter": {by: line_words(key, by)}}


def line_words(key, by):
    return words.short_month(date.fromisoformat(f"{key}-01")) if by == "month" else key or NO_PROVIDER


def sentence(found, wanted):
    """The whole in two or three sentences, of the service and provider asked for."""
    if not found.lines:
        return "Nothing stands on both sides here: no package or visit with a price, or no payment for one."
    owed, paid = found.total("owed"), found.total("paid") - found.total("paid_without_file")
    owed -= found.total("owed_without_file")
    more = paid - owed
    way = "exactly that" if not more else f"{pounds(abs(more))} {'more' if more > 0 else 'less'}"
    return (
        f"Packages and visits say that {pounds(owed)} should have been paid in"
        f" {span_words(wanted.first, wanted.last)}; the ledger says {pounds(paid)} was: {way}."
        f" {differ_words(found.open, found.compared)}{halves_words(found.halves)}{without_words(found)}"
    )


def differ_words(differ, compared):
    whole = f"{compared:,} comparisons (a service of one provider for one unit in a month)"
    if not differ:
        return f"All {whole} match." if compared else "No month here can be compared."
    return f"Of {whole}, {differ:,} {'does' if differ == 1 else 'do'} not match."


def halves_words(halves):
    """The payments that stand at two places: 'Besides, one payment came late: it shows twice ...'"""
    said = [
        f"{words.count_words(count, 'payment').lower()} {was if count == 1 else were}"
        for count, (was, were) in ((halves.get(cause, 0), HALF_WORDS[cause]) for cause in HALVES)
        if count
    ]
    if not said:
        return ""
    them = "it shows twice, and is" if sum(halves.values()) == 1 else "they show twice, and are"
    return f" Besides, {words.listed(said)}: {them} listed once below."


def without_words(found):
    """What was paid where nothing is on file to hold it against."""
    if not found.total("nothing_on_file"):
        return ""
    return (
        f" Besides, {pounds(found.total('paid_without_file'))} that was paid can’t be compared, because no visit log"
        " of its month, or no return with the prices of its year, is on file."
    )


def span_words(first, last):
    return words.month_words(last) if first == last else f"{words.month_words(first)} to {words.month_words(last)}"


def pounds(value, signed=False):
    """To the penny: £1,234.50; with a sign where it is a difference."""
    if value is None:
        return "–"
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    return f"{sign}£{abs(value):,.2f}"


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


def shown_words(wanted):
    """The filters in words: 'home care, no provider named, differs'."""
    cause = CAUSE_WORDS.get(wanted.cause)
    provider = NO_PROVIDER if wanted.provider == "" else wanted.provider
    owner = NOBODY if wanted.owner == "" else wanted.owner
    return ", ".join(filter(None, (wanted.service, provider, wanted.status or "what does not match", cause, owner)))


def readable(names, rows):
    """Rows with units by name and what is not named in words, and with the other half of what has two."""
    for row in rows:
        yield {
            **row,
            "key": row["unit"],
            "unit": unit_name(names, row["unit"]),
            "owner": row["owner"] or NOBODY,
            "provider": row["provider"] or NO_PROVIDER,
            "cause": CAUSE_WORDS.get(row.get("cause"), ""),
            "half": half_words(names, row),
            "is_alone": bool(row.get("other_month")) and not (row["has_first"] and row["has_second"]),
        }


def unit_name(names, key):
    return names.units[key].name if key in names.units else key


def half_words(names, row):
    """Where the other half of a payment stands: 'June 2026', or 'day support at Northfield'."""
    if not row.get("other_month"):
        return ""
    if row["other_month"] != row["month"]:
        return words.month_words(row["other_month"])
    unit = f" at {unit_name(names, row['other_unit'])}" if row["other_unit"] != row["unit"] else ""
    return f"{row['other_service']}{unit}"


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


PAGE = Page(PATH, "Reconciliation", show, routes={f"{PATH}.csv": as_csv, f"{PATH}.xlsx": as_xlsx})
