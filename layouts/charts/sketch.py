"""A figure as a still SVG picture: what is seen until the live chart is there, what is printed, and what leaves the
page (layouts/exports/drawing.py).

It draws what the figures of this package are made of: lines, points, filled bands, bars, straight shapes and words. On
a page it fills whatever width it is given as the live chart does, so places across are shares of it and places up are
pixels; its words and rules follow the colour scheme of the page. A picture that leaves it has a width in pixels.
"""

import re
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from itertools import pairwise

STYLE = (
    "<style>text{font:12px Segoe UI,Helvetica Neue,Arial,sans-serif;fill:#515c68}.b{font:600 14px Segoe UI,Helvetica "
    "Neue,Arial,sans-serif;fill:#16202a}.g{stroke:#dfe4e9}path{vector-effect:non-scaling-stroke}@media"
    "(prefers-color-scheme:dark){text{fill:#b1bcc6}.b{fill:#e8edf1}.g{stroke:#2b343d}}</style>"
)
DASHES = {"dash": "6 4", "dot": "2 3", "dashdot": "6 3 2 3"}
SHAPES = {
    "diamond": "M0,-{0:g}l{0:g},{0:g}l-{0:g},{0:g}l-{0:g},-{0:g}Z",
    "triangle-up": "M0,-{0:g}l{0:g},{1:g}h-{1:g}Z",
    "triangle-down": "M0,{0:g}l{0:g},-{1:g}h-{1:g}Z",
}
LINE = 14  # pixels from one line of words to the next
MOST_MONTHS = 8  # named along the whole width
MONTH = 64  # pixels of the name of a month
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two that are named


@dataclass(frozen=True)
class Paper:
    """What the plot is drawn on: so wide, in shares of a page's width ("%") or in pixels (""); pixels high."""

    wide: float
    unit: str
    foot: float

    @property
    def months(self):
        """How many months can be named along the whole width; of a share of a page nobody knows how wide it is."""
        return MOST_MONTHS if self.unit else min(MOST_MONTHS, self.wide / MONTH)

    def line(self, places, attributes):
        """A line through places; it goes on after a None."""
        scale = 10 if self.unit else 1
        path = "".join(
            f"{'L' if before else 'M'}{now[0] * scale:.{0 if self.unit else 1}f},{now[1]}"
            for before, now in pairwise([None, *places])
            if now is not None
        )
        drawn = f"<path {attributes} d='{path}'/>"
        if not self.unit:
            return drawn
        return f"<svg viewBox='0 0 1000 {self.foot}' preserveAspectRatio='none' overflow='visible'>{drawn}</svg>"

    def here(self, x, y, drawn):
        """What is drawn about a place; only an svg takes a share as its place."""
        if not self.unit:
            return f"<g transform='translate({x:.1f},{y})'>{drawn}</g>"
        return f"<svg x='{x:.1f}%' y='{y}' overflow='visible'>{drawn}</svg>"


def sketch(figure):
    """The SVG of a figure, as wide as its place and as high as the figure says."""
    layout = figure["layout"]
    margin, height = layout["margin"], layout["height"]
    foot = height - margin["t"] - margin["b"]
    drawn = plot(figure, Paper(100, "%", foot)) + (_legend(listed(figure)) if layout["showlegend"] else "")
    title, _, below = layout["title"]["text"].partition("<br>")
    wide = margin["l"] + margin["r"]
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='100%' height='{height}'>{STYLE}"
        f"<text class='b' x='12' y='24'>{plain(title)}</text><text x='12' y='42'>{plain(below)}</text>"
        # An svg within another takes no sum as its width; a foreign object does.
        f"<foreignObject x='{margin['l']}' y='{margin['t']}' style='width:calc(100% - {wide}px)' height='{foot}' "
        f"overflow='visible'><svg xmlns='http://www.w3.org/2000/svg' width='100%' height='{foot}' overflow='visible'>"
        f"{drawn}</svg></foreignObject></svg>"
    )


def plot(figure, paper):
    """What lies between the margins of a figure: rules, shapes, traces and words, as SVG from its upper left corner."""
    layout, shown = figure["layout"], _seen(figure)
    shapes, words = (
        [one for one in layout.get(kind, ()) if one.get("visible", True)] for kind in ("shapes", "annotations")
    )
    panels = {axis[1:]: _panel(layout, axis[1:], shown, paper) for axis in _axes(layout)}
    drawn = [_rules(layout, panel, paper) for panel in panels.values()]
    drawn += [_shape(shape, _of(panels, shape), paper) for shape in shapes]
    for trace in shown:
        panel = panels[trace.get("xaxis", "x")[1:]]
        if trace["type"] == "bar":
            drawn.append(_bars(trace, panel, paper, _share(layout, trace, shown)))
        else:
            drawn.append(_scatter(trace, panel, paper))
    return "".join([*drawn, *(_words(one, _of(panels, one), paper) for one in words)])


