"""Reports: which pack goes to whom, how often, what is due, and what became of each."""

from functools import partial

from dash import html

from dashboard import scorecard as cards
from dashboard.packs import definitions
from dashboard.packs.due import due
from layouts import packs, words
from layouts import written as writings
from layouts.address import link, wanted_month, wanted_one_of, wanted_unit
from layouts.packs import building, formats
from layouts.page import Page, place
from layouts.pages.reports.answers import PATH, as_file, as_page, kept, known
from layouts.parts import blocks, subscriptions

READ, KEPT = f"{PATH}/pack", f"{PATH}/kept"
ABOUT = (
    "Who is told what, and how often: each report is put together from what the pages show, built, checked, approved"
    " and issued. Read one before it is built: the figures in it are those of the pages. What was built stays as it is,"
    " and what was issued can be had again as it went out."
)
STATES = {"": "not begun", "built": "built", "returned": "sent back", "checked": "checked", "approved": "approved"}
DONE = {"built": "pack.built", "checked": "pack.checked", "approved": "pack.approved", "issued": "pack.issued"}
MOST = 24  # of what was issued, the newest


def show(store, reader, asked):
    names, today = cards.names(store.snapshot()), writings.today()
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    providers = {one: one for one in names.parts.get("provider", ())}
    of = wanted_one_of(providers, asked.get("provider"), "provider") if providers else ""
    written, every = writings.here(), known(names)
    found = due(every.values(), written, unit, month, of)
    found = [one for one in found if of or not one.definition.by]
    # Where none has ever been made nobody waits for one: it is due, and not late.
    is_used = bool(written.at([unit.key], families=["pack"]))
    late = [one for one in found if is_used and one.is_late(today)]
    at = place(names, reader, PATH, unit, month)
    main = [
        at.crumb("reports", provider=asked.get("provider")),
        *blocks.title("Reports", _lead(unit, found, late, is_used)),
        _due(names, unit, found, late, written.journal is not None),
        _whose(unit, month, found, providers, of),
        subscriptions.section(names, unit, month, [one.definition for one in found if not one.definition.by]),
        _issued(unit, written),
        _audiences(every, unit, month, _may_set(names, reader, unit, written)),
    ]
    return at.view(f"Reports, {unit.name}", main)


def _lead(unit, found, late, is_used):
    many = f"{words.count_words(len(found), 'report')} of {unit.name}"
    if not is_used:
        return f"{many}: none has been made here yet."
    issued = sum(one.state == "issued" for one in found)
    said = f"{many}: {issued or 'none'} issued for the newest period"
    return said + (f", {len(late)} past {'its' if len(late) == 1 else 'their'} day." if late else ".")


def _due(names, unit, found, late, can_write):
    heads = [
        ("report", "m"),
        ("period", "text-wrap"),
        ("due", ""),
        ("how far it is", "text-wrap"),
        ("as it would be now", ""),
    ]
    rows = [_row(names, unit, one, one in late, can_write) for one in found]
    table = blocks.scroll(blocks.table(f"Reports of {unit.name}", heads, rows, stacked=True), "Reports: the table")
    return blocks.section("due", "Reports of this unit", [table], small="the newest period that has ended")


def _row(names, unit, one, is_late, can_write):
    definition = one.definition
    asked = {"pack": definition.key, "unit": unit.key, "month": one.month, "provider": one.of}
    due_words = words.day_words(one.day)
    late = html.Span([blocks.unsaid("▼ "), f"{due_words}, late"], className="miss s") if is_late else due_words
    there = one.month in names.months
    return [
        [html.B(definition.title), html.Div(definition.asked, className="soft s")],
        packs.period_words(definition, one.month) + (f", {one.of}" if one.of else ""),
        late,
        _how_far(one, can_write) if there else "–",
        _ways(READ, definition, asked) if there else html.Span("no figures of it are on file", className="soft"),
    ]


def _how_far(one, can_write):
    """What became of a report: its state, who did what, and the way to the next step."""
    report = one.report
    if report is None:
        topic = one.definition.key + (f"{building.OF}{one.of}" if one.of else "")
        href = link("/write", kind="pack.built", unit=one.unit, month=one.month, topic=topic)
        may_build = can_write and writings.may_begin("pack.built", one.unit)
        way = [" ", blocks.to("Build", href, className="button")] if may_build else []
        return [STATES[""], *way]
    told = [html.Div(line, className="soft s") for line in _by(report)]
    ways = [blocks.to("Next step", link("/write", about=report.key), className="button")] if can_write else []
    read = _ways(KEPT, one.definition, {"about": report.key})
    return [html.B(words.sentence_case(STATES.get(report.state, report.state))), " ", *ways, *told, html.Div(read)]


