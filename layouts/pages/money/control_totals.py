"""Control totals: that no pound of a file was lost on its way into the store, or counted twice."""

from dash import html

from dashboard import scorecard as cards
from dashboard.money.control import COLUMNS, SUMS, control, first_month, is_same
from layouts import frame, words
from layouts.address import link, wanted_month, wanted_one_of, wanted_unit
from layouts.exports import control as files
from layouts.page import Export, Page, month_choices, place
from layouts.parts import blocks
from layouts.words import control as say
from layouts.words.money import to_the_penny as pounds

PATH = "/money/control"
HEADS = (
    *(("file", ""), ("month", ""), ("kind", ""), ("in the file", "n"), ("rejected", "n"), ("in the store", "n")),
    *(("at units", "n"), ("not mapped", "n"), ("outside", "n"), ("agrees", "")),
)
CUTS = (
    *(("month", ""), ("files, revenue", "n"), ("all services, revenue", "n"), ("files, with capital", "n")),
    *(("measure of payments", "n"), ("agrees", "")),
)
OF_CUTS = ("files_revenue", "services_revenue", "files_everything", "measured_everything")
NOTE = (
    "The sum in a file is taken as its rows are read, before any is turned away; every column of money of the budget "
    "is held to the same, and the table shows one of them. What is not mapped belongs to a cost centre that no list "
    "names, or to a unit that does not exist in that month."
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)  # whom the reader came from: the totals are of all
    month = wanted_month(names, asked.get("month"))
    kind = wanted_one_of(files.KINDS, asked.get("kind"), "kind")
    with snapshot.cursor() as cursor:
        found = control(cursor, kind, first_month(kind, month), month)
    at = place(names, reader, PATH, unit, month)
    main = [
        _crumb(at, kind),
        *blocks.title(f"Control totals of the {kind}: whole council", say.sentence(found, kind, month)),
        _files(at, kind, found) if found.rows else blocks.to_data(),
        _cuts(found.checks) if found.checks else None,
        html.P(blocks.save("Save as a workbook", link(f"{PATH}.xlsx", month=month, kind=kind))),
        html.P(NOTE, className="note"),
    ]
    saved = Export("The totals and every check", "Excel", link(f"{PATH}.xlsx", month=month, kind=kind))
    return at.view("Control totals", main, exports=[saved])


PAGE = Page(
    PATH,
    "Control totals",
    show,
    about="The sum of each file as it was read, beside the sum of what is counted here: no pound was lost on the "
    "way, or counted twice.",
    routes={f"{PATH}.xlsx": files.as_xlsx},
)


def _crumb(at, kind):
    """The way here from money, and the pickers: of the kind of file and the month, for the totals are of all units."""
    here = {"unit": at.unit.key, "month": at.month}
    ways = [
        (f"{at.unit.name}: money", link("/money", **here)),
        ("packages against the ledger", link("/money/reconciliation", **here)),
    ]
    choices = [
        ("kind", "Kind of file", blocks.options(files.KINDS), kind),
        ("month", "Month", month_choices(at.names), f"{at.month:%Y-%m}"),
    ]
    return frame.crumb(ways, "control totals", frame.pickers(PATH, choices, {"unit": at.unit.key}))


def _files(at, kind, found):
    not_mapped = link("/money/line", unit=at.names.root.key, month=at.month, service="not mapped")

    def amount(word, value):
        leads = word == "not_mapped" and value and kind == "ledger"
        return blocks.to(pounds(value), not_mapped) if leads else pounds(value)

    rows = [
        [
            blocks.to(row["name"], link("/data", file=row["file"])),
            words.short_month(row["month"]) if row["month"] else "no month",
            row["part"],
            pounds(row["in_file"]),
            *(amount(word, row[word]) if row[word] else "–" for word in SUMS[1:]),
            _agrees(row["agrees"]),
        ]
        for row in found.rows
    ]
    sums = (blocks.cell(amount(word, found.total(word)), className="n now") for word in SUMS)
    foot = [blocks.tag("Th", "all", scope="row", colSpan=3), *sums, blocks.cell("")]
    table = blocks.table("Control totals by file and month", HEADS, rows, foot, kind="plain differences")
    small = (
        f"the column “{COLUMNS[kind]}”; in the file = rejected + in the store; in the store = at units + not mapped + "
        "months outside the store"
    )
    return blocks.section("files", "Each file and month", [blocks.scroll(table, "Control totals")], small=small)


def _cuts(checks):
    rows = [
        [words.short_month(row["month"]), *(pounds(row[cut]) for cut in OF_CUTS), _agrees(is_same(row))]
        for row in checks
    ]
    table = blocks.table("The same months from three cuts", CUTS, rows)
    small = "the files, the services on the money page, the measure of payments on the scorecard"
    return blocks.section("cuts", "Three cuts of each month", [blocks.scroll(table, "Three cuts")], small=small)


def _agrees(so):
    shape, said, mark = ("●", "agrees", "met") if so else ("▼", "does not agree", "miss")
    return html.Span([blocks.unsaid(shape), f" {said}"], className=f"s {mark}")
