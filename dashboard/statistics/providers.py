"""How much of a price effect is that units went to dearer or to cheaper providers than a year ago.

Over the providers with units in both years, with `s` and `s0` their shares of these units now and a year ago, `c` what
a unit of theirs costs now, and `D` their units now:

    moved = D x sum of (s - s0) x c

which is what they were paid, less what the same units would have cost at the shares of a year ago and the prices of
now. A provider of one of the years alone has no share to hold against another, and is left out. So is one with a block,
which is paid whether it is used or not: units that leave it save nothing, and what one of them cost is no price.
"""

from decimal import Decimal
from typing import NamedTuple

NOTHING = Decimal(0)


class Provider(NamedTuple):
    """What a provider was paid for its units this year, and its units in the same months of the year before."""

    paid: Decimal
    units: Decimal
    units_before: Decimal
    block: str = ""  # its name, where it has a block contract in either year

    @property
    def in_both(self):
        return self.paid > 0 and self.units > 0 and self.units_before > 0


class Moved(NamedTuple):
    """What the move comes to, between how many providers, and the units of those left out, in each year."""

    amount: Decimal
    providers: int
    new: tuple
    gone: tuple
    blocks: tuple = ()  # the names of those left out for their block


def moved(providers):
    """The Moved of a service's providers; None where fewer than two have units in both years."""
    asked = list(providers)
    providers = [one for one in asked if not one.block]
    known = [one for one in providers if one.in_both]
    if len(known) < 2:
        return None
    units, before = (sum((getattr(one, word) for one in known), NOTHING) for word in ("units", "units_before"))
    at_old_shares = sum((one.units_before * one.paid / one.units for one in known), NOTHING) * units / before
    left_out = [one for one in providers if not one.in_both]
    return Moved(
        sum((one.paid for one in known), NOTHING) - at_old_shares,
        len(known),
        tuple(one.units for one in left_out if one.units > 0),
        tuple(one.units_before for one in left_out if one.units_before > 0 and not one.units > 0),
        tuple(one.block for one in asked if one.block and (one.units > 0 or one.units_before > 0)),
    )
