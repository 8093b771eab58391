"""What was paid in each month beside the budget of the month, drawn; and the year so far in pounds and pence."""

from dashboard import scorecard as cards
from dashboard.money.months import april, months_back
from layouts import words
from layouts.charts.template import graph
from layouts.charts.trend import Series, trend
from layouts.parts import blocks, leaving
from layouts.words import money as money_words

YEARS_BEFORE, HEIGHT = 2, 320  # whole years before the one so far; pixels
pence, short = money_words.pence, money_words.short


def section(cursor, facts):
    """None where no month has money on file."""
    if not facts.has_ledger:
        return None
    first = april(months_back(facts.month, 12 * YEARS_BEFORE))
    asked = {"unit": facts.unit.key, "first": first, "month": facts.month}
    found = cards.ask_dicts(cursor, "money_by_month", **asked)
    chart = _chart(facts, found) if sum(bool(row["paid"]) for row in found) > 1 else None
    return blocks.section("months", "Month by month", [chart, _year(facts)], small="paid in each month")


def _chart(facts, found):
    months = [row["month"] for row in found]
    span = f"{words.short_month(months[0])} to {words.short_month(months[-1])}"
    series = [Series("paid", [float(row["paid"]) for row in found], short, "bar")]
    if facts.budgeted and any(row["budget"] for row in found):
        series.append(Series("budget of the month", [float(row["budget"]) or None for row in found], short, "target"))
    figure = trend(
        months,
        series,
        leaving.about(facts.at.names, "Paid in each month", facts.unit.name, "£", span),
        [facts.at_month(month) for month in months],
        height=HEIGHT,
        from_nought=True,
    )
    says = f"What was paid at {facts.unit.name} in each month from {span}, beside the budget of the month."
    return graph(figure, "months", f"Paid in each month, {facts.unit.name}", says, table="months-table")


def _year(facts):
    """Each month of the year so far in pounds and pence, folded."""
    heads = [("month", ""), *((name, "n") for name in ("paid in it", "paid to date", "budget to date", "variance"))]
    rows = [
        [
            words.month_words(at),
            pence(paid),
            pence(so_far),
            pence(budget) if facts.budgeted else "–",
            pence(so_far - budget) if facts.held else "–",
        ]
        for at, paid, so_far, budget in by_month(facts.money, facts.month)
    ]
    table = blocks.table("Paid in each month", heads, rows, id="months-table")
    return blocks.folded("The year so far as a table", [blocks.scroll(table, "Month by month")])


def by_month(found, month):
    """(month, paid in it, paid to date, budget to date) for each month of the financial year."""
    sums = {}
    for one in (each for line in found.lines for each in line.months if each.month >= april(month)):
        paid, to_date, budget = sums.get(one.month, (0, 0, 0))
        sums[one.month] = paid + one.actual, to_date + one.actual_to_date, budget + one.profiled
    return [(each, *figures) for each, figures in sorted(sums.items())]
