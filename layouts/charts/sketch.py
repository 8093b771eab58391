"""A figure as a still SVG picture: what is seen until the live chart is there, and what is printed.

It draws what the figures of this package are made of: lines, points, filled bands, bars, straight shapes and words. It
fills whatever width it is given as the live chart does, so places across are shares of it and places up are pixels.
Its words and rules follow the colour scheme of the page that shows it.
"""

from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from itertools import pairwise

STYLE = (
    "<style>text{font:12px Segoe UI,Helvetica Neue,Arial,sans-serif;fill:#515c68}.b{font:600 14px Segoe UI,Helvetica "
    "Neue,Arial,sans-serif;fill:#16202a}.g{stroke:#dfe4e9}path{vector-effect:non-scaling-stroke}@media"
    "(prefers-color-scheme:dark){text{fill:#b1bcc6}.b{fill:#e8edf1}.g{stroke:#2b343d}}</style>"
)
DASHES = {"dash": "6 4", "dot": "2 3"}
SHAPES = {
    "diamond": "M0,-{0:g}l{0:g},{0:g}l-{0:g},{0:g}l-{0:g},-{0:g}Z",
    "triangle-up": "M0,-{0:g}l{0:g},{1:g}h-{1:g}Z",
    "triangle-down": "M0,{0:g}l{0:g},-{1:g}h-{1:g}Z",
}


def sketch(figure):
    """The SVG of a figure, as wide as its place and as high as the figure says."""
    layout = figure["layout"]
    margin, height = layout["margin"], layout["height"]
    foot = height - margin["t"] - margin["b"]
    shown = [trace for trace in figure["data"] if trace.get("visible", True) is True]
    shapes, words = (
        [one for one in layout.get(kind, ()) if one.get("visible", True)] for kind in ("shapes", "annotations")
    )
    panels = {axis[1:]: _panel(layout, axis[1:], shown, foot) for axis in _axes(layout)}
    drawn = [_rules(layout, panel) for panel in panels.values()]
    drawn += [_shape(shape, *_of(panels, shape, foot)) for shape in shapes]
    for trace in shown:
        panel = panels[trace.get("xaxis", "x")[1:]]
        drawn.append((_bars if trace["type"] == "bar" else _scatter)(trace, panel, foot))
    drawn += [_words(one, *_of(panels, one, foot)) for one in words]
    drawn += [_legend(shown)] if layout["showlegend"] else []
    title, _, below = layout["title"]["text"].partition("<br>")
    wide = margin["l"] + margin["r"]
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='100%' height='{height}'>{STYLE}"
        f"<text class='b' x='12' y='24'>{_plain(title)}</text><text x='12' y='42'>{_plain(below)}</text>"
        # An svg within another takes no sum as its width; a foreign object does.
        f"<foreignObject x='{margin['l']}' y='{margin['t']}' style='width:calc(100% - {wide}px)' height='{foot}' "
        f"overflow='visible'><svg xmlns='http://www.w3.org/2000/svg' width='100%' height='{foot}' overflow='visible'>"
        f"{''.join(drawn)}</svg></foreignObject></svg>"
    )


@dataclass(frozen=True)
class Panel:
    """A part of the plot with axes of its own: functions from a value to a place across (per cent of the width) and up
    (pixels from the top), and its edges in the same."""

    suffix: str
    across: object
    up: object
    left: float
    right: float
    foot: float


def _axes(layout):
    """The names of the horizontal axes: x, x2, x3."""
    return [f"x{name.removeprefix('xaxis')}" for name in layout if name.startswith("xaxis")]


def _panel(layout, suffix, shown, foot):
    x, y = layout[f"xaxis{suffix}"], layout[f"yaxis{suffix}"]
    own = [trace for trace in shown if trace.get("xaxis", "x") == f"x{suffix}"]
    left, right = (end * 100 for end in x.get("domain", (0, 1)))
    low, high = (foot - end * foot for end in y.get("domain", (0, 1)))
    across = _axis(x, [v for t in own for v in _ends(t, "x")], left, right)
    return Panel(suffix, across, _axis(y, [v for t in own for v in _ends(t, "y")], low, high), left, right, low)


def _of(panels, thing, foot):
    """(panel, foot of the whole) that a shape or words are placed by."""
    named = thing.get("xref", "x") if thing.get("xref", "x") != "paper" else thing.get("yref", "y")
    return panels[named[1:] if named != "paper" else ""], foot


