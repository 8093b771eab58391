"""Two whole ways through the pages in a browser, over the demo council: the officer's and the manager's."""

import csv
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.pages.pointing import press_point

pytestmark = pytest.mark.browser


def opened(page, site, address):
    page.goto(site + address)
    page.wait_for_selector("html[data-ready=yes]")


def heading(page):
    return page.get_by_role("heading", level=1)


def layers(page):
    """What the live chart shows."""
    page.wait_for_selector(".main-svg")
    plot = "document.querySelector('.js-plotly-plot')"
    return set(page.evaluate(f"{plot}.data.filter(t => t.visible !== false).map(t => t.meta.layer)"))


def saved(page, name, folder):
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_the_officer_walks_from_an_outlier_to_what_drives_it_to_the_records_and_takes_them_away(
    page, mini_site, tmp_path
):
    opened(page, mini_site, "/compare?unit=adults")
    page.locator(".heatmap").get_by_role("link", name="Care reviewed in the year", exact=True).click()
    expect(page.locator(".lead")).to_contain_text("too few to tell how much such units always differ")
    page.locator("tr", has_text="Northfield").get_by_role("link", name="what drives it").click()
    expect(heading(page)).to_have_text("What drives it: Clients whose care was reviewed")
    page.locator("table.drivers tbody tr").first.locator("td a").last.click()
    expect(heading(page)).to_have_text("Records: Clients whose care was reviewed")
    page.wait_for_selector("html[data-ready=yes]")
    told = re.search(r"([\d,]+) records? (?:add up|come) to|This one record", page.locator(".lead").inner_text())
    assert told
    with saved(page, "Save as CSV", tmp_path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    below = rows.index([])
    assert below - 1 == int((told[1] or "1").replace(",", ""))
    assert any("Clients whose care was reviewed" in cell for row in rows[below:] for cell in row)
    book = load_workbook(saved(page, "Save as Excel", tmp_path))
    assert book.sheetnames == ["Records", "About"]
    assert book["Records"].max_row == below


def test_a_funnel_dot_opens_the_records_of_its_unit(page, mini_site):
    opened(page, mini_site, "/compare?measure=clients_reviewed&unit=adults")
    press_point(page, "Northfield")
    expect(heading(page)).to_have_text("Records: Clients whose care was reviewed")
    expect(page.locator(".crumb")).to_contain_text("Northfield")
    expect(page.locator(".lead")).to_contain_text("add up to")


def test_the_manager_walks_from_the_scorecard_to_the_forecast_and_back(page, mini_site):
    opened(page, mini_site, "/?unit=westmarch")
    page.get_by_role("link", name="Older people assessed in time").first.click()
    expect(heading(page)).to_have_text("Older people assessed in time")
    expect(page.locator(".verdict")).to_contain_text("The target is judged on twelve months together")
    assert layers(page) >= {"series", "target", "forecast"}
    page.get_by_text("Single months", exact=True).click()
    expect(page.get_by_role("heading", name="And to the year’s end?").locator("visible=true")).to_have_count(1)
    expect(page.locator(".says:visible", has_text="The year to March 2027 would come to")).to_contain_text(
        "needed in each month left"
    )
    page.wait_for_function("() => document.querySelector('.js-plotly-plot').data.some(t => t.meta.layer === 'limits')")
    page.get_by_text("Year on year", exact=True).click()
    expect(page.locator(".says:visible").first).to_contain_text("The mean of the months Apr to Sep")
    page.go_back()
    expect(heading(page)).to_have_text("Westmarch Council")


def test_the_leader_goes_from_what_needs_a_conversation_to_the_chart_and_to_one_month(page, mini_site):
    opened(page, mini_site, "/attention?unit=op-northfield")
    page.locator(".findings").first.get_by_role("link", name="Care reviewed in the year", exact=True).click()
    expect(page.locator(".verdict")).to_contain_text("Red and worse: find the cause")
    page.get_by_text("The chart as a table").click()
    row = page.locator("details[open] tbody tr").first
    value = row.locator("td").first.inner_text()
    row.get_by_role("link", name="records").click()
    expect(page.locator(".lead")).to_contain_text(f"= {value}")
