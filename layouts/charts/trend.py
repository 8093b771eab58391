"""Several series over months or years: what a unit cost and was to cost, money month by month, demand ahead."""

from dataclasses import dataclass
from datetime import date
from itertools import cycle

from layouts.charts import marks, template
from layouts.charts.marks import trace
from layouts.charts.template import figure

# How a series is drawn by its kind: its layer, dash and width. What was agreed or planned is a target; where
# one holds until another does it is drawn in steps.
KINDS = {
    "line": ("series", "solid", 2.2),
    "target": ("target", "dash", 1.6),
    "step": ("target", "dash", 1.6),
    "ahead": ("forecast", "dot", 2),
    "beside": ("comparators", "dash", 1.6),
}


@dataclass(frozen=True)
class Series:
    """A name and a value for each place, None where there is none. `kind` is 'bar' or a word of KINDS; `words` says a
    value. A series `of` another has that one's colour: its forecast."""

    name: str
    values: list
    words: object
    kind: str = "line"
    of: str = ""


def trend(places, series, about=None, addresses=(), height=template.HEIGHT, from_nought=False):
    """The figure of Series over `places`: firsts of months, or names. `addresses` are where a click on each leads."""
    known = [value for each in series for value in each.values if value is not None]
    has_bars = any(each.kind == "bar" for each in series)
    # Bars stand on the axis.
    spare = 0 if has_bars else marks.SPARE
    axis = marks.levels([*known, *([0] if from_nought or has_bars else [])], series[0].words, spare=spare)
    own = [each for each in series if not each.of]
    colours, several = _colours(own), len(own) > 1
    names = [f"{place:%B %Y}" if isinstance(place, date) else place for place in places]
    short = [f"{place:%b %Y}" if isinstance(place, date) else place for place in places]
    at = list(range(len(places)))
    return figure(
        [
            *(_drawn(each, at, colours[each.of or each.name], several and not each.of) for each in series),
            marks.reading(at, _heights(series), [_reads(names[place], series, place) for place in at], addresses),
        ],
        about,
        height,
        x=marks.names(short),
        y=axis,
        **(LEGEND if several else {}),
    )


LEGEND = {"showlegend": True, "legend": {"x": 1, "xanchor": "right"}}


def _colours(own):
    """{name: colour} of each series of its own; they begin anew where there are more than colours."""
    every = cycle(template.SERIES)
    return {each.name: template.QUIET if each.kind in ("target", "step") else next(every) for each in own}


def _drawn(each, at, colour, in_legend):
    if each.kind == "bar":
        return marks.bars("series", at, each.values, colour, name=each.name, showlegend=in_legend)
    layer, dash, width = KINDS[each.kind]
    marked = each.kind in ("line", "ahead")
    return trace(
        layer,
        at,
        each.values,
        name=each.name,
        showlegend=in_legend,
        mode="lines+markers" if marked else "lines",
        connectgaps=False,
        line={"color": colour, "width": width, "dash": dash, **({"shape": "hvh"} if each.kind == "step" else {})},
        **({"marker": {"color": colour, "size": 6, "symbol": "circle", "opacity": 1}} if marked else {}),
    )


def _heights(series):
    """At what height each place is read: at the first series that has a value there."""
    firsts = [
        next((v for v in values if v is not None), None) for values in zip(*(s.values for s in series), strict=True)
    ]
    return marks.held(firsts)


def _reads(name, series, place):
    said = [f"{each.name}: {each.words(each.values[place])}" for each in series if each.values[place] is not None]
    return marks.label(name, *(said or ["no value"]))
