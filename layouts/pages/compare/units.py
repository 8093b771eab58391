"""Who is out of line: the measures of a unit's scorecard by the units below it or its peers, as a map of marks."""

from collections import Counter

import dash_bootstrap_components as dbc
from dash import html

from dashboard import scope
from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, wanted_one_of
from layouts.pages.compare.choices import choose, exported, measure_picker, saves
from layouts.pages.compare.mapped import mapped
from layouts.pages.compare.ordering import in_order, wanted_sort
from layouts.parts import blocks
from layouts.parts import scope as scopes
from layouts.tables.marks import FLAGGED, Head, table
from layouts.words import marks as says
from layouts.words.scope import named, when

SHOWS = {
    "standing": "against target",
    "signal": "whether it is changing",
    "peers": "against others like it",
}
HOW = (
    "Open a value for the measure at that unit, a unit’s name for its scorecard, a measure’s name to compare the units "
    "on it alone; the row under the names sorts the units, the worst first. By keyboard a map is one stop: arrow keys "
    "lead from cell to cell, Enter opens one. "
)
SHADES = "A miss is darker from three times, and darkest from six times what the council still calls near."
HELD_AGAINST = (
    "Each unit is held against all units of its own peer group; where fewer than ten of these have the measure, nobody "
    "can tell how much such units always differ, and it is held against all units of its level. With fewer than ten of "
    "them as well there is no verdict."
)


def show(here, cursor, asked):
    at, family = here.at, here.family
    if family is None:
        return _nothing(at)
    offered = {key: title for key, title in SHOWS.items() if key != "signal" or not scope.current().part}
    shown = wanted_one_of(offered, asked.get("show"), "show")
    found = mapped(cursor, at, here.units, shown)
    sort = wanted_sort(at.names, asked.get("sort"))
    kept = {"level": here.level, "show": shown if shown != "standing" else "", "sort": asked.get("sort")}
    shows = [(title, here.link(**{**kept, "show": key}), key == shown) for key, title in offered.items()]
    main = [
        at.crumb("compare", **kept),
        *blocks.title(
            named("Who is out of line"),
            sentence(at.names, at.unit, family, at.month, shown, found.marks, found.measures),
        ),
        scopes.notes(at.month),
        choose(
            blocks.choice("Units", here.over(show=kept["show"], sort=kept["sort"])),
            blocks.choice("Shown", shows),
            measure_picker(here, level=family.key),
            _find() if found.measures else None,
        ),
        _panel(here, found, shown, kept, sort) if found.measures else None,
        None if found.measures else _newest(here, cursor),
        _left_out(here, found, shown),
        html.P([HOW, *_how(here, shown)], className="note"),
    ]
    title = f"Compare: {family.title}, {at.unit.name}"
    return at.view(named(title), main, exports=exported(here, **kept) if found.measures else ())


def _nothing(at):
    """A unit alone in its month: the newest month in which others lie below it, where there is one."""
    month = next((one for one in reversed(at.names.months) if at.unit.below_in(one)), None)
    alone = "no unit lies below it and it has no peers."
    said = f"There is nothing to compare {at.unit.name} with in {when(at.month)}: {alone}"
    main = [at.crumb("compare"), *blocks.title(named("Who is out of line"), said), scopes.notes(at.month)]
    if month:
        many = words.count_words(len(at.unit.below_in(month)), "unit")
        way = blocks.to("compare them", link("/compare", unit=at.unit.key, month=month))
        main.append(html.P([f"Below it in {words.month_words(month)}: {many.lower()}; ", way, "."]))
    return at.view(named(f"Compare: nothing, {at.unit.name}"), main)


