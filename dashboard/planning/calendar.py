"""The year of planning: what every plan of the coming year owes by which day, and which have it."""

from dataclasses import dataclass

from dashboard.journal.families.plans import AGREED
from dashboard.planning import multiplying


@dataclass(frozen=True)
class Owed:
    """A step with its day, and the units whose plan has not what it asks."""

    step: object
    due: object
    owing: tuple

    def is_late(self, today):
        return bool(self.owing) and self.due < today


def owed(nodes, steps, year, tolerance):
    """The Owed of each step for the plans of a financial year. `tolerance` is by how many per cent a plan may fail to
    multiply out."""
    asked = [node for node in nodes if node.joint is None and not node.partner and node.covered is None]
    return [
        Owed(step, step.due(year), tuple(one.unit for one in asked if not _has(one.plan, step.asks, year, tolerance)))
        for step in steps
    ]


def _has(plan, asks, year, tolerance):
    if plan is None:
        return False
    if asks == "priorities":
        return bool(plan.priorities)
    if asks == "money":
        return bool(plan.of("money", year) or plan.of("activity", year))
    if asks == "multiplies out":
        return not multiplying.astray(plan.of("activity", year), tolerance)
    return plan.state in AGREED or (asks == "proposed" and plan.state == "proposed")
