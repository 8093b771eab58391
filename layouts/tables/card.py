"""The rows of a scorecard: a measure in each, under the objective that it serves."""

from layouts import words
from layouts.address import link, measure_path
from layouts.charts import in_cells
from layouts.parts.blocks import drawn, hidden, tag, to, unsaid
from layouts.tables import signals as signal_cells

HEADS = (
    ("measure", None),
    *(("now", "n"), ("target", "n"), ("standing", None), ("on last year", "n y"), ("signal", None)),
)
UNWRITTEN = ("✎", "")
WIDTHS = (None, "c1", "c2", "c3", "c4", "c7", "c5", "c6")  # of the columns, as the sheet has them


def perspective(names, card, name, rows, believed, parts, written):
    """The table of the rows of a perspective (its name), by objective.

    `believed` are the signals that are more than chance; `parts` what the unit holds of what one above it counted;
    `written` the mark of what was written of a measure, (seen, heard), by measure; None where nothing can be.
    """
    groups = [
        _objective(names, card, key, [row for row in rows if row.objective == key], believed, parts, written)
        for key in dict.fromkeys(row.objective for row in rows)
    ]
    peers = any(_has_peers(names, row, card.month) for row in card.rows)
    trend = "trend" if any(row.change for row in card.rows) else "36 months"
    heads = [*HEADS, (trend, "k"), ("others", "p")]
    return tag(
        "Table",
        [
            tag("Caption", f"{name}: {card.unit.name}, {words.month_words(card.month)}", className="hidden"),
            tag("Colgroup", [tag("Col", None, className=width) for width in WIDTHS]),
            tag("Thead", tag("Tr", [tag("Th", text, scope="col", className=kind) for text, kind in heads])),
            *groups,
        ],
        className="measures" if peers else "measures no-peers",
    )


def _has_peers(names, row, month):
    return len(row.peer_values or []) > 2 or names.england_at(row.measure, month) is not None


def _objective(names, card, key, rows, believed, parts, written):
    """The objective's title and the one it serves, with a link to where that one is followed: the unit above."""
    objective = names.objectives.get(key) or {"title": key or "Other measures", "serves": None}
    serves = names.objectives.get(objective["serves"])
    said = [objective["title"]]
    if serves:
        above = names.units.get(card.unit.parent, card.unit)
        href = link("/", unit=above.key, month=card.month) + f"#objective-{serves['key']}"
        said.append(_serves(to(serves["title"], href)))
    elif objective["serves"]:
        said.append(_serves(objective["serves"]))
    head = tag("Th", said, colSpan=8, scope="rowgroup", id=f"objective-{key}" if key else None)
    return tag(
        "Tbody",
        [
            tag("Tr", head, className="obj"),
            *(
                _row(
                    names,
                    card,
                    row,
                    believed,
                    parts.get(row.measure),
                    None if written is None else written.get(row.measure, UNWRITTEN),
                )
                for row in rows
            ),
        ],
    )


def _serves(what):
    return tag("Span", [" ", unsaid("→"), hidden("serves"), " ", what], className="serves")


def _row(names, card, row, believed, part, written):
    measure = names.measures[row.measure]
    past = row.change.vals if row.change else in_cells.window(row.first_month, row.vals, card.month)
    spark = in_cells.sparkline(past, row.target_low, row.target_high, words.CLASSES[row.standing])
    cells = [
        _head(names, measure, card, row, written),
        *_now(names, measure, row, part),
        _signal(measure, card, row, believed),
        tag("Td", drawn(spark), className="k"),
        tag("Td", [*_peers(card.unit, row), *_england(names, measure, card.month), *_place(row)], className="p"),
    ]
    return tag("Tr", cells)


