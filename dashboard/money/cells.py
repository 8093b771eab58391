"""A cell of the money page: money and activity of one service for one user group in one month, and its split."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from dashboard.money.months import april
from dashboard.statistics.variance import Cell, Split, split, split_together, summed, unit_cost

NOTHING = Decimal(0)


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


def added(cells, word):
    return sum((getattr(cell, word) for cell in cells), NOTHING)


def split_of(cells, figures):
    """The split of a line: cells counted in the same unit together, a mix between them; then all added up.

    A cell with units and no money anywhere is left out: its money is kept by another unit, and nothing is its variance.
    """
    families = groupby(sorted(cells, key=lambda cell: cell.counted_in or ""), key=lambda cell: cell.counted_in)
    return summed(split_together(figures(cell) for cell in family if cell.has_money) for _, family in families)


def split_to_date(cells):
    """The split from April to the month; money of months without activity on file is not split."""
    unfiled = added(cells, "unfiled_paid") - added(cells, "unfiled_budget")
    return summed([split_of(cells, figures_to_date), Split(rest=unfiled)])


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


def split_apart(cell):
    """The split of one cell to date: all its units beyond those agreed are its volume, there is no mix in it."""
    taken = split(figures_to_date(cell)) if cell.has_money else Split()
    return summed([taken, Split(rest=cell.unfiled_paid - cell.unfiled_budget)])
