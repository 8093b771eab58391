"""What a user group cost, year by year, beside what the council set out to reach with it; neither is said to cause."""

from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, measure_path
from layouts.words import money as money_words


def effects(cursor, names, unit, month, group):
    """The cost of a group, then the measures set beside it for its own people; None where there is nothing to show."""
    asked = {"unit": unit.key, "month": month, "user_group": group}
    costs = cards.ask_dicts(cursor, "money_cost_of_group", **asked)
    found = {}
    for key, at, value in cards.ask(cursor, "money_effects_of_group", **asked):
        if value is not None:
            found.setdefault(key, {})[at] = value
    years = sorted({row["month"] for row in costs}.union(*found.values()))
    if not found or len(years) < 2:
        return None
    measures = [_effect(names.measures[key], unit, month, [of.get(at) for at in years]) for key, of in found.items()]
    return {"years": years, "rows": [*costs_of(costs, years), *measures], "of_group": True}


def costs_of(costs, years):
    """The unit cost where all of a group is counted in one unit; and what was paid for each person supported."""
    counted = {row["counted_in"] for row in costs}
    if len(counted) == 1 and None not in counted:
        word = money_words.unit_word(counted.pop())
        yield _cost(f"What {word} cost", "in twelve months", costs, years, "paid_for_units", "units")
    yield _cost("Paid for each person supported", "in twelve months", costs, years, "paid", "people")


def _cost(title, said, costs, years, paid, of):
    by_year = {row["month"]: row[paid] / row[of] for row in costs if row[paid] and row[of]}
    known = [by_year[at] for at in years if at in by_year]
    return {
        "title": title,
        "unit": said,
        "href": "",
        "values": [money_words.pounds(by_year[at]) if at in by_year else "–" for at in years],
        "change": money_words.per_cent((known[-1] / known[0] - 1) * 100) if len(known) > 1 else "",
        "better": "neither",
    }


def _effect(measure, unit, month, values):
    known = [value for value in values if value is not None]
    return {
        "title": measure["title"],
        "unit": words.unit_words(measure),
        "href": link(measure_path(measure["key"]), unit=unit.key, month=month, slice="user_group"),
        "values": [words.figure(measure, value) for value in values],
        "change": words.change(measure, known[-1], known[0])[0] if len(known) > 1 else "",
        "better": measure["better"],
    }
