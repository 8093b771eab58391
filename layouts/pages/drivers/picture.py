"""How the one value became the other: a bar for each of the largest parts, and what they leave open."""

from functools import partial

from layouts import words
from layouts.charts.bridge import Step, bridge
from layouts.charts.template import graph
from layouts.parts import blocks, leaving
from layouts.parts import drivers as parts
from layouts.words import contributions as says

STEPS_SHOWN = 9  # parts drawn one by one; the table has them all


def picture(at, wanted, found, name):
    measure, (before, after) = wanted.measure, says.sides_words(found, wanted.unit)
    steps = steps_of(at.names, wanted, found, name)
    said = ", ".join(f"{step.name} {step.said}" for step in steps)
    title = f"What drives it: {measure['title']}, {wanted.unit.name}"
    unit = measure["unit_of_value"]
    period = f"{before} to {after}, by {says.parts_words(at.names, wanted.unit, wanted.by)}"
    told = leaving.about(at.names, measure["title"], wanted.unit.name, unit, period, measure["key"])
    figure = bridge(steps, partial(words.figure, measure), told, lying=True)
    label = f"From one value to the other, step by step: {said}."
    return blocks.section(
        "bridge",
        f"From {before} to {after}",
        [graph(figure, "bridge", title, label, table="drivers")],
        small=f"{unit}{'; ' if unit else ''}each bar begins where the last one ended",
    )


def steps_of(names, wanted, found, name):
    """The steps from the one value to the other: the largest parts one by one, the rest together."""
    measure, split, (before, after) = wanted.measure, found.split, says.sides_words(found, wanted.unit)
    ordered = parts.in_order(split)
    moves = [(name(part.key), part.total, wanted.leads(names, part.key)) for part in ordered[:STEPS_SHOWN]]
    if rest := ordered[STEPS_SHOWN:]:
        moves.append((f"{len(rest)} others together", sum(part.total for part in rest), ""))
    moves = [(label, amount, says.way(measure, amount), address) for label, amount, address in moves]
    moves += [
        (says.SHORTER.get(line, line), amount, "", "")
        for line, amount in says.lines(split)
        if says.shown(measure, amount)
    ]
    reached = float(split.before)
    steps = [Step(before, reached, reached, words.figure(measure, split.before))]
    for label, amount, mark, address in moves:
        steps.append(Step(label, reached, reached + float(amount), words.signed(measure, amount), mark, address))
        reached += float(amount)
    end = float(split.after)
    return [*steps, Step(after, end, end, words.figure(measure, split.after))]
