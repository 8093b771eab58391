"""What a chart becomes where it starts anew: without it and with it, before anybody approves."""

from dataclasses import replace
from datetime import date
from urllib.parse import quote

from dash import html

from dashboard import notes
from layouts import words
from layouts.charts import control, template
from layouts.charts.sketch import sketch
from layouts.parts import course as courses
from layouts.words import readings

HEIGHT, ROOM = 220, {"t": 26, "b": 34}  # pixels: two of them are seen at once, each named over it


def both(cursor, names, journal, thing):
    """The chart of a measure without and with the rebase that a note (a Thing) is; None where it is none, or the chart
    there does not start anew by it."""
    measure, unit = names.measures.get(thing.measure), names.units.get(thing.unit)
    if not thing.fields.get("rebase") or thing.state not in notes.SHOWN or measure is None or unit is None:
        return None
    said = {"key": thing.key, "words": thing.fields["words"], "author": thing.begun.called}
    return tried(cursor, names, journal, measure, unit, {**said, "month": _month(thing)})


def tried(cursor, names, journal, measure, unit, note):
    """The same of a note that may not have been written yet: its key (None where it has none), words, author, month."""
    last = names.months[-1]
    course = courses.course(cursor, names, measure, unit, last, None, journal)
    others = [one for one in course.notes if one["key"] != note["key"]]
    tried = {**note, "unit": unit.key, "rebase": True, "state": "approved", "measure": measure["key"]}
    sides = [("As it is without it", others), ("As it is with it", [*others, tried])]
    drawn = [(name, noted, _chart(cursor, measure, unit, last, noted)) for name, noted in sides]
    if not all(chart for *_, chart in drawn) or drawn[0][-1]["starts"] == drawn[1][-1]["starts"]:
        return None
    shown = [_side(course, *side) for side in drawn]
    return html.Div(shown, className="rebased")


def _month(thing):
    return date.fromisoformat(f"{thing.period}-01")


def _chart(cursor, measure, unit, month, noted):
    return notes.chart(cursor, measure["key"], unit.key, month, noted)


def _side(course, name, noted, chart):
    """A chart under its name, with its usual range and what it says of its last month."""
    series = replace(course.judged, chart=chart)
    picture = courses.picture(replace(course, chart=chart, notes=noted, outlook=None), series, [], template.About())
    figure = control.control(picture, HEIGHT)
    figure["layout"]["margin"] |= ROOM
    said = f"{name}: {_says(course.measure, chart, picture)}"
    image = html.Img(src=f"data:image/svg+xml,{quote(sketch(figure), safe=template.SAFE)}", alt="", className="w-100")
    return html.Figure(
        [html.Figcaption([html.B(name), f": {_says(course.measure, chart, picture)}."], className="s"), image],
        **{"aria-label": said},
    )


def _says(measure, chart, picture):
    """'average 68.1%, usual 60.2% to 76.0%; within its usual range'."""
    if chart["status"] != "charted":
        return f"{words.count_words(chart['months'], 'month').lower()} since it begins, too few for a usual range"
    latest = picture.segments[-1] if picture.segments else None
    usual = latest and control.range_words(picture.figure, *latest.usual)
    parts = [f"average {picture.figure(chart['mean'])}", usual]
    read = readings.reading(measure, None, chart)
    return "; ".join(filter(None, [", ".join(filter(None, parts)), read[1].lower() if read else ""]))
