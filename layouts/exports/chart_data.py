"""A figure as series of values over names, or over numbers: what a chart of a slide or a workbook is made of.

What is read off is what stands in the figure, never between: a line has a value at a month where it has a point there,
or where it is level. A figure that cannot be told so (a map, several panels, dots with a name each) gives None.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from itertools import pairwise

from layouts.charts.sketch import bare
from layouts.charts.template import QUIET

# What a trace is called that has no name of its own, by its layer: a line, and the lower and upper edge of a band.
NAMES = {
    "limits": ("average", "usual from", "usual up to"),
    "forecast": ("expected", "expected at least", "expected at most"),
    "target": ("target", "", ""),
}
LIMITS = ("95% limits", "95% interval")  # traces of upright lines, one for each value
EDGE = {"width": 1, "dash": "dot", "color": QUIET}
CLEAR = "rgba(0,0,0,0)"
SAID = re.compile(r"([−-]?£?)([\d,]+(?:\.(\d+))?)(.*)", re.DOTALL)
POINT = re.compile(r"<b>(.*?)</b>")


@dataclass(frozen=True)
class Series:
    """A name and a value for each category, None where there is none; over numbers `at` says where each lies.

    `kind` is "line", "dots" or "bar"; `line` and `marker` are Plotly's words for its look. `labels` are the words at
    some of its places; a series that is `unseen` only holds up what stands on it.
    """

    name: str
    kind: str
    values: list
    line: dict = field(default_factory=dict)
    marker: dict = field(default_factory=dict)
    labels: dict = field(default_factory=dict)
    at: tuple = ()
    unseen: bool = False


@dataclass(frozen=True)
class Data:
    """Series over `names`; over numbers where there are none. `lying` bars run to the right, from the first on top, and
    `stacked` ones stand on one another. `axis` and `across` are (least, most, from one number to the next, how a number
    is written in Excel's words, what the axis is of)."""

    names: list
    series: list
    axis: tuple
    across: tuple = ()
    lying: bool = False
    stacked: bool = False
    joined: bool = False  # whether a line goes on over a month without a value


def chart_data(figure):
    """The Data of a figure of layouts/charts; None where it cannot be told as that."""
    layout = figure["layout"]
    traces = [each for each in figure["data"] if each.get("visible", True) is True and each["name"] != "reading"]
    traces = [_named(each, bare(layout["title"]["text"].partition("<br>")[0])) for each in traces]
    x, y = layout["xaxis"], layout["yaxis"]
    if "xaxis2" in layout or y.get("visible") is False or not traces:
        return None
    if any(each["type"] == "bar" and "base" in each for each in traces):
        return _stacked(figure, traces)
    if any(each["type"] == "bar" and each.get("orientation") == "h" for each in traces) or not y.get("ticktext"):
        return None
    if not y.get("showgrid", True) and y["range"][0] > y["range"][1]:
        return None  # rows of dots
    if x.get("type") == "date":
        return _by_month(traces, y, x["range"])
    return _by_name(figure, traces) if _has_names(x) else _by_number(traces, layout)


def _named(trace, title):
    """A trace that has no name of its own is what the chart is of."""
    return {**trace, "name": title or "value"} if trace["name"] == "series" and trace["type"] == "scatter" else trace


def _has_names(x):
    """Whether an axis has a name at each place, 0, 1, 2 (marks.names, and the two of a slope)."""
    places = x.get("tickvals") or [0]
    return x["range"] in ([-0.5, places[-1] + 0.5], [-0.02, 1.02])


def _axis(axis):
    """An axis that begins and ends at a round number: at the ones that it names, or one more where it goes on."""
    (least, most), (first, *_, last) = sorted(axis["range"]), axis["tickvals"]
    step = (last - first) / (len(axis["tickvals"]) - 1)
    low = first if least > first - step / 4 else first - step
    high = last if most < last + step / 4 else last + step
    written = number_format([bare(text) for text in axis["ticktext"]])
    return low, high, step, written, bare(axis.get("title", {}).get("text", ""))


def number_format(texts):
    """How Excel writes numbers as these texts are written: '£1.50m' is £0.00,,"m"."""
    parts = [match.groups() for match in map(SAID.fullmatch, texts) if match]
    if not parts:
        return "General"
    pound = "£" if any("£" in sign for sign, *_ in parts) else ""
    decimals = max(len(after or "") for _, _, after, _ in parts)
    shown = f"{pound}#,##0{'.' + '0' * decimals if decimals else ''}"
    units = {unit for *_, unit in parts}
    if "m" in units:
        return f'[>=1000000]{pound}0.00,,"m";[<=-1000000]-{pound}0.00,,"m";{pound}#,##0'
    if "k" in units:
        return f'[>=1000]{pound}#,##0,"k";[<=-1000]-{pound}#,##0,"k";{pound}#,##0'
    unit = next((unit for unit in sorted(units, key=len, reverse=True)), "").replace('"', "")
    return f'{shown}"{unit}"' if unit else shown


def _by_month(traces, y, span):
    """Series over the months that the lines have points in, or are drawn ahead to."""
    days = {x for each in traces for x in each["x"] if x and x.endswith("-01") and span[0] <= x <= span[1]}
    days = sorted(days)
    if not days:
        return None
    ordered = sorted(traces, key=lambda each: each["meta"]["layer"] not in ("series", "signals"))
    marked = _with_signals(ordered)
    found = [series for each in marked for series in _read(each, days)]
    joined = not any(None in each["y"] for each in traces if each["meta"]["layer"] == "series")
    return Data([f"{date.fromisoformat(day):%b %Y}" for day in days], found, _axis(y), joined=joined)


def _with_signals(traces):
    """The traces with the marks of single months on the line that they lie on."""
    signals = [each for each in traces if each["meta"]["layer"] == "signals"]
    kept = [each for each in traces if each["meta"]["layer"] != "signals"]
    for signal in signals:
        own = next((n for n, each in enumerate(kept) if _holds(each, signal)), None)
        if own is not None:
            kept[own] = _marked(kept[own], signal)
    return kept


def _holds(trace, signal):
    there = dict(zip(trace["x"], trace["y"], strict=True))
    points = zip(signal["x"], signal["y"], strict=True)
    return trace["meta"]["layer"] == "series" and all(there.get(x) == y for x, y in points)


def _marked(trace, signal):
    marker = trace.get("marker", {"symbol": "circle", "size": 5, "color": trace["line"]["color"]})
    looks = {word: _listed(marker.get(word), len(trace["x"])) for word in ("symbol", "size", "color")}
    for n, x in enumerate(signal["x"]):
        for word, look in looks.items():
            look[trace["x"].index(x)] = signal["marker"][word][n]
    return {**trace, "mode": "lines+markers", "marker": {**marker, **looks}}


def _listed(setting, count):
    return list(setting) if isinstance(setting, list) else [setting] * count


def _read(trace, places):
    """The series that a trace is at some places along the axis."""
    usual = NAMES.get(trace["meta"]["layer"], (trace["name"], "", ""))
    own = trace["name"] if trace["name"] != trace["meta"]["layer"] else ""
    if trace.get("fill") == "toself":
        low, high = _edges(trace, places)
        edge = {**EDGE, "color": trace["line"]["color"]}
        yield Series(usual[2] or f"{own}, at most", "line", high, edge)
        yield Series(usual[1] or f"{own}, at least", "line", low, edge)
        return
    if trace["name"] in LIMITS:
        low, high = _edges(trace, places)
        dash = {"symbol": "line", "size": 9, "color": trace["line"]["color"]}
        yield Series(f"{own}, upper", "dots", high, {}, dash)
        yield Series(f"{own}, lower", "dots", low, {}, dash)
        return
    kind = "line" if "lines" in trace.get("mode", "lines") and trace.get("line", {}).get("width", 2) else "dots"
    kind = "bar" if trace["type"] == "bar" else kind
    marker = trace.get("marker", {}) if "markers" in trace.get("mode", "") or kind == "bar" else {}
    if marker:
        marker = {**marker, **{word: _placed(trace, marker.get(word), places) for word in ("symbol", "size", "color")}}
    yield Series(own or usual[0], kind, _values(trace, places), trace.get("line", {}), marker)


def _placed(trace, setting, places):
    """A look for each place, where each point has its own."""
    if not isinstance(setting, list):
        return setting
    there = dict(zip(trace["x"], setting, strict=True))
    return [there.get(place, setting[0]) for place in places]


def _values(trace, places):
    """The value at each place: of the point there, or of a level line that goes through it; None where neither is."""
    there = {x: y for x, y in zip(trace["x"], trace["y"], strict=True) if x is not None and y is not None}
    level = list(_level(trace)) if trace["type"] == "scatter" else []
    return [there.get(place, next((y for low, high, y in level if low <= place <= high), None)) for place in places]


def _level(trace):
    """(from, to, value) of each part of a line that is level, or holds until its next point."""
    holds = trace.get("line", {}).get("shape") == "hv"
    for (x0, y0), (x1, y1) in pairwise(zip(trace["x"], trace["y"], strict=True)):
        if None not in (y0, y1) and (y0 == y1 or holds) and trace["meta"]["layer"] not in ("series", "signals"):
            yield (*sorted((x0, x1)), y0)


def _edges(trace, places):
    """The lower and the upper edge of a band at each place."""
    points = list(zip(trace["x"], trace["y"], strict=True))
    low, high = [], []
    for place in places:
        met = [y for x, y in points if x == place and y is not None]
        met += [
            y0
            for (x0, y0), (x1, y1) in pairwise(points)
            if None not in (y0, y1) and y0 == y1 and min(x0, x1) <= place <= max(x0, x1)
        ]
        low.append(min(met, default=None))
        high.append(max(met, default=None))
    return low, high


def _by_name(figure, traces):
    """Series over names at the places 0, 1, 2; a short mark at a place (a target of that period) is a dot there."""
    names = _names(figure)
    places = list(range(len(names)))
    found = [series for each in traces for series in _read(_centred(each), places)]
    joined = False
    return Data(names, found, _axis(figure["layout"]["yaxis"]), joined=joined)


def _centred(trace):
    """A trace of short level marks as points in their middles."""
    ends = [*zip(trace["x"], trace["y"], strict=True), (None, None)]
    runs = [ends[n : n + 2] for n in range(0, len(ends) - 1, 3)]
    short = [x for x in trace["x"] if x is not None and x != round(x)]
    if not short or any(len(run) < 2 or run[0][1] != run[1][1] or run[1][0] - run[0][0] > 1 for run in runs):
        return trace
    dash = {"symbol": "line", "size": 12, "color": trace["line"]["color"]}
    xs = [round((first[0] + last[0]) / 2) for first, last in runs]
    return {**trace, "x": xs, "y": [first[1] for first, _ in runs], "mode": "markers", "marker": dash}


def _names(figure):
    """The name of every place along the axis: of one that is not written there, the head of what is read of it."""
    axis = figure["layout"]["xaxis"]
    written = dict(zip(axis["tickvals"], map(bare, axis["ticktext"]), strict=True))
    read = next((each for each in figure["data"] if each["name"] == "reading"), None)
    heads = [POINT.search(text) for text in read.get("hovertext", ())] if read else []
    count = max(len(heads), round(max(axis["tickvals"])) + 1)
    if len(written) == count:
        return [written[place] for place in range(count)]
    return [_short(bare(head[1]).partition(" · ")[0]) if head else written.get(n, "") for n, head in enumerate(heads)]


def _short(name):
    """'Sep 2026' of a month in full."""
    try:
        return f"{datetime.strptime(name, '%B %Y'):%b %Y}"
    except ValueError:
        return name


def _by_number(traces, layout):
    """Dots and lines over numbers."""
    found = []
    for each in traces:
        if each.get("mode") == "markers+text" and each["marker"].get("opacity", 1) == 0:
            found[-1] = replace(found[-1], labels=_labels(found[-1], each))
            continue
        kind = "line" if "lines" in each.get("mode", "lines") else "dots"
        texts = each.get("text", ()) if "text" in each.get("mode", "") else ()
        labels = {n: text for n, text in enumerate(texts) if text}
        look = each.get("line", {}), each.get("marker", {})
        found.append(Series(each["name"], kind, each["y"], *look, labels, tuple(each["x"])))
    there = [each for each in found if any(value is not None for value in each.values)]
    ordered = sorted(map(partial(_told_apart, there), there), key=lambda each: each.kind != "line")
    return Data([], ordered, _axis(layout["yaxis"]), _axis(layout["xaxis"]))


def _told_apart(every, series):
    """A series by a name of its own: the limits of one name are a lower and an upper one."""
    alike = [each for each in every if each.name == series.name]
    if len(alike) < 2:
        return series
    ends = [next(value for value in reversed(each.values) if value is not None) for each in (series, *alike)]
    return replace(series, name=f"{series.name}, {'upper' if ends[0] == max(ends) else 'lower'}")


def _labels(dots, names):
    """{place among the dots: name} of those whose names stand beside them."""
    named = dict(zip(zip(names["x"], names["y"], strict=True), names["text"], strict=True))
    return {n: named[place] for n, place in enumerate(zip(dots.at, dots.values, strict=True)) if place in named}


def _stacked(figure, traces):
    """Bars that begin where others end: each on one that is not seen, or on the parts before it."""
    layout = figure["layout"]
    bars = [each for each in traces if each["type"] == "bar"]
    lying = bars[0].get("orientation") == "h"
    axis = layout["yaxis" if lying else "xaxis"]
    names, along = [bare(text) for text in axis["ticktext"]], layout["xaxis" if lying else "yaxis"]
    said = _said(layout, "y" if lying else "x")
    if layout.get("barmode") == "overlay":
        names = [f"{name} {said.get(place, '')}".strip() for place, name in enumerate(names)]
        series = [Series(each["name"], "bar", list(each["x" if lying else "y"]), {}, each["marker"]) for each in bars]
        return Data(names, series, _axis(along), lying=lying, stacked=True)
    return _bridge(traces, bars[0], names, along, lying, said)


def _said(layout, name):
    """{place: what is written at the end of its bar}."""
    words = [one for one in layout["annotations"] if one.get("name") == "series"]
    return {round(one[name]): bare(one["text"]) for one in words}


def _bridge(traces, bars, names, along, lying, said):
    name, amount = ("y", "x") if lying else ("x", "y")
    least, most, *_ = _axis(along)
    if least < 0 < most or most <= 0:
        return None  # a bar that hangs from one that is not seen cannot cross nought
    lows, highs, colours = [None] * len(names), [None] * len(names), [QUIET] * len(names)
    for place, value, base, colour in zip(bars[name], bars[amount], bars["base"], bars["marker"]["color"], strict=True):
        lows[place], highs[place], colours[place] = *sorted((base, base + value)), colour
    ends = next(each for each in traces if each["name"] == "values")
    thick = (most - least) * 0.006
    for value, where in zip(ends[amount][::3], ends[name][::3], strict=True):
        place = round(where + 0.36)
        lows[place], highs[place] = value - thick / 2, value + thick / 2
    seen = [high - low for low, high in zip(lows, highs, strict=True)]
    room = [(most - least) / 10] * len(names)
    series = [
        Series("where it begins", "bar", lows, unseen=True),
        Series("by how much", "bar", seen, {}, {"color": colours}),
        Series("room for the words", "bar", room, labels=said, unseen=True),
    ]
    return Data(names, series, _axis(along), lying=lying, stacked=True)
