"""Values side by side as dots with their 95% intervals: which differ, and which only seem to."""

from dataclasses import dataclass
from html import escape

from layouts.charts import marks, template
from layouts.charts.funnel import MARKS
from layouts.charts.marks import trace
from layouts.charts.template import figure

ROW, BAR = 24, 34  # pixels


@dataclass(frozen=True)
class Row:
    """A value with its limits, None where nobody knows them; what else is read of it, where a click leads, its mark (a
    word of MARKS), and the bounds of its own target."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    said: tuple = ()
    address: str = ""
    mark: str = "within"
    targets: tuple = ()
    reads: str = ""  # its name where it is read, if that is another


def intervals(rows, words, about=None, centre=None, own=None, bars=()):
    """The figure of Rows, the first at the top, from nought. `centre` is (value, words) of all together; `own` is the
    name of the row that is in question; `bars` are the colours of bars from nought to the values, where there are to be
    any."""
    places = list(range(len(rows)))
    known = [v for row in rows for v in (row.value, row.low, row.high, *row.targets) if v is not None]
    axis = marks.levels([0.0, *known, *([centre[0]] if centre else [])], words)
    names = [f"<b>{escape(row.name)}</b>" if row.name == own else escape(row.name) for row in rows]
    return figure(
        [
            *([_bars(rows, places, bars)] if bars else []),
            *_centre(centre, len(rows)),
            *_limits(rows),
            *_targets(rows),
            _dots(rows, places),
            _reading(rows, places, words),
        ],
        about,
        template.TOP + template.FOOT + (BAR if bars else ROW) * len(rows),
        x={**axis, "showgrid": True, "fixedrange": True},
        y={"range": [len(rows) - 0.5, -0.5], "tickvals": places, "ticktext": names, "showgrid": False},
        right=24,
        annotations=_said(centre),
        hovermode="y",
        dragmode=False,
    )


def _bars(rows, places, colours):
    values = [row.value for row in rows]
    found = marks.bars("series", values, places, list(colours), orientation="h", name="values", width=0.62)
    return {**found, "marker": {"color": list(colours), "opacity": 0.45}}


def _centre(centre, count):
    if centre:
        line = {"color": template.QUIET, "width": 1.4}
        yield trace("comparators", [centre[0]] * 2, [-0.5, count - 0.5], name=centre[1], line=line)


def _said(centre):
    """What the line of all together is, above it."""
    if not centre:
        return []
    where = {"x": centre[0], "xref": "x", "xanchor": "center", "y": 1, "yref": "paper", "yanchor": "bottom"}
    return [{"name": "comparators", "text": escape(centre[1]), **where}]


def _limits(rows):
    x, y = [], []
    for place, row in enumerate(rows):
        if row.low is not None:
            x += [row.low, row.high, None]
            y += [place, place, None]
    if x:
        yield trace("limits", x, y, name="95% interval", line={"color": template.QUIET, "width": 2})


def _targets(rows):
    x, y = [], []
    for place, row in enumerate(rows):
        for target in row.targets:
            x += [target, target, None]
            y += [place - 0.35, place + 0.35, None]
    if x:
        yield trace("target", x, y, line={"color": template.MISSED, "width": 1.8, "dash": "dot"})


def _dots(rows, places):
    looks = [MARKS[row.mark] for row in rows]
    return trace(
        "series",
        [row.value for row in rows],
        places,
        mode="markers",
        marker={
            "symbol": [symbol for symbol, *_ in looks],
            "color": [colour for _, colour, _ in looks],
            "size": [size for *_, size in looks],
            "opacity": 1,
        },
    )


def _reading(rows, places, words):
    texts = [
        marks.label(
            f"{row.reads or row.name} · {words(row.value)}",
            "" if row.low is None else f"95% interval {words(row.low)} to {words(row.high)}",
            f"target {' to '.join(map(words, row.targets))}" if row.targets else "",
            *row.said,
        )
        for row in rows
    ]
    return marks.reading([row.value for row in rows], places, texts, [row.address for row in rows])
