"""What was written of a measure, as it stands on its pages: each with whose it is and against what number."""

from pathlib import Path

from dash import html

from dashboard import duties
from dashboard import scorecard as cards
from dashboard.written import is_late
from layouts import words
from layouts import written as writings
from layouts.address import link
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import writing as said

FAMILIES = ("comment", "note", "action", "decision")
MOST = 8  # that stand on a page at once; the rest is folded
NO_NUMBER = {"value": None, "numerator": None, "denominator": None}
MOST_NAMED = 3  # measures of an alert
FLAGGED = 3  # comments that are flags on a chart: the newest, so that it can still be read


def panel(snapshot, cursor, names, measure, unit, month, by=""):
    """The panel of a measure's page: what was written of it here, and the way to write."""
    written = writings.here()
    if written.heard is None:
        return None
    things = [
        one
        for one in written.at([unit.key], measure["key"], FAMILIES, by)
        if not one.period or one.period <= f"{month:%Y-%m}"
    ]
    values = _values_now(cursor, names, measure, unit, _of_another(things, snapshot))
    changed = {
        one.key: said.written_against(measure, one.figure, values[one.period])
        for one in _of_another(things, snapshot)
        if one.period in values
    }
    ways = write_links(unit, month, measure)
    entries = [entry(names, one, changed.get(one.key, "")) for one in things]
    return blocks.section(
        "written",
        "What was written",
        [
            html.P(ways, className="write-links") if ways else None,
            html.Div(entries[:MOST]) if entries else html.P("Nothing yet.", className="soft empty"),
            blocks.folded(f"{len(entries) - MOST} older", entries[MOST:]) if len(entries) > MOST else None,
        ],
    )


def write_links(unit, month, measure=None):
    """A link for each thing that who asks may begin here; none where nothing can be written."""
    asked = {"unit": unit.key, "measure": measure["key"] if measure else "", "month": month}
    return [
        blocks.to(name, link("/write", kind=kind, **asked), className="button")
        for kind, name in writings.begun_at(unit.key, measure).items()
    ]


def _of_another(things, snapshot):
    """Those that were written against a number of another store, which may have changed since."""
    return [one for one in things if one.figure is not None and one.figure.store != Path(snapshot.name).name]


def _values_now(cursor, names, measure, unit, things):
    """What the number of each period is now, of the newest of some things."""
    months = {f"{month:%Y-%m}": month for month in names.months}
    periods = {one.period for one in things[: 2 * MOST] if one.period in months}
    if not periods:
        return {}
    asked = {"measure": measure["key"], "unit": unit.key, "months": [months[period] for period in sorted(periods)]}
    found = {f"{row['month']:%Y-%m}": row for row in cards.ask_dicts(cursor, "measure_in_months", **asked)}
    return {period: found.get(period, NO_NUMBER) for period in periods}


def entry(names, thing, changed="", alone=False, titled=False):
    """One thing. `changed` says how its number has changed since; `alone` where the panel is its own; `titled` where
    what it is stands over it."""
    measure, is_read = names.measures.get(thing.measure), writings.here().journal is None
    state = said.state(thing)
    late = " (late)" if is_late(thing, writings.today()) else ""
    head = [
        None if titled else html.B(said.family_name(thing)),
        f" {said.month(thing.period)}" if thing.period else "",
        html.Span(f" {state.lower()}{late}", className="miss s" if late else "soft s") if state else None,
    ]
    predicted = said.prediction(measure, thing.fields) if measure else ""
    return html.Article(
        [
            html.Div(head, className="of"),
            None if titled else html.P(said.headline(thing)),
            *(html.P([html.Span(f"{name}: ", className="soft"), text]) for name, text in said.rest(thing)),
            html.P([html.Span("Predicted: ", className="soft"), predicted]) if predicted else None,
            html.P(words.sentence_case(changed) + ".", className="changed") if changed else None,
            *(_added(one) for one in thing.added),
            html.P(
                [said.signed(thing.begun), None if alone or is_read else [" · ", _more(thing)]],
                className="soft s",
            ),
        ],
        className="entry",
    )