def listed(figure):
    """(name, look) of each series in the legend of a figure, in its order: the look of its line, or of its bars."""
    found = [trace for trace in _seen(figure) if trace["showlegend"]]
    named = [(trace["name"], trace.get("line") or trace["marker"]) for trace in found]
    return named[::-1] if figure["layout"].get("legend", {}).get("traceorder") == "reversed" else named


def _seen(figure):
    return [trace for trace in figure["data"] if trace.get("visible", True) is True]


@dataclass(frozen=True)
class Panel:
    """A part of the plot with axes of its own: functions from a value to a place across (of the paper's width) and down
    (pixels from the top), beyond its edges too; and its edges in the same."""

    suffix: str
    along: object
    down: object
    left: float
    right: float
    top: float
    foot: float

    def across(self, value):
        return min(max(self.along(value), self.left), self.right)

    def up(self, value):
        return min(max(self.down(value), self.top), self.foot)


def _axes(layout):
    """The names of the horizontal axes: x, x2, x3."""
    return [f"x{name.removeprefix('xaxis')}" for name in layout if name.startswith("xaxis")]


def _panel(layout, suffix, shown, paper):
    x, y = layout[f"xaxis{suffix}"], layout[f"yaxis{suffix}"]
    own = [trace for trace in shown if trace.get("xaxis", "x") == f"x{suffix}"]
    left, right = (end * paper.wide for end in x.get("domain", (0, 1)))
    low, high = (paper.foot - end * paper.foot for end in y.get("domain", (0, 1)))
    along = _axis(x, [v for t in own for v in _ends(t, "x")], left, right)
    up = _axis(y, [v for t in own for v in _ends(t, "y")], low, high)
    return Panel(suffix, along, up, left, right, high, low)


def _of(panels, thing):
    """The panel that a shape or words are placed by."""
    named = thing.get("xref", "x") if thing.get("xref", "x") != "paper" else thing.get("yref", "y")
    return panels[named[1:] if named != "paper" else ""]


def _ends(trace, axis):
    """The values that a trace takes up on an axis; those of bars with where they begin."""
    known = [value for value in trace[axis] if value is not None]
    if trace["type"] != "bar" or axis != ("x" if trace.get("orientation") == "h" else "y"):
        return known
    bases = trace.get("base") or [0] * len(known)
    return [*bases, *(base + value for base, value in zip(bases, known, strict=True))]


def _axis(axis, values, low, high):
    """A function from a value, a number or a day, to a place: that of the least is `low`, of the most `high`."""
    least, most = map(_number, axis.get("range") or (min(values, key=_number), max(values, key=_number)))
    scale = (high - low) / ((most - least) or 1)
    return lambda value: low + (_number(value) - least) * scale


def _number(value):
    return date.fromisoformat(value[:10]).toordinal() if isinstance(value, str) else float(value)


def _rules(layout, panel, paper):
    """The rules of the vertical axis with their words, and the words of the other."""
    y, x = layout[f"yaxis{panel.suffix}"], layout[f"xaxis{panel.suffix}"]
    unit, up, foot = paper.unit, panel.up, panel.foot
    ends, drawn = f"x1='{panel.left:.1f}{unit}' x2='{panel.right:.1f}{unit}'", []
    for at, text in _named(y):
        if y.get("showgrid", True):
            drawn.append(f"<line class='g' {ends} y1='{up(at):.0f}' y2='{up(at):.0f}'/>")
        if y.get("showticklabels", True):
            place = f"x='{panel.left:.1f}{unit}' dx='-8'"
            drawn.append(f"<text {place} y='{up(at) + 4:.0f}' text-anchor='end'{_weight(text)}>{plain(text)}</text>")
    if not x.get("showticklabels", True):
        return "".join(drawn)
    room = paper.months * (panel.right - panel.left) / paper.wide
    for at, text in _months(x, room) if x.get("type") == "date" else _named(x):
        across = f"{panel.across(at):.1f}{unit}"
        if x.get("showgrid", False):
            drawn.append(f"<line class='g' x1='{across}' x2='{across}' y1='{panel.top:.0f}' y2='{foot:.0f}'/>")
        said = "".join(
            f"<tspan x='{across}' dy='{LINE if place else 0}'>{plain(line)}</tspan>" if "<br>" in text else plain(line)
            for place, line in enumerate(text.split("<br>"))
        )
        drawn.append(f"<text x='{across}' y='{foot + 17:.0f}' text-anchor='middle'>{said}</text>")
    if x.get("zeroline"):
        at = f"{panel.across(0):.1f}{unit}"
        drawn.append(f"<line x1='{at}' x2='{at}' y1='{panel.top:.0f}' y2='{foot:.0f}' stroke='#77828d'/>")
    what = plain(x.get("title", {}).get("text", ""))
    middle = (panel.left + panel.right) / 2
    return "".join(drawn) + f"<text x='{middle:.0f}{unit}' y='{foot + 34:.0f}' text-anchor='middle'>{what}</text>"


