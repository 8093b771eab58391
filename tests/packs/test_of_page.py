"""What stands on a page is taken with one: a chart as a slide with the values of the page, a table with its words."""

import html
import io
import re

import pytest
from pptx import Presentation

from app import serving
from tests.access.readers import Anybody, asking, reader_of

MEASURE = "/measure/clients_reviewed?unit=westmarch"


@pytest.fixture(scope="module")
def client(mini):
    return serving(mini.store).server.test_client()


def slides(answer):
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return list(Presentation(io.BytesIO(answer.data)).slides)


def link_of(client, address):
    """The link to the slide of the chart on a page."""
    page = client.get(address).get_data(as_text=True)
    found = re.search(r'<a[^>]*href="([^"]*)"[^>]*class="slide"', page)
    return html.unescape(found[1])


def chart_of(slide):
    return next(one.chart for one in slide.shapes if one.has_chart)


def test_a_chart_is_one_slide_with_the_values_and_the_sentence_of_the_page(client):
    page = client.get(MEASURE).get_data(as_text=True)
    (slide,) = slides(client.get(link_of(client, MEASURE)))
    assert html.escape(slide.shapes.title.text_frame.text.rstrip(".")) in html.unescape(page).replace("&", "&amp;")
    plot = chart_of(slide).plots[0]
    newest = [value for value in next(iter(plot.series)).values if value is not None][-1]
    assert f"{newest:.1f}%" in page
    assert list(plot.categories)[-1][:3] in page
    said = " ".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)
    assert "Filters: none" in said and "Data built" in said and "page 1 of 1" in said


def test_what_was_chosen_of_a_chart_is_in_its_slide(client):
    whole = chart_of(*slides(client.get(link_of(client, MEASURE)))).plots[0]
    part = chart_of(*slides(client.get(link_of(client, f"{MEASURE}&range=2026-01--2026-06&layers=none")))).plots[0]
    assert list(part.categories) == ["Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026"]
    assert [one.name for one in part.series] != [one.name for one in whole.series]


def test_a_table_is_chosen_and_its_slides_have_every_row(client):
    address = "/compare?measure=clients_reviewed&unit=westmarch"
    chosen = client.get("/page", query_string={"of": address}).get_data(as_text=True)
    links = re.findall(r'Table: ([^<]*) <a href="([^"]*)"', chosen)
    name, way = links[0]
    tables = [one.table for slide in slides(client.get(html.unescape(way))) for one in slide.shapes if one.has_table]
    said = [[cell.text_frame.text for cell in row.cells] for table in tables for row in table.rows]
    page = client.get(address).get_data(as_text=True)
    body = re.search(rf"<caption[^>]*>{re.escape(name)}</caption>.*?<tbody>(.*?)</tbody>", page, re.DOTALL)[1]
    assert len([row for row in said if row[0] in html.unescape(body)]) >= body.count("<tr")
    assert not any("✎" in cell for row in said for cell in row)


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        ("/records?measure=clients_reviewed", "Rows of people go into no report"),
        ("/nowhere", "is not there, or is not open to you"),
        ("https://elsewhere.example/", "does not say of which page"),
        ("//elsewhere.example/", "does not say of which page"),
        ("", "does not say of which page"),
        ("/measures?unit=nowhere", "is not there, or is not open to you"),
    ],
)
def test_what_is_no_page_to_take_is_told_in_a_sentence(client, of, sentence):
    answer = client.get("/page.pptx", query_string={"of": of})
    assert answer.status_code == 404 and sentence in answer.get_data(as_text=True)


def test_a_part_that_is_gone_and_a_format_that_is_none_are_told(client):
    gone = client.get("/page.pptx", query_string={"of": MEASURE, "part": "what-was-here"})
    assert gone.status_code == 404 and "no such chart or table now" in gone.get_data(as_text=True)
    assert client.get("/page.exe", query_string={"of": MEASURE}).status_code == 404


def test_a_page_is_taken_as_whoever_asks_may_see_it(mini):
    door = Anybody()
    theirs = asking(mini.store, door)
    door.now = reader_of("op-harbour")
    closed = theirs.get("/page.html", query_string={"of": "/?unit=children"})
    assert closed.status_code == 404
    own = theirs.get("/page.html", query_string={"of": "/?unit=op-harbour"}).get_data(as_text=True)
    assert "Harbour" in own and "looked after" not in own.lower()
