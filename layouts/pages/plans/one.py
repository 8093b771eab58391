"""The plan of one unit on one page: priorities in their order, each with its live measure, and all that serves them."""

from dash import html

from dashboard import scorecard as cards
from dashboard.planning import plans as written_plans
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.pages.plans.overview import wanted_year, years
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import plans as said

PATH = "/plans/unit"


def show(store, reader, asked):
    snapshot, written = store.snapshot(), writings.here()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    found = written_plans.plans(written)
    year = wanted_year(asked.get("year"), found, month)
    plan = written_plans.standing(found, year).get((unit.key, asked.get("provider")))
    at = place(names, reader, PATH, unit, month)
    crumb = at.crumb("plan", ("Plans", link("/plans", unit=unit.key, month=month, year=year)), year=str(year))
    whose = said.plan_name(names, plan) if plan else unit.name
    choice = years(PATH, found, year, {"unit": unit.key, "month": f"{month:%Y-%m}"})
    if plan is None or plan.is_covered:
        main = [crumb, *blocks.title(f"Plan of {whose}", _none(plan, year)), choice, _begin(unit, month)]
        return at.view(f"Plan of {whose}", main)
    with snapshot.cursor() as cursor:
        rows = {row.measure: row for row in cards.scorecard(cursor, names, unit, month).rows}
    live = Live(names, unit, month, rows)
    main = [
        crumb,
        *blocks.title(f"Plan of {whose}", plan.get("purpose")),
        choice,
        *(_sort(plan, sort, year, live, month) for sort in said.SORTS),
    ]
    return at.view(f"Plan of {whose}, {said.year_name(year)}", main)


class Live:
    """The newest value of measures at the unit of a plan, for its lines."""

    def __init__(self, names, unit, month, rows):
        self.names, self.unit, self.month, self.rows = names, unit, month, rows

    def cell(self, key):
        measure, row = self.names.measures.get(key), self.rows.get(key)
        if measure is None:
            return "–"
        value = words.figure(measure, row.value) if row and row.value is not None else "no value"
        name = blocks.to(measure["short"], link(measure_path(key), unit=self.unit.key, month=self.month))
        shown = [name, ": ", tag("B", value)]
        return [*shown, " ", blocks.standing(row.standing)] if row and row.value is not None else shown


def _none(plan, year):
    if plan is not None:
        return f"Covered by the plan above: {plan.thing.begun.reason}."
    return f"There is no plan for {said.year_name(year)}."


def _begin(unit, month):
    begin = link("/write", kind="plan.drafted", unit=unit.key, month=month)
    return html.P(blocks.to("Begin the plan", begin, className="button"), className="write-links")


def _sort(plan, sort, year, live, month):
    lines = plan.of(sort, year)
    put = link("/write", kind=f"line.{sort}", unit=plan.unit, month=month, topic=plan.key)
    add = blocks.to(["Add", blocks.hidden(f" to {said.SORTS[sort].lower()}")], put, className="button")
    if not lines:
        return html.P([f"{said.SORTS[sort]}: none. ", add], className="soft")
    rows = [[_title(line), _who(line), live.cell(line.get("shows"))] for line in lines]
    table = blocks.table(said.SORTS[sort], [("line", ""), ("who, by when", ""), ("now", "")], rows)
    return blocks.section(sort, said.SORTS[sort], [blocks.scroll(table, said.SORTS[sort])], beside=add)


def _title(line):
    rank = f"{line.rank}. " if line.rank else ""
    return [rank, tag("A", line.get("title") or line.get("service") or line.sort, href=link("/write", about=line.key))]


def _who(line):
    due = line.get("due")
    return ", ".join(filter(None, (line.get("owner"), f"by {said.due(due)}" if due else "")))


PAGE = Page(
    PATH,
    "Plan of a unit",
    show,
    about="What a unit is for and what it will do in the years to come, each line with the newest value of its"
    " measure.",
    found=False,
)
