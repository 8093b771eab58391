"""An exploration of many units at once: two measures as a scatter that plays, one measure as a spread."""

from functools import partial
from statistics import quantiles

from dash import html

from dashboard import comparison, quarters
from dashboard import elsewhere as published
from dashboard import scorecard as cards
from layouts import words
from layouts.address import basis_word, link, measure_path, wanted_level
from layouts.charts import live, template
from layouts.charts.cloud import Dot, Value, scatter, spread
from layouts.charts.template import About
from layouts.parts import blocks, comparing, elsewhere
from layouts.parts.exploring import LAYERS, MONTHS_SHOWN
from layouts.words import explore as says
from layouts.words import marks
from layouts.words.comparing import sentences, verdict_words
from layouts.words.months import month_after

TWO = "Choose a second measure: a scatter lays one against another."
FEWEST = 2  # dots


def families(cursor, names, asking):
    """What each dot can be, the first of them where the address does not say: units below the first unit, its peers,
    councils; all units of the council where it has none of its own."""
    first = asking.units[0]
    found = comparing.families(cursor, names, first, asking.month)
    if not found and first != names.root:
        found = comparing.families(cursor, names, names.root, asking.month)
    return found


def family(names, found, asking):
    return wanted_level(names, found, asking.level)


def counted(asking, measure):
    """'quarters', 'twelve months together': over which time each dot of a measure counts."""
    return words.BASES[asking.other_basis(measure) or measure["basis"]]


def _when(asking, measures, month):
    """A month in words; that of a quarter where all is counted by quarters."""
    is_quarter = all((asking.other_basis(measure) or measure["basis"]) == "quarter" for measure in measures)
    return words.quarter_name(month) if is_quarter else words.month_words(month)


# Two measures


def two(cursor, names, asking, over):
    """(figure or None, the sentences said of it, the dots shown) of two measures over the units of a family."""
    across, up = asking.measures[:2]
    months, spans = pairs(cursor, names, asking, over)
    months = [(name, dots) for name, dots in months if len(dots) >= FEWEST]
    if not months:
        return None, [f"No month has both figures for two of these {over.title} or more."], []
    dots = months[-1][1]
    about = About(
        title=says.title(asking.measures, asking.units, form="scatter"),
        unit=f"{asking.units[0].name}, {over.title}",
        measured_in="" if spans else says.counted_over([(one, counted(asking, one)) for one in (across, up)]),
        period=spans or months[-1][0],
        source=names.council,
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
            _when(asking, (across, up), month),
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
    said = [f"<b>{unit.name}</b> · {_when(asking, (across, up), month)}"]
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
        _way(asking, up, unit.key, month),
        is_own,
        small,
    )


def _way(asking, measure, unit, month):
    """Where a dot leads: its measure's page, through the lens of how it is counted here."""
    basis = asking.other_basis(measure)
    return link(measure_path(measure["key"]), unit=unit, month=month, lens=basis_word(basis) if basis else "")


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


# One measure


def one(cursor, names, asking, over):
    """(figure or None, the sentences said of it, the Values shown) of one measure over the units of a family."""
    measure = asking.measures[0]
    if over is comparing.COUNCILS:
        return _among_councils(cursor, names, measure, asking)
    basis = asking.other_basis(measure)
    found, target = beside_one_another(cursor, names, asking, over)
    own = {unit.key for unit in asking.units}
    values = [
        Value(
            point.value,
            point.name,
            "<br>".join(
                filter(None, [f"<b>{point.name}</b> · {words.figure(measure, point.value)}", _more(measure, point)])
            ),
            _way(asking, measure, point.key, month_of(asking, names)),
            marks.look(measure, point),
            point.key in own,
        )
        for point in found.valued
    ]
    said = list(sentences(measure, found, over.title))
    if len(values) < FEWEST:
        return None, said, values
    lines = [
        *((bound, f"target {words.figure(measure, bound)}", "target") for bound in target if bound is not None),
        *(() if basis else _outside(measure, elsewhere.comparators(cursor, measure, asking.month))),
    ]
    when = _when(asking, [measure], month_of(asking, names))
    about = _about(names, asking, over.title, f"{counted(asking, measure)}, {when}" if basis else when)
    return spread(values, partial(words.figure, measure), lines, about), [*said, _half(measure, values)], values


