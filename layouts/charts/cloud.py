"""Dots: two measures over units, month by month, and one measure as a spread."""

from dataclasses import dataclass
from html import escape
from math import sqrt

from layouts.charts import marks, template
from layouts.charts.funnel import MARKS, NOMINAL, placed
from layouts.charts.marks import trace
from layouts.charts.template import figure

HEIGHT = 540
NAMED = 14  # dots: of more, those in question and the outermost alone have their names beside them
LEAST, MOST = 9, 34  # pixels: the width of the smallest and the largest dot
SLIDER = 74  # pixels under the axis
BINS, DOT = 70, 11  # places along a spread; pixels from one dot to the next above it
STEP = 450  # milliseconds: a month as it plays


@dataclass(frozen=True)
class Dot:
    """A unit in a month: its value on either axis, how large it is (None where nobody knows), what is read of it and
    where a click leads. `is_own` is of those in question, `small` too few to be judged."""

    key: str
    name: str
    across: float
    up: float
    size: float | None
    said: str
    address: str
    is_own: bool = False
    small: bool = False


def scatter(months, across, up, about=None):
    """The figure of (month's name, its Dots), the last of them shown first; with several a slider that plays. `across`
    and `up` are (title, a function that says a value) of the axes."""
    every = [dot for _, dots in months for dot in dots]
    x = marks.levels([dot.across for dot in every], across[1])
    y = marks.levels([dot.up for dot in every], up[1])
    largest = max((dot.size or 0 for dot in every), default=0)
    keys = sorted({dot.key for dot in every})

    def places(dot):
        (left, right), (low, high) = x["range"], y["range"]
        tall = template.plot_height(HEIGHT)
        return (dot.across - left) / (right - left) * NOMINAL, (high - dot.up) / (high - low) * tall

    frames = [
        {"name": name, "data": [_dots(keys, dots, largest, places)]}
        for name, dots in (months if len(months) > 1 else ())
    ]
    found = figure(
        [_dots(keys, months[-1][1], largest, places)],
        about,
        HEIGHT + (SLIDER if frames else 0),
        x={**x, "title": {"text": escape(across[0]), "standoff": 6}, "showgrid": True, "fixedrange": True},
        y=y,
        below=(SLIDER if frames else 0) + 10,
        annotations=[_up_words(up[0])],
        hovermode="closest",
        hoverdistance=30,
        dragmode=False,
        **(_player([frame["name"] for frame in frames]) if frames else {}),
    )
    return {**found, "frames": frames} if frames else found


def _up_words(title):
    """What the upright axis shows, over it: turned words are hard to read."""
    where = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 4}
    return {"name": "axis", "text": f"↑ {escape(title)}", **where}


def _dots(keys, dots, largest, places):
    """One dot for each key in its order, so that each moves from month to month; None where a month has none. `places`
    turns a dot into pixels."""
    there = {dot.key: dot for dot in dots}
    shown = [there.get(key) for key in keys]
    named = {dot.key for dot in (dots if len(keys) <= NAMED else [*_outermost(dots), *filter(_in_question, dots)])}
    return trace(
        "series",
        [dot and dot.across for dot in shown],
        [dot and dot.up for dot in shown],
        mode="markers+text",
        ids=keys,
        cliponaxis=False,
        marker={
            "symbol": ["circle-open" if dot and dot.small else "circle" for dot in shown],
            "color": [template.SERIES[1 if dot and dot.is_own else 0] for dot in shown],
            "size": [_width(dot, largest) if dot else LEAST for dot in shown],
            "opacity": 0.8,
        },
        text=[dot.name if dot and dot.key in named else "" for dot in shown],
        textposition=_positions(shown, places),
        hoverinfo="text",
        hovertext=[dot.said if dot else "" for dot in shown],
        customdata=[dot.address if dot else "" for dot in shown],
    )


def _in_question(dot):
    return dot.is_own


def _outermost(dots):
    """Those that lie alone at an end of either axis: the ones that are asked about first."""
    for value in (lambda dot: dot.across, lambda dot: dot.up):
        for end in (min, max):
            at_end = [dot for dot in dots if value(dot) == value(end(dots, key=value))]
            if len(at_end) == 1:
                yield at_end[0]


def _positions(shown, places):
    """Where each name stands beside its dot, so that it covers no other."""
    there = [dot for dot in shown if dot]
    found = dict(
        zip((dot.key for dot in there), placed([(*places(d), d.name) for d in there], map(places, there)), strict=True)
    )
    return [found[dot.key] if dot else "top center" for dot in shown]


def _width(dot, largest):
    """The width of a dot whose area is its size."""
    return LEAST if not dot.size or not largest else round(LEAST + (MOST - LEAST) * sqrt(dot.size / largest), 1)


