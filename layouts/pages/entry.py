"""Values entered by hand: the grid, what waits for a second person, and what has been entered before."""

from dash import html

from dashboard import scorecard as cards
from dashboard import supplied
from dashboard.errors import Refused
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks, entering
from layouts.words import writing as said

PATH = entering.PATH
READ = ("proposed", "approved", "withdrawn")  # states in which the values are read, and changed only where asked for
CHANGE = "grid"  # of the address: the grid of values that were sent or approved
MOST = 40  # entries of the list
DONE = {
    **{"supplied.saved": "Saved", "supplied.proposed": "Sent for approval", "supplied.approved": "Approved"},
    **{"supplied.returned": "Sent back", "supplied.withdrawn": "Withdrawn"},
}
HELP = (
    "Paste from a spreadsheet into the cell where it should begin. A period is a month (March 2026), a financial year"
    " (2025-26) or a day of the month; 1,234 and 62.5% are read as they stand. Give the value itself: it is not"
    " worked out from numerator and denominator. Delete, pressed on the number of a row, empties it."
)
ABOUT = (
    "Values that no system gives: a survey, a count of one’s own. Type them or paste them from a spreadsheet; they are"
    " checked as a file is, and count once somebody else has approved them, from the next build on."
)


def show(store, reader, asked):
    snapshot, written = store.snapshot(), writings.here()
    names = cards.names(snapshot)
    writer = writings.writer(reader, names)
    try:
        thing = entering.entry(names, written, writer, asked.get("about")) if asked.get("about") else None
    except Refused as problem:
        raise NotHere(f"{words.sentence_case(str(problem))}.", [("Enter values", PATH)]) from None
    unit = names.units[thing.unit] if thing else wanted_unit(names, asked.get("unit") or reader.unit)
    at = place(names, reader, PATH, unit)
    may = written.journal is not None and writer.may("propose", unit.key)
    if thing and ((thing.state in READ and asked.get("show") != CHANGE) or not may):
        with snapshot.cursor() as cursor:
            main = _read(cursor, names, unit, thing, writer, may)
    elif may:
        main = _grid(names, unit, thing, writer)
    else:
        main = [html.P(f"You may not enter values for {unit.name}.", className="soft")]
    title = thing.fields["name"] if thing else "Enter values"
    ways = [("Enter values", link(PATH, unit=unit.key))] if thing else []
    heading = blocks.title(title, _lead(names, unit, thing))
    return at.view(title, [at.crumb("values", *ways), *heading, *main, _entries(names, unit, written, writer, thing)])


def _lead(names, unit, thing):
    if thing is None:
        return f"For {unit.name} and the units below it."
    return f"{said.state_in_full(thing)}: {said.signed(thing.last)}. For {unit.name} and the units below it."


def _grid(names, unit, thing, writer):
    rows = thing.fields["rows"] if thing else ()
    found = supplied.checked(rows, names, unit, entering.council()) if rows else None
    back = thing.last.reason if thing and thing.state == "returned" else ""
    return [
        html.P([html.B("Sent back: "), back], className="wrong") if back else None,
        blocks.section(
            "values",
            "Values",
            [
                html.P(HELP, className="soft"),
                entering.form(names, unit, thing, writer.subject),
                html.Div(entering.faults(names, found), className="writing") if found else None,
            ],
        ),
    ]


def _read(cursor, names, unit, thing, writer, may):
    found = supplied.checked(thing.fields["rows"], names, unit, entering.council())
    ways = [
        blocks.to(one.words, link("/write", about=thing.key, kind=one.kind), className="button")
        for one in _open_to(thing, writer)
    ]
    if may and thing.state != "withdrawn":
        ways.append(blocks.to_grid("Change the values", link(PATH, about=thing.key, show=CHANGE), className="button"))
    many = words.count_words(len(found.taken), "value")
    ((built_with, _),) = cards.ask(cursor, "built_with")
    waits = (
        "They count from the next build of the data on." if thing.last.number > built_with else "They are in the data."
    )
    return [
        html.P(waits) if thing.state == "approved" else None,
        html.P(ways, className="write-links") if ways else None,
        blocks.section(
            "values",
            "Values as they go in",
            [
                entering.taken(cursor, names, found),
                html.Div(entering.faults(names, found), className="writing") if found.faults else None,
            ],
            small=many,
        ),
        blocks.section(
            "past", "What happened to it", [html.Ol([html.Li(one) for one in _past(thing)], className="past")]
        ),
    ]


def _open_to(thing, writer):
    written = writings.here()
    family = said.family(thing)
    return family.open_to(thing, writer.may, writer.subject, family.key in written.heard.alone)


def _past(thing):
    for event in writings.here().heard.events(about=thing.key):
        why = f": {event.reason}" if event.reason else ""
        yield f"{DONE[event.kind]}, {said.signed(event)}{why}"


def _entries(names, unit, written, writer, shown):
    things = [
        one
        for one in written.at([one.key for one in unit.branch], families=["supplied"])
        if names.is_open(one.unit) and writer.may("see", one.unit) and one is not shown
    ]
    if not things:
        return None
    heads = [("values", "text-wrap"), ("unit", ""), ("rows", "n"), ("state", ""), ("last", "")]
    rows = [
        [
            blocks.to_grid(one.fields["name"], link(PATH, about=one.key)),
            names.units[one.unit].name,
            str(sum(any(row) for row in one.fields["rows"])),
            said.state_in_full(one),
            said.signed(one.last),
        ]
        for one in things[:MOST]
    ]
    table = blocks.scroll(blocks.table("Entered before", heads, rows, stacked=True), "Entered before")
    small = f"the newest {MOST} of {len(things):,}" if len(things) > MOST else None
    return blocks.section("entries", "Entered at this unit and below", [table], small=small)


PAGE = Page(PATH, "Enter values", show, in_menu=True, group="Look it up", about=ABOUT, needs=entering.NEEDS)
