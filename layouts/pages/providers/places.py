"""Where a provider works, and how each place is rated."""

from dash import html

from layouts import words
from layouts.parts import blocks
from layouts.words import providers as says


def places(at, found):
    """The places of a provider with the regulator's newest ratings; None where it has none."""
    every = {}
    for row in found.places:
        every.setdefault((row["place"], row["location"], row["category"]), {})[row["question"]] = row
    if not every:
        return None
    questions = sorted({row["question"] for row in found.places}, key=lambda text: (text != "Overall", text))
    heads = [("place", "m"), *((text.lower(), "") for text in questions), ("published", "")]
    rows = [[_place(*key), *_rated(rated, questions)] for key, rated in every.items()]
    small = "the newest rating in the directory that is on file, whatever month is shown"
    table = blocks.scroll(blocks.table("Its places", heads, rows), "Its places")
    return blocks.section("places", "How the regulator rates its places", [blocks.still(table)], small=small)


def _place(name, location, category):
    return [name, " ", html.Span(", ".join(filter(None, (location, category))), className="soft s")]


def _rated(rated, questions):
    cells = []
    for question in questions:
        text = rated[question]["rating"] if question in rated else ""
        seen = [blocks.unsaid(says.SHAPES[text]), f" {text}"] if text in says.SHAPES else text
        cells.append(blocks.cell(seen, className=says.CLASSES.get(text, "soft")))
    newest = max((row["published"] for row in rated.values() if row["published"]), default=None)
    return [*cells, words.day_words(newest)]
