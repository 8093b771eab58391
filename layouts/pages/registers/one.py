"""One register: its entries at a unit and below, narrowed, each with what is due, and the way to write one."""

from dash import html

from dashboard import scorecard as cards
from dashboard.registers.entries import DUE, Wanted, entries, values_of
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_unit
from layouts.exports import registers as files
from layouts.page import Export, Page, both_kinds, place
from layouts.parts import blocks
from layouts.parts import registers as parts
from layouts.parts.writing import from_file
from layouts.words import writing as said

PATH = "/register"
MOST = 200  # rows on a page; the files have all


def show(store, reader, asked):
    register = parts.wanted_register(asked.rest)
    names = cards.names(store.snapshot())
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    written, today = writings.here(), writings.today()
    units, wanted = parts.below(unit, names.months[-1]), parts.asked_for(register, asked)
    every = entries(register, written, units, Wanted(), today)
    found = entries(register, written, units, wanted, today)
    here = f"{PATH}/{register.key}"
    at = place(names, reader, here, unit)
    asked_words = {"state": wanted.state, "due": wanted.due, "q": wanted.text}
    kept = {**asked_words, "where": [f"{name}:{value}" for name, value in wanted.values.items()]}
    late = sum(register.is_late(one, today) for one in every)
    main = [
        at.crumb(register.plural.lower(), ("Registers", link("/registers", unit=unit.key)), **asked_words),
        *blocks.title(register.plural, _lead(register, unit, every, late)),
        html.P(_ways(register, unit, names, writings.writer(reader, names)), className="write-links"),
        _choices(register, here, unit, every, wanted) if every else None,
        blocks.section("entries", register.plural, _table(register, names, found), small=_small(every, found)),
        _from_file(register, unit, writings.writer(reader, names)),
    ]
    return at.view(register.plural, main, exports=_saved(register, unit, kept))


def _lead(register, unit, every, late):
    if not every:
        return f"{register.about} Nothing has been written at {unit.name} or below."
    count = words.count_words(len(every), register.name.lower(), register.plural.lower())
    return f"{register.about} {count} at {unit.name} and below" + (f", {late} late." if late else ".")


def _ways(register, unit, names, writer):
    """A link to the form of each thing that begins an entry."""
    if writings.here().journal is None:
        return []
    begins = [one for one in register.family.moves if one.kind in register.begins and writer.may(one.needs, unit.key)]
    return [
        blocks.to(f"A new {register.name.lower()}", link("/write", kind=one.kind, unit=unit.key), className="button")
        for one in begins[:1]
    ]


def _from_file(register, unit, writer):
    """The way to take in a file, for whoever may write an entry here."""
    may = any(writer.may(one.needs, unit.key) for one in register.family.moves if one.kind in register.begins)
    if writings.here().journal is None or not may:
        return None
    return blocks.folded("Take in a file", [from_file.form(register, unit)])


def _choices(register, here, unit, every, wanted):
    """The selects that narrow the list. A word of the address is said once, but for the values of fields."""
    states = {one: register.states[one] for one in register.states if any(one == each.state for each in every)}
    picks = [
        ("state", "State", blocks.options(states, "all"), wanted.state),
        ("due", "Due", blocks.options(DUE, "all"), wanted.due),
    ]
    for name in register.filters:
        found = {f"{name}:{value}": text for value, text in values_of(register, every, name).items()}
        chosen = f"{name}:{wanted.values[name]}" if name in wanted.values else ""
        if len(found) > 1 or chosen:
            picks.append(("where", register.title_of(name), blocks.options(found, "all"), chosen, f"where-{name}"))
    return blocks.choosing(here, picks, {"unit": unit.key, "q": wanted.text})


def _table(register, names, things):
    if not things:
        return [html.P("Nothing of this kind.", className="soft empty")]
    columns = register.columns or tuple(register.fields)[:3]
    heads = [(register.title_of(one).lower(), "text-wrap") for one in columns]
    heads += [("state", ""), ("due", ""), ("unit", "")]
    rows = [_row(register, names, one, columns) for one in things[:MOST]]
    table = blocks.scroll(blocks.table(register.plural, heads, rows, stacked=True), f"{register.plural}: the table")
    more = f"The first {MOST} of {len(things):,}: the files have all." if len(things) > MOST else None
    return [table, html.P(more, className="soft") if more else None]


def _row(register, names, thing, columns):
    first = register.words_of(columns[0], thing.fields.get(columns[0])) or said.headline(thing)
    unit = names.units.get(thing.unit)
    return [
        blocks.to(first, f"/work/{thing.key}"),
        *(words.shortened(register.words_of(one, thing.fields.get(one))) for one in columns[1:]),
        register.states[thing.state],
        parts.due_words(register, thing),
        unit.name if unit else thing.unit,
    ]


def _small(every, found):
    return f"{len(found)} of {len(every)}" if len(found) < len(every) else None


def _saved(register, unit, kept):
    asked = {"register": register.key, "unit": unit.key, **kept}
    files_ = both_kinds(f"These {register.plural.lower()}", "/register", **asked)
    if register.due:
        files_.append(Export("What is due, for a calendar", "ICS", link("/register.ics", **asked)))
    return files_


PAGE = Page(
    PATH,
    "A register",
    show,
    word="register",
    about="The entries of a register at this unit and below: what is due, what state each is in, and its past.",
    routes=files.ROUTES,
    takes={from_file.PATH: from_file.answer},
    found=False,
)
