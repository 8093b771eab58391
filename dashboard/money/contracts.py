"""Contracts by service and kind: the volume bought against the volume used, and what was paid for nothing.

A block is paid for whether it is used or not. Cost and volume buys a volume at a price, and more of it by use. Spot
buys nothing beforehand. Only months whose activity is on file tell what was used: others are left out.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from dashboard.scorecard import ask_dicts

NOTHING, PENNY, HUNDRED = Decimal(0), Decimal("0.01"), Decimal(100)
BLOCK = "block"
KINDS = (BLOCK, "cost and volume", "spot")


@dataclass(frozen=True)
class Contract:
    """One contract from April to a month. `bought` is None of a spot contract, `price` where the contract gives none.

    `bought`, `used` and `paid_on_file` are of the months whose activity is on file, `paid` of all its months.
    """

    service: str
    kind: str
    contract: str
    provider: str
    unit: str
    counted_in: str | None
    price: Decimal | None
    months: int
    months_on_file: int
    bought: Decimal | None
    used: Decimal
    paid: Decimal
    paid_on_file: Decimal
    in_force: list = field(default_factory=list)
    missing: list = field(default_factory=list)  # the months in force without activity on file

    @property
    def unused(self):
        """What was bought and not used, over the year to date: more in one month makes up for less in another."""
        return max((self.bought or NOTHING) - self.used, NOTHING)

    @property
    def bought_worth(self):
        return self._worth(self.bought)

    @property
    def unused_worth(self):
        return self._worth(self.unused) if self.bought is not None else None

    @property
    def used_worth(self):
        return self._worth(self.used)

    def _worth(self, units):
        return None if None in (units, self.price) else (units * self.price).quantize(PENNY)


@dataclass(frozen=True)
class Kind:
    """The contracts of one kind for one service, added up. A worth is of those that have a price."""

    service: str
    kind: str
    contracts: tuple

    @property
    def counted_in(self):
        """What its units are, where all of them are the same."""
        found = {one.counted_in for one in self.contracts}
        return found.pop() if len(found) == 1 else None

    @property
    def unpriced(self):
        """How many contracts buy a volume and give no price, so that it has no worth."""
        return sum(one.bought is not None and one.price is None for one in self.contracts)

    @property
    def months(self):
        """In how many months some contract was in force, and how many of them have their activity on file."""
        in_force, missing = ({at for one in self.contracts for at in getattr(one, w)} for w in ("in_force", "missing"))
        return len(in_force), len(in_force - missing)

    @property
    def share_used(self):
        """What was used, in per cent of what was bought."""
        bought = self.total("bought")
        return self.total("used") / bought * HUNDRED if bought else None

    def total(self, word):
        """A figure of all its contracts together; None where none of them has it."""
        known = [value for one in self.contracts if (value := getattr(one, word)) is not None]
        return sum(known, NOTHING) if known else None


def contracts(cursor, unit, first, month, service=None):
    """Every Contract made for a unit or below; those for the whole council at its root."""
    asked = {"unit": unit, "first": first, "month": month, "service": service, "provider": None}
    return [Contract(**row) for row in ask_dicts(cursor, "money_contracts", **asked)]


def kinds(found):
    """The Kinds of some contracts: by service, block before cost and volume before spot."""
    ordered = sorted(found, key=_place)
    return [Kind(*pair, tuple(group)) for pair, group in groupby(ordered, key=lambda one: (one.service, one.kind))]


def _place(one):
    return one.service, KINDS.index(one.kind), one.contract


def worth_knowing(found, settings):
    """The Kinds of block whose unused volume is beyond the council's tolerances, the dearest first."""
    beyond = [
        one
        for one in found
        if one.kind == BLOCK
        and (one.total("unused_worth") or NOTHING) >= settings["least"]
        and one.total("unused") > one.total("bought") * settings["activity"] / HUNDRED
    ]
    return sorted(beyond, key=lambda one: -one.total("unused_worth"))


def paid_for_nothing(kind):
    """What was paid beyond what its contracts used at their prices, at most what was bought and not used.

    A contract's own payments tell: where only what was used is paid, nothing is paid for nobody.
    """
    beyond = (
        min(max(one.paid_on_file - one.used_worth, NOTHING), one.unused_worth)
        for one in kind.contracts
        if one.unused_worth is not None
    )
    return sum(beyond, NOTHING)


def paid_for_nothing_of_blocks(found):
    """The same of every Kind of block: it stands in the price of what was used."""
    return sum((paid_for_nothing(one) for one in found if one.kind == BLOCK), NOTHING)
