"""The catalogue: every measure, what it is for, who answers for it and where its definition comes from."""

import dash_bootstrap_components as dbc
from dash import html

from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks

HEADS = [
    ("measure", "m"),
    *((name, "") for name in ("what for", "type", "better", "period", "owner", "also known as")),
]


def show(store, reader, asked):
    names = cards.names(store.snapshot())
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    lead = (
        f"{len(names.measures)} measures, each with its question, the decision it serves and the person who answers "
        "for it. Open one for its definition, its worked example and its numbers."
    )
    main = [
        *blocks.title("Measures", lead),
        find("tr.measure", "a word, a code, an owner"),
        *(_group(names, perspective, unit, month) for perspective in names.perspectives),
    ]
    return place(names, reader, "/measures", unit, month).view("Measures", main)


PAGE = Page(
    "/measures",
    "Measures",
    show,
    in_menu=True,
    group="Look it up",
    about="Every measure that is defined here: the question it answers, the decision it serves, who answers for it,"
    " and the official codes it is known by.",
)


def find(rows, hint):
    """A box that leaves only the rows with what is typed into it."""
    box = dbc.Input(id="find", type="search", placeholder=hint)
    return html.P(
        [html.Label("Find", htmlFor="find"), " ", html.Span(box, **{"data-filter": rows})], className="inline"
    )


def _group(names, perspective, unit, month):
    measures = sorted(
        (measure for measure in names.measures.values() if measure["perspective"] == perspective["key"]),
        key=lambda measure: measure["title"],
    )
    rows = [_row(measure, link(measure_path(measure["key"]), unit=unit.key, month=month)) for measure in measures]
    table = blocks.table(perspective["name"], HEADS, rows, kind="catalogue", row_class="measure")
    small = f"{perspective['says']}; {len(measures)} measures"
    return blocks.section(
        f"group-{perspective['key']}", perspective["name"], [blocks.scroll(table, perspective["name"])], small=small
    )


def _row(measure, href):
    return [
        [blocks.to(measure["title"], href), html.Br(), html.Span(measure["question"], className="soft s")],
        blocks.cell(words.sentence_case(measure["why"]), className="w"),
        f"{measure['type']}, {measure['leads']}",
        measure["better"],
        words.basis_words(measure),
        blocks.cell(measure["owner"], className="w2"),
        blocks.cell(measure["codes"] or "", className="w2"),
    ]
