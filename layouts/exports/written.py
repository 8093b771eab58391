"""What people wrote at a unit and below, or of a measure, as CSV and Excel: one line for each thing, as it is now."""

from datetime import datetime

from dashboard import access
from dashboard import scorecard as cards
from layouts import exports, words
from layouts import written as writings
from layouts.address import query, wanted_measure, wanted_unit
from layouts.words import writing as said

FAMILIES = ("comment", "note", "action", "decision", "target")
COLUMNS = (
    *("what", "state", "unit", "measure", "month", "written by", "written on", "text", "who sees to it", "by"),
    *("predicted", "after", "written against", "replies"),
)


def as_csv(store, request):
    return exports.as_csv(*_file(store, request))


def as_xlsx(store, request):
    return exports.as_xlsx("Written", *_file(store, request))


def _file(store, request):
    asked = query(request.query_string.decode("utf-8", "replace"))
    names, reader = cards.names(store.snapshot()), access.reader(request)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    measure = wanted_measure(names, asked["measure"]) if asked.get("measure") else None
    units = [unit.key] if measure else [one.key for one in unit.branch]
    things = writings.here().at(units, measure and measure["key"], FAMILIES, by=reader.subject)
    what = f"What was written of {measure['title']}, {unit.name}" if measure else f"What was written, {unit.name}"
    about = [("What", what), *exports.made(names, datetime.now())]
    return COLUMNS, [_row(names, one) for one in things], about, "written"


def _row(names, thing):
    unit, measure, fields = names.units.get(thing.unit), names.measures.get(thing.measure), thing.fields
    against = thing.figure.value if thing.figure else None
    return [
        said.family_name(thing),
        said.state(thing) or thing.state,
        unit.name if unit else thing.unit,
        measure["title"] if measure else "",
        thing.period or "",
        thing.begun.called,
        thing.begun.at.date(),
        " ".join(filter(None, [said.headline(thing), *(text for name, text in said.rest(thing) if name != "Who")])),
        fields.get("owner", ""),
        fields.get("due"),
        said.prediction(measure, fields) if measure else "",
        said.VERDICTS.get(fields.get("verdict"), ""),
        words.figure(measure, against) if measure and against is not None else "",
        " / ".join(f"{one.called}: {one.body.words}" for one in thing.added),
    ]
