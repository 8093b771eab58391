"""The standing alarms in words: a name, and a sentence with its figures that claims no cause."""

from decimal import Decimal

from dashboard.money import alarms
from layouts import words
from layouts.words.money import (
    PARTS,
    heading_for,
    per_cent,
    price,
    short,
    that_matter,
    title,
    unfiled_words,
    unit_word,
    units,
)

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


def in_short(alarm, month):
    """The same in a line: how far off its budget, and what was bought at what price."""
    return f"{title(alarm.line)}: {_spend(alarm, month)} {_bought(alarm)}"


def figures(alarm, month):
    """The same where the name of the line stands beside it."""
    said = [_spend(alarm, month), _bought(alarm), _effects(alarm)]
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


def _effects(alarm):
    """'The price added £465k, fewer weeks took £193k off, and …': what adds up to how far it is off its budget."""
    named, rest = that_matter(alarm.split._asdict(), always=("price", "volume"))
    said = [_said(part, named[part], alarm.counted_in) for part in PARTS if part in named]
    if rest:
        said.append(_effect("everything else", rest))
    return f"{words.sentence_case(', '.join(said[:-1]))},{' and' if said[2:] else ''} {said[-1]}."


def _effect(what, amount):
    """'the price added £465k': nothing is saved where people get less."""
    return f"{what} added {short(amount)}" if amount > 0 else f"{what} took {short(-amount)} off"


def _said(part, amount, counted):
    """A part of a split as a part of a sentence."""
    if part == "plan":
        more = "less" if amount > 0 else "more"
        return f"the budget to date held {short(abs(amount))} {more} than the agreed units were to cost"
    volume = f"{'more' if amount > 0 else 'fewer' if counted else 'less'} {counted or 'delivered'}"
    return _effect(
        {"price": "the price", "volume": volume, "mix": "the mix", "rest": "what is not explained"}[part], amount
    )
