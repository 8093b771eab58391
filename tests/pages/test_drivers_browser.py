"""The officer's way from a fall to its records and their file, and what only a browser shows of these pages."""

import re

import pytest
from playwright.sync_api import expect

from tests.pages.looking import holds, looked_over, opened

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/drivers?measure=clients_reviewed&unit=older-people&month=2026-09&against=2025-12",
    "/drivers?measure=spending&unit=older-people&slice=service",
    "/drivers?measure=visits_outside_time&unit=westmarch&month=2026-02",
    "/records?measure=clients_reviewed&unit=op-northfield&where=sex:Female&where=user_group:Physical+support",
]


def test_from_a_fall_to_the_team_its_records_and_their_file(page, mini_site):
    opened(page, mini_site, "/measure/clients_reviewed?unit=older-people&month=2026-09")
    page.get_by_role("link", name="What drives it?").click()
    page.locator("#pick-against").select_option("2025-12")
    expect(page.locator(".lead")).to_contain_text("since December 2025: Northfield accounts for")
    page.locator("table.drivers tr", has_text="Northfield").locator("td").nth(1).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Records: Clients whose care was reviewed")
    page.wait_for_selector("html[data-ready=yes]")
    page.get_by_text("Narrow down, with counts").click()
    page.locator(".facets").get_by_role("link", name="Female").click()
    expect(page.locator(".chips")).to_contain_text("sex: Female")
    holds(page, "where=sex%3AFemale")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as Excel").click()
    assert saved.value.suggested_filename.endswith("Female.xlsx")
    page.get_by_role("link", name=re.compile("sex: Female")).click()
    expect(page.locator(".chips")).to_have_count(0)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_painted_as_mounted_well_built_without_barriers_and_fits_a_phone(page, phone, mini_site, address):
    looked_over(page, phone, mini_site, address)
