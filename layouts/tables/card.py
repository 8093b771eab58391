"""The rows of a scorecard: a measure in each, one line to a measure, under the objective that it serves."""

from collections.abc import Callable
from dataclasses import dataclass, field

from layouts import words
from layouts.address import link, measure_path
from layouts.charts import in_cells
from layouts.parts.blocks import drawn, explained, hidden, marked, tag, to, unsaid
from layouts.tables import signals as signal_cells
from layouts.words import rows as row_words
from layouts.words.scope import standing_word

# (heading, class of the column as the sheet has it, class of its cells); "wide" ones have room in a wide panel alone.
COLUMNS = (
    ("measure", None, None),
    ("now", "c1", "n"),
    ("target", "c2", "n t"),
    ("how it stands", "c3", None),
    ("signal", "c4 wide", "wide"),
    ("on last year", "c4 wide", "n wide"),
    ("36 months", "c5", "k"),
    ("others", "c6", "p"),
    ("kind", "c7 wide", "wide"),
    ("owner", "c8 wide", "wide"),
)
UNWRITTEN = ("✎", "")


@dataclass(frozen=True)
class Beside:
    """What rows show besides themselves, each by measure: their Reading, what the unit holds of what one above it
    counted, and the mark of what was written, (seen, heard); None where nothing can be written. `missing` is what ought
    to be measured of each objective and is not.

    A row that is not wanted is there and hidden, so that it can be shown without asking for the page again.
    """

    readings: dict
    parts: dict
    written: dict | None
    is_wanted: Callable
    missing: dict = field(default_factory=dict)


def perspective(names, card, name, rows, beside):
    """The table of the rows of a perspective (its name), by objective."""
    peers = not card.part and any(_has_peers(names, row, card.month) for row in card.rows)
    aims = any(row.target_low is not None or row.target_high is not None for row in card.rows)
    span = sum("wide" not in (width or "") for _, width, _ in COLUMNS) - (not peers) - (not aims)
    groups = [
        _objective(names, card, key, [row for row in rows if row.objective == key], beside, span)
        for key in dict.fromkeys(row.objective for row in rows)
    ]
    trend = "trend" if any(row.change for row in card.rows) else "36 months"
    heads = [(trend if text == "36 months" else text, kind) for text, _, kind in COLUMNS]
    return tag(
        "Table",
        [
            tag("Caption", f"{name}: {card.unit.name}, {words.month_words(card.month)}", className="hidden"),
            tag("Colgroup", [tag("Col", None, className=width) for _, width, _ in COLUMNS]),
            tag("Thead", tag("Tr", [tag("Th", text, scope="col", className=kind) for text, kind in heads])),
            *groups,
        ],
        className=" ".join(["measures", *([] if peers else ["no-peers"]), *([] if aims else ["no-targets"])]),
    )


def _has_peers(names, row, month):
    return len(row.peer_values or []) > 2 or names.england_at(row.measure, month) is not None


def _objective(names, card, key, rows, beside, span):
    """The objective's title, how its measures stand, and the one it serves, with a link to where that is followed."""
    objective = names.objectives.get(key) or {"title": key or "Other measures", "serves": None}
    said = [objective["title"], _serves(names, card, objective["serves"]), _standings(rows)]
    head = tag("Th", said, colSpan=span, scope="rowgroup", id=f"objective-{key}" if key else None)
    made = [_row(names, card, row, beside) for row in rows]
    made += [_missing(one, span) for one in beside.missing.get(key, ())]
    hidden_ = None if any(map(beside.is_wanted, rows)) else True
    return tag("Tbody", [tag("Tr", head, className="obj"), *made], hidden=hidden_)


def _missing(one, span):
    """The dashed row of what ought to be measured and is not."""
    told = [tag("Span", to(one.title, one.address), className="named"), " ", tag("Span", one.told, className="s")]
    return tag("Tr", tag("Th", told, colSpan=span, scope="row", className="m text-wrap"), className="wanted")


def _serves(names, card, key):
    """The objective that this one serves, at the unit above."""
    serves = names.objectives.get(key)
    if not key:
        return None
    what = key
    if serves:
        above = names.units.get(card.unit.parent, card.unit)
        what = to(serves["title"], link("/", unit=above.key, month=card.month) + f"#objective-{key}")
    return tag("Span", [" ", unsaid("→"), hidden("serves"), " ", what], className="serves")


def _standings(rows):
    """How many of an objective's measures stand how, the gravest first: nothing is averaged."""
    found = row_words.worst_first(rows)
    seen = [
        tag("Span", f"{words.SHAPES[standing]}{count}", className=words.CLASSES[standing], title=standing)
        for standing, count in found
    ]
    heard = ", ".join(f"{count} {standing}" for standing, count in found)
    return tag("Span", seen, className="stand", role="img", **{"aria-label": heard})


def _row(names, card, row, beside):
    measure, reading = names.measures[row.measure], beside.readings[row.measure]
    written = None if beside.written is None else beside.written.get(row.measure, UNWRITTEN)
    past = row.change.vals if row.change else in_cells.window(row.first_month, row.vals, card.month)
    spark = in_cells.sparkline(past, row.target_low, row.target_high, words.CLASSES[row.standing])
    cells = [
        _head(names, measure, card, row, written),
        *_now(names, measure, row, reading, beside.parts.get(row.measure)),
        *_moved(measure, row, reading),
        tag("Td", _explored(measure, card, spark), className="k"),
        tag("Td", [*_peers(card.unit, row), *_england(names, measure, card), *_place(row)], className="p"),
        tag("Td", f"{measure['type']}, {measure['leads']}", className="wide"),
        tag("Td", measure["owner"], className="wide"),
    ]
    told = {
        "data-standing": row.standing,
        "data-owner": measure["owner"],
        "data-set": row_words.set_of(measure),
    }
    return tag("Tr", cells, hidden=None if beside.is_wanted(row) else True, **told)


