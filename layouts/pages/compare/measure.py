"""One measure over the units of a level, over peers, or over the parts of a unit: a funnel or dots, and a table."""

from dataclasses import dataclass

from dash import html

from dashboard import comparison, outliers
from layouts import funnels, words
from layouts.address import link, measure_path, wanted_measure, wanted_slice
from layouts.pages.compare.choices import Comparing, choose, measure_picker, saves
from layouts.parts import blocks
from layouts.parts.blocks import cell
from layouts.words import comparing as says
from layouts.words.marks import verdict_word

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


@dataclass(frozen=True)
class Shown:
    """One measure as it is compared: over which parts (`by`, else units), called what, what was found, its target."""

    here: Comparing
    measure: dict
    by: str
    over: str
    found: outliers.Comparison
    target: tuple

    @property
    def is_judged(self):
        """Whether there is anything to say of chance."""
        return bool(self.found.limits or self.found.judged)


def show(here, cursor, asked):
    at = here.at
    measure = wanted_measure(at.names, asked.get("measure"))
    by = wanted_slice(measure, asked.get("by"), "by") if asked.get("by") else ""
    shown = _shown(here, cursor, measure, by)
    key, level = measure["key"], "" if by else here.level
    units = () if by else here.units
    main = [
        at.crumb(
            measure["title"],
            ("compare", here.link(level=level)),
            **{"measure": key, "level": level, "by": by},
        ),
        *blocks.title(
            f"{measure['title']}: who is out of line", " ".join(says.sentences(measure, shown.found, shown.over))
        ),
        choose(
            blocks.choice("Compare", over_links(here, measure, by)),
            measure_picker(here, key, here.family.key if here.family and not by else ""),
        ),
        _by_size(shown) if shown.found.limits else None,
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
    return at.view(f"Compare: {measure['title']}, {at.unit.name}", main)


def _shown(here, cursor, measure, by):
    at = here.at
    if by:
        found = comparison.over_parts(cursor, measure, at.unit, at.month, by)
        return Shown(here, measure, by, says.parts_words(by), found, (None, None))
    found, target = comparison.over_units(cursor, at.names, measure, here.units, at.month)
    return Shown(here, measure, by, here.family.title if here.family else "units", found, target)


def over_links(here, measure, by):
    """(title, address, whether it is the one shown): families of units, then the measure's own slices."""
    key = measure["key"]
    units = [(title, href, not by and on) for title, href, on in here.over(key)]
    parts = [
        (f"by {name.replace('_', ' ')}", here.link(measure=key, by=name), name == by)
        for name in measure["slices"] or ()
    ]
    return units + parts


# The chart


def _by_size(shown):
    unit = shown.measure["unit_of_value"]
    notes = [html.P(note, className="note") for note in says.notes(shown.measure, shown.found, shown.over)]
    chart = html.Div(
        blocks.drawn(_funnel(shown), tag="div"),
        className="scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": "Funnel plot"},
    )
    small = f"{unit}{'; ' if unit else ''}each dot opens its records"
    return blocks.section("funnel", "By size", [chart, *notes], small=small)


def _funnel(shown):
    measure, found = shown.measure, shown.found
    dots = [
        funnels.Dot(
            across=point.denominator,
            up=point.value,
            name=point.name,
            words=_dot_words(measure, point),
            href=_records(shown, point),
            mark=_mark(measure, point),
            named=point.verdict in outliers.FAR,
        )
        for point in found.valued
    ]
    lines = [(found.limits.centre, f"all: {words.figure(measure, found.limits.centre)}", "centre")]
    lines += [(t, f"target {words.figure(measure, t)}", "target") for t in shown.target if t is not None]
    outside = words.listed(p.name for p in found.outside) or "none"
    return funnels.funnel(
        dots,
        found.limits.curve,
        lines,
        lambda value: words.figure(measure, value),
        "out of how many" if measure["kind"] == "proportion" else "people it is held against",
        f"Funnel of {len(dots)} {shown.over}: {measure['title']} against size. Outside the 99.8% limits: {outside}. "
        "The table below holds the same numbers.",
    )


