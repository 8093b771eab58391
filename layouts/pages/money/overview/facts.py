"""What the sections of the money page are told: asked of the engine once, by whoever shows the page."""

from dataclasses import dataclass

from dashboard.money.forecast import Outlook
from dashboard.money.lines import Money
from layouts.address import link
from layouts.page import Place
from layouts.words import money as money_words

CUTS = {"service": "service", "user_group": "user group"}


@dataclass(frozen=True)
class Facts:
    """The money of a unit by `services`, and as it is cut on the page; `on_hand` has the files that have rows."""

    at: Place
    services: Money
    money: Money
    on_hand: set
    outlook: Outlook
    columns: tuple = ()  # the groups of columns of the table that are shown
    chosen: str = ""  # the same as the address says it

    def here(self, **changed):
        """The address of the page with some of its words changed."""
        words = {"unit": self.unit.key, "month": self.month, "by": self.by, "columns": self.chosen, **changed}
        return link("/money", **words)

    def at_month(self, month):
        return self.here(month=month)

    @property
    def unit(self):
        return self.at.unit

    @property
    def month(self):
        return self.at.month

    @property
    def cut(self):
        return CUTS[self.money.by]

    @property
    def by(self):
        """The word of an address that keeps the cut; empty for the one that is shown anyway."""
        return "" if self.money.by == "service" else self.money.by

    @property
    def has_ledger(self):
        return "ledger" in self.on_hand

    @property
    def budgeted(self):
        return money_words.has_budget(self.money)

    @property
    def held(self):
        """Whether what was paid can be held against a budget whose year did not begin before the store."""
        return self.budgeted and not self.money.begins and self.has_ledger

    @property
    def span(self):
        return money_words.span(self.month, self.money.begins)

    @property
    def year(self):
        return money_words.year(self.month)

    @property
    def declared(self):
        """(budget, forecast) of the lines that somebody declared a forecast for; None where nobody did."""
        said = [line for line in self.money.lines if line.forecast]
        start, end = (sum(line.total(word) for line in said) for word in ("revised", "forecast"))
        return (start, end) if said and start else None
