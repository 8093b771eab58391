"""What packages and visits say should have been paid, held against what the ledger says was paid.

The store has both sides for each month, unit, service and provider (cube.reconciliation), and what they leave over
with its cause (cube.findings). Here they are asked for.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.scorecard import ask, ask_dicts

OPEN = ("differs", "only in the packages", "only in the ledger")
HALVES = ("paid late", "booked elsewhere")
EVEN = ("matched", "nothing on file")
STATUSES = (*OPEN, *HALVES, *EVEN)
CAUSES = (
    "another price",
    "not invoiced",
    "no package",
    "paid twice",
    "together",
    "many rows",
    *HALVES,
    "pennies",
)
LINES = ("service", "provider", "month")
SORTS = ("largest", "oldest", "cause", "owner", "provider")
COUNTED = {
    "matched": "matched",
    "halves": HALVES,
    "differs": "differs",
    "only_packages": "only in the packages",
    "only_ledger": "only in the ledger",
    "nothing_on_file": "nothing on file",
}


@dataclass(frozen=True)
class Wanted:
    """What is looked at: a unit and all below it, some months, and where asked one service, provider and so on.

    `provider` and `owner` are '' for those that name none.
    """

    unit: str
    first: date
    last: date
    service: str | None = None
    provider: str | None = None
    status: str | None = None
    cause: str | None = None
    owner: str | None = None
    sort: str = SORTS[0]
    by: str = LINES[0]


@dataclass(frozen=True)
class Reconciliation:
    """Both sides by service, provider or month, what they differ by, and the services that stand on one side alone.

    `halves` counts the payments of each cause that stand at two places.
    """

    lines: list
    rows: list
    alone: list
    halves: dict

    def total(self, word):
        return sum((row[word] for row in self.lines), Decimal(0))

    @property
    def open(self):
        """How many comparisons differ, and are not two halves of one payment."""
        return int(self.total("differs") + self.total("only_packages") + self.total("only_ledger"))

    @property
    def compared(self):
        return self.open + int(self.total("matched") + self.total("halves"))


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
    """The Reconciliation of what is wanted, with at most so many rows: what differs, or comparisons that are even."""
    span = {"unit": wanted.unit, "first": wanted.first, "last": wanted.last}
    books = {**span, "service": wanted.service, "provider": wanted.provider}
    asked = {**books, "owner": wanted.owner, "status": wanted.status, "sort": wanted.sort, "limit": limit}
    if wanted.status in EVEN:
        rows = ask_dicts(cursor, "reconciliation_places", **asked)
    else:
        rows = ask_dicts(cursor, "reconciliation_rows", **asked, cause=wanted.cause)
    year = wanted.last.year - (wanted.last.month < 4)
    return Reconciliation(
        ask_dicts(cursor, "reconciliation_totals", **books, by=wanted.by),
        rows,
        ask_dicts(cursor, "not_reconciled", financial_year=year),
        dict(ask(cursor, "reconciliation_halves", **books)),
    )


def sides(cursor, month, unit, service, provider):
    """The rows behind one place from both sides: what was owed, what was paid; and what was found of them."""
    asked = {"month": month, "unit": unit, "service": service, "provider": provider or ""}
    return tuple(ask_dicts(cursor, name, **asked) for name in ("owed_rows", "paid_rows", "findings"))


def total(rows):
    return sum((row["amount"] for row in rows), Decimal(0))


def owner(cursor, unit):
    """Who answers for a unit: its leader, else the nearest above it who has one."""
    return next((name for (name,) in ask(cursor, "owner", unit=unit)), None)


def known(cursor):
    """The services and the owners that the reconciliation has something of."""
    services = [service for (service,) in ask(cursor, "reconciled_services")]
    return services, [name for (name,) in ask(cursor, "reconciliation_owners") if name]
