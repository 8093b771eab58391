"""The address of a form. In the browser it opens the panel on the page that one is on; alone it leads there."""

from dash import html

from dashboard import scorecard as cards
from dashboard.journal.kinds import is_kind
from layouts import written as writings
from layouts.address import link, measure_path, wanted_measure, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks

PATH = "/write"
NO_FORM = "There is no such form: go to the measure, unit or case that you mean and press Write there."


def show(store, reader, asked):
    names = cards.names(store.snapshot())
    thing = writings.here().thing(asked.get("about")) if asked.get("about") else None
    unit = wanted_unit(names, thing.unit if thing and thing.unit in names.units else asked.get("unit") or reader.unit)
    key = thing.measure if thing else asked.get("measure")
    measure = wanted_measure(names, key) if key else None
    period = thing.period if thing and thing.period in {f"{month:%Y-%m}" for month in names.months} else ""
    month = wanted_month(names, period or asked.get("month"))
    at = place(names, reader, PATH, unit, month)
    words = {word: asked.get(word) for word in ("kind", "about", "topic") if asked.get(word)}
    form = link(PATH, unit=unit.key, measure=key or "", month=month, **words)
    back = link(measure_path(measure["key"]) if measure else "/", unit=unit.key, month=month)
    is_there = thing or is_kind(words.get("kind", ""))
    opens = html.P(html.A("Open the form", href=form, className="button", **{"data-write-now": "yes"}))
    main = [
        at.crumb("write", measure=key or "", **words),
        *blocks.title("Write", f"Of {measure['title'] if measure else unit.name}."),
        opens if is_there else html.P(NO_FORM),
        html.P(blocks.to("Back to the measure" if measure else "Back to the scorecard", back)),
    ]
    return at.view("Write", main)


PAGE = Page(
    PATH,
    "Write",
    show,
    about="A comment, a note, an action or a decision on what was read: who wrote it, when, and against which "
    "number is kept with it.",
    found=False,
)
