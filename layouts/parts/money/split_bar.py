"""The bar of a table's cell that shows how a variance is split: what adds cost to the right, what saves to the left."""

from layouts.parts import blocks
from layouts.words.money import PARTS, short

WIDTH, HEIGHT = 120, 18


def split_bar(split, most):
    """The bar of a split; `most` is how far the longest of the table goes. Nothing where all of them are of nothing."""
    if not most:
        return None
    middle, scale = WIDTH / 2, (WIDTH / 2 - 2) / float(most)
    ends = {True: middle, False: middle}
    drawn = []
    for name, amount in split._asdict().items():
        size = abs(float(amount)) * scale
        if size < 0.3:
            continue
        adds = amount > 0
        start = ends[adds] if adds else ends[adds] - size
        ends[adds] += size if adds else -size
        drawn.append(
            f'<rect class="{name}" x="{start:.1f}" y="4" width="{size:.1f}" height="10">'
            f"<title>{PARTS[name]} {short(amount, signed=True)}</title></rect>"
        )
    return blocks.drawn(
        f'<svg class="split" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'aria-hidden="true">{"".join(drawn)}<path class="rule" d="M{middle},1v16"/></svg>',
        tag="div",
    )


def reach(splits):
    """How far the longest bar of several splits goes to either side."""
    sides = [sum(a for a in split if a > 0) for split in splits] + [-sum(a for a in split if a < 0) for split in splits]
    return max(sides, default=0)