def _ends(trace, axis):
    """The values that a trace takes up on an axis; those of bars with where they begin."""
    known = [value for value in trace[axis] if value is not None]
    if trace["type"] != "bar" or axis != ("x" if trace.get("orientation") == "h" else "y"):
        return known
    bases = trace.get("base") or [0] * len(known)
    return [*bases, *(base + value for base, value in zip(bases, known, strict=True))]


def _axis(axis, values, low, high):
    """A function from a value, a number or a day, to a place between `low` and `high`."""
    least, most = map(_number, axis.get("range") or (min(values, key=_number), max(values, key=_number)))
    scale = (high - low) / ((most - least) or 1)
    return lambda value: min(max(low + (_number(value) - least) * scale, min(low, high)), max(low, high))


def _number(value):
    return date.fromisoformat(value[:10]).toordinal() if isinstance(value, str) else float(value)


def _rules(layout, panel):
    """The rules of the vertical axis with their words, and the words of the other."""
    y, x = layout[f"yaxis{panel.suffix}"], layout[f"xaxis{panel.suffix}"]
    across, up, foot = panel.across, panel.up, panel.foot
    ends, drawn = f"x1='{panel.left:.1f}%' x2='{panel.right:.1f}%'", []
    for at, text in _named(y):
        if y.get("showgrid", True):
            drawn.append(f"<line class='g' {ends} y1='{up(at):.0f}' y2='{up(at):.0f}'/>")
        place = f"x='{panel.left:.1f}%' dx='-8'"
        drawn.append(f"<text {place} y='{up(at) + 4:.0f}' text-anchor='end'>{_plain(text)}</text>")
    if not x.get("showticklabels", True):
        return "".join(drawn)
    for at, text in _months(x["range"]) if x.get("type") == "date" else _named(x):
        if x.get("showgrid", False):
            drawn.append(f"<line class='g' x1='{across(at):.1f}%' x2='{across(at):.1f}%' y2='{foot:.0f}'/>")
        drawn.append(f"<text x='{across(at):.1f}%' y='{foot + 17:.0f}' text-anchor='middle'>{_plain(text)}</text>")
    what = x.get("title", {}).get("text", "")
    middle = (panel.left + panel.right) / 2
    return "".join(drawn) + f"<text x='{middle:.0f}%' y='{foot + 34:.0f}' text-anchor='middle'>{_plain(what)}</text>"


def _named(axis):
    return zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True)


def _months(span):
    """January and July of each year, or January alone of many years, as the live chart names them."""
    first, last = (date.fromisoformat(end[:10]) for end in span)
    wanted = (1, 7) if last.year - first.year < 6 else (1,)
    found = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in wanted]
    return [(at.isoformat(), f"{at:%b %Y}") for at in found if first <= at <= last]


def _scatter(trace, panel, foot):
    across, up = panel.across, panel.up
    places = [None if y is None else (across(x), round(up(y))) for x, y in zip(trace["x"], trace["y"], strict=True)]
    line, marker, mode = trace.get("line", {}), trace.get("marker", {}), trace.get("mode", "lines")
    words = _texts(trace, places) if "text" in mode else ""
    path = "".join(
        f"{'L' if before else 'M'}{now[0] * 10:.0f},{now[1]}"
        for before, now in pairwise([None, *places])
        if now is not None
    )
    drawn = ""
    if trace.get("fill") == "toself":
        drawn = f"<path fill='{trace['fillcolor']}' d='{path}'/>"
    if "lines" in mode and line.get("width", 2):
        drawn += f"<path fill='none' {_stroke(line)} d='{path}'/>"
    if drawn:
        drawn = f"<svg viewBox='0 0 1000 {foot}' preserveAspectRatio='none' overflow='visible'>{drawn}</svg>"
    if "markers" in mode and marker.get("opacity", 1):
        drawn += "".join(
            _point(*place, *(_each(marker.get(word), n) for word in ("symbol", "size", "color")))
            for n, place in enumerate(places)
            if place is not None
        )
    return drawn + words


