"""A line month by month: what a unit of it cost, drawn, and its figures, those of years before folded."""

from dash import html

from dashboard import scorecard as cards
from dashboard.money.alarms import of_month
from dashboard.money.months import april, months_back
from layouts import words
from layouts.charts.template import graph
from layouts.charts.trend import Series, trend
from layouts.pages.money.line.facts import divided
from layouts.parts import blocks, leaving
from layouts.words import money as money_words

SHOWN, HEIGHT = 36, 320
pence, units, per_cent = money_words.pence, money_words.units, money_words.per_cent


def history(cursor, facts):
    """What was paid and delivered in each month of the chart."""
    first = months_back(facts.month, SHOWN - 1)
    asked = {"unit": facts.unit.key, "first": first, "month": facts.month, **facts.asks}
    return cards.ask_dicts(cursor, "money_line_history", **asked)


def section(facts, past):
    title, chart = _chart(facts, past)
    earlier = [row for row in reversed(past) if row["month"] < april(facts.month)] if chart else []
    shown = []
    if chart:
        said = (
            f"{words.sentence_case(title)} in each of the last {len(past)} months; the dashed line is what was agreed. "
            f"The table has the financial year so far{'; the months before it are below' if earlier else ''}."
        )
        shown = [html.P(said, className="note"), chart]
    shown.append(_year(facts))
    shown += [_before(facts, earlier)] if earlier else []
    return blocks.section("months", "Month by month", shown)


def _chart(facts, past):
    """(what it shows, the chart): the unit cost of each month beside the agreed one; of a line in several units, that
    of 100 at agreed prices. No chart where fewer than two months have a cost."""
    line = facts.line
    if line.counted_in:
        title, shown, unit = f"what {money_words.unit_word(line.counted_in)} cost", money_words.price, "£"
        paid = [divided(row["paid_for_units"], row["units_paid_for"]) for row in past]
        agreed = [divided(row["agreed_worth"], row["units_agreed"]) for row in past]
    else:
        title, shown, unit = "what was paid, with the agreed prices as 100", _whole, "agreed prices are 100"
        paid = [divided(row["paid_for_units"], row["delivered_worth"], 100) for row in past]
        agreed = [100 if row["agreed_worth"] else None for row in past]
    if sum(cost is not None for cost in paid) < 2:
        return title, None
    months = [row["month"] for row in past]
    span = f"{months[0]:%B %Y} to {months[-1]:%B %Y}"
    of = f"{money_words.title(line.key)} at {facts.unit.name}"
    figure = trend(
        months,
        [Series("paid", paid, shown), Series("agreed", agreed, shown, "target")],
        leaving.about(facts.at.names, f"{money_words.title(line.key)}: {title}", facts.unit.name, unit, span),
        [facts.to_line(month=month) for month in months],
        height=HEIGHT,
    )
    says = f"{title} at {facts.unit.name} in each month from {span}"
    return title, graph(figure, "months", f"{of}, {title}", says, table="months-table")


def _whole(value):
    return f"{value:.0f}"


def _year(facts):
    line = facts.line
    heads = [
        *(("month", ""), ("paid", "n"), *_heads_of_units(line)),
        *(("delivered against agreed", "n"), ("price against agreed", "n")),
    ]
    rows = [_month(line, one) for one in line.months if one.month >= april(facts.month)]
    return blocks.scroll(blocks.table("Month by month", heads, rows), "Table of months", id="months-table")


def _heads_of_units(line):
    if not line.counted_in:
        return []
    return [(f"agreed {line.counted_in}", "n"), ("delivered", "n"), ("unit cost", "n")]


def _month(line, one):
    stands = of_month(one)
    counted = [units(one.agreed), units(one.delivered) if one.on_file else "not on file", money_words.price(one.cost)]
    return [
        *(words.month_words(one.month), pence(one.actual)),
        *(counted if line.counted_in else []),
        *(per_cent(stands.activity), per_cent(stands.price)),
    ]


def _before(facts, earlier):
    """The months of the chart that lie before the financial year, the latest first."""
    line = facts.line
    heads = [("month", ""), ("paid", "n"), *(_heads_of_units(line) or [("with the agreed prices as 100", "n")])]
    table = blocks.table("The months before", heads, [_earlier(facts, row) for row in earlier])
    return blocks.folded("The months before", [blocks.scroll(table, "Table of the months before")])


def _earlier(facts, row):
    paid = row["paid_for_units"]
    if facts.line.counted_in:
        cost = money_words.price(divided(paid, row["units_paid_for"]))
        return [
            words.month_words(row["month"]),
            pence(row["actual"]),
            units(row["units_agreed"]),
            units(row["units_paid_for"]),
            cost,
        ]
    index = divided(paid, row["delivered_worth"], 100)
    return [words.month_words(row["month"]), pence(row["actual"]), f"{index:.1f}" if index else "–"]
