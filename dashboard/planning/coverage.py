"""What the plans leave open: units without a part that each should have, and lines that lead nowhere."""

from dataclasses import dataclass

PARTS = ("plan", "card", "target", "owner", "risk", "budget", "staffing")
NOT_ASKED = ("risk", "budget", "staffing")  # of a unit that the plan above covers


@dataclass(frozen=True)
class Row:
    """A unit with the parts that it lacks."""

    unit: object
    lacks: tuple
    covered: bool = False


@dataclass(frozen=True)
class Orphan:
    """A line, or what no line is about, that leads nowhere: what it is, why, and the unit where it can be put right."""

    what: str
    why: str
    unit: str
    line: object = None


def rows(nodes, year, has_target, has_budget):
    """A Row for each unit of the tree. `has_target` are the keys of units that are held to a target,
    `has_budget` of those with a budget in the council's own files."""
    found = []
    for node in nodes:
        if not node.partner and node.joint is None:
            found.append(Row(node.unit, tuple(_lacks(node, year, has_target, has_budget)), node.covered is not None))
    return found


def _lacks(node, year, has_target, has_budget):
    key, plan = node.unit.key, node.plan
    there = {
        "plan": not node.is_hole,
        "target": key in has_target or bool(plan and plan.by_sort["target"]),
        "owner": bool(node.unit.leader or (plan and plan.get("owner"))),
        "risk": bool(plan and plan.by_sort["risk"]),
        "budget": key in has_budget or bool(plan and (plan.of("money", year) or plan.of("activity", year))),
        "staffing": bool(plan and plan.of("staff", year)),
    }
    skipped = NOT_ASKED if node.covered else ()
    return [part for part in PARTS if part in there and not there[part] and part not in skipped]


def with_cards(found, names):
    """The same Rows, with 'card' among what is lacked where a unit has no measure of its own on its card."""
    return [
        one
        if names.cards.get(one.unit.key)
        else Row(one.unit, tuple(part for part in PARTS if part == "card" or part in one.lacks), one.covered)
        for one in found
    ]


def orphans(plans, every, root, objectives, served, targets, centres, gone=()):
    """The Orphans of plans. `every` are all plans of the year (for links up), `root` is the key of the whole council,
    whose own priorities serve nothing above; `objectives` are {key: title} of the council
    and `served` says whether one applies where one looks, `targets` (unit, measure, its title) that are set, `centres`
    (cost centre, its name, unit) with money, `gone` the keys of units that are no more. Ordered by what they are."""
    known = {line.key for plan in every for line in plan.priorities}
    return [
        *_of_lines(plans, known, root, objectives),
        *_targets(plans, targets),
        *_objectives(plans, objectives, served),
        *_centres(every, centres),
        *_left_behind(every, gone),
    ]


def _of_lines(plans, known, root, objectives):
    for plan in plans:
        mine = {line.key for line in plan.priorities}
        for line in plan.by_sort["milestone"]:
            if line.get("serves") not in mine:
                yield Orphan(line.get("title"), "a milestone that serves no priority", plan.unit, line)
        held = {line.get("serves") for line in plan.by_sort["milestone"]}
        for line in plan.priorities:
            if line.key not in held:
                yield Orphan(line.get("title"), "a priority without a milestone", plan.unit, line)
            up = line.get("up")
            if up != "own" and up not in known and up not in objectives and plan.unit != root:
                yield Orphan(line.get("title"), "a priority that serves nothing above", plan.unit, line)


def _targets(plans, targets):
    told = {(plan.unit, line.get("shows")) for plan in plans for line in plan.lines if line.get("shows")}
    planned = {plan.unit for plan in plans}
    for unit, measure, title in targets:
        if unit in planned and (unit, measure) not in told:
            yield Orphan(title, "a target that no line of the plan is about", unit)


def _objectives(plans, objectives, served):
    told = {line.get("objective") for plan in plans for line in plan.lines}
    told |= {line.get("up") for plan in plans for line in plan.priorities}
    for key, title in objectives.items():
        if served(key) and key not in told:
            yield Orphan(title, "an objective that no plan serves", "")


def _left_behind(every, gone):
    """Plans that end with their unit, their lines carried over to no other."""
    for plan in every:
        if plan.unit in gone and plan.lines:
            yield Orphan(plan.get("purpose"), "a plan whose unit is no more, its lines in no other", plan.unit)


def _centres(every, centres):
    planned = {plan.unit for plan in every if not plan.get("partner")}  # covered by the one above as well
    for centre, name, unit in centres:
        if unit not in planned:
            yield Orphan(f"{centre} {name or ''}".strip(), "a cost centre in no plan", unit)
