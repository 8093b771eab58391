"""One measure against another: a dot for each unit or council, and what it has to be read with."""

from functools import partial

from dashboard import comparison
from dashboard import elsewhere as published
from dashboard import scorecard as cards
from layouts import words
from layouts.charts.cloud import Dot, scatter
from layouts.pages.explore.counting import FEWEST, counted, way, when
from layouts.parts import blocks, comparing, leaving
from layouts.parts.exploring import MONTHS_SHOWN
from layouts.words import explore as says
from layouts.words.months import month_after

TWO = "Choose a second measure: a scatter lays one against another."


def two(cursor, names, asking, over):
    """(figure or None, the sentences said of it, the dots shown) of two measures over the units of a family."""
    across, up = asking.measures[:2]
    months, spans = pairs(cursor, names, asking, over)
    months = [(name, dots) for name, dots in months if len(dots) >= FEWEST]
    if not months:
        return None, [f"No month has both figures for two of these {over.title} or more."], []
    dots = months[-1][1]
    about = leaving.about(
        names,
        says.title(asking.measures, asking.units, form="scatter"),
        f"{asking.units[0].name}, {over.title}",
        "" if spans else says.counted_over([(one, counted(asking, one)) for one in (across, up)]),
        spans or months[-1][0],
        up["key"],
    )
    axes = [(axis(measure), partial(words.figure, measure)) for measure in (across, up)]
    figure = scatter(months, *axes, about)
    small = any(dot.small for dot in dots)
    said = [
        f"{words.count_words(len(dots), 'dot')}, {spans or months[-1][0]}"
        + (f", of {len(over.units)} {over.title}." if over.units and len(dots) < len(over.units) else "."),
        "The larger a dot, the more it counts. " * any(dot.size for dot in dots) + says.CAUTION,
        f"A ring is a share of fewer than {names.fewest}: too few to be judged." if small else "",
    ]
    return figure, said, dots


def pairs(cursor, names, asking, over):
    """([(a month's name, its Dots)], the years in words where councils' figures are of some) of a family's units."""
    across, up = asking.measures[:2]
    if over is comparing.COUNCILS:
        return _councils(cursor, asking, across, up)
    return _units(cursor, names, asking, across, up, over), ""


def axis(measure):
    unit = measure["unit_of_value"]
    return f"{measure['title']} ({unit})" if unit else measure["title"]


def _units(cursor, names, asking, across, up, over):
    """[(month's name, Dots)]: the units of a family that have both values in a month."""
    known = {unit.key: unit for unit in over.units}
    found = {}
    for row in _rows(cursor, asking, [across, up], list(known)):
        found.setdefault(row["month"], {}).setdefault(row["unit"], {})[row["measure"]] = row
    on_cards, own = comparison.carried(names), {unit.key for unit in asking.units}
    return [
        (
            when(asking, (across, up), month),
            [
                _dot(names, asking, known[key], month, pair, key in own)
                for key, pair in units.items()
                if len(pair) == 2 and {across["key"], up["key"]} <= on_cards.get(key, set())
            ],
        )
        for month, units in sorted(found.items())
    ]


def _rows(cursor, asking, measures, units):
    """The values of some measures at units, each counted in the way asked for where it has it, else in its own."""
    others = [measure["key"] for measure in measures if asking.other_basis(measure)]
    first = asking.first if asking.since else month_after(asking.month, 1 - MONTHS_SHOWN)
    asked = {"units": units, "first": first, "last": asking.month}
    own = [measure["key"] for measure in measures if measure["key"] not in others]
    rows = cards.ask_dicts(cursor, "explore_dots", measures=own, **asked) if own else []
    if others:
        rows += cards.ask_dicts(cursor, "explore_dots_by", measures=others, basis=asking.basis, **asked)
    return rows


def _dot(names, asking, unit, month, pair, is_own):
    across, up = asking.measures[:2]
    first, second = pair[across["key"]], pair[up["key"]]
    small = any(
        measure["kind"] == "proportion" and (row["denominator"] or 0) < names.fewest
        for measure, row in ((across, first), (up, second))
    )
    said = [f"<b>{unit.name}</b> · {when(asking, (across, up), month)}"]
    for measure, row in ((up, second), (across, first)):
        made = (
            ""
            if row["denominator"] is None
            else f" ({words.exact(row['numerator'])} of {words.exact(row['denominator'])})"
        )
        said.append(f"{measure['short']}: {words.figure(measure, row['value'])}{made}")
    if small:
        said.append("too few to be judged")
    return Dot(
        unit.key,
        unit.name,
        first["value"],
        second["value"],
        second["denominator"],
        "<br>".join(said),
        way(asking, up, unit.key, month),
        is_own,
        small,
    )


def _councils(cursor, asking, across, up):
    """([(name, Dots)], the years in words): every council with a published figure of both."""
    sides = [published.elsewhere(cursor, measure, asking.month) for measure in (across, up)]
    if None in sides:
        return [], ""
    first, second = ({one.area: one for one in side.councils} for side in sides)
    years = [words.year_words(side.period_start, side.period_end) for side in sides]
    spans = years[0] if years[0] == years[1] else f"{across['short']} {years[0]}, {up['short']} {years[1]}"
    dots = [
        Dot(
            area,
            one.name,
            one.value,
            second[area].value,
            None,
            f"<b>{one.name}</b><br>{up['short']}: {words.figure(up, second[area].value)}<br>"
            f"{across['short']}: {words.figure(across, one.value)}",
            "",
            one.own,
        )
        for area, one in first.items()
        if area in second
    ]
    return [(spans, dots)], spans


def table_of_two(asking, dots):
    across, up = asking.measures[:2]
    rows = [
        [
            blocks.to(dot.name, dot.address) if dot.address else dot.name,
            words.figure(across, dot.across),
            words.figure(up, dot.up),
        ]
        for dot in sorted(dots, key=lambda dot: dot.name)
    ]
    return blocks.table("The dots as a table", [("", "m"), (across["title"], "n"), (up["title"], "n")], rows)
