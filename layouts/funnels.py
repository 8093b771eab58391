"""The funnel of a comparison, and the dots with intervals of its table: SVG text, as in drawing.py.

Coordinates are whole tenths of a pixel; colours are named by the style sheet. A dot is a link that can be reached by
keyboard, so the picture is a group of links to a screen reader and not one image.
"""

from dataclasses import dataclass

from markupsafe import Markup, escape

from layouts.drawing import scale, ticks

SIZE = {"width": 10600, "height": 4600, "left": 680, "right": 1240, "top": 160, "bottom": 620}
STEPS = 70  # points of each curve: closer together at small sizes, where it bends
SPARE = 0.5  # of the height between the dots may be given to limits above and below them
LETTER = 62  # width of a letter of the names beside dots
DOT_WIDTH = 220


@dataclass(frozen=True)
class Dot:
    """A dot: its size across, its value up, its name and words, where it leads, its class, and whether it is named."""

    across: float
    up: float
    name: str
    words: str
    href: str
    mark: str
    named: bool


def funnel(dots, curve, lines, words, across_words, label):
    """The funnel plot.

    `curve` gives (lower 99.8%, lower 95%, upper 95%, upper 99.8%) for a list of sizes; `lines` are (value, words,
    class) drawn across; `words` turns a value into text; `across_words` names the sizes; `label` says to a screen
    reader what the picture shows.
    """
    most = max(dot.across for dot in dots) * 1.06
    sizes = [most * (step / STEPS) ** 2 for step in range(4, STEPS + 1)]
    limits = curve(sizes)
    at_dots = curve([dot.across for dot in dots])
    levels = ticks(*_span(dots, lines, at_dots))
    up = scale(levels, SIZE["height"] - SIZE["bottom"], SIZE["top"])
    along = scale([0, most], SIZE["left"], SIZE["width"] - SIZE["right"])
    return Markup(
        f'<svg class="trend funnel" viewBox="0 0 {SIZE["width"]} {SIZE["height"]}" width="{SIZE["width"] // 10}" '
        f'height="{SIZE["height"] // 10}" role="group" aria-label="{escape(label)}">'
        + _up(levels, up, words)
        + _along(most, along, across_words)
        + _curves(sizes, limits, along, up)
        + _across(lines + _ends(curve, most, levels), up)
        + _dots(dots, along, up)
        + "</svg>"
    )


def _span(dots, lines, limits):
    """The least and most to show: every dot, every line, and the inner limits of most of them."""
    shown = [dot.up for dot in dots] + [value for value, *_ in lines]
    least, most = min(shown), max(shown)
    few = len(dots) // 4  # of the limits: those of the smallest units would flatten all else
    inner = sorted(limits[1])[few:] + sorted(limits[2])[: len(dots) - few]
    spare = (most - least) * SPARE
    return max(min([least, *inner]), least - spare), min(max([most, *inner]), most + spare)


def _up(levels, up, words):
    """Levels with their words at the left."""
    end = SIZE["width"] - SIZE["right"]
    return "".join(
        f'<path class="rule" d="M{SIZE["left"]},{int(up(v))}H{end}"/>'
        f'<text class="axis" x="{SIZE["left"] - 80}" y="{int(up(v)) + 40}" text-anchor="end">{escape(words(v))}</text>'
        for v in levels
    )


def _along(most, along, words):
    """Sizes along the foot, and what they are."""
    foot = SIZE["height"] - SIZE["bottom"]
    named = "".join(
        f'<text class="axis" x="{int(along(v))}" y="{foot + 180}" text-anchor="middle">{v:,.0f}</text>'
        for v in ticks(0, most)
        if v <= most
    )
    middle = (SIZE["left"] + SIZE["width"] - SIZE["right"]) // 2
    return f'{named}<text class="axis" x="{middle}" y="{foot + 400}" text-anchor="middle">{escape(words)}</text>'


def _curves(sizes, limits, along, up):
    """The four curves, cut off at the edges of the plot, with their names at the right."""
    left, top = SIZE["left"], SIZE["top"]
    wide, high = SIZE["width"] - SIZE["right"] - left, SIZE["height"] - SIZE["bottom"] - top
    places = [int(along(n)) for n in sizes]
    drawn = "".join(
        f'<path class="{kind}" d="M{"L".join(f"{x},{int(up(v))}" for x, v in zip(places, values, strict=True))}"/>'
        for values, kind in zip(limits, ("outer", "inner", "inner", "outer"), strict=True)
    )
    return (
        f'<svg x="{left}" y="{top}" width="{wide}" height="{high}" viewBox="{left} {top} {wide} {high}">{drawn}</svg>'
    )


