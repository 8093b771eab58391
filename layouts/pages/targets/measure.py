"""The targets of one measure at a unit: their history over its course, what lies ahead, and one tried on the past."""

from dataclasses import dataclass
from functools import partial

import dash_bootstrap_components as dbc
from dash import html

from dashboard import scorecard as cards
from dashboard import targets
from dashboard.asking import ask
from dashboard.rehearsal import rehearse
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, measure_path, wanted_measure, wanted_month, wanted_unit
from layouts.charts import template, trend
from layouts.component import unseen
from layouts.page import Page, place
from layouts.pages.targets.listed import listed
from layouts.pages.targets.overview import PATH
from layouts.parts import blocks, leaving
from layouts.words import targets as said

AS_TODAY = "today"
ABOUT = (
    "What this measure was and is to come to here: each target as a step over the values, with who set it, when and"
    " why. A month is judged by the target that had been decided by its end. Below, try a target on the last three"
    " years before you propose it."
)


@dataclass(frozen=True)
class Found:
    """What the page is made of: the rows of the history and of every span, the values, the aim in force."""

    history: list
    spans: list
    months: list
    values: list
    aim: object
    things: list
    built_with: int
    near: float


def show(store, reader, asked):
    snapshot, written = store.snapshot(), writings.here()
    names = cards.names(snapshot)
    measure = wanted_measure(names, asked.rest)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    as_today = asked.get("as") == AS_TODAY
    tried = _number(asked.get("value"))
    line = [unit.key, *(one.key for one in names.above(unit)[::-1])]
    with snapshot.cursor() as cursor:
        found = _found(snapshot, cursor, names, written, measure, unit, month, line)
        holding = targets.may_hold(measure, line, found.history)
        floor = _floor(found.aim)
        rehearsal = None if tried is None else rehearse(cursor, measure["key"], unit.key, month, tried, floor=floor)
    at = place(names, reader, f"{PATH}/{measure['key']}", unit, month)
    here = {"unit": unit.key, "month": month}
    main = [
        at.crumb("targets", (measure["title"], link(measure_path(measure["key"]), **here)), value=asked.get("value")),
        *blocks.title(f"Targets: {measure['title']}", _lead(names, unit, measure, found)),
        html.P(said.rule(measure, found.near, floor), className="note"),
        _proposing(written, unit, measure, month),
        _course(at, measure, unit, month, found, holding, as_today),
        blocks.columns(
            [listed(names, measure, unit, found, line)],
            [_ahead(measure, found, holding, month), _tried(at, measure, unit, month, tried, rehearsal)],
        ),
    ]
    return at.view(f"Targets of {measure['title']}, {unit.name}", main)


PAGE = Page(PATH, "Targets of a measure", show, word="measure", about=ABOUT)


def _number(text):
    if not text:
        return None
    try:
        found = float(text.replace(",", "").replace("£", "").replace("%", ""))
    except ValueError:
        raise NotHere(f"'{text}' is no number to try as a target.") from None
    if abs(found) > 1e12 or found != found:
        raise NotHere(f"'{text}' is no number to try as a target.")
    return found


def _found(snapshot, cursor, names, written, measure, unit, month, line):
    asked = {"measure": measure["key"], "unit": unit.key}
    history = [row for row in cards.ask_dicts(cursor, "target_history", **asked) if row["month"] <= month]
    spans = cards.ask_dicts(cursor, "target_spans", measure=measure["key"], units=line)
    own = next((row for row in cards.ask_dicts(cursor, "series", **asked) if row["own"]), None)
    months, values = _values(own, month)
    aims, _ = targets.of_unit(snapshot, names, written, unit, month)
    ((built_with, near),) = ask(cursor, "built_with")
    return Found(
        *(history, spans, months, values),
        next((aim for aim in aims if aim.measure["key"] == measure["key"]), None),
        [one for one in written.at(line, measure["key"], families=("target",))],
        *(built_with, near),
    )


