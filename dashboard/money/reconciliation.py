"""What packages and visits say should have been paid, held against what the ledger says was paid.

The store has both sides for each month, unit, service and provider (cube.reconciliation). Here they are asked for, and
the rows behind one difference are paired, so that what is left over says what is likely to have happened.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.scorecard import ask_dicts

STATUSES = ("differs", "only in the packages", "only in the ledger", "matched", "nothing on file")
OPEN = ("differs", "only in the packages", "only in the ledger")
PENNY, POUND = Decimal("0.01"), Decimal(1)
LIKE = Decimal("0.25")  # two amounts further apart than a quarter are not one thing at two prices


@dataclass(frozen=True)
class Wanted:
    """What is looked at: a unit and all below it, some months, and where asked one service, provider or status."""

    unit: str
    first: date
    last: date
    service: str | None = None
    provider: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class Reconciliation:
    """Both sides by service, the places where they differ, and the services that stand on one side alone."""

    services: list
    rows: list
    alone: list

    def total(self, word):
        return sum((row[word] for row in self.services), Decimal(0))

    def count(self, *statuses):
        words = {status: column for status, column in zip(STATUSES, COUNTED, strict=True)}
        return sum(row[words[status]] for row in self.services for status in statuses)


COUNTED = ("differs", "only_packages", "only_ledger", "matched", "nothing_on_file")


@dataclass(frozen=True)
class Finding:
    """What the rows behind a difference leave over. Positions are those of the rows of each side."""

    kind: str  # another price, not invoiced, paid twice, no package, together
    difference: Decimal
    owed: int | None = None
    paid: int | None = None


def first_month(period, last, months):
    """The first month of a period that ends in one, within the months of the store."""
    if period == "month":
        return last
    if period == "all months":
        return months[0]
    if period == "rolling 12 months":
        year, month = last.year - (last.month < 12), last.month % 12 + 1
        return max(date(year, month, 1), months[0])
    return max(date(last.year - (last.month < 4), 4, 1), months[0])


def reconcile(cursor, wanted, limit):
    """The Reconciliation of what is wanted, with at most so many rows, the largest difference first."""
    span = {"unit": wanted.unit, "first": wanted.first, "last": wanted.last}
    rows = ask_dicts(
        cursor,
        "reconciliation_rows",
        **span,
        service=wanted.service,
        provider=wanted.provider,
        status=wanted.status,
        limit=limit,
    )
    year = wanted.last.year - (wanted.last.month < 4)
    return Reconciliation(
        ask_dicts(cursor, "reconciliation_services", **span),
        rows,
        ask_dicts(cursor, "not_reconciled", financial_year=year),
    )


def sides(cursor, month, unit, service, provider):
    """The rows behind one place from both sides: what was owed, what was paid."""
    asked = {"month": month, "unit": unit, "service": service, "provider": provider or ""}
    return ask_dicts(cursor, "owed_rows", **asked), ask_dicts(cursor, "paid_rows", **asked)


def findings(owed, paid):
    """What is left over of both sides once equal amounts are paired, each with what is likely to have happened.

    Hours of the visit log are invoiced together, so they are held against their invoices as a whole.
    """
    if any(row["counted_in"] == "hours" for row in owed):
        together = total(paid) - total(owed)
        return [Finding("together", together)] if abs(together) > POUND else []
    owed_left, paid_left = unpaired([row["amount"] for row in owed], [row["amount"] for row in paid])
    found = []
    for place in list(paid_left):
        if is_repeat(paid, place, paid_left):
            found.append(Finding("paid twice", paid[place]["amount"], None, place))
            paid_left.remove(place)
    for here, there in alike(owed, owed_left, paid, paid_left):
        found.append(Finding("another price", paid[there]["amount"] - owed[here]["amount"], here, there))
        owed_left.remove(here)
        paid_left.remove(there)
    found += [Finding("not invoiced", -owed[here]["amount"], here) for here in owed_left]
    found += [Finding("no package", paid[there]["amount"], None, there) for there in paid_left]
    return sorted(found, key=lambda one: -abs(one.difference))


def total(rows):
    return sum((row["amount"] for row in rows), Decimal(0))


def unpaired(owed, paid):
    """Positions on each side that have no partner of the same amount, to a penny, on the other."""
    waiting = sorted((amount, place) for place, amount in enumerate(paid))
    left = []
    for place, amount in enumerate(owed):
        near = bisect_left(waiting, (amount - PENNY, -1))
        if near < len(waiting) and waiting[near][0] <= amount + PENNY:
            del waiting[near]
        else:
            left.append(place)
    return left, sorted(place for _, place in waiting)


def is_repeat(paid, place, left):
    """Whether a line that has no package of its own is a second one for the supplier and amount of a line that has."""
    line = paid[place]
    return any(
        other not in left and paid[other]["amount"] == line["amount"] and paid[other]["supplier"] == line["supplier"]
        for other in range(len(paid))
    )


def alike(owed, owed_left, paid, paid_left):
    """Pairs of what is left over that may be one thing at two prices, the nearest in proportion first."""
    apart = sorted(
        (abs(paid[there]["amount"] - owed[here]["amount"]) / owed[here]["amount"], here, there)
        for here in owed_left
        for there in paid_left
        if owed[here]["amount"]
    )
    taken_here, taken_there, pairs = set(), set(), []
    for distance, here, there in apart:
        if distance <= LIKE and here not in taken_here and there not in taken_there:
            pairs.append((here, there))
            taken_here.add(here)
            taken_there.add(there)
    return pairs


def owner(names, unit):
    """Who answers for a unit: its leader, else the nearest above it who has one."""
    here = names.units.get(unit, names.root)
    while here is not None:
        if here.leader:
            return here.leader
        here = names.units.get(here.parent)
    return None