def _ends(curve, most, levels):
    """The names of the curves where they end, as lines of no length."""
    names = ("99.8%", "95%", "95%", "99.8%")
    ends = zip((float(part[0]) for part in curve([most])), names, strict=True)
    return [(value, name, "") for value, name in ends if levels[0] <= value <= levels[-1]]


def _across(lines, up):
    """Lines across with their words at the right, moved apart where two would lie on one another."""
    end, drawn, lowest = SIZE["width"] - SIZE["right"], [], -999
    for value, text, kind in sorted(lines, key=lambda line: up(line[0])):
        lowest = max(int(up(value)) + 40, lowest + 140)
        line = f'<path class="{kind}" d="M{SIZE["left"]},{int(up(value))}H{end}"/>' if kind else ""
        drawn.append(f'{line}<text class="{kind}" x="{end + 80}" y="{lowest}">{escape(text)}</text>')
    return "".join(drawn)


def _dots(dots, along, up):
    """The dots from left to right, each a link with its words; names beside those that lie outside."""
    placed = [(int(along(dot.across)), int(up(dot.up)), dot) for dot in sorted(dots, key=lambda d: (d.across, d.name))]
    names = dict(labels([(x, y, dot.name) for x, y, dot in placed if dot.named], [(x, y) for x, y, _ in placed]))
    return "".join(
        f'<a href="{escape(dot.href)}" aria-label="{escape(dot.words)}"><title>{escape(dot.words)}</title>'
        f'<circle class="hit" cx="{x}" cy="{y}" r="120"/><circle class="{dot.mark}" cx="{x}" cy="{y}" r="52"/>'
        f"{names.get((x, y, dot.name), '') if dot.named else ''}</a>"
        for x, y, dot in placed
    )


def labels(named, dots):
    """Text beside each named dot where it covers no dot and no other name: ((x, y, name), SVG) of each.

    Right of it, left of it, then further and further above and below, with a line to the dot where it is far.
    """
    taken = [(x - 60, y - 60, x + 60, y + 60) for x, y in dots]
    found = []
    for x, y, name in named:
        wide = len(name) * LETTER
        places = [
            (x + side * 110 - (0 if side > 0 else wide), y + 40 + away)
            for away in (0, -130, 130, -260, 260, -390, 390, -520, 520)
            for side in (1, -1)
        ]
        boxes = [(left, low - 100, left + wide, low + 30) for left, low in places]
        free = next((i for i, box in enumerate(boxes) if _free(box, taken)), 0)
        taken.append(boxes[free])
        left, low = places[free]
        line = f'<path class="lead" d="M{x},{y}L{left if left > x else left + wide},{low - 40}"/>' if free > 1 else ""
        found.append(((x, y, name), f'{line}<text class="name" x="{left}" y="{low}">{escape(name)}</text>'))
    return found


def _free(box, taken):
    """Whether a box lies within the plot and on none of those taken."""
    left, top, right, low = box
    within = left >= SIZE["left"] and right <= SIZE["width"] and top >= 0 and low <= SIZE["height"] - SIZE["bottom"]
    return within and not any(left < r and right > x and top < b and low > t for x, t, r, b in taken)


def reach(values):
    """The least and most of a row of dots: from nought, or from the least where some lie below it."""
    return (min([0.0, *values]), max([0.0, *values])) if values else (0.0, 0.0)


def dot(value, low, high, span, targets, centre, mark):
    """A value as a dot on a line from nought, with its 95% interval, the middle of all and the target as ticks."""
    along = scale(span, 50, DOT_WIDTH * 10 - 50)
    ticked = "".join(
        f'<path class="{kind}" d="M{int(along(at))},10v180"/>'
        for at, kind in [*((t, "target") for t in targets), (centre, "centre")]
        if at is not None and span[0] <= at <= span[1]
    )
    line = "" if low is None else f'<path class="whisker" d="M{int(along(low))},100H{int(along(high))}"/>'
    return Markup(
        f'<svg class="dots" width="{DOT_WIDTH}" height="20" viewBox="0 0 {DOT_WIDTH * 10} 200" aria-hidden="true">'
        f'<path class="rule" d="M{int(along(max(0, span[0])))},30v140"/>{ticked}{line}'
        f'<circle class="{mark}" cx="{int(along(value))}" cy="100" r="42"/></svg>'
    )
