"""Whether a plan multiplies out: the units agreed for the year at their agreed price, against the budget."""

from dataclasses import dataclass
from decimal import Decimal

from dashboard.money.alarms import off
from dashboard.money.lines import plan


@dataclass(frozen=True)
class Plan:
    """A line's plan: what its agreed units come to, its budget at first and as revised, in pounds."""

    line: str
    worth: Decimal
    original: Decimal
    revised: Decimal

    @property
    def furthest(self):
        """How far a budget lies from what the units come to, in pounds: the one that lies farther."""
        return max(self.original - self.worth, self.revised - self.worth, key=abs)

    def is_astray(self, tolerance):
        """Whether either budget lies off what the units come to by more than so many per cent."""
        return any(abs(off(budget, self.worth)) > tolerance for budget in (self.original, self.revised))


def plans(money):
    """The Plan of each line that has agreed units with a price."""
    return [Plan(line.key, *found) for line in money.lines if (found := plan(line))[0] > 0]


def astray(money):
    """Those that do not multiply out to within the council's tolerance, the most money first."""
    found = [one for one in plans(money) if one.is_astray(money.settings["plan"])]
    return sorted(found, key=lambda one: (-abs(one.furthest), one.line))
