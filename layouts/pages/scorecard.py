"""The scorecard of a unit: four perspectives, their objectives and measures, and how the units below stand."""

from dash import html

from dashboard import comparison, coverage
from dashboard import scorecard as cards
from dashboard.store import kept_with_its_store
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_month, wanted_unit
from layouts.first_paint import plain
from layouts.page import Page, place
from layouts.parts import blocks, conversations, glance
from layouts.parts import talk as talks
from layouts.parts.money import alarms
from layouts.parts.writing import shown
from layouts.tables import below as below_tables
from layouts.tables import card as card_tables
from layouts.words import card as card_words
from layouts.words.months import month_after

MOST_BRINGS = 3  # the kinds of file named at the foot; the data page has all
HOW_TO_READ = (
    " when nobody has set one, or where it is set for the whole and this unit holds a part of it: then the part is "
    "shown. The line shows the last three years, or every period of what comes by the quarter or the year, with "
    "gaps where there was no value, the dotted line the target. A period in words beside a name says that the "
    "newest value is of that period, and is judged as of then; what is too old to judge is only told. Under "
    "“signal”, the first icon says whether the latest month is within its usual range (a wave) or higher (H) or "
    "lower (L) than usual; the second whether, as things are, the target will always be met (P), never (F) or in "
    "some months only (?). Red and ordinary: change the process, do not chase the month. Newly worse: find the "
    "cause. “Better” and “worse” on last year follow the measure: for some, lower is better. Under “others”, each "
    "dot is a unit like this one and the bar is this one (the line has no zero), and England’s published figure "
    "where there is one. Colours only repeat what the words say."
)
OWNERS = [("measure", "m"), ("owner", ""), ("data to", ""), ("loaded", "")]


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    first = "exceptions" if asked.get("first") == "exceptions" else ""
    at = place(names, reader, "/", unit, month)
    marks = writings.here().marks(unit.key, month, writings.today())
    main = [at.crumb(unit.name, of_unit=True, first=first), *_main(snapshot, unit.key, month, first, marks)]
    return at.view(f"{unit.name}, {words.month_words(month)}", main)


PAGE = Page(
    "/",
    "Scorecard",
    show,
    in_menu=True,
    about="One unit from four sides: what people receive, how well things are done, what the money buys, and how "
    "staff are supported. The panels show how many measures meet their target and which moved by more than "
    "chance; the tables below have every measure, and its name opens all that is known of it.",
)


@kept_with_its_store(most=24)
def _main(snapshot, unit, month, first, marks):
    """All below the pickers, as Dash describes it to the browser: the same for everybody until a new store is there, or
    something is written that changes the `marks` of the rows."""
    names = cards.names(snapshot)
    unit = names.units[unit]
    with snapshot.cursor() as cursor:
        card = cards.scorecard(cursor, names, unit, month)
        parts = comparison.parts_of_whole(cursor, [unit], month).get(unit.key, {})
        newer = cards.newer(cursor, names, unit, month)
        here = conversations.attention(snapshot, unit.key, month)
        opening = talks.exceptions(cursor, names, unit, month) if first else None
        before = _a_quarter_before(cursor, names, unit, month)
    talk = talks.talk(snapshot, names, card, here)
    main = [
        *blocks.title(unit.name, card_words.summary(names, unit, card.rows, month)),
        html.P(card_words.course(names, card, here.believed, before), className="course"),
        _newer(names, unit, month, newer),
        _ended(unit, month),
        opening,
        glance.glance(names, card, here.believed, talk, alarms.below(snapshot, unit.key, month)),
        html.Div(_perspectives(snapshot, names, card, here.believed, parts, marks), className="grid"),
        _below(names, card),
        _brings(snapshot),
        _answers(names, card),
        how_to_read(),
        _built(names),
    ]
    return plain(main)


def _a_quarter_before(cursor, names, unit, month):
    """How each measure stood three months before: its key to its standing; nothing where that month is not on file."""
    before = month_after(month, -3)
    if before not in names.months:
        return {}
    return {key: standing for key, (_, _, standing) in cards.shown(cursor, unit.key, before).items()}


def _newer(names, unit, month, newer):
    """Why this month is the one shown first where some measures have newer values, and where those are."""
    if not newer:
        return None
    count, newest = newer
    own = names.own_values[month]
    has = words.count_words(own, "measure has a value", "measures have a value").lower()
    said = f"{words.month_words(month)} is shown first: {has} of {'its' if own == 1 else 'their'} own in it, more than "
    newer_words = words.count_words(count, "measure here has", "measures here have")
    there = blocks.to(words.month_words(newest), link("/", unit=unit.key, month=newest))
    return html.P([f"{said}in any month since. {newer_words} newer values, the newest of ", there, "."])


