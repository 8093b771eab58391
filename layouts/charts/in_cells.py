"""Small charts as SVG text: no script, a few hundred bytes, readable in print and in the dark.

Coordinates of the lines are whole tenths of a pixel; colours are named by the style sheet.
"""

from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup

SPARK_WIDTH, SPARK_HEIGHT = 116, 26
STRIP_WIDTH = 84
DOT_WIDTH = 220


def scale(values, low, high):
    """A function from a value to a height between `low` and `high`, which may run downwards."""
    least, most = min(values), max(values)
    step = (high - low) / (most - least) if most > least else 0
    middle = (low + high) / 2
    return (lambda value: low + (value - least) * step) if step else (lambda value: middle)


def window(first_month, vals, month, count=36):
    """The last `count` values up to and with a month, with None where the series has not begun."""
    if vals is None:
        return []
    upto = (month.year - first_month.year) * 12 + month.month - first_month.month + 1
    if upto <= 0:
        return []
    shown = vals[max(upto - count, 0) : upto]
    return [None] * (count - len(shown)) + shown


def path(values, across, height):
    """One line that breaks where there is no value; a value alone between two gaps is still drawn. Whole units."""
    return "".join(_run(first, stop, across) % tuple(map(height, values[first:stop])) for first, stop in _runs(values))


def _runs(values):
    """(first, stop) of each stretch of values without a gap."""
    if None not in values:
        return ((0, len(values)),)
    gaps = [-1, *(place for place, value in enumerate(values) if value is None), len(values)]
    return tuple((gap + 1, following) for gap, following in pairwise(gaps) if following > gap + 1)


@lru_cache(maxsize=4096)
def _run(first, stop, across):
    """The line of a stretch with its heights left open: to fill it in is a tenth of the work of writing it."""
    places = [int(place * across) for place in range(first, stop)]
    line = f"M{places[0]},%d" + "".join(f"L{place},%d" for place in places[1:])
    return line if len(places) > 1 else line + "h9"


def sparkline(values, low, high, mark, width=SPARK_WIDTH, height=SPARK_HEIGHT):
    """The past as a line with the target, the last point in the colour of its standing. Words stand beside it.

    Drawn in tenths of a pixel, as whole numbers: forty of these are the largest part of a page.
    """
    known = [value for value in values if value is not None]
    if not known:
        return ""
    targets = [target for target in (low, high) if target is not None]
    up = scale(known + targets, height * 10 - 35, 35)
    across = (width * 10 - 70) / max(len(values) - 1, 1)
    lines = "".join(f'<path class="target" d="M0,{int(up(t))}h{width * 10}"/>' for t in targets)
    last = (
        ""
        if values[-1] is None
        else (f'<circle class="{mark}" cx="{int((len(values) - 1) * across)}" cy="{int(up(values[-1]))}" r="28"/>')
    )
    return Markup(
        f'<svg class="spark" width="{width}" height="{height}" viewBox="-30 0 {width * 10} {height * 10}" '
        f'aria-hidden="true">'
        f'{lines}<path class="line" d="{path(values, across, up)}"/>{last}</svg>'
    )


def strip(values, own):
    """Peers as dots on a line and the unit's own place among them. Plain dots: the line has no zero."""
    along = scale(values, 4, STRIP_WIDTH - 4)
    dots = "".join(f'<circle cx="{along(value):.0f}" cy="9" r="2.4"/>' for value in values)
    mark = "" if own is None else f'<path class="own" d="M{along(own):.1f},2v14"/>'
    return Markup(
        f'<svg class="strip" width="{STRIP_WIDTH}" height="18" viewBox="0 0 {STRIP_WIDTH} 18" aria-hidden="true">'
        f'<path class="rule" d="M2,9H{STRIP_WIDTH - 2}"/>{dots}{mark}</svg>'
    )


def bar(value, most, target=None, mark="", width=150):
    """A bar from zero, with the target as a tick."""

    def reach(amount):
        return max(0.0, min(1.0, amount / most)) * width if most else 0.0

    tick = "" if target is None else f'<path class="target" d="M{reach(target):.1f},0v16"/>'
    return Markup(
        f'<svg class="bar" width="{width}" height="16" viewBox="0 0 {width} 16" aria-hidden="true">'
        f'<rect class="{mark}" y="3" height="10" width="{reach(value):.1f}"/>{tick}</svg>'
    )


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
