"""How one value became another: a bar for each step, each beginning where the last one ended. What money did from its
budget to its forecast stands upright; what parts did, whose names are long, lies."""

from dataclasses import dataclass
from html import escape

from layouts.charts import marks, template
from layouts.charts.marks import trace
from layouts.charts.template import figure

COLOURS = {
    "better": template.BETTER,
    "worse": template.WORSE,
    "": template.QUIET,
    "part": template.SERIES[0],
    "price": template.SERIES[1],
    "volume": template.SERIES[0],
    "mix": template.SERIES[3],
    "plan": template.SERIES[4],
    "rest": template.QUIET,
}
END = 0.36  # of a place: half of a mark of a value itself
SPARE, BESIDE = 0.09, 0.16  # of the scale, for the words beyond the ends of bars that stand, and of those that lie
BAR, ROW = 0.62, 28  # of a place: how wide a bar is; pixels for a step that lies


@dataclass(frozen=True)
class Step:
    """A step from one value to another, in words too; one from a value to itself is a value. The scale need not begin
    at nought, so that values are marks and not bars. `mark` is a word of COLOURS, `address` where a click leads."""

    name: str
    start: float
    stop: float
    said: str
    mark: str = ""
    address: str = ""


def bridge(steps, words, about=None, lying=False, height=None):
    """The figure of Steps, of which the first and the last are the values themselves. `words` says a value."""
    height = height or (template.TOP + template.FOOT + ROW * len(steps) if lying else template.HEIGHT)
    amounts = marks.levels([end for step in steps for end in (step.start, step.stop)], words, 4)
    low, high = amounts["range"]
    spare = (high - low) * (BESIDE if lying else SPARE)
    if lying:
        low = low - spare if amounts["tickvals"][0] else 0  # nothing lies before a scale that begins at nought
    amounts |= {"range": [low, high + spare], "fixedrange": True}
    names = _names(steps)
    if lying:
        axes = {"x": {**amounts, "showgrid": True}, "y": {**names, "range": names["range"][::-1], "showgrid": False}}
    else:
        axes = {"x": names, "y": amounts}
    return figure(
        [_bars(steps, lying), _ends(steps, lying), _threads(steps, lying), _reading(steps, words, lying)],
        about,
        height,
        **axes,
        annotations=_said(steps, lying),
        hovermode="y" if lying else "x",
        dragmode=False,
        bargap=1 - BAR,
    )


def _names(steps):
    places = list(range(len(steps)))
    texts = [escape(step.name) for step in steps]
    return {
        "range": [-0.5, len(steps) - 0.5],
        "tickvals": places,
        "ticktext": texts,
        "fixedrange": True,
    }


def _turned(settings, lying):
    """The two axes changed for one another where the bars lie."""
    return {**settings, "x": settings["y"], "y": settings["x"]} if lying else settings


def _bars(steps, lying):
    moved = [(place, step) for place, step in enumerate(steps) if step.start != step.stop]
    settings = marks.bars(
        "series",
        [place for place, _ in moved],
        [step.stop - step.start for _, step in moved],
        [COLOURS[step.mark] for _, step in moved],
        base=[step.start for _, step in moved],
        orientation="h" if lying else "v",
    )
    return _turned(settings, lying)


def _ends(steps, lying):
    """A thick mark at each value that is no step."""
    x, y = [], []
    for place, step in enumerate(steps):
        if step.start == step.stop:
            x += [place - END, place + END, None]
            y += [step.start, step.start, None]
    return _turned(trace("series", x, y, line={"color": template.QUIET, "width": 4}, name="values"), lying)


def _threads(steps, lying):
    """A thin line from where each step ends to where the next begins."""
    x, y = [], []
    for place, step in enumerate(steps[:-1]):
        x += [place + BAR / 2, place + 1 - BAR / 2, None]
        y += [step.stop, step.stop, None]
    return _turned(
        trace("series", x, y, line={"color": template.QUIET, "width": 1, "dash": "dot"}, name="threads"), lying
    )


def _reading(steps, words, lying):
    texts = [
        marks.label(f"{step.name} · {step.said}", "" if step.start == step.stop else f"comes to {words(step.stop)}")
        for step in steps
    ]
    middles = [(step.start + step.stop) / 2 for step in steps]
    return _turned(marks.reading(list(range(len(steps))), middles, texts, [step.address for step in steps]), lying)


def _said(steps, lying):
    """The amount beyond the end of each bar: above it, or to its right."""
    found = []
    for place, step in enumerate(steps):
        at = max(step.start, step.stop)
        where = (
            {"x": at, "y": place, "xanchor": "left", "xshift": 6, "yanchor": "middle"}
            if lying
            else {"x": place, "y": at, "xanchor": "center", "yanchor": "bottom", "yshift": 3}
        )
        found.append({"name": "series", "text": escape(step.said), "xref": "x", "yref": "y", **where})
    return found
