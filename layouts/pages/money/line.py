"""One service, or one user group, at one unit: the workings behind its row on the money page."""

from dashboard import scorecard as cards
from dashboard.money import forecast, lines, shares
from dashboard.money.alarms import BY_PRICE, LESS_FOR_LESS, of_month, to_date
from dashboard.money.months import april, months_back, year_of
from layouts import bridges, words
from layouts.address import NotHere, link, measure_path, wanted_cut, wanted_line, wanted_month, wanted_unit
from layouts.page import Page, head, render
from layouts.parts.elsewhere import comparators
from layouts.parts.money import contracts as money_contracts
from layouts.parts.money import group as money_group
from layouts.parts.money import no_team as money_no_team
from layouts.parts.money import plan as money_plan
from layouts.parts.money import providers as money_providers
from layouts.parts.money import scorecard as money_scorecard
from layouts.words import alarms as alarm_words
from layouts.words import money as money_words

MONTHS_SHOWN = 36


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    word, by = wanted_cut(asked.get("service"), asked.get("group"))
    with snapshot.cursor() as cursor:
        found = lines.money(cursor, unit.key, month, by)
        key = _key(cursor, names, found, word, asked.get(word))
        line = lines.line(found, key)
        context = {
            "on_hand": {layout for (layout,) in cards.ask(cursor, "money_on_hand")},
            "outlook": _outlook(cursor, unit, month, by, key),
            "history": _history(cursor, unit, month, by, key),
            "plan_lines": money_plan.lines(cursor, names, unit, year_of(month), **_asks(by, key)),
            "no_team": money_no_team.sentence(cursor, unit, month, [cell.service for cell in line.cells]),
            "waiting": _waiting(cursor, names, unit, month, line),
            "below": _below(cursor, names, unit, month, word, by, key),
            **(
                _service(cursor, names, unit, month, line, found.settings)
                if by == "service"
                else _group(cursor, names, unit, month, key)
            ),
        }
    context["apart"] = _apart(line, context["below"])
    context["trend"] = _trend(line, unit, context["history"])
    context["earlier"] = _earlier(context["history"], month) if context["trend"] else []
    cells = lines.cells_apart(line)
    return render(
        "money_line.html",
        f"{money_words.title(key)}, {unit.name}: money",
        line=line,
        key=key,
        word=word,
        by=by,
        say=money_words,
        settings=found.settings,
        alarm=alarm_words.of_line(line, month) if line.alarm else "",
        alarm_words=alarm_words,
        by_price=BY_PRICE,
        sentence=money_words.line_sentence(line, month, found.begins)
        if "ledger" in context["on_hand"]
        else "No payments ledger is loaded: load it and build again, and what is paid of this shows here.",
        begins=found.begins,
        span=money_words.span(month, found.begins),
        standing=to_date(line),
        cells=cells,
        crossing=_crossing(found, cells, unit, month),
        plan=lines.plan(line),
        plan_words=money_plan.sentence(*lines.plan(line)),
        plans_shown=money_plan.SHOWN,
        by_itself=money_plan.by_itself(context["plan_lines"]),
        plan_is_astray=money_plan.is_astray(context["plan_lines"], found.settings["plan"]),
        worth=lines.worth(line),
        months=[(one, of_month(one)) for one in line.months],
        april=april(month),
        bridge=None if found.begins else _bridge(line, unit),
        ledger=_records("spending", unit, month, by, key),
        activity=_records("activity_against_plan", unit, month, by, key),
        packages=link("/money/packages", unit=unit.key, month=month, **{word: key}),
        back=link("/money", unit=unit.key, month=month, by=by if by != "service" else ""),
        has_units=any(cell.agreed_to_date or cell.delivered_to_date for cell in line.cells),
        **context,
        **head(names, reader, "/money/line", unit, month, **{word: key}),
    )


PAGE = Page("/money/line", "Money: one line", show)
_FORECAST_SAID = {
    True: "Commitment forecast: packages in force go on; those with an end on file end then, and with them as many as "
    "ended in a month of the past year; as much begins as began, at the prices of now; a promised pound is worth what "
    "it came to in the last three months, or since April, and more or less from the month for which contracts already "
    "give another price. The range is where four fifths of past forecasts of this month lay.",
    False: "Commitment forecast: no packages are behind this line, so the last months’ payments go on to 31 March. "
    "The range is where four fifths of past forecasts of this month lay.",
}
_GROUP_SAID = (
    "Commitment forecast: what is to come for each service, shared among user groups as its last months were. "
    "The range is where four fifths of past forecasts of this month lay."
)
_NO_SERVICE = {
    "providers": money_providers.NONE,
    "moved": "",
    "bought": None,
    "unused_in_price": "",
    "sectors": [],
    "effects": None,
    "on_card": [],
}


