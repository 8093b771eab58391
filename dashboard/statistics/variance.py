"""A variance from budget, split into what was bought and what was paid for it; the parts are the whole, to the penny.

For one kind of thing, bought for one group of people:

    price   units delivered x (what a unit cost - what it was to cost)
    volume  (units delivered - units agreed) x what it was to cost
    plan    units agreed x what one was to cost - the budget: where the plan itself does not multiply out
    rest    what no split can reach: there is no agreed price, or money was paid with no unit on file

What units were to cost comes in pounds and pence, taken unit by unit where they were booked: all parts are sums and
differences of pennies, so that they add up over units, months and cuts.

Of units counted in one way, the volume is that of all of them at their average agreed price, and `mix` is what the move
between dearer and cheaper ones adds. A plus costs more than the budget had.
"""

from decimal import Decimal
from typing import NamedTuple

PENNY = Decimal("0.01")
NOTHING = Decimal(0)
PARTS = ("price", "volume", "mix", "plan", "rest")


class Cell(NamedTuple):
    """Money and units of one kind; `agreed_worth` and `delivered_worth` are what units were to cost, or None."""

    budget: Decimal
    actual: Decimal
    agreed: Decimal
    delivered: Decimal
    agreed_worth: Decimal | None = None
    delivered_worth: Decimal | None = None


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
    """The parts of one cell's variance, where it is all of one price: there is no mix in it."""
    if cell.agreed_worth is None:
        return Split(rest=cell.actual - cell.budget)
    parts = Split(volume=cell.delivered_worth - cell.agreed_worth, plan=cell.agreed_worth - cell.budget)
    paid_above = cell.actual - cell.delivered_worth
    # Nothing delivered: there is no unit cost, so that money paid is neither a higher price nor a larger volume.
    return parts._replace(price=paid_above) if cell.delivered else parts._replace(rest=paid_above)


def split_together(cells):
    """The parts of the variance of cells that are counted in the same unit: their volume as one, and the mix in it."""
    cells = list(cells)
    whole = summed(map(split, cells))
    volume = _together([cell for cell in cells if cell.agreed_worth is not None])
    return whole if volume is None else whole._replace(volume=volume, mix=whole.volume - volume)


def summed(splits):
    """Splits added up, part by part."""
    return Split(*map(sum, zip(*splits, strict=True))) if (splits := list(splits)) else Split()


def unit_cost(money, units):
    """What one unit cost; None where there were none."""
    return None if not units else money / units


def _together(priced):
    """The volume effect of all units at their average agreed price; None where nothing was agreed to take it from."""
    agreed = sum((cell.agreed for cell in priced), NOTHING)
    if not agreed:
        return None
    delivered = sum((cell.delivered for cell in priced), NOTHING)
    return ((delivered - agreed) * sum((cell.agreed_worth for cell in priced), NOTHING) / agreed).quantize(PENNY)
