"""The plans of the demo council: of every unit one for three years, and what is planted in planned.toml."""

from datetime import date
from pathlib import Path

from dashboard.scorecard import ask_dicts
from dashboard.settings import said_in

FILE = Path(__file__).with_name("planned.toml")
WRITTEN, PROPOSED, APPROVED, BEGUN, CHANGED = (
    date(2025, 1, 20),
    date(2025, 2, 10),
    date(2025, 3, 10),
    date(2025, 4, 1),
    date(2026, 7, 6),
)
DUE = (date(2026, 6, 30), date(2026, 12, 11), date(2027, 3, 31))  # of the milestones of the priorities
DONE = date(2026, 6, 26)
MOST_ACTIVITY = 3  # lines of bought care in a plan and year
SAID = "Team meetings in November; two evenings with people who use the service and their carers."


def told():
    """What is planted."""
    return said_in(FILE)


def things(cursor, names):
    """The plans as the things of `written`: each event with the lines that are written together with it."""
    plant = told()
    for unit in names.tree(names.months[-1]):
        if unit.key not in plant["without"]:
            yield from _of_unit(cursor, names, plant, unit)
    trust, unit = plant["partner"], plant["partner"]["unit"]
    if unit in names.units:
        yield _plan(plant, f"plan-{unit}-partner", names.units[unit], trust["purpose"], (), {"partner": trust["name"]})


def _of_unit(cursor, names, plant, unit):
    key = f"plan-{unit.key}"
    if unit.key in plant["covered"]:
        event = {"kind": "plan.covered", "at": WRITTEN, "by": unit.key}
        yield {"key": key, "unit": unit.key, "events": [{**event, "reason": "Two people: the service plans for both"}]}
        return
    joint = plant["joint"]
    said = {"joint_with": joint["with"], "share": joint["share"]} if unit.key == joint["unit"] else {}
    lines = list(_lines(cursor, names, plant, unit, key))
    found = _plan(plant, key, unit, _purpose(plant, unit), lines, said)
    if unit.key != plant["overloaded"]["unit"]:
        found["events"] += [
            {"kind": "line.done", "at": DONE, "by": unit.key, "about": line, "body": {"done": f"{DONE}"}}
            for kind, line, body in lines
            if kind == "line.milestone" and body["due"] == f"{DUE[0]}"
        ]
    if unit.key == plant["changed"]["unit"]:
        found["events"].append(_changed(plant, unit, lines))
    yield found


def _purpose(plant, unit):
    own = plant["purposes"].get(unit.key)
    return own or f"{unit.name}: {plant['purposes'][unit.parent]}"


def _plan(plant, key, unit, purpose, lines, said):
    years = {"first_year": plant["first_year"], "years": plant["years"]}
    body = {"purpose": purpose, "owner": unit.leader or "Chief Executive", **years}
    above = unit.parent or "officer"
    events = [
        {"kind": "plan.drafted", "at": WRITTEN, "by": unit.key, "body": body, "with": lines},
        {"kind": "plan.revised", "at": WRITTEN, "by": unit.key, "body": {**body, "involved": SAID, **said}},
        {"kind": "plan.proposed", "at": PROPOSED, "by": unit.key},
        {"kind": "plan.approved", "at": APPROVED, "by": above},
        {"kind": "plan.begun", "at": BEGUN, "by": above},
    ]
    return {"key": key, "unit": unit.key, "events": events}


def _changed(plant, unit, lines):
    kind, key, body = next(one for one in lines if one[0] == "line.milestone" and one[1].endswith("-2"))
    said = {"about": key, "body": {**body, "due": plant["changed"]["due"]}, "reason": plant["changed"]["reason"]}
    return {"kind": kind, "at": CHANGED, "by": unit.key, **said}


