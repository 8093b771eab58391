"""What plans are held against: the council's settings, absence as it was measured, and its own files of money."""

from dataclasses import dataclass

from dashboard.asking import ask, ask_dicts
from dashboard.money.lines import tolerances
from dashboard.planning.capacity import Setting
from dashboard.planning.settings import Step

PER_CENT = 100


@dataclass(frozen=True)
class Around:
    """`absence` is a share from 0 to 1 by unit (key), `tolerance` by how many per cent a plan may fail to multiply
    out."""

    setting: Setting
    steps: tuple
    absence: dict
    tolerance: object


def around(cursor, month):
    """The Around of the plans in a month."""
    said = dict(ask(cursor, "planning_settings"))
    steps = tuple(
        Step(row["name"], row["month"], row["day"], row["asks"]) for row in ask_dicts(cursor, "planning_steps")
    )
    absence = {unit: float(value) / PER_CENT for unit, value in ask(cursor, "planning_absence", month=month)}
    setting = Setting(said["hours"], said["leave"] / PER_CENT, said["direct"] / PER_CENT)
    return Around(setting, steps, absence, tolerances(cursor)["plan"])


def on_file(cursor, unit, year):
    """{(service, user group): the row of the council's own files} of what is booked at a unit (key) in a year: what
    was agreed, what it comes to, and its budget, the figures of the money page."""
    asked = {"unit": unit, "financial_year": year, "service": None, "user_group": None}
    rows = ask_dicts(cursor, "money_plan_lines", **asked)
    return {(row["service"], row["user_group"]): row for row in rows if row["booked"] == unit}