def _key(cursor, names, found, word, text):
    """The service or user group asked for. One that the council has and this unit has not is said to be so."""
    here, unit, root = [one.key for one in found.lines], names.units[found.unit], names.root
    if not text or text in here or unit == root:
        return wanted_line(word, here, text)
    wanted_line(word, [one.key for one in lines.money(cursor, root.key, found.month, found.by).lines], text)
    raise NotHere(
        f"{unit.name} has no {text}: nothing was budgeted, paid or delivered in the year to"
        f" {words.month_words(found.month)}.",
        [
            (f"The money of {unit.name}", link("/money", unit=unit.key, month=found.month)),
            (f"{money_words.title(text)} at {root.name}", {"unit": root.key}),
        ],
    )


def _records(measure, unit, month, by, key):
    return link("/records", measure=measure, unit=unit.key, month=month, slice=by, value=key, back="money")


def _waiting(cursor, names, unit, month, line):
    """The measures of whether people wait, beside an alarm of less delivered for less money."""
    if not line.alarm or line.alarm.kind != LESS_FOR_LESS:
        return []
    keys = [key for (key,) in cards.ask(cursor, "money_waiting", unit=unit.key, month=month)]
    return money_scorecard.measures(cursor, names, unit, month, keys)


def _asks(by, key):
    """The words of a query that takes a service or a user group."""
    return {"service": key if by == "service" else None, "user_group": key if by == "user_group" else None}


def _outlook(cursor, unit, month, by, key):
    """The forecasts of the line, and how those of past years did."""
    found = shares.outlook(cursor, unit.key, month, by)
    past = [one for one in found.past if one.line == key]
    return {
        "now": found.lines.get(key),
        "said": _GROUP_SAID if by == "user_group" else _FORECAST_SAID[_by_packages(found.lines.get(key))],
        "record": [
            (number, [forecast.record(past, number, kind) for kind in forecast.KINDS])
            for number in forecast.MEASURED_AT
        ],
        "years": len({one.year for one in past}),
    }


def _by_packages(found):
    return bool(found) and found.by_packages


def _history(cursor, unit, month, by, key):
    first = months_back(month, MONTHS_SHOWN - 1)
    return cards.ask_dicts(cursor, "money_line_history", unit=unit.key, first=first, month=month, **_asks(by, key))


def _trend(line, unit, history):
    """The unit cost of each month beside the agreed one; of a line in several units, that of 100 at agreed prices."""
    if line.counted_in:
        title, shown = f"what {money_words.unit_word(line.counted_in)} cost", money_words.price
        paid = [_divided(row["paid_for_units"], row["units_paid_for"]) for row in history]
        agreed = [_divided(row["agreed_worth"], row["units_agreed"]) for row in history]
    else:
        title, shown = "what was paid, with the agreed prices as 100", lambda value: f"{value:.0f}"
        paid = [_divided(row["paid_for_units"], row["delivered_worth"], 100) for row in history]
        agreed = [100 if row["agreed_worth"] else None for row in history]
    if sum(cost is not None for cost in paid) < 2:
        return None
    months = [row["month"] for row in history]
    label = f"{title} at {unit.name} in each month from {months[0]:%B %Y} to {months[-1]:%B %Y}"
    return {"title": title, "drawing": bridges.costs(months, paid, agreed, shown, label)}


def _earlier(history, month):
    """The months of the chart that lie before the financial year, the latest first."""
    return [
        {
            **row,
            "cost": _divided(row["paid_for_units"], row["units_paid_for"]),
            "index": _divided(row["paid_for_units"], row["delivered_worth"], 100),
        }
        for row in reversed(history)
        if row["month"] < april(month)
    ]


def _crossing(found, cells, unit, month):
    """For each cell of a line, the address of the line that it is in by the other cut; '' where that is not shown."""
    by, word = ("user_group", "group") if found.by == "service" else ("service", "service")
    shown = {one.key for one in lines.recut(found, by).lines}
    keys = [getattr(cell, by) for cell, _ in cells]
    return [
        link("/money/line", unit=unit.key, month=month, **{word: key}) if key and key in shown else "" for key in keys
    ]


