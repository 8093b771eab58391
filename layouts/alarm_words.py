"""The standing alarms in words: a name, and a sentence with its figures that claims no cause."""

from decimal import Decimal

from dashboard.money import alarms
from layouts import words
from layouts.money_words import heading_for, per_cent, price, short, title, unfiled_words, unit_word, units

NAMES = {
    alarms.FEWER_FOR_THE_MONEY: "On budget, buying less at a higher price",
    alarms.FEWER_AND_DEARER: "Buying less at a higher price, and under budget",
    alarms.DEARER_WITHIN: "On budget, though units cost more",
    alarms.DEARER: "Over budget, because units cost more",
    alarms.HEADING_OVER: "Heading over budget, because units cost more",
    alarms.MORE_AND_DEARER: "Over budget: more is delivered, and it costs more",
    alarms.MORE_FOR_MORE: "Over budget, because more is delivered",
    alarms.LESS_FOR_LESS: "Under budget, because less is delivered",
}
# What no budget shows by itself: these are said first.
HIDDEN = (alarms.FEWER_FOR_THE_MONEY, alarms.FEWER_AND_DEARER, alarms.DEARER_WITHIN)


def name(alarm):
    return NAMES[alarm.kind]


def sentence(alarm, month):
    """'Home care: £27k (0.5%) over the budget of £5.42m …': an alarm with its figures."""
    return f"{title(alarm.line)}: {figures(alarm, month)}"


def figures(alarm, month):
    """The same where the name of the line stands beside it."""
    said = [_spend(alarm, month), _bought(alarm), f"{_price_effect(alarm.price)}, {_volume_effect(alarm)}."]
    if alarm.forecast is not None and alarm.kind not in (alarms.FEWER_FOR_THE_MONEY, alarms.DEARER_WITHIN):
        said.append(f"Budget holders expect to end the year {_off(alarm.forecast)} budget.")
    said.append(_lasting(alarm))
    if alarm.kind == alarms.LESS_FOR_LESS:
        said.append("It may be that people wait.")
    return " ".join(said)


def of_line(line, month):
    """The alarm of a line on its own page, and what is not on file."""
    return " ".join([figures(line.alarm, month), *unfiled_words(line)])


def lead(money, month):
    """The one sentence that matters: what a balanced budget hides, else where the year is heading."""
    first = foremost(money)
    if not first:
        return heading_for(money, month)
    return " ".join([f"{title(first.key)}: {figures(first.alarm, month)}", *unfiled_words(money)])


def foremost(money):
    """The line whose alarm is said first: of those that no budget shows, the largest."""
    hidden = [line for line in money.alarms if line.alarm.kind in HIDDEN]
    return max(hidden, key=lambda line: line.alarm.size, default=None)


def _off(per_cents):
    """'4.1% over', 'on'."""
    said = per_cent(abs(per_cents), signed=False)
    return "on" if said == "0.0%" else f"{said} {'over' if per_cents > 0 else 'under'}"


def _spend(alarm, month):
    over = alarm.paid - alarm.budget
    off = per_cent(abs(alarm.standing.spend), signed=False)
    return (
        f"{short(abs(over))} ({off}) {'over' if over > 0 else 'under'} the budget of "
        f"{short(alarm.budget)} to {month:%B %Y}."
    )


def _bought(alarm):
    """'11.7% fewer hours were delivered than agreed (…), and an hour cost £26.55 against £23.52.'"""
    return _bought_units(alarm) if alarm.counted_in else _bought_worth(alarm.standing)


def _bought_units(alarm):
    counted, off = alarm.counted_in, (alarm.delivered / alarm.agreed - 1) * Decimal(100)
    said = f"{per_cent(abs(off), signed=False)} {'more' if off > 0 else 'fewer'} {counted} were delivered than agreed"
    return (
        f"{said} ({units(alarm.delivered)} of {units(alarm.agreed)}), and {unit_word(counted)} cost "
        f"{price(alarm.cost)} against {price(alarm.agreed_cost)} agreed."
    )


def _bought_worth(standing):
    """The same for a line of hours and weeks, which can't be added up but at their agreed prices."""
    more, dearer = ("more" if off > 0 else "less" for off in (standing.activity, standing.price))
    return (
        f"At budget prices, what was delivered is worth {per_cent(abs(standing.activity), signed=False)} {more} than "
        f"was agreed, and it cost {per_cent(abs(standing.price), signed=False)} {dearer} than at those prices."
    )


def _lasting(alarm):
    """'An hour has been dearer in each of the last three months.'"""
    one = unit_word(alarm.counted_in) if alarm.counted_in else "it"
    so = f"{words.sentence_case(one)} has been dearer" if alarm.kind in alarms.BY_PRICE else "This has been so"
    many = words.count_words(alarm.running, "month").lower()
    return f"{so} in {'the last month' if alarm.running == 1 else f'each of the last {many}'}."


def _price_effect(amount):
    return f"The price {'added' if amount > 0 else 'took'} {short(abs(amount))}{'' if amount > 0 else ' off'}"


def _volume_effect(alarm):
    """'fewer hours took £530k off': nothing is saved where people get less."""
    amount, counted = alarm.volume, alarm.counted_in
    if amount > 0:
        return f"more {counted or 'delivered'} added {short(amount)}"
    return f"{'fewer ' + counted if counted else 'less delivered'} took {short(-amount)} off"