def _by(report):
    """'approved by ann': who last made each step of a report that still counts."""
    order = list(DONE)
    reached = order.index(report.state) if report.state in order else -1
    for state in order[: reached + 1]:
        wrote = report.wrote.get(DONE[state], ()) or report.wrote.get("pack.rebuilt", ())
        if state == "built":
            wrote = max((report.wrote.get(kind, ())[-1:] for kind in ("pack.built", "pack.rebuilt")), default=())
        if wrote:
            yield f"{state} by {wrote[-1][1]}"


def _ways(path, definition, asked):
    """The links to a pack: to read it, and each format as a file."""
    files = [
        part
        for ending in definition.formats
        if ending != "html"
        for part in (" · ", blocks.save(formats.of(ending).name, link(f"{path}.{ending}", **asked), className=None))
    ]
    return html.Span([html.A("Read", href=link(path, **asked)), *files], className="text-nowrap s")


def _whose(unit, month, found, providers, of):
    """Which provider's, where a report is one provider's."""
    if not providers or not any(one.definition.by for one in found):
        return None
    picks = [("provider", "Provider", blocks.options(providers), of)]
    return blocks.choosing(PATH, picks, {"unit": unit.key, "month": f"{month:%Y-%m}"})


def _issued(unit, written):
    """What was issued of the unit, the newest first, each as it went out."""
    things = [one for one in written.at([unit.key], families=["pack"]) if one.state in ("issued", "recalled")]
    if not things:
        nothing = html.P(f"No report of {unit.name} has been issued yet.", className="soft empty")
        return blocks.section("issued", "Issued", [nothing])
    rows = [_gone_out(one) for one in things[:MOST]]
    heads = [("report", "m"), ("issued", ""), ("approved by", ""), ("as it went out", ""), ("its data", "")]
    table = blocks.scroll(blocks.table("What was issued", heads, rows, stacked=True), "What was issued: the table")
    return blocks.section("issued", "Issued", [table], small="the newest first; files stay as they went out")


def _gone_out(report):
    approved = report.wrote.get("pack.approved", ())
    issued = words.day_words(report.last.at) + (
        f", recalled: {report.last.reason}" if report.state == "recalled" else ""
    )
    files = [
        part
        for ending in report.fields.get("files", {})
        for part in (" · ", html.A(formats.of(ending).name, href=link(_kept_path(ending), about=report.key)))
    ]
    return [
        report.fields["title"],
        f"{issued} by {report.wrote['pack.issued'][-1][1]}",
        approved[-1][1] if approved else "",
        html.Span(files[1:], className="s"),
        html.Span(
            f"as of {words.day_words(report.fields['as_of'])}",
            title=f"{report.fields['store_name']}, {report.fields['data'][:12]}",
            className="soft s",
        ),
    ]


def _kept_path(ending):
    return KEPT if ending == "html" else f"{KEPT}.{ending}"


OWN = {
    "own_report.set": "Set up a report of our own",
    "own_report.proposed": "Propose one that leaves the council",
}


def _may_set(names, reader, unit, written):
    """Whether a reader may say what goes to whom."""
    return written.journal is not None and reader.may(names, "configure", unit.key)


def _audiences(every, unit, month, may_set):
    """Who gets which report, how often and by when; and the ways to say more, for whoever may."""
    rows = [
        [
            blocks.to(one.title, f"/work/{one.entry}") if one.entry and may_set else one.title,
            [one.audience, html.Div(", ".join(one.recipients), className="soft s")],
            definitions.EVERY[one.every],
            f"{one.days} days after it ends",
            ", ".join(f"{level}s" if level[-1] != "y" else f"{level[:-1]}ies" for level in one.levels) or "every unit",
            "yes" if one.is_for_outside else "",
        ]
        for one in every.values()
    ]
    heads = [("report", "m"), ("for", ""), ("how often", ""), ("due", ""), ("made of", ""), ("leaves the council", "")]
    table = blocks.scroll(blocks.table("Who gets what", heads, rows, stacked=True), "Who gets what: the table")
    ways = [blocks.to(text, link("/write", kind=kind, unit=unit.key, month=month)) for kind, text in OWN.items()]
    more = html.P([ways[0], " · ", ways[1]], className="s") if may_set else None
    small = "whoever may approve at a unit approves its reports"
    return blocks.section("who", "Who gets what, and how often", [table, more], small=small)


FILES = [ending for ending in formats.FORMATS if ending != "html"]
PAGE = Page(
    PATH,
    "Reports",
    show,
    in_menu=True,
    group="Plan and decide",
    about=ABOUT,
    routes={
        READ: as_page,
        **{f"{READ}.{one}": partial(as_file, one) for one in FILES},
        KEPT: partial(kept, "html"),
        **{f"{KEPT}.{one}": partial(kept, one) for one in FILES},
    },
)
