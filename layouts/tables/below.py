"""The units below one by measure: a mark of its standing in each cell."""

from urllib.parse import quote

from dashboard import scorecard as cards
from layouts import words
from layouts.address import link, measure_path, measure_words
from layouts.parts.blocks import hidden, marked, tag, to

FEW_COLUMNS = 12  # more than these, and the headings stand upright to fit 1,280 pixels

NAME, UPRIGHT, LEAST = 152, 27, 1120  # pixels: of the names, of an upright heading of two lines, and of the whole


def below(names, card):
    """(the table, the units) of the units below; no table where none of them has a value in the month.

    Groups of columns by perspective, and a row of marks for each unit. A measure that none of them has a value of has
    no column.
    """
    units = card.unit.below_in(card.month)
    told = {key for found in card.below.values() for key, (value, *_) in found.items() if value is not None}
    groups = [
        (one["name"], [row.measure for row in card.rows if row.perspective == one["key"] and row.measure in told])
        for one in names.perspectives
    ]
    keys = [key for _, found in groups for key in found]
    if not keys:
        return None, units
    heads = [
        tag("Th", tag("Span", names.measures[key]["short"]), scope="col", title=names.measures[key]["title"])
        for key in keys
    ]
    spans = [tag("Th", name, scope="colgroup", colSpan=len(found)) for name, found in groups if found]
    place = measure_words(month=card.month) + "&unit="
    columns = [(names.measures[key], measure_path(key) + place) for key in keys]
    rows = [
        tag("Tr", [_name(one, card.month), *_marks(columns, quote(one.key), card.below.get(one.key, {}))])
        for one in units
    ]
    parts = [
        tag("Caption", "Standing of each unit below on each measure", className="hidden"),
        tag(
            "Thead",
            [
                tag("Tr", [tag("Td", None), *spans], className="groups"),
                tag("Tr", [tag("Th", hidden("unit"), scope="col", className="m"), *heads]),
            ],
        ),
        tag("Tbody", rows),
    ]
    if len(columns) <= FEW_COLUMNS:
        return tag("Table", parts, className="heat"), units
    style = {"minWidth": max(LEAST, NAME + UPRIGHT * len(columns))}
    return tag("Table", parts, className="heat many", style=style), units


def _name(unit, month):
    return tag("Th", to(unit.name, link("/", unit=unit.key, month=month)), scope="row", className="m")


def _marks(columns, unit, found):
    cells = []
    for measure, href in columns:
        value, _, standing, *_ = found.get(measure["key"], cards.NOTHING_COUNTED)
        said = standing if value is None else f"{words.figure(measure, value)}, {standing}"
        mark = marked(words.SHAPES[standing], said, href + unit, title=said)
        cells.append(tag("Td", mark, className=words.CLASSES[standing]))
    return cells
