"""An exploration of many units at once: two measures as a scatter that plays, one measure as a spread."""

from functools import partial
from statistics import quantiles

from dash import html

from dashboard import comparison, quarters
from dashboard import elsewhere as published
from layouts import words
from layouts.address import wanted_level
from layouts.charts import live, template
from layouts.charts.cloud import Value, spread
from layouts.pages.explore import counting, scattered
from layouts.parts import blocks, comparing, elsewhere
from layouts.parts.exploring import LAYERS
from layouts.words import explore as says
from layouts.words import marks
from layouts.words.comparing import sentences, verdict_words


def families(cursor, names, asking):
    """What each dot can be, the first of them where the address does not say: units below the first unit, its peers,
    councils; all units of the council where it has none of its own."""
    first = asking.units[0]
    found = comparing.families(cursor, names, first, asking.month)
    if not found and first != names.root:
        found = comparing.families(cursor, names, names.root, asking.month)
    return found


def family(names, found, asking):
    return wanted_level(names, found, asking.level)


# Two measures


# One measure


def one(cursor, names, asking, over):
    """(figure or None, the sentences said of it, the Values shown) of one measure over the units of a family."""
    measure = asking.measures[0]
    if over is comparing.COUNCILS:
        return _among_councils(cursor, names, measure, asking)
    basis = asking.other_basis(measure)
    found, target = beside_one_another(cursor, names, asking, over)
    own = {unit.key for unit in asking.units}
    values = [
        Value(
            point.value,
            point.name,
            "<br>".join(
                filter(None, [f"<b>{point.name}</b> · {words.figure(measure, point.value)}", _more(measure, point)])
            ),
            counting.way(asking, measure, point.key, month_of(asking, names)),
            marks.look(measure, point),
            point.key in own,
        )
        for point in found.valued
    ]
    said = list(sentences(measure, found, over.title))
    if len(values) < counting.FEWEST:
        return None, said, values
    lines = [
        *((bound, f"target {words.figure(measure, bound)}", "target") for bound in target if bound is not None),
        *(() if basis else _outside(measure, elsewhere.comparators(cursor, measure, asking.month))),
    ]
    when = counting.when(asking, [measure], month_of(asking, names))
    about = counting.about(names, asking, over.title, f"{counting.counted(asking, measure)}, {when}" if basis else when)
    return spread(values, partial(words.figure, measure), lines, about), [*said, _half(measure, values)], values


def month_of(asking, names):
    """The month that a spread is of: of quarters the last one of the newest that has ended."""
    if asking.other_basis(asking.measures[0]) != quarters.BASIS:
        return asking.month
    return quarters.last_ended(asking.month, names.months) or asking.month


def beside_one_another(cursor, names, asking, over):
    """The Comparison of the first measure over a family's units, and the target that they share, (None, None) where
    it is counted in another way than targets are."""
    measure = asking.measures[0]
    at = (names, measure, over.units, month_of(asking, names))
    return comparison.over_units(cursor, *at, asking.other_basis(measure))


def _more(measure, point):
    made = "" if point.denominator is None else f"{words.exact(point.numerator)} of {words.exact(point.denominator)}"
    return " · ".join(filter(None, [made, verdict_words(measure, point) if point.verdict else ""]))


def _outside(measure, rows):
    for row in rows:
        if row["drawn"]:
            yield row["value"], f"{words.sentence_case(row['label'])} {row['text']}", row["kind"]


def _half(measure, values):
    """Between which values half of them lie; '' where there are too few for that to say anything."""
    if len(values) < 8:
        return ""
    low, middle, high = quantiles([one.value for one in values], n=4, method="inclusive")
    low, middle, high = (words.figure(measure, value) for value in (low, middle, high))
    return f"Half of the {len(values)} lie between {low} and {high}, with as many over {middle} as under it."


def _among_councils(cursor, names, measure, asking):
    found = published.elsewhere(cursor, measure, asking.month)
    if found is None:
        return None, [f"No figures of councils are published for {measure['title']}."], []
    values = [
        Value(
            council.value,
            council.name,
            f"<b>{council.name}</b> · {words.figure(measure, council.value)}",
            "",
            "within",
            council.own,
        )
        for council in found.councils
    ]
    own = published.own_figures(cursor, asking.month).get(measure["key"])
    said = [says.among(measure, found, own), _half(measure, values), elsewhere.key_words(found)]
    year = words.year_words(found.period_start, found.period_end)
    rows = [{**row, "text": words.figure(measure, row["value"]), "drawn": True} for row in found.comparators]
    lines = _outside(measure, [row for row in rows if row["kind"] in elsewhere.MARKED])
    figure = spread(
        values, partial(words.figure, measure), list(lines), counting.about(names, asking, "councils", year)
    )
    return figure, said, values


def table_of_one(asking, values):
    measure = asking.measures[0]
    rows = [
        [blocks.to(one.name, one.address) if one.address else one.name, words.figure(measure, one.value)]
        for one in sorted(values, key=lambda one: one.name)
    ]
    return blocks.table("The dots as a table", [("", "m"), (measure["title"], "n")], rows)


def shown(cursor, names, asking, name):
    """What stands in the place of the lines: (figure or None, components)."""
    found = families(cursor, names, asking)
    over = family(names, found, asking)
    if over is None:
        return None, [html.P("There are no units below this one, and none like it, to lay beside one another.")]
    if asking.form == "scatter" and len(asking.measures) < 2:
        return None, [html.P(scattered.TWO)]
    is_two = asking.form == "scatter"
    figure, said, dots = (scattered.two if is_two else one)(cursor, names, asking, over)
    words_ = html.P(" ".join(filter(None, said)), className="says")
    if figure is None:
        return None, [html.P(f"Nothing is to be drawn. {' '.join(filter(None, said))}")]
    drawn = live.with_layers(figure, asking.shown_layers, LAYERS)
    title = figure["layout"]["title"]["text"].partition("</b>")[0].removeprefix("<b>")
    table = (scattered.table_of_two if is_two else table_of_one)(asking, dots)
    return figure, [
        template.graph(drawn, name, title, " ".join(filter(None, said)), table="explore-table"),
        words_,
        blocks.folded(
            "The dots as a table",
            [blocks.scroll(blocks.still(table), "The dots as a table", kind="tall", id="explore-table")],
        ),
    ]