def seen_at(thing):
    """The page on which a thing is seen before it is judged, where it is more than a panel can show; '' of others."""
    return link("/entry", about=thing.key) if thing.family == "supplied" else ""


def _more(thing):
    word = "Reply" if thing.family == "comment" else "Open"
    return tag("A", [word, blocks.hidden(f" {said.headline(thing)[:60]}")], href=link("/write", about=thing.key))


def _added(event):
    return html.P([html.Span(f"{said.signed(event)}: ", className="soft"), event.body.words], className="reply")


def flags(names, measure, unit, month):
    """Comments and actions as notes of a chart are (dashboard.notes): those of this unit, of comments the newest."""
    things = writings.here().at([unit.key], measure["key"], ("action", "comment"))
    months = {f"{one:%Y-%m}": one for one in names.months if one <= month}
    here = [one for one in things if one.period in months and one.state != "draft"]
    comments = sorted((one for one in here if one.family == "comment"), key=lambda one: one.period)
    shown = [*(one for one in here if one.family == "action"), *comments[-FLAGGED:]]
    judged = _judged(names, measure, unit, months)
    return judged + [
        {
            "month": months[one.period],
            "unit": one.unit,
            "measure": one.measure,
            "words": _flag(one),
            "author": one.begun.called,
            "rebase": False,
            "key": one.key,
            "state": "approved",
        }
        for one in shown
    ]


def _judged(names, measure, unit, months):
    """What was judged of a measure at a unit or above it, in the months of the chart."""
    line = [unit.key, *(one.key for one in names.above(unit))]
    return [
        {
            "month": months[f"{day:%Y-%m}"],
            "unit": one.unit,
            "measure": measure["key"],
            "words": words.shortened(f"{one.fields['body']}: {one.fields['value']}"),
            "author": one.begun.called,
            "rebase": False,
            "key": one.key,
            "state": "approved",
        }
        for one in writings.here().at(line, families=["judgement"])
        for day in [one.fields["published"]]
        if measure["key"] in one.fields["measures"] and f"{day:%Y-%m}" in months
    ]


def _flag(thing):
    state = said.state(thing).lower()
    return f"{said.family_name(thing)}: {words.shortened(said.headline(thing))}" + (f" ({state})" if state else "")


def views(names, unit, by, pinned=False):
    """Links to the saved views of somebody, and to those that are shared with a unit or one above it."""
    line = {unit.key, *(above.key for above in names.above(unit))}
    found = [
        one
        for one in writings.here().at(None, families=["view"], states=["saved"])
        if (one.begun.by == by if one.fields["shared"] == "mine" else one.unit in line)
        and (one.fields["pinned"] or not pinned)
    ]
    return [blocks.to(one.fields["name"], one.fields["address"], refresh=True) for one in found]


def alert(names, card, marks):
    """What a scorecard warns of: reds that nobody acts on, and promises past their day."""
    red, late = duties.red_without_action(card, marks or ()), sum(one.late for one in marks or ())
    if marks is None or not (red or late):
        return None
    parts = []
    if red:
        which = words.listed([names.measures[row.measure]["short"] for row in red], MOST_NAMED)
        has = "has" if len(red) == 1 else "have"
        parts.append(f"{words.count_words(len(red), 'red')} {has} no action: {which}. ")
    if late:
        parts.append(f"{words.count_words(late, 'promise')} overdue. ")
    work = blocks.to("My work", link("/work", unit=card.unit.key, month=card.month))
    return html.P([blocks.unsaid("▲ "), *parts, work], className="alert-line")


def mark(marked):
    """The small mark of a row of a scorecard."""
    parts = []
    if marked.said:
        parts.append(f"✎ {marked.said}")
    if marked.open:
        parts.append(f"⚑ {marked.open}")
    heard = [
        words.count_words(marked.said, "note or comment", "notes and comments").lower() if marked.said else "",
        words.count_words(marked.open, "action open", "actions open").lower() if marked.open else "",
        f"{marked.late} late" if marked.late else "",
    ]
    return " ".join(parts), ", ".join(filter(None, heard))
