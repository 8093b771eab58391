"""The chart of a measure in a browser: lenses, layers and table change without asking the server."""

import pytest
from playwright.sync_api import expect

from tests.pages.looking import barriers, holds, opened

pytestmark = pytest.mark.browser
REVIEWED = "/measure/clients_reviewed?unit=op-northfield&month=2026-09"
PLOT = "document.querySelector('.js-plotly-plot')"


@pytest.fixture
def measure(page, mini_site):
    """The page of a measure with its chart drawn. Nothing may go wrong on it."""
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield drawn(page, mini_site + REVIEWED)
    assert wrong == []


def drawn(page, address):
    page.goto(address)
    page.wait_for_selector("html[data-ready=yes]")
    page.wait_for_selector(".main-svg")
    page.wait_for_load_state("networkidle")
    return page


# The names of the layers that are seen, in their order by letters.
SEEN = f"[...new Set({PLOT}.data.filter(t => t.visible !== false).map(t => t.meta.layer))].sort().join(' ')"


def choose(page, lens):
    page.locator(".lenses").get_by_text(lens, exact=True).click()


def test_another_lens_brings_its_chart_and_its_words_and_asks_nothing(measure):
    sent = []
    measure.on("request", lambda request: sent.append(request.url))
    expect(measure.locator(".says:visible")).to_contain_text("Whether it has changed is told by single months")
    choose(measure, "Single months")
    expect(measure.locator(".says:visible").first).to_contain_text("A month usually stays below")
    measure.wait_for_function(f"() => {PLOT}.data.some(trace => trace.meta.layer === 'limits')")
    choose(measure, "Table")
    expect(measure.locator("#trend-table")).to_be_visible()
    expect(measure.locator(".chart")).to_be_hidden()
    choose(measure, "Twelve months together")
    expect(measure.locator(".chart")).to_be_visible()
    expect(measure.locator("#trend-table")).to_be_hidden()
    assert sent == []
    holds(measure, "lens=rolling")


def test_from_a_scorecard_a_chart_needs_one_answer_and_is_drawn_once(page, mini_site):
    opened(page, mini_site, "/?unit=op-northfield&month=2026-09")
    link = page.locator("table.measures th a[href^='/measure/clients_reviewed']")
    link.hover()
    page.wait_for_function("() => window.Plotly && window.Plotly.react")  # fetched while its link is pointed at
    page.wait_for_load_state("networkidle")
    page.evaluate("""() => {
        const react = Plotly.react;
        window.drawn = 0;
        Plotly.react = function (...given) { window.drawn += 1; return react.apply(this, given); };
    }""")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    link.click()
    page.wait_for_selector(".main-svg")
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if "_dash-update-component" not in address and "data:" not in address] == []
    assert page.evaluate("window.drawn") == 1


def test_paper_shows_the_lens_that_is_on_the_screen(measure):
    measure.emulate_media(media="print")
    expect(measure.locator(".sketch")).to_be_visible()
    measure.emulate_media(media="screen")
    choose(measure, "Single months")
    measure.wait_for_selector("#_pages_content .chart.another")
    measure.emulate_media(media="print")
    expect(measure.locator(".sketch")).to_be_hidden()
    expect(measure.locator(".chart .live")).to_be_visible()


def test_the_arrow_keys_lead_from_lens_to_lens(measure):
    measure.get_by_role("radio", name="Twelve months together").focus()
    measure.keyboard.press("ArrowRight")
    expect(measure.get_by_role("radio", name="Single months")).to_be_checked()
    expect(measure.locator(".says:visible").first).to_contain_text("A month usually stays below")


def test_only_the_layers_of_the_lens_can_be_switched(measure):
    boxes = measure.locator(".layers .form-check:visible")
    expect(boxes).to_have_text(["target", "signals of single months", "notes"])
    choose(measure, "Single months")
    expect(boxes).to_have_text(["usual range or 95% limits", "notes", "forecast"])
    measure.get_by_label("usual range").uncheck()
    limits = f"{PLOT}.data.filter(trace => trace.meta.layer === 'limits')"
    measure.wait_for_function(f"() => {limits}.every(trace => trace.visible === false)")
    holds(measure, "layers=")