def sentence(names, unit, family, month, shown, marks, held):
    """What matters: how many values, how many of them out of line, and which unit and measure most often."""
    if not held:
        nothing = words.sentence_case(says.NOTHING[shown])
        return f"{nothing} at any of the {family.title} in {when(month)}."
    judged = sum(mark.judged for found in marks.values() for mark in found.values())
    flagged = [(key, measure) for key, found in marks.items() for measure, mark in found.items() if mark.flagged]
    nobody = says.FOR_EVERYBODY if scope.current().part else says.NO_TARGET
    said = (says.SENTENCES[shown] if judged else nobody).format(
        valued=f"{sum(mark.says_something for found in marks.values() for mark in found.values()):,}",
        **says.judged_words(shown, judged, len(flagged)),
        units=f"{len(family.units)} {family.title}",
        measures=f"{len(held)} {'measure' if len(held) == 1 else 'measures'}",
        month=when(month),
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


def _newest(here, cursor):
    """Where none of the units has a value in the month: the way to the newest in which one has."""
    keys = [unit.key for unit in here.units]
    ((newest,),) = cards.ask(cursor, "newest_month_of", units=keys)
    if newest is None or newest == here.at.month:
        return None
    href = link("/compare", unit=here.at.unit.key, month=newest, level=here.level)
    return html.P(["The newest month with values of these: ", blocks.to(words.month_words(newest), href), "."])


def _find():
    """A box that leaves only the units with what is typed into it in their name."""
    box = dbc.Input(id="find-unit", type="search")
    rows = {"data-filter": ".heatmap tbody tr[data-words]"}
    return html.Div([html.Label("Find a unit", htmlFor="find-unit"), " ", html.Span(box, **rows)], className="find")


def _panel(here, found, shown, kept, sort):
    """The legend, the map in its parts, and its files."""
    parts = [_part(here, found, part, kept, sort) for part in found.parts]
    return dbc.Card([_legend(shown), *parts, saves(here, **kept)], body=True)


def _legend(shown):
    return html.P(
        [html.Span([*(_swatch(shape, kind, depths)), f" {said}"]) for shape, kind, depths, said in says.LEGENDS[shown]],
        className="legend",
    )


def _swatch(shape, kind, depths):
    """The shape on each of its shades; alone where it has none."""
    return [
        html.B(shape, className=f"heat-key {kind} d{depth}" if depth else "heat-key", **{"aria-hidden": "true"})
        for depth in depths or (0,)
    ]


def _left_out(here, found, shown):
    if not (found.left_out and found.measures):
        return None
    titles = words.listed(here.at.names.measures[key]["title"] for key in found.left_out)
    return html.P(
        f"Left out, with {says.NOTHING[shown]} at any of these {here.family.title}: {titles}.", className="note"
    )


def _how(here, shown):
    """What else is to be known of the cells shown."""
    if shown == "standing":
        return [SHADES]
    if shown == "peers":
        return [HELD_AGAINST]
    if shown == "signal":
        conversations = blocks.to("Conversations", here.link("/attention"))
        return [
            "Among so many charts some stand out by chance: ",
            conversations,
            " lists those that are more than that.",
        ]
    return []


def _part(here, found, part, kept, sort):
    """One part of the map: there can be more than a thousand cells, so it is mounted as HTML."""
    at, family, (name, units, groups) = here.at, here.family, part
    keys = [key for _, keys in groups for key in keys]
    where = name or at.unit.name
    caption = (
        f"{family.title} of {where} by measure, {when(at.month)}: open a name for its scorecard, a value "
        "for the measure there, a heading to compare that measure; where a cell is empty the measure is not on the "
        "unit’s scorecard"
    )
    ordered = in_order(units, {one.key: found.marks.get(one.key, {}) for one in units}, keys, sort)
    bodies = _under(at.names, units) if ordered is None else [("", ordered)]
    heads = {key: _head(here, key, kept, sort) for key in keys}
    flagged = Head("out of line", "how many of a unit’s are out of line", "", "", *_sorting(here, kept, FLAGGED, sort))
    whole = table(caption, at.month, groups, heads, flagged, bodies, found.marks)
    label = f"Measures by units{f', {name}' if name else ''}"
    box = blocks.still(blocks.scroll(whole, label, "tall", **{"data-arrows": "yes"}))
    head = html.H2([name, " ", html.Small(f"{len(units)} {family.title}, {len(keys)} measures")]) if name else None
    return html.Div([head, box], className="part")


def _head(here, key, kept, sort):
    measure = here.at.names.measures[key]
    there = here.link(measure=key, level=here.family.key)
    unit = says.unit_above(measure)
    return Head(measure["short"], measure["title"], unit, there, *_sorting(here, kept, key, sort))


def _sorting(here, kept, key, sort):
    """(the address that puts the units in the order of a column, how they stand in it now): the worst first, then the
    best first, then as they were."""
    order = {key: "descending", f"-{key}": "ascending"}.get(sort, "")
    word = {"": key, "descending": f"-{key}", "ascending": ""}[order]
    return here.link(**{**kept, "sort": word}), order


def _under(names, units):
    """(name of the unit above, units) in the order of the tree; no name where all lie under one unit."""
    found = {}
    for unit in units:
        found.setdefault(unit.parent, []).append(unit)
    if len(found) == 1:
        return [("", units)]
    return [(names.units[above].name if above in names.units else "", units) for above, units in found.items()]
