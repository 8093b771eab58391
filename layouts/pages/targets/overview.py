"""The targets of a unit: what each measure is to come to by when, how likely that is, and who set it."""

from dash import html

from dashboard import scorecard as cards
from dashboard import targets
from dashboard.statistics import chance
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.words import targets as said

PATH = "/targets"
ABOUT = (
    "Every target of this unit: its own and those that hold here from above, by when each is to be reached, how likely"
    " that is on present performance, and who proposed and who approved it. Press a measure for the history of its"
    " targets, to propose one, and to see what it would have meant."
)
HEADS = [
    *(("measure", ""), ("kind", "text-wrap"), ("now", "n"), ("target", "n"), ("chance", "")),
    *(("is it SMART?", ""), ("set by", ""), ("for", "")),
]


def show(store, reader, asked):
    snapshot, written, today = store.snapshot(), writings.here(), writings.today()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    aims, proposed = targets.of_unit(snapshot, names, written, unit, month)
    at = place(names, reader, PATH, unit, month)
    main = [
        at.crumb("targets"),
        *blocks.title("Targets", said.lead(unit, aims, proposed)),
        _warned(list(targets.too_many(names, unit, aims))),
        _waiting(names, aims, proposed),
        _table(names, unit, month, aims, today),
        _others(names, unit, month, aims, proposed),
    ]
    return at.view(f"Targets, {unit.name}", main)


PAGE = Page(PATH, "Targets", show, in_menu=True, group="Plan and decide", about=ABOUT)


def address(measure, unit, month=None):
    """The address of the targets of a measure at a unit (keys)."""
    return link(f"{PATH}/{measure}", unit=unit, month=month)


def _warned(found):
    return html.P([blocks.unsaid("▲ "), f"Too many? {'; '.join(found)}."], className="note") if found else None


def _waiting(names, aims, proposed):
    things = [
        *(one for aim in aims for one in aim.waiting),
        *(one for one in proposed if one.state in ("proposed", "returned")),
    ]
    if not things:
        return None
    items = []
    for one in things:
        measure = names.measures.get(one.measure)
        if measure is None:
            continue
        text = f"{measure['title']}: {said.proposed(measure, one)}"
        why = f", sent back: {one.last.reason}" if one.state == "returned" else ""
        who = f" ({said.flow(one)}{why})"
        items.append(html.Li([blocks.to(text, link("/write", about=one.key)), html.Small(who)]))
    return blocks.section("waiting", "Waits for a word", [html.Ul(items, className="brief")])


def _table(names, unit, month, aims, today):
    rows = [_row(names, unit, month, aim, today) for aim in aims]
    if not rows:
        return blocks.section("targets", "In force", [html.P("None.", className="soft empty")])
    table = blocks.table(f"Targets in force, {unit.name}", HEADS, rows, stacked=True)
    note = (
        "The chance is of the end of the financial year, from the outlook of the measure’s page: what lies ahead if"
        " nothing changes. A question is answered from what is on file; it is no score."
    )
    return blocks.section(
        "targets",
        "In force",
        [blocks.scroll(table, "Targets in force"), html.P(note, className="soft")],
        small=f"{unit.name}, {words.month_words(month)}",
    )


def _row(names, unit, month, aim, today):
    measure, row = aim.measure, aim.row
    since = row["known_from"] if aim.thing else row["starts"]
    return [
        blocks.heading(
            [
                blocks.to(measure["title"], address(measure["key"], unit.key, month)),
                _below(said.whence(names, unit, row)),
            ],
            "text-wrap",
        ),
        [said.kind(row["sort"]), *(_below(f"and {said.proposed(measure, one)}") for one in aim.beside)],
        [words.figure(measure, row["value"]), _below(blocks.standing(row["standing"] or "no value"))],
        [said.level(aim), _below(said.by(aim))],
        _chance(aim.chance),
        html.Span(_questions(aim), className="text-nowrap"),
        blocks.cell(_who(aim), className="text-wrap"),
        said.age(since, today),
    ]


def _chance(found):
    if found is None:
        return "–"
    if found.found is None:
        return blocks.explained("not told", f"{words.sentence_case(found.why)}.", "soft")
    return [chance.frequency(found.found), _below(chance.word(found.found))]


def _questions(aim):
    found = []
    for one in aim.questions:
        full = f"{words.sentence_case(one.name)}: {said.ANSWERS[one.is_so]}; {one.evidence}."
        kind = "" if one.is_so else "miss" if one.is_so is False else "soft"
        found.append(blocks.explained(f"{one.letter}{said.MARKS[one.is_so]}", full, kind))
    return found


def _who(aim):
    if aim.thing:
        return [blocks.to(said.flow(aim.thing), f"/work/{aim.thing.key}")]
    return [whose(aim.row), _below(said.source(aim.row))]


def whose(row):
    """Who set a target of the store; of one that was agreed here, the way to it, for who may read it."""
    agreed = row["key"] and writings.here().thing(row["key"])
    return blocks.to(row["set_by"], f"/work/{row['key']}") if agreed else row["set_by"] or "not said who set it"


def _below(text):
    return html.Div(text, className="soft s") if text else None


def _others(names, unit, month, aims, proposed):
    """Measures of the card without any target, folded: each with the way to propose one."""
    held = {aim.measure["key"] for aim in aims}
    free = [
        names.measures[key] for *_, key in names.cards.get(unit.key, ()) if key in names.measures and key not in held
    ]
    if not free:
        return None
    items = [html.Li(blocks.to(one["title"], address(one["key"], unit.key, month))) for one in free]
    many = words.count_words(len(free), "measure")
    return blocks.folded(f"{many} of the scorecard without a target", [html.Ul(items, className="brief")])
