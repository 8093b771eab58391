"""The lines of the money page: each service, or each user group, with its money, its activity and its split."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from dashboard.money.alarms import alarm
from dashboard.money.cells import NOTHING, MoneyCell, added, split_apart, split_of, split_to_date, with_unfiled
from dashboard.money.months import april, days_in, months_back, year_of
from dashboard.scorecard import ask, ask_dicts
from dashboard.statistics.variance import PENNY, Cell, Split, summed, unit_cost

CUTS = ("service", "user_group")
SHOWN_FOR = ("revised", "actual_to_date", "delivered_to_date")  # a line with none of these is not shown
RECENT_MONTHS = 3  # whose pace the months to come are taken to keep


@dataclass(frozen=True)
class Line:
    """A service (or a user group) over its financial year to a month. Its figures are sums of its cells.

    `agreed_years` has the units agreed for the year and their worth, by service and user group.
    """

    key: str
    cells: tuple
    agreed_years: dict
    delivered_year: Decimal
    variance: Split
    year_variance: Split | None
    months: tuple
    alarm: object = None
    unfiled: tuple = ()  # (service, month) whose money is not split: no activity of it is on file

    def total(self, word):
        return sum((getattr(cell, word) for cell in self.cells), NOTHING)

    @property
    def counted_in(self):
        """What its units are, where all of them are the same: hours and weeks can't be added up."""
        found = {cell.counted_in for cell in self.cells if cell.agreed_to_date or cell.delivered_to_date}
        return found.pop() if len(found) == 1 else None

    @property
    def forecast(self):
        """What the budget holders declared for the year; None where nobody did."""
        return self.total("forecast") or None

    @property
    def budgeted_cost(self):
        """What a unit was to cost, on average over the units agreed to date."""
        return self._cost(added(self.counted_cells, "agreed_worth_to_date"), "agreed_to_date")

    @property
    def actual_cost(self):
        """What a unit cost: what was paid for units over those delivered, in the months whose activity is on file."""
        return self._cost(added(self.counted_cells, "paid_on_file"), "delivered_to_date")

    @property
    def counted_cells(self):
        """The cells that a unit cost is taken from: like is held against like, so that both costs have the same."""
        return [cell for cell in self.cells if cell.counted]

    def _cost(self, money, units):
        paid = added(self.counted_cells, "actual_to_date")
        return unit_cost(money, added(self.counted_cells, units)) if self.counted_in and paid else None


@dataclass(frozen=True)
class MonthOfLine:
    """One month of a line: what was paid and delivered in it, beside what was agreed, and what both were to cost."""

    month: date
    actual: Decimal
    agreed: Decimal
    delivered: Decimal
    agreed_worth: Decimal
    delivered_worth: Decimal
    paid_for_units: Decimal
    units_paid_for: Decimal
    profiled: Decimal
    actual_to_date: Decimal
    on_file: bool

    @property
    def cost(self):
        """What a unit cost in the month: only money of what is counted in units, and only where they are on file."""
        return unit_cost(self.paid_for_units, self.units_paid_for) if self.on_file else None


@dataclass(frozen=True)
class Money:
    """A unit's money in a month: a line for each service or user group, the largest budget first."""

    unit: str
    month: date
    by: str
    lines: tuple
    settings: dict
    cells: tuple = ()
    agreed_years: dict = field(default_factory=dict)
    begins: date | None = None  # the first month of the store, where the financial year began before it

    @property
    def variance(self):
        return summed(line.variance for line in self.lines)

    @property
    def year_variance(self):
        return summed(line.year_variance for line in self.lines if line.year_variance)

    def total(self, word):
        return sum((line.total(word) for line in self.lines), NOTHING)

    @property
    def unfiled(self):
        """(service, month) of money that is not split: no activity of it is on file."""
        found = {(month, service) for line in self.lines for service, month in line.unfiled}
        return tuple((service, month) for month, service in sorted(found))

    @property
    def alarms(self):
        return [line for line in self.lines if line.alarm]


def tolerances(cursor):
    """The council's tolerances by name: per cent, and months."""
    return dict(ask(cursor, "money_settings"))


def money(cursor, unit, month, by="service"):
    """The Money of a unit in a month, cut by service or by user group."""
    settings = tolerances(cursor)
    begins = begins_within(cursor, month)
    first = min(april(month), months_back(month, max(RECENT_MONTHS, int(settings["months"])) - 1))
    cells = [MoneyCell(*row) for row in ask(cursor, "money_cells", unit=unit, first=first, month=month)]
    agreed_years = {
        (row["service"], row["user_group"]): (row["agreed"], row["worth"])
        for row in ask_dicts(cursor, "agreed_year", unit=unit, financial_year=year_of(month))
    }
    return recut(Money(unit, month, by, (), settings, tuple(cells), agreed_years, begins), by)


def begins_within(cursor, month):
    """The first month with money where it lies after the April of a month: that year can't be told from its start."""
    (first,) = ask(cursor, "first_month")[0]
    return first if first and first > april(month) else None


def span(cursor, unit):
    """(the first month, the last) of which a unit has payments or budgets on file; None and None where it has none."""
    return ask(cursor, "money_span", unit=unit)[0]


def is_of_year(first, last, month):
    """Whether any month of such a span lies in the financial year to a month, or nothing is known of the span."""
    return not first or (first <= month and last >= april(month))


def recut(found, by):
    """The same money cut the other way; lines of nothing are left out."""
    cut = [_line(key, group, found) for key, group in grouped(found.cells, by)]
    shown = [one for one in cut if any(one.total(word) for word in SHOWN_FOR)]
    return replace(found, by=by, lines=tuple(sorted(shown, key=lambda one: (-one.total("revised"), one.key))))


