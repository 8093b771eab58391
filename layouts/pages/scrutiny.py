"""Scrutiny: what inspectors, auditors and members judged, on one time line, and what became of what they advised."""

from dash import html

from dashboard import scorecard as cards
from dashboard import scrutiny
from dashboard.registers import around, registers
from dashboard.registers.entries import Wanted, entries
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.page import Page, both_kinds, place
from layouts.parts import blocks, improving
from layouts.parts import registers as parts
from layouts.words import scrutiny as says

PATH = "/scrutiny"
MOST = 100


def show(store, reader, asked):
    snapshot, written, today = store.snapshot(), writings.here(), writings.today()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    units = [*(one.key for one in names.above(unit)), *parts.below(unit, month)]
    judged = entries(registers()["judgement"], written, units, Wanted())
    asks = entries(registers()["recommendation"], written, units, Wanted())
    with snapshot.cursor() as cursor:
        keys = sorted({key for one in asks for key in one.fields["measures"] if key in names.measures})
        rows = cards.ask_dicts(cursor, "month_measures", unit=unit.key, month=month, measures=keys)
    now = {row["measure"]: row["value"] for row in rows}
    at = place(names, reader, PATH, unit, month)
    saved = [
        *both_kinds("The judgements", "/register", register="judgement", unit=unit.key),
        *both_kinds("The recommendations", "/register", register="recommendation", unit=unit.key),
    ]
    main = [
        at.crumb("scrutiny"),
        *blocks.title("Scrutiny", says.lead(judged, asks, today)),
        html.P(_ways(unit), className="write-links"),
        _lanes(judged),
        _asks(names, unit, month, asks, now),
    ]
    return at.view(f"Scrutiny, {unit.name}", main, exports=saved)


def _ways(unit):
    ways = [(f"All {registers()[key].plural.lower()}", link(f"/register/{key}", unit=unit.key)) for key in
            ("judgement", "recommendation")]  # fmt: skip
    begun = {"judgement.published": "A new judgement", "recommendation.received": "A new recommendation"}
    forms = writings.begun(begun, unit.key)
    ways = [(word, link("/write", kind=kind, unit=unit.key)) for kind, word in forms.items()] + ways
    return [blocks.to(word, href, className="button") for word, href in ways]


def _lanes(judged):
    """Bodies as lanes, years across."""
    found, years = scrutiny.lanes(judged)
    if not found:
        return None
    heads = [("who judged", "m"), *((f"{year}", "text-wrap") for year in years)]
    rows = [[body, *([_judged(one) for one in by_year.get(year, ())] for year in years)]
            for body, by_year in found.items()]  # fmt: skip
    inside = [
        blocks.scroll(blocks.table("Judgements by year", heads, rows, stacked=True), "Judgements by year"),
        html.P("Each in its body’s own words. Two judgements compare only within one framework.", className="soft s"),
    ]
    return blocks.section("judgements", "Judgements", inside)


def _judged(thing):
    said = thing.fields
    score = scrutiny.nine(said["scores"])
    told = f" {score[0]} of 36, {score[1]:.1f}%: {score[2]} by CQC’s own bounds." if score else ""
    what = ", ".join(filter(None, [said["of"], said["place"]]))
    return html.Div(
        [
            blocks.to(said["value"], f"/work/{thing.key}"),
            html.Br(),
            html.Small(f"{what}, {said['published']:%-d %B %Y}. {said['framework']}.{told}", className="soft"),
        ]
    )


def _asks(names, unit, month, asks, now):
    register = registers()["recommendation"]
    if not asks:
        return blocks.section("asks", "Recommendations", [html.P("None noted yet.", className="soft empty")])
    heads = [
        ("recommendation", "m"),
        *((name, "text-wrap") for name in ("accepted", "who", "due", "state", "shown by", "actions")),
    ]
    answered = around.by_entry(writings.here())
    rows = [[*_ask(names, register, one, unit, month, now), _actions(one, answered)] for one in asks[:MOST]]
    table = blocks.scroll(blocks.table("Recommendations", heads, rows, stacked=True), "Recommendations: the table")
    return blocks.section("asks", "Recommendations", [table], small=f"values of {words.month_words(month)}")


def _ask(names, register, thing, unit, month, now):
    said = thing.fields
    state = [register.states[thing.state]]
    if verified := thing.wrote.get("recommendation.verified"):
        state.append(html.Small(f" (verified by {verified[-1][1]})", className="soft"))
    accepted = "no" if thing.state == "not accepted" else said.get("accepted") or "not yet said"
    return [
        blocks.to(register.headline_of(thing), f"/work/{thing.key}"),
        [accepted, html.Small(f": {thing.last.reason}", className="soft") if thing.state == "not accepted" else None],
        said.get("owner") or "",
        parts.due_words(register, thing),
        state,
        _shown_by(names, said["measures"], unit, month, now),
    ]


def _actions(thing, answered):
    """The actions that answer a recommendation; the way to begin one where it is open and there is none."""
    actions = answered.get(thing.key, [])
    if not actions:
        is_open = thing.state in registers()["recommendation"].open
        return improving.begin(thing) if is_open else ""
    return [part for cell in improving.cells(actions) if cell for part in cell]


def _shown_by(names, keys, unit, month, now):
    found = []
    for key in keys:
        if measure := names.measures.get(key):
            value = words.figure(measure, now[key]) if key in now else "no value"
            name = blocks.to(measure["short"], link(measure_path(key), unit=unit.key, month=month))
            found += [name, f" {value}", html.Br()]
    return found[:-1]


PAGE = Page(
    PATH,
    "Scrutiny",
    show,
    in_menu=True,
    group="Quality",
    about="What inspectors, auditors, ombudsmen and members judged, each on its own scale by year; and each"
    " recommendation: accepted or not and why, who sees to it by when, and who else has verified it.",
)
