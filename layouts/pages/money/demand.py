"""Demand three years ahead: what follows from the population, past trends, and sliders that anyone may move."""

import math

from dashboard import scorecard as cards
from dashboard.money import demand, shares
from dashboard.money.months import year_of
from layouts import drawing, words
from layouts.address import link, wanted_month, wanted_number, wanted_unit
from layouts.page import Page, head, render
from layouts.words import money as money_words


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    with snapshot.cursor() as cursor:
        known = demand.facts(cursor, unit.key, month)
        carried = shares.outlook(cursor, unit.key, month, "user_group").lines
    sliders = demand.settings(known)
    chosen = {one.key: wanted_number(asked.get(one.key), one.low, one.high, one.usual, one.key) for one in sliders}
    usual = {one.key: one.usual for one in sliders}
    reason = nothing_to_project(known, names, unit)
    context = {"rows": []} if reason else _projected(known, chosen, usual, carried)
    moved = {key: f"{value:g}" for key, value in chosen.items() if value != usual[key]}
    return render(
        "demand.html",
        f"Demand, {unit.name}",
        sliders=[(one, chosen[one.key]) for one in sliders],
        moved=bool(moved),
        unmoved=link("/money/demand", unit=unit.key, month=month),
        this_year=_year(year_of(month)),
        years=[_year(begins) for begins, _ in demand.years_ahead(month)],
        say=money_words,
        reason=reason,
        **context,
        **head(names, reader, "/money/demand", unit, month, **moved),
    )


PAGE = Page("/money/demand", "Demand", show)


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


def _year(begins):
    """'2027-28', of a financial year."""
    return f"{begins}-{(begins + 1) % 100:02}"


def _projected(known, chosen, usual, carried):
    groups, as_is = demand.project(known, chosen), demand.project(known, usual)
    before = {group.name: group for group in as_is}
    costed = [group for group in groups if group.cost]
    paid = sum(known.base(group.name) for group in costed) if costed else None
    going = {group.name: carried[group.name].commitment for group in groups if group.name in carried}
    ends = [sum(group.cost[n] for group in costed) if costed else None for n in range(demand.AHEAD)]
    return {
        "rows": [_row(known, group, before[group.name], going.get(group.name)) for group in groups],
        "now": sum(group.now for group in groups),
        "people": [sum(group.people[n] for group in groups) for n in range(demand.AHEAD)],
        "paid": paid,
        "carried": sum(going.values()) if going else None,
        "cost": ends,
        "as_is": sum(group.cost[-1] for group in as_is if group.cost) if costed else None,
        "uncosted": [group.name for group in groups if not group.cost],
        "assumptions": assumptions(known, groups, chosen),
    }


def _row(known, group, before, carried):
    line = [float(value) for value in (*group.past, *group.people)]
    return {
        "name": group.name,
        "group": group,
        "paid": known.base(group.name),
        "carried": carried,
        "before": before.cost and before.cost[-1],
        "cost": group.cost or (None,) * demand.AHEAD,
        "spark": drawing.sparkline(line, None, None, "none", 110, 26),
        "trend": trend_words(group),
    }


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
        "What stands after ± is 1.96 standard errors of the trend. Counts are taken to vary as chance makes them, and "
        "by more where the years lie further from their own line than chance alone would put them (the Poisson error, "
        "widened by the dispersion of the years and never narrowed). A trend smaller than that can’t be told from "
        "chance, and is used all the same; from so few years the error itself is rough."
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
