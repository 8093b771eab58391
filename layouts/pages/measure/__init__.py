"""One measure at one unit: its number, its past, its peers, what it is made of, and whether it can be trusted."""

from dash import html

from dashboard import comparison, scope
from dashboard import made_from as making
from dashboard import scorecard as cards
from dashboard.store import kept_with_its_store
from layouts import words
from layouts import written as writings
from layouts.address import (
    check_part,
    link,
    measure_path,
    wanted_layers,
    wanted_measure,
    wanted_month,
    wanted_range,
    wanted_slice,
    wanted_unit,
)
from layouts.charts import control, live
from layouts.first_paint import plain
from layouts.page import Page, both_kinds, place
from layouts.pages.measure import beside, lenses, made_of, trend, trusted, versions
from layouts.parts import blocks, conversations, periods, truths
from layouts.parts import course as courses
from layouts.parts import scope as scopes
from layouts.parts.writing import shown
from layouts.words import ahead, headline, readings
from layouts.words.scope import named


def show(store, reader, asked):
    written = writings.here()
    return _shown(store.snapshot(), reader, asked, written.heard, written.number(), writings.today())


@kept_with_its_store(most=8, narrowed=True)
def _shown(snapshot, reader, asked, _journal, _newest, _day):
    """The View of what is asked by a Reader, as of the newest event of what was written and of a day: whoever comes
    back to it, which going back is too, waits for no question."""
    names = cards.names(snapshot)
    measure = wanted_measure(names, asked.rest)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    slice_ = wanted_slice(measure, asked.get("slice"))
    layers, zoom = wanted_layers(control.LAYERS, asked.get("layers")), wanted_range(asked.get("range"))
    at = place(names, reader, measure_path(measure["key"]), unit, month)
    check_part(measure)
    with snapshot.cursor() as cursor:
        values = beside.values(cursor, names, measure, unit, month)
        now = _now(cursor, measure, unit, month, values.get(unit.key, cards.NOT_HERE))
        target = cards.nearest_bound(now["value"], now["target_low"], now["target_high"])
        course = courses.course(cursor, names, measure, unit, month, target, snapshot.journal)
        course = course.with_notes(shown.flags(names, measure, unit, month))
        lens = lenses.wanted(course, asked)
        yearly = _yearly(cursor, names, measure, unit, month)
        now["is_told"] = _is_told(course, yearly)
        newer = cards.newer(cursor, names, unit, month, measure["key"])
        made = making.made_from(snapshot, measure["key"])
        if yearly:
            changing = trend.by_periods(names, course, yearly, layers)
        else:
            changing = trend.section(course, now, _lenses(snapshot, names, course, made, zoom), lens, layers)
        said = shown.panel(snapshot, cursor, names, measure, unit, month, writings.writer(reader, names).subject)
        twice = None if scope.current().part else truths.panel(cursor, names, measure, unit, month)
        evidence = [changing, twice, said, *made_of.sections(cursor, names, measure, unit, month, now, slice_)]
        evidence.append(versions.section(cursor, measure, made.since))
        side = beside.sections(snapshot, cursor, names, measure, unit, month, now, made, values)
    audit = [] if scope.current().part else trusted.verdict(measure)
    expected = ahead.fact(measure, course.outlook, month) if course.outlook else None
    main = [
        at.crumb(measure["title"], **_kept(asked, lens)),
        *blocks.title(named(measure["title"]), headline.sentence(names, measure, now)),
        scopes.notes(month),
        _newer(at, newer),
        html.Div(blocks.facts([*headline.facts(names, measure, now, expected), *audit]), className="tiles"),
        blocks.columns(evidence, side),
    ]
    return at.view(named(f"{measure['title']}, {unit.name}"), plain(main), exports=_files(unit, measure))


def _yearly(cursor, names, measure, unit, month):
    """The section of a measure whose values come by the quarter or the year; None of others, and of a part."""
    if scope.current().part or measure["key"] not in names.by_period:
        return None
    return periods.section(cursor, measure, unit, month)


def _lenses(snapshot, names, course, made, zoom):
    compared = [] if scope.current().part else beside.outside(snapshot, course.measure["key"], course.month)[0]
    return lenses.lenses(names, course, compared, _doubt(snapshot, course), made.sources, zoom)


def _files(unit, measure):
    """What was written of it, where anything can be."""
    if writings.here().heard is None:
        return ()
    return both_kinds("What was written of it here", "/written", unit=unit.key, measure=measure["key"])


PAGE = Page(
    "/measure",
    "Measure",
    show,
    needs=live.NEEDS,
    word="measure",
    about="One measure at one unit: its number against its target, its past and where the year is heading, how "
    "others do, what it is made of, how it is worked out, and how far it can be trusted.",
)


def _kept(asked, lens):
    """The words of the address that another unit or month keeps; those of old addresses are said as they are now."""
    is_asked = any(asked.get(word) for word in ("lens", "basis", "chart"))
    kept = {word: asked.get(word) for word in ("slice", "layers", "range")}
    return {**kept, "lens": lens if is_asked else ""}


def _now(cursor, measure, unit, month, row):
    """The newest value up to a month, with the bounds of its target and what it is a part of."""
    now = dict(row)
    now["target_low"], now["target_high"] = cards.bounds(measure, now["target_low"], now["target_high"])
    now["standing"] = now["standing"] or "no value"
    now["why"], now["reason"] = now["reason"], headline.reason(measure, now)
    now["part"], now["not_held"] = None, ""
    if now["target_low"] is None and now["target_high"] is None:
        now["part"] = comparison.parts_of_whole(cursor, [unit], month).get(unit.key, {}).get(measure["key"])
        now["not_held"] = _not_held(cursor, measure, unit, month)
    return now


def _not_held(cursor, measure, unit, month):
    """Why the target of the measure is not held against what is shown, which has none; '' where there is none."""
    if scope.current() == scope.WHOLE:
        return ""
    with scope.narrowed_to(scope.WHOLE):
        whole = cards.ask_dicts(cursor, "measure", unit=unit.key, month=month, measure=measure["key"])[0]
    has_target = whole["target_low"] is not None or whole["target_high"] is not None
    return (
        "" if not has_target else "its target is for everybody" if scope.current().part else "its target is for a month"
    )


def _is_told(course, yearly):
    """Whether a change on the year before is called better or worse: not of too few things, nor where it is chance."""
    if yearly:
        return yearly["is_told"]
    return course.chart is None or course.chart["status"] != "too small"


def _doubt(snapshot, course):
    """What to say of a signal that may be chance among so many, or ''."""
    if not readings.may_be_chance(course.chart):
        return ""
    here = conversations.attention(snapshot, course.unit.key, course.month)
    believed = (course.measure["key"], course.unit.key) in here.believed
    return readings.doubt(course.chart, believed, here.looked_at)


def _newer(at, newer):
    """The way to the newest value, where the month shown is not of it."""
    if not newer:
        return None
    href = link(at.here, unit=at.unit.key, month=newer[1])
    return html.P(["There are newer values, the newest of ", blocks.to(words.month_words(newer[1]), href), "."])
