"""Plans: the tree of the organisation with the plan of each unit, and where there is none."""

from dashboard import scorecard as cards
from dashboard.journal.families.actions import OPEN
from dashboard.planning import around
from dashboard.planning import plans as written_plans
from dashboard.planning import tree as places
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, wanted_month, wanted_one_of, wanted_unit
from layouts.page import Page, place
from layouts.pages.plans import holes, milestones, money, steps, tree
from layouts.parts import blocks
from layouts.words import plans as said

PATH = "/plans"
SHOWN = {
    "tree": "Tree",
    "holes": "Holes",
    "milestones": "Milestones",
    "money": "Money and hours",
    "year": "Who owes what",
}


def show(store, reader, asked):
    snapshot, written = store.snapshot(), writings.here()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    shown = wanted_one_of(SHOWN, asked.get("show"), "show")
    found = written_plans.plans(written)
    year = wanted_year(asked.get("year"), found, month)
    standing = written_plans.standing(found, year)
    nodes = places.tree(names, unit, month, standing)
    at = place(names, reader, PATH, unit, month)
    kept = {"unit": unit.key, "month": f"{month:%Y-%m}"}
    main = [
        at.crumb("plans", year=str(year), show=asked.get("show")),
        *blocks.title(f"Plans {words.financial_year(year)}", said.lead(nodes, year)),
        years(PATH, found, year, {**kept, "show": asked.get("show")}),
        blocks.choice(
            "", [(name, link(PATH, **kept, year=year, show=key), key == shown) for key, name in SHOWN.items()]
        ),
        *_shown(shown, snapshot, names, nodes, list(standing.values()), year, month),
    ]
    return at.view(f"Plans {words.financial_year(year)}, {unit.name}", main)


def _shown(shown, snapshot, names, nodes, every, year, month):
    plans, today = list({node.plan.key: node.plan for node in nodes if node.plan}.values()), writings.today()
    with snapshot.cursor() as cursor:
        if shown == "tree":
            budgets = places.money_of(nodes, every, year, month)
            return [tree.section(names, nodes, budgets, year, month, today)]
        if shown == "holes":
            return holes.sections(names, *holes.found(cursor, names, nodes, every, year, month), year, month)
        if shown == "milestones":
            return milestones.sections(names, plans, year, month, today)
        held = around.around(cursor, month)
    if shown == "year":
        return [steps.section(nodes, held, year, today)]
    return money.sections(names, plans, year, month, held, actions(plans))


def actions(plans):
    """{unit: its open actions} of the units of plans."""
    found = {}
    for one in writings.here().at({plan.unit for plan in plans}, families=["action"], states=OPEN):
        found.setdefault(one.unit, []).append(one)
    return found


def wanted_year(text, found, month):
    """The financial year that an address asks for; that of the month where it does not say."""
    now = written_plans.financial_year(month)
    known = known_years(found, now)
    if not text:
        return now
    if text not in {str(one) for one in known}:
        raise NotHere(
            f"There is no plan for the year “{text}”.",
            [(words.financial_year(one), {"year": str(one)}) for one in known],
        )
    return int(text)


def known_years(found, now):
    """The years with a plan, the one that is looked at, and today's: a first plan is for this year, however old the
    figures are."""
    today = written_plans.financial_year(writings.today())
    return sorted({now, today, *(year for one in found for year in one.years)})


def years(path, found, year, kept):
    """The choice of the financial year."""
    known = known_years(found, year)
    if len(known) < 2:
        return None
    options = blocks.options({str(one): words.financial_year(one) for one in known})
    return blocks.choosing(path, [("year", "Financial year", options, str(year))], kept)


PAGE = Page(
    PATH,
    "Plans",
    show,
    in_menu=True,
    group="Plan and decide",
    about="The plan of every unit in the tree of the organisation: what it is for, how far it has been agreed, and"
    " which units have none.",
)
