"""What pulls apart: tensions that people recorded, and pairs of measures in which the data see one."""

from dash import html

from dashboard.asking import ask_dicts
from layouts import written as writings
from layouts.address import link
from layouts.parts import blocks
from layouts.words import strategy as said
from layouts.words import writing

MOST = 12


def found(cursor, names, unit):
    """The pairs that pull apart at the unit shown and at the whole council."""
    return ask_dicts(cursor, "map_pulls", units=sorted({unit.key, names.root.key}))


def section(names, unit, pulls):
    """The panel of tensions; `pulls` are rows of cube.pulls."""
    things = writings.of_the_council("tension")
    dealt = {thing.fields.get("topic"): thing for thing in things}
    fresh = [row for row in pulls if _pair(row) not in dealt and _are_known(names, row)]
    recorded = [thing for thing in things if thing.state == "recorded"]
    dismissed = [thing for thing in things if thing.state == "dismissed"]
    return blocks.section(
        "tensions",
        "What pulls apart",
        [
            html.Ul([_recorded(one) for one in recorded], className="brief") if recorded else None,
            _found(names, fresh)
            if fresh
            else html.P(
                "The figures show no two measures of different objectives that pull apart and were not dealt with.",
                className="soft",
            ),
            blocks.folded(f"Dismissed ({len(dismissed)})", [html.Ul([_dismissed(names, one) for one in dismissed])])
            if dismissed
            else None,
        ],
        small="looked for in the whole council and its directorates; of those found at most one in twenty is chance",
    )


def _pair(row):
    return f"{row['first']}~{row['second']}"


def _are_known(names, row):
    return row["first"] in names.measures and row["second"] in names.measures


def _recorded(thing):
    fields = thing.fields
    return html.Li(
        [
            html.B(fields["title"]),
            f": {fields['handled']} ",
            html.Small(f"{fields['owner']}, looked at again on {fields['review']:%-d %B %Y} · "),
            blocks.to(["Open", blocks.hidden(f" {fields['title'][:60]}")], link("/write", about=thing.key)),
        ]
    )


def _found(names, rows):
    heads = [("what was seen", ""), ("strength", "n"), ("months", "n"), ("what you can do", "hidden")]
    forms = writings.begun({"tension.recorded": "Record", "tension.dismissed": "Dismiss"}, names.root.key)
    cells = []
    for row in rows[:MOST]:
        asked = {"unit": names.root.key, "topic": _pair(row), "month": names.months[-1]}
        told = said.pulls(names, row)
        ways = [
            part
            for kind, name in forms.items()
            for part in (" · ", blocks.to([name, blocks.hidden(f": {told}")], link("/write", kind=kind, **asked)))
        ][1:]
        cells.append(
            [
                blocks.heading(told, className="text-wrap"),
                f"{row['strength']:.2f}".replace("-", "−"),
                f"{row['pairs']:,}",
                html.Span(ways),
            ]
        )
    return blocks.scroll(
        blocks.table("Measures that pull apart", heads, cells, stacked=True), "Measures that pull apart: the table"
    )


def _dismissed(names, thing):
    pair = (thing.fields.get("topic") or "~").split("~")
    called = " and ".join(names.measures[one]["short"] if one in names.measures else one for one in pair)
    return html.Li(f"{called}: {thing.last.reason or ''} ({writing.signed(thing.last)})")
