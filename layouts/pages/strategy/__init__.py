"""The strategy map: objectives by perspective, and arrows between them that the council's figures may contradict."""

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
from layouts.pages.strategy.arrows import PATH, table, title, way, write
from layouts.parts import blocks, leaving, wanting
from layouts.words import strategy as said

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
        table(names, arrows, _may_write(names, reader)) if arrows else None,
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
    if names.objectives and _may_write(names, reader):
        ways += [
            blocks.to("Draw an arrow", write("link.drawn", names), className="button"),
            blocks.to("Record a tension", write("tension.recorded", names), className="button"),
            blocks.to("Propose this as a version", write("map.proposed", names), className="button"),
        ]
    return ways


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


def _drawn(names, unit, month, arrows, counts):
    """The figure of the map: a box for each objective, an arrow for each claim."""
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
                f"{title(names, one.link.from_objective)} → {title(names, one.link.to_objective)}",
                said.evidence(one),
                said.claim(names, one.link),
                one.link.reason,
            ),
            way(names, one.link, month),
        )
        for one in arrows
    ]
    about = leaving.about(names, "Strategy map", unit.name, MARKS, words.month_words(month))
    return chart.strategy_map([one["name"] for one in names.perspectives], nodes, lines, about)


def _map(names, unit, month, arrows, counts):
    drawn = _drawn(names, unit, month, arrows, counts)
    return blocks.section(
        "map",
        "What leads to what",
        [
            blocks.scroll(
                html.Div(
                    template.graph(drawn, "map", "Strategy map", _heard(names, arrows), table="arrows-table"),
                    style={"minWidth": "64rem"},  # a box has room for its words; on a phone it is scrolled
                ),
                "The strategy map",
            ),
            html.P(" · ".join(f"{look}: {text}" for look, text in LEGEND), className="soft s"),
        ],
        small=f"standing of {unit.name}, {words.month_words(month)}"
        + ("; its own in bold" if unit != names.root else ""),
    )


MARKS = "✓ the data agree, ? do not show it, ✕ speak against it"  # on the picture itself, which has no legend
LEGEND = (
    ("✓ solid", "the data agree"),
    ("? dashed", "the data do not show it"),
    ("✕ crossed", "the data speak against it"),
    ("dotted", "too short or not testable"),
)


def _heard(names, arrows):
    bands = words.count_words(len(names.perspectives), "perspective").lower()
    return f"{len(names.objectives)} objectives in {bands} with {len(arrows)} arrows."


def _measures_of(names, unit, month, objective):
    found = [measure for _, one, measure in names.cards.get(unit.key, ()) if one == objective]
    if not found:
        return link("/", unit=unit.key, month=month)
    return link("/explore", measure=found[:MOST_LINES], unit=unit.key, month=month)


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
