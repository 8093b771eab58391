"""The charts of every measure of the demo council: no made example has all that real series have."""

from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from dashboard import scorecard as cards
from layouts import words
from layouts.charts import control, years
from layouts.charts import periods as charts_of_periods
from layouts.charts.sketch import sketch
from layouts.parts import course as courses
from layouts.parts import periods

UNITS = 2  # of each measure: the council, and the first below that carries it


@pytest.fixture(scope="module")
def council(mini):
    return mini.store.snapshot()


@pytest.fixture(scope="module")
def of_every_measure(council):
    """(measure, unit, its course) of every measure at some units that carry it."""
    names = cards.names(council)
    found = []
    with council.cursor() as cursor:
        for measure in names.measures.values():
            carrying = [unit for unit in names.units.values() if _carries(names, unit, measure)]
            for unit in carrying[:UNITS]:
                course = courses.course(cursor, names, measure, unit, names.first_shown, None)
                found.append((measure, unit, course))
    return found


@pytest.fixture
def cursor(council):
    with council.cursor() as cursor:
        yield cursor


def _carries(names, unit, measure):
    return any(key == measure["key"] for *_, key in names.cards.get(unit.key, ()))


def test_the_course_of_every_measure_is_drawn_as_it_is(of_every_measure):
    seen = {"charted": 0, "gaps": 0, "forecast": 0, "years": 0}
    for measure, unit, course in of_every_measure:
        for series in course.series:
            if series.is_empty:
                continue
            told = courses.about(course, series, "Westmarch")
            picture = courses.picture(course, series, [], told)
            figure = control.control(picture)
            go.Figure(figure)
            ElementTree.fromstring(sketch(figure))
            line = next(trace for trace in figure["data"] if trace["mode"] == "lines+markers")
            assert line["y"] == [value for _, value in series.past], (measure["key"], unit.key)
            _is_read(figure, measure, series)
            over = years.years(series.past, picture.figure, told)
            go.Figure(over)
            ElementTree.fromstring(sketch(over))
            seen["charted"] += bool(picture.segments)
            seen["gaps"] += None in picture.values
            seen["forecast"] += bool(picture.ahead)
            seen["years"] += len(over["data"]) > 2
    assert all(seen.values()), seen


def _is_read(figure, measure, series):
    """Every month says its value and leads to its records, and lies in the plot."""
    read = figure["data"][-1]
    low, high = figure["layout"]["yaxis"]["range"]
    for place, (month, value) in enumerate(series.past):
        said = read["hovertext"][place]
        assert f"{month:%B %Y}" in said and (value is None or words.figure(measure, value) in said)
        assert f"month={month:%Y-%m}" in read["customdata"][place]
        assert value is None or low <= value <= high


def test_a_course_says_what_each_month_is_made_of(of_every_measure, cursor):
    made = 0
    for measure, unit, course in of_every_measure:
        for series in course.series if measure["kind"] == "proportion" else ():
            rows = _made_of(cursor, measure, unit, series)
            for (month, value), said in zip(series.past, series.counts, strict=True):
                if value is not None and said:
                    top, bottom = rows[month]
                    assert said == f"{words.exact(top)} of {words.exact(bottom)}", (measure["key"], unit.key, month)
                    assert abs(float(top) / float(bottom) * 100 - value) < 1e-9
                    made += 1
    assert made > 100


def _made_of(cursor, measure, unit, series):
    """{month: (numerator, denominator)} as the store has them."""
    found = cursor.execute(
        "select month, numerator, denominator from cube.measured where measure = $1 and unit = $2 and basis = $3",
        [measure["key"], unit.key, series.row["basis"]],
    ).fetchall()
    return {month: (top, bottom) for month, top, bottom in found}


def test_values_by_the_year_are_drawn_with_their_limits(council, of_every_measure, cursor):
    drawn = 0
    month = cards.names(council).first_shown
    for measure, unit, _ in of_every_measure:
        found = periods.section(cursor, measure, unit, month)
        if found is None or found["picture"] is None:
            continue
        figure = charts_of_periods.by_period(found["picture"])
        go.Figure(figure)
        ElementTree.fromstring(sketch(figure))
        values = [each.value for each in found["picture"].periods]
        assert next(trace["y"] for trace in figure["data"] if trace["name"] == "series") == values
        drawn += 1
    assert drawn
