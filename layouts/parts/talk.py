"""The findings that open a scorecard: what is worth a conversation, and what a performance officer begins with."""

import dash_bootstrap_components as dbc
from dash import html

from dashboard import scorecard as cards
from dashboard.store import kept_with_its_store
from layouts import drawing, signals, words
from layouts.address import link, measure_path
from layouts.parts import blocks, conversations
from layouts.words import card as card_words

MOST_FILES = 5  # with refused rows


def talk(snapshot, names, card, here):
    """Up to three findings worth a conversation, of the unit and all below it: two that got worse, one that got better;
    where there are fewer, measures furthest from their target."""
    found = list(_signalled(snapshot, card.unit.key, card.month))
    named = {entry.finding.measure for entry in _foremost(here)}
    missed = [row for row in card_words.furthest(card.rows) if row.measure not in named]
    found += [_missing(names, card, row) for row in missed[: 3 - len(found)]]
    return (
        dbc.Row([dbc.Col(_finding_card(one), md=4, className="d-flex") for one in found], className="g-3 talk")
        if found
        else None
    )


def _foremost(here):
    return here.concerns[:2] + here.strengths[:1]


@kept_with_its_store(most=64)
def _signalled(snapshot, unit, month):
    """The foremost findings of a unit (its key) in a month: the same for everybody until a new store is published."""
    names, here = cards.names(snapshot), conversations.attention(snapshot, unit, month)
    with snapshot.cursor() as cursor:
        return [_finding(cursor, names, unit, month, entry.finding) for entry in _foremost(here)]


def _finding(cursor, names, here, month, finding):
    measure, unit = names.measures[finding.measure], names.units[finding.unit]
    past = {key: rest for key, *rest in cards.ask(cursor, "past", unit=unit.key)}.get(finding.measure, (None, None))
    low, high = cards.bounds(measure, finding.target_low, finding.target_high)
    return {
        "href": link(measure_path(finding.measure), unit=unit.key, month=month),
        "title": measure["title"],
        "where": unit.name if unit.key != here else "",
        "what": ": ".join(finding.reading),
        "mark": signals.MARKS[finding.variation],
        "sentence": words.sentence_case(signals.reason(measure, finding)),
        "spark": _large_spark(month, past, low, high, finding.standing),
    }


def _missing(names, card, row):
    measure = names.measures[row.measure]
    moved = words.moved_words(measure, row.value, row.last_year)
    should = words.bound_words(measure, row.target_low, row.target_high)
    return {
        "href": link(measure_path(row.measure), unit=card.unit.key, month=card.month),
        "title": measure["title"],
        "where": "",
        "what": "misses its target",
        "mark": "bad",
        "sentence": f"{words.figure(measure, row.value)}, should be {should}{'; ' + moved if moved else ''}.",
        "spark": _large_spark(card.month, (row.first_month, row.vals), row.target_low, row.target_high, row.standing),
    }


def _large_spark(month, past, low, high, standing):
    shown = drawing.window(*past, month)
    return drawing.sparkline(shown, low, high, words.CLASSES[standing or "no value"], 360, 50)


def _finding_card(one):
    where = [" ", html.Small(one["where"])] if one["where"] else []
    what = html.Small(one["what"], className=f"sign {one['mark']}")
    heading = html.H2([blocks.to(one["title"], one["href"]), *where, " ", what])
    return dbc.Card(
        [heading, html.P(one["sentence"]), blocks.drawn(one["spark"], tag="div")], body=True, className="flex-fill"
    )


def exceptions(cursor, names, unit, month):
    """What is out of line or missing anywhere below, for a performance officer to begin with."""
    parts = [
        ("Furthest from target", html.Ol, _missed(cursor, names, unit, month), "Nothing misses its target."),
        ("Without a value", html.Ul, _without(cursor, names, unit, month), "Every measure has a value everywhere."),
        ("Rows refused", html.Ul, _refused(cursor), "No file in force has a refused row."),
    ]
    shown = [
        dbc.Col([html.H3(heading), kind(lines) if lines else html.P(nothing, className="soft")], md=4)
        for heading, kind, lines, nothing in parts
    ]
    small = f"everything below {unit.name}, {words.month_words(month)}"
    return blocks.section("exceptions", "What needs checking", [dbc.Row(shown, className="g-3")], small=small)


def _line(text, href, said):
    return html.Li([blocks.to(text, href), " ", html.Span(said, className="soft")])


def _missed(cursor, names, unit, month):
    lines = []
    for key, at, units, value, low, high in cards.ask(cursor, "furthest_from_target", unit=unit.key, month=month):
        if at not in names.units or key not in names.measures:
            continue
        measure = names.measures[key]
        many = f"missed at {units} units, furthest at " if units > 1 else ""
        target = words.target_words(measure, *cards.bounds(measure, low, high))
        said = [f"{many}{names.units[at].name}: ", html.B(words.figure(measure, value)), f", target {target}"]
        lines.append(_line(measure["title"], link(measure_path(key), unit=at, month=month), said))
    return lines


def _without(cursor, names, unit, month):
    return [
        _line(
            names.measures[key]["title"],
            link(measure_path(key), unit=unit.key, month=month),
            f"{reason}, {words.count_words(units, 'unit').lower()}",
        )
        for key, reason, units in cards.ask(cursor, "missing_below", unit=unit.key, month=month)
        if key in names.measures
    ]


def _refused(cursor):
    refused = [row for row in cards.ask_dicts(cursor, "files") if row["in_force"] and row["rows_rejected"]]
    return [
        _line(row["name"], link("/data", file=row["file"]), f"{row['rows_rejected']:,} of {row['rows_read']:,}")
        for row in sorted(refused, key=lambda row: -row["rows_rejected"])[:MOST_FILES]
    ]
