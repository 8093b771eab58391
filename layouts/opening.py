"""Before records of people are opened: whether they are the reader's to open, and what for."""

import dash_bootstrap_components as dbc
from dash import html
from flask import current_app

from dashboard.access.opening import PURPOSES
from layouts import written as writings
from layouts.address import link
from layouts.page import place
from layouts.parts import blocks

PATH = "/purpose"
BOOK = "golden_thread_book"  # where the app keeps who opened what
BESIDE = ("/compare", "/explore")  # pages that lay units beside one another, and show what may be seen of others
NOT_OPEN = "Its values stand beside yours where they are compared; its own pages are open to those who work there."
ABOVE = (
    "Its own pages are open to those who work there. Its values stand beside yours, but for those that would tell of a "
    "team that is not yours to see."
)
MOST_BESIDE = 4  # measures
NOT_YOURS = "The rows behind this number are open to those who work with them. The number itself is on the scorecard."


def before_records(names, reader, page, asked):
    """The View instead of a page that is not a reader's, or that opens records first; None where it is theirs."""
    unit = names.units.get(asked.get("unit") or reader.unit)
    if unit is None or reader.scope.everything:
        return None  # a unit that is not there: the page says so
    if page.of_a_unit and page.path not in BESIDE and not names.is_open(unit.key):
        is_above = names.reach is not None and unit.key in names.reach.above
        way = _beside(names, reader, asked, unit) if is_above else None
        return _closed(names, reader, asked, unit, ABOVE if is_above else NOT_OPEN, way)
    if not page.opens_records:
        return None
    if not reader.may(names, "records", unit.key):
        return _closed(names, reader, asked, unit, NOT_YOURS, _emergency(unit))
    if reader.scope.opened:
        return None
    return place(names, reader, asked.path, unit).view("What is it for?", _ask(unit, link(asked.path, **asked.words)))


def _beside(names, reader, asked, unit):
    """The way to the values of a unit above, beside those of the reader's own."""
    carried = [row[2] for row in names.cards.get(reader.unit, ()) if row[2] in names.measures]
    measures = [asked.get("measure")] if asked.get("measure") in names.measures else carried[:MOST_BESIDE]
    own = names.units.get(reader.unit)
    if own is None or not measures:
        return None
    href = link("/explore", measure=measures, unit=[own.key, unit.key])
    return html.P(blocks.to(f"{unit.name} beside {own.name}", href))


def _emergency(unit):
    """The way to records for whoever must have them now."""
    if writings.here().journal is None:
        return None
    form = blocks.to("open them with a reason and an end", link("/write", kind="right.broken", unit=unit.key))
    return html.P(["In an emergency ", form, ". It is noted, your Caldicott Guardian reads it, and you sign in again."])


def _closed(names, reader, asked, unit, sentence, way=None):
    back = html.P(blocks.to("To your scorecard", link("/", unit=reader.unit)))
    main = [*blocks.title(f"{unit.name} is not open to you", sentence), way, back]
    return place(names, reader, asked.path, unit).view("Not open to you", main, status=403)


def note(store, reader, page, asked, exported=""):
    """Enter into the book which records are being opened, where there is one: nobody notes what they open alone."""
    if not page.opens_records or reader.scope.everything:
        return
    if (book := current_app.extensions.get(BOOK)) is not None:
        unit = asked.get("unit") or reader.unit
        book.note(reader, unit, page.path, asked.words, exported, store.has_own_keys())


def _ask(unit, address):
    said = (
        f"Behind this are rows of people at {unit.name}. What you open is noted with your name, and the Caldicott "
        "Guardian can read it. Your answer holds until you sign out."
    )
    options = [{"label": words, "value": key} for key, words in PURPOSES.items()]
    return [
        *blocks.title("What is it for?", said),
        html.Form(
            [
                html.Label("I open these records for", htmlFor="purpose"),
                dbc.Select(id="purpose", name="purpose", options=options, value=next(iter(PURPOSES))),
                dbc.Input(type="hidden", name="next", value=address),
                html.P(html.Button("Open the records", type="submit", className="button"), className="mt-2"),
            ],
            action=PATH,
            method="post",
            **{"data-full": "yes"},
        ),
    ]
