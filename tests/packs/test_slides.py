"""A pack as slides, read back from the file: sentences as titles, charts to be edited, nothing on another."""

import io
import re
from datetime import date
from itertools import combinations

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from dashboard.packs.pack import Cell, Chart, Fact, Facts, Head, Pack, Point, Points, Row, Section, Table, Words
from layouts.exports.chart_data import chart_data, number_format
from layouts.exports.pack_html import as_html
from layouts.exports.pack_slides import as_slides
from layouts.exports.pack_workbook import as_workbook
from tests.pages.charts.test_drawing import FIGURES

SENTENCE = re.compile(r"[A-Z0-9].*[.!?…](?: \(\d of \d\))?", re.DOTALL)
LONG = "A measure of a name that takes more than the width of its column, in per cent of all"
DRAWN = {"intervals", "small panels", "a spread", "a map"}  # what PowerPoint has no chart for
MANY = Table(
    "Every measure",
    (Head("measure"), Head("now", "n"), Head("stands"), Head("moves", "wide"), Head("two years", "course")),
    tuple(
        row
        for group in range(3)
        for row in [
            Row((Cell(f"Perspective {group}"),), "group"),
            *(Row((Cell(LONG if n % 4 == 0 else "Reviews"), Cell("72.1%", value=72.1), Cell("missed", "missed"),
                   Cell("Within its usual range. " * (n % 5)), Cell("", course=(1.0, None)))) for n in range(11)),
        ]
    ),
)  # fmt: skip
GLANCE = (
    Facts(tuple(Fact("72.1%", "measures that meet their target", "met") for _ in range(7))),
    Words("A paragraph about what is seen. " * 12),
    Points(tuple(Point(f"Lead {n}", "A sentence that says why. " * (n % 4 + 1), "bad") for n in range(14))),
    MANY,
    Words("Small print.", True),
)
NONE = Table("", (Head(""),), ())


def chart(kind):
    return Chart(kind, f"What {kind} comes to, in a sentence.", FIGURES[kind](), NONE, ("1: April 2026, a note.",))


def section(key, *parts):
    return Section(key, key, "Of 40 measures 20 meet their target. The others do not.", parts, basis="single months")


PACK = Pack(
    "cabinet", "Cabinet report", "Cabinet", "Is it getting better?", "westmarch", "Westmarch Council",
    date(2026, 9, 1), "Q2 2026–27", "Westmarch", "Better on 12 & worse on 5 <so far>. " * 9,
    (section("glance", *GLANCE), *(section(kind, chart(kind), Words("After it.")) for kind in FIGURES),
     section("nothing")),
    basis="Each on its own basis", built_at="2026-11-30 09:00",
)  # fmt: skip


@pytest.fixture(scope="module")
def slides():
    return Presentation(io.BytesIO(as_slides(PACK)))


def titles(slides):
    return [slide.shapes.title.text_frame.text for slide in slides.slides]


def described(shape):
    return shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_every_slide_has_a_sentence_as_its_title_and_no_two_the_same(slides):
    found = titles(slides)
    assert all(SENTENCE.fullmatch(title) for title in found), found
    charted = [f"What {kind} comes to, in a sentence." for kind in FIGURES]
    assert [title for title in found if title in charted] == charted
    assert found[0].startswith("Better on 12 & worse on 5 <so far>.")


def test_every_slide_says_what_it_is_of_and_which_of_how_many_it_is(slides):
    for number, slide in enumerate(slides.slides, 1):
        said = [
            "".join(node.text or "" for node in shape._element.iter("{*}t"))
            for shape in slide.shapes
            if shape.has_text_frame
        ]
        assert (
            "Westmarch Council, Q2 2026–27. Each on its own basis. Filters: none. Data built 2026-11-30 09:00" in said
        )
        assert f"page {number} of {len(slides.slides)}" in said


