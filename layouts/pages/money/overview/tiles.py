"""The five figures at the head of the money page: budget, paid, variance, and where the year will end."""

from dash import html

from layouts import words
from layouts.parts import blocks
from layouts.words import money as money_words


def tiles(facts):
    figures = [_budget(facts), _paid(facts), _variance(facts), _carried_on(facts), _declared(facts)]
    return html.Div(blocks.facts([(big, small, "") for big, small in figures]), className="tiles")


def _budget(facts):
    if "budget" not in facts.on_hand:
        said = "no budget is loaded"
    else:
        said = f"{'' if facts.budgeted else 'no '}budget for {facts.year}"
    original, revised = facts.money.total("original"), facts.money.total("revised")
    said += ", as revised" if facts.budgeted else ""
    said += f"; {money_words.short(original)} originally" if revised != original else ""
    return money_words.short(revised) if facts.budgeted else "–", said


def _paid(facts):
    begins = facts.money.begins
    said = f"paid {'in' if facts.span == words.month_words(facts.month) else 'from'} {facts.span}"
    said += f": the store begins in {words.month_words(begins)}" if begins else ""
    return money_words.short(facts.money.total("actual_to_date")) if facts.has_ledger else "–", said


def _variance(facts):
    if facts.money.begins:
        return "–", "against the budget to date: it runs from April, before the store begins"
    if not facts.held:
        missing = "no budget is loaded" if facts.has_ledger else "no payments ledger is loaded"
        return "–", f"against the budget to date: {'there is none here' if len(facts.on_hand) == 2 else missing}"
    said = f"against the budget to date of {money_words.short(facts.money.total('profiled'))}"
    return money_words.short(facts.money.variance.total, signed=True), said


def _carried_on(facts):
    """What the commitment forecast says of 31 March, and its range."""
    if not facts.has_ledger:
        return "–", "by 31 March: no payments ledger is loaded"
    whole, revised = facts.outlook.whole, facts.money.total("revised")
    if not whole:
        return "–", "by 31 March: a year that began before the store is not carried on"
    said = "by 31 March if what is in force goes on"
    if facts.month.month == 3:
        said = "paid by 31 March"
    if facts.held and revised:
        said += f", {_against(whole.commitment - float(revised))}"
    if whole.least is not None:
        said += f"; likely {money_words.short(whole.least)} to {money_words.short(whole.most)}"
    return money_words.short(whole.commitment), said


def _declared(facts):
    if not facts.declared:
        return "–", "nobody has declared a forecast"
    budget, forecast = facts.declared
    return money_words.short(forecast), f"forecast by the budget holders, {_against(forecast - budget)}"


def _against(amount):
    return money_words.unbroken(money_words.short(amount, signed=True))
