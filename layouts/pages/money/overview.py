"""Money and activity of a unit on one page: what was bought, at what price, and what March will look like."""

from dashboard import scorecard as cards
from dashboard.money import forecast, lines, plans, shares
from dashboard.money.alarms import to_date
from dashboard.money.months import april
from layouts import bridges, words
from layouts.address import link, measure_path, wanted_month, wanted_one_of, wanted_unit
from layouts.exports import money_book
from layouts.page import Page, head, render
from layouts.parts.money import below as money_below
from layouts.parts.money import contracts as money_contracts
from layouts.parts.money import no_team as money_no_team
from layouts.parts.money import scorecard as money_scorecard
from layouts.words import alarms as alarm_words
from layouts.words import money as money_words

CUTS = {"service": "service", "user_group": "user group"}


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    by = wanted_one_of(CUTS, asked.get("by"), "by")
    with snapshot.cursor() as cursor:
        services = lines.money(cursor, unit.key, month)
        found = services if by == "service" else lines.recut(services, by)
        on_hand = {layout for (layout,) in cards.ask(cursor, "money_on_hand")}
        outlook = shares.outlook(cursor, unit.key, month, by)
        bought = money_contracts.bought(cursor, names, unit, month, found.settings)
        context = {
            "on_scorecard": money_scorecard.on_scorecard(cursor, names, unit, month),
            "capital": capital(cursor, unit, month),
            "no_team": money_no_team.sentence(cursor, unit, month, [line.key for line in services.lines]),
            "below": money_below.below(snapshot, cursor, unit, month, services),
            "performance": _performance(cursor, names, unit, month) if by == "user_group" else None,
        }
    held = held_against_budget(found) and "ledger" in on_hand
    return render(
        "money.html",
        f"Money, {unit.name}, {words.month_words(month)}",
        money=found,
        say=money_words,
        lead=money_words.not_loaded(on_hand, unit, month, services)
        or (alarm_words.lead(services, month) if found.lines else ""),
        on_hand=on_hand,
        budgeted=money_words.has_budget(found),
        alarm_words=alarm_words,
        **alarms(services, unit, month),
        services_alarms=len(services.alarms),
        held=held,
        has_money=money_words.has_money(found),
        plans=plan_check(services, unit, month),
        **context,
        rows=rows(found, outlook, unit, month, by, held),
        outlook=outlook,
        record=record(outlook),
        years=len({one.year for one in outlook.past_whole}),
        months=by_month(found, month),
        bought=bought,
        bridge=bridge(services, unit),  # the mix of each service: one answer from both cuts
        declared=declared(found),
        cuts=[(title, key == by, link("/money", unit=unit.key, month=month, by=key)) for key, title in CUTS.items()],
        cut=CUTS[by],
        span=money_words.span(month, found.begins),
        year=words.year_words(april(month), april(month).replace(year=april(month).year + 1, month=3)),
        **head(names, reader, "/money", unit, month, by=by if by != "service" else ""),
    )


PAGE = Page("/money", "Money", show, in_menu=True, routes={"/money.xlsx": money_book.download})


def held_against_budget(found):
    """Whether what was paid can be held against a budget: there is one, and its year did not begin before the store."""
    return money_words.has_budget(found) and not found.begins


def rows(found, outlook, unit, month, by, held):
    """What each row of the table shows, and where its parts lead."""
    word, most = {"service": "service", "user_group": "group"}[by], bridges.reach(one.variance for one in found.lines)
    return [
        {
            "line": line,
            "name": money_words.title(line.key),
            "href": link("/money/line", unit=unit.key, month=month, **{word: line.key}),
            "bar": bridges.split_bar(line.variance, most) if held else "",
            "over": line.total("actual_to_date") - line.total("profiled") if held else None,
            "carried": outlook.lines.get(line.key),
            "standing": None if line.counted_in else to_date(line),
            "on_file": money_words.on_file(line, month, found.begins),
        }
        for line in found.lines
    ]


def alarms(services, unit, month):
    """(the alarm that the first sentence tells, the others with the largest money first), each with its workings."""
    told = alarm_words.foremost(services)
    others = sorted((line for line in services.alarms if line is not told), key=lambda line: -line.alarm.size)
    first, *rest = [
        line and (line.alarm, link("/money/line", unit=unit.key, month=month, service=line.key) + "#alarm")
        for line in (told, *others)
    ]
    return {"told": first, "alarms": rest}


def plan_check(services, unit, month):
    """The plans of a unit's services that do not multiply out, of how many, and to within what."""
    return {
        "all": len(plans.plans(services)),
        "tolerance": f"{services.settings['plan'].normalize():f}",
        "astray": [
            {
                "plan": one,
                "name": money_words.title(one.line),
                "href": link("/money/line", unit=unit.key, month=month, service=one.line) + "#plan-title",
            }
            for one in plans.astray(services)
        ],
    }


def capital(cursor, unit, month):
    """What was paid of capital from April to the month; None where nothing was."""
    return next((paid for (paid,) in cards.ask(cursor, "money_capital", unit=unit.key, month=month)), None)


def record(outlook):
    """(month of the year, how each kind of forecast did then in past years), for the whole unit."""
    return [
        (number, [forecast.record(outlook.past_whole, number, kind) for kind in forecast.KINDS])
        for number in forecast.MEASURED_AT
    ]


def by_month(found, month):
    """(month, paid in it, paid to date, budget to date) for each month of the financial year."""
    sums = {}
    for one in (each for line in found.lines for each in line.months if each.month >= april(month)):
        paid, to_date, budget = sums.get(one.month, (0, 0, 0))
        sums[one.month] = paid + one.actual, to_date + one.actual_to_date, budget + one.profiled
    return [(each, *figures) for each, figures in sorted(sums.items())]


def _performance(cursor, names, unit, month):
    """Each measure that is broken down by user group, but those of money: its value for each group."""
    found = {}
    for key, group, value in cards.ask(cursor, "group_measures", unit=unit.key, month=month):
        found.setdefault(key, {})[group] = value
    groups = sorted({group for of in found.values() for group in of})
    shown = [
        {
            "title": measure["title"],
            "unit": words.unit_words(measure),
            "href": link(measure_path(key), unit=unit.key, month=month, slice="user_group"),
            "values": [words.figure(measure, found[key].get(group)) for group in groups],
        }
        for key, measure in names.measures.items()
        if key in found
    ]
    return {"groups": groups, "rows": shown} if shown else None


def declared(found):
    """(budget, forecast) of the lines that somebody declared a forecast for; None where nobody did."""
    said = [line for line in found.lines if line.forecast]
    start, end = (sum(line.total(word) for line in said) for word in ("revised", "forecast"))
    return (start, end) if said and start else None


def bridge(found, unit):
    """The bridge of the whole unit from budget to forecast, and its figures; None where nobody declared a forecast."""
    ends = declared(found)
    if not ends or found.begins:
        return None
    start, end = ends
    split = found.year_variance
    label = (
        f"From the budget of {money_words.pounds(start)} to the forecast of {money_words.pounds(end)} at {unit.name}: "
        + ", ".join(f"{money_words.PARTS[n]} {money_words.pounds(v, True)}" for n, v in split._asdict().items() if v)
    )
    return {
        "drawing": bridges.bridge(start, split, end, ("budget", "forecast"), label),
        "start": start,
        "end": end,
        "split": split,
    }
