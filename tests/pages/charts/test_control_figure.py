"""What the traces of a control chart hold: a Picture worked by hand, read back from the figure."""

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from layouts.charts import control, template
from layouts.charts.control import Picture
from layouts.charts.sketch import sketch


def percent(value):
    return f"{value:.1f}%"


def picture(**changed):
    """Eight months with a rebase before the fifth, a gap in the third, a signal in the last, and two ahead."""
    usual = lambda low, high: (None if low <= 0 else low, None if high >= 100 else high)  # noqa: E731
    return Picture(
        **{
            "months": [date(2025, month, 1) for month in range(1, 9)],
            "values": [5.0, 6.0, None, 4.0, 9.0, 10.0, 9.0, 12.5],
            "figure": percent,
            "label": "eight months",
            "counts": ["5 of 100", "6 of 100", "", "4 of 100", "9 of 100", "10 of 100", "9 of 100", "417 of 4,252"],
            "points": [None, None, None, None, None, None, None, "concern"],
            "hrefs": [f"/records?month=2025-{month:02}" for month in range(1, 9)],
            "segments": control.segments([0, 4], [5, 9.5], [-1, 7.2], [11, 11.7], 8, usual),
            "lines": [(8.0, "England 8.0%", "comparator")],
            "targets": [[10.0] * 8],
            "notes": [(1, 1, False, "a flood <of> work"), (4, 2, True, "new list")],
            "ahead": [(date(2025, 9, 1), 12.0, 10.0, 14.0), (date(2025, 10, 1), 11.0, 8.0, 15.0)],
            **changed,
        }
    )


def layer(figure, name):
    return [trace for trace in figure["data"] if trace["meta"]["layer"] == name]


def reading(figure):
    return next(trace for trace in figure["data"] if trace["name"] == "reading")


def plain(text):
    return text.replace("<b>", "").replace("</b>", "").replace("<br>", " · ")


def test_plotly_takes_it():
    go.Figure(control.control(picture()))
    go.Figure(control.control(picture(segments=[], lines=[], notes=[], ahead=[], points=[], counts=[], hrefs=[])))


def test_the_line_holds_the_values_with_their_gap():
    series = layer(control.control(picture()), "series")[0]
    assert series["y"] == [5.0, 6.0, None, 4.0, 9.0, 10.0, 9.0, 12.5]
    assert (series["x"][0], series["x"][-1]) == ("2025-01-01", "2025-08-01")
    assert series["connectgaps"] is False


def test_a_signal_differs_in_shape_and_in_colour():
    marker = layer(control.control(picture()), "series")[0]["marker"]
    assert marker["symbol"] == ["circle"] * 7 + ["diamond"]
    assert marker["color"][-1] == template.WORSE and set(marker["color"][:7]) == {template.SERIES[0]}
    shapes = {mark: control.MARKS[mark][0] for mark in ("concern", "high", "low", None)}
    assert len(set(shapes.values())) == 4
    assert control.MARKS["improvement"][1:] != control.MARKS[None][1:]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (7, "August 2025 · 12.5% · 417 of 4,252 · usual 7.2% to 11.7% · target 10.0% · worse than usual · "
            "England 8.0%"),
        (0, "January 2025 · 5.0% · 5 of 100 · usual up to 11.0% · target 10.0% · England 8.0%"),
        (1, "February 2025 · 6.0% · 6 of 100 · usual up to 11.0% · target 10.0% · England 8.0% · "
            "1: a flood &lt;of&gt; work"),
        (2, "March 2025 · no value · usual up to 11.0% · target 10.0% · England 8.0%"),
        (9, "October 2025 · 11.0% expected · four chances in five: 8.0% to 15.0%"),
    ],
)  # fmt: skip
def test_hovering_over_a_month_reads_it_in_full(place, said):
    assert plain(reading(control.control(picture()))["hovertext"][place]) == said


def test_one_trace_is_read_over_every_month_and_leads_to_its_records():
    drawn = control.control(picture())
    assert [trace["name"] for trace in drawn["data"] if trace["hoverinfo"] != "skip"] == ["reading"]
    read = reading(drawn)
    assert read["x"] == [f"2025-{month:02}-01" for month in range(1, 11)]
    assert None not in read["y"]
    assert read["y"][2] == 6.0  # the gap is read at the height of the value before it
    assert read["customdata"] == [*picture().hrefs, "", ""]


