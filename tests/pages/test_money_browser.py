"""The money pages in a browser: wide and narrow, light and dark, their charts and sliders used."""

import re

import pytest
from playwright.sync_api import expect

from tests.pages.looking import holds, looked_over, opened

pytestmark = pytest.mark.browser

LINE = "/money/line?unit=older-people&month=2026-09&service=home+care"
ADDRESSES = [
    "/money?unit=westmarch",
    "/money?unit=op-northfield&by=user_group",
    LINE,
    "/money/packages?unit=older-people&service=home+care",
    "/money/demand?unit=westmarch&trend=50",
    "/money/reconciliation?unit=westmarch",
    "/money/difference?unit=op-northfield&month=2026-08&service=residential+and+nursing&provider=Beech+Court",
    "/money/control?unit=westmarch",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_painted_as_mounted_well_built_without_barriers_and_fits_a_phone(page, phone, mini_site, address):
    looked_over(page, phone, mini_site, address)


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
    expect(chart.locator(".hoverlayer")).to_have_text(re.compile(r"paid: £\d+\.\d\d.*agreed: £\d+\.\d\d", re.S))
    page.mouse.move(box["x"] + 12, box["y"] + box["height"] / 2)
    expect(chart.locator(".hoverlayer")).to_contain_text("April 2024")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(re.compile("month=2024-04"))
    expect(page.locator("h1")).to_have_text("Home care at Older people")


def test_a_slider_is_moved_by_keyboard_and_the_address_holds_the_scenario(page, mini_site):
    opened(page, mini_site, "/money/demand?unit=westmarch")
    slider = page.get_by_label("Rise in prices")
    before = float(slider.input_value())
    slider.press("ArrowRight")
    expect(page.get_by_text(f"Prices rise by {before + 0.5:g}% each April")).to_be_visible()
    holds(page, f"price={before + 0.5:g}")
    expect(page.get_by_label("Rise in prices")).to_be_focused()
    page.get_by_role("link", name="Put all back").click()
    expect(page.get_by_text(f"Prices rise by {before:g}% each April")).to_be_visible()
    expect(page.get_by_label("Rise in prices")).to_have_value(f"{before:g}")


def test_a_filter_is_chosen_and_taken_back(page, mini_site):
    opened(page, mini_site, "/money/reconciliation?unit=westmarch")
    rows = page.get_by_role("region", name="Comparisons").locator("tbody tr")
    many = rows.count()
    page.get_by_label("Cause").select_option("paid twice, it seems")
    expect(rows).to_have_count(1)
    holds(page, "cause=paid+twice")
    page.get_by_label("Cause").select_option("every cause")
    expect(rows).to_have_count(many)