def test_an_address_with_a_lens_opens_it_and_another_month_keeps_it(measure, mini_site):
    page = drawn(measure, mini_site + REVIEWED + "&lens=month&layers=limits")
    page.wait_for_function(f"() => {SEEN} === 'limits series'")
    choose(page, "Year on year")
    page.locator("#pick-month").select_option("2026-08")
    expect(page.locator(".says:visible").first).to_contain_text("Apr to Aug")
    holds(page, "lens=years", "layers=limits")


def test_a_click_on_a_point_opens_its_records(measure):
    box = measure.locator(".nsewdrag").first.bounding_box()
    measure.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 60)
    measure.wait_for_selector(".hovertext")
    measure.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 60)
    expect(measure.get_by_role("heading", level=1)).to_have_text("Records: Clients whose care was reviewed")


def test_the_right_button_on_a_point_lays_it_beside_others_on_explore(measure):
    box = measure.locator(".nsewdrag").first.bounding_box()
    measure.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 60)
    measure.wait_for_selector(".hovertext")
    measure.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 60, button="right")
    ways = measure.locator(".point-ways a")
    expect(ways.first).to_be_focused()
    expect(ways).to_have_text(["Open", "Add to Explore", "Comment on it", "Add a note", "Plan an action"])
    measure.keyboard.press("ArrowDown")
    measure.keyboard.press("Enter")
    expect(measure.get_by_role("heading", level=1)).to_contain_text("Clients whose care was reviewed")
    holds(measure, "/explore?measure=clients_reviewed&unit=", "month=")


@pytest.mark.parametrize("lens", ["month", "years", "table"])
def test_no_lens_has_a_serious_barrier(measure, mini_site, lens):
    for scheme in ("light", "dark"):
        measure.emulate_media(color_scheme=scheme)
        opened(measure, mini_site, f"{REVIEWED}&lens={lens}")
        assert barriers(measure) == [], scheme


def test_who_looks_further_has_one_chart_drawn_that_nobody_sees_and_no_more(page, mini_site):
    opened(page, mini_site, "/?unit=older-people")
    page.evaluate("""() => {
        window.unseen = 0;
        const isOne = node => node.matches && node.matches(".visually-hidden[aria-hidden]");
        const counted = node => { window.unseen += isOne(node) ? 1 : 0; };
        const observer = new MutationObserver(found => found.forEach(one => one.addedNodes.forEach(counted)));
        observer.observe(document.body, {childList: true});
    }""")
    page.locator('a[href*="/measure/clients_reviewed"]').first.hover()
    page.wait_for_function("() => window.Plotly && window.Plotly.react")  # there, and nobody has looked further yet
    assert page.evaluate("window.unseen") == 0
    for name in ("Westmarch Council", "Scorecard"):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_load_state("networkidle")
        gone = "!document.querySelector('body > .visually-hidden[aria-hidden]')"
        page.wait_for_function(f"() => window.unseen === 1 && {gone}")


@pytest.mark.parametrize("way", ["pointing", "a second page"])
def test_the_charts_script_comes_once_and_before_its_link_is_followed(page, mini_site, way):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "plotly.min.js" in request.url else None)
    opened(page, mini_site, "/?unit=older-people")
    page.get_by_role("link", name="Golden Thread").hover()
    assert asked == []
    link = page.locator('a[href*="/measure/clients_reviewed"]').first
    link.hover() if way == "pointing" else page.locator(".crumb a").first.click()
    page.wait_for_function("() => window.Plotly && window.Plotly.react")
    link.click()
    page.wait_for_selector(".chart .main-svg")
    assert len(asked) == 1
