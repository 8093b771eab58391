"""One thing that was written, on a page of its own: what it says, its past, and of an action what was so after it."""

from functools import partial

from dash import html

from dashboard import effects
from dashboard import scorecard as cards
from dashboard.registers import around, register_of
from dashboard.statistics.effect import Effect
from dashboard.written import is_private
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, measure_path, wanted_month
from layouts.charts import effect as chart
from layouts.charts import template
from layouts.page import Page, place
from layouts.parts import blocks, improving, leaving
from layouts.parts.writing import rebased, shown
from layouts.words import writing as said

PATH = "/work"


def show(store, reader, asked):
    snapshot, written = store.snapshot(), writings.here()
    names, thing = cards.names(snapshot), written.thing(asked.rest)
    mine = writings.writer(reader, names).subject
    if thing is None or thing.unit not in names.units or is_private(thing, mine):
        raise NotHere("There is nothing of this name here.", [("My work", PATH)])
    unit, measure = names.units[thing.unit], names.measures.get(thing.measure)
    month = wanted_month(names, thing.period if thing.period in {f"{one:%Y-%m}" for one in names.months} else None)
    with snapshot.cursor() as cursor:
        outcome = effects.outcome(cursor, names, written, thing)
        charts = rebased.both(cursor, names, snapshot.journal, thing) if thing.family == "note" else None
    at = place(names, reader, f"{PATH}/{thing.key}", unit, month)
    ways = [(measure["title"], link(measure_path(measure["key"]), unit=unit.key, month=month))] if measure else []
    main = [
        at.crumb(said.family_name(thing), *ways),
        *blocks.title(said.headline(thing), None),
        blocks.section("thing", said.family_name(thing), [shown.entry(names, thing, titled=True)]),
        blocks.section("rebased", "What the chart becomes", [charts]) if charts else None,
        _effect(names, measure, unit, outcome) if outcome else None,
        *(_around(written, thing) if register_of(thing) else []),
    ]
    return at.view(said.headline(thing), main)


PAGE = Page(
    PATH,
    "What was written",
    show,
    word="about",
    about="One thing that was written, with all that was said to it and what became of it.",
    found=False,
)


def _around(written, thing):
    """Of an entry of a register: what is done about it, and which entries name it."""
    actions = around.by_entry(written).get(thing.key, [])
    rows = [["actions", *improving.cells(actions)]] if actions else []
    inside = [
        blocks.scroll(
            blocks.table("Actions by their stage", [("", ""), *improving.HEADS], rows, stacked=True), "Actions"
        )
        if rows
        else html.P("No action answers it yet.", className="soft empty"),
        html.P(improving.begin(thing, "An action on it", "button"), className="write-links"),
    ]
    yield blocks.section("actions", "What is done about it", inside)
    named = around.naming(written, thing)
    if named:
        rows = [
            [blocks.to(register.headline_of(one), f"/work/{one.key}"), register.name.lower(), title.lower(),
             register.states[one.state].lower()]
            for register, title, one in named
        ]  # fmt: skip
        heads = [("entry", "m"), ("register", ""), ("names it as", ""), ("state", "")]
        yield blocks.section(
            "named", "What names it", [blocks.scroll(blocks.table("What names it", heads, rows, stacked=True), "Named")]
        )


def _effect(names, measure, unit, outcome):
    figure = partial(words.figure, measure)
    is_told = isinstance(outcome.found, Effect)
    means = (outcome.found.before, outcome.found.after) if is_told else (None, None)
    begun = sum(month < outcome.begun for month in outcome.months)
    shows = sum(month < outcome.shows for month in outcome.months)
    about = leaving.about(names, measure["title"], unit.name, measure["unit_of_value"], "single months", measure["key"])
    drawn = chart.effect(outcome.months, outcome.values, begun, shows, means, figure, about)
    told = said.effect(measure, outcome)
    rows = [
        [words.month_words(month), figure(value), _side(month, outcome)]
        for month, value in zip(outcome.months, outcome.values, strict=True)
    ][::-1]
    table = blocks.table("Month by month", [("month", ""), ("value", "n"), ("side", "")], rows)
    return blocks.section(
        "effect",
        "What was so after",
        [
            *(html.P(sentence) for sentence in told),
            template.graph(drawn, "effect", f"{measure['title']}, {unit.name}", told[0], table="effect-table"),
            blocks.folded("The chart as a table", [blocks.scroll(table, "Month by month", id="effect-table")]),
            html.P(
                "Held against each other are the months before it began and those from the month in which it was to"
                " show; the months between the two lines count for neither. This tells what came after it, and not what"
                " came of it.",
                className="soft",
            ),
        ],
    )


def _side(month, outcome):
    return "before" if month < outcome.begun else "between" if month < outcome.shows else "after"
