"""The scorecard of a unit: four perspectives, their objectives and measures, and how the units below stand."""

from dash import html

from dashboard import coverage, scope
from dashboard import scorecard as cards
from dashboard.store import kept_with_its_store
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_month, wanted_unit
from layouts.exports import scorecard as files
from layouts.first_paint import plain
from layouts.page import Page, both_kinds, place
from layouts.pages.scorecard import in_full
from layouts.pages.scorecard.reading import answers, how_to_read
from layouts.parts import blocks, glance, wanting
from layouts.parts import cases as month_cases
from layouts.parts import scope as scopes
from layouts.parts import talk as talks
from layouts.parts.card import WORDS, Wanted, card_of, wanted
from layouts.parts.money import alarms
from layouts.parts.writing import shown
from layouts.tables import below as below_tables
from layouts.words import card as card_words
from layouts.words.scope import named, when

MOST_BRINGS = 3  # the kinds of file named at the foot; the data page has all


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    first = "exceptions" if asked.get("first") == "exceptions" else ""
    rows = wanted(names, reader, asked)
    at = place(names, reader, "/", unit, month)
    marks = writings.here().marks(unit.key, month, writings.today())
    with_cases = month_cases.is_a_team(names, unit, month) and reader.may(names, "records", unit.key)
    kept = {word: asked.get(word) for word in WORDS}
    main = [
        at.crumb(unit.name, of_unit=True, first=first, **kept),
        *_above(snapshot, unit.key, month, first, with_cases and ("named" if reader.scope.everything else "counted")),
        shown.alert(names, card_of(snapshot, unit.key, month).card, marks),
        _pinned(shown.views(names, unit, reader.subject, pinned=True)),
        _choices(snapshot, unit.key, month, rows, reader.owns(names)),
        *(_all_rows if rows == Wanted() else _rows)(snapshot, unit.key, month, marks, rows, _missing(names)),
        *_under(snapshot, unit.key, month),
    ]
    saved = both_kinds("Every row that is shown", "/scorecard", "card", unit=unit.key, month=month, **kept)
    if marks is not None:
        saved += both_kinds("What was written here and below", "/written", unit=unit.key)
    return at.view(f"{named(unit.name)}, {when(month)}", main, exports=saved)


PAGE = Page(
    "/",
    "Scorecard",
    show,
    in_menu=True,
    about="One unit from four sides: what people receive, how well things are done, what the money buys, and how "
    "staff are supported. The panels show how many measures meet their target and which moved by more than "
    "chance; a press on one leaves only its rows below, and a measure’s name opens all that is known of it.",
    routes={"/scorecard.csv": files.as_csv, "/scorecard.xlsx": files.as_xlsx},
)


def _pinned(links):
    """The saved views that somebody wants on the first screen."""
    if not links:
        return None
    return html.P(["Saved views: ", *[part for one in links for part in (one, " · ")][:-1]], className="pinned")


@kept_with_its_store(most=24, narrowed=True)
def _above(snapshot, unit, month, first, with_cases):
    """All from the heading to the rows, as Dash describes it to the browser."""
    read, names = card_of(snapshot, unit, month), cards.names(snapshot)
    card = read.card
    if scope.current().part:
        return plain(_of_part(names, card))
    with snapshot.cursor() as cursor:
        opening = talks.exceptions(cursor, names, card.unit, month) if first else None
    talk = talks.talk(snapshot, names, card, read.here)
    cases = month_cases.this_month(snapshot, card.unit, month, with_cases == "named") if with_cases else None
    main = [
        *blocks.title(card.unit.name, _lead(names, read)),
        scopes.notes(month),
        _newer(names, card.unit, month, read.newer),
        _ended(card.unit, month),
        opening,
        glance.glance(names, card, read, [cases, talk], alarms.below(snapshot, unit, month)),
    ]
    return plain(main)


def _lead(names, read):
    """Whether it is getting better, and how many measures stand how."""
    card = read.card
    year = card_words.course(names, card, read.here.believed)
    said = " ".join(filter(None, [read.quarter, card_words.summary(card.unit, card.rows, card.month)]))
    told = [html.B(year), " ", said] if year else [said]
    if names.has_scores:
        told += [" ", blocks.to("As scores of 0 to 10", link("/scores", unit=card.unit.key, month=card.month)), "."]
    return told


@kept_with_its_store(most=24, narrowed=True)
def _choices(snapshot, unit, month, asked, own):
    """What leaves some rows out; `own` are the measures of who asks."""
    card = card_of(snapshot, unit, month).card
    return plain([in_full.choices(cards.names(snapshot), card, asked, own)]) if card.rows else None


def _missing(names):
    """What ought to be measured and is not, as what the rows are kept under."""
    return tuple((objective, tuple(found)) for objective, found in wanting.by_objective(names).items())


def _rows(snapshot, unit, month, marks, asked, missing):
    """The rows that are asked for; `marks` are of what was written of them, `missing` is what is wanted beside them."""
    read, names = card_of(snapshot, unit, month), cards.names(snapshot)
    if not read.card.rows:
        return []
    found = 0 if scope.current().part else alarms.counts(snapshot).get((unit, month), 0)
    written = None if marks is None else {one.measure: shown.mark(one) for one in marks if one.measure}
    return plain([in_full.panels(names, read, found, asked, written, dict(missing))])


# All of them are what most ask for; what leaves some out is made when it is asked for.
_all_rows = kept_with_its_store(most=24, narrowed=True)(_rows)


@kept_with_its_store(most=24, narrowed=True)
def _under(snapshot, unit, month):
    read, names = card_of(snapshot, unit, month), cards.names(snapshot)
    main = [
        None if scope.current().part else _below(names, read.card),
        _brings(snapshot),
        answers(names, read.card),
        how_to_read(),
        _built(names),
    ]
    return plain(main)


def _of_part(names, card):
    """What stands above the rows of a part of the people: how many measures are counted for it, how many are not."""
    every = len([key for *_, key in names.cards.get(card.unit.key, ()) if key in names.measures])
    by = scope.current().by.replace("_", " ")
    said = card_words.of_part(card.rows, every - len(card.rows), by)
    return [*blocks.title(named(card.unit.name), said), scopes.notes(card.month)]


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


def _built(names):
    said = (
        f"{names.council}. Built {words.day_words(names.built_at)} from data to {words.month_words(names.months[-1])}. "
    )
    return html.P([said, blocks.to("Where the numbers come from", "/data")], className="note")
