"""The scorecard in full: a panel of rows for each perspective, and what leaves some of them out.

All rows are there whatever is asked for, those left out hidden: assets/scorecard.js shows others without asking the
server, and the address says which, so that the server answers it with the same.
"""

from dash import html

from layouts import words
from layouts.address import link
from layouts.parts import blocks
from layouts.parts.card import ALL, MINE, ROWS, SETS
from layouts.tables import card as card_tables
from layouts.words import rows as row_words


def choices(names, card, asked, own=frozenset()):
    """The choices of rows, as a form that works without a script; `asked` are those that hold, `own` the measures
    (keys) whose owner is who asks: where some are on the card, "mine" is a choice."""
    standings = {one: one for one in words.SHAPES if any(row.standing == one for row in card.rows)}
    owners = sorted({names.measures[row.measure]["owner"] for row in card.rows})
    own = {names.measures[row.measure]["owner"] for row in card.rows if row.measure in own}
    mine = {MINE: f"mine: {', '.join(sorted(own))}"} if own else {MINE: MINE} if asked.owner == MINE else {}
    form = blocks.choosing(
        "/",
        [
            (
                "perspective",
                "Perspective",
                _all({one["key"]: one["name"] for one in names.perspectives}),
                asked.perspective,
            ),
            ("standing", "Standing", _all(standings), asked.standing),
            ("owner", "Owner", _all({**mine, **{one: one for one in owners}}), asked.owner),
            ("set", "Set", _all(SETS), asked.set),
            ("rows", "Rows", blocks.options(ROWS), asked.rows),
        ],
        {"unit": card.unit.key, "month": f"{card.month:%Y-%m}"},
    )
    found = sum(asked.takes(names, row) for row in card.rows)
    count = html.Span(f"{found} of {len(card.rows)} measures", className="counted", role="status")
    # What the browser holds a row's owner against where "mine" is chosen.
    mine = {"data-mine": "\n".join(sorted(own))}
    return html.Div([form, count], className="choose narrow-card", id="in-full-choices", **mine)


def _all(texts):
    return blocks.options(texts, first=ALL)


def panels(names, read, alarms, asked, written, missing):
    """A panel for each perspective that has a measure here, in its order, in two stacks of about one height. `missing`
    is what ought to be measured of each objective and is not."""
    card, made = read.card, []

    def takes(row):
        return asked.takes(names, row)

    beside = card_tables.Beside(read.readings, read.parts, written, takes, missing)
    for one in names.perspectives:
        rows = [row for row in card.rows if row.perspective == one["key"]]
        if rows:
            made.append((len(rows), _panel(names, card, one, rows, beside, alarms)))
    stacks = [html.Div([panel for _, panel in stack], className="stack") for stack in in_two(made)]
    nothing = not any(map(takes, card.rows))
    everything = blocks.to("Show all of them", link("/", unit=card.unit.key, month=card.month))
    none = html.P(["No measure here is all of that. ", everything], className="soft none-wanted", hidden=not nothing)
    return html.Div([none, *stacks], className="in-full", id="in-full", **{"data-rows": asked.rows})


def in_two(made):
    """(rows, panel) in their order as two stacks, of which the longer is as short as can be."""
    heights = [rows + 3 for rows, _ in made]  # a panel's heading and the objectives of its rows
    longer = {at: max(sum(heights[:at]), sum(heights[at:])) for at in range(1, len(made))}
    at = min(longer, key=longer.get, default=len(made))
    return [stack for stack in (made[:at], made[at:]) if stack]


def _panel(names, card, perspective, rows, beside, alarms):
    key = perspective["key"]
    table = card_tables.perspective(names, card, perspective["name"], rows, beside)
    many = (
        f"{words.count_words(len(rows), 'measure').lower()}: {row_words.mix([names.measures[r.measure] for r in rows])}"
    )
    section = blocks.section(
        f"perspective-{key}",
        f"{perspective['name']} in full",
        [blocks.still(table)],
        small=many,
        beside=_alarm(card, alarms) if alarms and key == "financial" else None,
    )
    return html.Div(
        section, className="panel", hidden=not any(map(beside.is_wanted, rows)), **{"data-perspective": key}
    )


def _alarm(card, count):
    said = f" {words.count_words(count, 'money alarm').lower()}"
    href = link("/money", unit=card.unit.key, month=card.month)
    return blocks.to([blocks.unsaid("▲"), said], href, className="s miss")