def _values(row, month):
    if row is None:
        return [], []
    months, at = [], row["first_month"]
    for _ in row["vals"]:
        months.append(at)
        at = at.replace(year=at.year + at.month // 12, month=at.month % 12 + 1)
    pairs = [pair for pair in zip(months, row["vals"], strict=True) if pair[0] <= month]
    first = next((place for place, (_, value) in enumerate(pairs) if value is not None), len(pairs))
    return [month for month, _ in pairs[first:]], [value for _, value in pairs[first:]]


def _floor(aim):
    return None if aim is None or aim.row["floor"] is None else float(aim.row["floor"])


def _lead(names, unit, measure, found):
    aim = found.aim
    if aim is None:
        return f"{unit.name} has no target in force for it, of its own or from above."
    if aim.row["sort"] == "monitor only":
        why = f": {aim.thing.fields['why']}" if aim.thing else ""
        return f"It is watched here and has no target{why}."
    whence = said.whence(names, unit, aim.row)
    level = f"In force: {said.level(aim)}" + (f", {whence}" if whence else "") + "."
    return f"{level} {said.chance_sentence(measure, aim.chance)}" if aim.chance else level


def _proposing(written, unit, measure, month):
    if not writings.may_begin("target.proposed", unit.key):
        return None
    href = link("/write", kind="target.proposed", unit=unit.key, measure=measure["key"], month=month)
    return html.P(blocks.to("Propose a target", href, className="button"), className="write-links")


def _course(at, measure, unit, month, found, holding, as_today):
    if not found.months:
        return blocks.section("course", "Over time", [html.P("There is no value here yet.", className="soft empty")])
    if as_today:
        held = {one: targets.in_force(found.spans, holding, targets.last_day(one)) for one in found.months}
        ends = {one: (span["target"], span["upper"]) for one, span in held.items() if span}
    else:
        ends = {row["month"]: (row["target_low"], row["target_high"]) for row in found.history}
    pairs = [cards.bounds(measure, *ends.get(one, (None, None))) for one in found.months]
    figure_words = partial(words.figure, measure)
    lows, highs = ([pair[side] for pair in pairs] for side in (0, 1))
    series = [trend.Series(measure["short"], found.values, figure_words)]
    for name, side in (("target, at least", lows), ("target, at most", highs)):
        if any(value is not None for value in side):
            series.append(trend.Series(name, side, figure_words, "step"))
    span = f"{words.month_words(found.months[0])} to {words.month_words(found.months[-1])}"
    about = leaving.about(at.names, measure["title"], unit.name, measure["unit_of_value"], span, measure["key"])
    drawn = trend.trend(found.months, series, about)
    told = "as known today" if as_today else "as known then"
    sentence = f"{measure['title']}, {unit.name}, with the target of each month {told}."
    here = {"unit": unit.key, "month": f"{month:%Y-%m}"}
    ways = [
        ("known then", link(at.here, **here), not as_today),
        ("known today", link(at.here, **here, **{"as": AS_TODAY}), as_today),
    ]
    rows = [
        [words.month_words(one), words.figure(measure, value), words.target_words(measure, *pair) or "–"]
        for one, value, pair in zip(found.months, found.values, pairs, strict=True)
    ][::-1]
    table = blocks.table("Month by month", [("month", ""), ("value", "n"), ("target", "n")], rows)
    return blocks.section(
        "course",
        "Over time",
        [
            blocks.choice("Targets as", ways),
            template.graph(drawn, "targets", f"{measure['title']}, {unit.name}", sentence, table="targets-table"),
            blocks.folded("The chart as a table", [blocks.scroll(table, "Month by month", id="targets-table")]),
        ],
        small=f"each month with the target {told}",
    )


def _ahead(measure, found, holding, month):
    rows = []
    for end, span in targets.ahead_of(found.spans, holding, month):
        low, high = cards.bounds(measure, span["target"], span["upper"]) if span else (None, None)
        level = words.target_words(measure, low, high) if span else ""
        rows.append([words.month_words(end), level or "none set", said.kind(span["sort"]) if span else ""])
    table = blocks.table("Three years ahead", [("by", ""), ("target", "n"), ("kind", "")], rows)
    return blocks.section("ahead", "Three years ahead", [table])


def _value(measure, tried):
    """The control for a value: a number, or one of the answers of a measure that has them."""
    props = {"id": "try-value", "name": "value", "className": "w-auto d-inline-block"}
    value = "" if tried is None else f"{tried:g}"
    if not measure["answers"]:
        return dbc.Input(**props, inputMode="decimal", value=value)
    return dbc.Select(
        **props, options=[{"value": f"{number}", "label": one} for number, one in words.answers(measure)], value=value
    )


def _tried(at, measure, unit, month, tried, rehearsal):
    """A form for a value and what it would have meant."""
    form = html.Form(
        [
            *unseen({"unit": unit.key, "month": month}),
            html.Label("A target of", htmlFor="try-value"),
            " ",
            _value(measure, tried),
            " ",
            html.Button("Try it", type="submit", className="button"),
        ],
        action=at.here,
        method="get",
        className="inline",
    )
    said_ = ["See how it would have judged the last three years before anybody is held to it."]
    if rehearsal is not None:
        said_ = said.rehearsed(measure, rehearsal, unit)
    return blocks.section("try", "Try a target on the past", [form, *(html.P(one) for one in said_)])
