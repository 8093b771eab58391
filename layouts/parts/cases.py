"""The cases of a month: what a team's own scorecard says of them, and what their page and its files list."""

from dash import html

from dashboard import scorecard as cards
from dashboard import worklist
from dashboard.store import kept_with_its_store
from layouts import words
from layouts.address import filter_text, link, measure_path
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.parts.card import card_of
from layouts.words import card as card_words

PATH = "/cases"
MOST_BESIDE = 5  # on the scorecard


@kept_with_its_store(most=32, narrowed=True)
def cases_of(snapshot, unit, month):
    """The WorkList of a unit (its key): of the measures that it misses or nearly misses, the furthest first."""
    rows = card_of(snapshot, unit, month).card.rows
    missed = [row.measure for row in card_words.furthest(rows)]
    near = [row.measure for row in rows if row.standing == "near"]
    with snapshot.cursor() as cursor:
        return worklist.worklist(cursor, [*missed, *near], unit, month)


def is_a_team(names, unit, month):
    """Whether a unit holds cases itself: nothing is below it and it is not the whole council."""
    return unit != names.root and not unit.below_in(month)


def this_month(snapshot, unit, month, named):
    """The panel beside a team's scorecard; None where nothing is open or late. Unless they are `named` there the cases
    are counted: where people sign in, whoever opens rows of people says what for, and it is noted."""
    names, found = cards.names(snapshot), cases_of(snapshot, unit.key, month)
    if not found.cases and not found.undated:
        return None
    shown = found.cases[:MOST_BESIDE]
    lines = [_line(names, unit, month, case) for case in shown] if named else [html.P(counted(found.cases))]
    many = words.count_words(len(found.cases), "case").lower()
    every = html.P(blocks.to(f"All of them, {many}" if found.cases else "What counts against you", _here(unit, month)))
    small = "the longest overdue first" if found.cases else "no case here has a date"
    return blocks.section("this-month", "This month", [*lines, every], small=small)


def counted(cases):
    """'22 overdue, the longest for 180 days, two that come due and one done late in the month'."""
    overdue = sum(case.days > 0 and not case.done for case in cases)
    late = sum(bool(case.done) for case in cases)
    coming = len(cases) - overdue - late
    said = [f"{overdue} overdue, the longest for {_longest(cases)}"] if overdue else []
    said += [f"{coming} that {'comes' if coming == 1 else 'come'} due"] if coming else []
    said += [f"{late} done late in the month"] if late else []
    return words.listed(said)


def _longest(cases):
    """'180 days'; 'at least 180 days' where that is the least that is known of it."""
    longest = max(cases, key=lambda case: (case.days, case.at_least is None))
    return f"{'at least ' if longest.at_least else ''}{longest.days:,} days"


def _here(unit, month):
    return link(PATH, unit=unit.key, month=month)


def _line(names, unit, month, case):
    measure = names.measures[case.measure]
    said = f"due {words.day_words(case.due)}, {over(case)}" + (f" · {case.worker}" if case.worker else "")
    heading = html.H3([blocks.to_grid(case.person, records(unit, month, case)), html.Small(f" · {measure['short']}")])
    return html.Div(
        [heading, html.P(tag("Span", said, className="s miss" if case.days > 0 else "s soft"))], className="finding"
    )


def records(unit, month, case):
    """Where the record of a case is."""
    where = [filter_text("person", case.person)]
    return link("/records", measure=case.measure, unit=unit.key, month=month, where=where)


def over(case):
    """'180 days over', 'at least 180 days over: no review on file', 'done 10 days late', 'in 17 days'."""
    days = words.count_words(abs(case.days), "day").lower()
    if case.done:
        return f"done {days} late"
    if case.days > 0:
        return f"at least {days} over: {case.at_least}" if case.at_least else f"{days} over"
    when = "today" if case.days == 0 else f"in {days}"
    return f"{when} or before: {case.at_least}" if case.at_least else when


def against(unit, month, measure):
    """Where the records are that count against a measure."""
    return link("/records", measure=measure, unit=unit.key, month=month, where=["against:yes"])


def measure_at(unit, month, measure):
    return link(measure_path(measure), unit=unit.key, month=month)
