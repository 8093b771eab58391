"""Is it changing? A measure's course in a choice of lenses, each with its chart and its words; and all its figures."""

from dash import html

from layouts import words
from layouts.address import link, measure_path, narrowed
from layouts.charts import control, live, template
from layouts.pages.measure import lenses
from layouts.parts import blocks, by_period
from layouts.parts import course as courses
from layouts.tables import signals as signal_cells
from layouts.words import readings

NAME = "trend"
TABLE = f"{NAME}-table"
HEADING = "Is it changing?"


def section(course, now, found, chosen, layers):
    """The panel of a measure that comes by the month. `found` are its Lenses, `chosen` the word of the one shown,
    `layers` those that are on, None for all."""
    drawn = [one.figure for one in found if one.figure]
    if not drawn:
        nothing = f"No month up to {words.month_words(course.month)} has a value here."
        return blocks.section(NAME, HEADING, [html.P(nothing, className="soft empty")], small=_whose(course))
    parts = [
        verdict(course, now),
        _lenses(course, found, chosen),
        _chart(course, found, chosen, drawn, layers),
        *(live.seen_through(NAME, [one.word], chosen, [html.Div(one.says)]) for one in found if one.says),
        _figures(course, chosen),
    ]
    return blocks.section(NAME, HEADING, parts, small=_whose(course), beside=_explored(course))


def _explored(course):
    asked = {"measure": course.measure["key"], "unit": course.unit.key, "month": course.month}
    return html.Span(blocks.explore("add to Explore", **asked), className="s")


def _lenses(course, found, chosen):
    kept = {"unit": course.unit.key, "month": f"{course.month:%Y-%m}"}
    choices = [(one.word, words.sentence_case(one.name), one.figure) for one in found]
    return live.lenses(NAME, choices, chosen, narrowed(measure_path(course.measure["key"]), kept).items())


def _chart(course, found, chosen, drawn, layers):
    """The live chart with its switches, seen through every lens but the table."""
    shown = next((one for one in found if one.word == chosen and one.figure), None) or next(
        one for one in found if one.figure
    )
    title = f"{course.measure['title']}, {course.unit.name}"
    parts = [
        live.layers(NAME, drawn, layers, _layer_words(course)),
        template.graph(live.with_layers(shown.figure, layers), NAME, title, shown.sentence, table=TABLE),
    ]
    return live.seen_through(NAME, [one.word for one in found if one.word != lenses.FIGURES], chosen, parts)


def _layer_words(course):
    """What the switches are called: one is of the usual range of months and of quarters' limits."""
    return {**live.LAYER_WORDS, "limits": "usual range or 95% limits"} if course.quarters else live.LAYER_WORDS


def by_periods(names, course, found, layers):
    """The panel of a measure that comes by the quarter or the year."""
    title = f"{course.measure['title']}, {course.unit.name}"
    shown = [
        *by_period.chart(names, course.measure, course.unit, found, NAME, layers),
        by_period.says(found),
        lenses.notes(names, course, course.judged) if course.series else None,
        by_period.table(found, NAME, f"{title}, by period"),
    ]
    return blocks.section(NAME, HEADING, shown, small=_whose(course), beside=_explored(course))


def _whose(course):
    return ", ".join(filter(None, (course.unit.name, course.measure["unit_of_value"])))


def verdict(course, now):
    """What target and signal say together; of which numbers, where they are not the same. None without a signal."""
    measure, chart = course.measure, course.chart
    read = readings.reading(measure, now["standing"], chart)
    if read is None:
        return None
    icons = signal_cells.icons(chart["variation"], chart["assurance"], measure["better"])
    said = [
        html.Span(blocks.drawn(icons), className="icons"),
        html.B(read[1], className=f"sign {read[0]}"),
        f": {read[2]}.",
    ]
    if chart["basis"] != measure["basis"] and now["standing"] in ("met", "near", "missed"):
        own, judged = (words.BASES[basis] for basis in (measure["basis"], chart["basis"]))
        said.append(html.Span(f" The target is judged on {own}, change on {judged}.", className="soft s"))
    return html.P(said, className="verdict")


def _figures(course, chosen):
    """Every month with its value in each way of counting, newest first, its signal, and the way to its records."""
    shown = [one for one in course.series if not one.is_empty]
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
    return live.seen_through(NAME, [lenses.FIGURES], chosen, [inside], folded="The chart as a table")
