"""What needs a conversation at a unit and below it: signals that chance does not explain, each with its reason."""

import dash_bootstrap_components as dbc
from dash import html

from dashboard import attention as found
from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.exports import conversations as files
from layouts.page import Page, both_kinds, place
from layouts.parts import blocks
from layouts.parts.card import card_of
from layouts.parts.conversations import LISTED, attention, talked
from layouts.parts.money import alarms as money_alarms
from layouts.tables import findings
from layouts.words import card as card_words
from layouts.words import conversations as say

HOW_TO_READ = (
    "Each measure’s single months are charted; the latest one stands out when it lies outside the usual range, moves "
    "one way for seven months, stays on one side of the average for seven, or two of three lie far out. A measure is "
    "named where it shows most; press a reading for its reason. “Green for now” means that the target lies within the "
    "usual range: the same process will miss it in another month. H and L mean higher and lower than usual, P, F and ? "
    "will pass, will fail and may do either; colours only repeat them. The bar says how far a value is from the target "
    "that it misses, in proportion to the target, else how far its latest months lie from those before. Signals are "
    "facts about the numbers; what they mean is for people to say. A money alarm is no signal of chance: it stands "
    "where spend, activity and unit cost have been off by more than the council’s tolerances for some months running."
)
FALSE = (
    " Among so many charts some stand out by chance alone: at most about one in "
    f"{round(1 / found.FALSE_DISCOVERIES)} of those listed does."
)
SHOWN = (
    ("concerns", "Look into these", None, "Nothing has become worse by more than chance explains."),
    (
        "strengths",
        "Strengths",
        "better than chance explains",
        "Nothing has become better by more than chance explains.",
    ),
    ("changed", "Changed", "where neither more nor less is better in itself", ""),
)
FOLDED = (
    ("ordinary", "Red and ordinary", "off target within the usual range; change the process, do not chase the month"),
    ("reliable", "Reliably on target", "the whole usual range meets it"),
    ("rest", "May be chance", "these stand out, but among so many charts some do by chance"),
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    here = attention(snapshot, unit.key, month)
    money = money_alarms.below(snapshot, unit.key, month)
    at = place(names, reader, "/attention", unit, month)
    past = _past(snapshot, here), talked(here, month)
    changed = card_words.changed(names, card_of(snapshot, unit.key, month).card.rows)
    told = [] if _changed_only(here, changed) else [say.sentence(here)]
    said = " ".join([*told, *say.by_year(changed), *say.money_sentence(money)])
    main = [
        at.crumb("conversations"),
        *blocks.title("What needs a conversation", said),
        html.P(_looked_at(at, here), className="note"),
        *(_lists(at, here, past) if here.looked_at else []),
        _by_year(at, changed),
        _money(money),
        *(_folded(at, here, past) if here.looked_at else []),
        blocks.folded(
            "How to read this page", [html.P(HOW_TO_READ + (FALSE if here.looked_at else ""))], className="read"
        ),
    ]
    saved = both_kinds("What needs a conversation", "/attention", unit=unit.key, month=month)
    return at.view(f"What needs a conversation, {unit.name}", main, exports=saved)


PAGE = Page(
    "/attention",
    "Conversations",
    show,
    in_menu=True,
    routes={"/attention.csv": files.as_csv, "/attention.xlsx": files.as_xlsx},
    about="What has changed at a unit and everything below it by more than the ordinary ups and downs, so that it "
    "is worth asking why. What is not listed may still miss its target: the scorecard says so.",
)


def _changed_only(here, changed):
    """Whether figures by the year have moved and no chart can be judged, which is not said above them then."""
    return not here.looked_at and any(changed.values())


def _past(snapshot, here):
    """(first month, values) of what is listed, by measure and unit."""
    listed = [entry.finding for entries in LISTED for entry in getattr(here, entries)]
    pairs = [f"{one.measure} at {one.unit}" for one in listed]
    with snapshot.cursor() as cursor:
        found = cards.ask(cursor, "past_of", pairs=pairs) if pairs else []
    return {(measure, unit): (first, vals) for measure, unit, first, vals in found}


def _looked_at(at, here):
    return f"{at.unit.name} and everything below it, {words.month_words(at.month)}. {say.counted(here)}"


def _lists(at, here, past):
    """What became worse, and what became better or changed, each in a panel."""
    for key, heading, small, none in SHOWN:
        entries = getattr(here, key)
        if entries:
            yield blocks.section(key, heading, [_table(at, heading, entries, past)], small=small)
        elif none:
            yield blocks.section(key, heading, [html.P(none, className="soft")], small=small)


def _by_year(at, changed):
    """What comes by the quarter or the year and moved on the year before, the worse first."""
    rows = [*changed["worse"], *changed[""], *changed["better"]]
    if not rows:
        return None
    lines = []
    for row in rows:
        measure, change = at.names.measures[row.measure], row.change
        way = words.verdict(measure["better"], change.moved)
        href = link(measure_path(row.measure), unit=at.unit.key, month=at.month)
        lines.append(
            [
                blocks.to(measure["short"], href, title=measure["title"]),
                blocks.tag("Span", f"{way or change.movement} than the year before", className=f"s {way}".rstrip()),
                words.figure(measure, row.value),
                words.signed(measure, change.moved),
                f"{words.signed(measure, change.lower)} to {words.signed(measure, change.upper)}",
                measure["owner"],
            ]
        )
    heads = [("measure", "m"), ("how it moved", ""), ("now", "n"), ("by", "n"), ("95% limits", "n"), ("owner", "")]
    caption = "What moved on the year before"
    table = blocks.scroll(blocks.table(caption, heads, lines, stacked=True), caption)
    small = "yearly and quarterly figures that moved by more than chance explains"
    return blocks.section("by-year", "On the year before", [table], small=small)


def _money(alarms):
    if not alarms:
        return None
    small = "what a budget hides, or why it is overspent; the largest money first"
    return blocks.section("money", "Money alarms", [findings.alarms("Money alarms", alarms)], small=small)


def _folded(at, here, past):
    """The largest sets, which least need a conversation: behind their counts."""
    shown = []
    for key, heading, small in FOLDED:
        entries = getattr(here, key)
        if entries:
            many = words.count_words(len(entries), "measure").lower()
            table = blocks.still(_table(at, heading, entries, past))
            shown.append(blocks.folded([html.B(heading), f", {many}: {small}"], [table], id=key))
    return [dbc.Card(shown, body=True, className="others-folded")] if shown else []


def _table(at, heading, entries, past):
    return findings.findings(heading, at.names, at.month, entries, *past)