def _explored(measure, card, spark):
    """The course of a row, which leads to Explore; by keyboard from the measure's page, for a row is one stop."""
    asked = {"measure": measure["key"], "unit": card.unit.key, "month": card.month}
    said = {"title": "Add to Explore", "aria-label": f"Add {measure['short']} to Explore"}
    return drawn(spark, "a", href=link("/explore", **asked), className="adds", tabIndex="-1", **said)


def _head(names, measure, card, row, written):
    href = link(measure_path(measure["key"]), unit=card.unit.key, month=card.month)
    unit = words.unit_words(measure)
    whole = ", ".join(filter(None, (measure["title"], unit)))
    said = [to(measure["short"], href, title=f"{whole}. {hint(names, measure)}")]
    if row.is_older or _is_of_quarter(measure, row):
        said.append(tag("Span", words.period_name(row.period_start, row.period_end), className="stale"))
    return tag(
        "Th", tag("Span", [*said, _writing(measure, card, written)], className="named"), scope="row", className="m"
    )


def _is_of_quarter(measure, row):
    """Whether the value of a measure of single months is that of the quarter which stands for the month."""
    return measure["basis"] == "month" and row.value is not None and row.period_start.month != row.period_end.month


def _writing(measure, card, written):
    """What was written of a measure, and the way to write: a small mark at the end of its name."""
    if written is None:
        return None
    seen, heard = written
    words_ = f"Write of {measure['title']}" + (f" ({heard})" if heard else "")
    href = link("/write", kind="comment.published", unit=card.unit.key, measure=measure["key"], month=card.month)
    return marked(seen, words_, href, title=heard or "Write", className="written on" if heard else "written")


def hint(names, measure):
    """Owner and freshness of a measure, for the row's small print."""
    data_to, loaded = names.fresh.get(measure["key"], (None, None))
    fresh = f"; data to {words.day_words(data_to)}, loaded {words.day_words(loaded)}" if data_to else ""
    return f"Owner: {measure['owner']}{fresh}"


def _now(names, measure, row, reading, part):
    """The cells of the value, its target and how it stands; or the reason why there is no value.

    Where the target is that of a unit above, the unit's part of what that one counted stands in its place.
    """
    if row.last_known is not None:
        known = words.period_name(row.period_start, row.period_end)
        return _why(f"{words.figure(measure, row.last_known)} in {known}, too old to judge")
    if row.value is None:
        return _why(row.reason)
    aim = "" if part else words.target_words(measure, row.target_low, row.target_high)
    return [
        *_figures(words.figure(measure, row.value), aim, is_worded=bool(measure.get("answers"))),
        tag("Td", stands(names, row, reading, part), className="r"),
    ]


def _figures(value, aim, is_worded):
    """The cells of a value and its target. Words have no room in a column of numbers: both stand in one cell."""
    if is_worded and aim:
        return [tag("Td", [value, " ", tag("Span", f"of {aim}", className="soft")], colSpan=2, className="n now s")]
    return [tag("Td", value, className="n now"), tag("Td", aim, className="n soft t")]


def stands(names, row, reading, part=None):
    """How a value stands and moves, as what a press, a focus or the pointer explains in full."""
    what = words.part_words(part, names) if part else standing_word(row.standing)
    mark = tag("Span", [unsaid(words.SHAPES[row.standing]), f" {what}"], className=words.CLASSES[row.standing])
    moves = [hidden(", "), tag("Span", reading.moves, className=f"say {reading.colour}".rstrip())]
    told = reading.moves and (not part or reading.colour in ("good", "bad"))
    return explained([mark, " ", *(moves if told else [])], reading.full)


def _why(said):
    return [tag("Td", said, colSpan=2, className="why"), tag("Td", None, className="t")]


def _moved(measure, row, reading):
    """The icons of the signal, and how far the value is from a year before; the reading says what that means."""
    icons = None
    if row.status == "charted" and row.value is not None and not row.change:
        icons = drawn(signal_cells.icons(row.variation, row.assurance, measure["better"]))
    moved, _ = words.change(measure, row.value, row.last_year)
    sure = "wide sig unsure" if reading.moves == row_words.UNCLEAR else "wide sig"
    return [tag("Td", icons, className=sure), tag("Td", moved, className="n wide")]


def _england(names, measure, card):
    value = None if card.part else names.england_at(measure["key"], card.month)
    return [] if value is None else [tag("Span", f"England {words.figure(measure, value)}", className="place")]


def _place(row):
    if row.place is None or row.value is None:
        return []
    return [tag("Span", f"{words.place_words(*row.place)} councils", className="place councils")]


def _peers(unit, row):
    """The dot strip and among how many. No rank: where units differ by chance alone an order would mean nothing."""
    values = row.peer_values or []
    if row.value is None or len(values) < 3:
        return []
    others = [value for key, value in zip(row.peer_units, values, strict=True) if key != unit.key]
    strip = in_cells.strip([*others, row.value], row.value)
    return [drawn(strip), tag("Span", f"among {len(others) + 1}", className="place among")]