def test_each_stretch_has_its_own_limits_up_to_what_can_be():
    band, mean = layer(control.control(picture()), "limits")
    # From half a month before January to half a month before May, from nought, which nothing passes, to 11; then anew.
    assert band["x"][:2] == ["2024-12-17", "2025-04-16"] and band["y"][:5] == [0, 0, 11, 11, 0]
    assert band["x"][6:8] == ["2025-04-16", "2025-08-17"] and band["y"][6:11] == [7.2, 7.2, 11.7, 11.7, 7.2]
    assert band["y"][5] is None and band["fill"] == "toself"
    assert mean["y"] == [5, 5, None, 9.5, 9.5, None]


def test_limits_that_are_one_line_make_no_band_and_an_unjudged_stretch_no_line():
    same = control.control(picture(segments=control.segments([0], [5], [5], [5], 8)))
    assert [trace["y"] for trace in layer(same, "limits")] == [[5, 5, None]]
    none = control.control(picture(segments=control.segments([0], [None], [None], [None], 8)))
    assert layer(none, "limits") == []


def test_targets_and_comparators_run_across_the_months_ahead_too():
    drawn = control.control(picture())
    (target,), (england,) = layer(drawn, "target"), layer(drawn, "comparators")
    assert target["y"] == [10.0, 10.0] and england["y"] == [8.0, 8.0]
    assert target["x"] == drawn["layout"]["xaxis"]["range"] == ["2024-12-17", "2025-10-17"]
    assert target["line"]["dash"] != england["line"]["dash"]


def test_months_that_stand_out_by_themselves_are_marked_on_the_line_of_longer_periods():
    alone = [(None, "January alone 4.0%"), ("concern", "February alone 1.0%: worse than usual"), ("concern", "March")]
    drawn = control.control(picture(points=[], segments=[], alone=alone + [(None, "")] * 5))
    (signals,) = layer(drawn, "signals")
    assert signals["x"] == ["2025-02-01"] and signals["y"] == [6.0]  # March has no value to stand on
    assert signals["marker"]["symbol"] == ["diamond"]
    assert "February alone 1.0%: worse than usual" in plain(reading(drawn)["hovertext"][1])
    assert "January alone 4.0%" in plain(reading(drawn)["hovertext"][0])


def test_a_forecast_of_one_month_further_on_reaches_to_it():
    drawn = control.control(picture(ahead=[(date(2026, 3, 1), 11.0, 8.0, 15.0)]))
    assert drawn["layout"]["xaxis"]["range"][1] == "2026-03-17"


def test_the_forecast_begins_at_the_last_value():
    fan, line = layer(control.control(picture()), "forecast")
    assert line["y"] == [12.5, 12.0, 11.0] and line["x"] == ["2025-08-01", "2025-09-01", "2025-10-01"]
    assert fan["y"] == [12.5, 14.0, 15.0, 8.0, 10.0, 12.5]
    late = control.control(picture(values=[5.0, 6.0, None, 4.0, 9.0, 10.0, 9.0, None], points=[]))
    assert layer(late, "forecast")[1]["x"] == ["2025-07-01", "2025-09-01", "2025-10-01"]


def test_notes_of_one_month_are_one_flag_that_reads_them_all():
    drawn = control.control(
        picture(notes=[(1, 1, False, "a flood"), (1, 2, False, "a <list>"), (4, 3, False, "a rota")])
    )
    flags = [words for words in drawn["layout"]["annotations"] if words["name"] == "notes"]
    assert [(flag["text"], flag["hovertext"]) for flag in flags] == [
        ("<b>1–2</b>", "1: a flood<br>2: a &lt;list&gt;"),
        ("<b>3</b>", "a rota"),
    ]


def test_notes_are_numbered_flags_and_a_rebase_is_a_break_before_its_month():
    layout = control.control(picture())["layout"]
    flags = [words for words in layout["annotations"] if words["name"] == "notes"]
    assert [(flag["text"], flag["x"]) for flag in flags] == [("<b>1</b>", "2025-02-01"), ("<b>2</b>", "2025-04-16")]
    assert [(shape["x0"], shape["line"]["dash"]) for shape in layout["shapes"]] == [
        ("2025-02-01", "dot"),
        ("2025-04-16", "solid"),
    ]
    assert {shape["name"] for shape in layout["shapes"]} == {"notes"}


