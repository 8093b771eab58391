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


def plan_name(names, plan):
    """Whose plan it is."""
    return plan.get("partner") or names.units[plan.unit].name


def lead(nodes, year):
    """How many of the units have a plan for a year, and which have not."""
    units = [one for one in nodes if not one.partner and one.joint is None]
    holes = [one.unit.name for one in units if one.is_hole]
    have = len(units) - len(holes)
    if not have:
        return f"No unit here has a plan for {words.financial_year(year)} yet: the first is begun on its page."
    many = f"{have} of {len(units)} units" if len(units) > 1 else "This unit"
    has = "has" if len(units) == 1 or have == 1 else "have"
    some = words.listed(holes, 4)
    without = f"; without one: {some}" if holes else ""
    return f"{many} {has} a plan for {words.financial_year(year)}{without}."


def due(day):
    return f"{day:%-d %B %Y}"


def money(value):
    return pounds(value) if value else "–"


LINE_STATES = {"done": "done", "met": "met"}
CUTS = {
    "service": "By service",
    "user_group": "By user group",
    "sector": "By sector",
    "contract": "By kind of contract",
    "year": "By year",
}
ASKS = {
    "priorities": "priorities in their order",
    "money": "what it buys and costs",
    "proposed": "a draft that is proposed",
    "multiplies out": "units at their price that come to the budget",
    "approved": "approval by somebody else",
}
FIELDS = {
    "title": "what it says",
    "rank": "rank",
    "up": "what it serves",
    "shows": "measure",
    "due": "day",
    "owner": "who sees to it",
    "fte": "staff (FTE)",
    "serves": "priority",
    "joint_with": "joint with",
    "first_year": "first year",
    "done": "done on",
}


def activity(line):
    """'Home care, Physical support' of a line of activity."""
    return words.sentence_case(", ".join(filter(None, (line.get("service"), line.get("user_group")))))


def priority(line):
    return f"{line.rank}. {line.get('title')}" if line else "what serves no priority"


def no_priority(names, line):
    """What stands where a priority would: of an obligation who owes it to whom."""
    if line.sort != "obligation":
        return "none"
    by, to = (
        names.units[key].name if key in names.units else key for key in (line.get("owed_by"), line.get("owed_to"))
    )
    return f"{by} to {to}"


def change(word, before, now):
    """'day: 30 September 2026, now 31 December 2026'."""
    name = FIELDS.get(word, word.replace("_", " "))
    return f"{name}: {_value(before)}, now {_value(now)}"


def _value(value):
    if value in (None, ""):
        return "nothing"
    return due(value) if hasattr(value, "year") else f"{value:,g}" if isinstance(value, float) else f"{value}"


ADDED = {
    "priority": "Priority",
    "milestone": "Milestone",
    "objective": "Objective",
    "target": "Target",
    "activity": "Activity",
    "staff": "Staff",
    "money": "Money",
    "risk": "Risk",
    "obligation": "What is owed",
}


def load(hours):
    """How a plan's hours lie: '11,339 hours there are, 12,600 asked for (111%).'"""
    if hours.there is None:
        return "It does not say how many staff it counts on."
    share = f" ({hours.load:.0%})" if hours.load is not None else ""
    return f"{hours.there:,.0f} hours there are, {hours.needed:,.0f} asked for{share}."


def serves(names, line, above):
    """What a priority serves, in words."""
    up = line.get("up")
    if up in above:
        return above[up].get("title")
    if up in names.objectives:
        return names.objectives[up]["title"]
    return "our own" if up == "own" else "nothing said"


def one_line(thing):
    """A line that has no title, in a few words."""
    fields = thing.fields
    year = f" {words.financial_year(fields['year'])}" if fields.get("year") else ""
    return f"{words.sentence_case(fields.get('service') or thing.state)}{year}"
