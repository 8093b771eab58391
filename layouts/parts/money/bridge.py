"""From the budget of a year to the forecast of the budget holders: drawn in its steps, and the steps in figures."""

from layouts.charts.bridge import Step
from layouts.charts.bridge import bridge as figure
from layouts.charts.template import graph
from layouts.parts import blocks, leaving
from layouts.words import money as money_words

HEIGHT = 300
pounds, short = money_words.pounds, money_words.short


def bridge(names, start, split, end, says, unit, period):
    """[the chart, its figures in a folded panel]. `says` is the chart in words, `unit` and `period` whose it is."""
    title = f"A forecast of {short(end)} against a budget of {short(start)}"
    drawn = figure(columns(start, split, end), short, leaving.about(names, title, unit, "£", period), height=HEIGHT)
    chart = graph(drawn, "bridge", f"From the budget to the forecast, {unit}", says, table="bridge-figures")
    return [chart, figures(start, split, end)]


def columns(start, split, end):
    """The steps of the chart between its two ends; those of less than a pound are not drawn."""
    return [
        Step("budget", float(start), float(start), short(start)),
        *(
            Step(money_words.PARTS[name], float(low), float(to), short(to - low, signed=True), name)
            for name, low, to in steps(start, split, end)
            if round(to - low)
        ),
        Step("forecast", float(end), float(end), short(end)),
    ]


def steps(start, split, end):
    """(name, from, to) from the budget to the forecast by the parts of the split; parts of nothing are left out."""
    at, found = start, []
    for name, amount in split._asdict().items():
        if amount:
            found.append((name, at, at + amount))
            at += amount
    assert at == end, "the parts of a variance are the whole of it"
    return found


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
    heads = [("step", "hidden"), ("pounds", "n"), ("what it is", "hidden")]
    table = blocks.scroll(
        blocks.table("From budget to forecast", heads, rows), "From budget to forecast in figures", id="bridge-figures"
    )
    return blocks.folded("The same in figures", [table])


def in_words(split):
    """'price +£1,234, volume −£567': the parts for those who do not see them."""
    parts = ((money_words.PARTS[name], amount) for name, amount in split._asdict().items() if amount)
    return ", ".join(f"{part} {pounds(amount, signed=True)}" for part, amount in parts)
