"""The strategy map: objectives by perspective, and arrows between them that the council's figures may contradict."""

from functools import partial

from dash import html

from dashboard import scorecard as cards
from dashboard import strategy
from layouts import words
from layouts import written as writings
from layouts.address import link, wanted_month, wanted_unit
from layouts.charts import strategy_map as chart
from layouts.charts import template
from layouts.page import Page, place
from layouts.pages.strategy import balance, changed, tensions
from layouts.parts import blocks, wanting
from layouts.words import strategy as said

PATH = "/map"
MOST_LINES = 12
ABOUT = (
    "What the council wants, from its staff and its money up to the people it serves, and what it believes leads to"
    " what. A solid arrow with a tick is borne out by the council’s own figures, a dashed one with a question mark is"
    " not, a crossed one goes against them, and a dotted one cannot be tested. Figures that go together prove no cause;"
    " a belief stays until a person takes it off the map."
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    things = writings.of_the_council("link")
    with snapshot.cursor() as cursor:
        arrows = strategy.tested(cursor, things)
        counts = strategy.standings(cursor, unit.key, month)
        apart = tensions.found(cursor, names, unit)
        alike = balance.alike(cursor, names, unit)
    arrows = [one for one in arrows if _is_there(names, one.link)]
    at = place(names, reader, PATH, unit, month)
    main = [
        at.crumb("strategy map", of_unit=True),
        *blocks.title("Strategy map", _lead(names, arrows)),
        html.P(_ways(names, unit, month, reader), className="write-links"),
        _map(names, unit, month, arrows, counts) if names.objectives else _none(),
        _table(names, arrows, _may_write(names, reader)) if arrows else None,
        tensions.section(names, unit, apart) if names.objectives else None,
        changed.section(names, snapshot, arrows),
        _objectives(names, unit, month, counts) if names.objectives else None,
        balance.section(names, unit, alike),
    ]
    return at.view(f"Strategy map, {unit.name}", main)


def _is_there(names, one):
    return one.from_objective in names.objectives and one.to_objective in names.objectives


def _may_write(names, reader):
    return writings.here().journal is not None and reader.may(names, "propose", names.root.key)


def _lead(names, arrows):
    if not names.objectives:
        return "This council has written no objectives yet."
    tested = [one.verdict for one in arrows]
    parts = [
        f"{tested.count(verdict)} {words_}"
        for verdict, words_ in (
            ("the data agree", "borne out by the council’s own figures"),
            ("the data do not show it", "not shown by them"),
            ("the data speak against it", "against them"),
        )
        if tested.count(verdict)
    ]
    rest = len(tested) - sum(tested.count(one) for one in chart.LOOKS if one.startswith("the data"))
    parts += [f"{rest} that cannot be tested"] if rest else []
    told = f"{words.count_words(len(names.objectives), 'objective')}, {words.count_words(len(arrows), 'arrow').lower()}"
    return f"{told}: {words.listed(parts)}." if parts else f"{told}."


def _ways(names, unit, month, reader):
    ways = [blocks.to(f"Line of sight of {unit.name}", link("/line", unit=unit.key, month=month), className="button")]
    if _may_write(names, reader):
        ways += [
            blocks.to("Draw an arrow", _write("link.drawn", names), className="button"),
            blocks.to("Record a tension", _write("tension.recorded", names), className="button"),
            blocks.to("Propose this as a version", _write("map.proposed", names), className="button"),
        ]
    return ways


def _write(kind, names, **asked):
    return link("/write", kind=kind, unit=names.root.key, month=names.months[-1], **asked)


def _none():
    return blocks.section(
        "map",
        "No objectives yet",
        [
            html.P(
                "The map is drawn from objectives.toml in the council’s folder: what the council wants for people, and"
                " the measures that tell whether it comes about. After the next build the map is here."
            )
        ],
    )


def _map(names, unit, month, arrows, counts):
    keys = [one["key"] for one in names.perspectives]
    own = {objective for _, objective, _ in names.cards.get(unit.key, ())}
    nodes = [
        chart.Node(
            key,
            one["title"],
            keys.index(one["perspective"]),
            said.standing(counts.get(key, {})),
            unit != names.root and key in own,
            bool(counts.get(key, {}).get("missed")),
            chart.marks.label(one["title"], said.standing(counts.get(key, {})), "Click for its measures."),
            _measures_of(names, unit, month, key),
        )
        for key, one in names.objectives.items()
    ]
    lines = [
        chart.Line(
            one.link.from_objective,
            one.link.to_objective,
            one.verdict,
            chart.marks.label(
                f"{_title(names, one.link.from_objective)} → {_title(names, one.link.to_objective)}",
                said.evidence(one),
                said.claim(names, one.link),
                one.link.reason,
            ),
            _arrow_way(names, one.link, month),
        )
        for one in arrows
    ]
    about = template.About("Strategy map", unit.name, "", words.month_words(month))
    drawn = chart.strategy_map([one["name"] for one in names.perspectives], nodes, lines, about)
    return blocks.section(
        "map",
        "What leads to what",
        [
            blocks.scroll(
                html.Div(
                    template.graph(drawn, "map", "Strategy map", _heard(names, arrows), table="arrows-table"),
                    style={"minWidth": "56rem"},  # a box has room for its words; on a phone it is scrolled
                ),
                "The strategy map",
            ),
            html.P(" · ".join(f"{look}: {text}" for look, text in LEGEND), className="soft s"),
        ],
        small=f"standing of {unit.name}, {words.month_words(month)}"
        + ("; its own in bold" if unit != names.root else ""),
    )


LEGEND = (
    ("✓ solid", "the data agree"),
    ("? dashed", "the data do not show it"),
    ("✕ crossed", "the data speak against it"),
    ("dotted", "too short or not testable"),
)


def _heard(names, arrows):
    return (
        f"{len(names.objectives)} objectives in four perspectives with {len(arrows)} arrows; the table below has each."
    )


def _title(names, key):
    return names.objectives[key]["title"]


def _measures_of(names, unit, month, objective):
    found = [measure for _, one, measure in names.cards.get(unit.key, ()) if one == objective]
    if not found:
        return link("/", unit=unit.key, month=month)
    return link("/explore", measure=found[:MOST_LINES], unit=unit.key, month=month)


def _arrow_way(names, one, month):
    ends = [key for key in (one.from_measure, one.to_measure) if key in names.measures]
    return link("/explore", measure=ends, unit=names.root.key, month=month) if ends else link(PATH)


def _table(names, arrows, may_write):
    heads = [
        *(("from", ""), ("to", ""), ("what the data say", ""), ("strength, 90% interval", "n"), ("months later", "")),
        *(("seen in", ""), ("reverse", "")),
        *([("change", "hidden")] if may_write else []),
    ]
    rows = [_row(names, one, may_write) for one in arrows]
    return blocks.section(
        "arrows",
        "Each arrow, held against the figures",
        [
            blocks.scroll(
                blocks.table("Arrows of the strategy map", heads, rows, id="arrows-table", stacked=True),
                "Arrows: the table",
            ),
            html.P(
                f"{said.TAKEN_OUT['teams']} With fewer than eight teams the whole council’s months are taken:"
                f" {said.TAKEN_OUT['months'].lower()} {said.NOT_TRIED} Of the arrows that the data agree with, at most"
                " one in ten is expected to be chance. That two go together does not say that one brings about the"
                " other.",
                className="soft",
            ),
        ],
        small=said.NOT_TRIED.removesuffix(".").lower(),
    )


def _row(names, one, may_write):
    link_, found, wraps = one.link, one.found, partial(blocks.cell, className="text-wrap")
    belief = [
        html.Div(said.claim(names, link_), className="soft s") if link_.from_measure else None,
        html.Div(["Why it is believed: ", link_.reason], className="soft s"),
        html.Div(["From elsewhere: ", link_.evidence], className="soft s") if link_.evidence else None,
    ]
    at = words.count_words(found["found_lag"], "month").lower() if found and found["found_lag"] is not None else ""
    weight = f"contributes, weight {link_.weight:g}" if link_.sort == "contributes" else "supports"
    cells = [
        blocks.heading([_title(names, link_.from_objective), *belief], className="text-wrap"),
        wraps(
            [_title(names, link_.to_objective), html.Div(f"{weight}; believed {link_.believed}", className="soft s")]
        ),
        wraps([html.B(said.SHORT[one.verdict]), html.Div(said.more(one), className="soft s")]),
        wraps(said.interval(found)),
        wraps([at, html.Div(f"tried: {said.lags(link_)}", className="soft s")] if link_.from_measure else ""),
        wraps(said.seen_in(found)),
        wraps(html.Span(said.reverse(found), className="s")),
    ]
    if may_write:
        hidden = blocks.hidden(f" the arrow to {_title(names, link_.to_objective)}")
        asked = {"about": one.thing} if one.thing else {"topic": one.key}
        ways = [
            blocks.to(["Change", hidden], _write("link.drawn", names, **asked)),
            " · ",
            blocks.to(["Take off", hidden], _write("link.removed", names, **asked)),
        ]
        cells.append(html.Span(ways, className="s"))
    return cells


def _objectives(names, unit, month, counts):
    heads = [("objective", ""), ("perspective", ""), ("standing", ""), ("measures", "")]
    called = {one["key"]: one["name"] for one in names.perspectives}
    rows, kinds = [], []
    wanted = wanting.by_objective(names)
    for key, one in names.objectives.items():
        found = [measure for _, objective, measure in names.cards.get(unit.key, ()) if objective == key]
        linked = [
            part
            for measure in found
            for part in (blocks.to(names.measures[measure]["short"], _measure(measure, unit, month)), ", ")
        ]
        rows.append(
            [
                blocks.heading(one["title"], className="text-wrap"),
                called[one["perspective"]],
                said.standing(counts.get(key, {})),
                blocks.cell(linked[:-1] or "none here", className="text-wrap"),
            ]
        )
        missing = list(_wanted(wanted.get(key, ())))
        rows += missing
        kinds += [None, *["wanted"] * len(missing)]
    missing = list(_wanted(wanted.get("", ())))
    rows += missing
    kinds += ["wanted"] * len(missing)
    table = blocks.table("Objectives and their measures", heads, rows, row_class=kinds, stacked=True)
    return blocks.section(
        "objectives", "Objectives and their measures", [blocks.scroll(table, "Objectives: the table")], small=unit.name
    )


def _wanted(missing):
    """Rows of what ought to be measured of an objective and is not."""
    for one in missing:
        ways = blocks.to(one.title, one.address)
        yield [
            blocks.heading([f"{wanting.MARK} ", ways], className="text-wrap"),
            "",
            blocks.cell(one.told, className="text-wrap"),
            "",
        ]


def _measure(measure, unit, month):
    return link(f"/measure/{measure}", unit=unit.key, month=month)


PAGE = Page(PATH, "Strategy map", show, in_menu=True, group="Plan and decide", about=ABOUT)
