"""What the plans leave open: which units lack what, and which lines lead nowhere."""

from dashboard.asking import ask, ask_dicts
from dashboard.planning import coverage
from layouts import words
from layouts.address import link
from layouts.parts import blocks
from layouts.parts.blocks import tag

FEW = 12  # of a kind that stand open
MARKS = {True: ("✓", "there"), False: ("▲", "missing")}


def found(cursor, names, nodes, every, year, month):
    """(the Rows of the units, the Orphans) of a tree; `every` are all plans of the year."""
    targets = ask(cursor, "planning_targets", month=month)
    budgets = {row["unit"] for row in ask_dicts(cursor, "planning_budgets", financial_year=year)}
    held = {unit for (unit,) in ask(cursor, "planning_held", month=month)}
    keys = {node.unit.key for node in nodes}
    rows = coverage.with_cards(coverage.rows(nodes, year, held, budgets), names)
    plans = list({node.plan.key: node.plan for node in nodes if node.plan}.values())
    objectives = {key: one["title"] for key, one in names.objectives.items()}
    whole = names.root.key in keys  # what no plan serves can only be told where all plans are seen
    told = [
        (unit, key, names.measures[key]["title"]) for unit, key in targets if unit in keys and key in names.measures
    ]
    centres = [one for one in ask(cursor, "planning_centres", month=month) if one[2] in keys]
    gone = {one.key for one in nodes[0].unit.branch if one.last_month and one.last_month < month}
    found = coverage.orphans(plans, every, names.root.key, objectives, lambda key: whole, told, centres, gone)
    return rows, list(found)


def sections(names, rows, orphans, year, month):
    return [_rows(rows, year, month), _orphans(names, orphans, year, month)]


def _rows(rows, year, month):
    lacking = [one for one in rows if one.lacks]
    if not lacking:
        name = "Every unit has all that a plan needs"
        return blocks.section("holes", name, [])
    heads = [("unit", ""), *((part, "") for part in coverage.PARTS)]
    body = [
        [_unit(one.unit, year, month), *(_mark(part not in one.lacks) for part in coverage.PARTS)] for one in lacking
    ]
    name = f"{words.count_words(len(lacking), 'unit')} of {len(rows)} {'lacks' if len(lacking) == 1 else 'lack'} a part"
    table = blocks.table(name, heads, body)
    return blocks.section("holes", name, [blocks.scroll(blocks.still(table), f"{name}: the table")])


def _mark(is_there):
    shape, word = MARKS[is_there]
    return [tag("Span", f"{shape} ", className=None if is_there else "miss"), tag("Span", word, className="soft")]


def _unit(unit, year, month):
    return blocks.to(unit.name, link("/plans/unit", unit=unit.key, month=month, year=str(year)))


def _orphans(names, orphans, year, month):
    if not orphans:
        return blocks.section("orphans", "Every line leads somewhere", [])
    kinds = {}
    for one in orphans:
        kinds.setdefault(one.why, []).append(one)
    name = f"{words.count_words(len(orphans), 'thing')} that {'leads' if len(orphans) == 1 else 'lead'} nowhere"
    return blocks.section("orphans", name, [_kind(names, why, found, year, month) for why, found in kinds.items()])


def _kind(names, why, found, year, month):
    name = f"{len(found)} × {why}"
    rows = [[_what(one), _where(names, one, year, month)] for one in found]
    table = blocks.table(name, [("what", ""), ("unit", "")], rows)
    return blocks.folded(
        name, [blocks.scroll(blocks.still(table), f"{name}: the table")], open=len(found) <= FEW or None
    )


def _what(one):
    return tag("A", one.what, href=link("/write", about=one.line.key)) if one.line else one.what


def _where(names, one, year, month):
    return _unit(names.units[one.unit], year, month) if one.unit in names.units else "–"
