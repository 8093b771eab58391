"""A measure by financial quarter: its chart, what the newest quarter says, and all of them as a table."""

from dataclasses import replace
from functools import partial

from dashboard.quarters import BASIS
from layouts import words
from layouts.address import basis_word, link
from layouts.charts.periods import Course as Picture
from layouts.charts.periods import Period
from layouts.parts import blocks

HEADS = (
    *(("quarter", ""), ("value", "n"), ("counted", "n"), ("95% limits", "n")),
    *(
        ("on the quarter before", "n"),
        ("on a year before", "n"),
        ("records", "hidden"),
    ),
)
NO_TARGET = "The target is for {period}: no quarter is held against it."
TWELVE = ("rolling 12 months", "financial year to date")
ON = {"on_before": "the quarter before", "on_year": "the same quarter a year before"}


def picture(course, told):
    """The quarters for charts.periods, or None where none has a value. `told` is the About of the chart."""
    if all(one.value is None for one in course.quarters):
        return None
    found = [_period(course, one) for one in course.quarters]
    return Picture(found, partial(words.figure, course.measure), [], replace(told, period=words.BASES[BASIS]))


def _period(course, one):
    change = move_words(course.measure, one.on_before)
    said = (_counted(course.measure, one), f"{change} on the quarter before" if change else "")
    return Period(words.quarter_name(one.month), one.value, one.lower, one.upper, None, said, _records(course, one))


def sentences(course):
    """The newest quarter with a value, and how it stands to the one before and to that of a year before."""
    measure = course.measure
    newest = next((one for one in reversed(course.quarters) if one.value is not None), None)
    if newest is None:
        return ["No quarter has a value."]
    name = f"{words.quarter_name(newest.month)} ({words.quarter_words(newest.month)})"
    said = [f"{name}: {words.figure(measure, newest.value)}."]
    for word, what in ON.items():
        move = getattr(newest, word)
        if move:
            said.append(f"That is {change_words(measure, move)} {what}{_chance(measure, move)}.")
    if course.target is not None and measure["basis"] in TWELVE:
        said.append(NO_TARGET.format(period=words.BASES[measure["basis"]]))
    if course.month.month % 3:
        last = course.month.replace(month=(course.month.month + 2) // 3 * 3)
        said.append(f"{words.quarter_name(last)} has not ended, and has no value yet.")
    return said


def change_words(measure, move):
    """'2.1 points up on', 'the same as'."""
    amount = words.moved_amount(measure, move.moved)
    return f"{amount} {'up' if move.moved > 0 else 'down'} on" if words.says_something(amount) else "the same as"


def _chance(measure, move):
    if move.movement is None:
        return ""
    told = "more than chance explains" if move.movement in words.TOLD else "no more than chance explains"
    return f", {told} (95% limits {words.signed(measure, move.lower)} to {words.signed(measure, move.upper)})"


def move_words(measure, move):
    """'+2.1 (+0.3 to +3.9): more than chance'; '' where there is nothing to hold it against."""
    if move is None:
        return ""
    text = words.signed(measure, move.moved)
    if move.movement is None:
        return text
    said = ": more than chance" if move.movement in words.TOLD else ""
    return f"{text} ({words.signed(measure, move.lower)} to {words.signed(measure, move.upper)}){said}"


def table(course):
    """The quarters, newest first."""
    measure = course.measure
    rows = [
        [
            blocks.cell(words.quarter_name(one.month), title=words.quarter_words(one.month)),
            words.figure(measure, one.value),
            _counted(measure, one),
            "" if one.lower is None else f"{words.figure(measure, one.lower)} to {words.figure(measure, one.upper)}",
            *(move_words(measure, getattr(one, word)) for word in ON),
            blocks.to_grid("records", _records(course, one), of=words.quarter_name(one.month)),
        ]
        for one in reversed(course.quarters)
    ]
    caption = f"{measure['title']}, {course.unit.name}, by quarter; changes with their 95% limits"
    return blocks.scroll(blocks.table(caption, HEADS, rows), "The quarters as a table", id="quarters-table")


def _counted(measure, one):
    if one.numerator is None or one.denominator is None:
        return ""
    return words.made_of(measure, one.numerator, one.denominator)


def _records(course, one):
    measure = course.measure
    basis = "" if measure["basis"] == "snapshot" else basis_word(BASIS)
    return link("/records", measure=measure["key"], unit=course.unit.key, basis=basis, month=one.month)
