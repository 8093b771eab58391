"""The lines of the money page: each service, or each user group, with its money, its activity and its split."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from dashboard.money.alarms import alarm
from dashboard.scorecard import ask, ask_dicts
from dashboard.statistics.variance import PENNY, Cell, Split, split, split_together, summed, unit_cost

NOTHING = Decimal(0)
CUTS = ("service", "user_group")
SHOWN_FOR = ("revised", "actual_to_date", "delivered_to_date")  # a line with none of these is not shown
RECENT_MONTHS = 3  # whose pace the months to come are taken to keep


@dataclass(frozen=True)
class MoneyCell:
    """Money and activity of one service for one user group in one month.

    `original`, `revised` and `forecast` are for the whole year, `profiled`, `commitment` and what ends in `_to_date`
    run from April to the month, the others are of the month. `agreed_worth` and `delivered_worth` are what these units
    were to cost at agreed prices, None where there are none. What begins in `unfiled_` is the money to date of months
    without any activity of the service on file.
    """

    month: date
    service: str
    user_group: str
    counted_in: str | None
    on_file: bool
    original: Decimal
    revised: Decimal
    profiled: Decimal
    actual: Decimal
    actual_to_date: Decimal
    commitment: Decimal
    forecast: Decimal
    agreed: Decimal
    agreed_to_date: Decimal
    delivered: Decimal
    delivered_to_date: Decimal
    agreed_worth: Decimal | None
    agreed_worth_to_date: Decimal | None
    delivered_worth: Decimal | None
    delivered_worth_to_date: Decimal | None
    unfiled_budget: Decimal = NOTHING
    unfiled_paid: Decimal = NOTHING

    @property
    def has_money(self):
        return bool(self.profiled or self.actual_to_date or self.revised)

    @property
    def counted(self):
        """Whether it has money, units and an agreed price, so that one can be held against the other."""
        return self.agreed_worth is not None and bool(self.counted_in) and self.has_money

    @property
    def agreed_price(self):
        """What one was to cost, on average over those agreed, or over those delivered where none were."""
        if not self.counted:
            return None
        agreed = unit_cost(self.agreed_worth_to_date, self.agreed_to_date)
        return unit_cost(self.delivered_worth_to_date, self.delivered_to_date) if agreed is None else agreed

    @property
    def paid_on_file(self):
        """What was paid in the months whose activity is on file, as the delivered units are."""
        return self.actual_to_date - self.unfiled_paid


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
        return self._cost(_sum(self.counted_cells, "agreed_worth_to_date"), "agreed_to_date")

    @property
    def actual_cost(self):
        """What a unit cost: what was paid for units over those delivered, in the months whose activity is on file."""
        return self._cost(_sum(self.counted_cells, "paid_on_file"), "delivered_to_date")

    @property
    def counted_cells(self):
        """The cells that a unit cost is taken from: like is held against like, so that both costs have the same."""
        return [cell for cell in self.cells if cell.counted]

    def _cost(self, money, units):
        paid = _sum(self.counted_cells, "actual_to_date")
        return unit_cost(money, _sum(self.counted_cells, units)) if self.counted_in and paid else None


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


def year_of(month):
    """The calendar year in which the financial year of a month begins."""
    return month.year - (month.month < 4)


def april(month):
    return date(year_of(month), 4, 1)


def months_back(month, count):
    """The first of the month that lies `count` months before."""
    place = month.year * 12 + month.month - 1 - count
    return date(place // 12, place % 12 + 1, 1)


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
    """The first month of the store where it lies after the April of a month: that year can't be told from its start."""
    (first,) = ask(cursor, "first_month")[0]
    return first if first and first > april(month) else None


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
    return [(cell, _apart(cell)) for cell in ordered]


def _apart(cell):
    taken = split(figures_to_date(cell)) if cell.has_money else Split()
    return summed([taken, Split(rest=cell.unfiled_paid - cell.unfiled_budget)])


