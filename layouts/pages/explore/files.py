"""The figures of an exploration as CSV and Excel: its lines, or the dots of a scatter or a spread."""

from datetime import datetime

from dashboard import access
from dashboard import elsewhere as published
from dashboard import scorecard as cards
from layouts import exports, words
from layouts.address import listed_words, query, said_in
from layouts.exports import explore as lines
from layouts.pages.explore import counting, dots, scattered
from layouts.parts import comparing
from layouts.parts.exploring import OVER_UNITS, asked_for
from layouts.words import explore as says
from layouts.words.comparing import verdict_words

PAIRED = ("dot", "month", "too few to be judged")  # of a scatter, with the two measures between them
SPREAD = ("dot", "value", "unit of value", "numerator", "denominator", "lower 95% limit", "upper 95% limit", "reads")


def as_csv(store, request):
    return exports.as_csv(*_file(store, request))


def as_xlsx(store, request):
    return exports.as_xlsx("Explore", *_file(store, request))


def _file(store, request):
    """(columns, rows, about, a name) of what a request asks for: the same figures as the page's."""
    snapshot = store.snapshot()
    names, search = cards.names(snapshot), request.query_string.decode("utf-8", "replace")
    asking = asked_for(names, access.reader(request), query(search), listed_words(said_in(search)))
    with snapshot.cursor() as cursor:
        if asking.form not in OVER_UNITS or not asking.measures:
            return lines.file(cursor, names, asking)
        over = dots.family(names, dots.families(cursor, names, asking), asking)
        make = _pairs if asking.form == "scatter" else _spread
        columns, rows = make(cursor, names, asking, over) if over else (SPREAD, [])
    about = [
        ("What", says.title(asking.measures, asking.units, form=asking.form)),
        ("Dots", f"{over.title}, from {asking.units[0].name}" if over else "none"),
        ("Month", words.month_words(asking.month)),
        *((f"{measure['title']}: counted over", counting.counted(asking, measure)) for measure in asking.measures[:2]),
        *(pair for measure in asking.measures[:2] for pair in lines.defined(measure)),
        *exports.made(names, datetime.now()),
    ]
    name = "-".join(["explore", asking.form, *(m["key"] for m in asking.measures[:2]), f"{asking.month:%Y-%m}"])
    return columns, rows, about, name


def _pairs(cursor, names, asking, over):
    """A row for each dot and month of a scatter."""
    if len(asking.measures) < 2:
        return PAIRED, []
    across, up = asking.measures[:2]
    months, _ = scattered.pairs(cursor, names, asking, over)
    columns = (*PAIRED[:2], scattered.axis(across), scattered.axis(up), f"{up['title']}: denominator", PAIRED[-1])
    return columns, [
        [dot.name, month, dot.across, dot.up, dot.size, "yes" if dot.small else ""]
        for month, found in months
        for dot in sorted(found, key=lambda dot: dot.name)
    ]


def _spread(cursor, names, asking, over):
    """A row for each dot of a spread."""
    measure = asking.measures[0]
    unit = measure["unit_of_value"]
    if over is comparing.COUNCILS:
        found = published.elsewhere(cursor, measure, asking.month)
        councils = found.councils if found else ()
        return SPREAD, [[one.name, one.value, unit, None, None, one.lower, one.upper, ""] for one in councils]
    found, _ = dots.beside_one_another(cursor, names, asking, over)
    return SPREAD, [
        [
            *(one.name, one.value, unit, one.numerator, one.denominator, None, None),
            verdict_words(measure, one) if one.verdict else "",
        ]
        for one in found.valued
    ]
