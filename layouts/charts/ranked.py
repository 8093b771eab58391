"""Amounts that are made of parts, ranked: a bar for each, to the right what adds and to the left what takes off."""

from dataclasses import dataclass
from html import escape

from layouts.charts import marks, template
from layouts.charts.bridge import COLOURS as OF_PARTS
from layouts.charts.template import figure

ROW = 27  # pixels
COLOURS = {**OF_PARTS, "paid": template.SERIES[0]}


@dataclass(frozen=True)
class Ranked:
    """A bar: its name, what its parts come to in words, and the parts as {name: (amount, words)}; a click's address."""

    name: str
    said: str
    parts: dict
    address: str = ""


def ranked(rows, titles, words, about=None):
    """The figure of Ranked rows, the first on top. `titles` are the parts' names in the legend, `words` says an amount.

    A part adds to the right of nought or takes off to its left, each beginning where the one before it ended.
    """
    places = list(range(len(rows)))
    ends = [_ends(row) for row in rows]
    axis = marks.levels([0.0, *(end for pair in ends for end in pair)], words, 6, spare=0.12)
    if not any(low for low, _ in ends):
        axis["range"] = [0, axis["range"][1]]
    shown = [part for part in titles if any(row.parts.get(part, (0,))[0] for row in rows)]
    return figure(
        [*(_bars(rows, places, part, titles[part]) for part in shown), _reading(rows, places, titles)],
        about,
        template.TOP + template.FOOT + ROW * len(rows),
        x={**axis, "showgrid": True, "zeroline": True, "fixedrange": True},
        y={
            "range": [len(rows) - 0.5, -0.5],
            "tickvals": places,
            "ticktext": [escape(row.name) for row in rows],
            "showgrid": False,
        },
        right=24,
        annotations=[_said(row, place, end) for row, place, (_, end) in zip(rows, places, ends, strict=True)],
        hovermode="y",
        dragmode=False,
        barmode="overlay",
        showlegend=True,
        legend={"x": 1, "xanchor": "right"},
    )


def _ends(row):
    """How far the bar of a row goes to the left and to the right."""
    amounts = [amount for amount, _ in row.parts.values()]
    return sum(one for one in amounts if one < 0), sum(one for one in amounts if one > 0)


def _bars(rows, places, part, title):
    amounts, bases = [], []
    for row in rows:
        amount = row.parts.get(part, (0.0,))[0]
        before = [one for name, (one, _) in row.parts.items() if (one > 0) == (amount > 0)]
        names = [name for name, (one, _) in row.parts.items() if (one > 0) == (amount > 0)]
        amounts.append(amount)
        bases.append(sum(before[: names.index(part)]) if amount else 0.0)
    return marks.bars(
        "series", amounts, places, COLOURS[part], base=bases, orientation="h", width=0.62, name=title, showlegend=True
    )


def _reading(rows, places, titles):
    texts = [
        marks.label(
            f"{row.name} · {row.said}", *(f"{titles[part]} {said}" for part, (one, said) in row.parts.items() if one)
        )
        for row in rows
    ]
    heights = [sum(amount for amount, _ in row.parts.values()) for row in rows]
    return marks.reading(heights, places, texts, [row.address for row in rows])


def _said(row, place, end):
    words = {"name": "series", "text": escape(row.said), "xref": "x", "yref": "y"}
    return {**words, "x": end, "y": place, "xanchor": "left", "xshift": 6, "yanchor": "middle"}