def _texts(trace, places):
    """Names beside their places."""
    drawn = []
    for place, text, position in zip(places, trace["text"], trace["textposition"], strict=True):
        if place is None or not text:
            continue
        (x, y), (up, side) = place, position.split()
        anchor = {"left": "end", "right": "start"}.get(side, "middle")
        right = {"left": -9, "right": 9}.get(side, 0)
        down = {"top": -8, "bottom": 18}.get(up, 4)
        drawn.append(f"<text x='{x:.1f}%' dx='{right}' y='{y + down}' text-anchor='{anchor}'>{_plain(text)}</text>")
    return "".join(drawn)


def _each(setting, place):
    return setting[place] if isinstance(setting, list) else setting


def _point(x, y, symbol, size, colour):
    if symbol == "circle-open":
        return f"<circle cx='{x:.1f}%' cy='{y}' r='{size / 2:g}' fill='none' stroke='{colour}' stroke-width='2'/>"
    if symbol not in SHAPES:
        return f"<circle cx='{x:.1f}%' cy='{y}' r='{size / 2:g}' fill='{colour}'/>"
    path = SHAPES[symbol].format(size / 2, size)
    return f"<svg x='{x:.1f}%' y='{y}' overflow='visible'><path d='{path}' fill='{colour}'/></svg>"


def _stroke(line):
    dash = f" stroke-dasharray='{DASHES[line['dash']]}'" if line.get("dash") in DASHES else ""
    return f"stroke='{line['color']}' stroke-width='{line.get('width', 2)}'{dash}"


def _bars(trace, panel, _foot):
    across, up = panel.across, panel.up
    drawn, lying = [], trace.get("orientation") == "h"
    bases = trace.get("base") or [0] * len(trace["x"])
    for n, (x, y, base) in enumerate(zip(trace["x"], trace["y"], bases, strict=True)):
        if x is None or y is None:
            continue
        name, value, along, beside = (y, x, across, up) if lying else (x, y, up, across)
        start, stop = sorted((along(base), along(base + value)))
        wide = abs(beside(1) - beside(0)) * 0.7
        box = (start, beside(name) - wide / 2, stop - start, wide)
        left, top, width, high = box if lying else (box[1], box[0], box[3], box[2])
        drawn.append(
            f"<rect x='{left:.1f}%' y='{top:.0f}' width='{max(width, 0.1):.1f}%' height='{max(high, 1):.0f}' "
            f"fill='{_each(trace['marker']['color'], n)}'/>"
        )
    return "".join(drawn)


def _legend(shown):
    """The names of the series above the plot's right end, each beside its colour."""
    listed = [trace for trace in shown if trace["showlegend"]]
    named = [(trace["name"], (trace.get("line") or trace["marker"])["color"]) for trace in listed]
    words = "".join(f"<tspan dx='14' fill='{colour}'>■</tspan> {_plain(name)}" for name, colour in named)
    return f"<text x='100%' y='-7' text-anchor='end'>{words}</text>"


def _shape(shape, panel, foot):
    """A straight line; an end given in parts of the plot is of the plot."""
    (left, right), (top, bottom) = ([_place(shape, f"{a}{n}", panel, foot) for n in (0, 1)] for a in "xy")
    return f"<line {_stroke(shape['line'])} x1='{left:.1f}%' y1='{top:.0f}' x2='{right:.1f}%' y2='{bottom:.0f}'/>"


def _place(thing, end, panel, foot):
    axis, at = end[0], thing[end]
    if thing.get(f"{axis}ref") == "paper":
        return at * 100 if axis == "x" else foot - at * foot
    return panel.across(at) if axis == "x" else panel.up(at)


def _words(words, panel, foot):
    anchor = {"left": "start", "right": "end"}.get(words.get("xanchor"), "middle")
    y = _place(words, "y", panel, foot) - words.get("yshift", 0)
    y += {"bottom": -4, "top": 13}.get(words.get("yanchor"), 4)
    colour = words.get("font", {}).get("color")
    style = f" style='font-weight:600;fill:{colour}'" if colour else ""
    return (
        f"<text{style} x='{_place(words, 'x', panel, foot):.1f}%' dx='{words.get('xshift', 0)}' y='{y:.0f}' "
        f"text-anchor='{anchor}'>{_plain(words['text'])}</text>"
    )


def _plain(text):
    """Words without Plotly's own marks."""
    for mark in ("<b>", "</b>", "<span style='font-size:12px'>", "</span>"):
        text = text.replace(mark, "")
    return escape(unescape(text.replace("<br>", " ")))
