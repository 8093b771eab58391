"""Contracts on the money pages: what was bought under each kind, what was used of it, and what was paid for nothing."""

from dataclasses import dataclass
from decimal import Decimal

from dashboard.money import contracts
from dashboard.money.months import april
from layouts.address import link
from layouts.words import money as money_words

LITTLE = 500  # pounds: of less paid for what nobody used, nothing is said beside the split
ALL_OF_IT = Decimal("0.99")  # each month's payment is rounded, so that a block paid in full is a few pennies off


@dataclass(frozen=True)
class Bought:
    """The kinds of contract of a unit (of one service where one is asked for), and what is worth saying about them."""

    kinds: list
    says: list
    here: dict  # the words of an address that leads to this unit and month
    whole: str  # an address for the whole council, whose own contracts stand nowhere else; empty there

    def href(self, kind):
        """Where the contracts of a kind stand one by one."""
        return link("/money/line", **self.here, service=kind.service) + "#contracts"

    @property
    def contracts(self):
        return [one for kind in self.kinds for one in kind.contracts]

    @property
    def unpriced(self):
        return sum(kind.unpriced for kind in self.kinds)

    @property
    def months_left_out(self):
        """Whether some month has no activity on file, so that what was bought in it is left out."""
        return any(one.months > one.months_on_file for one in self.contracts)


def bought(cursor, names, unit, month, settings, service=None):
    """The Bought of a unit from April to a month; None where no contract is made for it or below."""
    found = contracts.kinds(contracts.contracts(cursor, unit.key, april(month), month, service))
    if not found:
        return None
    says = [sentence(kind) for kind in contracts.worth_knowing(found, settings)]
    path = "/money/line" if service else "/money"
    whole = "" if unit == names.root else link(path, unit=names.root.key, month=month, service=service)
    return Bought(found, says, {"unit": unit.key, "month": month}, whole)


def in_price(found, line):
    """'£119k of the price effect of £527k is hours of a block that nobody used', or nothing where it is little."""
    paid = contracts.paid_for_nothing_of_blocks(found.kinds) if found else 0
    effect, units = line.variance.price, line.counted_in or "units"
    if paid < LITTLE or not effect:
        return ""
    size = money_words.short(paid)
    if paid <= effect:
        return f"{size} of the price effect of {money_words.short(effect)} is {units} of a block that nobody used."
    return (
        f"{size} was paid for {units} of a block that nobody used: without it the price effect of "
        f"{money_words.short(effect, signed=True)} would be {money_words.short(effect - paid, signed=True)}."
    )


def sentence(kind):
    """'Block contracts for home care bought 12,000 hours, and 1,100 of them were not used: £27k was paid for …'"""
    counted, many = kind.counted_in or "units", len(kind.contracts) > 1
    bought, unused = (money_words.units(kind.total(word)) for word in ("bought", "unused"))
    who = f"{'Block contracts' if many else 'The block contract'} for {kind.service}"
    volumes = f"{who} bought {bought} {counted}, and {unused} of them were not used"
    worth, paid = kind.total("unused_worth"), contracts.paid_for_nothing(kind)
    if paid >= worth * ALL_OF_IT:
        return f"{volumes}: {money_words.short(paid)} was paid for {counted} nobody had."
    price = f"{volumes}. At {'their' if many else 'its'} price they come to {money_words.short(worth)}"
    if round(paid):
        return f"{price}: {money_words.short(paid)} of that was paid."
    return f"{price}; the ledger shows none of that as paid."
