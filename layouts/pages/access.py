"""Who opened records of people: for the Caldicott Guardian, by reader and by person, and what is unusual."""

from collections import Counter

import dash_bootstrap_components as dbc
from dash import html
from flask import current_app, has_app_context

from dashboard import access
from dashboard import scorecard as cards
from dashboard.access.opening import FIELDS, PURPOSES, unusual
from layouts import exports, words
from layouts import written as writings
from layouts.address import NotHere, link
from layouts.component import unseen
from layouts.opening import BOOK
from layouts.page import Export, Page, place
from layouts.parts import blocks
from layouts.usage import called
from layouts.words import writing as said

PATH = "/access"
MOST = 200  # entries on the page; the file has all
NOTHING = "Nothing has been opened so far."
NOBODY = "You are alone at this machine: nobody is told what you open, and nothing is noted."
CHANGED = " Entries have been changed or taken out since they were made: ask whoever looks after this."
OPENED = (("When", ""), ("Who", ""), ("What for", ""), ("Unit", ""), ("What", ""), ("Rows", "n"), ("Saved as", ""))


def show(store, reader, asked):
    names = cards.names(store.snapshot())
    book = current_app.extensions.get(BOOK)
    if not may_audit(names, reader):
        raise NotHere("There is no page at this address.")
    at = place(names, reader, PATH)
    if book is None:
        return at.view("Who opened records", blocks.title("Who opened records", NOBODY))
    entries = _at(names, reader, book.entries())
    whole = "" if book.is_whole() else CHANGED
    readers = words.count_words(len({one.who for one in entries}), "reader").lower()
    lead = f"{words.count_words(len(entries), 'opening')} of records, by {readers}.{whole}"
    main = [
        *blocks.title("Who opened records", lead if entries else NOTHING),
        _by_person(asked),
        *_chosen(names, reader, book, asked),
        _given(names, reader),
        _unusual(names, entries),
        _readers(entries),
        _entries(names, "openings", "The latest", entries[:MOST]),
    ]
    return at.view("Who opened records", main, exports=[Export("All openings", "CSV", f"{PATH}.csv")])


def _at(names, reader, entries):
    """Those at the units for which the reader may ask."""
    return [one for one in entries if one.unit in names.units and reader.may(names, "audit", one.unit)]


def _by_person(asked):
    """A person's own key, to see who opened their records."""
    return html.Form(
        [
            *unseen({}),
            html.Label("Who opened the records of the person with this number", htmlFor="person"),
            dbc.Input(id="person", name="person", value=asked.get("person"), autocomplete="off", class_name="w-auto"),
            html.Button("Show", type="submit", className="button"),
        ],
        action=PATH,
        method="get",
        className="d-flex flex-wrap align-items-center gap-2 mb-3",
    )


def _chosen(names, reader, book, asked):
    """The openings of the person or the reader that is asked for."""
    if asked.get("person"):
        found = _at(names, reader, book.entries(person=asked.get("person")))
        yield _entries(names, "of-person", f"Who opened the records of {asked.get('person')}", found[:MOST])
    if asked.get("who"):
        found = _at(names, reader, book.entries(who=asked.get("who")))
        yield _entries(names, "of-reader", f"What {found[0].name if found else asked.get('who')} opened", found[:MOST])


def _given(names, reader):
    """Rights that were given in the journal or taken in an emergency, the newest first."""
    found = writings.here().at(families=["right"])
    rows = [
        [said.headline(one), names.units[one.unit].name, said.state(one), one.fields["why"], _opened(one)]
        for one in found
        if one.unit in names.units and reader.may(names, "audit", one.unit)
    ]
    heads = [("Whose, and for how long", ""), ("Unit", ""), ("State", ""), ("Why", ""), ("", "hidden")]
    table = _table("Rights given here", heads, rows[:MOST]) if rows else html.P("None.", className="note")
    small = "beside the council’s own file of rights"
    return blocks.section("given", "Given here, or taken in an emergency", [table], small=small)


def _opened(thing):
    return blocks.to(["Open", blocks.hidden(f" {said.headline(thing)}")], link("/write", about=thing.key))


def _unusual(names, entries):
    found = unusual(entries)[:MOST]
    rows = [[*_row(names, entry)[:2], why, *_row(names, entry)[3:]] for entry, why in found]
    heads = [*OPENED[:2], ("Why it is unusual", ""), *OPENED[3:]]
    shown = _table("Unusual openings", heads, rows) if rows else html.P("None is unusual.", className="note")
    return blocks.section("unusual", "Unusual", [shown])


def _readers(entries):
    opened, rows, people, last = Counter(), Counter(), {}, {}
    for one in entries:
        opened[one.who, one.name] += 1
        rows[one.who, one.name] += one.rows or 0
        people.setdefault((one.who, one.name), set()).update(one.persons)
        last.setdefault((one.who, one.name), one)
    found = [
        [
            blocks.to(key[1], link(PATH, who=key[0])),
            f"{count:,}",
            f"{len(people[key]):,}",
            f"{rows[key]:,}",
            _when(last[key]),
        ]
        for key, count in sorted(opened.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    heads = [("Who", ""), ("Openings", "n"), ("People", "n"), ("Rows", "n"), ("Last", "")]
    return blocks.section("readers", "By reader", [_table("Openings by reader", heads, found)]) if found else None


def _entries(names, key, heading, entries):
    shown = _table(heading, OPENED, [_row(names, one) for one in entries]) if entries else html.P("None.")
    return blocks.section(key, heading, [shown])


def _table(name, heads, rows):
    return blocks.scroll(blocks.table(name, heads, rows, stacked=True), name)


def _row(names, entry):
    measure = names.measures.get(entry.words.get("measure"), {}).get("title")
    filters = [*entry.words.get("where", []), *entry.words.get("keep", [])]
    return [
        _when(entry),
        entry.name if entry.name.casefold() == entry.role.casefold() else f"{entry.name} ({entry.role})",
        PURPOSES.get(entry.purpose, entry.purpose),
        names.units[entry.unit].name,
        "; ".join([measure or called(entry.page), *filters]),
        "" if entry.rows is None else f"{entry.rows:,}",
        entry.exported.upper(),
    ]


def _when(entry):
    return f"{entry.when.astimezone():%-d %b %Y %H:%M}"


def may_audit(names, reader):
    return reader.may(names, "audit", reader.unit or names.root.key)


def is_for(names, reader):
    """Whether the menu has this page: for whoever may audit, where openings are noted at all."""
    return has_app_context() and current_app.extensions.get(BOOK) is not None and may_audit(names, reader)


def as_csv(store, request):
    """Every opening, with what ties each to the one before."""
    names, reader, book = cards.names(store.snapshot()), access.reader(request), current_app.extensions.get(BOOK)
    if book is None or not reader.may(names, "audit", names.root.key):
        raise NotHere("There is no page at this address.")
    rows = [[getattr(one, name) for name in FIELDS] for one in reversed(book.entries())]
    return exports.as_csv(list(FIELDS), rows, [("What", "Openings of records of people")], "openings")


PAGE = Page(
    PATH,
    "Who opened records",
    show,
    in_menu=True,
    group="Look it up",
    is_for=is_for,
    about="Each time somebody opens rows of people they say what for, and it is noted for good.",
    found=False,
    of_a_unit=False,
    routes={f"{PATH}.csv": as_csv},
)