def _ended(unit, month):
    if unit.existed(month) or not unit.last_month:
        return None
    span = f"{words.month_words(unit.first_month)} to {words.month_words(unit.last_month)}"
    last = blocks.to("its last month", link("/", unit=unit.key, month=unit.last_month))
    return html.P([f"{unit.name} was there from {span}: ", last, "."], className="soft")


def _perspectives(snapshot, names, card, believed, parts, marks):
    """A panel for each perspective that has a measure here, in the council's order: every measure of it."""
    found = alarms.counts(snapshot).get((card.unit.key, card.month), 0)
    written = None if marks is None else {one.measure: shown.mark(one) for one in marks}
    panels = []
    for one in names.perspectives:
        rows = [row for row in card.rows if row.perspective == one["key"]]
        if not rows:
            continue
        inside = blocks.still(card_tables.perspective(names, card, one["name"], rows, believed, parts, written))
        many = words.count_words(len(rows), "measure").lower()
        alarm = _alarm(card, found) if found and one["key"] == "financial" else None
        panels.append(
            blocks.section(f"perspective-{one['key']}", f"{one['name']} in full", [inside], small=many, beside=alarm)
        )
    return panels


def _alarm(card, count):
    said = f" {words.count_words(count, 'money alarm').lower()}"
    href = link("/money", unit=card.unit.key, month=card.month)
    return blocks.to([blocks.unsaid("▲"), said], href, className="s miss")


def _below(names, card):
    """How the units below stand on each measure."""
    if not card.unit.below_in(card.month):
        return None
    table, units = below_tables.below(names, card)
    levels = {one.level for one in units}
    kind = units[0].level.capitalize() if len(levels) == 1 else "Unit"
    month = words.month_words(card.month)
    inside = (
        [blocks.still(blocks.scroll(table, "Units below by measure"))] if table else _names_alone(units, card.month)
    )
    return blocks.section(
        "below",
        f"{kind}s of {card.unit.name}",
        inside,
        small=f"standing in {month}; open a name for its scorecard, a mark for the measure there",
        beside=blocks.to("Compare them all", link("/compare", unit=card.unit.key, month=card.month), className="s"),
    )


def _names_alone(units, month):
    ways = [html.Li(blocks.to(one.name, link("/", unit=one.key, month=month))) for one in units]
    return [html.P("None of them has a value in this month.", className="soft"), html.Ul(ways, className="brief")]


@kept_with_its_store()
def _brings(snapshot):
    """The kinds of file that would bring most, each with how many measures and, by hover, which."""
    with snapshot.cursor() as cursor:
        found = coverage.would_bring(cursor)[:MOST_BRINGS]
    if not found:
        return None
    said = []
    for one in found:
        many = words.count_words(len(one.keys), "measure").lower()
        said += [html.Span([html.B(coverage.named(one)), f", {many}"], title="; ".join(one.titles)), "; "]
    return html.P(
        ["What would bring more: ", *said[:-1], ". ", blocks.to("What feeds the measures", "/data")], className="more"
    )


def _answers(names, card):
    rows = []
    for row in card.rows:
        measure = names.measures[row.measure]
        data_to, loaded = names.fresh.get(row.measure, (None, None))
        rows.append([measure["title"], measure["owner"], words.day_words(data_to), words.day_words(loaded)])
    table = blocks.table("Who answers for each measure", OWNERS, rows, kind="owners")
    return blocks.folded(
        "Who answers for each measure, and how fresh its data are", [blocks.still(table)], className="read"
    )


def how_to_read():
    """What the marks and columns of the page mean."""
    told = [
        "A measure is ",
        blocks.standing("met"),
        " when it is on the right side of its target, ",
        blocks.standing("near"),
        " when it is close, ",
        blocks.standing("missed"),
        " when it is not, ",
        blocks.standing("no target"),
        HOW_TO_READ,
    ]
    return blocks.folded("How to read this page", [html.P(told)], className="read")


def _built(names):
    said = (
        f"{names.council}. Built {words.day_words(names.built_at)} from data to {words.month_words(names.months[-1])}. "
    )
    return html.P([said, blocks.to("Where the numbers come from", "/data")], className="note")
