"""The tree of plans: that of the organisation as it stands in a month, partners beside the units they work with."""

from dataclasses import dataclass
from decimal import Decimal

from dashboard.planning import multiplying
from dashboard.planning.plans import PENNY


@dataclass(frozen=True)
class Node:
    """A place in the tree: a unit, or a `partner` beside it; the plan that stands there (None: a hole).

    `covered` is the plan above that covers it, `joint` is the unit under which a joint plan stands a second time.
    """

    unit: object
    depth: int
    plan: object = None
    partner: str = ""
    covered: object = None
    joint: object = None

    @property
    def is_hole(self):
        return self.plan is None and self.covered is None


def tree(names, top, month, standing):
    """The Nodes from a unit down, each followed by those below it; `standing` is that of plans.standing."""
    joint, partners = {}, {}
    for (key, partner), plan in standing.items():
        if partner:
            partners.setdefault(key, []).append(plan)
        elif other := plan.get("joint_with"):
            joint.setdefault(other, []).append(plan)
    found, waiting = [], [(top, 0, None)]
    while waiting:
        unit, depth, above = waiting.pop()
        own = standing.get((unit.key, ""))
        covered = above if own and own.is_covered else None
        own = None if own and own.is_covered else own
        found.append(Node(unit, depth, own, covered=covered))
        found += [Node(unit, depth + 1, plan, plan.get("partner")) for plan in partners.get(unit.key, ())]
        found += [
            Node(names.units[plan.unit], depth + 1, plan, joint=unit)
            for plan in joint.get(unit.key, ())
            if plan.unit in names.units and not plan.is_covered
        ]
        waiting += [(one, depth + 1, own or covered) for one in unit.below_in(month)[::-1]]
    return found


def keys_of(unit, month):
    """The keys of a unit and of all below it in a month."""
    return frozenset(one.key for one in unit.branch_in(month))


def total(plans, units, amount):
    """A sum of money over the plans of units (keys), each plan once: of one that is joint with a unit outside them
    their share. `amount(plan)` is in pounds; the two sides of a share add up to the penny."""
    found = Decimal(0)
    for plan in plans:
        share = plan.share(units)
        if share:
            whole = amount(plan)
            found += whole if share == 1 else _part(plan, units, whole)
    return found


def _part(plan, units, whole):
    lead = (whole * Decimal(str(plan.get("share"))) / 100).quantize(PENNY)
    return lead if plan.unit in units else whole - lead


@dataclass(frozen=True)
class Money:
    """The budgets of a tree in a year, in pounds: `below` is that of each unit (key) with all below it."""

    year: int
    below: dict

    def own(self, plan):
        return multiplying.budget(plan, self.year)

    def share_of(self, node):
        """What of a joint plan is that of the unit under which it stands a second time."""
        return _part(node.plan, frozenset([node.joint.key]), self.own(node.plan))


def money_of(nodes, plans, year, month):
    """The Money of a tree; `plans` are all that stand, those of units elsewhere too."""
    amounts = {plan.key: multiplying.budget(plan, year) for plan in plans}
    units = {node.unit.key: node.unit for node in nodes}
    below = {key: total(plans, keys_of(unit, month), lambda plan: amounts[plan.key]) for key, unit in units.items()}
    return Money(year, below)
