"""The money pages in a browser: wide and narrow, light and dark, their charts read and followed."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.pages.test_browser import PAINTED, opened

pytestmark = pytest.mark.browser

LINE = "/money/line?unit=older-people&month=2026-09&service=home+care"
ADDRESSES = ["/money?unit=westmarch", "/money?unit=op-northfield&by=user_group", LINE]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_dash_mounts_is_what_was_painted_first(browser, page, mini_site, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    still = context.new_page()
    still.goto(mini_site + address)
    opened(page, mini_site, address)
    painted, mounted = still.evaluate(PAINTED, "#first-paint"), page.evaluate(PAINTED, "#_pages_content")
    context.close()
    for there, here in zip(mounted, painted, strict=True):
        assert there == here


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_money_has_a_serious_barrier(page, mini_site, address, scheme):
    page.emulate_media(color_scheme=scheme)
    opened(page, mini_site, address)
    page.evaluate("document.querySelectorAll('details').forEach(panel => panel.open = true)")
    found = [
        f"{v['id']}: {v['nodes'][0]['html'][:150]}"
        for v in Axe().run(page).response["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert found == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_of_money_is_wider_than_a_phone_or_logs_an_error(browser, mini_site, address):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened(page, mini_site, address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert wrong == []
    context.close()


def test_the_figures_and_the_picture_are_on_the_first_screen(page, mini_site):
    opened(page, mini_site, ADDRESSES[0])
    bottoms = page.locator(".tiles, #bridge .chart").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().bottom)"
    )
    assert len(bottoms) == 2 and max(bottoms) < 900


def test_a_month_of_the_unit_cost_is_read_in_full_and_leads_to_the_line_in_that_month(page, mini_site):
    opened(page, mini_site, LINE)
    chart = page.locator("#months .chart")
    chart.scroll_into_view_if_needed()
    page.wait_for_selector("#months .main-svg")
    box = chart.locator(".nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
    expect(chart.locator(".hoverlayer")).to_contain_text("September 2026")
    assert re.search(r"paid: £\d+\.\d\d.*agreed: £\d+\.\d\d", chart.locator(".hoverlayer").text_content(), re.S)
    page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(re.compile("month=2024-04"))
    expect(page.locator("h1")).to_have_text("Home care at Older people")
