"""The plans of a unit and all below it, a row each: holes, whose plan, how far it is, its money and milestones."""

from layouts import words
from layouts import written as writings
from layouts.address import link
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import plans as said

HEADS = [
    *(("unit", ""), ("what it is for", ""), ("state", ""), ("who answers", "")),
    *(("priorities", "n"), ("milestones", ""), ("budget", "n"), ("with all below", "n")),
]
UNIT = "/plans/unit"


def section(names, nodes, money, year, month, today):
    """The table of the tree; `money` is that of tree.money_of."""
    rows = [_row(node, money, year, month, today) for node in nodes]
    marks = ["hole" if node.is_hole else None for node in nodes]
    table = blocks.table(f"Plans for {words.financial_year(year)}", HEADS, rows, row_class=marks, stacked=True)
    return blocks.section(
        "tree",
        "The tree of plans",
        [blocks.scroll(blocks.still(table), "The tree of plans")],
        small=f"{words.financial_year(year)}, the organisation as it stood in {words.month_words(month)}",
    )


def _row(node, money, year, month, today):
    plan = node.plan
    name = node.partner or node.unit.name
    href = link(UNIT, unit=node.unit.key, month=month, year=str(year), partner=node.partner)
    joint = tag("Div", f"joint with {node.joint.name}", className="soft s") if node.joint else None
    way = tag("Span", blocks.to(name, href), className="d-inline-block")
    first = blocks.heading([tag("Span", "\u2003" * node.depth), way, joint])
    if plan is None:
        return [first, *_without(node, year, month)]
    return [
        first,
        blocks.cell(blocks.to(words.shortened(plan.get("purpose")), href), "text-wrap"),
        said.STATES[plan.state],
        blocks.cell(plan.get("owner"), "text-wrap"),
        str(len(plan.priorities)) if plan.priorities else "none",
        _milestones(plan, today),
        *_budgets(node, money),
    ]


def _without(node, year, month):
    if node.covered:
        return [blocks.cell("covered by the plan above", "soft", colSpan="7")]
    begin = link("/write", kind="plan.drafted", unit=node.unit.key, month=month)
    hidden = blocks.hidden(f" for {node.unit.name}")
    may_begin = writings.may_begin("plan.drafted", node.unit.key)
    way = [": ", blocks.to(["begin one", hidden], begin)] if may_begin else []
    return [blocks.cell([blocks.unsaid("▲ "), "no plan", *way], "miss", colSpan="7")]


def _budgets(node, money):
    """Its own budget and that with all below, a joint plan counted once; where it stands a second time, its share."""
    if node.joint is not None:
        return [said.money(money.share_of(node)), "–"]
    own = said.money(money.own(node.plan))
    if node.partner:
        return [own, "–"]
    share = tag("Div", "without the other’s share", className="soft s") if node.plan.get("joint_with") else None
    return [own, [said.money(money.below[node.unit.key]), share]]


def _milestones(plan, today):
    milestones = plan.by_sort["milestone"]
    if not milestones:
        return "–"
    done, late = sum(one.is_seen_to for one in milestones), sum(one.is_late(today) for one in milestones)
    text = f"{done} of {len(milestones)} done"
    return [text, tag("Span", f", {late} late", className="miss")] if late else text
