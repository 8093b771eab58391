"""The findings that open a scorecard: what is worth a conversation, and what a performance officer begins with."""

import dash_bootstrap_components as dbc
from dash import html

from dashboard import scorecard as cards
from dashboard.store import kept_with_its_store
from layouts import words
from layouts.address import link, measure_path
from layouts.parts import blocks, conversations
from layouts.words import card as card_words
from layouts.words import signals

MOST_FILES = 5  # with refused rows
MOST_TOLD, MOST_WORSE = 3, 2


def talk(snapshot, names, card, here):
    """Up to three findings worth a conversation, of the unit and all below it: two that got worse, one that got better;
    where there are fewer, what changed on the year before; and then measures furthest from their target."""
    found = list(_signalled(snapshot, card.unit.key, card.month))
    named = {entry.finding.measure for entry in _foremost(here)}
    changed = card_words.changed(names, [row for row in card.rows if row.measure not in named])
    told = [*changed["worse"][:MOST_WORSE], *changed["better"][:1], *changed[""]][: MOST_TOLD - len(found)]
    named |= {row.measure for row in told}
    missed = [row for row in card_words.furthest(card.rows) if row.measure not in named]
    found += [_moved(names, card, row) for row in told]
    found += [_missing(names, card, row) for row in missed[: MOST_TOLD - len(found)]]
    return blocks.section("talk", "Needs a conversation", [*found, *_conversations(card, here, changed)])


def _conversations(card, here, changed):
    """How many changed, of months and of years, and the way to all of them."""
    way = blocks.to("What needs a conversation", link("/attention", unit=card.unit.key, month=card.month))
    told = [
        f"{words.count_words(len(rows), 'measure').lower()} became {verdict}"
        for verdict, rows in changed.items()
        if verdict and rows
    ]
    if told:
        said = f"By the year or the quarter, {words.listed(told)} by more than chance explains."
        yield html.P(said, className="more")
    yield _of_months(card, here, way)


def _of_months(card, here, way):
    if not here.looked_at:
        return html.P([way, ": no chart here has months enough yet to tell change from chance."], className="more")
    count = len(here.concerns)
    where = f"at {card.unit.name}{' and below' if card.unit.below else ''}"
    has = "has" if count == 1 else "have"
    many = words.count_words(count, "measure").lower()
    return html.P([way, f": {many} {where} {has} become worse by more than chance explains."], className="more")


def _foremost(here):
    return here.concerns[:2] + here.strengths[:1]


@kept_with_its_store(most=64)
def _signalled(snapshot, unit, month):
    """The foremost findings of a unit (its key) in a month: the same for everybody until a new store is published."""
    names, here = cards.names(snapshot), conversations.attention(snapshot, unit, month)
    return [_finding(names, unit, month, entry.finding) for entry in _foremost(here)]


def _finding(names, here, month, finding):
    measure, unit = names.measures[finding.measure], names.units[finding.unit]
    return _told(
        measure["title"],
        link(measure_path(finding.measure), unit=unit.key, month=month),
        unit.name if unit.key != here else "",
        ": ".join(finding.reading),
        signals.MARKS[finding.variation],
        words.sentence_case(signals.reason(measure, finding)),
    )


def _moved(names, card, row):
    """A measure that comes by the year or the quarter and changed by more than chance explains."""
    measure, change = names.measures[row.measure], row.change
    way = card_words.direction(names, row) or change.movement
    limits = f"{words.signed(measure, change.lower)} to {words.signed(measure, change.upper)}"
    return _told(
        measure["title"],
        link(measure_path(row.measure), unit=card.unit.key, month=card.month),
        "",
        f"{way} than the year before",
        signals.MOVED.get(way, "special"),
        f"{words.figure(measure, row.value)}, {words.signed(measure, change.moved)} on the year before; by more than "
        f"chance explains (95% limits {limits}).",
    )


def _missing(names, card, row):
    measure = names.measures[row.measure]
    moved = words.moved_words(measure, row.value, row.last_year)
    should = words.bound_words(measure, row.target_low, row.target_high)
    return _told(
        measure["title"],
        link(measure_path(row.measure), unit=card.unit.key, month=card.month),
        "",
        "misses its target",
        "bad",
        f"{words.figure(measure, row.value)}, should be {should}{'; ' + moved if moved else ''}.",
    )


def _told(title, href, where, what, mark, sentence):
    """A finding: the measure, where, what it is in a few words, and why."""
    heading = html.H3([blocks.to(title, href), html.Small(f" · {where}") if where else None])
    return html.Div([heading, html.P([html.B(what, className=f"sign {mark}"), ". ", sentence])], className="finding")


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
