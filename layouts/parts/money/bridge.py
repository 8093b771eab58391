"""From the budget of a year to the forecast of the budget holders: drawn in its steps, and the steps in figures."""

from layouts import bridges
from layouts.parts import blocks
from layouts.words import money as money_words

pounds = money_words.pounds


def bridge(start, split, end, label):
    """[the chart, its figures in a folded panel]. `label` is the chart in words."""
    drawing = bridges.bridge(start, split, end, ("budget", "forecast"), label)
    return [
        blocks.scroll(blocks.drawn(drawing, tag="div"), "Chart from budget to forecast"),
        figures(start, split, end),
    ]


def figures(start, split, end):
    parts = [(name, amount) for name, amount in split._asdict().items() if amount]
    rows = [
        ["budget, as revised", pounds(start), ""],
        *(
            [money_words.PARTS[name], pounds(amount, signed=True), blocks.cell(money_words.SAID[name], "why")]
            for name, amount in parts
        ),
        ["forecast of the budget holders", pounds(end), ""],
    ]
    table = blocks.table(
        "From budget to forecast", [("step", "hidden"), ("pounds", "n"), ("what it is", "hidden")], rows
    )
    return blocks.folded("The same in figures", [blocks.scroll(table, "From budget to forecast in figures")])


def steps(split):
    """'price +£1,234, volume −£567': the parts of a bridge for those who do not see it."""
    parts = ((money_words.PARTS[name], amount) for name, amount in split._asdict().items() if amount)
    return ", ".join(f"{part} {pounds(amount, signed=True)}" for part, amount in parts)
