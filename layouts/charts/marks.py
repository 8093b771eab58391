"""What charts are drawn with: traces that say their layer, unseen points that are read, axes, words beside lines."""

from html import escape
from math import ceil

from layouts.charts import template
from layouts.charts.scales import ticks

LINE = 15  # pixels from one line of words to the next
SPARE = 0.03
MOST_NAMES = 13  # along an axis


def trace(layer, x, y, **settings):
    """A line of a layer. Nothing is read on it: `reading` is what a reader's hand finds."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "name": layer,
        "meta": {"layer": layer},
        "hoverinfo": "skip",
        "showlegend": False,
        **settings,
    }


def bars(layer, x, y, colour, **settings):
    """Bars of a colour, or of one each. `base` among the settings is where each begins, nought where none is said."""
    found = trace(layer, x, y, type="bar", marker={"color": colour}, **settings)
    del found["mode"]
    return found


def reading(x, y, texts, addresses=()):
    """Unseen points, one for each place along the axis: its text in full, and the address that a click on it leads to.
    One trace has all of it, so that one label is shown."""
    return trace(
        "series",
        x,
        y,
        mode="markers",
        name="reading",
        marker={"opacity": 0, "size": 6, "color": template.QUIET, "symbol": "circle"},
        hoverinfo="text",
        hovertext=texts,
        customdata=list(addresses),
    )


def held(values):
    """Values where a gap has the one before it, or the first of all: where a month without a value is read."""
    found, last = [], next((value for value in values if value is not None), 0)
    for value in values:
        last = last if value is None else value
        found.append(last)
    return found


def label(head, *lines):
    """The words of a point: the first line strong, empty ones left out."""
    return "<br>".join([f"<b>{escape(head)}</b>", *(escape(line) for line in lines if line)])


def levels(values, figure, count=6, spare=SPARE):
    """The settings of a vertical axis that holds values: round numbers, said as `figure` says them. Fewer of them where
    two would read the same. `spare` is the part of the height beyond the outermost, so that no point there is cut."""
    for fewer in range(count, 0, -1):
        found = ticks(min(values), max(values), fewer)
        said = {figure(value): value for value in found}
        if len(said) == len(found):
            break
    beyond = (found[-1] - found[0]) * spare
    return {"range": [found[0] - beyond, found[-1] + beyond], "tickvals": list(said.values()), "ticktext": list(said)}


def names(texts):
    """The settings of an axis with a name at each place, 0, 1, 2: the newest always, others left out where many."""
    step = max(1, ceil(len(texts) / MOST_NAMES))
    places = [place for place in range(len(texts)) if (len(texts) - 1 - place) % step == 0]
    return {
        "range": [-0.5, len(texts) - 0.5],
        "tickvals": places,
        "ticktext": [escape(texts[place]) for place in places],
        "showspikes": True,
        "spikesnap": "hovered data",
    }


def beside(lines, axis, height):
    """The words of lines (value, words, layer) at their right ends, moved apart where two would lie on one another;
    strong and in a colour where the line says one. `axis` is the vertical one, `height` that of the plot in pixels."""
    least, most = axis["range"]
    pixels = height / ((most - least) or 1)
    words, lowest = [], None
    for value, text, layer, *colour in sorted(lines, key=lambda line: (-line[0], line[1])):
        at = (most - value) * pixels
        lowest = at if lowest is None else max(at, lowest + LINE)
        words.append(
            {
                "name": layer,
                "text": f"<b>{escape(text)}</b>" if colour else escape(text),
                **({"font": {"color": colour[0]}} if colour else {}),
                **{"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6},
                **{"y": value, "yref": "y", "yanchor": "middle", "yshift": round(at - lowest)},
            }
        )
    return words


def room(lines):
    """The margin that words beside lines need, in pixels."""
    return round(22 + max((len(text) for _, text, *_ in lines), default=0) * template.LETTER)
