"""What the sections of one line of money are told: the line, its unit and month, and how it is cut."""

from dataclasses import dataclass

from dashboard.money import lines
from dashboard.money.lines import Money
from layouts.address import link
from layouts.page import Place
from layouts.words import money as money_words

WORDS = {"service": "service", "user_group": "group"}  # of an address


@dataclass(frozen=True)
class Facts:
    """`key` names the line of `money`, a service or a user group; `on_hand` has the files that have rows."""

    at: Place
    money: Money
    key: str
    on_hand: set

    @property
    def unit(self):
        return self.at.unit

    @property
    def month(self):
        return self.at.month

    @property
    def line(self):
        return lines.line(self.money, self.key)

    @property
    def is_service(self):
        return self.money.by == "service"

    @property
    def word(self):
        return WORDS[self.money.by]

    @property
    def other(self):
        """What the parts of the line are: a service is made of user groups, and a group of services."""
        return "user group" if self.is_service else "service"

    @property
    def asks(self):
        """The words of a query that takes a service or a user group."""
        return {"service": self.key if self.is_service else None, "user_group": None if self.is_service else self.key}

    @property
    def span(self):
        return money_words.span(self.month, self.money.begins)

    @property
    def year(self):
        return money_words.year(self.month)

    def at_unit(self, path, unit=None, **words):
        """An address of the same month, at another unit where one is given."""
        return link(path, unit=unit or self.unit.key, month=self.month, **words)

    def to_line(self, unit=None, month=None):
        """The same line at another unit or in another month."""
        at = {"unit": unit or self.unit.key, "month": month or self.month}
        return link("/money/line", **at, **{self.word: self.key})

    def records(self, measure):
        here = {"unit": self.unit.key, "month": self.month}
        return link("/records", measure=measure, **here, slice=self.money.by, value=self.key, back="money")


def divided(money, units, per=1):
    """What `per` units cost; None where there are none of them or no money."""
    return float(money) / float(units) * per if units and money else None
