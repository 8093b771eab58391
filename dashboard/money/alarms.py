"""The standing alarms: what a budget that balances, or does not, can hide. Each needs several months in a row.

Spend and the forecast of the year stand under, on or over the budget; activity is fewer, as agreed or more; a unit is
cheaper, as agreed or dearer. KINDS names the places of that grid that a manager must hear of. The rest are good news
(more or the same, at the price or cheaper, for no more money), or a plan that does not multiply out, which is no alarm
of itself but is listed beside them.

Activity and unit cost are weighed by agreed prices, so that a line of hours and weeks can be watched as well.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from dashboard.statistics.variance import Split

FEWER_FOR_THE_MONEY, FEWER_AND_DEARER = "fewer for the money", "fewer and dearer"
DEARER_WITHIN = "dearer within budget"
DEARER, HEADING_OVER, MORE_AND_DEARER = "dearer", "heading over", "more and dearer"
MORE_FOR_MORE, LESS_FOR_LESS = "more for more", "less for less"
SIDES = (("under", "on", "over"),) * 2 + (("fewer", "as agreed", "more"), ("cheaper", "as agreed", "dearer"))
ANY = "under or on or over"
# Of more or less delivered at the price, the year must be forecast to end so as well: units come with the seasons. A
# dearer unit is not a matter of the season, whatever the forecast says.
KINDS = (
    # kind, spend to date, forecast for the year, activity, unit cost
    (FEWER_FOR_THE_MONEY, "on", "on", "fewer", "dearer"),
    (FEWER_AND_DEARER, "on", "under", "fewer", "dearer"),
    (FEWER_AND_DEARER, "under", ANY, "fewer", "dearer"),
    (DEARER_WITHIN, "on", "on", "as agreed", "dearer"),
    (HEADING_OVER, "on", "over", "fewer or as agreed", "dearer"),
    (DEARER, "over", ANY, "fewer or as agreed", "dearer"),
    (MORE_AND_DEARER, "over", ANY, "more", "dearer"),
    (MORE_FOR_MORE, "over", "over", "more", "cheaper or as agreed"),
    (LESS_FOR_LESS, "under", "under", "fewer", "cheaper or as agreed"),
)
GRID = {place: kind for kind, *sides in KINDS for place in product(*(side.split(" or ") for side in sides))}
# In single months of these it is the price that must show, not the units.
BY_PRICE = (DEARER_WITHIN, DEARER, HEADING_OVER, MORE_AND_DEARER)
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Standing:
    """How far spend, activity and unit cost are off what was agreed, in per cent; None where none was agreed."""

    spend: Decimal | None
    activity: Decimal | None
    price: Decimal | None

    @property
    def known(self):
        return None not in (self.activity, self.price)


@dataclass(frozen=True)
class Alarm:
    """An alarm with the figures that its sentence needs: pounds to date, units to date, what one cost, and the split.

    `standing` is of the year to date, `forecast` how far that of the year is off the budget in per cent; `running` is
    how many months in a row show it, `months` are (month, standing) of those where they are at hand. Units and unit
    cost are None where they can't be added up.
    """

    kind: str
    line: str
    counted_in: str | None
    budget: Decimal
    paid: Decimal
    agreed: Decimal | None
    delivered: Decimal | None
    agreed_cost: Decimal | None
    cost: Decimal | None
    split: Split
    standing: Standing
    forecast: Decimal | None
    running: int
    months: tuple = ()

    @property
    def size(self):
        """The pounds that it is about, for the order of a list: the larger of its two effects."""
        return max(abs(self.split.price), abs(self.split.volume))


def alarm(line, settings):
    """The alarm of a line, or None. Every one of the last months must show it, and the year to date as well."""
    so_far, wanted = to_date(line), int(settings["months"])
    if max(abs(line.variance.price), abs(line.variance.volume)) < settings["least"]:
        return None
    recent = line.months[-wanted:]
    if not so_far.known or so_far.spend is None or not _long_enough(recent, wanted):
        return None
    forecast = off(line.forecast, line.total("revised")) if line.forecast else None
    year = sides(so_far.spend, forecast, so_far, settings)
    kind = GRID.get(year)
    months = tuple((m.month, of_month(m)) for m in recent)
    if not kind or not all(_shows(kind, year, stands, settings) for _, stands in months):
        return None
    return _alarm(kind, line, so_far, forecast, months)


def _alarm(kind, line, so_far, forecast, months):
    return Alarm(
        kind=kind,
        line=line.key,
        counted_in=line.counted_in,
        budget=line.total("profiled"),
        paid=line.total("actual_to_date"),
        agreed=line.total("agreed_to_date") if line.counted_in else None,
        delivered=line.total("delivered_to_date") if line.counted_in else None,
        agreed_cost=line.budgeted_cost,
        cost=line.actual_cost,
        split=line.variance,
        standing=so_far,
        forecast=forecast,
        running=len(months),
        months=months,
    )


def _long_enough(recent, wanted):
    """Whether there are months enough, all with their activity on file, and all of one year with one set of prices."""
    of_year = (recent[-1].month.month - 4) % 12 + 1 if recent else 0
    return min(len(recent), of_year) >= wanted and all(one.on_file for one in recent)


def sides(spend, forecast, standing, settings):
    """The place in the grid of figures that are off by so many per cent. Where nobody forecast, spend stands for it."""
    figures = (spend, spend if forecast is None else forecast, standing.activity, standing.price)
    tolerances = (settings["spend"], settings["spend"], settings["activity"], settings["price"])
    return tuple(map(_side, figures, tolerances, SIDES))


def _shows(kind, year, standing, settings):
    """Whether a month shows what the year does. It has no budget of its own: its spend is taken as the year's."""
    if not standing.known:
        return False
    month = year[:2] + sides(Decimal(0), None, standing, settings)[2:]
    return month[3] == year[3] if kind in BY_PRICE else GRID.get(month) == kind


def _side(off, tolerance, names):
    low, middle, high = names
    return low if off < -tolerance else high if off > tolerance else middle


def to_date(line):
    """How a line stands over the year so far; cells without an agreed price are left out of activity and unit cost."""
    counted = [cell for cell in line.cells if cell.counted]
    agreed = sum((cell.agreed_worth_to_date for cell in counted), Decimal(0))
    delivered = sum((cell.delivered_worth_to_date for cell in counted), Decimal(0))
    paid = sum((cell.paid_on_file for cell in counted), Decimal(0))
    return Standing(
        off(line.total("actual_to_date"), line.total("profiled")), off(delivered, agreed), off(paid, delivered)
    )


def of_month(month):
    """How one month of a line stands; its spend has no budget of its own. Without activity on file nothing is known."""
    if not month.on_file:
        return Standing(None, None, None)
    return Standing(
        None, off(month.delivered_worth, month.agreed_worth), off(month.paid_for_units, month.delivered_worth)
    )


def off(value, agreed):
    """How far a value lies above what was agreed, in per cent."""
    return (value / agreed - 1) * HUNDRED if agreed and agreed > 0 else None
