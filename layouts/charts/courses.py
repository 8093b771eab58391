"""Several courses over months: on one axis, on one axis for each unit of value, or each in a small panel of its own.

What is measured in different things never shares an axis: a Panel has one axis, and the caller says what is in it.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from html import escape
from itertools import pairwise
from math import ceil

from layouts.charts import marks, template
from layouts.charts.control import MARKS, SAID
from layouts.charts.marks import trace
from layouts.charts.template import figure
from layouts.words.months import month_after

SMALL = 176  # pixels: the height of one row of small panels
TALL = 430  # of the one panel that has the width to itself
STACKED = 300  # of one of several panels over one another
GAP = 44  # pixels between rows of panels: their names and months
BESIDE = {  # how what stands beside the courses is drawn: dash and width
    "target": ("dash", 1.6),
    "england": ("dash", 1.8),
    "region": ("dot", 1.8),
    "neighbours": ("dashdot", 1.6),
    "best": ("dot", 1.4),
    "given": ("dot", 1.4),
    "before": ("dot", 1.4),
}
NEAR = ("series", "before")
# Each scale has room for more of the layers that may lie far off: the first with room for what is seen is used.
ROOMS = ([], ["target"], ["target", "england"], ["target", "england", "region", "neighbours"])
ROOMS = (*ROOMS, [*ROOMS[-1], "best", "given"])
DASHES = ("solid", "dash", "dot")  # of courses past the colours that there are
MOST_DOTS = 24  # months: fewer have a dot each


@dataclass(frozen=True)
class Course:
    """A value for each month, None where there is none, with what is read there and where a click leads.

    `layer` is 'series' or a word of BESIDE. `marks` has the word of a signal or None for each month; `small` says which
    values are of too few things to be judged. `limits` are (first month, month after the last, lower, upper).
    """

    name: str
    values: list
    said: list
    colour: str
    addresses: list = field(default_factory=list)
    layer: str = "series"
    dash: str = "solid"
    marks: list = field(default_factory=list)
    small: list = field(default_factory=list)
    limits: list = field(default_factory=list)
    intervals: list = field(default_factory=list)  # (lower, upper) of each month, or None
    end: str = ""  # the words beside its end


@dataclass(frozen=True)
class Panel:
    """Courses on one axis, of which `words` says a value."""

    name: str
    courses: list
    words: object
    levels: tuple = ()  # values that the axis has to reach besides those of the courses
    group: str | None = None  # panels of one group have one scale


def looks(count):
    """(colour, dash) for each of some courses."""
    colours = template.SERIES
    return [(colours[n % len(colours)], DASHES[n // len(colours) % len(DASHES)]) for n in range(count)]


def courses(months, panels, notes=(), about=None, columns=1, shown=None):
    """The figure of Panels over months, so many to a row. `notes` are (month, number); `shown` are the layers that are
    seen at first, all where it is None."""
    rows = ceil(len(panels) / columns)
    inner = TALL if len(panels) == 1 else rows * (SMALL if columns > 1 else STACKED)
    height = inner + template.TOP + template.FOOT
    span = [_half_before(months[0]), _half_before(month_after(months[-1], 1))]
    ends = [_ends(panel) if columns == 1 else [] for panel in panels]
    traces, axes, scales, said, shapes = [], {}, {}, [], []
    for place, panel in enumerate(panels):
        suffix = str(place + 1) if place else ""
        box = _box(place, columns, rows, inner)
        alike = [each for each in panels if each is panel or (panel.group is not None and each.group == panel.group)]
        count = 6 if inner / rows > 200 else 3
        sizes = [{"room": room, **marks.levels(_reach(alike, room), panel.words, count)} for room in ROOMS]
        scales[f"yaxis{suffix}"] = sizes
        scale = {word: setting for word, setting in _first_with_room(sizes, shown).items() if word != "room"}
        axes[f"xaxis{suffix}"] = _along(months, span, box, suffix, place, panels, columns)
        axes[f"yaxis{suffix}"] = {**scale, "domain": box[1], "anchor": f"x{suffix}", "fixedrange": True}
        traces += [_on(each, suffix) for each in _drawn(panel, months)]
        words = marks.beside(ends[place], scale, inner * (box[1][1] - box[1][0])) if ends[place] else []
        said += [_within(each, suffix, box) for each in words]
        if len(panels) > 1:
            said.append(_title(panel.name, box))
        shapes += [_note_line(month, suffix, box) for month, _ in notes]
        if place < columns:
            said += [_flag(month, number, suffix, box) for month, number in notes]
    return figure(
        traces,
        about,
        height,
        x=axes["xaxis"],
        y=axes["yaxis"],
        right=max([16, *(marks.room(each) for each in ends if each)]),
        left=max(18 + len(text) * template.LETTER for axis in axes.values() for text in axis.get("ticktext", ())),
        shapes=shapes,
        annotations=said,
        hovermode="x unified",
        meta={"span": span, "scales": scales, **({"columns": columns} if columns > 1 else {})},
        **{name: axis for name, axis in axes.items() if name not in ("xaxis", "yaxis")},
    )


def _half_before(month):
    return f"{month - timedelta(days=15):%Y-%m-%d}"


def _box(place, columns, rows, inner):
    """The parts of the plot's width and height that a panel has: ((left, right), (foot, top))."""
    row, column = divmod(place, columns)
    gap = GAP / inner if rows > 1 or columns > 1 else 0
    aside = 0.05 if columns > 1 else 0
    wide, high = (1 - aside * (columns - 1)) / columns, 1 / rows
    top = 1 - row * high
    left = column * (wide + aside)
    title = gap / 2 if gap else 0
    return [left, min(left + wide, 1)], [max(top - high + gap / 2, 0), min(top - title, 1)]


