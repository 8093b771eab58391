"""What March will look like: what is promised, carried forward, beside budget holders' forecast and a straight line.

Packages in force are carried to 31 March: those whose end is known leave in its month, and with them as many as ended
each month of the past year; as much begins as began, at the prices of now. What a promised pound comes to in the ledger
is that of the last three months, none of them before April, when prices change; prices that contracts give from a later
month on change it from then. Where there are no packages, the last months go on.

A forecast is not a figure of the ledger: here pounds are floating numbers.
"""

import math
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise

from dashboard.money.lines import begins_within
from dashboard.money.months import april, days_in, months_back, year_of
from dashboard.scorecard import ask

RECENT = 3  # months, for what a promised pound comes to
PAST = 12  # months, for what begins and what ends
PRICE_STEP = 0.25  # a line that moves by more of itself between two months got or lost packages, and not a price
SHARE_WITHIN = 0.8  # of the past forecasts lay within the range
MEASURED_AT = (6, 9, 11)  # months into the financial year, from April
KINDS = ("commitment", "straight", "declared")


@dataclass(frozen=True)
class Month:
    """A month of a line: what was paid, and the weekly cost of packages that go on after it, began and ended in it.

    What is `counted` goes by days: a place is paid for each night. Pay goes by months.
    """

    month: date
    actual: float
    revised: float
    forecast: float
    in_force: float
    started: float
    ended: float
    cost: float
    counted: bool = False


@dataclass(frozen=True)
class Forecast:
    """The end of a line's year as three ways of looking see it; `least` and `most` are None where no past tells.

    `by_packages` says whether what is to come is that of packages, or of the last months gone on.
    """

    commitment: float
    straight: float
    declared: float | None
    paid: float
    least: float | None = None
    most: float | None = None
    by_packages: bool = True

    @property
    def to_come(self):
        return self.commitment - self.paid


@dataclass(frozen=True)
class Past:
    """How the forecasts of one past month of a year did against what was paid by its end, in pounds."""

    line: str
    year: int
    number: int
    forecast: Forecast
    outturn: float

    def off(self, kind):
        """How far a kind of forecast was off, in per cent of the outturn."""
        said = getattr(self.forecast, kind)
        return None if said is None or not self.outturn else (said - self.outturn) / self.outturn * 100


@dataclass(frozen=True)
class Outlook:
    """The forecasts of every line of a unit, of all together, and how past ones did."""

    lines: dict
    whole: Forecast
    past: tuple
    past_whole: tuple


NO_OUTLOOK = Outlook({}, None, (), ())


def outlook(cursor, unit, month):
    """The Outlook of a unit by service, as it could be known at the end of a month.

    A year that began before the store is not carried on: what was paid in its first months is not known.
    """
    if begins_within(cursor, month):
        return NO_OUTLOOK
    (last,) = ask(cursor, "last_month")[0]
    rows = sorted(ask(cursor, "forecast_history", unit=unit, month=month, last=last), key=lambda row: row[:2])
    histories = {key: [Month(*row[1:]) for row in group] for key, group in groupby(rows, key=lambda row: row[0])}
    first = min((months[0].month for months in histories.values()), default=month)
    number = number_of(month)
    wanted = {number, *MEASURED_AT}
    past = tuple(one for key, months in histories.items() for one in past_forecasts(key, months, first, month, wanted))
    errors = [one for one in past if one.number == number]
    prices = {}
    for key, later, price in ask(cursor, "prices_ahead", unit=unit):
        prices.setdefault(key, {})[later] = price
    lines = {key: ranged(forecast(months, month, prices.get(key)), errors) for key, months in histories.items()}
    past_whole = tuple(past_together(past))
    whole = wider(together(lines.values()), [one for one in past_whole if one.number == number])
    return Outlook(lines, whole, past, past_whole)


def number_of(month):
    """1 for April to 12 for March."""
    return (month.month - 4) % 12 + 1


def forecast(months, at, prices=None):
    """The forecasts of one line at the end of a month, from its months up to then, and ends known to come.

    `prices` says what a pound costs in a later month, where contracts already say so.
    """
    known = [one for one in months if one.month <= at]
    this_year = [one for one in known if one.month >= april(at)]
    paid, left = sum(one.actual for one in this_year), [months_back(at, -n) for n in range(1, 13 - number_of(at))]
    ends = {one.month: one.ended for one in months if one.month > at and not one.actual and not one.cost}
    straight = paid / number_of(at) * 12
    declared = next((one.forecast for one in known if one.month == at), 0) or None
    commitment = paid + sum(to_come(known, this_year, left, ends, prices or {}))
    return Forecast(commitment, straight, declared, paid, by_packages=has_packages(known, this_year))


def to_come(known, this_year, left, ends, prices):
    """What each month left of the year will cost."""
    recent = this_year[-RECENT:]
    if not has_packages(known, this_year):
        at_now = gone_on(recent, left)
    else:
        a_pound = sum(one.actual for one in recent) / sum(one.cost for one in recent)
        at_now = [a_pound * cost for cost in carried(known, left, ends)]
    return [cost * prices.get(month, 1) for month, cost in zip(left, at_now, strict=True)]


def has_packages(known, this_year):
    """Whether packages are in force, and what they came to in the last months is known."""
    return bool(known and known[-1].in_force and sum(one.cost for one in this_year[-RECENT:]))