def line(found, key):
    """One line of a Money; None where it has no such."""
    return next((one for one in found.lines if one.key == key), None)


def cells_apart(one):
    """(cell, its split) for each cell of a line, those with the most money first; cells of nothing are left out.

    All of a cell's units beyond those agreed are its volume: the mix is that of the line.
    """
    there = [cell for cell in one.cells if cell.has_money or cell.delivered_to_date or cell.agreed_to_date]
    ordered = sorted(there, key=lambda cell: (-cell.actual_to_date, cell.service, cell.user_group))
    return [(cell, split_apart(cell)) for cell in ordered]


def worth(one):
    """What the units agreed and delivered to date were to cost, of the cells of a line that have an agreed price."""
    return tuple(added(one.counted_cells, word) for word in ("agreed_worth_to_date", "delivered_worth_to_date"))


def plan(one):
    """What the units agreed for the year come to at their agreed price, and the budget, at first and as revised."""
    counted = [cell for cell in one.cells if cell.counted]
    of_plan = sum((one.agreed_years[cell.service, cell.user_group][1] or NOTHING for cell in counted), NOTHING)
    return of_plan, added(counted, "original"), added(counted, "revised")


def grouped(cells, by):
    """(key, its cells) for each service or user group."""
    ordered = sorted(cells, key=lambda cell: getattr(cell, by) or "")
    return [(key, list(group)) for key, group in groupby(ordered, key=lambda cell: getattr(cell, by) or "")]


def so_far(key, cells, month):
    """A line without the rest of its year: all that an alarm is told from."""
    now = tuple(with_unfiled(cells, cell) for cell in cells if cell.month == month)
    return Line(
        key=key,
        cells=now,
        agreed_years={},
        delivered_year=NOTHING,
        variance=split_to_date(now),
        year_variance=None,
        months=tuple(month_of_line(at, group) for at, group in by_month(cells)),
        unfiled=_unfiled_months(cells, now),
    )


def _line(key, cells, found):
    line, month = so_far(key, cells, found.month), found.month
    expected = {(cell.service, cell.user_group): _delivered_year(cells, cell, month) for cell in line.cells}
    agreed = {pair: found.agreed_years.get(pair, (NOTHING, None)) for pair in expected}
    has_forecast = any(cell.forecast for cell in line.cells) and not found.begins
    line = replace(
        line,
        agreed_years=agreed,
        delivered_year=sum((units for units, _ in expected.values()), NOTHING),
        year_variance=split_of(line.cells, lambda cell: _of_year(cell, agreed, expected)) if has_forecast else None,
    )
    # A budget that runs from April is not held against payments that begin later: no alarm could be told from that.
    return line if found.begins else replace(line, alarm=alarm(line, found.settings))


def by_month(cells):
    ordered = sorted(cells, key=lambda cell: cell.month)
    return [(month, list(group)) for month, group in groupby(ordered, key=lambda cell: cell.month)]


def month_of_line(month, cells):
    priced = [cell for cell in cells if cell.counted]
    watched = priced or [cell for cell in cells if cell.counted_in]
    return MonthOfLine(
        month=month,
        actual=added(cells, "actual"),
        agreed=added(cells, "agreed"),
        delivered=added(cells, "delivered"),
        agreed_worth=added(priced, "agreed_worth"),
        delivered_worth=added(priced, "delivered_worth"),
        paid_for_units=added(priced, "actual"),
        units_paid_for=added(priced, "delivered"),
        profiled=added(cells, "profiled"),
        actual_to_date=added(cells, "actual_to_date"),
        on_file=bool(watched) and all(cell.on_file for cell in watched),
    )


def _unfiled_months(cells, now):
    """(service, month) of each month of the year whose money is not split for want of its activity."""
    there = {cell.service for cell in now if cell.counted}
    months = {
        (one.month, one.service)
        for one in cells
        if one.service in there and not one.on_file and april(one.month) == april(now[0].month)
    }
    return tuple((service, month) for month, service in sorted(months))


def _of_year(cell, agreed, expected):
    """The whole year as it is forecast: the budget holder's money over the units of the year at the present pace."""
    (units, worth), (coming, coming_worth) = (of[cell.service, cell.user_group] for of in (agreed, expected))
    # No month of the year with its activity on file: no pace to take the units of the year from.
    known = cell.counted and (cell.delivered_to_date or coming or not cell.unfiled_paid)
    return Cell(cell.revised, cell.forecast, units, coming, *((worth or NOTHING, coming_worth) if known else ()))


def _delivered_year(cells, now, month):
    """Units by 31 March and their worth: those to date, and the days left at the pace of the last months on file.

    The pace may go back to months before April; what is to come is worth what it is this year.
    """
    mine = [cell for cell in cells if (cell.service, cell.user_group) == (now.service, now.user_group)]
    on_file = [cell for cell in mine if cell.on_file]
    recent = [cell for cell in on_file if cell.month > months_back(month, RECENT_MONTHS)] or on_file
    counted = sum(days_in(cell.month) for cell in on_file if cell.month >= april(month))
    days_left = (date(year_of(month) + 1, 4, 1) - april(month)).days - counted
    share = Decimal(days_left) / sum(days_in(cell.month) for cell in recent) if recent else NOTHING
    coming = added(recent, "delivered") * share
    if not now.counted:
        return now.delivered_to_date + coming, None
    # Of the teams that deliver it, where any did this year: the price of those agreed has another mix of teams.
    price = unit_cost(now.delivered_worth_to_date, now.delivered_to_date) or now.agreed_price or NOTHING
    return now.delivered_to_date + coming, (now.delivered_worth_to_date + coming * price).quantize(PENNY)