def _along(months, span, box, suffix, place, panels, columns):
    """The axis of months of a panel; those of one column move together, and the last row alone has the words."""
    is_last = place + columns >= len(panels)
    return {
        "type": "date",
        "range": span,
        "domain": box[0],
        "anchor": f"y{suffix}",
        "tickformat": "%b %Y" if columns == 1 else "%Y",
        "hoverformat": "%B %Y",
        # Lines whose label is text have no month of their own, and Plotly takes the heading from the first of them.
        "unifiedhovertitle": {"text": "<b>%{x|%B %Y}</b>"},
        "showticklabels": is_last,
        "nticks": 0 if columns == 1 else 5,
        **({"matches": "x"} if place else {}),
        **({"dtick": "M12"} if columns > 1 and len(months) > 24 else {}),
    }


def _first_with_room(sizes, shown):
    """The first of some scales that has room for the layers that are seen; the last where none is named."""
    far = ROOMS[-1] if shown is None else [layer for layer in ROOMS[-1] if layer in shown]
    return next((size for size in sizes if all(layer in size["room"] for layer in far)), sizes[-1])


def _reach(panels, room):
    """Every value that has to fit: of the lines, and of the layers that there is to be room for."""
    courses = [course for panel in panels for course in panel.courses if course.layer in (*NEAR, *room)]
    found = [value for course in courses for value in course.values if value is not None]
    found += [level for panel in panels for level in panel.levels]
    for panel in panels:
        for course in panel.courses:
            found += [bound for *_, lower, upper in course.limits for bound in (lower, upper) if bound is not None]
    found += [bound for course in courses for limits in course.intervals if limits for bound in limits]
    return found or [0]


def _drawn(panel, months):
    days = [f"{month:%Y-%m-%d}" for month in months]
    for course in panel.courses:
        yield from _band(course)
        if any(value is not None for value in course.values):
            yield from _intervals(course, days)
            yield _line(course, days)
            yield from _signals(course, days)


def _band(course):
    """The usual range of a course as a pale band, one for each stretch of months."""
    x, y = [], []
    for first, after, lower, upper in course.limits:
        if lower is not None and upper is not None:
            ends = _half_before(first), _half_before(after)
            x += [ends[0], ends[1], ends[1], ends[0], ends[0], None]
            y += [lower, lower, upper, upper, lower, None]
    if x:
        edge = {"color": template.QUIET, "width": 0}
        yield trace("limits", x, y, fill="toself", fillcolor=template.SHADE, line=edge)


def _intervals(course, days):
    """The 95% limits of values that have them, each an upright line through its dot."""
    x, y = [], []
    for day, limits in zip(days, course.intervals, strict=False):
        if limits:
            x += [day, day, None]
            y += [*limits, None]
    if x:
        yield trace("intervals", x, y, name=f"95% limits of {course.name}", line={"color": course.colour, "width": 1})


