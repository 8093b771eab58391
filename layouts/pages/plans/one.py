"""The plan of one unit on one page: priorities in their order, each with its live measure, and all that serves them."""

from dash import html

from dashboard import scorecard as cards
from dashboard.journal.families.actions import OPEN
from dashboard.planning import around, capacity, changes
from dashboard.planning import plans as written_plans
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.pages.plans import changed, lines, objectives, worth
from layouts.pages.plans.overview import wanted_year, years
from layouts.parts import blocks
from layouts.words import plans as said
from layouts.words.writing import signed

PATH = "/plans/unit"


def show(store, reader, asked):
    snapshot, written = store.snapshot(), writings.here()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    found = written_plans.plans(written)
    year = wanted_year(asked.get("year"), found, month)
    standing = written_plans.standing(found, year)
    plan = standing.get((unit.key, asked.get("partner")))
    at = place(names, reader, PATH, unit, month)
    crumb = at.crumb("plan", ("Plans", link("/plans", unit=unit.key, month=month, year=year)), year=str(year))
    whose = asked.get("partner") if plan and asked.get("partner") else unit.name
    choice = years(PATH, found, year, {"unit": unit.key, "month": f"{month:%Y-%m}", "partner": asked.get("partner")})
    if plan is None or plan.is_covered:
        above = next((one for one in reversed(names.above(unit)) if (one.key, "") in standing), None)
        main = [
            crumb,
            *blocks.title(f"Plan of {whose}", _none(plan, year)),
            choice,
            _begin(unit, month, above),
            _above(above, month, year),
        ]
        return at.view(f"Plan of {whose}", main)
    return at.view(
        f"Plan of {whose}, {words.financial_year(year)}",
        [
            crumb,
            *blocks.title(f"Plan of {whose}", plan.get("purpose")),
            choice,
            *_sections(snapshot, names, plan, unit, month, year, found),
        ],
    )


def _sections(snapshot, names, plan, unit, month, year, found):
    """What a plan says, each thing with what has become of it. `found` are the plans of every unit."""
    written = writings.here()
    with snapshot.cursor() as cursor:
        rows = {row.measure: row for row in cards.scorecard(cursor, names, unit, month).rows}
        held = around.around(cursor, month)
        files = around.on_file(cursor, unit.key, year)
    acted = written.at([unit.key], families=["action"], states=OPEN)
    hours = capacity.capacity(plan, year, held.absence.get(unit.key), held.setting, acted)
    live = lines.Live(names, unit, month, rows)
    today = writings.today()
    approval, since = changes.since_approval(written.heard, plan)
    return [
        _facts(names, plan, hours, approval),
        _ways(plan, month),
        lines.priorities(names, plan, hours, live, found),
        lines.milestones(plan, live, today),
        objectives.section(names, plan, year, live, acted),
        lines.targets(plan, live),
        worth.section(plan, year, files, held.tolerance),
        lines.staff(plan, year, hours),
        lines.risks(plan),
        lines.obligations(names, plan, today),
        changed.section(approval, since),
    ]


def _none(plan, year):
    if plan is not None:
        return f"Covered by the plan above: {plan.thing.begun.reason}."
    return f"There is no plan for {words.financial_year(year)}."


def _begin(unit, month, above):
    """The ways to begin: one's own plan, or to say that the plan of a unit above covers it, where there is one."""
    kinds = {"plan.drafted": "Begin the plan", **({"plan.covered": "It is covered by the plan above"} if above else {})}
    return html.P(
        [
            blocks.to(name, link("/write", kind=kind, unit=unit.key, month=month), className="button")
            for kind, name in writings.begun(kinds, unit.key).items()
        ],
        className="write-links",
    )


def _above(above, month, year):
    if above is None:
        return None
    way = blocks.to(f"the plan of {above.name}", link(PATH, unit=above.key, month=month, year=year))
    return html.P(["The nearest above it is ", way, "."], className="soft")


def _facts(names, plan, hours, approval):
    joint = names.units.get(plan.get("joint_with"))
    approved = f"Approved by {signed(approval)}." if approval else "Not yet approved."
    parts = [
        f"{said.STATES[plan.state].capitalize()}. ",
        f"{words.financial_year(plan.years[0])} to {words.financial_year(plan.years[-1])}. ",
        f"{plan.get('owner')} answers for it. {approved}",
        f" Joint with {joint.name}; our share of the money is {plan.get('share'):g}%." if joint else None,
        f" {said.load(hours)}",
        f" Involved: {plan.get('involved')}" if plan.get("involved") else None,
    ]
    return html.P(parts, className="soft")


def _ways(plan, month):
    """The forms of a plan: its own, and one for each sort of line."""
    asked = {"unit": plan.unit, "month": month, "topic": plan.key}
    kinds = {f"line.{sort}": name for sort, name in said.ADDED.items()}
    adds = [
        blocks.to(name, link("/write", kind=kind, **asked), className="button")
        for kind, name in writings.begun(kinds, plan.unit).items()
    ]
    return html.P(
        [blocks.to("Open the plan", link("/write", about=plan.key), className="button first"), *adds],
        className="write-links",
    )


PAGE = Page(
    PATH,
    "Plan of a unit",
    show,
    about="What a unit is for and what it will do in the years to come, each line with the newest value of its"
    " measure.",
    found=False,
)
