"""A scorecard as CSV and Excel: a row to a measure with what the page says of it and what the measure means."""

from datetime import datetime

from dashboard import access, scope
from dashboard import scorecard as cards
from layouts import exports, words
from layouts import written as writings
from layouts.address import month_word, query, wanted_month, wanted_scope, wanted_unit
from layouts.parts.card import card_of, wanted
from layouts.words import rows as row_words
from layouts.words import scope as says

COLUMNS = (
    *("perspective", "objective", "measure", "unit of value", "period from", "period to", "value"),
    *("target at least", "target at most", "standing", "part of the whole", "how it moves", "a year before"),
    *(
        "why no value",
        "kind",
        "lead or lag",
        "set",
        "official codes",
        "owner",
        "data to",
        "question",
        "source",
        "caveat",
    ),
    *("notes and comments on the month", "open actions", "of them late"),
)


def as_csv(store, request):
    return exports.as_csv(*_file(store, request))


def as_xlsx(store, request):
    return exports.as_xlsx("Scorecard", *_file(store, request))


def _file(store, request):
    """(columns, rows, about, a name) of the rows that an address asks for, in the order of the page."""
    snapshot = store.snapshot()
    names, asked = cards.names(snapshot), query(request.query_string.decode("utf-8", "replace"))
    reader = access.reader(request)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month, chosen = wanted_month(names, asked.get("month")), wanted(names, reader, asked)
    with scope.narrowed_to(wanted_scope(names, asked)):
        return _narrowed(snapshot, names, unit, month, chosen)


def _narrowed(snapshot, names, unit, month, chosen):
    """The same, of what is narrowed to a quarter or a part of the people."""
    read = card_of(snapshot, unit.key, month)
    order = [one["key"] for one in names.perspectives]
    taken = [row for row in read.card.rows if chosen.takes(names, row)]
    written = writings.here().marks(unit.key, month, writings.today()) or ()
    marks = {mark.measure: mark for mark in written}
    taken.sort(key=lambda row: order.index(row.perspective))
    rows = [_row(names, read, row, marks.get(row.measure)) for row in taken]
    about = [
        ("What", "The scorecard: each measure as of the month, with its target and how it moves"),
        ("Unit", unit.name),
        ("Month", words.month_words(month)),
        *says.about(month),
        ("Filters", chosen.said(names) or "none"),
        *exports.made(names, datetime.now()),
    ]
    part = scope.current().part.replace(" ", "-")
    return COLUMNS, rows, about, "-".join(filter(None, ("scorecard", unit.key, month_word(month), part)))


def _row(names, read, row, mark=None):
    measure, part = names.measures[row.measure], read.parts.get(row.measure)
    objective = names.objectives.get(row.objective, {}).get("title", row.objective)
    perspective = next(one["name"] for one in names.perspectives if one["key"] == row.perspective)
    data_to, _ = names.fresh.get(row.measure, (None, None))
    target = (None, None) if part else (row.target_low, row.target_high)
    return [
        *(perspective, objective, measure["title"], measure["unit_of_value"], row.period_start, row.period_end),
        *(row.value, *target, says.standing_word(row.standing), words.part_words(part, names) if part else ""),
        *(read.readings[row.measure].moves, row.last_year, row.reason or ""),
        *(measure["type"], measure["leads"], row_words.set_of(measure), measure["codes"], measure["owner"], data_to),
        *(measure["question"], measure["source"], measure["caveat"]),
        *((mark.said, mark.open, mark.late) if mark else (0, 0, 0)),
    ]
