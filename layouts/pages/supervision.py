"""The private sheet of one worker for supervision: their own cases, what has become better first, and nobody else's."""

from dash import html

from dashboard import scorecard as cards
from dashboard import supervision
from dashboard.access import opening
from layouts import words
from layouts import written as writings
from layouts.address import NotHere, link, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.parts.supervision import PATH
from layouts.words import writing as said

HEADS = [("case", "m"), ("last review", ""), ("due", ""), ("a month before", "n"), ("now", "n")]
ABOUT = (
    "One worker’s own cases for a supervision: what has become better since last month first, then what is overdue. "
    "There is no list of workers and no comparison, it is not saved as a file, and who opened it is noted."
)


def show(store, reader, asked):
    snapshot, worker = store.snapshot(), asked.get("who")
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    if not worker:
        raise NotHere("The address names no worker.", [("Casework", link("/casework", unit=unit.key, month=month))])
    with snapshot.cursor() as cursor:
        held = supervision.sheet(cursor, worker, unit.key, month)
    if not held:
        ways = [("Casework", link("/casework", unit=unit.key, month=month))]
        raise NotHere(f"No case of {worker} is held at {unit.name} at the end of {words.month_words(month)}.", ways)
    opening.listed(["person"], [(one.person,) for one in held])
    decided = [
        one
        for one in writings.here().at(None, families=[supervision.DECISIONS], states=["agreed"])
        if worker in (one.fields["worker"], one.fields["case"]) or one.fields["case"] in {each.person for each in held}
    ]
    at = place(names, reader, PATH, unit, month)
    up = ("casework", link("/casework", unit=unit.key, month=month))
    main = [
        at.crumb(worker, up, who=worker),
        *blocks.title(f"{worker}: for supervision", _lead(month, held)),
        html.P(blocks.to("Write down a decision", _form(unit, month), className="button"), className="write-links")
        if writings.may_begin(f"{supervision.DECISIONS}.agreed", unit.key)
        else None,
        _cases(held),
        _decisions(decided) if decided else None,
    ]
    return at.view(f"Supervision, {worker}", main)


def _form(unit, month):
    return link("/write", kind=f"{supervision.DECISIONS}.agreed", unit=unit.key, month=month)


def _lead(month, held):
    better, over = sum(one.is_better for one in held), sum(one.days > 0 for one in held)
    many = words.count_words(len(held), "case")
    first = f"{words.count_words(better, 'review was', 'reviews were').lower()} caught up since the month before"
    return f"{many} at the end of {words.month_words(month)}: {first}; {over} overdue."


def _cases(held):
    rows = [
        [
            one.person,
            words.day_words(one.last_review)
            if one.last_review
            else blocks.tag("Span", "none on file", className="soft"),
            words.day_words(one.due),
            "" if one.before is None else _days(one.before),
            blocks.cell(_days(one.days), "n miss" if one.days > 0 else "n met" if one.is_better else "n soft"),
        ]
        for one in held
    ]
    table = blocks.scroll(blocks.table("Cases", HEADS, rows, stacked=True), "Cases")
    return blocks.section("cases", "Reviews", [blocks.still(table)], small="what has become better first")


def _days(days):
    if days > 0:
        return f"{days:,} days over"
    return "due that day" if not days else f"in {-days:,} days"


def _decisions(things):
    rows = [[blocks.to(said.headline(one), f"/work/{one.key}"), words.day_words(one.fields["due"])] for one in things]
    table = blocks.table("Decisions that are open", [("decision", "m"), ("by", "")], rows)
    return blocks.section("decisions", "Decided and still open", [table])


PAGE = Page(PATH, "For supervision", show, found=False, opens_records=True, about=ABOUT)
