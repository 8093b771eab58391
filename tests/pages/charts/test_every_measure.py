"""The charts of every measure of the demo council: no made example has all that real series have."""

from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from dashboard import scorecard as cards
from layouts import periods, words
from layouts.charts import control, years
from layouts.charts import periods as charts_of_periods
from layouts.charts.sketch import sketch
from layouts.parts import course as courses

UNITS = 3  # of each measure: the council, and the first two below that carry it


@pytest.fixture(scope="module")
def council(mini):
    return mini.store.snapshot()


def of_every_measure(council):
    """(names, measure, unit, its course, the cursor) of every measure at some units that carry it."""
    names = cards.names(council)
    month = names.first_shown
    with council.cursor() as cursor:
        for measure in names.measures.values():
            carrying = [unit for unit in names.units.values() if _carries(names, unit, measure)]
            for unit in carrying[:UNITS]:
                course = courses.course(cursor, names, measure, unit, month, None, {})
                yield names, measure, unit, course, cursor


def _carries(names, unit, measure):
    return any(key == measure["key"] for *_, key in names.cards.get(unit.key, ()))


def test_the_course_of_every_measure_is_drawn_as_it_is(council):
    seen = {"charted": 0, "gaps": 0, "forecast": 0, "years": 0}
    for names, measure, unit, course, _ in of_every_measure(council):
        told = courses.about(measure, unit, course, names.council)
        say = lambda value, measure=measure: words.figure(measure, value)  # noqa: E731
        picture = courses.picture(measure, unit, course, [], "", say, told)
        if picture is None:
            continue
        figure = control.control(picture)
        go.Figure(figure)
        ElementTree.fromstring(sketch(figure))
        line = next(trace for trace in figure["data"] if trace["mode"] == "lines+markers")
        assert line["y"] == [value for _, value in course["past"]], (measure["key"], unit.key)
        read = figure["data"][-1]
        for place, (month, value) in enumerate(course["past"]):
            said = read["hovertext"][place]
            assert f"{month:%B %Y}" in said and (value is None or say(value) in said)
            assert f"month={month:%Y-%m}" in read["customdata"][place]
        low, high = figure["layout"]["yaxis"]["range"]
        assert all(low <= value <= high for _, value in course["past"] if value is not None)
        over = years.years(course["past"], say, told)
        ElementTree.fromstring(sketch(over))
        go.Figure(over)
        seen["charted"] += bool(picture.segments)
        seen["gaps"] += None in picture.values
        seen["forecast"] += bool(picture.ahead)
        seen["years"] += len(over["data"]) > 2
    assert all(seen.values()), seen


def test_a_course_says_what_each_month_is_made_of(council):
    made = 0
    for _, measure, unit, course, cursor in of_every_measure(council):
        if measure["kind"] != "proportion" or not course["counts"]:
            continue
        asked = [measure["key"], unit.key, courses.BASES[course["basis"]][0]]
        found = cursor.execute(
            "select month, numerator, denominator from cube.measured where measure = $1 and unit = $2 and basis = $3",
            asked,
        ).fetchall()
        rows = {month: (top, bottom) for month, top, bottom in found}
        for (month, value), said in zip(course["past"], course["counts"], strict=True):
            if value is not None and said:
                top, bottom = rows[month]
                assert said == f"{words.exact(top)} of {words.exact(bottom)}", (measure["key"], unit.key, month)
                assert abs(float(top) / float(bottom) * 100 - value) < 1e-9
                made += 1
    assert made > 100


def test_values_by_the_year_are_drawn_with_their_limits(council):
    drawn = 0
    month = cards.names(council).first_shown
    for _, measure, unit, _, cursor in of_every_measure(council):
        found = periods.section(cursor, measure, unit, month)
        if found is None or found["picture"] is None:
            continue
        figure = charts_of_periods.by_period(found["picture"])
        go.Figure(figure)
        ElementTree.fromstring(sketch(figure))
        values = [each.value for each in found["picture"].periods]
        assert next(trace["y"] for trace in figure["data"] if trace["mode"] == "lines+markers") == values
        drawn += 1
    assert drawn
