"""The standing alarms: what a budget that balances, or does not, can hide. Each needs several months in a row.

    fewer for the money   spend within tolerance, while less is delivered than was agreed and a unit costs more
    more for more         overspent, because more was delivered at about the agreed price
    less for less         underspent, because less was delivered at about the agreed price: it may be that people wait

Activity and unit cost are weighed by budgeted prices, so that a line of hours and weeks can be watched as well.
"""

from dataclasses import dataclass
from decimal import Decimal

FEWER_FOR_THE_MONEY, MORE_FOR_MORE, LESS_FOR_LESS = "fewer for the money", "more for more", "less for less"
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
    """An alarm: how the line stands to date, how far its forecast is off the budget, and the months that show it."""

    kind: str
    standing: Standing
    forecast: Decimal | None
    months: tuple


def alarm(line, settings):
    """The alarm of a line, or None. Every one of the last months must show it, and the year to date as well."""
    so_far, wanted = to_date(line), int(settings["months"])
    if max(abs(line.variance.price), abs(line.variance.volume)) < settings["least"]:
        return None
    recent = line.months[-wanted:]
    if not so_far.known or so_far.spend is None or len(recent) < wanted or not all(m.on_file for m in recent):
        return None
    forecast = line.forecast and off(line.forecast, line.total("revised"))
    for kind, spend_shows, shows in (
        (FEWER_FOR_THE_MONEY, _within(settings), _fewer_and_dearer),
        (MORE_FOR_MORE, _over(settings), _more_at_the_price),
        (LESS_FOR_LESS, _under(settings), _less_at_the_price),
    ):
        if spend_shows(so_far.spend, forecast) and all(
            shows(standing, settings) for standing in (so_far, *map(of_month, recent))
        ):
            return Alarm(kind, so_far, forecast, tuple((m.month, of_month(m)) for m in recent))
    return None


def to_date(line):
    """How a line stands over the year so far; cells without an agreed price are left out of activity and unit cost."""
    counted = [cell for cell in line.cells if cell.counted]
    agreed = sum((cell.agreed_to_date * cell.price for cell in counted), Decimal(0))
    delivered = sum((cell.delivered_to_date * cell.price for cell in counted), Decimal(0))
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


def _within(settings):
    return lambda spend, forecast: abs(spend) <= settings["spend"] and abs(forecast or 0) <= settings["spend"]


def _over(settings):
    return lambda spend, forecast: spend > settings["spend"]


def _under(settings):
    return lambda spend, forecast: spend < -settings["spend"]


def _fewer_and_dearer(standing, settings):
    return standing.known and standing.activity < -settings["activity"] and standing.price > settings["price"]


def _more_at_the_price(standing, settings):
    return standing.known and standing.activity > settings["activity"] and abs(standing.price) <= settings["price"]


def _less_at_the_price(standing, settings):
    return standing.known and standing.activity < -settings["activity"] and abs(standing.price) <= settings["price"]
