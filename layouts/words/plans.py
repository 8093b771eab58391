"""Plans as they are told: years, states, lines in a sentence."""

from layouts import words
from layouts.words.money import pounds

SORTS = {
    "priority": "Priorities",
    "objective": "Objectives of the council",
    "target": "Targets",
    "milestone": "Milestones",
    "activity": "Activity",
    "staff": "Staff",
    "money": "Money",
    "risk": "Risks",
    "obligation": "What is owed, both ways",
}
STATES = {
    "drafted": "draft",
    "proposed": "proposed",
    "approved": "approved",
    "in force": "in force",
    "superseded": "superseded",
    "covered": "covered by the plan above",
}


def year_name(year):
    """2026/27 of 2026."""
    return f"{year}/{(year + 1) % 100:02}"


def plan_name(names, plan):
    """Whose plan it is."""
    return plan.get("partner") or names.units[plan.unit].name


def lead(nodes, year):
    """How many of the units have a plan for a year, and which have not."""
    units = [one for one in nodes if not one.partner and one.joint is None]
    holes = [one.unit.name for one in units if one.is_hole]
    have = len(units) - len(holes)
    if not have:
        return f"No unit here has a plan for {year_name(year)} yet: the first is begun on its page."
    many = f"{have} of {len(units)} units" if len(units) > 1 else "This unit"
    has = "has" if len(units) == 1 or have == 1 else "have"
    some = words.listed(holes[:4]) + (f" and {len(holes) - 4} more" if len(holes) > 4 else "")
    without = f"; without one: {some}" if holes else ""
    return f"{many} {has} a plan for {year_name(year)}{without}."


def due(day):
    return f"{day:%-d %B %Y}"


def money(value):
    return pounds(value) if value else "–"