def _lines(cursor, names, plant, unit, plan):
    """(kind, key, body) of each line of a plan."""
    first, years = plant["first_year"], range(plant["first_year"], plant["first_year"] + plant["years"])
    wanted, owner = _wanted(names, unit, plant["ranks"]), unit.leader or "Chief Executive"
    busy = plant["overloaded"]
    over = busy["unit"] == unit.key
    for rank, (objective, measure) in enumerate(wanted, 1):
        title, priority = names.objectives[objective]["title"], f"{plan}-priority-{rank}"
        yield _line(
            "priority", priority, plan, title=title, rank=rank, up=_up(names, unit, objective, plant), shows=measure
        )
        yield _line("objective", f"{plan}-objective-{rank}", plan, objective=objective, title=title, serves=priority)
        due, hours = DUE[rank - 1], busy["hours"][rank - 1] if over else 120
        said = {"title": f"Half way with: {title.lower()}", "due": f"{due}", "owner": owner, "shows": measure}
        yield _line("milestone", f"{plan}-milestone-{rank}", plan, **said, serves=priority, hours=hours)
    if unit.key == plant["aimed"]["unit"]:
        yield _line("target", f"{plan}-target", plan, title=plant["aimed"]["title"], shows=plant["aimed"]["measure"])
    if unit.key == plant["orphan"]["unit"]:
        said = {"title": plant["orphan"]["title"], "due": f"{first + 1}-06-30", "owner": owner}
        yield _line("milestone", f"{plan}-milestone-orphan", plan, **said)
    spends = _training(cursor, unit)
    for year in years:
        yield _line("staff", f"{plan}-staff-{year}", plan, year=year, fte=busy["fte"] if over else plant["fte"])
        if spends:
            yield _line("money", f"{plan}-money-{year}", plan, year=year, title="Training and travel", amount=spends)
        yield from _activity(cursor, plant, unit, plan, year)
    yield _line(
        "risk", f"{plan}-risk", plan, title="Experienced workers leave", owner=owner, answer="Exit talks, trainees"
    )
    owed = {"owed_by": names.root.key, "owed_to": unit.key, "owner": "Chief Executive", "due": f"{first + 1}-09-30"}
    yield _line("obligation", f"{plan}-owed", plan, title="Corporate ICT gives every worker a tablet", **owed)


def _training(cursor, unit):
    """What a unit means to spend on training and travel in a year: a hundredth of its budget, 0 where it has none."""
    sql = "select sum(revised) from cube.money_months where unit = ? and month = (select max(month) from model.months)"
    (budget,) = cursor.execute(sql, [unit.key]).fetchone()
    return float(round(budget or 0, -4) / 100)


def _line(sort, key, plan, **fields):
    return f"line.{sort}", key, {"plan": plan, **fields}


def _wanted(names, unit, most):
    """(objective, measure) of the first objectives on a unit's card, each with its first measure."""
    found = {}
    for _, objective, measure, *_ in names.cards.get(unit.key, ()):
        if objective in names.objectives and measure in names.measures:
            found.setdefault(objective, measure)
    return list(found.items())[:most]


def _up(names, unit, objective, plant):
    """The priority of the plan above that has the same objective; the objective itself where none has."""
    above = names.units.get(unit.parent)
    found = [one for one, _ in _wanted(names, above, plant["ranks"])] if above else []
    return f"plan-{above.key}-priority-{found.index(objective) + 1}" if objective in found else objective


def _activity(cursor, plant, unit, plan, year):
    """The care that was agreed and budgeted for a unit, as its plan says it: the largest lines."""
    asked = {"unit": unit.key, "financial_year": year, "service": None, "user_group": None}
    rows = [row for row in ask_dicts(cursor, "money_plan_lines", **asked) if row["booked"] == unit.key]
    rows.sort(key=lambda row: (-row["worth"], row["service"], row["user_group"]))
    for number, row in enumerate(rows[:MOST_ACTIVITY], 1):
        units, price = round(row["agreed"]), round(row["price"], 2)
        more = (
            plant["astray"]["by"]
            if (unit.key, year, number) == (plant["astray"]["unit"], plant["first_year"] + 1, 1)
            else 0
        )
        said = {"service": row["service"], "user_group": row["user_group"], "sector": "Independent", "contract": "spot"}
        numbers = {"units": float(units), "price": float(price), "budget": float(units * price + more), "minutes": 1.0}
        serves = f"{plan}-priority-1"
        yield _line("activity", f"{plan}-activity-{year}-{number}", plan, year=year, **said, **numbers, serves=serves)
