"""The one look of all charts: colours that can be seen on both papers, words that travel with the picture."""

import json
import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from layouts.address import NotHere, wanted_layers, wanted_range
from layouts.charts import live, template
from layouts.charts.template import About, figure, graph
from layouts.first_paint import html_of

ROOT = Path(__file__).resolve().parents[3]
TOLD = About("Care <reviewed> & seen", "Northfield", "%", "April to June 2025", "Westmarch: CLD", "data to 30 June")
TRACE = {
    "type": "scatter",
    "mode": "lines+markers",
    "x": ["2025-04-01", "2025-05-01", "2025-06-01"],
    "y": [1.0, None, 3.0],
    "line": {"color": "#4d7aa8"},
    "marker": {"color": "#4d7aa8", "size": 6},
}
AXES = {
    "x": {"type": "date", "range": ["2025-03-17", "2025-06-16"]},
    "y": {"range": [0, 4], "tickvals": [0, 2, 4], "ticktext": ["0%", "2%", "4%"]},
}


def drawn(**more):
    return figure([TRACE], TOLD, **{**AXES, **more})


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAPERS = [theme["layout"]["paper_bgcolor"] for theme in (template.LIGHT, template.DARK)]
DATA = {*template.SERIES, template.MISSED, template.BETTER, template.SPECIAL}


@pytest.mark.parametrize("colour", sorted(DATA))
def test_the_colours_of_data_stand_out_on_both_papers(colour):
    assert all(contrast(colour, paper) >= 3 for paper in PAPERS)


@pytest.mark.parametrize("theme", [template.LIGHT, template.DARK])
def test_words_can_be_read_on_the_paper_and_in_the_label_of_a_point(theme):
    layout = theme["layout"]
    for words in (layout["font"], layout["title"]["font"], layout["annotationdefaults"]["font"], layout["xaxis"]):
        assert contrast(words["color"], layout["paper_bgcolor"]) >= 4.5
    label = layout["hoverlabel"]
    assert label["bgcolor"] == layout["paper_bgcolor"]  # opaque: what lies behind does not run through the words
    assert contrast(label["font"]["color"], label["bgcolor"]) >= 4.5


def test_plotly_takes_a_figure_with_either_theme():
    go.Figure(drawn())
    dark = drawn()
    dark["layout"]["template"] = template.DARK
    go.Figure(dark)
    assert go.Figure(drawn(slider=["2025-01-01", "2025-12-01"])).layout.xaxis.rangeslider.visible


def test_the_picture_carries_title_unit_period_source_and_date():
    layout = drawn()["layout"]
    said = layout["title"]["text"] + " ".join(words["text"] for words in layout["annotations"])
    for text in ("Care &lt;reviewed&gt; &amp; seen", "Northfield · % · April to June 2025", "data to 30 June"):
        assert text in said
    assert figure([TRACE], None, **AXES)["layout"]["title"]["text"] == ""


def test_a_name_under_the_axis_is_measured_only_where_it_may_leave_the_picture():
    wide, narrow = (figure([TRACE], TOLD, right=right, **AXES)["layout"] for right in (90, 16))
    assert wide["xaxis"]["ticklabeloverflow"] == "allow" and "ticklabeloverflow" not in narrow["xaxis"]


def test_a_chart_is_put_on_a_page_with_its_height_its_words_and_its_table():
    shown = graph(drawn(), "trend", "Care reviewed, Northfield (1)", "Rising from 1% to 3%.", table="trend-table")
    still, live, taken = shown.children
    assert [button.id["format"] for button in taken.children] == ["png", "svg"]
    assert shown.style == {"height": "380px"} == live.style
    assert (shown.role, shown.to_plotly_json()["props"]["aria-label"]) == ("figure", "Rising from 1% to 3%.")
    assert shown.to_plotly_json()["props"]["aria-describedby"] == "trend-table"
    assert live.id == {"type": "chart", "name": "trend"}
    assert still.alt == ""
    assert graph(drawn(), "trend", "t", "s", height=500).style == {"height": "500px"}


