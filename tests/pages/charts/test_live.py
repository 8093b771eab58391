"""What a reader does to a chart in a browser: hovers, clicks, switches layers and lenses, zooms, saves a picture."""

import re
import struct
from datetime import date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from dash import Dash, Input, Output, dcc, html
from playwright.sync_api import expect

from layouts.charts import control, live
from layouts.charts.control import Picture
from layouts.charts.template import DARK, LIGHT, About, graph
from layouts.charts.years import years
from tests.conftest import CHECKOUT
from tests.pages.conftest import running

pytestmark = pytest.mark.browser
MONTHS = [date(2022 + at // 12, at % 12 + 1, 1) for at in range(48)]
VALUES = [10.0 + at % 5 for at in range(47)] + [20.0]
PLOT = "document.querySelector('.js-plotly-plot')"


def picture():
    return Picture(
        months=MONTHS,
        values=VALUES,
        figure=lambda value: f"{value:.1f}%",
        label="",
        counts=[f"{value * 10:.0f} of 1,000" for value in VALUES],
        points=[None] * 47 + ["concern"],
        hrefs=[f"/gone?month={month:%Y-%m}" for month in MONTHS],
        segments=control.segments([0], [12.0], [8.0], [16.0], 48),
        targets=[[45.0] * len(MONTHS)],
        notes=[(40, 1, False, "a new list")],
        ahead=[(date(2026, 1, 1), 13.0, 9.0, 17.0)],
        about=About("Reviews", "Northfield", "%", "2022 to 2025", "Westmarch", "data to 31 December 2025"),
    )


@pytest.fixture(scope="module")
def charts_site():
    """An app of one page with one chart."""
    app = Dash(assets_folder=str(CHECKOUT / "layouts" / "assets"), assets_ignore="golden_thread|bootstrap")
    app.index_string = app.index_string.replace("<html>", '<html lang="en">')
    months = control.control(picture())
    over = years(list(zip(MONTHS, VALUES, strict=True)), lambda value: f"{value:.1f}%", picture().about)
    app.layout = html.Main(
        [
            html.H1("Reviews"),
            html.Button("theme", id="toggle"),
            dcc.Store(id="theme"),
            *live.parts(),
            live.lenses("trend", [("months", "month by month", months), ("years", "year on year", over)], "months"),
            live.layers("trend", [months, over]),
            graph(months, "trend", "Reviews, Northfield", "Rising at the end.", table="figures"),
            html.Div("48 figures", id="figures"),
        ]
    )
    toggled = "function(clicks) { return clicks % 2 ? 'dark' : 'light'; }"
    app.clientside_callback(toggled, Output("theme", "data"), Input("toggle", "n_clicks"))
    live.register(app)
    app.server.add_url_rule("/gone", "gone", lambda: "the records")
    with running(app) as address:
        yield address


@pytest.fixture
def chart(page, charts_site):
    """The page once the chart is drawn. Nothing may go wrong on it, and nothing may be asked of another host."""
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request", lambda sent: None if sent.url.startswith((charts_site, "data:", "blob:")) else wrong.append(sent.url)
    )
    page.goto(charts_site)
    page.wait_for_selector(".main-svg")
    page.wait_for_function(f"() => {PLOT}.layout.template.layout.paper_bgcolor")
    yield page
    assert wrong == []


def drawn(page, path):
    """A part of the figure as it is drawn."""
    return page.evaluate(f"{PLOT}.{path}")


def sees(page, *layers):
    """Waits until the traces that are seen are those of some layers."""
    page.wait_for_function(
        f"wanted => [...new Set({PLOT}.data.filter(t => t.visible !== false).map(t => t.meta.layer))]"
        ".sort().join() === wanted",
        arg=",".join(sorted(layers)),
    )


def at(page, share, height=0.5):
    """A place over the plot, by the shares of its width and height."""
    box = page.locator(".nsewdrag").first.bounding_box()
    return box["x"] + box["width"] * share, box["y"] + box["height"] * height


def hover(page, share):
    """The words that are read over a place."""
    x, y = at(page, share)
    page.mouse.move(x - 5, y)
    page.mouse.move(x, y)
    return page.locator(".hovertext text")


def address(page):
    return {word: texts[0] for word, texts in parse_qs(urlsplit(page.url).query).items()}


def test_hovering_anywhere_over_a_month_reads_it(chart):
    said = hover(chart, 47.5 / 49)
    for part in ("December 2025 · 20.0%", "200 of 1,000", "usual 8.0% to 16.0% · target 45.0%", "worse than usual"):
        expect(said).to_contain_text(part)
    expect(chart.locator(".hovertext")).to_have_count(1)
    expect(hover(chart, 48.5 / 49)).to_contain_text("January 2026 · 13.0% expected")


def test_a_click_leads_where_the_number_is_made_and_back(chart, charts_site):
    for _ in range(2):
        chart.mouse.move(*at(chart, 10.5 / 49))
        chart.mouse.click(*at(chart, 10.5 / 49))
        chart.wait_for_url(f"{charts_site}/gone?month=2022-11")
        chart.go_back()
        chart.wait_for_selector(".main-svg")


def test_a_first_tap_reads_a_point_and_a_second_follows_it(browser, charts_site):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(charts_site)
    page.wait_for_selector(".main-svg")
    page.wait_for_function(f"() => {PLOT}.layout.margin.r === 8")  # the words at the right lie over the lines
    page.locator(".nsewdrag").first.scroll_into_view_if_needed()
    page.touchscreen.tap(*at(page, 10.5 / 49))
    page.wait_for_selector(".hovertext")
    read = page.locator(".hovertext text").text_content().partition(" · ")[0]
    assert page.url == charts_site + "/"
    page.wait_for_timeout(2000)  # two taps at once are one
    page.touchscreen.tap(*at(page, 10.5 / 49))
    page.wait_for_url(f"{charts_site}/gone?month={datetime.strptime(read, '%B %Y'):%Y-%m}")
    context.close()


def test_layers_are_switched_without_asking_the_server(chart):
    asked = []
    chart.on("request", lambda sent: asked.append(sent.url) if "_dash-update" in sent.url else None)
    sees(chart, "limits", "target", "forecast", "series")
    for words in ("target", "usual range", "notes"):
        chart.get_by_label(words, exact=True).click()
    chart.wait_for_function(f"() => {PLOT}.layout.shapes.every(s => s.visible === false)")
    sees(chart, "forecast", "series")
    assert drawn(chart, "layout.yaxis.range")[1] < 30  # without the target the rest has the whole height
    texts = chart.evaluate(
        f"{PLOT}.layout.annotations.filter(words => words.visible !== false).map(words => words.text)"
    )
    assert texts == ["January: 9.0% to 17.0%", "Westmarch · data to 31 December 2025"]
    chart.wait_for_url(re.compile("layers=forecast"))
    chart.get_by_label("forecast", exact=True).click()
    chart.wait_for_url(re.compile("layers=none"))
    chart.get_by_label("target", exact=True).click()
    chart.wait_for_url(re.compile("layers=target"))
    sees(chart, "target", "series")
    assert drawn(chart, "layout.yaxis.range")[1] >= 45
    assert asked == []


def test_a_lens_takes_the_place_of_another_and_layers_and_zoom_stay(chart):
    x, y = at(chart, 0.2)
    chart.mouse.move(x, y)
    chart.mouse.down()
    chart.mouse.move(at(chart, 0.6)[0], y, steps=5)
    chart.mouse.up()
    chart.wait_for_url(re.compile("range="))
    first, last = (date.fromisoformat(end[:10]) for end in drawn(chart, "layout.xaxis.range"))
    seen = [month for month in MONTHS if first <= month <= last]
    assert address(chart)["range"] == f"{seen[0]:%Y-%m}--{seen[-1]:%Y-%m}"  # as it is given back, it is told again
    with chart.expect_download() as download:
        chart.get_by_role("button", name="Picture (SVG)").click()
    said = re.sub("<[^>]+>", " ", Path(download.value.path()).read_text())
    assert f"shown here: {seen[0]:%B %Y} to {seen[-1]:%B %Y}" in " ".join(said.split())
    chart.get_by_label("target", exact=True).click()
    chart.get_by_label("year on year").click()
    chart.wait_for_url(re.compile("lens=years"))
    chart.wait_for_function(f"() => {PLOT}.layout.xaxis.type === 'linear'")
    assert drawn(chart, "data.length") == 5
    chart.get_by_label("month by month").click()
    chart.wait_for_function(f"() => {PLOT}.layout.xaxis.type === 'date'")
    sees(chart, "limits", "forecast", "series")
    chart.dblclick(".nsewdrag")
    chart.wait_for_function("() => !location.search.includes('range')")


def test_the_theme_changes_the_template_and_no_colour_of_the_data(chart):
    before = drawn(chart, "data.find(each => each.mode === 'lines+markers').marker.color")
    chart.locator("#toggle").click()
    paper = DARK["layout"]["paper_bgcolor"]
    chart.wait_for_function(f"() => {PLOT}.layout.template.layout.paper_bgcolor === '{paper}'")
    assert drawn(chart, "data.find(each => each.mode === 'lines+markers').marker.color") == before
    chart.locator("#toggle").click()
    light = LIGHT["layout"]["paper_bgcolor"]
    chart.wait_for_function(f"() => {PLOT}.layout.template.layout.paper_bgcolor === '{light}'")


def test_a_picture_is_of_a_slides_size_and_says_what_it_shows(chart, tmp_path):
    for kind in ("png", "svg"):
        with chart.expect_download() as download:
            chart.get_by_role("button", name=f"Picture ({kind.upper()})").click()
        assert download.value.suggested_filename == f"reviews-northfield.{kind}"
        download.value.save_as(tmp_path / kind)
    assert struct.unpack(">II", (tmp_path / "png").read_bytes()[16:24]) == (1600, 900)
    words = re.sub("<[^>]+>", " ", (tmp_path / "svg").read_text())
    for part in ("Reviews", "Northfield · % · 2022 to 2025", "Westmarch · data to 31 December 2025", "target 45.0%"):
        assert part in words


def test_nothing_moves_when_the_chart_is_drawn_and_nobody_is_kept_out(chart, charts_site):
    assert chart.locator(".chart").bounding_box()["height"] == chart.locator(".live").bounding_box()["height"] == 380
    expect(chart.locator(".sketch")).to_be_hidden()
    found = Axe().run(chart)
    grave = [one["id"] for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
    assert grave == []


def test_on_paper_the_still_picture_stands_for_the_chart(chart):
    chart.emulate_media(media="print")
    expect(chart.locator(".sketch")).to_be_visible()
    expect(chart.locator(".live")).to_be_hidden()
