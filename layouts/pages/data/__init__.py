"""What feeds the measures: what is live, old, due, late, missing or without a place. What was loaded: each file, how
its rows were dealt with, and the lines that were refused."""

from dash import html

from dashboard import coverage, placing
from dashboard import scorecard as cards
from layouts import written as writings
from layouts.address import link
from layouts.exports import data as exported
from layouts.exports import template
from layouts.page import Page, both_kinds, place
from layouts.pages.data import calendar, care, changed, feeding, files, places
from layouts.parts import blocks
from layouts.words import data as say


def show(store, reader, asked):
    snapshot, today = store.snapshot(), writings.today()
    names = cards.names(snapshot)
    at = place(names, reader, "/data")
    with snapshot.cursor() as cursor:
        if asked.get("file"):
            return files.one_file(cursor, at, asked.get("file"))
        if asked.get("kind"):
            return files.one_kind(cursor, at, asked.get("kind"), today)
        found = coverage.coverage(cursor, today)
        loaded = cards.ask_dicts(cursor, "files")
        layouts = dict(cards.ask(cursor, "layouts"))
        refused = say.refused_words(loaded, files.reasons(cursor))
        chart = calendar.section(cursor, loaded, asked.get("show"), today)
        unplaced = [one for one in placing.unplaced(cursor).values() if one.rows]
    main = [
        *blocks.title("Data", f"{coverage.summary(found)} {say.late_words(found)}"),
        _refused(refused) if refused else None,
        chart,
        feeding.more(found, layouts) if found.brings else None,
        care.sent(found, today),
        care.further(),
        changed.section(names, reader),
        feeding.due(found),
        places.section(names, unplaced),
        feeding.measures(found),
        files.on_hand(loaded, layouts),
        _templates(layouts),
    ]
    return at.view("Data", main, exports=both_kinds("Every file that was loaded", "/data"))


PAGE = Page(
    "/data",
    "Data",
    show,
    in_menu=True,
    group="Look it up",
    about="What the measures are made from: which files are here and how old they are, which are due, and which "
    "rows were turned away and why.",
    of_a_unit=False,
    routes={
        template.PATH: template.as_template,
        "/data.csv": exported.as_csv,
        "/data.xlsx": exported.as_xlsx,
    },
)


def _refused(found):
    """How many rows were refused, and of which files: the first thing that whoever loads files looks for."""
    rows, named, more = found
    links = []
    for file, said in named:
        links += ["; " if links else "", blocks.to(file["name"], link("/data", file=file["file"])), f" ({said})"]
    if more > 0:
        links += [f"; and {more} more {'file' if more == 1 else 'files'}, ", html.A("below", href="#files")]
    return html.P([html.B(rows), ", and nothing is counted of them: ", *links, "."], className="callout", role="note")


def _templates(layouts):
    said = (
        "A workbook for each kind of file: its headings, what each means, lists to choose from and an example. Fill it "
        "in and load it."
    )
    links = [html.Li(blocks.save(title, template.href(kind), className=None)) for kind, title in layouts.items()]
    return blocks.section(
        "templates",
        "Files to fill in",
        [html.P(said), blocks.folded(f"Show all {len(layouts)}", [html.Ul(links)])],
    )
