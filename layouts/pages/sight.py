"""The line of sight of one unit, on a page: from its measures and actions up to what the council wants."""

from dash import html

from dashboard import scorecard as cards
from dashboard import strategy
from dashboard.asking import ask_dicts
from dashboard.journal.families.actions import OPEN
from layouts import words
from layouts import written as writings
from layouts.address import link, measure_path, wanted_month, wanted_unit
from layouts.page import Page, place
from layouts.parts import blocks
from layouts.words import strategy as said
from layouts.words import writing

PATH = "/line"
MOST_ACTIONS = 3
ABOUT = (
    "From what one team counts and does up to what the council wants for people. What it adds to each is what it counts"
    " of all that the council counts; averages are not added up. That of a team prints on one page."
)


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    with snapshot.cursor() as cursor:
        rows = ask_dicts(cursor, "line_of_sight", unit=unit.key, root=names.root.key, month=month)
        arrows = strategy.tested(cursor, writings.of_the_council("link"))
    actions = writings.here().at([unit.key], families=("action",), states=OPEN)
    at = place(names, reader, PATH, unit, month)
    found = {row["objective"]: [one for one in rows if one["objective"] == row["objective"]] for row in rows}
    main = [
        at.crumb("line of sight", ("Strategy map", link("/map", unit=unit.key, month=month)), of_unit=True),
        *blocks.title(f"Line of sight of {unit.name}", _lead(names, unit, month, found)),
        html.Div(
            [
                _objective(names, unit, month, key, found[key], arrows, actions)
                for key in names.objectives
                if key in found
            ],
            className="flowing",
        ),
    ]
    return at.view(f"Line of sight, {unit.name}", main)


def _lead(names, unit, month, found):
    if not names.objectives:
        return "This council has written no objectives yet: the strategy map says where they are written."
    if not found:
        return f"No objective names a measure that {unit.name} counts in {words.month_words(month)}."
    several = words.count_words(len(found), "objective").lower()
    count = sum(len(rows) for rows in found.values())
    return f"In {words.month_words(month)} it serves {several} by {words.count_words(count, 'measure').lower()}."


def _objective(names, unit, month, key, rows, arrows, actions):
    """One objective: what the unit counts of it, what it does for it, and where it leads."""
    heads = [("what it counts", "m"), ("now", "n"), ("standing", ""), ("adds to the council’s", "n")]
    cells = [
        [
            blocks.counted_in(
                blocks.to(_title(names, row), link(measure_path(row["measure"]), unit=unit.key, month=month)),
                words.unit_words(names.measures[row["measure"]]),
            ),
            words.figure(names.measures[row["measure"]], row["value"]),
            blocks.standing(row["standing"]),
            said.adds(names, unit, row),
        ]
        for row in rows
    ]
    own = {row["measure"] for row in rows}
    doing = [one for one in actions if one.measure in own][:MOST_ACTIONS]
    return blocks.section(
        f"objective-{key}",
        names.objectives[key]["title"],
        [
            blocks.scroll(
                blocks.table(names.objectives[key]["title"], heads, cells, stacked=True), "What it counts: the table"
            ),
            html.P([html.B("It does: "), *_actions(doing)]) if doing else None,
            *(html.P(["↑ ", sentence], className="s") for sentence in _leads_to(names, key, arrows)),
        ],
    )


def _title(names, row):
    return names.measures[row["measure"]]["title"]


def _actions(things):
    parts = []
    for one in things:
        parts += [
            "; ",
            blocks.to(writing.headline(one), link(f"/work/{one.key}")),
            f" by {one.fields['due']:%-d %B %Y}",
        ]
    return parts[1:]


def _leads_to(names, key, arrows):
    """Each way from an objective up to an end of the map, in a sentence with what the data say of its first arrow."""
    by_end = {}
    for one in arrows:
        if one.link.from_objective == key and one.link.to_objective in names.objectives:
            by_end.setdefault(one.link.to_objective, []).append(said.SHORT[one.verdict])
    for end, verdicts in by_end.items():
        yield f"{said.onward(names, key, end, arrows)} ({'; '.join(verdicts)})"


PAGE = Page(PATH, "Line of sight", show, about=ABOUT)
