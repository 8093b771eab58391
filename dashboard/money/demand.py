"""Demand three years ahead: a projection and not a prediction. It says what follows from assumptions, and lists them.

The years are financial ones, the three after that of the month asked for. People of a year are those at its middle.
People of a user group = for each age band, people of that age x the share of them who have support now, all of it
changed each year by the trend in rates. The trend is that of the past years with the change in numbers and ages of the
population taken out. Cost = people x what one cost over the last twelve months, at the prices of this financial year, x
the rise in prices and in support for each.
"""

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from dashboard.money.months import april, months_back, year_of
from dashboard.scorecard import ask, ask_dicts

AHEAD = 3
OLDER = ("65-74", "75-84", "85-94", "95+")
BANDS = ("Under 18", "18-24", "25-44", "45-64", *OLDER)
TOLD_APART = 1.96  # standard errors from nothing, that chance alone brings in one of twenty
FEWEST = 10  # people in each year, or no trend is taken from them


@dataclass(frozen=True)
class Setting:
    """A slider: what it says, from where to where, in what steps, and where it stands if nobody moves it."""

    key: str
    title: str
    says: str
    low: float
    high: float
    step: float
    usual: float


@dataclass(frozen=True)
class Facts:
    """What is known: years of people by group and age band, the population by year and band, and what was paid.

    `paid` is what each group was paid in twelve months, `before` how much of it before this April, and `price_rise` by
    how many per cent a unit has become dearer since last year.
    """

    month: date
    people: dict
    population: dict
    paid: dict
    price_rise: float | None
    oldest: str = ""  # the oldest age band of the population file, where people of older ones are counted with it
    before: dict = field(default_factory=dict)

    def base(self, group):
        """A year of a group's cost at the prices of this financial year; None where fewer than twelve months are paid.

        What was paid before April was paid at last year's prices, and is taken times the rise since.
        """
        if group not in self.paid:
            return None
        return self.paid[group] + self.before.get(group, 0.0) * (self.price_rise or 0.0) / 100


@dataclass(frozen=True)
class Group:
    """A user group, now and in each financial year ahead.

    `trend` is in per cent a year, None where too few people show one.
    `cost` is None where fewer than twelve months are paid on file.
    """

    name: str
    past: tuple
    people: tuple
    cost: tuple | None
    trend: float | None
    error: float | None = None  # the standard error of the trend, in per cent a year
    ageless: int = 0  # people of now whose age band is not known, or not in the population file

    @property
    def by_chance(self):
        """Whether a trend of nothing lies within what chance would do to the counts of the years."""
        return self.trend is not None and self.error is not None and abs(self.trend) < TOLD_APART * self.error

    @property
    def now(self):
        return self.past[-1]


def facts(cursor, unit, month):
    """The Facts of a unit: the same month of each year, so that seasons do not look like trends.

    A year in which a group has nobody is one of nobody, as long as any group has somebody in it. The oldest age band of
    a population file is one of that age and over, so that people of older bands are counted with it.
    """
    population = {}
    for year, band, count in ask(cursor, "demand_population", unit=unit):
        population.setdefault(year, {})[band] = count
    oldest = next((band for band in reversed(BANDS) if any(band in there for there in population.values())), BANDS[-1])
    beyond = BANDS[BANDS.index(oldest) + 1 :]
    rows = ask(cursor, "demand_people", unit=unit, month=month)
    years = sorted({at for at, *_ in rows})
    people = {group: {at: Counter() for at in years} for _, group, *_ in rows}
    for at, group, band, count in rows:
        people[group][at][oldest if band in beyond else band] += count
    first = months_back(month, 11)
    rows = ask_dicts(cursor, "demand_cost", unit=unit, first=first, april=april(month), month=month)
    whole = [row for row in rows if row["months"] == 12]
    paid, before = ({row["user_group"]: row[word] for row in whole} for word in ("paid", "before"))
    ((these, those),) = ask(cursor, "demand_prices", unit=unit, first=april(month), month=month)
    rise = (these / those - 1) * 100 if these and those else None
    return Facts(month, people, population, paid, rise, oldest if beyond else "", before)


def settings(known):
    """The sliders of a unit; prices stand at their last rise, to the nearest half of a per cent."""
    rise = min(max(round((known.price_rise or 0) * 2) / 2, 0.0), 10.0)
    past = "what was paid for a unit a year before is not on file"
    if known.price_rise is not None:
        moved = "fell" if known.price_rise < 0 else "rose"
        past = f"what was paid for a unit {moved} by {abs(known.price_rise):.1f} in the past year"
    return (
        Setting("trend", "Trend in rates that goes on", "per cent of each group’s past trend", 0, 150, 10, 100),
        Setting(
            "older", "People of 65 and over, beside the population’s own trend", "per cent more a year", -3, 3, 0.5, 0
        ),
        Setting("price", "Rise in prices", f"per cent a year; {past}", 0, 10, 0.5, rise),
        Setting("each", "Support for each person", "per cent more a year", -5, 5, 0.5, 0),
    )


