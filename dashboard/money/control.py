"""Control totals: the sum in each file against the sum in the store, and against the units and what is not mapped."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.scorecard import ask_dicts

COLUMNS = {"ledger": "amount", "budget": "revised"}
SUMS = ("in_file", "rejected", "in_store", "at_units", "not_mapped", "outside")


@dataclass(frozen=True)
class Control:
    """The totals of one layout over some months, and for the ledger the same months from three cuts."""

    rows: list
    checks: list

    @property
    def agrees(self):
        return all(row["agrees"] for row in self.rows) and all(is_same(check) for check in self.checks)

    def total(self, word):
        return sum((row[word] for row in self.rows), Decimal(0))


def control(cursor, layout, first, last):
    """The Control of a layout: each file, month and part, capital and revenue apart."""
    span = {"first": first, "last": last}
    rows = ask_dicts(cursor, "control_totals", **span, layout=layout, column=COLUMNS[layout])
    checks = ask_dicts(cursor, "control_checks", **span) if layout == "ledger" else []
    return Control(rows, checks)


def is_same(check):
    """Whether the files, the services at the whole council and the measure of payments come to one total."""
    return (
        check["files_revenue"] == check["services_revenue"]
        and check["files_everything"] == check["measured_everything"]
    )


def first_month(layout, month):
    """From when the files are added up: the ledger from April; the budget stands anew in each month."""
    return date(month.year - (month.month < 4), 4, 1) if layout == "ledger" else month
