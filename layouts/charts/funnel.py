"""The funnel of a comparison: each unit by its size and its value, and how far chance alone would scatter them."""

from dataclasses import dataclass

from layouts.charts import marks, template
from layouts.charts.marks import trace
from layouts.charts.scales import ticks
from layouts.charts.template import figure

HEIGHT = 460
STEPS = 70  # points of each curve: closer together at small sizes, where it bends
SPARE = 0.5  # of the height between the dots may be given to limits above and below them
NOMINAL = 820  # pixels: the width for which the names are placed
LINE = 14  # pixels of a name's height
# A dot's symbol, colour and size by what is said of it: far for the better or the worse, far, near, too small to judge.
MARKS = {
    "better": ("circle", template.BETTER, 12),
    "worse": ("diamond", template.WORSE, 13),
    "far": ("triangle-up", template.SPECIAL, 12),
    "within": ("circle", template.QUIET, 9),
    "small": ("circle-open", template.QUIET, 9),
}
CURVES = (("99.8%", "solid", 1.4), ("95%", "dash", 1.2), ("95%", "dash", 1.2), ("99.8%", "solid", 1.4))
BEYOND = 0.25  # of the width of the axis, kept free on a phone for the words of lines: dots lie up to its end
# Where a name may stand beside its dot, the best place first: (position, x and y of its nearest corner in pixels).
PLACES = {
    "middle right": (9, -LINE / 2, 0),
    "middle left": (-9, -LINE / 2, 1),
    "top center": (0, -LINE - 7, 0.5),
    "bottom center": (0, 7, 0.5),
    "top right": (6, -LINE - 3, 0),
    "top left": (-6, -LINE - 3, 1),
    "bottom right": (6, 3, 0),
    "bottom left": (-6, 3, 1),
}


@dataclass(frozen=True)
class Dot:
    """A unit: its size across, its value up, its name, what else is read of it, where a click leads, its mark (a word
    of MARKS), and whether its name stands beside it."""

    across: float
    up: float
    name: str
    said: tuple
    address: str
    mark: str
    named: bool


def funnel(dots, curve, lines, words, across_words, about=None, height=HEIGHT):
    """The figure. `curve` gives (lower 99.8%, lower 95%, upper 95%, upper 99.8%) for a list of sizes; `lines` are
    (value, words, layer) drawn across; `words` says a value, `across_words` what the sizes are."""
    most = max(dot.across for dot in dots) * 1.06
    sizes = [most * (step / STEPS) ** 2 for step in range(4, STEPS + 1)]
    at_dots = [list(map(float, limits)) for limits in curve([dot.across for dot in dots])]
    axis = marks.levels(_span(dots, lines, at_dots), words)
    limits = [_within([float(value) for value in values], axis["range"]) for values in curve(sizes)]
    beside = [*lines, *_ends(limits)]
    along = [at for at in ticks(0, most) if at <= most]
    ordered = sorted(dots, key=lambda dot: (dot.across, dot.name))
    return figure(
        [
            *(
                trace("limits", sizes, values, name=name, line={"color": template.QUIET, "width": width, "dash": dash})
                for values, (name, dash, width) in zip(limits, CURVES, strict=True)
            ),
            *(trace(layer, [0, most], [value] * 2, name=said, line=_look(layer)) for value, said, layer in lines),
            _dots(ordered),
            *_names(ordered, most, axis, template.plot_height(height)),
        ],
        about,
        height,
        x={
            "range": [0, most],
            "tickvals": along,
            "ticktext": [f"{at:,.0f}" for at in along],
            "title": {"text": across_words, "standoff": 4},
        },
        y=axis,
        right=marks.room(beside),
        annotations=marks.beside(beside, axis, template.plot_height(height)),
        hovermode="closest",
        hoverdistance=40,
        meta={"beyond": BEYOND if beside else 0},
    )


def _look(layer):
    if layer == "target":
        return {"color": template.MISSED, "width": 1.5, "dash": "dash"}
    return {"color": template.QUIET, "width": 1.5, "dash": "solid"}


def _span(dots, lines, limits):
    """What is to be shown: every dot, every line, and the inner limits of most of them. Those of the smallest units
    would flatten all else."""
    shown = [dot.up for dot in dots] + [value for value, *_ in lines]
    least, most = min(shown), max(shown)
    few = len(dots) // 4
    inner = sorted(limits[1])[few:] + sorted(limits[2])[: len(dots) - few]
    spare = (most - least) * SPARE
    return max(min([least, *inner]), least - spare), min(max([most, *inner]), most + spare)


def _within(values, ends):
    """A curve where it lies in the plot, None elsewhere."""
    return [value if ends[0] <= value <= ends[1] else None for value in values]


def _ends(limits):
    """The names of the curves where they end."""
    return [
        (values[-1], name, "limits")
        for values, (name, *_) in zip(limits, CURVES, strict=True)
        if values[-1] is not None
    ]


def _dots(dots):
    looks = [MARKS[dot.mark] for dot in dots]
    return trace(
        "series",
        [dot.across for dot in dots],
        [dot.up for dot in dots],
        mode="markers",
        cliponaxis=False,  # one at 0% or 100% is whole
        marker={
            "symbol": [symbol for symbol, *_ in looks],
            "color": [colour for _, colour, _ in looks],
            "size": [size for *_, size in looks],
            "opacity": 1,
        },
        hoverinfo="text",
        hovertext=[marks.label(dot.name, *dot.said) for dot in dots],
        customdata=[dot.address for dot in dots],
    )


def _names(dots, most, axis, height):
    """The names of those that lie outside, each where it covers no dot and no other name."""
    named = [dot for dot in dots if dot.named]
    if not named:
        return
    low, high = axis["range"]

    def place(dot):
        return dot.across / most * NOMINAL, (high - dot.up) / ((high - low) or 1) * height

    positions = placed([(*place(dot), dot.name) for dot in named], [place(dot) for dot in dots])
    yield trace(
        "series",
        [dot.across for dot in named],
        [dot.up for dot in named],
        mode="markers+text",
        name="names",
        marker={"opacity": 0, "size": 14, "color": template.QUIET},  # unseen: it keeps the words off the dot
        text=[dot.name for dot in named],
        textposition=positions,
    )


def placed(named, dots):
    """For each (x, y, name) in pixels a position of PLACES where the name covers no dot and no name placed before it;
    the first of them where none is free."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in dots]
    found = []
    for x, y, name in named:
        boxes = {}
        for position, (right, down, share) in PLACES.items():
            wide = len(name) * template.LETTER
            left = x + right - wide * share
            boxes[position] = (left, y + down, left + wide, y + down + LINE)
        free = next((each for each, box in boxes.items() if _is_free(box, taken)), "middle right")
        taken.append(boxes[free])
        found.append(free)
    return found


def _is_free(box, taken):
    left, top, right, low = box
    return left >= 0 and top >= 0 and not any(left < r and right > x and top < b and low > t for x, t, r, b in taken)