def worth(one):
    """What the units agreed and delivered to date were to cost, of the cells of a line that have an agreed price."""
    return tuple(_sum(one.counted_cells, word) for word in ("agreed_worth_to_date", "delivered_worth_to_date"))


def plan(one):
    """What the units agreed for the year come to at their agreed price, and the budget, at first and as revised."""
    counted = [cell for cell in one.cells if cell.counted]
    of_plan = sum((one.agreed_years[cell.service, cell.user_group][1] or NOTHING for cell in counted), NOTHING)
    return of_plan, _sum(counted, "original"), _sum(counted, "revised")


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
        year_variance=_split(line.cells, lambda cell: _of_year(cell, agreed, expected)) if has_forecast else None,
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
        actual=_sum(cells, "actual"),
        agreed=_sum(cells, "agreed"),
        delivered=_sum(cells, "delivered"),
        agreed_worth=_sum(priced, "agreed_worth"),
        delivered_worth=_sum(priced, "delivered_worth"),
        paid_for_units=_sum(priced, "actual"),
        units_paid_for=_sum(priced, "delivered"),
        profiled=_sum(cells, "profiled"),
        actual_to_date=_sum(cells, "actual_to_date"),
        on_file=bool(watched) and all(cell.on_file for cell in watched),
    )


def _sum(cells, word):
    return sum((getattr(cell, word) for cell in cells), NOTHING)


def _split(cells, figures):
    """The split of a line: cells counted in the same unit together, a mix between them; then all added up.

    A cell with units and no money anywhere is left out: its money is kept by another unit, and nothing is its variance.
    """
    families = groupby(sorted(cells, key=lambda cell: cell.counted_in or ""), key=lambda cell: cell.counted_in)
    return summed(split_together(figures(cell) for cell in family if cell.has_money) for _, family in families)


def split_to_date(cells):
    """The split from April to the month; money of months without activity on file is not split."""
    unfiled = _sum(cells, "unfiled_paid") - _sum(cells, "unfiled_budget")
    return summed([_split(cells, figures_to_date), Split(rest=unfiled)])


def figures_to_date(cell):
    """A cell as the split takes it, from April to the month: its months with activity on file."""
    worth = (cell.agreed_worth_to_date, cell.delivered_worth_to_date) if cell.counted else ()
    budget = cell.profiled - cell.unfiled_budget
    return Cell(budget, cell.paid_on_file, cell.agreed_to_date, cell.delivered_to_date, *worth)


def with_unfiled(cells, now):
    """A cell with the money of those months of its year whose activity is not on file."""
    if not now.counted:
        return now
    budget, paid, before = NOTHING, NOTHING, NOTHING
    for cell in _year_of_cell(cells, now):
        if not cell.on_file:
            budget, paid = budget + cell.profiled - before, paid + cell.actual
        before = cell.profiled
    return replace(now, unfiled_budget=budget, unfiled_paid=paid)


def _year_of_cell(cells, now):
    """The months of a cell from April on, in order."""
    pair = now.service, now.user_group
    mine = [one for one in cells if (one.service, one.user_group) == pair and april(now.month) <= one.month]
    return sorted(mine, key=lambda one: one.month)


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
    """Units by 31 March and their worth: those to date, and the days left at the pace of the last months on file."""
    mine = [cell for cell in cells if (cell.service, cell.user_group) == (now.service, now.user_group)]
    on_file = [cell for cell in mine if cell.on_file]
    recent = [cell for cell in on_file if cell.month > months_back(month, RECENT_MONTHS)] or on_file
    counted = sum(days_in(cell.month) for cell in on_file if cell.month >= april(month))
    days_left = (date(year_of(month) + 1, 4, 1) - april(month)).days - counted
    share = Decimal(days_left) / sum(days_in(cell.month) for cell in recent) if recent else NOTHING
    units = now.delivered_to_date + _sum(recent, "delivered") * share
    if not now.counted:
        return units, None
    return units, (now.delivered_worth_to_date + _sum(recent, "delivered_worth") * share).quantize(PENNY)


def days_in(month):
    return (months_back(month, -1) - month).days
