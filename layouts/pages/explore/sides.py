"""An exploration at one month, or between two: bars with their intervals, and slopes."""

from dataclasses import dataclass, replace
from functools import partial

from dashboard import comparison, outliers
from dashboard.statistics import intervals as limits
from layouts import words
from layouts.address import link
from layouts.charts import courses
from layouts.charts.intervals import Row, intervals
from layouts.charts.slope import CHANCE, Slope, slopes
from layouts.pages.explore.pictures import way
from layouts.words import explore as says
from layouts.words import marks
from layouts.words.comparing import verdict_words
from layouts.words.months import months_between

OVERLAPS = {"rolling 12 months": 12, "financial year": 12}  # months apart from which two periods have none in common


def bars(cursor, names, asking, lines, called, about):
    """[(name of the figure, its unit of value, figure)]: the newest value of each line."""
    judged = _judged(cursor, names, asking, lines)
    groups = {}
    for line, name, (colour, _) in zip(lines, called, courses.looks(len(lines)), strict=True):
        groups.setdefault(line.measure["unit_of_value"] or "", []).append((line, name, colour))
    found = []
    for number, (unit, group) in enumerate(groups.items()):
        rows = [_row(names, asking, line, name, judged.get(line.unit.key)) for line, name, _ in group]
        figure = intervals(rows, partial(words.figure, group[0][0].measure), about, bars=[c for *_, c in group])
        found.append((f"bars-{number}", unit, figure))
    return found


def _judged(cursor, names, asking, lines):
    """{unit: its Point} where one measure lies whole at several units: held against the units that it always is."""
    is_one = len(asking.measures) == 1 and all(line.is_own and not line.part for line in lines)
    if not is_one or len(lines) < 2:
        return {}
    units = [line.unit for line in lines]
    found, _ = comparison.over_units(cursor, names, asking.measures[0], units, asking.month)
    return {point.key: point for point in found.points}


def _row(names, asking, line, name, judged):
    place = max(n for n, value in enumerate(line.values) if value is not None)
    month, measure = line.months[place], line.measure
    point = _with_limits(line, place, name)
    small = says.is_small(line, place, names.fewest)
    is_now = judged is not None and month == asking.month
    verdict = verdict_words(measure, judged) if is_now and judged.verdict else ""
    when = "" if month == asking.month else words.month_words(month)
    targets = tuple(bound for bound in line.targets[place] if bound is not None)
    return Row(
        name=f"{name} · {words.figure(measure, point.value)}" + (f" ({words.short_month(month)})" if when else ""),
        value=point.value,
        low=point.low,
        high=point.high,
        reads=name,
        said=(says.counts(line, place), "too few to be judged" if small else verdict, when),
        address=link("/records", measure=measure["key"], unit=line.unit.key, month=month, **_part(asking, line)),
        mark="small" if small else marks.look(measure, judged) if is_now and judged.verdict else "within",
        targets=targets,
    )


def _part(asking, line):
    slice_ = asking.by or (asking.only[0] if asking.only else "")
    return {"slice": slice_, "value": line.part} if line.part else {}


def _with_limits(line, place, name=""):
    """A value of a line as a Point with its 95% limits: those that it was published with or that its year has, else
    those of what it is made of."""
    known = line.limits.get(line.months[place])
    point = _point(line, place, name)
    return replace(point, low=known[0], high=known[1]) if known else outliers.with_interval(line.measure, point)


def _point(line, place, name):
    return outliers.Point(
        line.unit.key, name, line.values[place], line.numerators[place], line.denominators[place], None
    )


# Between two months


@dataclass(frozen=True)
class Between:
    """A line in its first and its last month: the values, and whether chance explains the change ('higher', 'lower',
    'within chance', or None where nobody can tell)."""

    line: object
    name: str
    before: float
    after: float
    movement: str | None


def between(asking, lines, called):
    """(the first month, the last, the Betweens, [(name, reason)] of lines that lack one of them)."""
    months = lines[0].months
    whole = [n for n in range(len(months)) if all(line.values[n] is not None for line in lines)]
    first = months[whole[0]] if whole and not asking.since else months[0]
    last = months[whole[-1]] if whole and lines[0].values[-1] is None else months[-1]
    found, without = [], []
    for line, name in zip(lines, called, strict=True):
        ends = [months.index(first), months.index(last)]
        before, after = (line.values[place] for place in ends)
        lacking = [words.month_words(m) for m, v in ((first, before), (last, after)) if v is None]
        if lacking or first == last:
            without.append((name, f"no value for {words.listed(lacking)}" if lacking else "one month alone"))
        else:
            found.append(Between(line, name, before, after, _movement(line, ends, first, last)))
    return first, last, found, without


def _movement(line, ends, first, last):
    """Whether a line differs between two months by more than chance explains. Nobody can tell where the two periods
    share months, or where the values are no counts of things."""
    if months_between(first, last) < _share_nothing_from(line, last):
        return None
    before, after = (_with_limits(line, place) for place in ends)
    if before.low is None or after.low is None:
        return None
    moved = limits.difference(*(limits.Interval(each.value, each.low, each.high) for each in (after, before)))
    return "higher" if moved.lower > 0 else "lower" if moved.upper < 0 else "within chance"


def _share_nothing_from(line, last):
    if line.basis == "financial year to date":
        return (last.month - 4) % 12 + 1
    return OVERLAPS.get(line.basis, 1)


def slope_figure(asking, first, last, found, about):
    """The figure of Betweens, one panel for each unit of value."""
    groups = {}
    for one, (colour, _) in zip(found, courses.looks(len(found)), strict=True):
        groups.setdefault(one.line.measure["unit_of_value"] or "", []).append((one, colour))
    panels = [
        (
            words.sentence_case(unit or "a number"),
            [_slope(one, colour, last) for one, colour in group],
            partial(words.figure, group[0][0].line.measure),
        )
        for unit, group in groups.items()
    ]
    return slopes(words.month_words(first), words.month_words(last), panels, about)


def _slope(one, colour, last):
    measure = one.line.measure
    then, now = words.figure(measure, one.before), words.figure(measure, one.after)
    said = f"<b>{one.name}</b><br>{then} to {now} ({words.signed(measure, one.after - one.before)})"
    told = says.MOVEMENTS.get(one.movement, "")
    return Slope(
        one.name,
        one.before,
        one.after,
        (then, now),
        f"{said}<br>{told}" if told else said,
        way(one.line, last),
        colour,
        CHANCE if one.movement == "within chance" else "solid",
    )