def test_nothing_lies_on_another_or_leaves_its_slide_and_there_is_one_chart_at_most(slides):
    for slide in slides.slides:
        boxes = [(one.left, one.top, one.left + one.width, one.top + one.height, one.name) for one in slide.shapes]
        for left, top, right, foot, name in boxes:
            assert left >= 0 and top >= 0 and right <= slides.slide_width and foot <= slides.slide_height, name
        for one, other in combinations(boxes, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other, titles(slides)[slides.slides.index(slide)])
        assert sum(one.name == "Chart" for one in slide.shapes) <= 1


def test_charts_are_powerpoint_s_own_with_the_figure_s_values_and_words_for_those_who_do_not_see_them(slides):
    found = {slide.shapes.title.text_frame.text: slide for slide in slides.slides}
    for kind in FIGURES:
        slide = found[f"What {kind} comes to, in a sentence."]
        shape = next(one for one in slide.shapes if one.name == "Chart")
        notes = [one for one in slide.shapes if one.has_text_frame and one.text_frame.text == "1: April 2026, a note."]
        assert len(notes) == 1  # beside the chart that flags it, and on no slide of its own
        assert described(shape) == f"What {kind} comes to, in a sentence."
        assert shape.has_chart == (kind not in DRAWN), kind
        if shape.has_chart:
            _has_the_values(kind, shape.chart)
        else:
            assert len(shape.shapes) > 15


def _has_the_values(kind, drawn):
    """Every value of a line or bar of the figure that is seen is one of the chart, and nothing that is in neither."""
    figure = FIGURES[kind]()
    seen = [each for each in figure["data"] if each["name"] != "reading" and "fill" not in each]
    along = "x" if seen[0].get("orientation") == "h" else "y"
    values = {v for plot in drawn.plots for series in plot.series for v in series.values if v is not None}
    if "bridge" in kind:
        assert {3, 2} < values  # by how much
        return
    of_lines = [each for each in seen if each["meta"]["layer"] == "series" and each.get("mode") != "markers+text"]
    assert {v for each in of_lines for v in each[along] if v is not None} <= values
    assert values <= {v for each in figure["data"] for v in each[along] if v is not None}


def test_a_table_goes_on_under_its_headings_and_loses_no_row(slides):
    tables = [one.table for slide in slides.slides for one in slide.shapes if one.has_table]
    rows = [[cell.text_frame.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    assert len(tables) > 2 and sum(row[1] == "72.1%" for row in rows) == 33
    for table in tables:
        assert [cell.text_frame.text for cell in table.rows[0].cells] == ["measure", "now", "stands", "moves"]
        assert table.rows[1].cells[0].text_frame.text.startswith("Perspective")


def test_no_value_is_made_up_between_two_months():
    """A line that is joined over months without a value has none in them."""
    figure = FIGURES["courses"]()
    line = figure["data"][0]
    line["x"], line["y"] = line["x"][::3], line["y"][::3]
    data = chart_data(figure)
    assert data.joined and data.series[0].values == line["y"] and len(data.names) == 12


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        (["70.0%", "72.5%"], '#,##0.0"%"'),
        (["−£50k", "£0", "£50k"], '[>=1000]£#,##0,"k";[<=-1000]-£#,##0,"k";£#,##0'),
        (["£500k", "£1.50m"], '[>=1000000]£0.00,,"m";[<=-1000000]-£0.00,,"m";£#,##0'),
        (["0", "1,000"], "#,##0"),
        (["0 days", "10 days"], '#,##0" days"'),
        ([], "General"),
    ],
)
def test_a_number_is_written_as_on_the_page(texts, written):
    assert number_format(texts) == written


def test_what_a_chart_flags_by_number_is_read_beside_it_on_paper_and_in_the_workbook():
    said = "1: April 2026, a note."
    assert re.search(rf"</figure><p class=\"small\">{said}</p>", as_html(PACK))
    book = load_workbook(io.BytesIO(as_workbook(PACK)))
    told = [tuple(cell.value for cell in row) for sheet in book for row in sheet if sheet.title != "In short"]
    assert {(kind, said) for kind in FIGURES} <= set(told)
