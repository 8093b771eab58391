"""The control chart: months with their usual range, target, comparators, notes and forecast; a run chart likewise."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from itertools import pairwise

from layouts.charts import marks, template
from layouts.charts.marks import trace
from layouts.charts.template import About, figure
from layouts.words.months import month_after

# What can be switched on and off, in the order of the switches. The series itself stays.
LAYERS = ("target", "comparators", "signals", "limits", "notes", "forecast")
FAR = ["target", "comparators"]  # layers that may lie far off
SLIDER_FROM = 30  # months: fewer can be told apart without a strip to choose from
SAID = {
    "improvement": "better than usual",
    "concern": "worse than usual",
    "high": "higher than usual",
    "low": "lower than usual",
}
# A mark's symbol, colour and size in pixels: the shape says what the colour says.
MARKS = {
    "improvement": ("circle", template.BETTER, 10),
    "concern": ("diamond", template.WORSE, 12),
    "high": ("triangle-up", template.SPECIAL, 11),
    "low": ("triangle-down", template.SPECIAL, 11),
    None: ("circle", template.SERIES[0], 6),
}
LAST = 3  # pixels: the newest point is larger by so much
# How a line across is drawn, by its kind: its layer, its colour, its dash.
LINES = {
    "comparator": ("comparators", template.QUIET, "dot"),
    "mean-words": ("limits", template.QUIET, "solid"),
}


@dataclass(frozen=True)
class Segment:
    """A stretch of months under one set of limits: positions first to stop (not included). `usual` are the limits that
    are put into words: None for one that nothing can pass."""

    first: int
    stop: int
    mean: float | None
    lower: float | None
    upper: float | None
    usual: tuple = (None, None)


@dataclass(frozen=True)
class Picture:
    """What is drawn. `months` and `values` run to the last month with data; `ahead` holds the forecast after it."""

    months: list
    values: list
    figure: object  # a value as words
    label: str  # what the picture shows, for a screen reader
    counts: list = field(default_factory=list)  # what each value is made of, in words
    points: list = field(default_factory=list)  # a word of the signal for each month, or None
    hrefs: list = field(default_factory=list)  # the records of each month
    alone: list = field(default_factory=list)  # of longer periods: each month by itself, (word of the signal, in words)
    segments: list = field(default_factory=list)
    lines: list = field(default_factory=list)  # (value, words, kind) drawn across
    targets: list = field(default_factory=list)  # of each end of the target: what it was in each month, or None
    notes: list = field(default_factory=list)  # (position, number, rebase, words)
    ahead: list = field(default_factory=list)  # (month, value, lower, upper)
    about: About = field(default_factory=About)


def segments(starts, means, lowers, uppers, length, usual=lambda lower, upper: (lower, upper)):
    """Segments from the lists that the store keeps, for a series of a length. `usual` turns the two limits into those
    that are said."""
    return [
        Segment(first, stop, mean, lower, upper, usual(lower, upper) if lower is not None else (None, None))
        for (first, stop), mean, lower, upper in zip(pairwise([*starts, length]), means, lowers, uppers, strict=True)
    ]


def control(picture, height=template.HEIGHT, zoom=None):
    """The figure of a Picture. Each trace, shape and word says in `meta` or `name` which layer it is of. `zoom` holds
    the first and the last month shown at first ('2024-04', '2026-03'); a strip under the chart has them all."""
    across = [value for value, *_ in picture.lines] + [
        value for end in picture.targets for value in end if value is not None
    ]
    axis = marks.levels([*_reach(picture), *across], picture.figure)
    slider = len(picture.months) >= SLIDER_FROM or zoom is not None
    days = [f"{month:%Y-%m-%d}" for month in [*picture.months, *(month for month, *_ in picture.ahead)]]
    last = picture.ahead[-1][0] if picture.ahead else picture.months[-1]
    span = [_half_before(picture.months[0]), _half_before(month_after(last, 1))]
    flags, breaks = _notes(picture, days)
    beside = _beside(picture)
    return figure(
        [
            *_limits(picture),
            *_across(picture, span),
            *_targets(picture, span),
            *_forecast(picture, days),
            _series(picture, days),
            *_alone(picture, days),
            _reading(picture, days),
        ],
        picture.about,
        height,
        x={
            "type": "date",
            "range": _zoomed(zoom) if zoom else span,
            "tickformat": "%b %Y",
            "showspikes": True,
            "spikesnap": "hovered data",
        },
        y=axis,
        right=marks.room(beside),
        slider=span if slider else None,
        # Without the lines across, which may lie far off, the rest has the whole height.
        meta={
            "scales": {"yaxis": [{"room": [], **marks.levels(_reach(picture), picture.figure)}, {"room": FAR, **axis}]}
        },
        shapes=breaks,
        annotations=[*flags, *marks.beside(beside, axis, template.plot_height(height, slider))],
    )


def _zoomed(zoom):
    first, last = (date.fromisoformat(f"{month}-01") for month in zoom)
    return [_half_before(first), f"{last + timedelta(days=15):%Y-%m-%d}"]


def _half_before(month):
    return f"{month - timedelta(days=15):%Y-%m-%d}"


def _reach(picture):
    """What has to fit, besides the lines across."""
    known = [value for value in picture.values if value is not None]
    known += [bound for _, *bounds in picture.ahead for bound in bounds]
    return known + [bound for s in picture.segments for bound in _shaded(s) if bound is not None]


def _shaded(segment):
    """Where the band of a segment ends: at nought or at a hundred where a limit lies past what can be."""
    low, high = segment.usual
    lower = max(segment.lower, 0) if low is None and segment.lower is not None else segment.lower
    return lower, min(segment.upper, 100) if high is None and segment.upper is not None else segment.upper


def _limits(picture):
    """The usual range of each segment as a pale band with its average. A segment ends half way to the next."""
    band, mean = ([], []), ([], [])
    for segment in picture.segments:
        if segment.mean is None:
            continue
        edges = [_edge(picture, segment.first), _edge(picture, segment.stop)]
        mean[0].extend([*edges, None])
        mean[1].extend([segment.mean, segment.mean, None])
        lower, upper = _shaded(segment)
        if lower is not None and upper > lower:
            band[0].extend([edges[0], edges[1], edges[1], edges[0], edges[0], None])
            band[1].extend([lower, lower, upper, upper, lower, None])
    if band[0]:
        edge = {"color": template.QUIET, "width": 0}
        yield trace("limits", *band, fill="toself", fillcolor=template.SHADE, line=edge)
    if mean[0]:
        yield trace("limits", *mean, line={"color": template.QUIET, "width": 1.2})


def _edge(picture, place):
    """Half a month before a place; past the last month, half a month after it."""
    months = picture.months
    return _half_before(months[place] if place < len(months) else month_after(months[-1], 1))


def _across(picture, span):
    for value, words, kind in picture.lines:
        layer, colour, dash = LINES[kind]
        yield trace(layer, span, [value, value], line={"color": colour, "width": 1.5, "dash": dash}, name=words)


def _targets(picture, span):
    """Each end of the target as a level line that steps where it was changed; the newest holds for what is ahead."""
    for end in picture.targets:
        x, y = [], []
        changes = [place for place, value in enumerate(end) if place == 0 or value != end[place - 1]]
        for first, stop in pairwise([*changes, len(end)]):
            x += [_edge(picture, first), span[1] if stop == len(end) else _edge(picture, stop)]
            y += [end[first]] * 2
        line = {"color": template.MISSED, "width": 1.5, "dash": "dash"}
        yield trace("target", x, y, line=line, connectgaps=False)


def _forecast(picture, days):
    """The forecast as a dotted line in a band that begins at the last value; each month of it can be read."""
    if not picture.ahead:
        return
    start = max(place for place, value in enumerate(picture.values) if value is not None)
    x = [days[start], *days[len(picture.values) :]]
    value = picture.values[start]
    points, lower, upper = ([value, *(month[n] for month in picture.ahead)] for n in (1, 2, 3))
    yield trace(
        "forecast",
        [*x, *x[::-1]],
        [*upper, *lower[::-1]],
        fill="toself",
        fillcolor=template.FAN,
        line={"color": template.SERIES[0], "width": 0},
    )
    yield trace("forecast", x, points, line={"color": template.SERIES[0], "width": 1.8, "dash": "dot"})


def _series(picture, days):
    last = max((place for place, value in enumerate(picture.values) if value is not None), default=-1)
    looks = [MARKS[mark] for mark in picture.points or [None] * len(picture.values)]
    sizes = [size + (LAST if place == last else 0) for place, (*_, size) in enumerate(looks)]
    return trace(
        "series",
        days[: len(picture.values)],
        picture.values,
        mode="lines+markers",
        name=picture.about.title or "value",
        connectgaps=False,
        line={"color": template.SERIES[0], "width": 2},
        marker={
            "symbol": [symbol for symbol, *_ in looks],
            "color": [colour for _, colour, _ in looks],
            "size": sizes,
            "opacity": 1,
        },
    )


def _alone(picture, days):
    """On the line of longer periods: the months that by themselves are out of the ordinary."""
    found = [place for place, (mark, _) in enumerate(picture.alone) if mark and picture.values[place] is not None]
    if not found:
        return
    drawn = [MARKS[picture.alone[place][0]] for place in found]
    yield trace(
        "signals",
        [days[place] for place in found],
        [picture.values[place] for place in found],
        mode="markers",
        marker={
            "symbol": [symbol for symbol, *_ in drawn],
            "color": [colour for _, colour, _ in drawn],
            "size": [size for *_, size in drawn],
            "opacity": 1,
        },
    )


def _reading(picture, days):
    """A month is read wherever over it one points, those without a value and those ahead too."""
    months = len(picture.values)
    return marks.reading(
        days,
        marks.held([*picture.values, *(point for _, point, *_ in picture.ahead)]),
        [*(_reads(picture, place) for place in range(months)), *_ahead_reads(picture)],
        [*picture.hrefs, *[""] * len(picture.ahead)] if picture.hrefs else [],
    )


def _ahead_reads(picture):
    figure = picture.figure
    return [
        marks.label(
            f"{month:%B %Y} · {figure(point)} expected", f"four chances in five: {figure(low)} to {figure(high)}"
        )
        for month, point, low, high in picture.ahead
    ]


def _reads(picture, place):
    """A month in full: 'September 2026 · 9.8%', what it is made of, usual range, target, signal, note."""
    value, month = picture.values[place], picture.months[place]
    head = f"{month:%B %Y} · {'no value' if value is None else picture.figure(value)}"
    mark = picture.points[place] if picture.points else None
    targets = [f"target {picture.figure(end[place])}" for end in picture.targets if end[place] is not None]
    return marks.label(
        head,
        picture.counts[place] if picture.counts else "",
        " · ".join(filter(None, [_usual(picture, place), *targets])),
        SAID.get(mark, ""),
        picture.alone[place][1] if picture.alone else "",
        *(words for _, words, _ in picture.lines),
        *(f"{number}: {words}" for at, number, _, words in picture.notes if at == place),
    )


def _usual(picture, place):
    segment = next((s for s in picture.segments if s.first <= place < s.stop), None)
    return range_words(picture.figure, *segment.usual) if segment else ""


def range_words(figure, low, high):
    """'usual 7.2% to 11.7%'; with one end where nothing can pass the other."""
    if low is None and high is None:
        return ""
    if low is None:
        return f"usual up to {figure(high)}"
    return f"usual from {figure(low)}" if high is None else f"usual {figure(low)} to {figure(high)}"


def _notes(picture, days):
    """A flag above each month with notes, with their numbers; a rebase is a break through the whole height, before its
    month."""
    told, lines = {}, []
    for place, number, rebase, words in picture.notes:
        at = _edge(picture, place) if rebase else days[place]
        told.setdefault(at, []).append((number, words))
        width, dash = (1.5, "solid") if rebase else (1, "dot")
        lines.append(
            {
                "type": "line",
                "name": "notes",
                "layer": "below",
                **{"xref": "x", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1},
                "line": {"color": template.QUIET, "width": width, "dash": dash},
            }
        )
    return [_flag(at, notes) for at, notes in told.items()], lines


def _flag(at, notes):
    """The flag of a month for its notes (number, words): their number, or the first and the last."""
    numbers = [number for number, _ in notes]
    return {
        "name": "notes",
        "text": f"<b>{numbers[0]}{f'–{numbers[-1]}' if len(numbers) > 1 else ''}</b>",
        "hovertext": "<br>".join(escape(f"{number}: {words}" if len(notes) > 1 else words) for number, words in notes),
        **{"x": at, "xref": "x", "xanchor": "center", "y": 1, "yref": "paper", "yanchor": "bottom"},
        "bordercolor": template.QUIET,
        "borderwidth": 1,
        "borderpad": 2,
    }


def _beside(picture):
    """(value, words, layer) of what stands at the right: the lines, the average and limits in force, the forecast."""
    found = [(end[-1], f"target {picture.figure(end[-1])}", "target") for end in picture.targets if end[-1] is not None]
    found += [(value, words, LINES[kind][0]) for value, words, kind in picture.lines]
    if picture.segments and picture.segments[-1].mean is not None:
        last = picture.segments[-1]
        found.append((last.mean, f"average {picture.figure(last.mean)}", "limits"))
        if last.lower is not None and last.upper > last.lower:
            low, high = last.usual
            found += [(high, f"usual up to {picture.figure(high)}", "limits")] if high is not None else []
            found += [(low, f"usual from {picture.figure(low)}", "limits")] if low is not None else []
    if picture.ahead:
        month, point, low, high = picture.ahead[-1]
        found.append((point, f"{month:%B}: {picture.figure(low)} to {picture.figure(high)}", "forecast"))
    return found