def _head(names, measure, card, row, written):
    unit = words.unit_words(measure)
    href = link(measure_path(measure["key"]), unit=card.unit.key, month=card.month)
    said = [to(measure["title"], href, title=hint(names, measure))]
    if unit:
        said += [" ", tag("Span", unit, className="soft s")]
    if row.is_older:
        said += [" ", tag("Span", words.period_name(row.period_start, row.period_end), className="stale")]
    return tag("Th", [*said, _writing(measure, card, written)], scope="row", className="m")


def _writing(measure, card, written):
    """What was written of a measure, and the way to write: a small mark at the end of its name."""
    if written is None:
        return None
    seen, heard = written
    words_ = f"Write of {measure['title']}" + (f" ({heard})" if heard else "")
    href = link("/write", kind="comment.published", unit=card.unit.key, measure=measure["key"], month=card.month)
    return tag(
        "A",
        [unsaid(seen), hidden(words_)],
        href=href,
        title=heard or "Write",
        className="written on" if heard else "written",
    )


def hint(names, measure):
    """Owner and freshness of a measure, for the row's small print."""
    data_to, loaded = names.fresh.get(measure["key"], (None, None))
    fresh = f"; data to {words.day_words(data_to)}, loaded {words.day_words(loaded)}" if data_to else ""
    return f"Owner: {measure['owner']}{fresh}"


def _now(names, measure, row, part):
    """The cells of the value, its target, its standing and its change; or the reason why there is no value.

    Where the target is that of a unit above, the unit's part of what that one counted stands under the standing.
    """
    if row.last_known is not None:
        known = words.period_name(row.period_start, row.period_end)
        return _why(f"{words.figure(measure, row.last_known)} last known, {known}; too old to judge")
    if row.value is None:
        return _why(row.reason)
    moved, verdict = words.change(measure, row.value, row.last_year)
    if row.status == "too small" or (row.change and row.change.movement not in ("higher", "lower")):
        verdict = ""  # nobody says better or worse of too few things, nor of a year where chance may explain it
    judged = [" ", tag("Span", verdict)] if verdict in ("better", "worse") else []
    aim = "" if part else words.target_words(measure, row.target_low, row.target_high)
    standing = [unsaid(words.SHAPES[row.standing]), f" {row.standing}"]
    if part:
        standing.append(tag("Span", words.part_words(part, names), className="place"))
    return [
        tag("Td", words.figure(measure, row.value), className="n now"),
        tag("Td", aim, className="n s soft"),
        tag("Td", standing, className=f"s {words.CLASSES[row.standing]}"),
        tag("Td", [moved, *judged], className=f"n s y {verdict}".rstrip()),
    ]


def _why(said):
    return [tag("Td", said, colSpan=3, className="why"), tag("Td", None, className="n y")]


def _signal(measure, card, row, believed):
    if row.change:
        return signal_cells.change_cell(measure, row.change) if row.value is not None else signal_cells.NOTHING
    if row.last_known is not None:
        return signal_cells.NOTHING
    late = f"Judged on {words.month_words(row.judged)}" if row.judged and row.judged != card.month else ""
    return signal_cells.cell(
        *(row.status, row.variation, row.assurance, row.rule, row.run, row.standing),
        measure["better"],
        late,
        (row.measure, card.unit.key) in believed,
    )


def _england(names, measure, month):
    value = names.england_at(measure["key"], month)
    return [] if value is None else [tag("Span", f"England {words.figure(measure, value)}", className="place")]


def _place(row):
    if row.place is None or row.value is None:
        return []
    return [tag("Span", f"{words.place_words(*row.place)} councils", className="place")]


def _peers(unit, row):
    """The dot strip and among how many. No rank: where units differ by chance alone an order would mean nothing."""
    values = row.peer_values or []
    if row.value is None or len(values) < 3:
        return []
    others = [value for key, value in zip(row.peer_units, values, strict=True) if key != unit.key]
    strip = in_cells.strip([*others, row.value], row.value)
    return [drawn(strip), tag("Span", f"among {len(others) + 1}", className="place")]
