"""Milestones of all units by their day, and what is owed both ways."""

from dashboard.planning.plans import ends
from layouts import words
from layouts.address import link
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import plans as said

HEADS = [("what", ""), ("unit", ""), ("who", ""), ("by", ""), ("for the priority", ""), ("state", "")]


def sections(names, plans, year, month, today):
    return [_of(names, plans, sort, year, month, today) for sort in ("milestone", "obligation")]


def _of(names, plans, sort, year, month, today):
    first, last = ends(year - 1), ends(year)
    lines = [
        (plan, line)
        for plan in plans
        for line in plan.by_sort[sort]
        if first < line.get("due") <= last or (line.is_late(today) and line.get("due") <= last)
    ]
    lines.sort(key=lambda pair: (pair[1].get("due"), pair[1].key))
    title = said.SORTS[sort]
    if not lines:
        return blocks.section(sort, title, [], small=f"none in {words.financial_year(year)}")
    late = sum(line.is_late(today) for _, line in lines)
    done = sum(line.is_seen_to for _, line in lines)
    rows = [_row(names, *pair, year, month, today) for pair in lines]
    what = "done" if sort == "milestone" else "met"
    small = f"{len(lines)} in {words.financial_year(year)}: {done} {what}, {late} late"
    table = blocks.still(blocks.table(title, HEADS, rows, stacked=True))
    return blocks.section(sort, title, [blocks.scroll(table, f"{title}: the table")], small=small)


def _row(names, plan, line, year, month, today):
    serves = next((one.get("title") for one in plan.priorities if one.key == line.get("serves")), None)
    late = line.is_late(today)
    state = [blocks.unsaid("▼ "), "late"] if late else said.LINE_STATES.get(line.thing.state, "to come")
    return [
        blocks.heading(tag("A", line.get("title"), href=link("/write", about=line.key)), "text-wrap"),
        blocks.to(said.plan_name(names, plan), link("/plans/unit", unit=plan.unit, month=month, year=str(year))),
        line.get("owner"),
        said.due(line.get("due")),
        blocks.cell(serves, "text-wrap") if serves else blocks.cell(said.no_priority(names, line), "text-wrap soft"),
        tag("Span", state, className="miss" if late else None),
    ]