def test_a_graph_offers_no_upload_and_saves_a_slide():
    settings = template.config("care-reviewed")
    assert settings["showSendToCloud"] is False and settings["displaylogo"] is False
    picture = settings["toImageButtonOptions"]
    assert (picture["width"] * picture["scale"], picture["height"] * picture["scale"]) == (1600, 900)
    assert graph(drawn(), "trend", "Care reviewed, Northfield (1)", "").children[1].config["toImageButtonOptions"][
        "filename"
    ] == ("care-reviewed-northfield-1")


def test_the_still_picture_is_svg_with_the_words_of_the_figure():
    address = graph(drawn(), "trend", "t", "s").children[0].src
    kind, _, text = address.partition(",")
    assert kind == "data:image/svg+xml" and '"' not in text and "#" not in text
    words = " ".join(ElementTree.fromstring(unquote(text)).itertext())
    assert "Care <reviewed> & seen" in words and "Westmarch: CLD · data to 30 June" in words and "4%" in words


def test_no_graph_is_made_anywhere_else():
    made = [
        path.relative_to(ROOT).as_posix()
        for folder in ("layouts", "dashboard")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"\bGraph\(|import Graph", path.read_text())
    ]
    assert made == ["layouts/charts/template.py"]


def test_a_figure_is_plain_enough_to_be_sent():
    assert json.loads(json.dumps(drawn())) == drawn()


def test_the_first_paint_shows_boxes_and_buttons_as_they_are_chosen():
    drawn_ = drawn()
    drawn_["data"] = [{**TRACE, "meta": {"layer": "target"}}, {**TRACE, "meta": {"layer": "notes"}}]
    painted = html_of(live.layers("trend", [drawn_], ["notes"]))
    assert re.findall(r"<input[^>]*>.*?<label[^>]*>([^<]*)", painted) == ["target", "notes"]
    assert [" checked" in box for box in re.findall("<input[^>]*>", painted)] == [False, True]
    assert live.layers("trend", [{**drawn_, "data": []}]) is None
    choice = live.lenses("trend", [("a", "as it is", drawn_), ("b", "other", drawn_)], "a")
    assert [" checked" in box for box in re.findall("<input[^>]*>", html_of(choice))] == [True, False]
    assert list(choice.children[-1].data["others"]) == ["b"]


def test_what_an_address_says_of_a_chart_is_read_or_answered():
    assert wanted_range("2025-04--2025-12") == ("2025-04", "2025-12") and wanted_range("") is None
    for wrong in ("2024", "2024-13--2025-01", "2025-02--2025-01", "2025-02--2025-1"):
        with pytest.raises(NotHere, match=wrong):
            wanted_range(wrong)
    known = live.LAYER_WORDS
    assert wanted_layers(known, "none") == [] and wanted_layers(known, "") is None
    assert wanted_layers(known, "target-notes") == ["target", "notes"]
    with pytest.raises(NotHere, match="“stars”"):
        wanted_layers(known, "target-stars")


def test_the_chart_in_the_guide_can_be_drawn():
    guide = (ROOT / "docs" / "pages.md").read_text()
    (code,) = [block for block in re.findall(r"```python\n(.*?)```", guide, re.S) if "charts/agency" in block]
    made = {}
    exec(code, made)
    shown = made["agency"](
        ["April", "May"], [41_000, 39_500.0], lambda cost: f"£{cost:,.0f}", ["/records?month=2025-04", ""]
    )
    bars, read = go.Figure(shown).data
    assert tuple(bars.y) == (41_000, 39_500) and read.hovertext[0] == "<b>April · £41,000</b>"
    assert graph(shown, "agency", "Agency staff", "It cost £41,000.", table="agency-table").children[1].figure is shown
