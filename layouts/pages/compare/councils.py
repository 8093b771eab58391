"""The council among all councils, by published figures: every measure beside England’s, or one at all of them."""

import dash_bootstrap_components as dbc
from dash import html

from dashboard import elsewhere as published
from layouts import words
from layouts.address import measure_path, wanted_layers, wanted_measure
from layouts.charts import live
from layouts.pages.compare.choices import choose, exported, measure_picker, saves
from layouts.pages.compare.measure import over_links
from layouts.parts import blocks, by_period, comparing, elsewhere, periods
from layouts.parts.blocks import cell, tag
from layouts.words import councils as says

HOW = (
    "Open a measure for every council on it. Each figure is of the newest year for which this council published one, "
    "and those beside it are of the same year. Better and worse are said only where England’s figure lies outside the "
    "95% limits of this council’s own, and a place among the councils only there: nearer to it, chance alone moves a "
    "council up and down the order. “Can’t be told” stands where neither how many were counted nor a margin of "
    "error was published."
)


# Every measure


def show_all(here, cursor, _asked):
    at = here.at
    found = published.own_figures(cursor, at.month)
    groups = [(name, [key for key in keys if key in found]) for name, keys in comparing.columns(at.names, at.unit)]
    main = [
        at.crumb("compare", level=here.level),
        *blocks.title(f"{at.unit.name} among all councils", says.sentence(at.names, found)),
        choose(blocks.choice("Compare", here.over()), measure_picker(here, level=here.family.key)),
        dbc.Card([_figures(here, found, groups), saves(here, level=here.family.key)], body=True),
        html.P(HOW, className="note"),
    ]
    files = exported(here, level=here.family.key)
    return at.view(f"Compare: councils, {at.unit.name}", main, exports=files)


def _figures(here, found, groups):
    """A row for each measure, under the perspectives."""
    kinds = [kind for kind in says.OUTSIDE if any(kind in figure.outside for figure in found.values())]
    has_limits = any(figure.lower is not None for figure in found.values())
    others = says.head_words(found)
    heads = [
        *(("measure", ""), ("period", ""), (here.at.unit.name, "n")),
        *([("95% limits", "n")] if has_limits else []),
        *((others[kind], "n") for kind in kinds),
        *(("against England", ""), ("place", ""), ("on the year before", "")),
    ]
    bodies = [
        tag("Tbody", [_perspective(name, len(heads)), *(_row(here, found[key], kinds, has_limits) for key in keys)])
        for name, keys in groups
        if keys
    ]
    caption = (
        f"Published figures of {here.at.unit.name} beside England, the region, the nearest neighbours and the best"
    )
    head = tag("Tr", [tag("Th", text, scope="col", className=kind or None) for text, kind in heads])
    whole = dbc.Table(
        [html.Caption(caption, className="hidden"), html.Thead(head), *bodies], size="sm", className="plain compare"
    )
    return blocks.scroll(whole, "Published figures beside those of others")


def _perspective(name, columns):
    return tag(
        "Tr",
        [tag("Th", name, scope="rowgroup", className="m"), tag("Td", None, colSpan=columns - 1)],
        className="obj",
    )


def _row(here, figure, kinds, has_limits):
    measure = here.at.names.measures[figure.measure]
    unit, told = words.unit_words(measure), says.side(measure, figure)
    there = blocks.to(measure["title"], here.link(measure=figure.measure, level=here.family.key))
    outside = [figure.outside.get(kind, {}).get("value") for kind in kinds]
    limits = elsewhere.limits(measure, figure.lower, figure.upper)
    place = words.place_words(figure.place, figure.councils) if told and figure.place else ""
    return tag(
        "Tr",
        [
            tag("Th", [there, *_beside(unit)], scope="row", className="m"),
            cell(words.period_name(figure.period_start, figure.period_end), className="s"),
            cell(words.figure(measure, figure.value), className="n now"),
            *([cell(limits, className="n soft s")] if has_limits else []),
            *(cell(words.figure(measure, value), className="n") for value in outside),
            cell(says.against_words(measure, figure), className=f"s {says.CLASSES.get(told, 'turn')}"),
            cell(place, className="s"),
            cell(says.moved_words(measure, figure), className="s"),
        ],
    )


def _beside(text):
    return [" ", html.Span(text, className="soft s")] if text else []


# One measure


def show_one(here, cursor, asked):
    at = here.at
    measure = wanted_measure(at.names, asked.get("measure"))
    found = published.elsewhere(cursor, measure, at.month)
    places = elsewhere.places(measure, found, elsewhere.chance(cursor, measure, found)) if found else None
    comparators = [elsewhere.named(measure, one) for one in published.comparators(cursor, measure, at.month)]
    course = periods.section(cursor, measure, at.unit, at.month)
    said = places["summary"] if places else f"No figures of councils are published for {measure['title']}."
    key, family = measure["key"], here.family
    main = [
        at.crumb(measure["title"], ("compare", here.link(level=here.level)), measure=key, level=here.level),
        *blocks.title(f"{measure['title']}: {at.unit.name} among all councils", said),
        choose(
            blocks.choice("Compare", over_links(here, measure, "")),
            measure_picker(here, key, family.key),
        ),
        _every_council(measure, places, comparators) if places else None,
        _over_the_years(at, measure, course, wanted_layers(live.LAYER_WORDS, asked.get("layers"))) if course else None,
        _list(here, measure, places) if places else None,
        html.P(
            blocks.to(f"The measure at {at.unit.name}, its definition and its sources", here.link(measure_path(key)))
        ),
    ]
    files = exported(here, measure=key, level=family.key)
    return at.view(f"Compare: {measure['title']}, councils", main, exports=files)


def _every_council(measure, places, comparators):
    unit = measure["unit_of_value"]
    strip = [blocks.drawn(places["strip"], tag="div"), html.P(places["key"], className="s")]
    rows = [[_named(row), html.B(row["text"])] for row in comparators]
    beside = blocks.table("Published values to compare with", [], rows, kind="bars") if rows else None
    small = f"published figures{f', {unit}' if unit else ''}"
    return blocks.section("places", "Every council", [blocks.columns(strip, beside)], small=small)


def _named(row):
    of = f"{row['period']}, {row['made_of']}" if row["made_of"] else row["period"]
    return [row["label"], *_beside(of)]


def _over_the_years(at, measure, course, layers):
    small, title = ", ".join([at.unit.name, *course["heads"]]), f"{measure['title']}, {at.unit.name}"
    table = by_period.table(course, "years", f"{title}, by period")
    children = [
        *by_period.chart(at.names, measure, at.unit, course, "years", layers),
        by_period.says(course),
        blocks.folded("The periods as a table", [table]),
    ]
    return blocks.section("course", "Over the years", children, small=small)


def _list(here, measure, places):
    has_limits = any(row["limits"] for row in places["rows"])
    rows = [
        [
            [row["name"], *_beside(row["note"])],
            row["text"],
            *([cell(row["limits"], className="n soft s")] if has_limits else []),
        ]
        for row in places["rows"]
    ]
    heads = [("Council", "m"), ("Figure", "n"), *([("95% limits", "n")] if has_limits else [])]
    own = ["own" if row["own"] else None for row in places["rows"]]
    table = blocks.table("Every council's published figure", heads, rows, row_class=own)
    order = "best first" if measure["better"] in ("higher", "lower") else "lowest first"
    files = saves(here, measure=measure["key"], level=here.family.key)
    return blocks.section("councils", f"All {len(rows)} councils", [files, table], small=order)
