"""The figures at the head of a line of money: paid, variance, units and their cost, and March; those that are known."""

from dashboard.money.months import april
from layouts.words import money as money_words

short, per_cent = money_words.short, money_words.per_cent


def tiles(facts, forecast):
    """[(figure, what it is)]. `forecast` is the line's own, None where it has none."""
    line, begins = facts.line, facts.money.begins
    found = []
    if "ledger" in facts.on_hand:
        first = begins or april(facts.month)
        found.append(
            (short(line.total("actual_to_date")), f"paid {'in' if first == facts.month else 'from'} {facts.span}")
        )
    if len(facts.on_hand) == 2 and not begins and line.total("profiled"):
        budget = short(line.total("profiled"))
        found.append((short(line.variance.total, signed=True), f"against the budget to date of {budget}"))
    return [*found, *_units(line), *_march(facts, forecast)]


def _units(line):
    found, agreed = [], line.total("agreed_to_date")
    if line.counted_in and agreed:
        share = per_cent(100 * line.total("delivered_to_date") / agreed, signed=False)
        found.append((share, f"of the {money_words.units(agreed)} {line.counted_in} agreed were delivered"))
    if line.counted_in and line.actual_cost:
        beside = f", against {money_words.price(line.budgeted_cost)} agreed" if line.budgeted_cost else ""
        cost = f"paid for {money_words.unit_word(line.counted_in)}{beside}"
        found.append((money_words.price(line.actual_cost), cost))
    return found


def _march(facts, forecast):
    if not forecast or "ledger" not in facts.on_hand:
        return []
    if facts.month.month == 3:
        return [(short(forecast.commitment), "paid by 31 March")]
    likely = f", likely {short(forecast.least)} to {short(forecast.most)}" if forecast.least is not None else ""
    return [(short(forecast.commitment), f"by 31 March by the commitment forecast{likely}")]
