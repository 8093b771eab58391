"""One measure over the units of a level, over peers, or over the parts of a unit: a funnel or dots, and a table."""

from dash import html

from layouts import words
from layouts.address import PARTS, check_part, wanted_measure, wanted_slice
from layouts.charts import in_cells
from layouts.pages.compare.choices import choose, exported, measure_picker, saves
from layouts.pages.compare.picture import picture
from layouts.pages.compare.shown import compared
from layouts.parts import blocks
from layouts.parts import scope as scopes
from layouts.parts.blocks import cell
from layouts.words import comparing as says
from layouts.words import records as records_words
from layouts.words.scope import named

READ = (
    (
        "Small units swing more by chance than large ones, so the limits are wide at the left and close in to the "
        "right: a funnel. A dot within them differs from the whole by no more than chance would give, whatever its "
        "place in a list. One outside the outer limits (99.8%) is coloured and named: better, worse, or only higher "
        "or lower where neither is better. Between the inner and the outer limits lies one in twenty by chance alone. "
        "A share of fewer than {fewest} is not judged, and where it is a part of a unit only its counts are shown. "
        "The intervals in the table say how far each number alone could be off; that two of them overlap is no test "
        "of whether they differ."
    ),
    (
        "Limits are worked out as Spiegelhalter (2005) has it, widened where they differ more than chance would give; "
        "with fewer than ten nobody is judged. A unit is held against its peers where ten or more of them have the "
        "measure, else against all units of its level, on whatever page it stands; intervals are Wilson’s for shares, "
        "exact or Byar’s for counts and rates."
    ),
)

# The class of the style sheet of a dot, by its mark; those that say something colour the words too.
DOTS = {"better": "better", "worse": "worse", "far": "turn", "within": "point", "small": "small"}


def show(here, cursor, asked):
    at = here.at
    measure = wanted_measure(at.names, asked.get("measure"))
    by = wanted_slice(measure, asked.get("by"), "by") if asked.get("by") else ""
    check_part(measure, by)
    shown = compared(here, cursor, measure, by)
    key, level = measure["key"], shown.level
    units = () if by else here.units
    main = [
        at.crumb(
            measure["title"],
            ("compare", here.link(level=level)),
            **{"measure": key, "level": level, "by": by},
        ),
        *blocks.title(
            named(f"{measure['title']}: who is out of line"), " ".join(says.sentences(measure, shown.found, shown.over))
        ),
        scopes.notes(at.month),
        choose(
            blocks.choice("Compare", over_links(here, measure, by)),
            measure_picker(here, key, here.family.key if here.family and not by else ""),
        ),
        picture(shown, asked.get("layers")),
        _table(shown),
        *(
            html.P(f"{words.sentence_case(reason)}: {words.listed(missing)}.", className="note")
            for reason, missing in says.without(shown.found, units)
        ),
        blocks.folded(
            "How to read this page",
            [html.P(text.format(fewest=shown.found.fewest)) for text in READ],
            className="read",
        ),
    ]
    files = exported(here, measure=key, level=level, by=by)
    return at.view(named(f"Compare: {measure['title']}, {at.unit.name}"), main, exports=files)


def over_links(here, measure, by):
    """(title, address, whether it is the one shown): families of units, then the measure's own slices."""
    key = measure["key"]
    units = [(title, href, not by and on) for title, href, on in here.over(key)]
    parts = [
        (f"by {name.replace('_', ' ')}", here.link(measure=key, by=name, **dict.fromkeys(PARTS, "")), name == by)
        for name in measure["slices"] or ()
    ]
    return units + parts


# The table: the same numbers as the dots, with what can be done about them


def _table(shown):
    points = [point for point in shown.found.points if point.value is not None or point.verdict == "too small"]
    if not points:
        return None
    reach = in_cells.reach(
        [p.value for p in shown.found.valued]
        + [b for p in shown.found.valued for b in (p.low, p.high) if b is not None]
    )
    has_intervals = any(point.low is not None for point in points)
    rows = [_row(shown, point, reach, has_intervals) for point in points]
    caption = f"{shown.measure['title']} by {shown.over}"
    table = blocks.table(caption, _heads(shown, has_intervals), rows, kind="compare")
    order = "those outside the limits first, the others by size" if shown.found.judged else "by size or name"
    small = f"{order}: no rank; the scale starts at zero{', with 95% intervals' if has_intervals else ''}"
    files = saves(shown.here, measure=shown.measure["key"], level=shown.level, by=shown.by)
    return blocks.section(
        "table",
        words.sentence_case(shown.over),
        [blocks.scroll(table, "Table of the comparison"), files],
        small=small,
    )


def _heads(shown, has_intervals):
    return [
        (shown.by.replace("_", " ") or "unit", "m"),
        ("value", "n"),
        *([("against chance", "")] if shown.is_judged else []),
        *([] if shown.by else [("against target", "")]),
        ("dot", "hidden"),
        *([("95% interval", "n")] if has_intervals else []),
        (records_words.heading(shown.measure, "numerator"), "n"),
        (records_words.heading(shown.measure, "denominator"), "n"),
        ("go on", "hidden"),
    ]


def _row(shown, point, reach, has_intervals):
    measure, limits, mark = shown.measure, shown.found.limits, DOTS[shown.mark(point)]
    bounds = "" if point.low is None else f"{words.figure(measure, point.low)} to {words.figure(measure, point.high)}"
    colour = "" if mark in ("point", "small") else f" {mark}"
    is_known = point.value is not None
    return [
        blocks.to(point.name, shown.there(point)),
        cell(words.figure(measure, point.value), className="n now") if is_known else cell("too few", "n soft s"),
        *([cell(says.verdict_words(measure, point), className=f"s{colour}")] if shown.is_judged else []),
        *([] if shown.by else [blocks.standing(point.standing or "no value")]),
        _dot(point, reach, limits.centre if limits else None, mark) if is_known else None,
        *([cell(bounds, className="n soft s")] if has_intervals else []),
        words.exact(point.numerator),
        words.exact(point.denominator) if point.denominator is not None else "",
        cell(_go_on(shown, point), className="s"),
    ]


def _dot(point, reach, centre, mark):
    return blocks.drawn(in_cells.dot(point.value, point.low, point.high, reach, point.target, centre, mark))


def _go_on(shown, point):
    drives = blocks.to(["what drives it", blocks.hidden(f" at {point.name}")], shown.drivers(point))
    added = [] if shown.by else [" \u00a0 ", blocks.explore("add to Explore", **shown.explored(point), of=point.name)]
    return [blocks.to_grid("records", shown.records(point), of=point.name), " \u00a0 ", drives, *added]
