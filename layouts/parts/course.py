"""A measure's course over time: its values on each way of counting, its control chart, its notes and what is ahead."""

from dataclasses import dataclass, replace
from functools import partial
from itertools import dropwhile

from dashboard import notes, quarters, scope, scorecard
from dashboard import outlook as outlooks
from dashboard.statistics import runchart
from layouts import words
from layouts.address import basis_word, link
from layouts.charts import control, in_cells
from layouts.charts.template import About
from layouts.words import readings
from layouts.words.months import month_after, months_between
from layouts.words.scope import named


@dataclass(frozen=True)
class Series:
    """The values of one way of counting, as (month, value) from the first that is known up to the month shown.

    `word` is the way's word in an address, `row` its row of the store, `counts` what each value is made of in words,
    `chart` its control chart where it is the one that is judged, and `is_own` whether it is the measure's own.
    """

    word: str
    row: dict
    past: list
    counts: list
    chart: dict | None
    is_own: bool

    @property
    def name(self):
        return words.BASES[self.row["basis"]]

    @property
    def is_empty(self):
        return not any(value is not None for _, value in self.past)


@dataclass(frozen=True)
class Course:
    """The series of a measure at a unit: its own first, then the one that is judged. `chart` is the latter's control
    chart, `outlook` what is ahead of it, `target` the bound that counts at the year's end, `targets` what was to be
    met in each month, {month: (at least, at most)}, `notes` those of the unit and of those above it, up to the month,
    `fewest` below how many a share is too small to be shown, and `quarters` its financial quarters."""

    measure: dict
    unit: object
    month: object
    series: list
    chart: dict | None
    outlook: object
    target: float | None
    targets: dict
    notes: list
    fewest: int
    quarters: list

    @property
    def judged(self):
        """The series that is judged by its control chart, or the first where none is."""
        return next((one for one in self.series if one.row["charted"]), self.series[0] if self.series else None)

    def with_notes(self, notes):
        """The same with further notes among its own, by month."""
        return replace(self, notes=sorted([*self.notes, *notes], key=lambda note: (note["month"], note["words"])))

    def noted(self, series):
        """The notes that fall within a series, numbered: [(number, note)]."""
        begins = series.past[0][0] if series.past else None
        return list(enumerate((note for note in self.notes if begins and note["month"] >= begins), 1))


def course(cursor, names, measure, unit, month, target, journal=None):
    """The Course of a measure at a unit up to a month."""
    asked = {"measure": measure["key"], "unit": unit.key}
    if scope.current().part:
        return _of_part(cursor, names, measure, unit, month, target, journal)
    rows = {row["basis"]: row for row in scorecard.ask_dicts(cursor, "series", **asked)}
    noted = notes.notes(cursor, journal, **asked, month=month)
    chart = notes.chart(cursor, **asked, month=month, notes=noted)
    # What is not on a unit's scorecard has no year to look forward to there.
    on_card = any(key == measure["key"] for *_, key in names.cards.get(unit.key, ()))
    start = chart["starts"][-1] if chart else 0
    return Course(
        measure,
        unit,
        month,
        sorted(
            (
                _series(measure, row, chart, month, names.months)
                for row in rows.values()
                if row["basis"] != quarters.BASIS
            ),
            key=lambda one: (not one.is_own, not one.row["charted"], list(words.BASES).index(one.row["basis"])),
        ),
        chart,
        outlooks.outlook(measure, rows, month, target, start) if rows and on_card else None,
        target,
        _targets(cursor, measure, unit) if target is not None else {},
        noted,
        names.fewest,
        quarters.of_measure(measure, names.made_as.get(measure["key"]), rows.values(), month, names.months),
    )


def _of_part(cursor, names, measure, unit, month, target, journal):
    """The Course of a part of the people: the values of the measure's own way of counting, none of them judged."""
    series = [
        _series(measure, {**row, "basis": measure["basis"], "charted": False}, None, month, names.months)
        for row in scorecard.past_of_part(cursor, unit, measure["key"])
    ]
    noted = notes.notes(cursor, journal, measure=measure["key"], unit=unit.key, month=month)
    return Course(measure, unit, month, series, None, None, target, {}, noted, names.fewest, [])


def _targets(cursor, measure, unit):
    rows = scorecard.ask_dicts(cursor, "targets_by_month", measure=measure["key"], unit=unit.key)
    return {row["month"]: scorecard.bounds(measure, row["target_low"], row["target_high"]) for row in rows}


def _series(measure, row, chart, month, months):
    past = _past(row, month, months)
    return Series(
        basis_word(row["basis"]),
        row,
        past,
        _counts(measure, row, month, len(past)),
        chart if row["charted"] else None,
        row["basis"] == measure["basis"],
    )


