"""What a comparison shows, as CSV and Excel: measures by units with each verdict in words, or one measure's table."""

from datetime import datetime

from dashboard import access, comparison, scope
from dashboard import elsewhere as published
from dashboard import scorecard as cards
from layouts import exports, words
from layouts.address import (
    check_part,
    month_word,
    query,
    wanted_level,
    wanted_measure,
    wanted_month,
    wanted_scope,
    wanted_slice,
    wanted_unit,
)
from layouts.parts import comparing, elsewhere
from layouts.words import comparing as compare_words
from layouts.words import councils
from layouts.words.scope import about, when

ROUNDED = 6  # digits of a difference of two published values, which have few
VERDICTS = {"signal": "is it changing", "peers": "against others like it"}
LIMITS = ("95% limits from", "95% limits to")
OF_UNITS = (
    *("unit", "level", "measure", "unit of value", "period from", "period to", "value", "numerator", "denominator"),
    *("why no value", "against target", *VERDICTS.values()),
)
OF_POINTS = (
    *("value", *LIMITS, "numerator", "denominator", "why no value"),
    *("against chance", "against target"),
)
OF_FIGURES = (
    *("measure", "unit of value", "period from", "period to", "value", *LIMITS),
    *("England", "region", "nearest neighbours", "best", "against England", "place among councils", "of councils"),
    *("on the year before", "told from chance"),
)
OF_COUNCILS = ("council", "area code", "period from", "period to", "value", *LIMITS, "what it is to this council")


def as_csv(store, request):
    return exports.as_csv(*_file(store, request))


def as_xlsx(store, request):
    return exports.as_xlsx("Comparison", *_file(store, request))


def _file(store, request):
    """(columns, rows, about, a name) of what a request asks for: the same words as the page's."""
    snapshot = store.snapshot()
    names, asked = cards.names(snapshot), query(request.query_string.decode("utf-8", "replace"))
    unit = wanted_unit(names, asked.get("unit") or access.reader(request).unit)
    month = wanted_month(names, asked.get("month"))
    with scope.narrowed_to(wanted_scope(names, asked)):
        return _narrowed(snapshot, names, asked, unit, month)


def _narrowed(snapshot, names, asked, unit, month):
    """The same, of what is narrowed to a quarter or a part of the people."""
    measure = wanted_measure(names, asked["measure"]) if asked.get("measure") else None
    by = wanted_slice(measure, asked["by"], "by") if measure and asked.get("by") else ""
    if measure:
        check_part(measure, by)
    with snapshot.cursor() as cursor:
        families = comparing.families(cursor, names, unit, month)
        family = wanted_level(names, families, asked.get("level"))
        columns, rows = _table(cursor, names, measure, unit, month, family, by)
    over = compare_words.parts_words(by) if by else family.title if family else "nothing"
    return columns, rows, _about(names, measure, unit, month, over), _name(measure, unit, month, by or family)


def _table(cursor, names, measure, unit, month, family, by):
    among = family is comparing.COUNCILS and not by
    if measure:
        return (
            of_councils(cursor, measure, month) if among else of_points(cursor, names, measure, unit, month, family, by)
        )
    return of_figures(cursor, names, unit, month) if among else of_units(cursor, names, unit, month, family)


def _name(measure, unit, month, over):
    last = over if isinstance(over, str) else over.key if over else ""
    at = (unit.key, month_word(month), scope.current().part.replace(" ", "-"))
    return "-".join(filter(None, ("compare", measure["key"] if measure else "", *at, last)))


def _about(names, measure, unit, month, over):
    if measure:
        return [*exports.definition(names, measure, unit, when(month), datetime.now(), compared=over), *about(month)]
    return [
        ("What", "Measures side by side, each as the scorecard of the month shows it"),
        ("Unit", unit.name),
        ("Month", words.month_words(month)),
        *about(month),
        ("Compared", over),
        *exports.made(names, datetime.now()),
    ]


def of_units(cursor, names, unit, month, family):
    """A row for each unit of a family and each measure on its scorecard."""
    units = family.units if family else ()
    keys = [key for _, keys in comparing.columns(names, unit) for key in keys]
    cells = comparison.standings(cursor, units, month)
    marks = {shown: comparing.marks(shown, cursor, names, units, month, keys) for shown in VERDICTS}
    carried = comparison.carried(names)
    rows = []
    for one in units:
        for key in keys:
            cell = cells.get(one.key, {}).get(key)
            if cell is None or key not in carried.get(one.key, ()):
                continue
            said = [marks[shown].get(one.key, {}).get(key) for shown in VERDICTS]
            verdicts = [mark.words if mark else "" for mark in said]
            rows.append([one.name, one.level, *_of_cell(names.measures[key], cell), cell.standing, *verdicts])
    return OF_UNITS, rows


def _of_cell(measure, cell):
    told = [measure["title"], measure["unit_of_value"], cell.period_start, cell.period_end]
    return [*told, cell.value, cell.numerator, cell.denominator, cell.reason]


def of_points(cursor, names, measure, unit, month, family, by):
    """A row for each unit of a family, or each part that a slice makes, on one measure."""
    if by:
        found = comparison.over_parts(cursor, measure, unit, month, by)
    else:
        found, _ = comparison.over_units(cursor, names, measure, family.units if family else (), month)
    rows = [
        [
            *(point.name, point.value, point.low, point.high, point.numerator, point.denominator, point.reason),
            *(compare_words.verdict_words(measure, point), "" if by else point.standing or "no value"),
        ]
        for point in found.points
    ]
    return (by.replace("_", " ") or "unit", *OF_POINTS), rows


def of_figures(cursor, names, unit, month):
    """A row for each measure that the council has a published figure of, with what others published for the period."""
    found = published.own_figures(cursor, month)
    keys = [key for _, keys in comparing.columns(names, unit) for key in keys if key in found]
    return OF_FIGURES, [_of_figure(names.measures[key], found[key]) for key in keys]


def _of_figure(measure, figure):
    outside = [figure.outside.get(kind, {}).get("value") for kind in councils.OUTSIDE]
    return [
        *(measure["title"], measure["unit_of_value"], figure.period_start, figure.period_end),
        *(figure.value, figure.lower, figure.upper, *outside, councils.against_words(measure, figure)),
        *(figure.place if figure.differs in words.TOLD else None, figure.councils),
        *(None if figure.moved is None else round(figure.moved, ROUNDED), figure.movement or "can’t be told"),
    ]


def of_councils(cursor, measure, month):
    """A row for each council with a published figure for a measure."""
    found = published.elsewhere(cursor, measure, month)
    if found is None:
        return OF_COUNCILS, []
    span = (found.period_start, found.period_end)
    rows = [
        [one.name, one.area, *span, one.value, one.lower, one.upper, elsewhere.note(found.own, one)]
        for one in found.councils
    ]
    return OF_COUNCILS, rows
