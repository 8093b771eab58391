"""The records behind a number as CSV and Excel, with what they are about."""

from datetime import datetime

from dashboard import access
from dashboard import scorecard as cards
from layouts import exports, words
from layouts.address import query
from layouts.parts import records


def as_csv(store, request):
    """All the records as CSV. The file's name says what it is: measure, unit, month and filters."""
    return exports.as_csv(*_file(store, request))


def as_xlsx(store, request):
    """All the records as a workbook."""
    return exports.as_xlsx("Records", *_file(store, request))


def _file(store, request):
    """(columns, rows, what they are about, a name) of the records that a request asks for."""
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        asked = query(request.query_string.decode("utf-8", "replace"))
        wanted = records.read(cursor, names, access.reader(request), asked)
        columns, rows = records.fetch(cursor, wanted, asked, exports.MOST_ROWS + 1)
        whole = records.value(cursor, wanted)
    measure, unit = wanted.measure, wanted.unit
    about = exports.definition(
        names,
        measure,
        unit,
        words.period_words(whole.period_start, whole.period_end, wanted.basis),
        datetime.now(),
        filters="; ".join(records.filter_words(names, *pair) for pair in wanted.chosen()) or "none",
        **({"filters_of_the_table": "; ".join(asked["keep"])} if asked.get("keep") else {}),
        value_of_all_records=words.figure(measure, whole.value) if whole.value is not None else whole.reason,
    )
    said = [value.replace(" ", "_") for _, value in wanted.chosen()]
    name = "-".join((measure["key"], unit.key, f"{wanted.month:%Y-%m}", *said))
    return columns, rows, about, name
