"""A variance from budget, split into what was bought and what was paid for it; the parts are the whole, to the penny.

For one kind of thing, bought for one group of people:

    price   units delivered x (what a unit cost - what it was to cost)
    volume  (units delivered - units agreed) x what it was to cost
    plan    units agreed x what one was to cost - the budget: where the plan itself does not multiply out
    rest    what no split can reach: there is no agreed price, or money was paid with no unit on file

Where several such cells are counted in the same unit, the volume is that of all units together at their average agreed
price, and `mix` is what the move between dearer and cheaper cells adds. A plus costs more than the budget had.
"""

from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from dashboard.statistics.errors import Unusable

PENNY = Decimal("0.01")
NOTHING = Decimal(0)
PARTS = ("price", "volume", "mix", "plan", "rest")


class Cell(NamedTuple):
    """Money and units of one service for one group of people. `price` is the budgeted one, None where there is none."""

    budget: Decimal
    actual: Decimal
    agreed: Decimal
    delivered: Decimal
    price: Decimal | None


class Split(NamedTuple):
    """The parts of a variance in pounds and pence."""

    price: Decimal = NOTHING
    volume: Decimal = NOTHING
    mix: Decimal = NOTHING
    plan: Decimal = NOTHING
    rest: Decimal = NOTHING

    @property
    def total(self):
        return sum(self, NOTHING)


def split(cell):
    """The parts of one cell's variance: there is no mix in it."""
    exact = _exact(cell)
    return Split(*rounded(exact, cell.actual - cell.budget))


def split_together(cells):
    """The parts of the variance of cells that are counted in the same unit.

    Each cell is rounded by itself, so that price, plan, rest, and volume with mix, are the same to the penny however
    the cells are put together; then the volume of all is set against the mix.
    """
    cells = list(cells)
    whole = summed(map(split, cells))
    volume = _together(cells)
    if volume is None:
        return whole
    volume = volume.quantize(PENNY)
    return whole._replace(volume=volume, mix=whole.volume - volume)


def summed(splits):
    """Splits added up, part by part."""
    return Split(*map(sum, zip(*splits, strict=True))) if (splits := list(splits)) else Split()


def rounded(amounts, total):
    """Amounts in whole pennies that add up to a total in whole pennies.

    Each is rounded down; the pennies left over go one each to the amounts with the largest remainder, of equal ones to
    the first: the part that is named first in Split bears the penny.
    """
    down = [amount.quantize(PENNY, rounding=ROUND_FLOOR) for amount in amounts]
    left = int((total - sum(down, NOTHING)) / PENNY)
    if not 0 <= left <= len(down):
        raise Unusable(f"The amounts add up to {sum(amounts, NOTHING)}, which is not the total of {total}.")
    by_remainder = sorted(range(len(down)), key=lambda place: (down[place] - amounts[place], place))
    for place in by_remainder[:left]:
        down[place] += PENNY
    return down


def unit_cost(money, units):
    """What one unit cost; None where there were none."""
    return None if not units else money / units


def _exact(cell):
    """The parts before rounding; they add up to the variance exactly."""
    if cell.price is None:
        return Split(rest=cell.actual - cell.budget)
    volume, plan = (cell.delivered - cell.agreed) * cell.price, cell.agreed * cell.price - cell.budget
    paid_above = cell.actual - cell.delivered * cell.price
    # Nothing delivered: there is no unit cost, so that money paid is neither a higher price nor a larger volume.
    return Split(volume=volume, plan=plan, **{"price" if cell.delivered else "rest": paid_above})


def _together(cells):
    """The volume effect of all units at their average agreed price; None where nothing was agreed to take it from."""
    priced = [cell for cell in cells if cell.price is not None]
    agreed = sum((cell.agreed for cell in priced), NOTHING)
    if not agreed:
        return None
    average = sum((cell.agreed * cell.price for cell in priced), NOTHING) / agreed
    return (sum((cell.delivered for cell in priced), NOTHING) - agreed) * average