def _mark(measure, point):
    """The class of a point: the colour of better or worse outside the outer limits, plain within."""
    if point.verdict not in outliers.FAR:
        return "small" if point.verdict == "too small" else "point"
    return {"better": "met", "worse": "miss"}.get(verdict_word(measure, point), "turn")


def _dot_words(measure, point):
    verdict = says.verdict_words(measure, point)
    return f"{point.name}: {words.figure(measure, point.value)}, {says.counts(point)}, {verdict}"


# Where a point leads


def _place(shown, point):
    """The unit of a point: its own, or the one whose part it is."""
    return shown.here.at.unit.key if shown.by else point.key


def _address(shown, path, point, **words):
    at = shown.here.at
    return link(path, measure=shown.measure["key"], unit=_place(shown, point), month=at.month, **words)


def _records(shown, point):
    return _address(shown, "/records", point, **({"slice": shown.by, "value": point.key} if shown.by else {}))


def _there(shown, point):
    """The measure at a unit of the comparison; for a part, the measure broken down by it."""
    path = measure_path(shown.measure["key"])
    return link(path, unit=_place(shown, point), month=shown.here.at.month, slice=shown.by)


def _drivers(shown, point):
    has_peers = not shown.by and point.key in comparison.with_peers(shown.here.at.names)
    return _address(shown, "/drivers", point, slice=shown.by, against="peers" if has_peers else "")


# The table: the same numbers as the dots, with what can be done about them


def _table(shown):
    points = [point for point in shown.found.points if point.value is not None or point.verdict == "too small"]
    if not points:
        return None
    reach = funnels.reach(
        [p.value for p in shown.found.valued]
        + [b for p in shown.found.valued for b in (p.low, p.high) if b is not None]
    )
    has_intervals = any(point.low is not None for point in points)
    rows = [_row(shown, point, reach, has_intervals) for point in points]
    caption = f"{shown.measure['title']} by {shown.over}"
    table = blocks.table(caption, _heads(shown, has_intervals), rows, kind="compare")
    order = "those outside the limits first, the others by size" if shown.found.judged else "by size or name"
    small = f"{order}: no rank; dots from nought{', with 95% intervals' if has_intervals else ''}"
    files = saves(shown.here, measure=shown.measure["key"], level="" if shown.by else shown.here.level, by=shown.by)
    return blocks.section(
        "table",
        words.sentence_case(shown.over),
        [blocks.scroll(table, "Table of the comparison"), files],
        small=small,
    )


def _heads(shown, has_intervals):
    kind = shown.measure["kind"]
    return [
        (shown.by.replace("_", " ") or "unit", "m"),
        ("value", "n"),
        *([("against chance", "")] if shown.is_judged else []),
        *([] if shown.by else [("against target", "")]),
        ("dot", "hidden"),
        *([("95% interval", "n")] if has_intervals else []),
        ("counted" if kind in ("count", "proportion", "rate") else "numerator", "n"),
        ("out of" if kind == "proportion" else "denominator", "n"),
        ("go on", "hidden"),
    ]


def _row(shown, point, reach, has_intervals):
    measure, limits, mark = shown.measure, shown.found.limits, _mark(shown.measure, point)
    bounds = "" if point.low is None else f"{words.figure(measure, point.low)} to {words.figure(measure, point.high)}"
    colour = "" if mark in ("point", "small") else f" {mark}"
    is_known = point.value is not None
    return [
        blocks.to(point.name, _there(shown, point)),
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
    return blocks.drawn(funnels.dot(point.value, point.low, point.high, reach, point.target, centre, mark))


def _go_on(shown, point):
    drives = blocks.to(["what drives it", blocks.hidden(f" at {point.name}")], _drivers(shown, point))
    return [blocks.to_grid("records", _records(shown, point), of=point.name), " \u00a0 ", drives]