def month_of(asking, names):
    """The month that a spread is of: of quarters the last one of the newest that has ended."""
    if asking.other_basis(asking.measures[0]) != quarters.BASIS:
        return asking.month
    return quarters.last_ended(asking.month, names.months) or asking.month


def beside_one_another(cursor, names, asking, over):
    """The Comparison of the first measure over a family's units, and the target that they share, (None, None) where
    it is counted in another way than targets are."""
    measure = asking.measures[0]
    at = (names, measure, over.units, month_of(asking, names))
    return comparison.over_units(cursor, *at, asking.other_basis(measure))


def _more(measure, point):
    made = "" if point.denominator is None else f"{words.exact(point.numerator)} of {words.exact(point.denominator)}"
    return " · ".join(filter(None, [made, verdict_words(measure, point) if point.verdict else ""]))


def _outside(measure, rows):
    for row in rows:
        if row["drawn"]:
            yield row["value"], f"{words.sentence_case(row['label'])} {row['text']}", row["kind"]


def _half(measure, values):
    """Between which values half of them lie; '' where there are too few for that to say anything."""
    if len(values) < 8:
        return ""
    low, middle, high = quantiles([one.value for one in values], n=4, method="inclusive")
    low, middle, high = (words.figure(measure, value) for value in (low, middle, high))
    return f"Half of the {len(values)} lie between {low} and {high}, with as many over {middle} as under it."


def _among_councils(cursor, names, measure, asking):
    found = published.elsewhere(cursor, measure, asking.month)
    if found is None:
        return None, [f"No figures of councils are published for {measure['title']}."], []
    values = [
        Value(
            council.value,
            council.name,
            f"<b>{council.name}</b> · {words.figure(measure, council.value)}",
            "",
            "within",
            council.own,
        )
        for council in found.councils
    ]
    own = published.own_figures(cursor, asking.month).get(measure["key"])
    said = [says.among(measure, found, own), _half(measure, values), elsewhere.key_words(found)]
    year = words.year_words(found.period_start, found.period_end)
    rows = [{**row, "text": words.figure(measure, row["value"]), "drawn": True} for row in found.comparators]
    lines = _outside(measure, [row for row in rows if row["kind"] in elsewhere.MARKED])
    figure = spread(values, partial(words.figure, measure), list(lines), _about(names, asking, "councils", year))
    return figure, said, values


def _about(names, asking, over, period):
    measure = asking.measures[0]
    return About(
        title=f"{measure['title']}: {over}",
        unit=asking.units[0].name,
        measured_in=measure["unit_of_value"] or "",
        period=period,
        source=names.council,
    )


def table_of_one(asking, values):
    measure = asking.measures[0]
    rows = [
        [blocks.to(one.name, one.address) if one.address else one.name, words.figure(measure, one.value)]
        for one in sorted(values, key=lambda one: one.name)
    ]
    return blocks.table("The dots as a table", [("", "m"), (measure["title"], "n")], rows)


def shown(cursor, names, asking, name):
    """What stands in the place of the lines: (figure or None, components)."""
    found = families(cursor, names, asking)
    over = family(names, found, asking)
    if over is None:
        return None, [html.P("There are no units below this one, and none like it, to lay beside one another.")]
    if asking.form == "scatter" and len(asking.measures) < 2:
        return None, [html.P(TWO)]
    is_two = asking.form == "scatter"
    figure, said, dots = (two if is_two else one)(cursor, names, asking, over)
    words_ = html.P(" ".join(filter(None, said)), className="says")
    if figure is None:
        return None, [html.P(f"Nothing is to be drawn. {' '.join(filter(None, said))}")]
    drawn = live.with_layers(figure, asking.shown_layers, LAYERS)
    title = figure["layout"]["title"]["text"].partition("</b>")[0].removeprefix("<b>")
    table = (table_of_two if is_two else table_of_one)(asking, dots)
    return figure, [
        template.graph(drawn, name, title, " ".join(filter(None, said)), table="explore-table"),
        words_,
        blocks.folded(
            "The dots as a table",
            [blocks.scroll(blocks.still(table), "The dots as a table", kind="tall", id="explore-table")],
        ),
    ]
