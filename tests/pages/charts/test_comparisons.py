"""Bridges, funnels, intervals and trends, each worked by hand and read back from its figure."""

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from layouts.charts import funnel as funnels
from layouts.charts import template
from layouts.charts.bridge import Step, bridge
from layouts.charts.cloud import Dot as Mark
from layouts.charts.cloud import scatter
from layouts.charts.funnel import Dot, funnel
from layouts.charts.intervals import Row, intervals
from layouts.charts.sketch import sketch
from layouts.charts.trend import Series, trend


def pounds(value):
    return f"£{value:,.0f}"


def named(figure, name):
    return next(trace for trace in figure["data"] if trace["name"] == name)


def tags(figure):
    return [node.tag.rpartition("}")[2] for node in ElementTree.fromstring(sketch(figure)).iter()]


STEPS = [
    Step("budget", 100, 100, "£100"),
    Step("price", 100, 130, "+£30", "price", "/money?part=price"),
    Step("volume", 130, 110, "−£20", "volume"),
    Step("forecast <now>", 110, 110, "£110"),
]


@pytest.mark.parametrize("lying", [False, True])
def test_each_bar_of_a_bridge_begins_where_the_last_one_ended(lying):
    drawn = bridge(STEPS, pounds, lying=lying)
    go.Figure(drawn)
    bars = next(trace for trace in drawn["data"] if trace["type"] == "bar")
    amounts, places = (bars["x"], bars["y"]) if lying else (bars["y"], bars["x"])
    assert (bars["base"], amounts, places) == ([100, 130], [30, -20], [1, 2])
    assert bars["orientation"] == ("h" if lying else "v")
    assert 100 + sum(amounts) == 110
    assert bars["marker"]["color"][0] != bars["marker"]["color"][1]
    read = named(drawn, "reading")
    assert read["hovertext"] == [
        "<b>budget · £100</b>",
        "<b>price · +£30</b><br>comes to £130",
        "<b>volume · −£20</b><br>comes to £110",
        "<b>forecast &lt;now&gt; · £110</b>",
    ]
    assert read["customdata"] == ["", "/money?part=price", "", ""]
    assert [words["text"] for words in drawn["layout"]["annotations"]] == ["£100", "+£30", "−£20", "£110"]
    assert tags(drawn).count("rect") == 2


def test_a_bridge_that_lies_begins_at_the_top_and_is_as_high_as_its_steps():
    few, many = (bridge([STEPS[0], *[STEPS[1]] * count, STEPS[3]], pounds, lying=True)["layout"] for count in (1, 9))
    assert few["yaxis"]["range"] == [2.5, -0.5]
    assert many["height"] - few["height"] == 8 * 28
    assert few["margin"]["l"] > bridge(STEPS, pounds)["layout"]["margin"]["l"]  # room for the names
    of_nought = bridge([Step("a", 0, 3, "3"), Step("b", 0, 5, "5")], pounds, lying=True)["layout"]["xaxis"]["range"]
    assert of_nought[0] == 0 < bridge(STEPS, pounds, lying=True)["layout"]["xaxis"]["range"][0]


def test_a_step_of_nothing_between_equal_values_is_drawn_as_a_value():
    go.Figure(bridge([Step("a", 5, 5, "5"), Step("b", 5, 5, "5")], str))


def curve(sizes):
    """Limits that narrow with size, around 50."""
    return [[50 + side * 100 / size**0.5 for size in sizes] for side in (-3, -2, 2, 3)]


DOTS = [
    Dot(100, 52, "Middling", ("52 of 100", "within the limits"), "/records?unit=M", "within", False),
    Dot(100, 90, "Far", ("90 of 100", "far above"), "/records?unit=F", "worse", True),
    Dot(400, 20, "Low <b>", ("20 of 400",), "/records?unit=L", "better", True),
    Dot(16, 60, "Small", ("too small to judge",), "/records?unit=S", "small", False),
]


def test_a_funnel_has_each_unit_at_its_size_and_value_with_its_words_and_address():
    drawn = funnel(DOTS, curve, [(50, "all: 50", "comparators"), (60, "target 60", "target")], str, "out of how many")
    go.Figure(drawn)
    dots = next(trace for trace in drawn["data"] if "hovertext" in trace)
    assert list(zip(dots["x"], dots["y"], dots["customdata"], strict=True)) == [
        (16, 60, "/records?unit=S"),
        (100, 90, "/records?unit=F"),
        (100, 52, "/records?unit=M"),
        (400, 20, "/records?unit=L"),
    ]
    assert dots["hovertext"][1] == "<b>Far</b><br>90 of 100<br>far above"
    assert dots["marker"]["symbol"] == ["circle-open", "diamond", "circle", "circle"]
    assert (dots["marker"]["color"][1], dots["marker"]["color"][3]) == (template.WORSE, template.BETTER)
    assert named(drawn, "names")["text"] == ["Far", "Low <b>"]
    assert drawn["layout"]["hovermode"] == "closest"


def test_the_limits_of_a_funnel_are_drawn_where_they_lie_in_the_plot():
    drawn = funnel(DOTS, curve, [(50, "all: 50", "comparators")], str, "out of how many")
    low, high = drawn["layout"]["yaxis"]["range"]
    limits = [trace for trace in drawn["data"] if trace["meta"]["layer"] == "limits"]
    assert [trace["name"] for trace in limits] == ["99.8%", "95%", "95%", "99.8%"]
    for trace, side in zip(limits, (-3, -2, 2, 3), strict=True):
        for size, value in zip(trace["x"], trace["y"], strict=True):
            true = 50 + side * 100 / size**0.5
            assert value == pytest.approx(true) if low <= true <= high else value is None
    assert drawn["layout"]["xaxis"]["range"][1] > 400


