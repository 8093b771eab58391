"""Which lines are off their budget, the furthest first: a bar for each, in the parts that say why."""

from layouts.address import link
from layouts.charts.ranked import Ranked, ranked
from layouts.charts.template import graph
from layouts.parts import blocks, leaving
from layouts.words import money as money_words

MOST_SHOWN = 8
short = money_words.short


def section(facts):
    """Of lines that can be held against a budget, which are off; of others, where the money goes; else None."""
    if facts.held:
        return _off(facts)
    return _paid(facts) if facts.has_ledger else None


def _off(facts):
    lines = [line for line in facts.money.lines if round(line.variance.total)]
    if not lines:
        return None
    lines.sort(key=lambda line: (-abs(line.variance.total), line.key))
    rows, title = [_row(facts, line) for line in lines[:MOST_SHOWN]], f"Variance by {facts.cut}"
    says = "the furthest from its budget first"
    small = "a plus costs more than the budget had"
    return _drawn(
        facts, f"Which {facts.cut}s are off, and why", title, says, small, rows, len(lines), money_words.PARTS
    )


def _paid(facts):
    lines = [line for line in facts.money.lines if line.total("actual_to_date") > 0]
    if len(lines) < 2:
        return None
    lines.sort(key=lambda line: (-line.total("actual_to_date"), line.key))
    rows = []
    for line in lines[:MOST_SHOWN]:
        paid = line.total("actual_to_date")
        said = short(paid)
        rows.append(Ranked(money_words.title(line.key), said, {"paid": (float(paid), said)}, _there(facts, line)))
    title = f"Paid by {facts.cut}"
    return _drawn(facts, "Where the money goes", title, "the largest first", "", rows, len(lines), {"paid": "paid"})


def _drawn(facts, heading, title, order, small, rows, many, titles):
    unit = facts.unit.name
    figure = ranked(rows, titles, short, leaving.about(facts.at.names, title, unit, "£", facts.span))
    first = rows[0]
    says = f"{title} at {unit}, {facts.span}, {order}: {first.name}, {first.said}. The table below has all of them."
    more = f"{MOST_SHOWN} of {many}" if many > MOST_SHOWN else ""
    chart = graph(figure, "ranked", f"{title}, {unit}", says, table="lines-table")
    return blocks.section("ranked", heading, [chart], small="; ".join(filter(None, [more, small])) or None)


def _there(facts, line):
    word = "service" if facts.money.by == "service" else "group"
    return link("/money/line", unit=facts.unit.key, month=facts.month, **{word: line.key})


def _row(facts, line):
    parts = {
        name: (float(amount), short(amount, signed=True))
        for name, amount in line.variance._asdict().items()
        if round(amount)
    }
    mark = "▲ " if line.alarm else ""
    return Ranked(
        f"{mark}{money_words.title(line.key)}", short(line.variance.total, signed=True), parts, _there(facts, line)
    )