def _divided(money, units, per=1):
    return float(money) / float(units) * per if units and money else None


def _below(cursor, names, unit, month, word, by, key):
    """The line at each unit below, with a link to its workings there."""
    asked = {"unit": unit.key, "first": april(month), "month": month, **_asks(by, key)}
    rows = cards.ask_dicts(cursor, "money_units_below", **asked)
    return [
        {
            **row,
            "name": names.units[row["unit"]].name,
            "href": link("/money/line", unit=row["unit"], month=month, **{word: key}),
            "cost": _divided(row["paid_for_units"], row["units_paid_for"]),
        }
        for row in rows
    ]


def _apart(line, below):
    """(paid, units) that belong to no unit below, so that the units below add up; None where there are none."""
    if not below:
        return None
    paid = line.total("actual_to_date") - sum(row["paid"] for row in below)
    units = line.total("delivered_to_date") - sum(row["delivered"] for row in below) if line.counted_in else 0
    return (paid, units) if paid or units else None


def _service(cursor, names, unit, month, line, settings):
    """What only a service has: its providers, its contracts, and what its money is for."""
    asked = {"unit": unit.key, "month": month, "service": line.key}
    effects = cards.ask_dicts(cursor, "money_effects", **asked)
    providers = money_providers.providers(cursor, unit, month, line)
    bought = money_contracts.bought(cursor, names, unit, month, settings, line.key)
    return {
        "providers": providers,
        "moved": money_providers.sentence(providers, line),
        "provider_cost": money_providers.cost,
        "bought": bought,
        "unused_in_price": money_contracts.in_price(bought, line),
        "sectors": money_providers.sectors(cursor, unit, month, line),
        "effects": _effects(names, unit, month, effects),
        "on_card": _on_card(cursor, names, unit, month, effects),
    }


def _group(cursor, names, unit, month, group):
    """What a user group has in place of what only a service has."""
    return {**_NO_SERVICE, "effects": money_group.effects(cursor, names, unit, month, group)}


def _on_card(cursor, names, unit, month, effects):
    """The measures of unit cost that a service goes into, as the scorecard has them, with published values."""
    keys = dict.fromkeys(row["measure"] for row in effects if row["is_cost"] and row["month"] == month)
    shown = money_scorecard.measures(cursor, names, unit, month, keys)
    return [{**one, "elsewhere": comparators(cursor, names.measures[one["key"]], month)} for one in shown]


def _effects(names, unit, month, rows):
    """Unit costs, then the measures set beside them, year by year; None where the council set none."""
    found = {}
    for row in rows:
        found.setdefault((row["measure"], row["is_cost"]), {})[row["month"]] = row["value"]
    years = sorted({row["month"] for row in rows})
    found = {key: of for key, of in found.items() if any(value is not None for value in of.values())}
    if not any(is_cost is False for _, is_cost in found) or len(years) < 2:
        return None
    shown = [
        _effect(names.measures[key], unit, month, is_cost, [of.get(year) for year in years])
        for (key, is_cost), of in found.items()
    ]
    return {"years": years, "rows": shown, "of_group": False}


def _effect(measure, unit, month, is_cost, values):
    known = [value for value in values if value is not None]
    return {
        "title": measure["title"],
        "unit": words.unit_words(measure),
        "href": link(measure_path(measure["key"]), unit=unit.key, month=month),
        "is_cost": is_cost,
        "values": [words.figure(measure, value) for value in values],
        "change": words.change(measure, known[-1], known[0])[0] if len(known) > 1 else "",
        "better": measure["better"],
    }


def _bridge(line, unit):
    """From the line's budget to its forecast, drawn and in figures; None where nobody declared one."""
    start, end = line.total("revised"), line.total("forecast")
    if not end or not start:
        return None
    split = line.year_variance
    parts = ((money_words.PARTS[name], amount) for name, amount in split._asdict().items() if amount)
    steps = ", ".join(f"{part} {money_words.pounds(amount, True)}" for part, amount in parts)
    ends = f"from a budget of {money_words.pounds(start)} to a forecast of {money_words.pounds(end)}"
    label = f"{money_words.title(line.key)} at {unit.name}: {ends}: {steps or 'no difference'}"
    drawing = bridges.bridge(start, split, end, ("budget", "forecast"), label)
    return {"drawing": drawing, "start": start, "split": split, "end": end}
