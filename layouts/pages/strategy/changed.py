"""The versions of the map, and what changed between them: arrows added, removed, changed."""

from itertools import pairwise

from dash import html

from dashboard import strategy
from dashboard.journal.families.links import Link
from dashboard.journal.things import fold
from layouts import written as writings
from layouts.address import link
from layouts.parts import blocks
from layouts.words import writing

SIGNS = {"added": "+ added", "removed": "− taken off", "changed": "± changed"}


def section(names, snapshot, arrows):
    """The panel of versions; None where nothing was ever written about the map."""
    versions = writings.of_the_council("map")
    links = writings.of_the_council("link")
    if not versions and not links:
        return None
    with snapshot.cursor() as cursor:
        of_file = strategy.of_file(cursor)
    agreed = sorted((one for one in versions if one.state == "approved"), key=lambda one: one.last.number)
    maps = [of_file, *(_at(of_file, one.last.number) for one in agreed), {one.key: one.link for one in arrows}]
    heads = ["Since then, not yet agreed" if agreed else "Since objectives.toml", *(_head(one) for one in agreed[::-1])]
    told = [_changes(names, before, after) for before, after in pairwise(maps)][::-1]
    waiting = [one for one in versions if one.state == "proposed"]
    return blocks.section(
        "versions",
        "What changed",
        [
            *(_waits(one) for one in waiting),
            *(html.Div([html.H3(head), rows]) for head, rows in zip(heads, told, strict=True)),
        ],
    )


def _at(of_file, number):
    """The map as it was after an event."""
    journal = writings.whole_journal()
    events = [one for one in journal.events(kinds=("link.drawn", "link.removed")) if one.number <= number]
    things = [(one.key, one.state, one.fields) for one in fold(events).values()]
    return {one.key: one.link for one in strategy.on_the_map(of_file, things)}


def _head(version):
    return f"{version.fields['title']}: {version.fields['words']} (agreed by {writing.signed(version.last)})"


def _waits(version):
    name = blocks.hidden(f" {version.fields['title']}")
    return html.P(
        [
            f"“{version.fields['title']}” waits to be agreed: {version.fields['words']} ",
            blocks.to(["Open", name], link("/write", about=version.key)),
        ]
    )


def _changes(names, before, after):
    found = strategy.changes(before, after)
    if not found:
        return html.P("Nothing.", className="soft")
    return html.Ul([html.Li(_change(names, before, after, *one)) for one in found], className="brief")


def _change(names, before, after, key, how, fields):
    one = after.get(key) or before[key]
    ends = (names.objectives.get(end, {}).get("title", end) for end in (one.from_objective, one.to_objective))
    told = [html.B(SIGNS[how]), ": ", " → ".join(ends)]
    if how == "changed":
        was = (f"{_called(name)} {_was(before[key], name)}, now {_was(after[key], name)}" for name in fields)
        told += [" (", "; ".join(was), ")"]
    return told


def _called(name):
    return (Link.model_fields[name].title or name).lower()


def _was(one, name):
    value = getattr(one, name)
    return "none" if value in (None, "") else f"{value:g}" if isinstance(value, float) else f"{value}"
