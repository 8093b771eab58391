"""What worked: actions that were seen through, by kind and measure: what was predicted, what was so after, the cost."""

from dash import html

from dashboard import duties
from dashboard import scorecard as cards
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_unit
from layouts.page import Page, place
from layouts.pages.work import mine
from layouts.parts import blocks
from layouts.words import writing as said

PATH = "/work/library"
HEADS = [("what was done", ""), ("of", ""), ("predicted", ""), ("after", ""), ("cost", "n"), ("what was learnt", "")]


def show(store, reader, asked):
    names = cards.names(store.snapshot())
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    found = duties.library(writings.here())
    at = place(names, reader, PATH, unit)
    lead = f"{words.count_words(len(found), 'action')} seen through, in the whole council." if found else ""
    kinds = dict.fromkeys(one.fields["sort"] for one in found)
    nothing = (
        "Nothing yet: an action comes here when its effect has been tested, or when it is kept, spread or stopped."
    )
    main = [
        at.crumb("what worked", ("My work", link("/work", unit=unit.key))),
        *blocks.title("What worked, and what did not", lead),
        *(_kind(names, kind, [one for one in found if one.fields["sort"] == kind]) for kind in kinds),
        None if found else html.P(nothing, className="soft empty"),
    ]
    return at.view("What worked", main)


def _kind(names, kind, things):
    name = words.sentence_case(f"{kind}")
    rows = [_row(names, one) for one in things]
    return blocks.section(
        f"kind-{kind.replace(' ', '-')}",
        name,
        [blocks.scroll(blocks.table(name, HEADS, rows, stacked=True), f"{name}: the table")],
    )


def _row(names, thing):
    measure, fields = names.measures.get(thing.measure), thing.fields
    cost = f"£{fields['cost']:,.0f}" if fields.get("cost") is not None else "–"
    return [
        blocks.to(said.headline(thing), f"/work/{thing.key}"),
        mine.of(names, thing),
        (said.prediction(measure, fields) if measure else "") or "–",
        _found(measure, fields),
        cost,
        fields.get("learnt") or "–",
    ]


def _found(measure, fields):
    if measure is None or not fields.get("verdict"):
        return "not tested"
    return f"{words.signed(measure, fields['difference'])}: {said.VERDICTS.get(fields['verdict'], fields['verdict'])}"


PAGE = Page(PATH, "What worked", show, about="Actions of the whole council that were seen through.")
