"""The council's objectives that a plan serves, each with its target, its money and the actions under way for it."""

from decimal import Decimal

from layouts import words
from layouts.address import link
from layouts.pages.plans.lines import form
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import plans as said
from layouts.words import writing
from layouts.words.money import pounds

HEADS = [
    *(("objective", "m"), ("now", "text-wrap"), ("to be reached", "text-wrap")),
    *(("budget", "n"), ("under way", "text-wrap")),
]
MOST = 2  # targets, and actions, of an objective that are named


def section(names, plan, year, live, actions):
    """`actions` are those open at the unit; an action belongs to an objective by its measure."""
    rows = [_row(names, plan, line, year, live, actions) for line in plan.by_sort["objective"]]
    if not rows:
        return tag("P", "Objectives of the council: none.", className="soft")
    table = blocks.still(blocks.table(said.SORTS["objective"], HEADS, rows, stacked=True))
    return blocks.section(
        "objective", said.SORTS["objective"], [blocks.scroll(table, f"{said.SORTS['objective']}: the table")]
    )


def _row(names, plan, line, year, live, actions):
    key = line.get("objective")
    mine = [measure for measure, row in live.rows.items() if row.objective == key]
    title = names.objectives[key]["title"] if key in names.objectives else key
    budget = _budget(plan, line, year)
    return [
        [
            form(line, line.get("title")),
            tag("Span", f" ({title})", className="soft") if title != line.get("title") else None,
        ],
        live.cell(line) if line.get("shows") else _worst(live, mine),
        _targets(live, mine),
        pounds(budget) if budget else "–",
        _under_way([one for one in actions if one.measure in mine]),
    ]


def _budget(plan, line, year):
    """Money that is for the objective, and what is bought for the priority that the line serves."""
    money = (one.pounds("amount") for one in plan.of("money", year) if one.get("objective") == line.get("objective"))
    bought = (
        one.pounds("budget")
        for one in plan.of("activity", year)
        if line.get("serves") and one.get("serves") == line.get("serves")
    )
    return sum(money, Decimal(0)) + sum(bought, Decimal(0))


def _worst(live, mine):
    """How its measures stand."""
    found = [live.rows[key].standing for key in mine]
    many = {one: found.count(one) for one in ("missed", "near", "met") if one in found}
    return ", ".join(f"{count} {one}" for one, count in many.items()) or "no target"


def _targets(live, mine):
    shown = []
    for key in mine:
        row, measure = live.rows[key], live.names.measures[key]
        text = words.target_words(measure, row.target_low, row.target_high) if row.target is not None else ""
        if text:
            shown.append(
                blocks.to(
                    f"{measure['short']} {words.with_unit(measure, text)}",
                    link("/targets", unit=live.unit.key, measure=key),
                )
            )
    return [part for one in shown[:MOST] for part in (", ", one)][1:] or "–"


def _under_way(actions):
    if not actions:
        return "–"
    return [
        part
        for one in actions[:MOST]
        for part in (", ", blocks.to(writing.headline(one), f"/work/{one.key}"), f" ({one.fields['stage']})")
    ][1:]
