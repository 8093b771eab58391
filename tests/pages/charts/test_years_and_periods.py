"""Years laid over one another, and values by the quarter or the year, read back from their figures."""

from datetime import date

import plotly.graph_objects as go

from layouts.charts.periods import Course, Period, by_period
from layouts.charts.sketch import sketch
from layouts.charts.years import by_year, has_values, years
from layouts.parts import by_period as by_period_parts
from layouts.parts import periods
from tests.pages.trees import find, said

PAST = [
    (date(2024, 4, 1), 1.0),
    (date(2024, 12, 1), 7.0),
    (date(2025, 3, 1), 2.0),
    (date(2025, 4, 1), 4.0),
    (date(2025, 5, 1), None),
    (date(2025, 6, 1), 5.0),
]


def per_cent(value):
    return f"{value:.1f}%"


def named(drawn, name):
    return next(trace for trace in drawn["data"] if trace["name"] == name)


def test_a_financial_year_runs_from_april():
    drawn = years(PAST, per_cent)
    go.Figure(drawn)
    assert named(drawn, "2024–25")["y"] == [1.0, *[None] * 7, 7.0, None, None, 2.0]
    assert named(drawn, "2025–26")["y"][:3] == [4.0, None, 5.0]
    assert drawn["layout"]["xaxis"]["ticktext"][0] == "Apr" and drawn["layout"]["xaxis"]["ticktext"][-1] == "Mar"


def test_the_newest_year_is_heaviest_and_only_the_last_four_are_drawn():
    past = [(date(year, 4, 1), float(year)) for year in range(2018, 2026)]
    assert list(by_year(past)) == [2022, 2023, 2024, 2025]
    lines = [trace for trace in years(past, per_cent)["data"] if trace["showlegend"]]
    assert [line["name"] for line in lines] == ["2022–23", "2023–24", "2024–25", "2025–26"]
    assert lines[-1]["line"]["width"] > max(line["line"]["width"] for line in lines[:-1])
    assert len({(line["line"]["color"], line["line"]["dash"]) for line in lines}) == 4


def test_years_without_a_value_are_not_drawn():
    old = [(date(2015 + n // 12, n % 12 + 1, 1), 1.0 if n < 12 else None) for n in range(72)]
    assert not has_values(old) and has_values(old[:30])


def test_a_month_is_read_in_every_year_and_leads_to_the_newest():
    read = named(years(PAST, per_cent, address="/records?month={}".format), "reading")
    assert read["hovertext"][0] == "<b>Apr</b><br>2025–26: 4.0%<br>2024–25: 1.0%"
    assert read["hovertext"][8] == "<b>Dec</b><br>2024–25: 7.0%"
    assert read["customdata"][0] == "/records?month=2025-04"
    assert read["customdata"][8] == "/records?month=2024-12"
    assert read["customdata"][11] == "/records?month=2025-03"
    assert read["customdata"][1] == ""  # no year has a value in May


COURSE = Course(
    [
        Period("2022–23", 60.0, 57.0, 63.0, 65.0, ("600 of 1,000",), "/records?month=2023-03"),
        Period("2023–24", None),
        Period("2024–25", 70.0, 67.0, 73.0, 65.0, (), "/records?month=2025-03"),
        Period("2025–26", 71.0, None, None, None),
    ],
    per_cent,
    [("England", [61.0, 62.0, 63.0, None])],
)


def test_each_period_has_its_value_its_limits_and_its_target():
    drawn = by_period(COURSE)
    go.Figure(drawn)
    by_layer = {trace["meta"]["layer"]: trace for trace in reversed(drawn["data"])}
    assert by_layer["limits"]["x"] == [0, 0, None, 2, 2, None]
    assert by_layer["limits"]["y"] == [57.0, 63.0, None, 67.0, 73.0, None]
    assert by_layer["target"]["y"] == [65.0, 65.0, None, 65.0, 65.0, None]
    assert by_layer["comparators"]["y"] == [61.0, 62.0, 63.0, None]
    assert by_layer["series"]["y"] == [60.0, None, 70.0, 71.0]
    assert by_layer["series"]["connectgaps"] is False


def test_a_period_is_read_in_full():
    read = named(by_period(COURSE), "reading")
    assert read["hovertext"][0] == (
        "<b>2022–23 · 60.0%</b><br>95% limits 57.0% to 63.0% · target 65.0%<br>600 of 1,000<br>England 61.0%"
    )
    assert read["hovertext"][1] == "<b>2023–24 · no value</b><br>England 62.0%"
    assert read["hovertext"][3] == "<b>2025–26 · 71.0%</b>"
    assert read["customdata"] == ["/records?month=2023-03", "", "/records?month=2025-03", ""]


def test_of_many_periods_the_newest_is_named_and_no_two_names_lie_on_each_other():
    many = Course([Period(f"Q{n}", float(n)) for n in range(40)], per_cent)
    axis = by_period(many)["layout"]["xaxis"]
    assert axis["ticktext"][-1] == "Q39" and len(axis["ticktext"]) <= 13
    assert axis["tickvals"][-1] == 39


def test_the_axis_never_says_one_thing_twice():
    close = Course([Period("a", 1.0), Period("b", 1.2)], lambda value: f"{value:.0f}")
    said = by_period(close)["layout"]["yaxis"]["ticktext"]
    assert len(set(said)) == len(said)


def test_the_still_pictures_draw_every_line():
    assert sketch(years(PAST, per_cent)).count("<path fill='none'") == 2
    assert sketch(by_period(COURSE)).count("<path fill='none'") == 4


def test_a_mark_in_the_place_of_a_figure_is_said_in_words_and_no_column_is_empty():
    assert [periods.marked(mark) for mark in ("[x]", "C", "NA")] == [
        "not available [x]",
        "withheld [C]",
        "no figure [NA]",
    ]
    row = {"name": "2024–25", "value": "18.9", "made_of": "", "change": "−0.4", "target": "", "outside": ["19.0"]}
    row |= {"opens": "as given", "href": "/records"}
    shown = by_period_parts.table({"heads": ["England"], "rows": [row]}, "years", "Years")
    assert [said(one) for one in find(shown, "Th", scope="col")] == [
        *("period", "value", "on the year before (95% limits)", "England", "records")
    ]