def _player(names):
    """A slider along the months and the buttons that play them and stop."""
    at_once = {"mode": "immediate", "frame": {"duration": 0, "redraw": False}, "transition": {"duration": 0}}
    play = {"mode": "immediate", "fromcurrent": True, "frame": {"duration": STEP, "redraw": False}}
    play["transition"] = {"duration": STEP - 100}
    steps = [{"label": name, "method": "animate", "args": [[name], at_once]} for name in names]
    slider = {
        "active": len(names) - 1,
        "steps": steps,
        **{"x": 0.12, "len": 0.86, "y": 0, "yanchor": "top", "pad": {"t": 62, "b": 0}},
        "currentvalue": {"prefix": "", "xanchor": "right", "font": {"size": 13, "color": template.QUIET}, "offset": 6},
        "tickcolor": template.QUIET,
        **{"bgcolor": template.SHADE, "bordercolor": template.QUIET, "activebgcolor": template.QUIET},
        "ticklen": 3,
        "minorticklen": 0,
        "font": {"size": 1, "color": "rgba(0,0,0,0)"},
    }
    buttons = {
        "bordercolor": template.QUIET,
        "bgcolor": "rgba(0,0,0,0)",
        "type": "buttons",
        "showactive": False,
        "direction": "left",
        **{"x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "pad": {"t": 66, "r": 6}},
        "buttons": [
            {"label": "▶ Play", "method": "animate", "args": [None, play]},
            {"label": "❚❚", "method": "animate", "args": [[None], at_once]},
        ],
    }
    return {"sliders": [slider], "updatemenus": [buttons]}


@dataclass(frozen=True)
class Value:
    """A value in a spread: its name, what is read of it, where a click leads, and its look (a word of funnel.MARKS)."""

    value: float
    name: str
    said: str
    address: str
    mark: str = "within"
    is_own: bool = False


def spread(values, words, lines=(), about=None):
    """The figure of Values along one axis, those of like value over one another. `lines` are (value, words, layer)."""
    axis = marks.levels([one.value for one in values] + [value for value, *_ in lines], words, count=8)
    low, high = axis["range"]
    places, stacks = [], {}
    for one in sorted(values, key=lambda one: (not one.is_own, one.value, one.name)):
        column = round((one.value - low) / ((high - low) or 1) * BINS)
        stacks[column] = stacks.get(column, 0) + 1
        places.append((one, stacks[column]))
    tallest = max(stacks.values())
    tall = max(tallest * DOT, 90)
    top = tall / DOT
    lines = [*lines, *((one.value, one.name, "own") for one, _ in places if one.is_own)]
    return figure(
        [
            *(
                trace(layer, [value] * 2, [0, height], name=said, line=_look(layer))
                for (value, said, layer), height in _heights(lines, top)
            ),
            _stacked(places),
        ],
        about,
        tall + template.TOP + template.FOOT + 24 * len(lines),
        x={**axis, "showgrid": True, "fixedrange": True},
        y={"range": [0, top + 24 * len(lines) / DOT], "tickvals": [], "ticktext": [], "showgrid": False},
        right=40,
        left=40,
        annotations=list(_said(lines, top)),
        hovermode="closest",
        hoverdistance=30,
        dragmode=False,
    )


def _stacked(places):
    looks = [MARKS[one.mark] for one, _ in places]
    return trace(
        "series",
        [one.value for one, _ in places],
        [up - 0.5 for _, up in places],
        mode="markers",
        marker={
            "symbol": [symbol for symbol, *_ in looks],
            "color": [
                template.SERIES[1] if one.is_own and one.mark in ("within", "small") else colour
                for (one, _), (_, colour, _) in zip(places, looks, strict=True)
            ],
            "size": [9 if one.is_own else 8 for one, _ in places],
            "opacity": 1,
        },
        hoverinfo="text",
        hovertext=[one.said for one, _ in places],
        customdata=[one.address for one, _ in places],
    )


def _look(layer):
    if layer == "own":
        return {"color": template.SERIES[1], "width": 1.4, "dash": "solid"}
    return {"color": template.QUIET, "width": 1.4, "dash": "dash"}


def _heights(lines, top):
    """How high each line reaches: its words stand over the dots, each on a row of its own so that none collide."""
    return [(line, top + place * 24 / DOT) for place, line in enumerate(sorted(lines))]


def _said(lines, top):
    """The words of the lines at their upper ends."""
    for (value, text, layer), height in _heights(lines, top):
        yield {
            "name": layer,
            "text": f"<b>{escape(text)}</b>" if layer == "own" else escape(text),
            **({"font": {"color": template.SERIES[1]}} if layer == "own" else {}),
            **{"x": value, "xref": "x", "xanchor": "center", "y": height, "yref": "y"},
            "yanchor": "bottom",
        }
