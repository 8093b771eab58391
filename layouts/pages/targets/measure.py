"""The targets of one measure at a unit: their history over its course, what lies ahead, and one tried on the past."""

from dataclasses import dataclass
from functools import partial

import dash_bootstrap_components as dbc
from dash import html

from dashboard import scorecard as cards
from dashboard import targets
from dashboard.asking import ask
from dashboard.journal.families.targets import DATED
from dashboard.rehearsal import rehearse
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, measure_path, wanted_measure, wanted_month, wanted_unit
from layouts.charts import template, trend
from layouts.component import unseen
from layouts.page import Page, place
from layouts.pages.targets.overview import PATH, whose
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import targets as said
from layouts.words import writing

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
            [_listed(names, measure, unit, found, line)],
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
    if written.journal is None:
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
    drawn = trend.trend(
        found.months, series, template.About(measure["title"], unit.name, measure["unit_of_value"] or "", "")
    )
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


def _listed(names, measure, unit, found, line):
    """Every target with who, when and why, the newest first: what people wrote, then of files and partners."""
    entries = [(one.fields["begins"], _thing(names, measure, unit, one, found)) for one in found.things]
    for one in found.spans:
        if one["file"] or one["sort"] == "joint":
            entries.append((one["starts"], _of_store(names, measure, unit, one)))
    entries.sort(key=lambda one: one[0], reverse=True)
    inside = [entry for _, entry in entries] or [html.P("None yet.", className="soft empty")]
    return blocks.section("history", "Who set what, when and why", inside)


def _thing(names, measure, unit, thing, found):
    fields = thing.fields
    where = "" if thing.unit == unit.key else f", {names.units[thing.unit].name}"
    begins = f", from {fields['begins']:%-d %B %Y}" if fields["begins"] and fields["sort"] not in DATED else ""
    state = html.Span(f" {writing.state_in_full(thing).lower()}", className="soft s")
    return html.Article(
        [
            html.Div([html.B(said.kind(fields["sort"])), state, where], className="of"),
            html.P(said.proposed(measure, thing) + begins),
            *(html.P([html.Span(f"{name}: ", className="soft"), text]) for name, text in writing.rest(thing)),
            _baseline(measure, thing),
            _counts(thing, found.built_with),
            html.P([said.flow(thing), " · ", _open(thing)], className="soft s"),
        ],
        className="entry",
    )


def _open(thing):
    return tag("A", ["Open", blocks.hidden(f" {writing.headline(thing)}")], href=link("/write", about=thing.key))


def _counts(thing, built_with):
    """From which month on an approved target judges, and whether it waits for the next build."""
    if thing.state != "approved" or thing.fields["sort"] not in targets.HELD_TO:
        return None
    told = f"It judges months from {targets.counts_from(thing):%B %Y} on"
    if targets.waits(thing, built_with):
        return html.P(f"{told}, and waits for the next build of the data to do so.", className="changed")
    return html.P(f"{told}.", className="soft s")


def _baseline(measure, thing):
    """The number it was proposed against, as it was then."""
    begun = thing.begun
    if begun.value is None:
        return None
    told = f"{words.figure(measure, begun.value)} in {writing.month(begun.period)}" if begun.period else ""
    return html.P([html.Span("Proposed when it was: ", className="soft"), f"{told} (store {begun.store})"])


def _of_store(names, measure, unit, row):
    low, high = cards.bounds(measure, row["target"], row["upper"])
    where = "" if row["unit"] == unit.key else f", {names.units[row['unit']].name}"
    ends = "" if row["ends"] >= targets.OPEN_ENDED else f" to {row['ends']:%-d %B %Y}"
    why = html.P([html.Span("What it rests on: ", className="soft"), row["basis"]]) if row["basis"] else None
    return html.Article(
        [
            html.Div([html.B(said.kind(row["sort"])), where], className="of"),
            html.P(f"{words.target_words(measure, low, high)}, from {row['starts']:%-d %B %Y}{ends}"),
            why,
            html.P([whose(row), f" · {said.source(row)}" if row["file"] else None], className="soft s"),
        ],
        className="entry",
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
