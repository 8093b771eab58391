"""The year of planning: what every plan of the year after owes by which day, and who still owes it."""

from dashboard.planning import calendar
from layouts import words
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import plans as said

MOST = 6  # units that are named


def section(nodes, around, year, today):
    found = calendar.owed(nodes, around.steps, year, around.tolerance)
    rows = [_row(one, today) for one in found]
    heads = [("step", ""), ("asked of every plan", ""), ("by", ""), ("who owes it", "")]
    name = f"The way to the plans for {words.financial_year(year)}"
    return blocks.section(
        "steps",
        name,
        [blocks.scroll(blocks.still(blocks.table(name, heads, rows, stacked=True)), f"{name}: the table")],
    )


def _row(one, today):
    late = one.is_late(today)
    by = [blocks.unsaid("▼ "), f"{said.due(one.due)}, late"] if late else said.due(one.due)
    return [
        one.step.name,
        said.ASKS[one.step.asks],
        tag("Span", by, className="miss" if late else None),
        _who(one.owing),
    ]


def _who(units):
    if not units:
        return "nobody: all have it"
    return words.listed((f"{unit.name} ({unit.leader})" if unit.leader else unit.name for unit in units), MOST)
