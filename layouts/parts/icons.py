"""The icons of Making Data Count, drawn once a page: the letter carries the meaning without the colour."""

from layouts.parts import blocks

RING = '<circle cx="14" cy="14" r="12.4" class="ring"/>'
DOTS = "".join(
    f'<circle cx="{6.6 + n * 3.7:.1f}" cy="{y}" r="1.7" class="dot"/>' for n, y in enumerate((16, 12, 15, 11.6, 15.4))
)


def symbols():
    """What the small icons of `signals.icons` are drawn from; on every page that shows one."""
    drawn = {
        "v-high": _letter("H", 19),
        "v-low": _letter("L", 19),
        "v-common": DOTS,
        "v-up": '<path d="M14 21V8M8.6 13 14 7.4 19.4 13" class="arrow"/>',
        "v-down": '<path d="M14 7v13M8.6 15 14 20.6 19.4 15" class="arrow"/>',
        "a-pass": '<path d="M6 22H22" class="aim"/>' + _letter("P", 18.6),
        "a-fail": '<path d="M6 6H22" class="aim"/>' + _letter("F", 20.6),
        "a-luck": '<path d="M3 14H9M19 14H25" class="aim"/>' + _letter("?", 19),
    }
    inside = "".join(f'<symbol id="{key}" viewBox="0 0 28 28">{RING}{mark}</symbol>' for key, mark in drawn.items())
    return blocks.drawn(f'<svg width="0" height="0" class="symbols" aria-hidden="true"><defs>{inside}</defs></svg>')


def _letter(letter, y):
    return f'<text x="14" y="{y}" class="letter">{letter}</text>'
