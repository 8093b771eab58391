"""Is it changing? A measure's course in a choice of lenses, each with its chart and its words; and all its figures."""

from dataclasses import dataclass
from functools import partial

from dash import html

from layouts import signals, words, years
from layouts.address import NotHere, link, measure_path
from layouts.charts import control, template
from layouts.charts.years import years as years_figure
from layouts.parts import blocks, by_period
from layouts.parts import course as courses
from layouts.words import ahead, readings

NAME = "trend"
TABLE = f"{NAME}-table"
YEARS, FIGURES = "years", "table"
FURTHER = {YEARS: "year on year", FIGURES: "table"}
OVERLAP = "These periods overlap, so no usual range is drawn: one changed month moves many points."


@dataclass(frozen=True)
class Lens:
    """One way to look at a course: its word in an address, its name, its chart's figure or None, and what is said."""

    word: str
    name: str
    figure: dict | None
    says: list


def choices(course):
    """{word: name} of the lenses of a course; the headline's own number first."""
    if not course.series:
        return {}
    return {**{one.word: one.name for one in course.series}, **FURTHER}


def first(course):
    """The word of the lens shown where none is asked for, '' where there is none."""
    return next(iter(choices(course)), "")


def wanted_lens(course, asked):
    """The lens asked for, by its own word or by those of old addresses; the first where none is, '' where none are."""
    text = asked.get("lens") or (YEARS if asked.get("chart") == YEARS else asked.get("basis"))
    found = choices(course)
    if not text or (text == YEARS and not found):
        return first(course)
    if text in found:
        return text
    word, what = ("lens", "view") if asked.get("lens") else ("basis", "basis")
    near = {one.word: one.name for one in course.series} if word == "basis" else found
    raise NotHere(
        f"{course.measure['title']} has no {what} called “{text}”.", [(name, {word: key}) for key, name in near.items()]
    )


def section(names, course, now, lens, compared, doubt, sources):
    """The panel of a measure that comes by the month. `compared` are outside values, `doubt` a sentence or ''."""
    lenses = _lenses(names, course, now, compared, doubt, sources)
    shown = next((one for one in lenses if one.word == lens), None)
    return blocks.section(
        NAME,
        "Is it changing?",
        [
            verdict(course, now),
            _chooser(course, lens),
            *_chart(course, shown, lenses),
            *([html.Div(shown.says)] if shown else []),
            _figures(course, opened=lens == FIGURES),
        ],
        small=_whose(course),
    )


def by_periods(names, course, found):
    """The panel of a measure that comes by the quarter or the year."""
    title = f"{course.measure['title']}, {course.unit.name}"
    shown = [
        by_period.chart(found, NAME, title),
        by_period.says(found),
        _notes(names, course, course.judged) if course.series else None,
        by_period.table(found, NAME, f"{title}, by period"),
    ]
    return blocks.section(NAME, "Is it changing?", shown, small=_whose(course))


def _whose(course):
    return ", ".join(filter(None, (course.unit.name, course.measure["unit_of_value"])))


def verdict(course, now):
    """What target and signal say together; of which numbers, where they are not the same. None without a signal."""
    measure, chart = course.measure, course.chart
    read = readings.reading(measure, now["standing"], chart)
    if read is None:
        return None
    icons = signals.icons(chart["variation"], chart["assurance"], measure["better"])
    said = [
        html.Span(blocks.drawn(icons), className="icons"),
        html.B(read[1], className=f"sign {read[0]}"),
        f": {read[2]}.",
    ]
    if chart["basis"] != measure["basis"] and now["standing"] in ("met", "near", "missed"):
        own, judged = (words.BASES[basis] for basis in (measure["basis"], chart["basis"]))
        said.append(html.Span(f" Red or green is said of {own}, change of {judged}.", className="soft s"))
    return html.P(said, className="verdict")


def _chooser(course, lens):
    path, at = measure_path(course.measure["key"]), {"unit": course.unit.key, "month": course.month}
    found = [(name, link(path, **at, lens=word), word == lens) for word, name in choices(course).items()]
    return blocks.choice("View", found) if found else None


def _chart(course, shown, lenses):
    if shown is None or all(one.figure is None for one in lenses):
        return [html.P(f"No month up to {words.month_words(course.month)} has a value here.", className="soft empty")]
    figure = shown.figure
    if figure is None:
        return []
    title = f"{course.measure['title']}, {course.unit.name}"
    return [template.graph(figure, NAME, title, readings.summary(course.measure, course.series[0].past), table=TABLE)]


