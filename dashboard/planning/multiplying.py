"""Whether a plan multiplies out: units at their price against the budget, to the penny, however it is cut."""

from dataclasses import dataclass
from decimal import Decimal

from dashboard.money.alarms import off
from dashboard.planning.plans import PENNY

CUTS = ("service", "user_group", "sector", "contract", "year")
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Product:
    """A line of activity, or several added up: what its units come to at their price, and its budget."""

    worth: Decimal
    budget: Decimal
    units: Decimal = NOTHING

    @property
    def off_by(self):
        return self.budget - self.worth

    def is_astray(self, tolerance):
        """Whether the budget lies off what the units come to by more than so many per cent."""
        return abs(self.off_by) >= PENNY and (not self.worth or abs(off(self.budget, self.worth)) > tolerance)


def product(line):
    """The Product of one line of activity."""
    units, price = (Decimal(str(line.get(word) or 0)) for word in ("units", "price"))
    return Product((units * price).quantize(PENNY), line.pounds("budget"), units)


def added(products):
    products = list(products)
    return Product(*(sum((getattr(one, word) for one in products), NOTHING) for word in ("worth", "budget", "units")))


def cut(lines, by):
    """{what a line says of a word of CUTS: the Product of those lines}: each cut adds up to the same."""
    found = {}
    for line in lines:
        found.setdefault(line.get(by), []).append(product(line))
    return {key: added(several) for key, several in sorted(found.items(), key=lambda one: str(one[0]))}


def astray(lines, tolerance):
    """(line, Product) of those that do not multiply out, the most money first."""
    found = [(line, product(line)) for line in lines]
    found = [(line, one) for line, one in found if one.is_astray(tolerance)]
    return sorted(found, key=lambda pair: (-abs(pair[1].off_by), pair[0].key))


def budget(plan, year):
    """The money of a plan in a year, in pounds: the budgets of its activity and of its lines of money."""
    activity = (line.pounds("budget") for line in plan.of("activity") if line.get("year") == year)
    money = (line.pounds("amount") for line in plan.of("money") if line.get("year") == year)
    return sum(activity, NOTHING) + sum(money, NOTHING)
