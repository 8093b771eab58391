"""What needs a conversation as CSV and Excel: a row to each measure at each unit, and to each alarm of money."""

from datetime import datetime

from dashboard import access
from dashboard import scorecard as cards
from layouts import exports, words
from layouts.address import query, wanted_month, wanted_unit
from layouts.parts.conversations import attention, talked
from layouts.parts.money import alarms
from layouts.words import conversations as say
from layouts.words import signals

LISTS = {
    "concerns": "Look into these",
    "changed": "Changed",
    "strengths": "Strengths",
    "ordinary": "Red and ordinary",
    "reliable": "Reliably on target",
    "rest": "May be chance",
}
COLUMNS = (
    *("list", "measure or service", "unit", "unit of value", "value", "target at least", "target at most", "standing"),
    *("reading", "what to do", "month judged", "why", "owner", "question", "source", "caveat"),
    *("notes and comments on the month", "open actions", "of them late"),
)


def as_csv(store, request):
    return exports.as_csv(*_file(store, request))


def as_xlsx(store, request):
    return exports.as_xlsx("Conversations", *_file(store, request))


def _file(store, request):
    """(columns, rows, about, a name): all that is listed at a unit and below it, what is folded away too."""
    snapshot = store.snapshot()
    names, asked = cards.names(snapshot), query(request.query_string.decode("utf-8", "replace"))
    unit = wanted_unit(names, asked.get("unit") or access.reader(request).unit)
    month = wanted_month(names, asked.get("month"))
    here = attention(snapshot, unit.key, month)
    marks = talked(here, month) or {}
    rows = [
        _row(names, heading, finding, marks.get((finding.measure, finding.unit)))
        for key, heading in LISTS.items()
        for entry in getattr(here, key)
        for finding in (entry.finding, *entry.elsewhere)
        if finding.unit in names.units
    ]
    rows += [_alarm(one) for one in alarms.below(snapshot, unit.key, month)]
    about = [
        ("What", "What has changed by more than chance explains, and what is off target"),
        ("Unit", f"{unit.name} and everything below it"),
        ("Month", words.month_words(month)),
        ("Filters", "none"),
        ("Looked at", say.counted(here)),
        *exports.made(names, datetime.now()),
    ]
    return COLUMNS, rows, about, f"conversations-{unit.key}-{month:%Y-%m}"


def _row(names, heading, finding, mark):
    measure = names.measures[finding.measure]
    target = cards.bounds(measure, finding.target_low, finding.target_high)
    return [
        *(heading, measure["title"], names.units[finding.unit].name, measure["unit_of_value"], finding.value, *target),
        *(finding.standing, *finding.reading, finding.judged, words.sentence_case(signals.reason(measure, finding))),
        *(measure["owner"], measure["question"], measure["source"], measure["caveat"]),
        *((mark.said, mark.open, mark.late) if mark else (0, 0, 0)),
    ]


def _alarm(one):
    nothing = [""] * 5
    said = [one["reading"], "", "", one["sentence"], one["owner"], *[""] * 6]
    return ["Money alarms", one["title"], one["unit"], *nothing, *said]
