"""What needs a conversation at a unit and below it: signals that chance does not explain, each with its reason."""

from dash import html

from dashboard import attention as found
from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.parts.conversations import attention
from layouts.parts.money import alarms as money_alarms
from layouts.tables import signals as signal_cells
from layouts.words import conversations as say
from layouts.words import signals

ORDINARY_SHOWN, ALARMS_SHOWN = 8, 6
MARKS = {"improvement": "good", "concern": "bad"}
HOW_TO_READ = (
    "Each measure’s single months are charted; the latest one stands out when it lies outside the usual range, moves "
    "one way for seven months, stays on one side of the average for seven, or two of three lie far out. A measure is "
    "named where it shows most. “Green for now” means that the target lies within the usual range: the same process "
    "will miss it in another month. The letters say it all: H and L for higher and lower than usual, P, F and ? for "
    "will pass, will fail and may do either; colours only repeat them. Signals are facts about the numbers; what they "
    "mean is for people to say. A money alarm is no signal of chance: it stands where spend, activity and unit cost "
    "have been off by more than the council’s tolerances for some months running."
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    here = attention(snapshot, unit.key, month)
    money = money_alarms.below(snapshot, unit.key, month)
    at = place(names, reader, "/attention", unit, month)
    judged = here.looked_at > 0
    main = [
        at.crumb("conversations"),
        *blocks.title("What needs a conversation", " ".join([say.sentence(here), *say.money_sentence(money)])),
        html.P(_looked_at(at, here), className="note"),
        blocks.columns(
            [_concerns(at, here) if judged else None, _money(money), _ordinary(at, here) if judged else None],
            _beside(at, here) if judged else None,
        ),
        blocks.folded("How to read this page", [html.P(HOW_TO_READ)], className="read"),
    ]
    return at.view(f"What needs a conversation, {unit.name}", main)


PAGE = Page(
    "/attention",
    "Conversations",
    show,
    in_menu=True,
    about="What has changed at a unit and everything below it by more than the ordinary ups and downs, so that it "
    "is worth asking why. What is not listed may still miss its target: the scorecard says so.",
)


def _looked_at(at, here):
    said = f"{at.unit.name} and everything below it, {words.month_words(at.month)}. {say.counted(here)}"
    if not here.looked_at:
        return said
    return (
        f"{said} Among so many charts some stand out by chance alone: at most about one in "
        f"{round(1 / found.FALSE_DISCOVERIES)} of those listed does."
    )


def _concerns(at, here):
    listed = _findings(at, here.concerns, "Nothing has become worse by more than chance explains.")
    return blocks.section("concerns", "Look into these", [listed])


def _money(alarms):
    if not alarms:
        return None
    shown = [_alarms(alarms[:ALARMS_SHOWN]), *_more(alarms, ALARMS_SHOWN, _alarms)]
    small = "what a budget hides, or why it is overspent; the largest money first"
    return blocks.section("money", "Money alarms", shown, small=small)


def _ordinary(at, here):
    entries = here.ordinary
    shown = [_brief(at, entries[:ORDINARY_SHOWN]), *_more(entries, ORDINARY_SHOWN, lambda rest: _brief(at, rest))]
    none = [_none("Nothing that is off target is merely ordinary.")]
    small = "off target within the usual range: change the process, do not chase the month"
    return blocks.section("ordinary", "Red and ordinary", shown if entries else none, small=small)


def _beside(at, here):
    """What is no cause for worry: strengths, the reliable, changes either way, and what chance may have flagged."""
    strengths = _findings(at, here.strengths, "Nothing has become better by more than chance explains.")
    rest = blocks.folded(f"Show {len(here.rest)}", [_findings(at, here.rest)]) if here.rest else _none("None.")
    shown = [("strengths", "Strengths", "better than chance explains", strengths)]
    if here.reliable:
        reliable = _brief(at, here.reliable)
        shown.append(("reliable", "Reliably on target", "the whole usual range meets it", reliable))
    if here.changed:
        small = "where neither more nor less is better in itself"
        shown.append(("changed", "Changed", small, _findings(at, here.changed)))
    shown.append(("rest", "May be chance", "these stand out, but among so many charts some do by chance", rest))
    return [blocks.section(key, heading, [inside], small=small) for key, heading, small, inside in shown]


def _none(said):
    return html.P(said, className="soft")


def _more(entries, shown, listed):
    """The entries after those that are shown, folded away; nothing where there are none."""
    rest = entries[shown:]
    return [blocks.folded(f"Show {len(rest)} more", [listed(rest)])] if rest else []


def _findings(at, entries, none=""):
    """Entries in full; where there are none, that said."""
    return html.Ol([_finding(at, entry) for entry in entries], className="findings") if entries else _none(none)


def _finding(at, entry):
    """An entry in full: the icons, the measure and where, its reading and the reason."""
    finding = entry.finding
    measure = at.names.measures[finding.measure]
    reading, todo = finding.reading
    signs = signal_cells.icons(finding.variation, finding.assurance, measure["better"])
    sign = html.B(words.sentence_case(reading), className=f"sign {MARKS.get(finding.variation, 'special')}")
    also = say.also_at(_elsewhere(at, entry))
    said = [
        sign,
        f": {todo}. {words.sentence_case(signals.reason(measure, finding))}",
        html.Span(also, className="soft") if also else None,
    ]
    return html.Li(
        [
            html.Div(blocks.drawn(signs), className="icons"),
            html.Div([_named(measure["title"], _href(at, finding), at.names.units[finding.unit].name), html.P(said)]),
        ]
    )


def _brief(at, entries):
    """Entries in a line each: the measure, where, and how it stands to its target."""
    lines = []
    for entry in entries:
        finding, elsewhere = entry.finding, _elsewhere(at, entry)
        measure, where = at.names.measures[finding.measure], at.names.units[finding.unit].name
        where += f" and {say.others(elsewhere)}" if elsewhere else ""
        said = html.Span(f"{where}: {signals.standing_words(measure, finding)}", className="soft")
        lines.append(html.Li([blocks.to(measure["title"], _href(at, finding)), " ", said]))
    return html.Ul(lines, className="brief")


def _alarms(alarms):
    return html.Ol([_alarm(one) for one in alarms], className="findings plainly")


def _alarm(one):
    links = []
    for name, href in one["elsewhere"]:
        links += [", " if links else " Also at ", blocks.to(name, href)]
    said = [
        html.B([blocks.unsaid("▲"), f" {one['reading']}."], className="miss"),
        f" {one['sentence']}",
        html.Span([*links, "."], className="soft") if links else None,
    ]
    return html.Li(html.Div([_named(one["title"], one["href"], one["unit"]), html.P(said)]))


def _named(title, href, where):
    return html.H3([blocks.to(title, href), " ", html.Span(where, className="where")])


def _elsewhere(at, entry):
    return [at.names.units[other.unit].name for other in entry.elsewhere if other.unit in at.names.units]


def _href(at, finding):
    return link(measure_path(finding.measure), unit=finding.unit, month=at.month)
