"""A slope: values in one month and in a later one with a line between the two; one panel for each unit of value."""

from dataclasses import dataclass
from html import escape

from layouts.charts import marks, template
from layouts.charts.marks import trace
from layouts.charts.template import figure

PANEL = 300  # pixels: the height of one of several panels
ALONE = 430
GAP = 40
CHANCE = "dot"  # the dash of a change that chance explains


@dataclass(frozen=True)
class Slope:
    """Two values of one thing, in words too; what is read on it, where a click leads, and its dash."""

    name: str
    before: float
    after: float
    words: tuple
    said: str
    address: str
    colour: str
    dash: str = "solid"


def slopes(first, last, panels, about=None):
    """The figure of panels, each (name, Slopes, a function that says a value); `first` and `last` name the months."""
    inner = ALONE if len(panels) == 1 else PANEL * len(panels)
    axes, traces, said, rooms = {}, [], [], []
    for place, (name, several, words) in enumerate(panels):
        suffix = str(place + 1) if place else ""
        top = 1 - place / len(panels)
        box = [max(top - 1 / len(panels) + GAP / 2 / inner, 0), top - GAP / 2 / inner * (len(panels) > 1)]
        scale = marks.levels([value for one in several for value in (one.before, one.after)], words)
        axes[f"yaxis{suffix}"] = {**scale, "domain": box, "anchor": f"x{suffix}", "fixedrange": True, "showgrid": False}
        axes[f"yaxis{suffix}"] |= {"showticklabels": False}
        axes[f"xaxis{suffix}"] = {
            **{"range": [-0.02, 1.02], "tickvals": [0, 1], "ticktext": [escape(first), escape(last)]},
            **{"anchor": f"y{suffix}", "fixedrange": True, "showgrid": True},
        }
        high = inner * (box[1] - box[0])
        traces += [_on(each, suffix) for one in several for each in _line(one)]
        right = [(one.after, f"{one.words[1]}  {one.name}", "series", one.colour) for one in several]
        left = [(one.before, one.words[0], "series", one.colour) for one in several]
        rooms.append((marks.room(left), marks.room(right)))
        said += [{**each, "yref": f"y{suffix}"} for each in marks.beside(right, scale, high)]
        said += [{**each, "yref": f"y{suffix}", **LEFT} for each in marks.beside(left, scale, high)]
        if len(panels) > 1:
            said.append(_title(name, box))
    return figure(
        traces,
        about,
        inner + template.TOP + template.FOOT,
        x=axes["xaxis"],
        y=axes["yaxis"],
        left=max(room for room, _ in rooms),
        right=max(room for _, room in rooms),
        annotations=said,
        hovermode="closest",
        hoverdistance=30,
        dragmode=False,
        **{name: axis for name, axis in axes.items() if name not in ("xaxis", "yaxis")},
    )


LEFT = {"x": 0, "xanchor": "right", "xshift": -8}


def _line(one):
    yield trace(
        "series",
        [0, 1],
        [one.before, one.after],
        mode="lines+markers",
        name=one.name,
        line={"color": one.colour, "width": 2.2, "dash": one.dash},
        marker={"color": one.colour, "size": 9, "symbol": "circle", "opacity": 1},
        hoverinfo="text",
        hovertext=[one.said] * 2,
        customdata=[one.address] * 2,
    )


def _on(each, suffix):
    return {**each, "xaxis": f"x{suffix}", "yaxis": f"y{suffix}"} if suffix else each


def _title(name, box):
    return {
        "name": "panel",
        "text": f"<b>{escape(name)}</b>",
        **{"x": 0, "xref": "paper", "xanchor": "left"},
        **{"y": box[1], "yref": "paper", "yanchor": "bottom", "yshift": 2},
    }