def test_every_dot_lies_in_the_plot():
    drawn = funnel([*DOTS, Dot(9, 400, "Wild", (), "", "worse", True)], curve, [], str, "size")
    low, high = drawn["layout"]["yaxis"]["range"]
    dots = next(trace for trace in drawn["data"] if "hovertext" in trace)
    assert all(low <= value <= high for value in dots["y"])
    assert tags(drawn).count("circle") >= 3


def test_no_name_lies_on_a_dot_or_on_another_name():
    spots = [(100.0 + 3 * n, 50.0 + 20 * (n % 4)) for n in range(8)]
    found = funnels.placed([(x, y, f"Team {n}") for n, (x, y) in enumerate(spots)], spots)
    boxes = []
    for (x, y), position in zip(spots, found, strict=True):
        right, down, share = funnels.PLACES[position]
        wide = 6 * template.LETTER
        boxes.append((x + right - wide * share, y + down, x + right - wide * share + wide, y + down + funnels.LINE))
    free = [box for box, position in zip(boxes, found, strict=True)]
    overlaps = sum(
        a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1] for n, a in enumerate(free) for b in free[n + 1 :]
    )
    assert overlaps == 0


ROWS = [
    Row("North & West", 82.0, 75.0, 88.0, ("82 of 100",), "/measure/x?unit=N", "better", (80.0,)),
    Row("South", 40.0, None, None, (), "/measure/x?unit=S", targets=(21.0, 24.0)),
]


def test_intervals_stand_in_the_order_given_from_the_top_and_from_nought():
    drawn = intervals(ROWS, str, centre=(60.0, "all: 60"), own="South")
    go.Figure(drawn)
    layout = drawn["layout"]
    assert layout["yaxis"]["range"] == [1.5, -0.5] and layout["xaxis"]["range"][0] <= 0
    assert layout["yaxis"]["ticktext"] == ["North &amp; West", "<b>South</b>"]
    assert named(drawn, "95% interval")["x"] == [75.0, 88.0, None]
    read = named(drawn, "reading")
    assert (
        read["hovertext"][0]
        == "<b>North &amp; West · 82.0</b><br>95% interval 75.0 to 88.0<br>target 80.0<br>82 of 100"
    )
    assert read["hovertext"][1] == "<b>South · 40.0</b><br>target 21.0 to 24.0"
    assert read["customdata"] == ["/measure/x?unit=N", "/measure/x?unit=S"]
    assert (read["x"], read["y"]) == ([82.0, 40.0], [0, 1])
    assert tags(drawn).count("circle") == 2


MONTHS = [date(2025, month, 1) for month in (4, 5, 6)]


def test_a_trend_reads_every_series_of_a_month():
    paid = Series("paid", [20.0, None, 22.0], pounds)
    agreed = Series("agreed", [19.0, 19.0, 19.0], pounds, "target")
    drawn = trend(MONTHS, [paid, agreed], addresses=["/a", "/b", "/c"])
    go.Figure(drawn)
    read = named(drawn, "reading")
    assert read["hovertext"][0] == "<b>April 2025</b><br>paid: £20<br>agreed: £19"
    assert read["hovertext"][1] == "<b>May 2025</b><br>agreed: £19"
    assert read["customdata"] == ["/a", "/b", "/c"]
    assert named(drawn, "paid")["y"] == [20.0, None, 22.0] and named(drawn, "paid")["connectgaps"] is False
    assert named(drawn, "agreed")["meta"] == {"layer": "target"}
    assert drawn["layout"]["showlegend"] is True
    assert trend(MONTHS, [paid])["layout"]["showlegend"] is False
    assert "■ paid■ agreed" in "".join(ElementTree.fromstring(sketch(drawn)).itertext())


def test_bars_begin_at_nought_and_what_lies_ahead_has_the_colour_of_its_past():
    drawn = trend(
        ["2024-25", "2025-26", "2026-27"],
        [
            Series("people", [900, 950, None], str),
            Series("people, ahead", [None, 950, 990], str, "ahead", of="people"),
            Series("cost", [100.0, 110.0, 120.0], str, "bar"),
        ],
    )
    go.Figure(drawn)
    assert drawn["layout"]["yaxis"]["range"][0] == 0
    assert named(drawn, "people, ahead")["line"]["color"] == named(drawn, "people")["line"]["color"]
    assert named(drawn, "people, ahead")["meta"] == {"layer": "forecast"}
    assert [trace["name"] for trace in drawn["data"] if trace["showlegend"]] == ["people", "cost"]
    assert named(drawn, "cost")["marker"]["color"] != named(drawn, "people")["line"]["color"]
    assert tags(drawn).count("rect") == 3


def test_the_levels_of_an_axis_rise_evenly_and_hold_every_value():
    axis = trend(MONTHS, [Series("a", [3.2, 9.9, 7.0], str)])["layout"]["yaxis"]
    steps = {round(b - a, 9) for a, b in pairwise(axis["tickvals"])}
    assert len(steps) == 1 and axis["range"][0] <= 3.2 and axis["range"][1] >= 9.9


def test_of_many_dots_the_outermost_alone_have_their_names_beside_them():
    dots = [Mark(f"u{at:02}", f"Unit {at:02}", at % 5, at * 2.0, 10, "", "") for at in range(20)]
    [shown] = scatter([("May", dots)], ("Cost", str), ("Held", str))["data"]
    assert [name for name in shown["text"] if name] == ["Unit 00", "Unit 19"]  # four at each end across
