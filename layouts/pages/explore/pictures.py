"""The figures of an exploration: lines as they are or from a common start, side by side, or between two months."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from dashboard.scorecard import STILL_COMPARED
from layouts import words
from layouts.address import basis_word, link, measure_path
from layouts.charts import courses as chart
from layouts.charts import template
from layouts.charts.courses import Course, Panel
from layouts.charts.template import About
from layouts.words import explore as says
from layouts.words import readings
from layouts.words.months import month_after

OUTSIDE = ("england", "region", "neighbours", "best", "given")
COLUMNS = {1: 1, 2: 2, 4: 2}  # of small panels, by how many there are


@dataclass(frozen=True)
class Scaled:
    """A line with its values as they are drawn, and how one of them is said."""

    line: object
    name: str
    values: list
    before: list
    words: object
    unit: str  # what the values are measured in: one axis has one of these


def names_of(lines):
    """What each line is called, by what differs among them."""
    measures, units = len({line.measure["key"] for line in lines}), len({line.unit.key for line in lines})
    return [says.name(line, measures, units) for line in lines]


def scaled(asking, lines):
    """(the Scaled lines, those that the scale has no place for with the reason)."""
    names = names_of(lines)
    if asking.scale == "index":
        return _from_hundred(asking, lines, names)
    if asking.scale == "target":
        return _of_target(lines, names)
    return [
        Scaled(line, name, line.values, line.before, partial(words.figure, line.measure), line.measure["unit_of_value"])
        for line, name in zip(lines, names, strict=True)
    ], []


def start_of(asking, lines):
    """The month that is 100: the one asked for, else the first in which every line has a value that can be."""
    if asking.at or not lines:
        return asking.at
    months = lines[0].months
    whole = [n for n in range(len(months)) if all((line.values[n] or 0) > 0 for line in lines)]
    return months[whole[0]] if whole else None


def _from_hundred(asking, lines, names):
    start, found, without = start_of(asking, lines), [], []
    for line, name in zip(lines, names, strict=True):
        known = dict(line.known)
        base = known.get(start or next(iter(known)))
        if not base or base < 0:
            when = words.month_words(start) if start else "its first month"
            without.append((name, f"no value above nought in {when} to begin from"))
            continue
        change = partial(_share, base)
        found.append(
            Scaled(line, name, [change(v) for v in line.values], [change(v) for v in line.before], _points, "index")
        )
    return found, without


def _of_target(lines, names):
    found, without = [], []
    for line, name in zip(lines, names, strict=True):
        bounds = [low if high is None else high if low is None else None for low, high in line.targets]
        if not any(bounds):
            is_range = any(low is not None and high is not None for low, high in line.targets)
            without.append((name, "its target is a range" if is_range else "no target of its own in these months"))
            continue
        values = [_share(bound, value) if bound else None for bound, value in zip(bounds, line.values, strict=True)]
        found.append(Scaled(line, name, values, [None] * len(values), _percent, "share of target"))
    return found, without


def _share(base, value):
    return None if value is None else value / base * 100


def _points(value):
    return f"{value:,.0f}".replace("-", "−")


def _percent(value):
    return f"{_points(value)}%"


def lines_figure(names, asking, found, outside, notes, about):
    """The figure of Scaled lines on one axis, or one axis for each unit of value."""
    months = found[0].line.months
    looks = chart.looks(len(found))
    groups = {}
    for one, look in zip(found, looks, strict=True):
        groups.setdefault(one.unit, []).append((one, look))
    panels = [
        Panel(
            _axis_name(unit, group),
            _courses(names, asking, group, outside, len(found) == 1),
            group[0][0].words,
            (100,) if asking.scale != "plain" else (),
        )
        for unit, group in groups.items()
    ]
    return chart.courses(months, panels, notes, about, shown=asking.shown_layers)


def _axis_name(unit, group):
    """What a panel of several shows: its measure where it has but one, and what that is measured in."""
    titles = {one.line.measure["short"] for one, _ in group}
    named = words.sentence_case(unit or "a number")
    return f"{titles.pop()} ({unit})" if len(titles) == 1 and unit else titles.pop() if len(titles) == 1 else named


def multiples_figure(names, asking, found, outside, notes, about):
    """The same lines each in a small panel; those measured in one thing have one scale."""
    look = chart.looks(1)[0]
    panels = [
        Panel(
            one.name,
            _courses(names, asking, [(one, look)], outside, True),
            one.words,
            (100,) if asking.scale != "plain" else (),
            group=one.unit or "",
        )
        for one in found
    ]
    return chart.courses(
        found[0].line.months, panels, notes, about, columns=COLUMNS.get(len(panels), 3), shown=asking.shown_layers
    )


def _courses(names, asking, group, outside, alone):
    """The Courses of one panel: targets and outside values first, so that the lines lie over them."""
    own = [_course(names, one, *look, alone) for one, look in group]
    if asking.scale != "plain":
        return own
    before = [_before(one, look, alone) for one, look in group if any(v is not None for v in one.before)]
    return [*_outside(group, outside), *_targets(group), *before, *own]


def _course(names, one, colour, dash, alone):
    line, places, there = one.line, range(len(one.line.months)), way(one.line)
    known = {"index", "share of target"}
    marks = _marks(line) if line.is_charted else []
    small = [says.is_small(line, place, names.fewest) for place in places]
    return Course(
        name=one.name,
        values=one.values,
        said=[_reads(one, place, small[place], one.unit in known, marks) for place in places],
        colour=colour,
        dash=dash,
        addresses=[f"{there}&month={month:%Y-%m}" for month in line.months],
        marks=marks,
        small=small,
        intervals=[] if one.unit in known else [line.limits.get(month) for month in line.months],
        limits=_limits(line) if alone and line.is_charted and one.unit not in known else [],
        end=one.name if not alone else "",
    )


def way(line, month=None):
    """Where a line leads: the measure there, in the same way of counting; in a month, where one is given."""
    return link(
        measure_path(line.measure["key"]),
        unit=line.unit.key,
        month=month,
        lens="" if line.is_own or line.part else basis_word(line.basis),
    )


def _reads(one, place, is_small, is_scaled, marks):
    """One line of the label of a month."""
    value = one.values[place]
    if value is None:
        return ""
    line = one.line
    told = [f"({words.figure(line.measure, line.values[place])})"] if is_scaled else []
    told += [says.limits(line, place), says.counts(line, place), "too few to be judged" if is_small else ""]
    told += [chart.SAID.get(marks[place], "") if marks else ""]
    small = " · ".join(filter(None, told))
    return f"<b>{one.words(value)}</b> {one.name}" + (f" · {small}" if small else "")


def _marks(line):
    """The word of the control chart for each month of a line, None where it is ordinary or not charted."""
    control = line.chart
    if not control or control["status"] != "charted":
        return []
    points = dict(_by_month(control["first_month"], control["points"]))
    return [points.get(month) if points.get(month) != "common" else None for month in line.months]


def _by_month(first, values):
    return ((month_after(first, place), value) for place, value in enumerate(values))


def _limits(line):
    """(first month, month after, lower, upper) of each stretch of the usual range within the months of a line."""
    control = line.chart
    if not control or control["status"] != "charted":
        return []
    first, after = control["first_month"], month_after(line.months[-1], 1)
    starts = [month_after(first, start) for start in control["starts"]]
    stretches = zip(starts, [*starts[1:], after], control["lowers"], control["uppers"], strict=True)
    return [
        (max(start, line.months[0]), min(stop, after), *_possible(line, lower, upper))
        for start, stop, lower, upper in stretches
        if stop > line.months[0] and start < after and lower is not None
    ]


def _possible(line, lower, upper):
    """A usual range without what cannot be: it ends at nought, or at a hundred, where a limit lies past that."""
    low, high = readings.natural_bounds(line.measure, lower, upper, line.values)
    return max(lower, 0) if low is None else lower, min(upper, 100) if high is None else upper


def _before(one, look, alone):
    said = ["" if value is None else f"<b>{one.words(value)}</b> {one.name}, a year before" for value in one.before]
    return Course(
        f"{one.name}, a year before", one.before, said, look[0], layer="before", end="a year before" if alone else ""
    )


def _targets(group):
    """One line of the target where all have the same, else one for each in its own colour."""
    sides = []
    for one, look in group:
        for side in (0, 1):
            values = [bounds[side] for bounds in one.line.targets]
            if any(value is not None for value in values):
                sides.append((one, look[0], values))
    distinct = {tuple(values) for _, _, values in sides}
    for values in sorted(distinct, key=str):
        having = [(one, colour) for one, colour, own in sides if tuple(own) == values]
        one, colour = having[0]
        last = [value for value in values if value is not None][-1]
        is_shared = len(having) == len({each.line.key for each, _ in group})
        whose = "" if is_shared else f" of {words.listed(dict.fromkeys(each.name for each, _ in having))}"
        told = f"target {one.words(last)}"
        said = ["" if value is None else f"target{whose} {one.words(value)}" for value in values]
        colour = colour if len(having) == 1 < len(group) else template.MISSED
        yield Course(f"target{whose}", list(values), said, colour, layer="target", end=told)


def _outside(group, outside):
    """What others published, for measures that are drawn whole and in their own way of counting."""
    measures = {}
    for one, _ in group:
        if one.line.is_own and not one.line.part:
            measures.setdefault(one.line.measure["key"], one)
    for key, one in measures.items():
        for layer in OUTSIDE:
            for label, rows in _by_label(outside, key, layer).items():
                told = _published(one.line.months, rows)
                if told:
                    yield _beside(one, layer, label, told, len(measures) > 1)


def _by_label(outside, key, kind):
    found = {}
    for row in outside:
        if row["measure"] == key and row["kind"] == kind:
            found.setdefault(row["label"], []).append(row)
    return found


def _published(months, rows):
    """The row of each month: the one whose period holds it; after the newest, that one while it may still be compared.
    None where nothing of it falls into the months."""
    newest = max(rows, key=lambda row: (row["period_end"], row["period_start"]))
    found = []
    for month in months:
        row = next((r for r in rows if r["period_start"] <= month <= r["period_end"]), None)
        if row is None and month > newest["period_end"] and month.year - newest["period_end"].year <= STILL_COMPARED:
            row = newest
        found.append(row)
    return found if any(found) else None


def _beside(one, layer, label, told, is_named):
    label = words.sentence_case(label)
    of = f", {one.line.measure['title']}" if is_named else ""
    last = [row for row in told if row][-1]
    year = words.year_words(last["period_start"], last["period_end"])
    return Course(
        name=f"{label}{of}",
        values=[row and row["value"] for row in told],
        said=["" if row is None else _said_outside(one, label, of, row) for row in told],
        colour=template.QUIET,
        layer=layer,
        end=f"{label} {one.words(last['value'])}, {year}",
    )


def _said_outside(one, label, of, row):
    year = words.year_words(row["period_start"], row["period_end"])
    return f"<b>{one.words(row['value'])}</b> {label}{of} · {year}"


def colours(asking, lines):
    """The colour of each line as it is drawn."""
    if asking.form == "multiples":
        return [chart.looks(1)[0][0]] * len(lines)
    return [colour for colour, _ in chart.looks(len(lines))]


def swatches(lines, colours):
    """{key of a unit or measure: colour} where each line is another unit's, or another measure's."""
    for key in (lambda line: line.unit.key, lambda line: line.measure["key"]):
        found = dict(zip(map(key, lines), colours, strict=True))
        if len(found) == len(lines) and len(set(colours)) > 1:
            return found
    return {}


def zoomed(figure, months):
    """The figure with the first and last month that it is zoomed to ('2024-04', '2026-03'), as it is where None."""
    if not months:
        return figure
    first, last = (date.fromisoformat(f"{month}-01") for month in months)
    ends = [f"{first - timedelta(days=15):%Y-%m-%d}", f"{last + timedelta(days=15):%Y-%m-%d}"]
    layout = figure["layout"]
    axes = {name: {**layout[name], "range": ends} for name in layout if name.startswith("xaxis")}
    return {**figure, "layout": {**layout, **axes}}


def about(names, asking, lines):
    """What the picture says of itself where it leaves the page."""
    known = [names.fresh[line.measure["key"]][0] for line in lines if line.measure["key"] in names.fresh]
    known = [day for day in known if day]
    bases = {says.counted_words(line) for line in lines}
    measured_in = [line.measure["unit_of_value"] or "" for line in lines]
    counted = next(iter(bases)) if len(bases) == 1 else ""
    return About(
        title=says.title(asking.measures, asking.units, asking.by, asking.only),
        unit=", ".join(filter(None, (measured_in[0] if len(set(measured_in)) == 1 else "", counted))),
        period=says.span(lines[0].months[0], asking.month),
        source=names.council,
        dated=f"data to {words.day_words(max(known))}" if known else "",
    )
