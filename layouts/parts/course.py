"""A measure's course over time: its chart on a chosen basis, with notes, forecast and table."""

from functools import partial
from itertools import dropwhile

from dashboard import outlook as outlooks
from dashboard import scorecard
from dashboard.statistics import runchart
from layouts import control_chart, drawing, words
from layouts.address import BASIS_WORDS, NotHere, link, measure_path
from layouts.charts import control
from layouts.charts.template import About
from layouts.words import ahead as ahead_words
from layouts.words import readings

SAID = {
    "month": "single months",
    "rolling": "twelve months together",
    "year": "the year so far",
    "snapshot": "month ends",
    "whole-year": "financial years",
}
# The bases in an address and on the page.
BASES = {word: (basis, SAID[word]) for word, basis in BASIS_WORDS.items()}
SLUGS = {basis: slug for slug, (basis, _) in BASES.items()}


def course(cursor, names, measure, unit, month, target, asked):
    """The context of the page's section on time. Raises NotHere where the measure has no such basis."""
    rows = {row["basis"]: row for row in scorecard.ask_dicts(cursor, "series", measure=measure["key"], unit=unit.key)}
    basis, view = wanted_basis(measure, rows, asked.get("basis")), asked.get("chart")
    series = rows.get(basis)
    notes = scorecard.ask_dicts(cursor, "notes", measure=measure["key"], unit=unit.key, month=month)
    past = _past(series, month, names.months)
    signal = _signal(cursor, measure, unit, month)
    chart = signal if series and series["charted"] else None
    start = signal["starts"][-1] if signal else 0
    # What is not on a unit's scorecard has no year to look forward to there.
    on_card = any(key == measure["key"] for *_, key in names.cards.get(unit.key, ()))
    ahead = outlooks.outlook(measure, rows, month, target, start) if rows and on_card else None
    return {
        "basis": SLUGS[basis],
        "bases": _choices(measure, unit, month, rows, basis, view),
        "years": view == "years" and bool(past),
        "past": past,
        "counts": counts(measure, series, month, len(past)),
        "signal": chart,
        "outlook": ahead,
        "ahead": ahead_words.sentences(measure, ahead, month, target) if ahead and chart else [],
        "notes": control_chart.note_list([note for note in notes if past and note["month"] >= past[0][0]]),
        "sentences": _said(measure, series, chart, past, month, notes, names.fewest),
    }


def wanted_basis(measure, rows, asked):
    """The basis asked for by its word in the address; that of the control chart where none is."""
    if asked:
        if asked in BASES and BASES[asked][0] in rows:
            return BASES[asked][0]
        raise NotHere(
            f"{measure['title']} has no basis called “{asked}”.",
            [(BASES[SLUGS[basis]][1], {"basis": SLUGS[basis]}) for basis in rows],
        )
    return next((basis for basis, row in rows.items() if row["charted"]), measure["basis"])


def _choices(measure, unit, month, rows, basis, view):
    """(words, address, whether it is shown) for each basis, and for the years laid over one another."""
    path, years = measure_path(measure["key"]), view == "years"
    found = [
        (BASES[SLUGS[each]][1], link(path, unit=unit.key, month=month, basis=SLUGS[each]), each == basis and not years)
        for each in sorted(rows, key=lambda each: list(BASES).index(SLUGS[each]))
    ]
    return [*found, ("year on year", link(path, unit=unit.key, month=month, chart="years"), years)] if rows else []


def _past(series, month, months):
    """(month, value) from the first month with a value up to the one asked for."""
    if not series:
        return []
    upto = [each for each in months if each <= month]
    vals = drawing.window(series["first_month"], series["vals"], month, len(upto))
    return list(dropwhile(lambda pair: pair[1] is None, zip(upto, vals, strict=True)))


def counts(measure, series, month, length):
    """'417 of 4,252': what the value of each of the last months is made of, in words; '' where it is not known."""
    if not series:
        return []
    sides = (
        drawing.window(series["first_month"], series[side] or [], month, length)
        for side in ("numerators", "denominators")
    )
    joined = "of" if measure["kind"] == "proportion" else "over"
    return [
        "" if None in (top, bottom) else f"{words.exact(top)} {joined} {words.exact(bottom)}"
        for top, bottom in zip(*sides, strict=True)
    ]


def _signal(cursor, measure, unit, month):
    rows = scorecard.ask_dicts(cursor, "control_chart", measure=measure["key"], unit=unit.key, month=month)
    return rows[0] if rows else None


def _said(measure, series, chart, past, month, notes, fewest):
    if series and not series["charted"]:
        return ["These periods overlap, so no usual range is drawn: one changed month moves many points."]
    return readings.sentences(measure, series, chart, past, month, notes, fewest)


def about(measure, unit, course_, council="", sources=()):
    """What the picture of a course says of itself where it leaves the page."""
    past, known = course_["past"], [row["data_to"] for row in sources if row["data_to"]]
    files = words.listed(dict.fromkeys(row["name"] for row in sources)) if len(sources) < 4 else f"{len(sources)} files"
    span = f"{words.month_words(past[0][0])} to {words.month_words(past[-1][0])}" if past else ""
    return About(
        title=measure["title"],
        unit=unit.name,
        measured_in=measure["unit_of_value"] or "",
        period=", ".join(filter(None, (BASES[course_["basis"]][1], span))),
        source=": ".join(filter(None, (council, files))),
        dated=f"data to {words.day_words(max(known))}" if known else "",
    )


def picture(measure, unit, course_, lines, summary, figure, told=None):
    """The Picture of a course, or None where no month has a value. `told` is its About."""
    past, chart = course_["past"], course_["signal"]
    if not any(value is not None for _, value in past):
        return None
    months = [month for month, _ in past]
    records = link("/records", measure=measure["key"], unit=unit.key, basis=course_["basis"])
    skipped = 0 if chart is None else drawing.months_between(chart["first_month"], months[0])
    judged = chart is not None and chart["status"] == "charted"
    marks = chart["points"][skipped:] if judged else []
    segments, values = [], [value for _, value in past]
    if chart is not None and not judged and not (run := runchart.chart(values)).too_few:
        lines = [*lines, (run.median, f"median {figure(run.median)}", "mean-words")]
    if judged and not readings.in_steps(chart):
        starts = [max(start - skipped, 0) for start in chart["starts"]]
        usual = partial(readings.natural_bounds, measure, values=values)
        segments = control.segments(starts, chart["means"], chart["lowers"], chart["uppers"], len(past), usual)
    return control.Picture(
        months=months,
        values=values,
        figure=figure,
        label=summary,
        counts=course_["counts"],
        points=[None if mark == "common" else mark for mark in marks],
        hrefs=[f"{records}&month={month:%Y-%m}" for month in months],
        segments=segments,
        lines=lines,
        notes=[
            (drawing.months_between(months[0], note["month"]), number, note["rebase"], note["words"])
            for number, _, note in course_["notes"]
        ],
        ahead=course_["outlook"].months if chart is not None and course_["outlook"] else [],
        about=told or About(),
    )


def table(drawn):
    """The months of a Picture as rows, newest first: (month, value, what the signal says, the month's records)."""
    if drawn is None:
        return []
    marks = drawn.points or [None] * len(drawn.values)
    rows = [
        (words.month_words(month), drawn.figure(value), control.SAID.get(mark, ""), href)
        for month, value, mark, href in zip(drawn.months, drawn.values, marks, drawn.hrefs, strict=True)
    ]
    return rows[::-1]
