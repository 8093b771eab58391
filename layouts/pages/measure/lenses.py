"""The ways to look at a measure's course: for each its chart and what is said of it."""

from dataclasses import dataclass
from functools import partial

from dash import html

from dashboard import quarters, scope
from layouts import words
from layouts.address import NotHere, link
from layouts.charts import control
from layouts.charts.periods import by_period as periods_figure
from layouts.charts.years import has_values
from layouts.charts.years import years as years_figure
from layouts.parts import blocks, by_quarter, years
from layouts.parts import course as courses
from layouts.words import ahead, readings

QUARTERS, YEARS, FIGURES = "quarter", "years", "table"
FURTHER = {YEARS: "year on year", FIGURES: "table"}
OF_PART = "A part of the people has no usual range of its own here: its values are shown, and none is judged."
OVERLAP = "These periods overlap, so no usual range is drawn: one changed month moves many points."


@dataclass(frozen=True)
class Lens:
    """One way to look at a course: its word in an address, its name, its chart's figure or None, and what is said.

    `sentence` is the chart in a sentence, for those who do not see it.
    """

    word: str
    name: str
    figure: dict | None = None
    sentence: str = ""
    says: tuple = ()


def choices(course):
    """{word: name} of the lenses of a course; the headline's own number first."""
    if not course.series:
        return {}
    by_quarter = {QUARTERS: words.BASES[quarters.BASIS]} if course.quarters else {}
    return {**{one.word: one.name for one in course.series}, **by_quarter, **FURTHER}


def first(course):
    """The word of the lens shown where none is asked for, '' where there is none."""
    if scope.current().quarter and course.measure["basis"] == "month" and course.quarters:
        return QUARTERS
    return next(iter(choices(course)), "")


def wanted(course, asked):
    """The lens asked for, by its own word or by those of old addresses; the first where none is, '' where none are."""
    text = asked.get("lens") or (YEARS if asked.get("chart") == YEARS else asked.get("basis"))
    found = choices(course)
    if not text or (text == YEARS and not found):
        return first(course)
    if text in found:
        return text
    word, what = ("lens", "view") if asked.get("lens") else ("basis", "basis")
    near = {key: name for key, name in found.items() if key not in FURTHER} if word == "basis" else found
    raise NotHere(
        f"{course.measure['title']} has no {what} called “{text}”.", [(name, {word: key}) for key, name in near.items()]
    )


def lenses(names, course, compared, doubt, sources, zoom):
    """The Lenses of a course. `compared` are outside values, `doubt` a sentence or ''; `zoom` is the span of months
    shown at first, or None for all."""
    if not course.series:
        return []
    found = []
    for series in course.series:
        told = courses.about(course, series, names.council, sources)
        figure = None
        if not series.is_empty:
            picture = courses.picture(course, series, _lines(series, compared), told)
            figure = control.control(picture, zoom=zoom)
        says = _judged(names, course, series, doubt) if series.chart else _other(names, course, series)
        sentence = readings.summary(course.measure, series.past)
        found.append(Lens(series.word, series.name, figure, sentence, says))
    told = courses.about(course, course.judged, names.council, sources)
    by_quarter = [_quarters(course, told)] if course.quarters else []
    return [*found, *by_quarter, _years(names, course, sources), Lens(FIGURES, FURTHER[FIGURES])]


def _lines(series, compared):
    """What is drawn across: outside values stand only beside values of the measure's own kind."""
    if not series.is_own and (series.chart is None or series.chart["target"] is None):
        return []
    return [(row["value"], f"{row['label']} {row['text']}", "comparator") for row in compared if row["drawn"]]


def _judged(names, course, series, doubt):
    """What is said of the series that has a control chart."""
    said = readings.sentences(
        course.measure, series.row, series.chart, series.past, course.month, course.notes, course.fewest
    )
    return [
        notes(names, course, series),
        html.P(" ".join(filter(None, [*said, doubt])), className="says") if said else None,
        *_ahead(course, ahead.sentences),
        html.P(readings.summary(course.measure, series.past), className="note"),
    ]


def _ahead(course, said):
    """To the year's end: what `said` finds in the outlook."""
    found = said(course.measure, course.outlook, course.month, course.target) if course.outlook else []
    if not found:
        return []
    return [html.H3("And to the year’s end?", className="spaced"), html.P(" ".join(found), className="says")]


def _other(names, course, series):
    """What is said of values that are not judged: why not, and what those that are say."""
    said = [OF_PART] if scope.current().part else [] if series.row["charted"] else [OVERLAP]
    if course.chart and course.judged is not series:
        said += readings.of_another(course.measure, course.chart, course.judged.past, course.month)
    return [
        notes(names, course, series),
        html.P(" ".join(said), className="says") if said else None,
        *(_ahead(course, ahead.year) if series.is_own else []),
        html.P(readings.summary(course.measure, series.past), className="note"),
    ]


def _quarters(course, told):
    """The financial quarters, each with its limits, and what the newest says."""
    name = words.BASES[quarters.BASIS]
    found = by_quarter.picture(course, told)
    said = by_quarter.sentences(course)
    table = by_quarter.table(course)
    return Lens(
        QUARTERS,
        name,
        periods_figure(found) if found else None,
        " ".join(said),
        (html.P(" ".join(said), className="says"), table),
    )


def _years(names, course, sources):
    """The financial years of the series that is judged, laid over one another."""
    series, measure = course.judged, course.measure
    told = courses.about(course, series, names.council, sources)
    figure = None
    if has_values(series.past):
        records = link("/records", measure=measure["key"], unit=course.unit.key, basis=series.word)
        figure = years_figure(
            series.past, partial(words.figure, measure), told, address=lambda month: f"{records}&month={month}"
        )
    heads, rows = years.table(measure, series.past)
    table = blocks.table(
        f"{measure['title']}, {course.unit.name}, by month and financial year",
        [("month", ""), *((name, "n") for name in heads)],
        [[name, *values] for name, values in rows],
    )
    sentence = years.summary(measure, series.past)
    says = [
        html.P(sentence, className="says"),
        notes(names, course, series),
        blocks.folded("The years as a table", [blocks.scroll(table, "The years as a table")]),
    ]
    return Lens(YEARS, FURTHER[YEARS], figure, sentence, says)


def notes(names, course, series):
    """The notes drawn on a chart, by their numbers."""
    found = [_note(names, course, series, note) for _, note in course.noted(series)]
    return html.Ol(found, className="notes") if found else None


def _note(names, course, series, note):
    anew = courses.standing(note) or ("; the chart starts anew" if courses.starts_anew(note, series.chart) else "")
    is_from_above = note["unit"] != course.unit.key and note["unit"] in names.units
    whose = f", for {names.units[note['unit']].name}" if is_from_above else ""
    said = f": {note['words']}{anew} "
    return html.Li(
        [html.B(words.month_words(note["month"])), said, html.Span(f"({note['author']}{whose})", className="soft")]
    )
