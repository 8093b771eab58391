"""A strategy map: objectives in bands by perspective, and arrows whose line and mark say how the data stand to them."""

from dataclasses import dataclass
from html import escape
from itertools import pairwise

from layouts.charts import marks, template
from layouts.charts.marks import trace
from layouts.charts.template import figure

BAND = 170  # pixels: the height of a perspective's band
HALF_WIDE, HALF_HIGH = 0.44, 0.27  # of a box, of its place and of its band
LETTERS, LINES = 25, 3
STEPS = 20  # points of a curve
LINE = 14  # pixels from one line of a box to the next
HEAD = 0.03  # of a band: the middle of an arrow's head from its point
CLEAR = "rgba(0,0,0,0)"
ACROSS = 0.06  # by how much two arrows between the same two boxes lie apart
# A line, and the mark in the middle of it, for those who do not tell lines apart.
LOOKS = {
    "the data agree": ("solid", 2.4, "✓"),
    "the data do not show it": ("dash", 1.4, "?"),
    "the data speak against it": ("solid", 1.8, "✕"),
    "too short": ("dot", 1.2, "…"),
    "not testable": ("dot", 1.2, ""),
    "not tested yet": ("dot", 1.2, "…"),
}


@dataclass(frozen=True)
class Node:
    """An objective: its title, its band (place from the top), how it stands in a few words, whether the unit shown
    serves it, how grave its worst standing is ("missed" or not), what is read on it and where a click leads."""

    key: str
    title: str
    band: int
    standing: str
    is_own: bool
    is_missed: bool
    said: str
    address: str


@dataclass(frozen=True)
class Line:
    """An arrow between two Nodes (keys), its verdict, what is read on it and where a click leads."""

    start: str
    end: str
    verdict: str
    said: str
    address: str


def strategy_map(bands, nodes, lines, about=None):
    """The figure of a map. `bands` are the names of the perspectives from the top."""
    places = placed(len(bands), nodes, lines)
    rows = [sum(node.band == band for node in nodes) for band in range(len(bands))]
    curves = [(line, _curve(places, rows, line, lines)) for line in lines]
    wide = max(rows, default=1)
    boxes = [(node, places[node.key]) for node in nodes]
    return figure(
        [
            *(_shade(band) for band in range(0, len(bands), 2)),
            *(_drawn(line, curve) for line, curve in curves),
            *(_box(place, node, wide) for node, place in boxes),
            *(_head(line, curve) for line, curve in curves),
            _read(boxes, curves),
        ],
        about,
        BAND * len(bands) + template.TOP + template.FOOT,
        x={"range": [0, 1], "visible": False, "fixedrange": True, "showticklabels": False},
        y={"range": [-len(bands), 0], "visible": False, "showgrid": False},
        left=18,
        annotations=[
            *(_band_name(name, band) for band, name in enumerate(bands)),
            *(said for node, place in boxes for said in _title(place, node, wide)),
            *(_mark(line, curve) for line, curve in curves if LOOKS[line.verdict][2]),
        ],
        hovermode="closest",
        hoverdistance=24,
        dragmode=False,
        meta={"whole": True},  # a box of a squeezed picture would not hold its words
    )


def placed(bands, nodes, lines):
    """{key: (across, down)}: in each band in the order that has neighbours near to what they are joined with, by the
    mean of their places in the band above and below, in turn (Sugiyama's barycentres); ties keep their order."""
    rows = [[node.key for node in nodes if node.band == band] for band in range(bands)]
    joined = {node.key: set() for node in nodes}
    for line in lines:
        joined[line.start].add(line.end)
        joined[line.end].add(line.start)
    across = {key: (place + 0.5) / len(row) for row in rows for place, key in enumerate(row)}
    for _ in range(4):
        for row in rows:
            row.sort(key=lambda key: _middle(across, joined[key] - set(row), across[key]))
            across |= {key: (place + 0.5) / len(row) for place, key in enumerate(row)}
    return {key: (across[key], -band - 0.5) for band, row in enumerate(rows) for key in row}


def _middle(across, others, own):
    return sum(across[key] for key in others) / len(others) if others else own


def _shade(band):
    across, down = [0, 1, 1, 0, 0], [-band - 1, -band - 1, -band, -band, -band - 1]
    return trace("series", across, down, fill="toself", fillcolor=template.SHADE, line={"width": 0, "color": CLEAR})


def _band_name(name, band):
    return {
        **{"text": f"<b>{escape(name)}</b>", "x": 0, "xref": "paper", "xanchor": "left", "xshift": 4},
        **{"y": -band, "yanchor": "top", "yshift": -2},
    }


def _box(place, node, wide):
    (x, y), half = place, HALF_WIDE / max(wide, 4)
    return trace(
        "series",
        [x - half, x + half, x + half, x - half, x - half],
        [y - HALF_HIGH, y - HALF_HIGH, y + HALF_HIGH, y + HALF_HIGH, y - HALF_HIGH],
        fill="toself",
        fillcolor=template.FAN if node.is_own else CLEAR,
        line={"color": template.MISSED if node.is_missed else template.QUIET, "width": 2.6 if node.is_own else 1},
    )


