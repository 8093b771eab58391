"""The picture of one measure's comparison: a funnel by size, or values side by side where no limits can be drawn."""

from functools import partial

from dash import html

from dashboard import outliers
from layouts import words
from layouts.address import wanted_layers
from layouts.charts import live
from layouts.charts.funnel import Dot, funnel
from layouts.charts.intervals import Row, intervals
from layouts.charts.template import graph
from layouts.parts import blocks, leaving
from layouts.words import comparing as says
from layouts.words.scope import named, when

LAYERS = {"target": "target", "limits": "limits of chance"}
FEWEST = 2  # values that can lie beside one another


def picture(shown, layers):
    """The section with the chart; nothing where there is but one value. `layers` is the word of the address."""
    if shown.found.limits:
        return _by_size(shown, wanted_layers(LAYERS, layers))
    if len(shown.found.valued) >= FEWEST:
        return _side_by_side(shown)
    return None


def _by_size(shown, layers):
    figure, title = funnel_of(shown), f"{shown.measure['title']} by size"
    outside = words.listed(point.name for point in shown.found.outside) or "none"
    said = (
        f"Funnel of {len(shown.found.valued)} {shown.over}: {shown.measure['title']} against size. Outside the 99.8% "
        f"limits: {outside}. The table below holds the same numbers."
    )
    notes = [html.P(note, className="note") for note in says.notes(shown.measure, shown.found, shown.over)]
    chart = [
        live.layers("funnel", [figure], layers, LAYERS),
        graph(live.with_layers(figure, layers), "funnel", title, said, table="table"),
    ]
    return blocks.section("funnel", "By size", [*chart, *notes], small=_small(shown))


def _small(shown):
    unit = shown.measure["unit_of_value"]
    return f"{unit}{'; ' if unit else ''}each dot opens its records"


def funnel_of(shown):
    """The figure of a comparison with limits: a click on a dot opens its records."""
    measure, found, say = shown.measure, shown.found, partial(words.figure, shown.measure)
    dots = [
        Dot(
            across=point.denominator,
            up=point.value,
            name=point.name,
            said=_reads(shown, point),
            address=shown.records(point),
            mark=shown.mark(point),
            named=point.verdict in outliers.FAR,
        )
        for point in found.valued
    ]
    lines = [(found.limits.centre, f"all: {say(found.limits.centre)}", "centre")]
    lines += [(bound, f"target {say(bound)}", "target") for bound in shown.target if bound is not None]
    across = "out of how many" if measure["kind"] == "proportion" else "people it is held against"
    return funnel(dots, found.limits.curve, lines, say, across, _about(shown))


def _reads(shown, point):
    return (
        words.figure(shown.measure, point.value),
        says.counts(point),
        says.verdict_words(shown.measure, point),
    )


def _side_by_side(shown):
    figure, title = intervals_of(shown), f"{shown.measure['title']} side by side"
    many = f"{len(shown.found.valued)} {shown.over}"
    said = f"{many} side by side: {shown.measure['title']}. The table below holds the same numbers."
    chart = [graph(figure, "intervals", title, said, table="table")]
    return blocks.section("intervals", "Side by side", chart, small=_small(shown))


def intervals_of(shown):
    """The figure of a comparison without limits: each value with its interval and its own target."""
    rows = [
        Row(
            name=point.name,
            value=point.value,
            low=point.low,
            high=point.high,
            said=(says.counts(point),),
            address=shown.records(point),
            mark=shown.mark(point),
            targets=tuple(bound for bound in point.target if bound is not None),
        )
        for point in shown.found.valued
    ]
    return intervals(rows, partial(words.figure, shown.measure), _about(shown))


def _about(shown):
    """What the picture says of itself where it leaves the page."""
    at, measure = shown.here.at, shown.measure
    whose = named(f"{at.unit.name}, {shown.over}")
    return leaving.about(at.names, measure["title"], whose, measure["unit_of_value"], when(at.month), measure["key"])
