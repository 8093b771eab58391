"""The cases of a month: what counts against a unit's reds and is open or was late, the longest overdue first."""

from dash import html

from dashboard import scorecard as cards
from dashboard.access import opening
from layouts import words
from layouts.address import wanted_month, wanted_unit
from layouts.exports import cases as files
from layouts.page import Page, both_kinds, place
from layouts.parts import blocks
from layouts.parts.cases import PATH, against, cases_of, counted, measure_at, over, records

MOST = 300  # on the page; the files have all
HEADS = [("case", "m"), ("measure", ""), ("due", ""), ("how long", "n"), ("done", ""), ("worker", "")]
ABOUT = (
    "The cases behind the measures that miss their target, or nearly do, of which the files say when they were due: "
    "those still open on the last day of the month, with what comes due in the month after, and those done late in it. "
    "A case that the files give no day for is counted below, measure by measure."
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    found = cases_of(snapshot, unit.key, month)
    opening.listed(["person"], [(case.person,) for case in found.cases[:MOST]])
    at = place(names, reader, PATH, unit, month)
    main = [
        at.crumb("this month"),
        *blocks.title("This month", _lead(unit, month, found.cases)),
        _cases(at, found.cases) if found.cases else None,
        _undated(at, found.undated) if found.undated else None,
        None if found.cases or found.undated else blocks.to_data(),
    ]
    saved = both_kinds("Every case", PATH, unit=unit.key, month=month) if found.cases else ()
    return at.view(f"This month, {unit.name}", main, exports=saved)


def _lead(unit, month, cases):
    if not cases:
        return f"{unit.name} has no case on file that is overdue or comes due after {words.month_words(month)}."
    return f"{words.count_words(len(cases), 'case')} at the end of {words.month_words(month)}: {counted(cases)}."


def _cases(at, cases):
    rows = []
    for case in cases[:MOST]:
        measure = at.names.measures[case.measure]
        rows.append(
            [
                blocks.to_grid(case.person, records(at.unit, at.month, case)),
                blocks.to(measure["short"], measure_at(at.unit, at.month, case.measure), title=measure["title"]),
                words.day_words(case.due),
                blocks.cell(over(case), "n miss" if case.days > 0 and not case.done else "n soft"),
                words.day_words(case.done) if case.done else "",
                case.worker or "",
            ]
        )
    table = blocks.still(
        blocks.scroll(blocks.table("Cases, the longest overdue first", HEADS, rows, stacked=True), "Cases")
    )
    more = [html.P(f"The first {MOST} of {len(cases):,}; the files under Export have all.", className="note")]
    small = "the longest overdue first"
    return blocks.section("cases", "Cases with a date", [table, *(more if len(cases) > MOST else [])], small=small)


def _undated(at, undated):
    lines = []
    for key, count in undated:
        measure = at.names.measures[key]
        many = words.count_words(count, "record counts", "records count").lower()
        said = html.Span(f"{many} against it", className="soft")
        lines.append(html.Li([blocks.to_grid(measure["title"], against(at.unit, at.month, key)), " ", said]))
    small = "behind measures whose files give no day by which a thing was due"
    return blocks.section("undated", "Without a date", [html.Ul(lines, className="brief")], small=small)


PAGE = Page(
    PATH,
    "This month",
    show,
    in_menu=True,
    group="Look it up",
    about=ABOUT,
    opens_records=True,
    routes={f"{PATH}.csv": files.as_csv, f"{PATH}.xlsx": files.as_xlsx},
)
