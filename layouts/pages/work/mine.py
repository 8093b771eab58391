"""My work: what waits for whoever leads a unit, each done in place; what was promised, by its day."""

from dash import html

from dashboard import coverage, duties
from dashboard import scorecard as cards
from dashboard.registers import register_of
from dashboard.written import due_of, owner_of
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.exports import written as files
from layouts.page import Page, both_kinds, place
from layouts.pages.work.feed import FEED, PATH, calendar, to_send
from layouts.parts import blocks, sending
from layouts.parts import registers as parts
from layouts.parts.card import card_of
from layouts.parts.writing import shown
from layouts.parts.writing.shown import seen_at
from layouts.words import collecting
from layouts.words import writing as said

MOST, FURTHER = 12, 20  # rows of a list that stand open, and those folded under it
ABOUT = (
    "What is asked of you at this unit and below: a comment where a measure misses its target or has changed by more"
    " than chance explains, what was promised and by when, and what waits for your word. Everything opens where it is."
)
FIRST = (
    "Nothing has been written here yet. Begin at a number: Comment says what happened and why, Action what you will do,"
    " by when, and what it should change. What you write stands at once on the scorecard, the chart and in the meeting."
)


def show(store, reader, asked):
    snapshot, written, today = store.snapshot(), writings.here(), writings.today()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    writer = writings.writer(reader, names)
    units = parts.below(unit, month)
    read, files_here = card_of(snapshot, unit.key, month), coverage.on_a_day(snapshot, today)
    asked_for = duties.comments_asked(read.card, read.here.believed, written)
    promised = duties.promises(written, units)
    waiting = duties.to_approve(written, units, writer)
    to_test = duties.to_test(written, units, names.months[-1])
    drafts = duties.drafts(written, units, writer.subject)
    back = duties.sent_back(written, units, writer.subject)
    called = reader.called(names)
    sent = to_send(files_here, units, names.root.key, called)
    at, ways = place(names, reader, PATH, unit, month), shown.write_links(unit, month)
    main = [
        at.crumb("my work"),
        *blocks.title("My work", _lead(asked_for, promised, [*back, *waiting, *to_test, *drafts], today)),
        html.P(ways, className="write-links") if ways else None,
        html.P(FIRST, className="soft") if ways and not written.number() else None,
        blocks.columns(
            [
                _promised(names, promised, today, {writer.subject, writer.name} | called),
                _comments(names, unit, month, asked_for),
                _sent(sent, today, called),
            ],
            [
                _waiting(names, back, waiting, to_test, drafts),
                _late([one for one in files_here.late if one not in sent], today),
                _views(shown.views(names, unit, writer.subject)),
                _further(unit, month, reader.may(names, "audit", unit.key)),
            ],
        ),
    ]
    saved = both_kinds("What was written here and below", "/written", unit=unit.key)
    return at.view("My work", main, exports=saved)


def _lead(asked_for, promised, waiting, today):
    late = len(duties.late(promised, today))
    things = words.count_words(len(waiting), "thing waits", "things wait").lower()
    parts = [
        f"{words.count_words(len(promised), 'promise').lower()} open" + (f", {late} late" if late else ""),
        f"{words.count_words(len(asked_for), 'comment').lower()} asked for",
        f"{things} for your word" if waiting else "nothing waits for your word",
    ]
    return words.sentence_case("; ".join(parts)) + "."


def _promised(names, things, today, called):
    me = {one.casefold() for one in called}
    rows = [promise(names, one, today, me) for one in things[: MOST + FURTHER]]
    heads = [("what", ""), ("of", ""), ("who", ""), ("by", "")]
    return _listed("promised", "Promised, by its day", "Nothing is open.", heads, rows, count=len(things))


def promise(names, thing, today, me):
    """A row of what somebody has still to do. `me` is what the reader is called, in small letters: names and posts."""
    register, owner = register_of(thing), owner_of(thing)
    due = f"{due_of(thing):%-d %B %Y}" + (f" ({register.due_words(thing)})" if register else "")
    is_late = bool(duties.late([thing], today))
    mine = owner.casefold() in me
    kind = "action.done" if thing.family == "action" else "decision.kept"
    ways = [f"{register.name} · " if register else "", _way("Open", thing)]
    if thing.state != "proposed" and not register:
        ways += [" · ", _way("Done", thing, kind=kind)]
    ways += [" · ", _way("How it goes", thing, kind="action.noted")] if thing.family == "action" else []
    return [
        [blocks.to(said.headline(thing), link(f"{PATH}/{thing.key}")), html.Div(ways, className="soft s")],
        of(names, thing),
        [owner, html.B(" (you)") if mine else None],
        html.Span([blocks.unsaid("▼ "), f"{due}, late"], className="miss s") if is_late else due,
    ]


def of(names, thing):
    """The measure and unit of a thing, as links."""
    unit, measure = names.units.get(thing.unit), names.measures.get(thing.measure)
    where = unit.name if unit else thing.unit or ""
    if measure is None:
        return where
    return [blocks.to(measure["short"], link(measure_path(measure["key"]), unit=thing.unit)), f", {where}"]


