"""The balanced scorecard at a glance: a panel for each perspective, how it stands as a bar, and its headlines."""

import dash_bootstrap_components as dbc
from dash import html

from layouts import words
from layouts.address import link, measure_path
from layouts.charts import in_cells
from layouts.parts import blocks
from layouts.parts.blocks import tag
from layouts.words import card as card_words

MOST_HEADLINES = 4  # where the council names none; so that four panels stand on one screen
STANDINGS = ("met", "near", "missed", "no target", "no value")
MOST_BESIDE = 3  # findings, and alarms


def glance(names, card, read, beside, alarms):
    """Four panels, and beside them other panels (what needs a conversation) and the alarms of money."""
    panels = [dbc.Col(_panel(names, card, one, read), md=6, className="d-flex") for one in names.perspectives]
    beside = [part for part in (*beside, _alarms(card, alarms)) if part]
    if not beside:
        return dbc.Row(panels, className="g-3 glance")
    return dbc.Row(
        [dbc.Col(dbc.Row(panels, className="g-3"), xl=9), dbc.Col(beside, xl=3)],
        className="g-3 glance",
    )


def _panel(names, card, perspective, read):
    key = perspective["key"]
    rows = [row for row in card.rows if row.perspective == key]
    if not rows:
        head = html.H2([perspective["name"], " ", html.Small(perspective["says"])])
        feeds = blocks.to("What feeds the measures", "/data")
        nothing = html.P(["No measure of this perspective is on this scorecard. ", feeds])
        return dbc.Card([head, nothing], body=True, className="flex-fill")
    named = _narrowing(card, perspective["name"], perspective=key)
    head = html.H2([named, " ", html.Small(perspective["says"]), " ", *_ways(names, card, rows, read.here.believed)])
    lines = [
        _headline(names, card, row, read.readings[row.measure], read.parts.get(row.measure))
        for row in headlines(names, card, key, rows)
    ]
    more = html.P(_narrowing(card, f"All {len(rows)} of them", perspective=key), className="all")
    inside = html.Div([head, *_standings(card, key, rows), *lines, more], **{"data-perspective": key})
    return dbc.Card(inside, body=True, className="flex-fill")


def _narrowing(card, text, **asked):
    """A link to the rows under the panels that leaves others out; in the browser at once (assets/scorecard.js)."""
    href = link("/", unit=card.unit.key, month=card.month, **asked) + "#in-full-choices"
    return html.A(text, href=href, **{"data-narrow": "yes"})


def _ways(names, card, rows, believed):
    """How many got better and worse than a year before, by more than chance explains."""
    moved = [card_words.direction(names, row) for row in rows if card_words.beyond_chance(row, card.unit, believed)]
    said = []
    for way, mark, colour in (("better", "▲", "good"), ("worse", "▼", "bad")):
        if way in moved:
            said.append(tag("Span", [blocks.unsaid(mark), f" {moved.count(way)} {way}"], className=f"sign {colour}"))
    return said


def _standings(card, key, rows):
    """How many stand how: one bar, and the same in words, each of which leads to its rows."""
    counts = [(standing, sum(row.standing == standing for row in rows)) for standing in STANDINGS]
    told = [(standing, count) for standing, count in counts if count]
    parts = [tag("Span", None, className=words.CLASSES[one], style={"flexGrow": count}) for one, count in told]
    said = []
    for one, count in told:
        way = _narrowing(card, [tag("B", str(count)), f" {one}"], perspective=key, standing=one)
        said += [tag("Span", way, className=words.CLASSES[one]), " "]
    return [html.Div(parts, className="standings", **{"aria-hidden": "true"}), html.P(said[:-1], className="counts")]


def headlines(names, card, perspective, rows):
    """The rows that stand first: those that the council calls its headlines, else the first of each objective that has
    a value, and where those are few the next ones in order; what has a course goes before a value that stands alone."""
    wanted = names.headlines_of(perspective, card.unit)
    if wanted:
        place = {row.measure: row for row in rows}
        return [place[measure] for measure in wanted if measure in place]
    valued = sorted([row for row in rows if row.value is not None] or rows, key=_is_alone)
    first = {row.objective: row for row in reversed(valued)}
    chosen = [row for row in valued if first[row.objective] is row][:MOST_HEADLINES]
    chosen += [row for row in valued if row not in chosen][: MOST_HEADLINES - len(chosen)]
    return [row for row in rows if row in chosen]


def _is_alone(row):
    """Whether a measure has one value and no other before it."""
    return sum(value is not None for value in (row.change.vals if row.change else row.vals) or []) < 2


def _headline(names, card, row, reading, part):
    measure = names.measures[row.measure]
    href = link(measure_path(row.measure), unit=card.unit.key, month=card.month)
    past = row.change.vals if row.change else in_cells.window(row.first_month, row.vals, card.month)
    spark = in_cells.sparkline(past, row.target_low, row.target_high, words.CLASSES[row.standing])
    value = words.figure(measure, row.value) if row.value is not None else "–"
    moves = reading.moves if row.value is not None else row.reason
    parts = [
        tag(
            "Div",
            [
                blocks.to(measure["short"], href, title=measure["title"]),
                tag("Span", moves, className=f"say {reading.colour}".rstrip()),
            ],
            className="what",
        ),
        tag("Div", blocks.drawn(spark), className="past"),
        tag(
            "Div",
            [tag("B", value), tag("Span", _held_against(names, card, measure, row, part), className="place")],
            className="n",
        ),
        blocks.explained(
            [blocks.unsaid(words.SHAPES[row.standing]), f" {row.standing}"], reading.full, words.CLASSES[row.standing]
        ),
    ]
    return tag("Div", parts, className="headline")


def _held_against(names, card, measure, row, part=None):
    """The target beside a value, or the unit's part of what the unit that has the target counted; where there is
    neither, England's published figure; else nothing."""
    if part:
        return words.part_words(part, names)
    aim = words.target_words(measure, row.target_low, row.target_high)
    if aim:
        return f"of {aim}"
    england = names.england_at(row.measure, card.month) if card.unit == names.root else None
    return "" if england is None else f"England {words.figure(measure, england)}"


def _alarms(card, alarms):
    if not alarms:
        return None
    lines = [
        html.Div([html.H3(blocks.to(f"{one['title']} · {one['unit']}", one["href"])), html.P(one["reading"])])
        for one in alarms[:MOST_BESIDE]
    ]
    many = blocks.to("Open money", link("/money", unit=card.unit.key, month=card.month))
    small = words.count_words(len(alarms), "alarm").lower()
    return blocks.section("money-alarms", "Money alarms", [*lines, html.P(many)], small=small)
