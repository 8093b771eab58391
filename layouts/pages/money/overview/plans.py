"""Whether the plans of a unit's services multiply out: units agreed for the year at their price, against the budget."""

from dash import html

from dashboard.money import plans
from layouts import words
from layouts.address import link
from layouts.parts import blocks
from layouts.words import money as money_words

HEADS = (
    *(("service", "m"), ("agreed units come to", "n"), ("original budget", "n"), ("difference", "n")),
    *(("budget now", "n"), ("difference", "n")),
)
MEANING = "A plus means that the budget has more money than the agreed units cost: it can hide a higher price."
plain = money_words.plain


def section(facts):
    """The plans that do not match the budget, or that all do; None where no service has a plan with agreed units."""
    every, astray = len(plans.plans(facts.services)), plans.astray(facts.services)
    if not every:
        return None
    within = f"its budget to within {facts.services.settings['plan'].normalize():f}%."
    many = words.count_words(every, "plan").lower()
    so = (
        "The one plan with agreed units matches" if every == 1 else f"Every one of the {many} with agreed units matches"
    )
    shown = [html.P(f"{so} {within}")]
    if astray:
        table = blocks.table("Plans that do not match the budget", HEADS, [_row(facts, plan) for plan in astray])
        note = html.P(f"{_others(every - len(astray), within)}{MEANING}", className="note")
        name = f"{words.count_words(len(astray), 'plan does', 'plans do')} not match"
        shown = [blocks.folded(name, [blocks.scroll(table, "Plans that do not match the budget"), note])]
    small = f"units agreed for {facts.year} at their agreed price, against the budget"
    return blocks.section("plans", "Do the plans match the budget?", shown, small=small)


def _others(count, within):
    if not count:
        return ""
    do = f"matches {within}" if count == 1 else f"match {within.replace('its budget', 'their budgets')}"
    return f"The other {words.count_words(count, 'plan').lower()} with agreed units {do} "


def _row(facts, plan):
    href = link("/money/line", unit=facts.unit.key, month=facts.month, service=plan.line) + "#plan-title"
    return [
        blocks.to(money_words.title(plan.line), href),
        plain(plan.worth),
        plain(plan.original),
        plain(plan.original - plan.worth, signed=True),
        plain(plan.revised),
        blocks.cell(plain(plan.revised - plan.worth, signed=True), "n now"),
    ]
