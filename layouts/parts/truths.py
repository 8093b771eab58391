"""One thing that two count, on the page of its measure: both figures, what lies between them, and what both agree."""

from datetime import date
from functools import partial

from dash import html

from dashboard.partnership import truths
from dashboard.registers import registers
from dashboard.registers.entries import Wanted, entries
from layouts import words
from layouts import written as writings
from layouts.address import link
from layouts.charts.bridge import Step, bridge
from layouts.charts.template import graph
from layouts.parts import blocks, leaving
from layouts.parts import registers as parts

NAMES = {
    "definition": "something else counted",
    "timing": "counted at another time",
    "population": "of other people",
    "attribution": "said to be another’s",
}
OLDER = 6  # of a list: the rest is on the page of partners


def panel(cursor, names, measure, unit, month):
    """The panel of a measure at a unit and all below it, up to a month; None where no partner has a word in it."""
    units, written = parts.below(unit, month), writings.here()
    found = truths.truths(cursor, names, written, units, measure["key"])
    found = [one for one in found if one.thing.fields["month"] <= f"{month:%Y-%m}"]
    wanted = entries(registers()["joint_target"], written, units, Wanted())
    aims = [one for one in wanted if one.fields["measure"] == measure["key"]]
    if not found and not aims:
        return None
    inside = [
        *(newest(names, measure, found[0]) if found else ()),
        _list(names, found[1 : OLDER + 1]),
        _aims(measure, aims),
    ]
    every = blocks.to("all that is counted twice", link("/partners", unit=unit.key, month=month), className="s")
    return blocks.section("truths", "Counted by a partner too", inside, small="never averaged", beside=every)


def newest(names, measure, one):
    """What the newest entry says: a sentence, the chart, its figures in a table, and what both agree."""
    said, unit = one.thing.fields, one.thing.unit
    whose = names.units[unit].name if unit in names.units else unit
    where = f"{whose}, {month_of(said['month'])}"
    lead = html.P(
        [f"{where}: {said['agency']} counts ", html.B(plain(one.theirs)), ", we count ", html.B(plain(one.ours)), "."]
    )
    agreed = html.P(["Both agree on " if one.is_agreed else None, *verdict(one)])
    if one.ours is None:
        return [lead, html.P("There is no figure of ours to hold it against.", className="soft"), agreed]
    rows = [[name, signed(amount)] for name, amount in moves(one)]
    rows = [["our figure", plain(one.ours)], *rows, [f"the figure of {said['agency']}", plain(one.theirs)]]
    table = blocks.table("From our figure to the partner’s", [("step", "m"), ("amount", "n")], rows)
    title, counted_in = f"{measure['title']}, counted twice", measure["unit_of_value"]
    about = leaving.about(names, title, whose, counted_in, month_of(said["month"]), measure["key"])
    drawn = bridge(steps(one), partial(words.figure, measure), about, lying=True)
    label = f"From our figure to theirs: {', '.join(f'{step.name} {step.said}' for step in steps(one))}."
    now = html.P(f"Our figure is now {plain(one.since)}; the parts were made of {plain(one.ours)}.", className="note")
    return [
        lead,
        now if one.since is not None else None,
        graph(drawn, "truths", about.title, label, table="truths-table"),
        blocks.folded("The chart as a table", [blocks.scroll(table, about.title, id="truths-table")]),
        agreed,
    ]


def steps(one):
    """The Steps of a chart from our figure to the partner’s: each part that was said to be something, then what is
    unexplained; they end where the partner’s figure stands."""
    at, found = one.ours, [Step("our figure", float(one.ours), float(one.ours), plain(one.ours))]
    for name, amount in moves(one):
        if amount:
            mark = "rest" if name == "unexplained" else "part"
            found.append(Step(name, float(at), float(at + amount), signed(amount), mark))
            at += amount
    return [*found, Step("their figure", float(at), float(at), plain(at))]


def moves(one):
    """(name, amount or None) of each part and of what is unexplained, in their order."""
    return [*((name, one.parts[part]) for part, name in NAMES.items()), ("unexplained", one.unexplained)]


def verdict(one):
    """The figure that both agree with who and when, or that none is agreed and how far it is."""
    if not one.is_agreed:
        state = truths.of_register().states[one.thing.state]
        return [blocks.to(state, f"/work/{one.thing.key}")]
    us, them = one.agreed_by
    return [
        blocks.to(plain(one.agreed), f"/work/{one.thing.key}"),
        f", by {us} and {them}, {one.thing.last.at:%-d %B %Y}",
    ]


def _list(names, found):
    if not found:
        return None
    items = []
    for one in found:
        said = one.thing.fields
        items.append(
            html.Li(
                [
                    f"{month_of(said['month'])}, {said['agency']}: theirs {plain(one.theirs)}, ours {plain(one.ours)}.",
                    " Both agree on " if one.is_agreed else " ",
                    *verdict(one),
                ]
            )
        )
    return html.Div([html.P("Before that:", className="soft mb-0"), html.Ul(items, className="brief mt-0")])


def _aims(measure, found):
    items = []
    for one in found:
        said, state = one.fields, registers()["joint_target"].states[one.state]
        text = f"{words.figure(measure, said['value'])} by {month_of(said['by'])}, with {said['agency']}"
        items.append(html.Li([blocks.to(text, f"/work/{one.key}"), f": {state.lower()}"]))
    return (
        html.Div([html.P("Joint targets:", className="soft mb-0"), html.Ul(items, className="brief mt-0")])
        if items
        else None
    )


def month_of(text):
    """'May 2026' of '2026-05'."""
    return words.month_words(date.fromisoformat(f"{text}-01"))


def plain(value):
    """A figure as it is written; a dash where there is none."""
    return "–" if value is None else f"{value:,}".replace("-", "−")


def signed(value):
    """A part with its sign; a dash where nobody has said it."""
    return "–" if value is None else f"{value:+,}".replace("-", "−")