def _way(word, thing, **asked):
    hidden = blocks.hidden(f" ({said.headline(thing)[:60]})")
    return blocks.to([word, hidden], _form(thing, **asked))


def _comments(names, unit, month, asked_for):
    rows, forms = [], writings.begun({"comment.published": "Comment", "action.proposed": "Action"}, unit.key)
    for one in asked_for:
        measure = names.measures[one.row.measure]
        of = {"unit": unit.key, "measure": measure["key"], "month": month}
        cases = link("/records", measure=measure["key"], unit=unit.key, month=month, where="against:yes")
        way = link(measure_path(measure["key"]), unit=unit.key, month=month)
        of_it = f" ({measure['short']})"
        ways = [
            *(
                part
                for kind, name in forms.items()
                for part in (blocks.to([name, blocks.hidden(of_it)], link("/write", kind=kind, **of)), " · ")
            ),
            blocks.to_grid("Cases", cases, of=measure["short"]),
        ]
        rows.append(
            [
                blocks.counted_in(blocks.to(measure["title"], way), words.unit_words(measure)),
                words.figure(measure, one.row.value),
                blocks.standing(one.row.standing),
                one.why,
                html.Span(ways, className="s on-screen"),
            ]
        )
    heads = [("measure", "m"), ("now", "n"), ("standing", ""), ("why", ""), ("what you can do", "hidden")]
    small = f"{unit.name}, {words.month_words(month)}"
    return _listed(
        "comments",
        "Comments asked for",
        "None: nothing missed its target, or changed by more than chance, without one.",
        heads,
        rows,
        small,
    )


def _listed(key, name, nothing, heads, rows, small=None, count=None):
    """A panel with a table of rows; `count` is how many there are where not all are given."""
    if not rows:
        return blocks.section(key, name, [html.P(nothing, className="soft empty")], small=small)
    table = blocks.scroll(blocks.table(name, heads, rows[:MOST], stacked=True), f"{name}: the table")
    more = (count or len(rows)) - MOST
    said_ = f"{more:,} more" + (f"; the next {FURTHER} of them" if more > FURTHER else "")
    rest = blocks.folded(said_, [blocks.table(name, heads, rows[MOST:], stacked=True)]) if more > 0 else None
    return blocks.section(key, name, [table, rest], small=small)


def _waiting(names, back, waiting, to_test, drafts):
    count = len(back) + len(waiting) + len(to_test) + len(drafts)
    found = [
        *((one, f"sent back to you by {one.last.called}", seen_at(one)) for one in back),
        *((one, "to agree" if one.family == "action" else "to approve", seen_at(one)) for one in waiting[:MOST]),
        *((one, "its effect can be tested", f"{PATH}/{one.key}") for one in to_test),
        *((one, "your draft", _form(one, kind="comment.published")) for one in drafts),
    ]
    inside = (
        html.Ul([_waits(names, *one) for one in found[:MOST]], className="brief")
        if found
        else html.P("Nothing.", className="soft empty")
    )
    more = html.P(f"and {count - MOST:,} more", className="soft") if count > MOST else None
    return blocks.section("waiting", "Waits for your word", [inside, more])


def _waits(names, thing, what, href=""):
    name = blocks.to(said.headline(thing), href or _form(thing))
    return html.Li([f"{said.family_name(thing)}, {what}: ", name, " ", html.Small(of(names, thing))])


def _form(thing, **asked):
    return link("/write", about=thing.key, **asked)


def _sent(feeds, today, called):
    if not any(one.inputter for one in feeds):
        return None  # the council says of none who sends it
    name = "Files sent from here"
    return blocks.section("sent", name, [sending.table(name, feeds, today, called)], small="the one due first is first")


def _late(files, today):
    if not files:
        return None
    items = [
        html.Li(
            [blocks.to(one.name, sending.address(one)), f": {collecting.expected(one)}, by ", *sending.by(one, today)]
        )
        for one in files
    ]
    return blocks.section("late", "Data that are late", [html.Ul(items, className="brief"), blocks.to("Data", "/data")])


def _views(links):
    if not links:
        return None
    return blocks.section("views", "Saved views", [html.Ul([html.Li(one) for one in links], className="brief")])


def _further(unit, month, audits):
    ways = [
        html.Li(blocks.to("Who opened records", "/access")) if audits else None,
        html.Li(blocks.to("The meeting of this unit", link("/meeting", unit=unit.key, month=month))),
        html.Li(blocks.to("What worked elsewhere", link(f"{PATH}/library", unit=unit.key))),
        html.Li(
            [
                blocks.save("Days of promises and files for your calendar", link(FEED, unit=unit.key), className=None),
                " (ICS)",
            ]
        ),
    ]
    return blocks.section("further", "More", [html.Ul(ways, className="brief")])


PAGE = Page(
    PATH,
    "My work",
    show,
    in_menu=True,
    about=ABOUT,
    routes={FEED: calendar, "/written.csv": files.as_csv, "/written.xlsx": files.as_xlsx},
)
