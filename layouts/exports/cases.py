"""The cases of a month as CSV and Excel: due, done, days over, worker."""

from datetime import datetime

from dashboard import access
from dashboard import scorecard as cards
from dashboard.access import opening
from layouts import exports, words
from layouts.address import query, wanted_month, wanted_unit
from layouts.parts.cases import cases_of

COLUMNS = ("measure", "case", "due", "done", "days over", "at least", "worker", "question", "source")


def as_csv(store, request):
    return exports.as_csv(*_file(store, request))


def as_xlsx(store, request):
    return exports.as_xlsx("Cases", *_file(store, request))


def _file(store, request):
    snapshot = store.snapshot()
    names, asked = cards.names(snapshot), query(request.query_string.decode("utf-8", "replace"))
    unit = wanted_unit(names, asked.get("unit") or access.reader(request).unit)
    month = wanted_month(names, asked.get("month"))
    rows, found = [], cases_of(snapshot, unit.key, month).cases
    opening.listed(["person"], [(case.person,) for case in found])
    for case in found:
        measure = names.measures[case.measure]
        rows.append(
            [
                *(measure["title"], case.person, case.due, case.done, case.days, case.at_least, case.worker),
                *(measure["question"], measure["source"]),
            ]
        )
    about = [
        ("What", "Cases behind measures off target, open at the end of the month or done late in it"),
        ("Unit", unit.name),
        ("Month", words.month_words(month)),
        ("Filters", "none"),
        *exports.made(names, datetime.now()),
    ]
    return COLUMNS, rows, about, f"cases-{unit.key}-{month:%Y-%m}"