def gone_on(recent, left):
    """What months cost that go on as the last ones did: by the day where units are bought, else by the month."""
    by_days = bool(recent) and recent[-1].counted
    lengths = [days_in(month) if by_days else 1 for month in [*(one.month for one in recent), *left]]
    pace = sum(one.actual for one in recent) / (sum(lengths[: len(recent)]) or 1)
    return [pace * length for length in lengths[len(recent) :]]


def carried(known, left, ends):
    """What packages come to in each month left: the weekly cost between its first and last day, for its days.

    What is in force goes on after a day; a package is paid for its last day as well, after which it does not.
    """
    begins, share_ending = flow(known[-PAST - 1 :])
    ends_at_once = begins * (1 - 1 / max(share_ending, 1))  # more ends than is there: much of what begins is soon over
    weekly, waiting = known[-1].in_force, sum(ends.get(month, 0) for month in left)
    for month in left:
        of_known = ends.get(month, 0)
        waiting -= of_known
        leaves = of_known + ends_at_once + ends_besides(min(share_ending, 1), weekly, of_known, waiting)
        after = weekly + begins - leaves
        yield ((weekly + after) / 2 * days_in(month) + leaves) / 7
        weekly = after


def ends_besides(share, weekly, of_known, waiting):
    """What ends in a month besides the ends on file: they are among those that usually end, and not on top of them."""
    open_ended = max(weekly - of_known - waiting, 0)
    return min(share * open_ended, max(share * weekly - of_known, 0))


def flow(months):
    """Weekly cost that begins in a month, on average at the last month's prices, and what ends to what was in force."""
    begins, now_worth = 0, 1
    for before, one in reversed(list(pairwise(months))):
        begins += one.started * now_worth
        now_worth *= price_step(before, one)
    later = months[1:]
    there = sum(kept_or_ended(one) for one in later)
    return begins / (len(later) or 1), sum(one.ended for one in later) / there if there > 0 else 0


def kept_or_ended(one):
    """What was in force before a month, at the prices of the month."""
    return one.in_force + one.ended - one.started


def price_step(before, one):
    """What the same packages cost in a month beside the month before: prices change in April."""
    step = kept_or_ended(one) / before.in_force if before.in_force else 1
    return step if abs(step - 1) <= PRICE_STEP else 1


def ranged(found, errors):
    """A forecast with the range in which most past ones of that month of a year lay.

    A line twice as large is off by less than twice as much, for the chances of its packages even out: errors are
    compared, and the range is laid out, in proportion to the square root of what was to come.
    """
    past = [one for one in errors if one.forecast.to_come > 0]
    if not past or found.to_come <= 0:
        return found
    sizes = sorted(abs(one.outturn - one.forecast.commitment) / math.sqrt(one.forecast.to_come) for one in past)
    # The rank that leaves one more forecast within with the chance asked for, not only those that were seen.
    rank = min(math.ceil(SHARE_WITHIN * (len(sizes) + 1)), len(sizes))
    reach = sizes[rank - 1] * math.sqrt(found.to_come)
    return replace(found, least=found.commitment - reach, most=found.commitment + reach)


def together(forecasts):
    """Lines added up. What takes one line off its forecast need not take all off, so ranges add up as squares do."""
    found = list(forecasts)
    declared = [one.declared for one in found if one.declared is not None]
    whole = sum(one.commitment for one in found)
    reach = sum((one.most - one.commitment) ** 2 for one in found if one.most is not None) ** 0.5
    known = any(one.most is not None for one in found)
    return Forecast(
        whole,
        sum(one.straight for one in found),
        sum(declared) if declared else None,
        sum(one.paid for one in found),
        whole - reach if known else None,
        whole + reach if known else None,
    )


def wider(whole, errors):
    """The whole with the wider of two ranges: that of its lines, and that of its own past, if lines go off together."""
    own = ranged(whole, errors)
    return own if own.least is not None and (whole.least is None or own.least < whole.least) else whole


def past_forecasts(key, months, first, before, numbers):
    """The forecasts at some months of each financial year that lies whole after the first month and before this year.

    Only what the month itself could know goes in: no end of a package that came after it.
    """
    by_month = {one.month: one for one in months}
    for year in range(year_of(months_back(first, -11)), year_of(before)):
        span = [months_back(date(year, 4, 1), -n) for n in range(12)]
        there = [by_month[month] for month in span if month in by_month]
        outturn = sum(one.actual for one in there)
        if not outturn:
            continue
        for number in numbers:
            known = [one for one in months if one.month <= span[number - 1]]
            if known and known[-1].month == span[number - 1]:
                yield Past(key, year, number, forecast(known, span[number - 1]), outturn)


def past_together(past):
    """The same for all lines of a year together."""
    ordered = sorted(past, key=lambda one: (one.year, one.number))
    for (year, number), group in groupby(ordered, key=lambda one: (one.year, one.number)):
        found = list(group)
        yield Past("", year, number, together(one.forecast for one in found), sum(one.outturn for one in found))


def record(past, number, kind):
    """(how many, how far off on average whatever the direction, how far at most) of past forecasts, in per cent."""
    offs = [abs(off) for one in past if one.number == number and (off := one.off(kind)) is not None]
    return (len(offs), sum(offs) / len(offs), max(offs)) if offs else None
