"""What the marks of the pages mean, and the keys."""

from dash import html

from layouts.parts import blocks
from layouts.words import signals

STANDINGS = (
    ("met", "on the right side of its target"),
    ("near", "close to it, by the council’s own rule"),
    ("missed", "not met"),
    ("no target", "nobody has set one"),
)
# The icons of a signal as words/signals.py has them, and what each says.
SIGNALS = (
    (signals.VARIATION["common", ""], "within its usual range: the ordinary ups and downs"),
    (
        signals.VARIATION["improvement", "high"],
        "better than usual, by more than ordinary ups and downs; H is high, L is low",
    ),
    (signals.VARIATION["concern", "low"], "worse than usual, by more than ordinary ups and downs"),
    (signals.VARIATION["high", ""], "higher than usual (or lower), where neither is better"),
    (signals.ASSURANCE["pass"], "as things are, the target will be met every month"),
    (signals.ASSURANCE["fail"], "as things are, the target will be missed every month: the way of working must change"),
    (signals.ASSURANCE["hit and miss"], "as things are, the target will be met in some months and missed in others"),
)
KEYS = (
    ("/", "search"),
    ("Tab, Enter", "go to the next link or button, and open it"),
    ("arrow keys", "move within a list, a map of marks or a chart"),
    ("Esc", "close what is open"),
    ("right button", "on a point of a chart (or a finger held there): add it to Explore, or write of it"),
)


def legend():
    """The marks with their meaning, the keys, and the way to the words."""
    marks = [(blocks.standing(standing), said) for standing, said in STANDINGS]
    marks += [(blocks.drawn(_icon(*icon)), said) for icon, said in SIGNALS]
    return [
        html.P("Marks", className="head"),
        _list(marks),
        html.P("Colours only repeat what shapes and words say.", className="soft"),
        html.P("Keys", className="head"),
        _list([(html.Kbd(key), said) for key, said in KEYS]),
        html.P([blocks.to("What the words mean", "/words"), " · ", blocks.to("All measures", "/measures")]),
    ]


def _icon(symbol, colour, said):
    return f'<svg class="i {colour}" aria-hidden="true"><use href="#{symbol}"/></svg><span class="hidden">{said}</span>'


def _list(entries):
    return html.Dl([html.Div([html.Dt(mark), html.Dd(said)]) for mark, said in entries], className="legend")