def _title(place, node, wide):
    """The lines of a box, one under another: its title, strong where it is the unit's own, and how it stands."""
    letters = LETTERS if wide > 4 else LETTERS + 10
    kept = node.standing.replace(" ", "\xa0").replace("·\xa0", "· ")  # broken between two standings and in none
    title = wrapped(node.title, letters)
    said, named = [*title, *wrapped(kept, letters)], len(title)
    for place_, text in enumerate(said):
        text = escape(text)
        yield {
            "text": f"<b>{text}</b>" if node.is_own and place_ < named else text,
            **{"x": place[0], "y": place[1], "xanchor": "center", "yanchor": "middle", "font": {"size": 11}},
            "yshift": round((len(said) - 1) / 2 * LINE - place_ * LINE),
        }


def wrapped(text, letters):
    """A text in lines of so many letters, three at most; what is left over ends in an ellipsis."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], f"{lines[LINES - 1]}…"]


def _curve(places, rows, line, lines):
    """Points from the edge of one box to the edge of another, apart from others between the same two; through bands
    between them it goes where no box is. `rows` are how many boxes each band has."""
    (x0, y0), (x1, y1) = places[line.start], places[line.end]
    between = [one for one in lines if {one.start, one.end} == {line.start, line.end}]
    aside = (between.index(line) - (len(between) - 1) / 2) * ACROSS
    x0, x1 = x0 + aside, x1 + aside
    if y0 == y1:  # within a band: over the boxes, and under them where another arrow goes over
        side = -1 if between.index(line) % 2 else 1
        edge = y0 + side * HALF_HIGH
        bend = edge + side * (0.24 + 0.12 * (between.index(line) // 2))
        ends = (x0, edge), (x0, bend), (x1, bend), (x1, edge)
        return [_bezier(ends, step / STEPS) for step in range(STEPS + 1)]
    side = 1 if y1 > y0 else -1
    stops = [(x0, y0 + side * HALF_HIGH)]
    for passed in range(1, round(abs(y1 - y0))):
        middle = y0 + side * passed
        x = _gap(stops[-1][0] + (x1 - stops[-1][0]) / 2, rows[round(-middle - 0.5)])
        stops += [(x, middle - side * HALF_HIGH), (x, middle + side * HALF_HIGH)]
    return _through([*stops, (x1, y1 - side * HALF_HIGH)])


def _gap(x, boxes):
    """The middle of the gap between two boxes of a band that is nearest to a place across, its edges too."""
    gaps = [place / boxes for place in range(boxes + 1)] if boxes else [x]
    return min(gaps, key=lambda gap: abs(gap - x))


def _through(stops):
    """A curve through places, up or down at each of them."""
    found = [stops[0]]
    for (x0, y0), (x1, y1) in pairwise(stops):
        ends = (x0, y0), (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2), (x1, y1)
        found += [_bezier(ends, step / STEPS) for step in range(1, STEPS + 1)]
    return found


def _bezier(ends, at):
    while len(ends) > 1:
        ends = [(a + (c - a) * at, b + (d - b) * at) for (a, b), (c, d) in pairwise(ends)]
    return ends[0]


def _drawn(line, curve):
    dash, width, _ = LOOKS[line.verdict]
    xs, ys = zip(*curve, strict=True)
    return trace("series", list(xs), list(ys), line={"color": _colour(line), "width": width, "dash": dash})


def _head(line, curve):
    """The head of an arrow: all come in from straight below or above."""
    (_, before), (x, y) = curve[-2:]
    marker = {"symbol": "triangle-up" if y > before else "triangle-down", "size": 11, "color": _colour(line)}
    return trace("series", [x], [y + (-HEAD if y > before else HEAD)], mode="markers", marker=marker)


def _colour(line):
    if line.verdict == "the data speak against it":
        return template.MISSED
    return template.SERIES[0] if line.verdict == "the data agree" else template.QUIET


def _mark(line, curve):
    """The mark of a verdict in the middle of its arrow."""
    x, y = curve[len(curve) // 2]
    return {
        **{"x": x, "y": y, "text": f"<b>{LOOKS[line.verdict][2]}</b>", "xanchor": "center", "yanchor": "middle"},
        **{"font": {"color": _colour(line), "size": 15}, "xshift": 9, "yshift": 9},
    }


def _read(boxes, curves):
    """What is read and clicked: each box at its middle, each arrow at its own."""
    points = [(place, node.said, node.address) for node, place in boxes]
    points += [(curve[len(curve) // 2], line.said, line.address) for line, curve in curves]
    across, down = ([place[axis] for place, *_ in points] for axis in (0, 1))
    return marks.reading(across, down, [said for _, said, _ in points], [address for *_, address in points])
