"""A control chart as SVG text: points, mean, limits, target, comparators, notes, rebases and the forecast.

Coordinates are whole tenths of a pixel, colours are named by the style sheet, and a point that is a signal differs in
shape from the others as well as in colour.
"""

from markupsafe import Markup, escape

from layouts import drawing, words
from layouts.charts.control import SAID

SIZE = {"width": 8600, "height": 3300, "left": 620, "right": 1560, "top": 230, "bottom": 290}
FORECAST_WORDS = "forecast"


def draw(picture):
    """The picture as Markup."""
    size, count = SIZE, len(picture.values) + len(picture.ahead)
    levels = drawing.ticks(*_span(picture))
    up = drawing.scale(levels, size["height"] - size["bottom"], size["top"])
    across = (size["width"] - size["left"] - size["right"]) / max(count - 1, 1)
    months = [*picture.months, *(month for month, *_ in picture.ahead)]
    inner = "".join(
        (
            _bands(picture, across, up),
            _fan(picture, across, up),
            _notes(picture, across),
            f'<path class="line" d="{drawing.path(picture.values, across, up)}"/>',
            _points(picture, across, up),
        )
    )
    return Markup(
        f'<svg class="trend control" viewBox="0 0 {size["width"]} {size["height"]}" width="{size["width"] // 10}" '
        f'height="{size["height"] // 10}" role="group" aria-label="{escape(picture.label)}">'
        + drawing.grid(levels, up, picture.figure, size)
        + drawing.month_names(months, across, size)
        + f'<g transform="translate({size["left"]})">{inner}</g>'
        + drawing.across(_labelled(picture), up, size)
        + "</svg>"
    )


def _span(picture):
    """The least and the most that has to fit. A line far off (a target of another size) does not squeeze the points."""
    known = [value for value in picture.values if value is not None]
    known += [bound for _, *bounds in picture.ahead for bound in bounds]
    known += [bound for s in picture.segments for bound in (s.lower, s.upper) if bound is not None]
    known += [value for value, *_ in picture.lines]
    return min(known), max(known)


def _labelled(picture):
    """The lines across with words: targets and comparators, and the mean and limits that are in force now."""
    found = list(picture.lines)
    if picture.segments and picture.segments[-1].mean is not None:
        last = picture.segments[-1]
        found.append((last.mean, f"average {picture.figure(last.mean)}", "mean-words"))
        if last.lower is not None and last.upper > last.lower:
            for bound, said in zip(last.usual, ("usually above", "usually below"), strict=True):
                if bound is not None:
                    found.append((bound, f"{said} {picture.figure(bound)}", "limit-words"))
    return found


def _bands(picture, across, up):
    """The usual range of each segment as a pale band with its average; a segment's range ends half way to the next."""
    drawn = []
    for segment in picture.segments:
        if segment.mean is None:
            continue
        left, right = (max(segment.first - 0.5, 0) * across, min(segment.stop - 0.5, len(picture.values) - 1) * across)
        if segment.lower is not None and segment.upper > segment.lower:
            top, bottom = up(segment.upper), up(segment.lower)
            drawn.append(
                f'<rect class="band" x="{left:.0f}" y="{top:.0f}" width="{right - left:.0f}" '
                f'height="{bottom - top:.0f}"/><path class="limit" d="M{left:.0f},{top:.0f}H{right:.0f}M{left:.0f},'
                f'{bottom:.0f}H{right:.0f}"/>'
            )
        drawn.append(f'<path class="mean" d="M{left:.0f},{up(segment.mean):.0f}H{right:.0f}"/>')
    return "".join(drawn)


def _fan(picture, across, up):
    """The forecast as a dotted line in a band that begins at the last value."""
    if not picture.ahead:
        return ""
    start = max(i for i, value in enumerate(picture.values) if value is not None)
    first = len(picture.values)
    value = picture.values[start]
    middle, lower, upper = ([(start, value)] for _ in range(3))
    for place, (_, point, low, high) in enumerate(picture.ahead, first):
        middle.append((place, point))
        lower.append((place, low))
        upper.append((place, high))

    def joined(points):
        return "L".join(f"{place * across:.0f},{up(amount):.0f}" for place, amount in points)

    return f'<path class="fan" d="M{joined(upper)}L{joined(lower[::-1])}Z"/><path class="ahead" d="M{joined(middle)}"/>'


def _notes(picture, across):
    """A numbered flag at each note; a rebase is a break through the whole height."""
    drawn, taken = [], -999.0
    for place, number, rebase, _ in picture.notes:
        x = place * across - (across / 2 if rebase else 0)
        taken = flag = max(x, taken + 190)  # beside the one before where the two would lie on each other
        top, bottom = SIZE["top"], SIZE["height"] - SIZE["bottom"]
        drawn.append(
            f'<path class="{"break" if rebase else "note-line"}" d="M{x:.0f},{top - 40}V{bottom}"/>'
            f'<circle class="flag" cx="{flag:.0f}" cy="{top - 120}" r="88"/>'
            f'<text class="flag-number" x="{flag:.0f}" y="{top - 82}" text-anchor="middle">{number}</text>'
        )
    return "".join(drawn)


def _points(picture, across, up):
    last = max((i for i, value in enumerate(picture.values) if value is not None), default=-1)
    drawn = []
    marks = picture.points or [None] * len(picture.values)
    hrefs = picture.hrefs or [""] * len(picture.values)
    for place, (month, value, mark, href) in enumerate(zip(picture.months, picture.values, marks, hrefs, strict=True)):
        if value is None:
            continue
        shape = _shape(mark, place * across, up(value), place == last)
        said = f"{month:%B %Y}: {picture.figure(value)}{', ' + SAID[mark] if mark in SAID else ''}"
        point = f"{shape}<title>{escape(said)}</title>"
        drawn.append(f'<a href="{escape(href)}" tabindex="-1"><g>{point}</g></a>' if href else f"<g>{point}</g>")
    return "".join(drawn)


def _shape(mark, x, y, last):
    """A dot for a common point, a diamond for a concern, a disc for an improvement, triangles for high and low."""
    x, y, grow = round(x), round(y), 14 if last else 0
    if mark == "improvement":
        return f'<circle class="p good" cx="{x}" cy="{y}" r="{48 + grow}"/>'
    reach = 62 + grow
    if mark == "concern":
        return f'<path class="p bad" d="M{x},{y - reach}l{reach},{reach}l-{reach},{reach}l-{reach},-{reach}Z"/>'
    if mark in ("high", "low"):
        tip, base = (y - reach, 2 * reach) if mark == "high" else (y + reach, -2 * reach)
        return f'<path class="p special" d="M{x},{tip}l{reach},{base}h-{2 * reach}Z"/>'
    return f'<circle class="p {"now" if last else "common"}" cx="{x}" cy="{y}" r="{34 + grow}"/>'


def note_list(notes):
    """The notes' numbers in words, for under the chart: [(number, month, words, who)]."""
    return [(number, words.month_words(note["month"]), note) for number, note in enumerate(notes, 1)]