def _lenses(names, course, now, compared, doubt, sources):
    found = []
    for series in course.series:
        told = courses.about(course, series, names.council, sources)
        figure = None
        if not series.is_empty:
            figure = control.control(courses.picture(course, series, _lines(course, series, now, compared), told))
        says = _judged(names, course, series, doubt) if series.chart else _other(names, course, series)
        found.append(Lens(series.word, series.name, figure, says))
    if found:
        found.append(_years(names, course, sources))
        found.append(Lens(FIGURES, FURTHER[FIGURES], None, []))
    return found


def _lines(course, series, now, compared):
    """What is drawn across: outside values and targets stand only beside values of the measure's own kind."""
    measure = course.measure
    if not series.is_own and not (series.chart and series.chart["target"] is not None):
        return []
    targets = sorted({target for target in (now["target_low"], now["target_high"]) if target is not None})
    return [
        *((row["value"], f"{row['label']} {row['text']}", "comparator") for row in compared if row["drawn"]),
        *((target, f"target {words.figure(measure, target)}", "target") for target in targets),
    ]


def _judged(names, course, series, doubt):
    """What is said of the series that has a control chart."""
    said = readings.sentences(
        course.measure, series.row, series.chart, series.past, course.month, course.notes, course.fewest
    )
    outlook = course.outlook
    further = ahead.sentences(course.measure, outlook, course.month, course.target) if outlook else []
    return [
        _notes(names, course, series),
        html.P(" ".join(filter(None, [*said, doubt])), className="says") if said else None,
        *([html.H3("And to the year’s end?", className="spaced")] if further else []),
        html.P(" ".join(further), className="says") if further else None,
        html.P(readings.summary(course.measure, series.past), className="note"),
    ]


def _other(names, course, series):
    """What is said of values that are not judged: why not, and what those that are say."""
    said = [OVERLAP]
    if course.chart and course.judged is not series:
        said += readings.of_another(course.measure, course.chart, course.judged.past, course.month)
    return [
        _notes(names, course, series),
        html.P(" ".join(said), className="says"),
        html.P(readings.summary(course.measure, series.past), className="note"),
    ]


def _years(names, course, sources):
    """The financial years of the series that is judged, laid over one another."""
    series, measure = course.judged, course.measure
    told = courses.about(course, series, names.council, sources)
    figure = None
    if not series.is_empty:
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
    says = [
        html.P(years.summary(measure, series.past), className="says"),
        _notes(names, course, series),
        blocks.folded("The years as a table", [blocks.scroll(table, "The years as a table")]),
    ]
    return Lens(YEARS, FURTHER[YEARS], figure, says)


def _notes(names, course, series):
    """The notes drawn on a chart, by their numbers."""
    found = [_note(names, course, series, note) for _, note in course.noted(series)]
    return html.Ol(found, className="notes") if found else None


def _note(names, course, series, note):
    anew = "; the chart starts anew" if note["rebase"] and series.chart else ""
    is_from_above = note["unit"] != course.unit.key and note["unit"] in names.units
    whose = f", for {names.units[note['unit']].name}" if is_from_above else ""
    said = f": {note['words']}{anew} "
    return html.Li(
        [html.B(words.month_words(note["month"])), said, html.Span(f"({note['author']}{whose})", className="soft")]
    )


def _figures(course, opened):
    """Every month with its value in each way of counting, newest first, its signal, and the way to its records."""
    shown = [one for one in course.series if not one.is_empty]
    if not shown:
        return None
    measure, unit = course.measure, course.unit
    marks = courses.signals_by_month(course)
    by_month = [dict(one.past) for one in shown]
    months = sorted({month for one in by_month for month in one}, reverse=True)
    rows = [
        [
            words.month_words(month),
            *(words.figure(measure, one.get(month)) for one in by_month),
            control.SAID.get(marks.get(month), ""),
            blocks.to_grid(
                "records",
                link("/records", measure=measure["key"], unit=unit.key, basis=shown[0].word, month=month),
                of=words.month_words(month),
            ),
        ]
        for month in months
    ]
    heads = [(one.name if len(shown) > 1 else "value", "n") for one in shown]
    signal = f"signal of {course.judged.name}" if len(shown) > 1 else "signal"
    table = blocks.table(
        f"{measure['title']}, {unit.name}, by month",
        [("month", ""), *heads, (signal, ""), ("records", "hidden")],
        rows,
    )
    inside = blocks.scroll(table, "The chart as a table", id=TABLE)
    return blocks.folded("The chart as a table", [inside], open=opened)
