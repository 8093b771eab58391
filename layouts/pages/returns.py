"""National returns: the figures of each with their definitions, as they were signed and as they are now."""

from datetime import date

from dash import html

from dashboard import scorecard as cards
from dashboard.registers import figures, registers
from dashboard.registers.entries import Wanted, entries
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.page import Page, both_kinds, place
from layouts.parts import blocks
from layouts.parts import registers as parts

PATH, REGISTER = "/returns", "data_return"
SHOWN = 8  # returns that stand open on the page
HEADS = (("measure", "m"), ("codes", "text-wrap"), ("what it asks", "text-wrap"), ("signed", "n"), ("now", "n"))
SIGNERS = (("prepared", "begun"), ("checked", "checked"), ("signed", "signed"), ("sent", "sent"))


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    register = registers()[REGISTER]
    # A return is of the whole council: whoever stands below it sees it too.
    units = [*(one.key for one in names.above(unit)), *parts.below(unit, month)]
    found = entries(register, writings.here(), units, Wanted())
    found.sort(key=lambda one: (one.fields["send_by"], one.begun.number), reverse=True)
    with snapshot.cursor() as cursor:
        panels = [_return(cursor, names, register, one) for one in found[:SHOWN]]
    at = place(names, reader, PATH, unit, month)
    main = [
        at.crumb("national returns"),
        *blocks.title("National returns", _lead(register, found)),
        html.P(_ways(unit), className="write-links"),
        *panels,
        None if found else html.P("None has been begun here.", className="soft empty"),
    ]
    saved = both_kinds("These returns", "/register", register=REGISTER, unit=unit.key)
    return at.view(f"National returns, {unit.name}", main, exports=saved)


def _lead(register, found):
    if not found:
        return register.about
    open_ = [one for one in found if one.state in register.open]
    late = sum(register.is_late(one, writings.today()) for one in open_)
    said = f"{words.count_words(len(found), 'return')}, {len(open_)} not yet sent"
    return said + (f", {late} late." if late else ".")


def _ways(unit):
    ways = [blocks.to("All returns as a list", link(f"/register/{REGISTER}", unit=unit.key), className="button")]
    if writings.may_begin(f"{REGISTER}.prepared", unit.key):
        begin = link("/write", kind=f"{REGISTER}.prepared", unit=unit.key)
        ways.insert(0, blocks.to("A new return", begin, className="button"))
    return ways


def _return(cursor, names, register, thing):
    said, signed = thing.fields, {one.measure: one for one in figures.read(thing.fields.get("figures"))}
    month = date.fromisoformat(f"{said['of']}-01")
    rows = [
        _row(cursor, names, thing, key, month, signed.get(key)) for key in said["measures"] if key in names.measures
    ]
    table = blocks.scroll(
        blocks.table(register.headline_of(thing), HEADS, rows, stacked=True), register.headline_of(thing)
    )
    due = parts.due_words(register, thing)
    inside = [
        html.P([f"Asked for by: {said['to_whom']}.", *([" Due by ", due, "."] if due else [])]),
        html.P(["Definitions: ", said["definitions"]]) if said["definitions"] else None,
        html.P(_signers(thing), className="soft"),
        html.P(said["notes"]) if said.get("notes") else None,
        table,
        html.P(blocks.to("What was done with it, and what is next", f"/work/{thing.key}")),
    ]
    return blocks.section(
        f"return-{thing.key}", register.headline_of(thing), inside, small=register.states[thing.state]
    )


def _signers(thing):
    """Who prepared, checked, signed and sent it."""
    steps = [(word, thing.wrote.get(f"{REGISTER}.{move}")) for move, word in SIGNERS]
    done = [f"{word} by {wrote[-1][1]}" for word, wrote in steps if wrote]
    return words.sentence_case(", ".join(done)) + "."


def _row(cursor, names, thing, key, month, signed):
    measure = names.measures[key]
    known = month in names.months and thing.unit in names.units
    now = figures.at(cursor, key, thing.unit, month) if known else figures.Figure(key)
    has_changed = signed is not None and signed != now
    way = link(measure_path(key), unit=thing.unit, month=month if known else None)
    mark = html.Span([html.Br(), html.B("not as signed")], className="miss s") if has_changed else None
    return [
        blocks.counted_in(blocks.to(measure["title"], way), words.unit_words(measure)),
        measure["codes"] or "–",
        measure["question"],
        _figure(measure, signed) if signed else "not signed",
        [_figure(measure, now), mark],
    ]


def _figure(measure, one):
    said = words.figure(measure, one.value)
    if one.value is None or one.denominator is None or measure["kind"] != "proportion":
        return said
    return [said, html.Br(), html.Small(f"{one.numerator:,.0f} of {one.denominator:,.0f}", className="soft")]


PAGE = Page(
    PATH,
    "National returns",
    show,
    about="What the council sends to national bodies: each figure with its definition, as it was signed and as it is "
    "now, and who prepared, checked, signed and sent it.",
)
