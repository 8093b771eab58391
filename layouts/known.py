"""A page as it could be known on a past day: which are kept, what it says of itself, and where none is."""

from dash import html
from flask import current_app, has_app_context

from layouts import words
from layouts.address import NotHere, link, wanted_day
from layouts.parts import blocks

PAST = "golden_thread_past"  # where the app keeps the days
WRITES = "/write"
NOW = "What is known now"


def kept():
    """The days of which a store is kept, the newest first."""
    past = current_app.extensions.get(PAST) if has_app_context() else None
    return past.days() if past else []


def wanted(text, path):
    """The Day that an address asks for; None where it asks for none. Raises NotHere where it is not kept."""
    if not text:
        return None
    day = wanted_day(text)
    if path == WRITES:
        raise NotHere("What was known on a past day is read and not written.", [(NOW, {"known": ""})])
    past = current_app.extensions.get(PAST)
    found = past.at(day) if past else None
    if found is None:
        others = [(f"As known on {words.day_words(one)}", {"known": f"{one}"}) for one in kept()]
        raise NotHere(
            f"What was known on {words.day_words(day)} is not kept. Whoever runs this makes it by"
            f" 'python -m dashboard build --as-known-on {day}'.",
            [*others, (NOW, {"known": ""})],
        )
    return found


def banner(day, address):
    """What a page of a past Day says of itself, with the way back to the same page (its address) of now."""
    said = "what had come and had been written by the end of that day, with definitions and settings of now. "
    ways = [blocks.to("What has changed since", link("/data") + "#changed"), " · ", html.A(NOW, href=address)]
    return html.P(
        [html.B(f"As known on {words.day_words(day.day)}"), ": ", said, *ways], className="callout", role="note"
    )
