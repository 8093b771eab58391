"""Values that come by the quarter or the year: each with its 95% limits, its target, and outside values beside it."""

from dataclasses import dataclass, field
from itertools import chain

from layouts.charts import marks, template
from layouts.charts.marks import trace
from layouts.charts.template import About, figure

REACH = 0.22  # of the way to the next period: half of a target's mark
LAYERS = {"target": "target", "comparators": "England and others", "limits": "95% limits"}
OUTSIDE = ("dash", "dot", "dashdot")


@dataclass(frozen=True)
class Period:
    """A period by its name; its value is None where it has none, and so are limits and target where nobody knows."""

    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    target: float | None = None
    said: tuple = ()  # what else is read of it: what it is made of, its change
    address: str = ""


@dataclass(frozen=True)
class Course:
    """Periods, oldest first. `outside` holds (name, values) of England and the like, one for each period, or None."""

    periods: list
    words: object  # a value in words
    outside: list = field(default_factory=list)
    about: About = field(default_factory=About)


def by_period(course, height=template.HEIGHT):
    """The figure of a Course. At least one period has a value."""
    found, places = course.periods, list(range(len(course.periods)))
    ends = [end for each in found for end in (each.value, each.lower, each.upper, each.target)]
    axis = marks.levels(
        [e for e in chain(ends, *(values for _, values in course.outside)) if e is not None], course.words
    )
    beside = [_last(name, values, course.words) for name, values in course.outside]
    return figure(
        [
            *_limits(found),
            *_targets(found),
            *(
                trace(
                    "comparators",
                    places,
                    values,
                    name=name,
                    mode="lines+markers",  # a value that stands alone has no line
                    line={"color": template.QUIET, "width": 1.6, "dash": dash},
                    marker={"color": template.QUIET, "size": 4, "symbol": "circle", "opacity": 1},
                    connectgaps=False,
                )
                for (name, values), dash in zip(course.outside, OUTSIDE, strict=False)
            ),
            _series(found, places),
            marks.reading(
                places,
                marks.held([each.value for each in found]),
                [_reads(course, place) for place in places],
                [each.address for each in found],
            ),
        ],
        course.about,
        height,
        x=marks.names([each.name for each in found]),
        y=axis,
        right=marks.room(beside),
        annotations=marks.beside(beside, axis, template.plot_height(height)),
    )


def _last(name, values, words):
    newest = next(value for value in reversed(values) if value is not None)
    return newest, f"{name} {words(newest)}", "comparators"


def _limits(found):
    """The 95% limits of each value as an upright line."""
    x, y = [], []
    for place, each in enumerate(found):
        if each.lower is not None:
            x += [place, place, None]
            y += [each.lower, each.upper, None]
    if x:
        yield trace("limits", x, y, line={"color": template.QUIET, "width": 2}, name="95% limits")


def _targets(found):
    x, y = [], []
    for place, each in enumerate(found):
        if each.target is not None:
            x += [place - REACH, place + REACH, None]
            y += [each.target, each.target, None]
    if x:
        yield trace("target", x, y, line={"color": template.MISSED, "width": 1.8, "dash": "dash"})


def _series(found, places):
    last = max(place for place in places if found[place].value is not None)
    return trace(
        "series",
        places,
        [each.value for each in found],
        mode="lines+markers",
        connectgaps=False,
        line={"color": template.SERIES[0], "width": 2},
        marker={
            "color": template.SERIES[0],
            "size": [11 if place == last else 8 for place in places],
            "symbol": "circle",
            "opacity": 1,
        },
    )


def _reads(course, place):
    each, words = course.periods[place], course.words
    limits = "" if each.lower is None else f"95% limits {words(each.lower)} to {words(each.upper)}"
    target = "" if each.target is None else f"target {words(each.target)}"
    outside = [f"{name} {words(values[place])}" for name, values in course.outside if values[place] is not None]
    return marks.label(
        f"{each.name} · {'no value' if each.value is None else words(each.value)}",
        " · ".join(filter(None, [limits, target])),
        *each.said,
        " · ".join(outside),
    )
