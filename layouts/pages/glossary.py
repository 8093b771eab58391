"""The words of the pages, and what each means."""

from dash import html

from dashboard import scorecard as cards
from layouts import words
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.words import glossary

HEADS = [("word", "text-wrap"), ("means", "text-wrap")]


def show(store, reader, asked):
    names = cards.names(store.snapshot())
    found = glossary.sections()
    many = sum(map(len, found.values()))
    main = [
        *blocks.title("What the words mean", f"{many} words, each with one meaning on every page."),
        *(_section(place, heading, rows) for place, (heading, rows) in enumerate(found.items())),
    ]
    return place(names, reader, "/words").view("Words", main)


PAGE = Page(
    "/words",
    "Words",
    show,
    in_menu=True,
    group="Look it up",
    about="Every word that the pages use in a meaning of their own. A word means the same wherever it stands.",
    of_a_unit=False,
)


def _section(order, heading, rows):
    listed = [[html.Span(words.sentence_case(word), id=glossary.anchor(word)), means] for word, means in rows]
    return blocks.section(f"words-{order}", heading, [blocks.table(heading, HEADS, listed, kind="glossary")])