def test_what_stands_at_the_right_says_its_layer_and_does_not_lie_on_each_other():
    layout = control.control(picture(lines=[(9.4, "England 9.4%", "comparator")], targets=[[9.5] * 8]))["layout"]
    beside = [words for words in layout["annotations"] if words["name"] in control.LAYERS and words["name"] != "notes"]
    assert {words["text"]: words["name"] for words in beside} == {
        "usual up to 11.7%": "limits",
        "usual from 7.2%": "limits",
        "average 9.5%": "limits",
        "England 9.4%": "comparators",
        "target 9.5%": "target",
        "October: 8.0% to 15.0%": "forecast",
    }
    least, most = layout["yaxis"]["range"]
    pixels = template.plot_height() / (most - least)
    heights = sorted((words["y"] * pixels + words["yshift"] for words in beside), reverse=True)
    assert all(above - below >= 14 for above, below in pairwise(heights))


def test_everything_fits_between_the_levels():
    layout = control.control(picture(lines=[], targets=[[40.0] * 8]))["layout"]
    least, most = layout["yaxis"]["range"]
    assert least <= 0 and most >= 40
    assert layout["yaxis"]["ticktext"] == [percent(level) for level in layout["yaxis"]["tickvals"]]


def test_a_target_that_was_changed_steps_and_each_month_is_read_with_its_own():
    drawn = control.control(picture(targets=[[None, 8.0, 8.0, 8.0, 8.0, 10.0, 10.0, 10.0]], lines=[]))
    (line,) = layer(drawn, "target")
    until = "2025-10-17"  # through the months ahead
    known = [place for place in zip(line["x"], line["y"], strict=True) if place[1] is not None]
    assert known == [("2025-01-17", 8.0), ("2025-05-17", 8.0), ("2025-05-17", 10.0), (until, 10.0)]
    reads = [plain(text).partition("target ")[2].partition(" ·")[0] for text in reading(drawn)["hovertext"]]
    assert reads == ["", "8.0%", "8.0%", "8.0%", "8.0%", "10.0%", "10.0%", "10.0%", "", ""]
    assert [words["text"] for words in drawn["layout"]["annotations"] if words["name"] == "target"] == ["target 10.0%"]


def test_without_a_target_far_off_the_rest_has_the_whole_height():
    layout = control.control(picture(lines=[], targets=[[90.0] * 8]))["layout"]
    assert layout["meta"]["scales"]["yaxis"][1]["range"] == layout["yaxis"]["range"]
    least, most = layout["meta"]["scales"]["yaxis"][0]["range"]
    assert least <= 0 and 15 <= most < 40  # the fan reaches 15


def test_only_a_long_course_has_a_strip_to_choose_from():
    assert "rangeslider" not in control.control(picture())["layout"]["xaxis"]
    months = [date(2022 + at // 12, at % 12 + 1, 1) for at in range(40)]
    long = control.control(Picture(months=months, values=[1.0] * 40, figure=str, label=""))
    assert long["layout"]["xaxis"]["rangeslider"]["visible"]


def test_the_still_picture_draws_every_trace_that_is_seen():
    drawn = control.control(picture())
    whole = sketch(drawn)
    tags = [node.tag.rpartition("}")[2] for node in ElementTree.fromstring(whole).iter()]
    # Eight months less the gap: six common dots and one diamond; two bands (usual range, fan); mean, target, England,
    # forecast and the line itself.
    assert tags.count("circle") == 6
    assert whole.count("<path fill='rgba") == 2
    assert whole.count("<path fill='none'") == 5
    assert tags.count("line") == len(drawn["layout"]["yaxis"]["tickvals"]) + 2
    for place, trace in enumerate(drawn["data"]):
        if trace["name"] != "reading":
            rest = [{**each, "visible": False} if at == place else each for at, each in enumerate(drawn["data"])]
            assert len(sketch({**drawn, "data": rest})) < len(whole), trace["name"]
