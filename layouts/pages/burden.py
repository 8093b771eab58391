"""What collecting costs and what it is used for; which pages are looked at, by unit, and nothing of who looked."""

from dash import html

from dashboard import scorecard as cards
from dashboard.collecting import burden
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.parts import registers as parts
from layouts.usage import called
from layouts.usage import here as usage_here

PATH = "/burden"
MOST = 15  # pages that are listed
HEADS = (
    *(("file", "m"), ("records a year", "n"), ("hours a year", "n"), ("cost a year", "n")),
    *(
        ("looks", "n"),
        ("comments", "n"),
        ("actions", "n"),
        ("decisions", "n"),
        ("reports", "n"),
        ("cost a decision", "n"),
    ),
    ("has to be collected", "text-wrap"),
)
RULE = (
    "A file is named here where nothing asks for it by law, no decision and no action of the last year was about a"
    f" measure made of it, and their pages were looked at fewer than {words.count_words(burden.FEW, 'time').lower()}"
    " in twelve months. It is a question to whoever answers for it, and no more."
)
ABOUT = (
    "What each kind of file takes to collect in a year, as the council says it (minutes a record, hours a file, pounds"
    " an hour), beside what became of it: how often its measures were looked at, and what was written and decided by"
    " them."
)


def show(store, reader, asked):
    snapshot, today = store.snapshot(), writings.today()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    usage = usage_here()
    with snapshot.cursor() as cursor:
        found = burden.ledger(cursor, writings.here(), usage, today)
    at = place(names, reader, PATH, unit)
    main = [
        at.crumb("what collecting costs", ("Data", "/data")),
        *blocks.title("What collecting costs", _lead(found)),
        _ledger(found),
        _stop(found, usage),
        _looks(names, reader, unit, usage, today),
    ]
    return at.view("What collecting costs", main)


def _lead(found):
    costs = [one for one in found if one.cost is not None]
    if not costs:
        return "Nobody has said yet what collecting takes: minutes a record, hours a file (collections.toml)."
    total, hours = sum(one.cost for one in costs), sum(one.hours for one in costs)
    said = words.count_words(len(costs), "kind of file", "kinds of file")
    without = len(found) - len(costs)
    rest = f" Of {words.count_words(without, 'kind').lower()} more nobody has said what it takes." if without else ""
    return f"{said} take {hours:,.0f} hours a year to collect, £{total:,.0f}.{rest}"


def _ledger(found):
    table = blocks.table("What collecting costs", HEADS, [_row(one) for one in found], stacked=True)
    small = (
        "use is of the last twelve months, and counts for each file that a measure is made of; reports are those that"
        " were issued with one of them"
    )
    inside = (
        [blocks.scroll(table, "What collecting costs")] if found else [html.P("No file is on hand.", className="soft")]
    )
    return blocks.section("ledger", "Cost beside use", inside, small)


def _row(one):
    written = {word: f"{count or '–'}" for word, count in one.written.items()}
    return [
        blocks.to(one.name, link("/data", kind=one.kind)),
        f"{one.records:,}",
        "–" if one.hours is None else f"{one.hours:,.0f}",
        "not said" if one.cost is None else f"£{one.cost:,.0f}",
        "not counted" if one.looks is None else f"{one.looks:,}",
        written["comment"],
        written["action"],
        written["decision"],
        f"{one.reports or '–'}",
        "–" if one.a_decision is None else f"£{one.a_decision:,.0f}",
        one.statutory or "–",
    ]


def _stop(found, usage):
    stop = [one for one in found if one.may_stop]
    name = "What might be stopped"
    if any(one.looks is None for one in found):
        why = "it is switched off" if usage is None or not usage.counted else "it has not been counted for three months"
        said = f"Nothing is proposed: how often pages are looked at is not known here, for {why}."
        return blocks.section("stop", name, [html.P(said), html.P(RULE, className="soft")])
    items = [html.Li(_stopped(one)) for one in stop]
    inside = html.Ul(items, className="brief") if items else html.P("Nothing, by this rule.", className="soft empty")
    return blocks.section("stop", name, [inside, html.P(RULE, className="soft")])


def _stopped(one):
    looks = words.count_words(one.looks, "look").lower()
    said = f": £{one.cost:,.0f} a year, {looks}, no decision, no action{_in_reports(one.reports)}. "
    return [html.B(one.name), said, blocks.to("Where it goes", link("/data", kind=one.kind))]


def _in_reports(count):
    return f", though in {words.count_words(count, 'report').lower()} that went out" if count else ""


def _looks(names, reader, unit, usage, today):
    name = "Which pages are looked at"
    if usage is None or not usage.counted:
        return blocks.section("looks", name, [html.P("It is not counted here.", className="soft empty")])
    units = [key for key in parts.below(unit, names.months[-1]) if reader.may(names, "see", key)]
    # Pages of no unit, as that of the data is, are the whole council's.
    rows = usage.looks(burden.a_year_before(today), {*units, *([""] if unit == names.root else [])})
    by_unit, by_page = {}, {}
    for page, of, _, looks in rows:
        by_unit[of or unit.key] = by_unit.get(of or unit.key, 0) + looks
        by_page[page] = by_page.get(page, 0) + looks
    if not rows:
        return blocks.section(
            "looks", name, [html.P("None has been counted of this unit yet.", className="soft empty")]
        )
    most = sorted(by_page.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    pages = blocks.table("Pages", [("page", "m"), ("looks", "n")], [[called(page), f"{n:,}"] for page, n in most])
    here = [[names.units[key].name, f"{by_unit.get(key, 0):,}"] for key in units]
    table = blocks.table("Units", [("of the figures of", "m"), ("looks", "n")], here[:MOST])
    more = blocks.folded(
        f"{len(here) - MOST} more units", [blocks.table("More units", [("unit", "m"), ("looks", "n")], here[MOST:])]
    )
    inside = [blocks.columns([table, more if here[MOST:] else None], [pages])]
    small = "in twelve months; a count by month, page and unit, with nothing of who looked"
    return blocks.section("looks", name, inside, small)


PAGE = Page(PATH, "What collecting costs", show, about=ABOUT)
