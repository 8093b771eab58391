"""The guide for whoever reads: what they can do here and when, made of their own rights."""

from dash import html

from dashboard import coverage
from dashboard import scorecard as cards
from dashboard.access.rights import CAPABILITIES, ROLES
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks, sending
from layouts.words import guide

PATH = "/help"
LEARN = (
    ("What the words mean", "/words"),
    ("Training in using it", "/register/training"),
    ("Reviews of the framework itself", "/register/framework_review"),
    ("Audits of information", "/register/information_audit"),
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    may = [right for right in CAPABILITIES if reader.may(names, right, unit.key)]
    called = reader.called(names)
    with snapshot.cursor() as cursor:
        feeds = coverage.feeds(cursor, writings.today())
    sent = [one for one in feeds if one.inputter and one.inputter.casefold() in called and (one.due or one.is_missing)]
    at = place(names, reader, PATH, unit)
    main = [
        at.crumb("what you can do"),
        *blocks.title("What you can do here", _lead(names, reader, unit, may)),
        blocks.columns(
            [_tasks(unit, may), _sent(sent, called)], [_yours(reader, names, unit), _others(may), _learn(unit)]
        ),
    ]
    return at.view("What you can do here", main)


def _lead(names, reader, unit, may):
    post = guide.CALLED.get(reader.post, reader.post)
    role = f"As {post} at {unit.name}" if reader.post in ROLES else f"At {unit.name}"
    count = words.count_words(len(may), "thing").lower()
    if len(may) == len(CAPABILITIES):
        return f"{role} you may do all {count} that are done here."
    return f"{role} you may do {count} of the {len(CAPABILITIES)} that are done here."


def _tasks(unit, may):
    """What one does, under when it is done."""
    by_time = {}
    for right, when, what, where in guide.TASKS:
        if right in may:
            by_time.setdefault(when, []).append(html.Li(blocks.to(what, link(where, unit=unit.key))))
    inside = [part for when, items in by_time.items() for part in (html.H3(when), html.Ul(items, className="brief"))]
    return blocks.section(
        "tasks", "What you do, and when", inside or [html.P("Nothing: ask for a right.", className="soft")]
    )


def _sent(feeds, called):
    if not feeds:
        return None
    name = "Files that you send"
    return blocks.section("sent", name, [sending.table(name, feeds, writings.today(), called)])


def _yours(reader, names, unit):
    owned = reader.owns(names)
    if not owned:
        return None
    said = f"You answer for {words.count_words(len(owned), 'measure').lower()}: "
    return blocks.section(
        "yours", "Yours", [html.P([said, blocks.to("see them", link("/", unit=unit.key, set="mine"))])]
    )


def _others(may):
    """What others do, and who they are."""
    items = []
    for right, what in CAPABILITIES.items():
        if right not in may:
            items.append(html.Li([html.B(words.sentence_case(what)), f": {guide.who_may(right)}."]))
    if not items:
        return None
    return blocks.section("others", "What others do", [html.Ul(items, className="brief")])


def _learn(unit):
    items = [html.Li(blocks.to(name, link(way, unit=unit.key))) for name, way in LEARN]
    return blocks.section("learn", "To learn more", [html.Ul(items, className="brief")])


PAGE = Page(
    PATH,
    "What you can do here",
    show,
    about="The guide: what your rights let you do, when it is done and where; what others do; and where to learn more.",
)