def _past(row, month, months):
    """(month, value) from the first month with a value up to the one asked for."""
    upto = [each for each in months if each <= month]
    vals = in_cells.window(row["first_month"], row["vals"], month, len(upto))
    return list(dropwhile(lambda pair: pair[1] is None, zip(upto, vals, strict=True)))


def _counts(measure, row, month, length):
    """'417 of 4,252': what the value of each of the last months is made of, in words; '' where it is not known."""
    sides = (
        in_cells.window(row["first_month"], row[side] or [], month, length) for side in ("numerators", "denominators")
    )
    return [
        "" if None in (top, bottom) else words.made_of(measure, top, bottom) for top, bottom in zip(*sides, strict=True)
    ]


def about(course_, series, council="", sources=(), fresh=None):
    """What the picture of a series says of itself where it leaves the page. `fresh`, of the store's names, says how far
    its data go where its `sources` are not named."""
    measure, past = course_.measure, series.past
    known = [row["data_to"] for row in sources if row["data_to"]]
    known = known or list(filter(None, (fresh or {}).get(measure["key"], ())[:1]))
    files = words.listed(dict.fromkeys(row["name"] for row in sources)) if len(sources) < 4 else f"{len(sources)} files"
    span = f"{words.month_words(past[0][0])} to {words.month_words(past[-1][0])}" if past else ""
    return About(
        title=measure["title"],
        unit=named(course_.unit.name),
        measured_in=measure["unit_of_value"] or "",
        period=", ".join(filter(None, (series.name, span))),
        source=": ".join(filter(None, (council, files))),
        dated=f"data to {words.day_words(max(known))}" if known else "",
    )


def picture(course_, series, lines, told):
    """The Picture of a series, in which at least one month has a value. `lines` are drawn across, beside the
    target of each month; `told` is its About."""
    measure, past, chart = course_.measure, series.past, series.chart
    figure = partial(words.figure, measure)
    months, values = ([pair[n] for pair in past] for n in (0, 1))
    records = link("/records", measure=measure["key"], unit=course_.unit.key, basis=series.word)
    skipped = 0 if chart is None else months_between(chart["first_month"], months[0])
    judged = chart is not None and chart["status"] == "charted"
    signals = signals_by_month(course_) if judged else {}
    segments = []
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
        label=readings.summary(measure, past),
        counts=series.counts,
        points=[signals.get(month) for month in months] if judged else [],
        hrefs=[f"{records}&month={month:%Y-%m}" for month in months],
        segments=segments,
        lines=lines,
        targets=_drawn_targets(course_, series),
        notes=[_flag(months[0], chart, *numbered) for numbered in course_.noted(series)],
        ahead=_ahead(course_, series),
        alone=_alone(course_, months) if chart is None else [],
        about=told,
    )


def _drawn_targets(course_, series):
    """Of each end of the target its values over the months of a series: only values of the measure's own kind, or
    single months that can be held against it, have one."""
    if not series.is_own and (series.chart is None or series.chart["target"] is None):
        return []
    pairs = [course_.targets.get(month, (None, None)) for month, _ in series.past]
    return [end for end in map(list, zip(*pairs, strict=True)) if any(value is not None for value in end)]


def _ahead(course_, series):
    """The months ahead of the series that is judged; of the measure's own, where that is another, the year's end."""
    outlook = course_.outlook
    if outlook is None or series.chart is not None:
        return outlook.months if outlook else []
    return [(month_after(course_.month, outlook.left), *outlook.year)] if series.is_own and outlook.year else []


def _alone(course_, months):
    """Beside values of longer periods: the months by themselves, (word of the signal or None, value in words)."""
    judged, marks = course_.judged, signals_by_month(course_)
    if judged.row["basis"] != "month":
        return []
    values = dict(judged.past)
    found = [
        (marks.get(month), f"{month:%B} alone {words.figure(course_.measure, values.get(month))}") for month in months
    ]
    return [(mark, f"{said}: {control.SAID[mark]}" if mark else said) for mark, said in found]


def _flag(first, chart, number, note):
    """A note as a Picture has it; only a control chart starts anew at one."""
    return months_between(first, note["month"]), number, starts_anew(note, chart), f"{note['words']}{standing(note)}"


def starts_anew(note, chart):
    """Whether a chart starts anew at a note: a control chart does, at an approved one."""
    return chart is not None and notes.starts(note)


def standing(note):
    """What to say after the words of a note that nobody has approved yet."""
    return "" if note["state"] == "approved" else " (proposed)"


def signals_by_month(course_):
    """{month: the word of its signal} of the series that is judged; months that are ordinary have none. Where no usual
    range describes the months, which moved from one level to another, only the newest has one: it is what is judged."""
    chart = course_.chart
    if chart is None or chart["status"] != "charted":
        return {}
    kept = len(chart["points"]) - 1 if readings.in_steps(chart) else 0
    return {
        month_after(chart["first_month"], place): mark
        for place, mark in enumerate(chart["points"])
        if mark not in (None, "common") and place >= kept
    }