def _line(course, days):
    """The line of a course; where its values are far apart they are joined, each with a dot."""
    places = [place for place, value in enumerate(course.values) if value is not None]
    joined = _are_apart(places)
    kept = places if joined else range(places[0], places[-1] + 1)
    dash, width = (course.dash, 2.2) if course.layer == "series" else BESIDE[course.layer]
    dots = course.layer == "series" and (joined or len(kept) <= MOST_DOTS or _has_isolated(course.values))
    ring = {place for place in kept if course.small and course.small[place]}
    settings = {"mode": "lines"}
    if dots or ring:
        size = 6 if dots else 0
        settings = {
            "mode": "lines+markers",
            "marker": {
                "color": course.colour,
                "size": [7 if place in ring else size for place in kept],
                "symbol": ["circle-open" if place in ring else "circle" for place in kept],
                "opacity": 1,
            },
        }
    return trace(
        course.layer,
        [days[place] for place in kept],
        [course.values[place] for place in kept],
        name=course.name,
        connectgaps=False,
        # What is set or published holds for a while and then is another: no slope leads from one to the next.
        line={
            "color": course.colour,
            "width": width,
            "dash": dash,
            **({} if course.layer in ("series", "before") else {"shape": "hv"}),
        },
        hoverinfo="text",
        hovertext=[course.said[place] for place in kept],
        **({"customdata": [course.addresses[place] for place in kept]} if course.addresses else {}),
        **settings,
    )


def _are_apart(places):
    """Whether values come by the quarter or the year: no two of them lie in months side by side."""
    return len(places) < 2 or all(after - before > 1 for before, after in pairwise(places))


def _has_isolated(values):
    """Whether a value stands between two gaps, where a line alone would not show it."""
    around = [None, *values, None]
    return any(
        here is not None and before is None and after is None
        for before, here, after in zip(around, around[1:], around[2:], strict=False)
    )


def _signals(course, days):
    """The months that a control chart marks, each with the shape of what it says."""
    places = [n for n, mark in enumerate(course.marks) if mark in SAID and course.values[n] is not None]
    if places:
        shown = [MARKS[course.marks[place]] for place in places]
        yield trace(
            "signals",
            [days[place] for place in places],
            [course.values[place] for place in places],
            mode="markers",
            name=f"signals of {course.name}",
            marker={
                "symbol": [symbol for symbol, *_ in shown],
                "color": [colour for _, colour, _ in shown],
                "size": [size - 2 for *_, size in shown],
                "opacity": 1,
            },
        )


def _on(each, suffix):
    return {**each, "xaxis": f"x{suffix}", "yaxis": f"y{suffix}"} if suffix else each


def _ends(panel):
    """(value, words, layer) of what stands at the right of the courses, each at its last value."""
    found = []
    for course in panel.courses:
        known = [value for value in course.values if value is not None]
        if known and course.end:
            found.append((known[-1], course.end, course.layer, course.colour))
    return found


def _within(words, suffix, box):
    """Words beside a line, placed for a panel that has a part of the height."""
    return {**words, "yref": f"y{suffix}", "x": box[0][1]}


def _title(name, box):
    return {
        "name": "panel",
        "text": f"<b>{escape(name)}</b>",
        **{"x": box[0][0], "xref": "paper", "xanchor": "left"},
        **{"y": box[1][1], "yref": "paper", "yanchor": "bottom", "yshift": 2},
    }


def _note_line(month, suffix, box):
    return {
        "name": "notes",
        "type": "line",
        **{"x0": f"{month:%Y-%m-%d}", "x1": f"{month:%Y-%m-%d}", "xref": f"x{suffix}"},
        **{"y0": box[1][0], "y1": box[1][1], "yref": "paper"},
        "line": {"color": template.QUIET, "width": 1, "dash": "dot"},
    }


def _flag(month, number, suffix, box):
    return {
        "name": "notes",
        "text": f"<b>{number}</b>",
        **{"x": f"{month:%Y-%m-%d}", "xref": f"x{suffix}", "xanchor": "center"},
        **{"y": box[1][1], "yref": "paper", "yanchor": "bottom"},
        **{"bordercolor": template.QUIET, "borderwidth": 1, "borderpad": 2},
    }
