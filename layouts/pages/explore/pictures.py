"""The figures of an exploration: lines as they are or from a common start, side by side, or between two months."""

from datetime import date, timedelta

from layouts import words
from layouts.address import basis_word, link, measure_path
from layouts.charts import courses as chart
from layouts.charts.courses import Course, Panel
from layouts.charts.template import About
from layouts.pages.explore import beside
from layouts.words import explore as says
from layouts.words import readings
from layouts.words.months import month_after

COLUMNS = {1: 1, 2: 2, 4: 2}  # of small panels, by how many there are


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
    before = [beside.before(one, look, alone) for one, look in group if any(v is not None for v in one.before)]
    return [*beside.outside(group, outside), *beside.targets(group), *before, *own]


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
