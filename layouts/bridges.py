"""The money page's drawings as SVG text: a bar of parts beside each line, the bridge, and what a unit cost by month."""

from markupsafe import Markup, escape

from layouts import drawing
from layouts.drawing import ticks
from layouts.words.money import PARTS, pounds, short

BAR_WIDTH, BAR_HEIGHT = 120, 18
COSTS = {"width": 8600, "height": 2800, "left": 620, "right": 300, "top": 160, "bottom": 290}  # tenths of a pixel
BRIDGE = {"width": 860, "height": 250, "left": 64, "right": 10, "top": 26, "bottom": 44}


def split_bar(split, most):
    """The parts of a variance from a middle line: what adds cost to the right, what saves to the left."""
    if not most:
        return ""
    middle, scale = BAR_WIDTH / 2, (BAR_WIDTH / 2 - 2) / float(most)
    reach = {True: middle, False: middle}
    drawn = []
    for name, amount in split._asdict().items():
        size = abs(float(amount)) * scale
        if size < 0.3:
            continue
        adds = amount > 0
        start = reach[adds] if adds else reach[adds] - size
        reach[adds] += size if adds else -size
        drawn.append(
            f'<rect class="{name}" x="{start:.1f}" y="4" width="{size:.1f}" height="10">'
            f"<title>{PARTS[name]} {short(amount, signed=True)}</title></rect>"
        )
    return Markup(
        f'<svg class="split" width="{BAR_WIDTH}" height="{BAR_HEIGHT}" viewBox="0 0 {BAR_WIDTH} {BAR_HEIGHT}" '
        f'aria-hidden="true">{"".join(drawn)}<path class="rule" d="M{middle},1v16"/></svg>'
    )


def reach(splits):
    """How far the longest bar of several splits goes to either side."""
    sides = [sum(a for a in split if a > 0) for split in splits] + [-sum(a for a in split if a < 0) for split in splits]
    return max(sides, default=0)


def steps(start, split, end):
    """(name, from, to) from the budget to the forecast by the parts of the split; parts of nothing are left out."""
    at, found = start, []
    for name, amount in split._asdict().items():
        if amount:
            found.append((name, at, at + amount))
            at += amount
    assert at == end, "the parts of a variance are the whole of it"
    return found


def bridge(start, split, end, words, label):
    """The bridge from budget to forecast; steps of less than a pound are not drawn. `words` are those of both ends."""
    found = [step for step in steps(start, split, end) if round(step[2] - step[1])]
    levels = [float(v) for v in (start, end, *(to for _, _, to in found))]
    marks = ticks(min(levels), max(levels), 4)
    size, count = BRIDGE, len(found) + 2
    span = (max(marks) - min(marks)) or 1
    across = (size["width"] - size["left"] - size["right"]) / count

    def up(value):
        share = (float(value) - min(marks)) / span
        return size["height"] - size["bottom"] - share * (size["height"] - size["bottom"] - size["top"])

    columns = [("level", start, start, words[0], short(start))]
    columns += [(name, low, to, PARTS[name], short(to - low, signed=True)) for name, low, to in found]
    columns += [("level", end, end, words[1], short(end))]
    return Markup(
        f'<svg class="bridge" viewBox="0 0 {size["width"]} {size["height"]}" width="{size["width"]}" '
        f'height="{size["height"]}" role="img" aria-label="{escape(label)}">'
        + "".join(_level(mark, up, word) for mark, word in zip(marks, _told_apart(marks), strict=True))
        + "".join(_column(place, across, up, *column, place == count - 1) for place, column in enumerate(columns))
        + "</svg>"
    )


def _told_apart(marks):
    """The words of an axis: short ones, or whole pounds where two would read the same."""
    said = [short(mark) for mark in marks]
    return said if len(set(said)) == len(said) else [pounds(mark) for mark in marks]


def _level(mark, up, word):
    return (
        f'<path class="rule" d="M{BRIDGE["left"]},{up(mark):.0f}H{BRIDGE["width"] - BRIDGE["right"]}"/>'
        f'<text x="{BRIDGE["left"] - 8}" y="{up(mark) + 4:.0f}" text-anchor="end">{escape(word)}</text>'
    )


def _column(place, across, up, name, low, to, word, figure, last):
    """One column: a bar from where the last one ended, its figure above it and its word below; a level for the ends."""
    left, width = BRIDGE["left"] + place * across + across * 0.16, across * 0.68
    top, height = min(up(low), up(to)), max(abs(up(low) - up(to)), 2)
    on = "" if last else f'<path class="carry" d="M{left + width:.0f},{up(to):.1f}h{across - width:.0f}"/>'
    middle = left + width / 2
    return (
        f'<rect class="{name}" x="{left:.0f}" y="{top:.1f}" width="{width:.0f}" height="{height:.1f}"/>{on}'
        f'<text class="figure" x="{middle:.0f}" y="{top - 7:.0f}" text-anchor="middle">{escape(figure)}</text>'
        f'<text x="{middle:.0f}" y="{BRIDGE["height"] - 22}" text-anchor="middle">{escape(word)}</text>'
    )


def costs(months, paid, agreed, words, label):
    """What a unit cost in each month as points on a line, and what it was to cost as a dashed one. Gaps stay gaps."""
    known = [value for value in (*paid, *agreed) if value is not None]
    levels, size = ticks(min(known), max(known)), COSTS
    up = drawing.scale(levels, size["height"] - size["bottom"], size["top"])
    across = (size["width"] - size["left"] - size["right"]) / max(len(months) - 1, 1)
    points = "".join(
        f'<circle class="point" cx="{int(place * across)}" cy="{int(up(value))}" r="30">'
        f"<title>{months[place]:%B %Y}: {escape(words(value))}</title></circle>"
        for place, value in enumerate(paid)
        if value is not None
    )
    return Markup(
        f'<svg class="trend" viewBox="0 0 {size["width"]} {size["height"]}" width="{size["width"] // 10}" '
        f'height="{size["height"] // 10}" role="img" aria-label="{escape(label)}">'
        + drawing.grid(levels, up, words, size)
        + drawing.month_names(months, across, size)
        + f'<g transform="translate({size["left"]})"><path class="target" d="{drawing.path(agreed, across, up)}"/>'
        + f'<path class="line" d="{drawing.path(paid, across, up)}"/>{points}</g></svg>'
    )