def population_in(known, year, older=0.0):
    """(people by age band, the year of the file that they are of): that year's, else of the nearest before it.

    A year after the file's last one has the people of that last year, and one before its first those of the first: the
    file is not carried on, for a guess at births, deaths and moves is not ours to make. `older` is what a reader adds.
    """
    years = sorted(known.population)
    stands = max((one for one in years if one <= year), default=years[0])
    began = min(max(known.month.year, years[0]), years[-1])
    more = (1 + older / 100) ** max(year - began, 0)
    found = known.population[stands]
    return {band: count * (more if band in OLDER else 1) for band, count in found.items()}, stands


def rates(known, group):
    """The share of people of an age band who have support of this group now; bands without population are left out."""
    now, _ = population_in(known, known.month.year)
    there = known.people[group].get(known.month, {})
    return {band: count / now[band] for band, count in there.items() if now.get(band)}


def trend(known, group):
    """The yearly change in per cent of a group's rate of use, its people's numbers and ages taken out; None if too few.

    Each year's people over those that the population of that year would have at the rates of now; the slope of its
    logarithm over the years.
    """
    points = _points(known, group)
    return (math.exp(slope([point[:2] for point in points])) - 1) * 100 if points else None


def trend_error(known, group):
    """The standard error of a trend in per cent a year; None where there is no trend.

    A year's count of people has the variance of a Poisson times the dispersion of the years, so that its logarithm has
    that over the count; the slope is a weighted sum of the logarithms, and a per cent of it is a per cent of what the
    trend has made of 100.
    """
    points = _points(known, group)
    if not points:
        return None
    mean = sum(year for year, *_ in points) / len(points)
    spread = sum((year - mean) ** 2 for year, *_ in points)
    error = math.sqrt(dispersion(points) * sum((year - mean) ** 2 / count for year, _, count in points)) / spread
    return math.exp(slope([point[:2] for point in points])) * error * 100


def dispersion(points):
    """By how much the counts of the years vary more than a Poisson's would: Pearson's statistic, never below one.

    `points` are (year, logarithm of people over those expected, people). Two years lie on their line whatever happened.
    """
    freedom = len(points) - 2
    if not freedom:
        return 1.0
    steep = slope([point[:2] for point in points])
    x_mean, y_mean = (sum(point[n] for point in points) / len(points) for n in (0, 1))
    fitted = [count * math.exp(y_mean + steep * (year - x_mean) - said) for year, said, count in points]
    pearson = sum((point[2] - there) ** 2 / there for point, there in zip(points, fitted, strict=True))
    return max(1.0, pearson / freedom)


def _points(known, group):
    """(year, the logarithm of its people over those at the rates of now, its people); None where too few tell."""
    found, points = rates(known, group), []
    for at, bands in sorted(known.people[group].items()):
        there, _ = population_in(known, at.year)
        expected = sum(rate * there.get(band, 0) for band, rate in found.items())
        counted = sum(count for band, count in bands.items() if band in there)
        if counted < FEWEST or not expected:
            return None
        points.append((at.year, math.log(counted / expected), counted))
    return points if len(points) > 1 else None


def slope(points):
    """The slope of the straight line nearest to points, by least squares."""
    x_mean, y_mean = (sum(values) / len(points) for values in zip(*points, strict=True))
    spread = sum((x - x_mean) ** 2 for x, _ in points)
    return sum((x - x_mean) * (y - y_mean) for x, y in points) / spread


def gone(known):
    """User groups that had people in a past year and have nobody now: there is nothing of them to project."""
    return sorted(name for name, years in known.people.items() if not sum(years.get(known.month, {}).values()))


def project(known, chosen):
    """A Group for each user group with people now, the most first. `chosen` are the sliders' values by key."""
    groups = [name for name, years in known.people.items() if sum(years.get(known.month, {}).values())]
    found = [_group(known, name, chosen) for name in groups]
    return sorted(found, key=lambda group: (-group.now, group.name))


def _group(known, name, chosen):
    found, yearly = rates(known, name), trend(known, name)
    past = tuple(sum(bands.values()) for _, bands in sorted(known.people[name].items()))
    ageless = past[-1] - sum(count for band, count in known.people[name][known.month].items() if band in found)
    change = 1 + (yearly or 0) * chosen["trend"] / 10_000
    line = []
    for n in range(AHEAD + 2):
        there, _ = population_in(known, known.month.year + n, chosen["older"])
        line.append((sum(rate * there[band] for band, rate in found.items()) + ageless) * change**n)
    base = known.base(name)
    people, cost, each = [], [], None if base is None else base / past[-1]
    for number, (_, away) in enumerate(years_ahead(known.month), 1):
        people.append(between(line, away))
        if each is not None:
            cost.append(people[-1] * each * (1 + chosen["price"] / 100) ** number * (1 + chosen["each"] / 100) ** away)
    return Group(name, past, tuple(people), tuple(cost) or None, yearly, trend_error(known, name), ageless)


def years_ahead(month):
    """(the calendar year in which it begins, how many years its middle lies ahead) of each financial year to come.

    Its middle is the end of September, and a month stands for its last day.
    """
    begins = [year_of(month) + n for n in range(1, AHEAD + 1)]
    return [(year, year - month.year + (9 - month.month) / 12) for year in begins]


def between(values, place):
    """The value at a place on the straight line between the two values on either side of it."""
    low = int(place)
    return values[low] + (values[low + 1] - values[low]) * (place - low)
