"""Who is out of line: the measures of a unit's scorecard by the units below it or its peers, as a map of marks."""

from collections import Counter
from dataclasses import dataclass

import dash_bootstrap_components as dbc
from dash import html

from layouts import words
from layouts.address import wanted_one_of
from layouts.pages.compare.choices import choose, measure_picker, saves
from layouts.parts import blocks, comparing
from layouts.tables.marks import table
from layouts.words import marks as says

SHOWS = {
    "standing": "against target",
    "signal": "whether it is changing",
    "peers": "against others like it",
}
HOW = (
    "Open a mark for the measure at that unit, a unit's name for its scorecard, a measure's name to compare the units "
    "on it alone. By keyboard the map is one stop: arrow keys lead from mark to mark, Enter opens one. "
)
HELD_AGAINST = (
    "Each unit is held against all units of its own peer group; where fewer than ten of these have the measure, nobody "
    "can tell how much such units always differ, and it is held against all units of its level. With fewer than ten of "
    "them as well there is no verdict."
)


@dataclass(frozen=True)
class Map:
    """What the map shows: (perspective, measures) of its columns, those left out, and the marks by unit and measure."""

    groups: list
    left_out: list
    marks: dict

    @property
    def measures(self):
        return [key for _, keys in self.groups for key in keys]


def show(here, cursor, asked):
    at = here.at
    shown = wanted_one_of(SHOWS, asked.get("show"), "show")
    found = _map(cursor, at, here.units, shown)
    show_word = shown if shown != "standing" else ""
    kept = {"level": here.level, "show": show_word}
    shows = [(title, here.link(level=here.level, show=key), key == shown) for key, title in SHOWS.items()]
    family = here.family
    main = [
        at.crumb("compare", **kept),
        *blocks.title(
            "Who is out of line", sentence(at.names, at.unit, family, at.month, shown, found.marks, found.measures)
        ),
        choose(
            blocks.choice("Units", here.over(show=show_word)),
            blocks.choice("Shown", shows),
            measure_picker(here, level=family.key if family else ""),
            _find() if found.measures else None,
        ),
        dbc.Card([_legend(shown), _table(here, found), saves(here, **kept)], body=True) if found.measures else None,
        _left_out(here, found, shown),
        html.P([HOW, *_how(here, shown)], className="note"),
    ]
    return at.view(f"Compare: {family.title if family else 'nothing'}, {at.unit.name}", main)


def _map(cursor, at, units, shown):
    groups = comparing.columns(at.names, at.unit)
    keys = [key for _, keys in groups for key in keys]
    marks = comparing.marks(shown, cursor, at.names, units, at.month, keys)
    held = {key for found in marks.values() for key, mark in found.items() if mark.says_something}
    groups = [(name, [key for key in keys if key in held]) for name, keys in groups]
    return Map([pair for pair in groups if pair[1]], [key for key in keys if key not in held], marks)


def sentence(names, unit, family, month, shown, marks, held):
    """What matters: how many values, how many of them out of line, and which unit and measure most often."""
    if family is None:
        return f"There is nothing to compare {unit.name} with: no unit lies below it and it has no peers."
    if not held:
        nothing = words.sentence_case(says.NOTHING[shown])
        return f"{nothing} at any of the {family.title} in {words.month_words(month)}."
    judged = sum(mark.judged for found in marks.values() for mark in found.values())
    flagged = [(key, measure) for key, found in marks.items() for measure, mark in found.items() if mark.flagged]
    said = (says.SENTENCES[shown] if judged else says.NO_TARGET).format(
        valued=f"{sum(mark.says_something for found in marks.values() for mark in found.values()):,}",
        judged=f"{judged:,}",
        flagged=f"{len(flagged):,}" if flagged else "none",
        units=f"{len(family.units)} {family.title}",
        measures=f"{len(held)} measures",
        month=words.month_words(month),
    )
    return " ".join([said, *_most(names, marks, flagged, says.FLAGGED[shown])])


def _most(names, marks, flagged, what):
    """The unit and the measure with the most cells out of line, each with how many of how many."""
    if len(flagged) < 2:
        return
    unit, many = _first(Counter(unit for unit, _ in flagged))
    judged = sum(mark.judged for mark in marks[unit].values())
    yield f"{names.units[unit].name} has the most: {many} of its {judged}."
    measure, many = _first(Counter(measure for _, measure in flagged))
    judged = sum(found[measure].judged for found in marks.values() if measure in found)
    yield f"Most often {what}: {names.measures[measure]['title']}, at {many} of {judged}."


def _first(counter):
    """The most frequent key, the first by name among equals, and how often."""
    return min(counter.items(), key=lambda pair: (-pair[1], pair[0]))


def _find():
    """A box that leaves only the units with what is typed into it in their name."""
    box = dbc.Input(id="find-unit", type="search")
    rows = {"data-filter": "#compare-map tbody tr[data-words]"}
    return html.Div([html.Label("Find a unit", htmlFor="find-unit"), " ", html.Span(box, **rows)], className="find")


def _legend(shown):
    return html.P(
        [
            html.Span([html.B(shape, className=kind, **{"aria-hidden": "true"}), f" {said}"])
            for shape, kind, said in says.LEGENDS[shown]
        ],
        className="legend",
    )


def _left_out(here, found, shown):
    if not (found.left_out and found.measures):
        return None
    titles = words.listed(here.at.names.measures[key]["title"] for key in found.left_out)
    return html.P(
        f"Left out, with {says.NOTHING[shown]} at any of these {here.family.title}: {titles}.", className="note"
    )


def _how(here, shown):
    """What else is to be known of the marks shown."""
    if shown == "peers":
        return [HELD_AGAINST]
    if shown == "signal":
        conversations = blocks.to("Conversations", here.link("/attention"))
        return [
            "Among so many series some signals are chance: ",
            conversations,
            " lists those that are more than that.",
        ]
    return []


def _table(here, found):
    """The map itself: there can be more than a thousand marks, so it is mounted as HTML."""
    at, family = here.at, here.family
    caption = (
        f"{family.title} of {at.unit.name} by measure, {words.month_words(at.month)}: open a name for its scorecard, a "
        "mark for the measure there, a heading to compare that measure"
    )
    titles = {
        key: (at.names.measures[key]["title"], here.link(measure=key, level=family.key)) for key in found.measures
    }
    whole = table(caption, at.month, found.groups, titles, _under(at.names, family), found.marks)
    return blocks.still(blocks.scroll(whole, "Measures by units", "tall", **{"data-arrows": "yes"}))


def _under(names, family):
    """(name of the unit above, units) in the order of the tree; no name where all lie under one unit."""
    found = {}
    for unit in family.units:
        found.setdefault(unit.parent, []).append(unit)
    if len(found) == 1:
        return [("", family.units)]
    return [(names.units[above].name if above in names.units else "", units) for above, units in found.items()]
