"""The catalogue: every measure, what it is for, who answers for it and where its definition comes from."""

import dash_bootstrap_components as dbc
from dash import html

from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, measure_path, wanted_month, wanted_one_of, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks, card
from layouts.words import rows

HEADS = [
    ("measure", "m"),
    *((name, "") for name in ("what for", "type", "better", "period", "owner", "also known as")),
]


ALL = "all"
NATIONAL = {"ascof": "ASCOF", "paf": "PAF", "bvpi": "BVPI"}  # as official codes begin
SETS = {ALL: "all", **card.SETS, **NATIONAL}
SAID = {ALL: "", "national": " of national sets", "local": " of our own"}
SAID |= {key: f" that {name} has or had" for key, name in NATIONAL.items()}


def show(store, reader, asked):
    names = cards.names(store.snapshot())
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    held = wanted_one_of(SETS, asked.get("set") or ALL, "set")
    found = [one for one in names.measures.values() if held == ALL or held in sets_of(one)]
    lead = (
        f"{words.count_words(len(found), 'measure')}{SAID[held]}, each with its question, the decision it serves and"
        " the person who answers for it. Open one for its definition, its worked example and its numbers."
    )
    main = [
        *blocks.title("Measures", lead),
        find("tr.measure", "a word, a code, an owner"),
        _sets(held, unit, month),
        *(_group(found, perspective, unit, month) for perspective in names.perspectives),
    ]
    return place(names, reader, "/measures", unit, month).view("Measures", main)


def sets_of(measure):
    """The sets that a measure belongs to, each a tag: national or our own, and the national ones by their names."""
    codes = measure["codes"] or ""
    return {rows.set_of(measure), *(key for key, name in NATIONAL.items() if name in codes)}


def _sets(held, unit, month):
    """The choice of a set; beside it the report of the one that is chosen, where the scorecard has it."""
    kept = {"unit": unit.key, "month": f"{month:%Y-%m}"}
    chosen = [
        (name, link("/measures", **kept, set="" if key == ALL else key), key == held) for key, name in SETS.items()
    ]
    report = None
    if held in card.SETS:
        report = html.P(blocks.to("How they stand on the scorecard", link("/", **kept, set=held)))
    return html.Div([blocks.choice("Set", chosen), report])


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


def _group(found, perspective, unit, month):
    measures = sorted(
        (measure for measure in found if measure["perspective"] == perspective["key"]),
        key=lambda measure: measure["title"],
    )
    made = [_row(measure, link(measure_path(measure["key"]), unit=unit.key, month=month)) for measure in measures]
    if not made:
        return None
    table = blocks.table(perspective["name"], HEADS, made, kind="catalogue", row_class="measure", stacked=True)
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
