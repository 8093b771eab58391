"""Demand ahead in words: what becomes of people and cost, and everything that the projection takes to be so."""

import math

from dashboard.money import demand
from layouts import words
from layouts.words import money as money_words


def sentence(known, projection, this_year, last_year):
    """What becomes of the people with support and of their cost, if all that is assumed holds."""
    cost = "."
    if projection.paid is not None:
        cost = (
            f", which then costs {money_words.short(projection.cost[-1])}; what was paid in the twelve months to "
            f"{words.month_words(known.month)} comes to {money_words.short(projection.paid)} at the prices of "
            f"{this_year}."
        )
    return (
        f"If all that is listed below holds, {projection.now:,} people with support become "
        f"{money_words.units(projection.people[-1])} in the financial year {last_year}{cost}"
        f"{_uncosted(projection)} This is a projection and not a prediction."
    )


def _uncosted(projection):
    """Of which groups no cost is told, and why; '' where every group has one."""
    groups = [row.name for row in projection.rows if row.cost is None]
    if not groups:
        return ""
    if projection.paid is None:
        return " Fewer than twelve months are paid on file, so that the cost is not projected."
    whose = "its" if len(groups) == 1 else "their"
    return f" Fewer than twelve months are paid on file for {', '.join(groups)}, so that {whose} cost is not projected."


def nothing_to_project(known, names, unit):
    """Why there is no projection at a unit, in a sentence; '' where there is one."""
    day = f"the last day of {words.month_words(known.month)}"
    if not any(sum(years.get(known.month, {}).values()) for years in known.people.values()):
        return f"Nobody is on record here with support on {day}, so there is nothing to project."
    if known.population:
        return ""
    if unit is names.root:
        return "No population by age is on file. Load one for the areas that units serve, and demand follows from it."
    return f"No population by age is on file for an area that {unit.name} serves, so its demand is not projected."


def carried(this_year, month):
    """What the first column of cost is, and what the years after it start from."""
    return (
        f"{this_year} commitment forecast is that of the money page: what is paid so far, and packages in force "
        f"carried to 31 March. The years after it start from the twelve months to {words.month_words(month)}, at the "
        f"prices of {this_year}."
    )


def trend_words(group):
    """'−2.1% a year ± 1.6': a trend with the 95% range that chance gives it, and whether it can be told from none."""
    if group.trend is None:
        return "only one year on file" if len(group.past) == 1 else "too few to tell"
    said = f"{money_words.per_cent(group.trend)} a year ± {demand.TOLD_APART * group.error:.1f}"
    return f"{said}; can’t be told from chance" if group.by_chance else said


def assumptions(known, groups, chosen):
    """Everything that the projection takes to be so, each in a sentence with its figure."""
    older, each = (money_words.per_cent(chosen[key]) for key in ("older", "each"))
    return [
        _population(known),
        f"People of 65 and over are {older} a year beside that."
        if chosen["older"]
        else "People of 65 and over change as the population does, and no more.",
        "The share of people of an age who have support is that of now, for each user group and age band.",
        *_trends(groups, chosen["trend"]),
        "A financial year has the people that it has at its middle, the end of September.",
        f"Prices rise by {chosen['price']:g}% each April, and support for each person changes by {each} a year.",
        "What one person costs is what the ledger paid for the group in twelve months, at the prices of this financial "
        "year, over the people of now.",
        *_restated(known, groups),
        "People are those with support on the last day of the month: adults with a service paid by the week, and "
        "children looked after.",
        *_left_as_they_are(known, groups),
    ]


def _trends(groups, share):
    """What goes on of past trends, and how sure they are; where no group has one, that and why."""
    years = max((len(group.past) for group in groups), default=0)
    if all(group.trend is None for group in groups):
        why = "only one year of people is on file" if years == 1 else f"some year has fewer than {demand.FEWEST} people"
        yield f"That share stays as it is for every user group: {why}, which shows no trend."
        return
    yield (
        f"Each user group’s own trend in that share, from the same month of {years} years, goes on at {share:g}% of "
        f"its past pace. Where a year has fewer than {demand.FEWEST} people there is no trend, and the share stays."
    )
    yield (
        "What stands after ± is how far the trend may be out by chance (95%): as far as such counts vary, and more "
        "where the years lie further from their own line than that. A trend smaller than it can’t be told from "
        "chance, and is used all the same; from so few years the ± itself is rough."
    )


def _restated(known, groups):
    """How what was paid at last year's prices was brought to this year's, with the figures of it."""
    costed = [group.name for group in groups if group.cost]
    before = sum(known.before.get(name, 0.0) for name in costed)
    if not before:
        return
    said = f"Of {money_words.pounds(sum(known.paid[name] for name in costed))} paid in the twelve months to "
    said += f"{words.month_words(known.month)}, {money_words.pounds(before)} was paid before this April"
    if known.price_rise is None:
        yield f"{said}. It stands as it was paid: what a unit cost a year before is not on file."
        return
    rise, more = money_words.per_cent(known.price_rise), money_words.pounds(before * known.price_rise / 100, True)
    yield (
        f"{said}, at last year’s prices. It is taken at this year’s: {rise}, or {more}. That is the change in what was "
        "paid for a unit from April on against the same months of the year before, like for like "
        "by service and user group, weighed by the units delivered; agreed prices have no part in it."
    )


def _population(known):
    """Where the population is from, and which of the years that are needed the file has not."""
    years = sorted(known.population)
    behind = sorted({at.year for found in known.people.values() for at in found})
    furthest = math.ceil(demand.years_ahead(known.month)[-1][1])
    needed = [*behind, *(known.month.year + n for n in range(1, furthest + 1))]
    held = {year: demand.population_in(known, year)[1] for year in needed if year not in known.population}
    span = f"{years[0]} to {years[-1]}" if len(years) > 1 else f"{years[0]}"
    said = f"The population by age is that of the file for {span}"
    if not held:
        return f"{said}: it has every year that is needed."
    if len(set(held.values())) == 1:
        return f"{said}. Not in it: {words.listed(map(str, held))}; the people of {held.popitem()[1]} stand for them."
    stands = [
        f"the people of {of} stand for {words.listed([str(year) for year in held if held[year] == of])}"
        for of in sorted(set(held.values()))
    ]
    return f"{said}. Not in it: {words.listed(map(str, held))}; {words.listed(stands)}."


def _left_as_they_are(known, groups):
    """Whose own age tells nothing: the oldest, people of no known age, groups that have nobody now."""
    if known.oldest:
        yield f"People who are older are counted with those of {known.oldest}: the population file has no band above."
    ageless, gone = sum(group.ageless for group in groups), demand.gone(known)
    if ageless:
        yield f"The {ageless:,} people whose age is not known, or not in the population file, follow the trend alone."
    if gone:
        yield f"Not projected, because nobody has support now though some had in a past year: {words.listed(gone)}."