def _named(axis):
    return zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True)


def _months(axis, room):
    """The months that are named along an axis with room for so many, as the live chart says them."""
    first, last = (date.fromisoformat(end[:10]) for end in axis["range"])
    months = (last.year - first.year) * 12 + last.month - first.month
    step = 12 if axis.get("dtick") == "M12" else next((s for s in STEPS if months / s <= max(room, 1)), STEPS[-1])
    found = [date(first.year + at // 12, at % 12 + 1, 1) for at in range(0, months + 24, step)]
    return [(at.isoformat(), f"{at:{axis.get('tickformat', '%b %Y')}}") for at in found if first <= at <= last]


def _scatter(trace, panel, paper):
    along, up = panel.along, panel.up
    places = [None if y is None else (along(x), round(up(y))) for x, y in zip(trace["x"], trace["y"], strict=True)]
    line, marker, mode = trace.get("line", {}), trace.get("marker", {}), trace.get("mode", "lines")
    drawn = ""
    if trace.get("fill") == "toself":
        edges = [place and (min(max(place[0], panel.left), panel.right), place[1]) for place in places]
        drawn = paper.line(edges, f"fill='{trace['fillcolor']}'")
    if "lines" in mode and line.get("width", 2):
        stepped = _stepped(places, line["shape"]) if line.get("shape") else places
        drawn += paper.line(_cut(stepped, panel), f"fill='none' {stroke(line)}")
    shown = [place if place and panel.left <= place[0] <= panel.right else None for place in places]
    if "markers" in mode and marker.get("opacity", 1):
        drawn += "".join(
            _point(paper, *place, *(_each(marker.get(word), n) for word in ("symbol", "size", "color")))
            for n, place in enumerate(shown)
            if place is not None
        )
    return drawn + (_texts(trace, shown, paper) if "text" in mode else "")


def _stepped(places, shape):
    """The corners of a line that holds until the next place ("hv"), or half way to it ("hvh")."""
    found = places[:1]
    for before, now in pairwise(places):
        if before and now:
            turn = now[0] if shape == "hv" else (before[0] + now[0]) / 2
            found += [(turn, before[1]), (turn, now[1])]
        found.append(now)
    return found


def _cut(places, panel):
    """A line where it lies within the panel: what goes beyond is cut at the edge."""
    left, right = panel.left, panel.right
    if all(place is None or left <= place[0] <= right for place in places):
        return places
    found = []
    for before, now in pairwise([None, *places]):
        if before and now:
            ends = [_met(before, now, edge) for edge in (left, right) if (before[0] - edge) * (now[0] - edge) < 0]
            ends.sort(reverse=now[0] < before[0])
            found += ends if left <= before[0] <= right else ([None, *ends] if ends else [])
        found.append(now if now and left <= now[0] <= right else None)
    return found


def _met(before, now, edge):
    """Where the line between two places meets an upright edge."""
    return edge, round(before[1] + (now[1] - before[1]) * (edge - before[0]) / (now[0] - before[0]))


def _texts(trace, places, paper):
    """Names beside their places."""
    drawn = []
    for n, (place, text, position) in enumerate(zip(places, trace["text"], trace["textposition"], strict=True)):
        if place is None or not text:
            continue
        (x, y), (up, side), off = place, position.split(), _each(trace["marker"]["size"], n) / 2
        anchor = {"left": "end", "right": "start"}.get(side, "middle")
        right = {"left": -off - 3, "right": off + 3}.get(side, 0)
        down = {"top": -off - 3, "bottom": off + 13}.get(up, 4)
        where = f"x='{x:.1f}{paper.unit}' dx='{right:g}' y='{y + down:g}'"
        drawn.append(f"<text {where} text-anchor='{anchor}'>{plain(text)}</text>")
    return "".join(drawn)


def _each(setting, place):
    return setting[place] if isinstance(setting, list) else setting


def _point(paper, x, y, symbol, size, colour):
    at = f"cx='{x:.1f}{paper.unit}' cy='{y}'"
    if symbol == "circle-open":
        return f"<circle {at} r='{size / 2:g}' fill='none' stroke='{colour}' stroke-width='2'/>"
    if symbol not in SHAPES:
        return f"<circle {at} r='{size / 2:g}' fill='{colour}'/>"
    return paper.here(x, y, f"<path d='{SHAPES[symbol].format(size / 2, size)}' fill='{colour}'/>")


def stroke(line):
    dash = f" stroke-dasharray='{DASHES[line['dash']]}'" if line.get("dash") in DASHES else ""
    return f"stroke='{line['color']}' stroke-width='{line.get('width', 2)}'{dash}"


def _share(layout, trace, shown):
    """(width, middle) of the bars of a trace, in parts of a place: several stand beside one another, unless they are
    laid over one another."""
    wide = trace.get("width", 1 - layout.get("bargap", 0.2))
    beside = [one for one in shown if one["type"] == "bar" and one.get("xaxis") == trace.get("xaxis")]
    if layout.get("barmode") == "overlay" or len(beside) < 2:
        return wide, 0
    place = next(n for n, one in enumerate(beside) if one is trace)
    return wide / len(beside), (place - (len(beside) - 1) / 2) * wide / len(beside)


def _bars(trace, panel, paper, share):
    across, up, unit = panel.across, panel.up, paper.unit
    drawn, lying = [], trace.get("orientation") == "h"
    bases = trace.get("base") or [0] * len(trace["x"])
    pale = f" opacity='{trace['marker']['opacity']}'" if "opacity" in trace["marker"] else ""
    for n, (x, y, base) in enumerate(zip(trace["x"], trace["y"], bases, strict=True)):
        if x is None or y is None:
            continue
        name, value, along, beside = (y, x, across, panel.down) if lying else (x, y, up, panel.along)
        start, stop = sorted((along(base), along(base + value)))
        place = abs(beside(1) - beside(0))
        wide = place * share[0]
        box = (start, beside(name) + place * share[1] - wide / 2, stop - start, wide)
        left, top, width, high = box if lying else (box[1], box[0], box[3], box[2])
        drawn.append(
            f"<rect x='{left:.1f}{unit}' y='{top:.0f}' width='{max(width, 0.1):.1f}{unit}' "
            f"height='{max(high, 1):.0f}' fill='{_each(trace['marker']['color'], n)}'{pale}/>"
        )
    return "".join(drawn)


def _legend(named):
    """The names of the series above the plot's right end, each beside its colour."""
    words = "".join(f"<tspan dx='14' fill='{look['color']}'>■</tspan> {plain(name)}" for name, look in named)
    return f"<text x='100%' y='-7' text-anchor='end'>{words}</text>"


def _shape(shape, panel, paper):
    """A straight line; an end given in parts of the plot is of the plot."""
    (left, right), (top, bottom) = ([_place(shape, f"{a}{n}", panel, paper) for n in (0, 1)] for a in "xy")
    if not panel.left <= left <= panel.right:
        return ""
    unit = paper.unit
    ends = f"x1='{left:.1f}{unit}' y1='{top:.0f}' x2='{right:.1f}{unit}' y2='{bottom:.0f}'"
    return f"<line {stroke(shape['line'])} {ends}/>"


def _place(thing, end, panel, paper):
    axis, at = end[0], thing[end]
    if thing.get(f"{axis}ref") == "paper":
        return at * paper.wide if axis == "x" else paper.foot - at * paper.foot
    return panel.along(at) if axis == "x" else panel.up(at)


def _words(words, panel, paper):
    anchor = {"left": "start", "right": "end"}.get(words.get("xanchor"), "middle")
    x, y = _place(words, "x", panel, paper), _place(words, "y", panel, paper) - words.get("yshift", 0)
    if words.get("xref") != "paper" and not panel.left <= x <= panel.right:
        return ""
    y += {"bottom": -4, "top": 13}.get(words.get("yanchor"), 4)
    font = words.get("font", {})
    size = f"font-size:{font['size']}px;" if font.get("size", 12) != 12 else ""
    colour = f"fill:{font['color']};" if "color" in font else ""
    bold = "font-weight:600;" if words["text"].startswith("<b>") else ""
    style = f" style='{bold}{size}{colour}'" if bold or size or colour else ""
    return (
        f"<text{style} x='{x:.1f}{paper.unit}' dx='{words.get('xshift', 0)}' y='{y:.0f}' "
        f"text-anchor='{anchor}'>{plain(words['text'])}</text>{_border(words, x, y, paper)}"
    )


def _border(words, x, y, paper):
    """The frame of a flag, about its words, which stand in its middle."""
    if not words.get("borderwidth"):
        return ""
    wide = len(plain(words["text"])) * 7 + 6
    frame = f"<rect x='{-wide / 2:g}' y='-12' width='{wide}' height='16' fill='none' stroke='{words['bordercolor']}'/>"
    return paper.here(x, f"{y:.0f}", frame)


def _weight(text):
    return " style='font-weight:600'" if text.startswith("<b>") else ""


def plain(text):
    """Words without Plotly's own marks, as XML takes them."""
    return escape(bare(text))


def bare(text):
    """Words without Plotly's own marks."""
    return unescape(re.sub(r"<[^>]*>", "", text.replace("<br>", " ")))
