"""People of the demo council one after another, in a browser: what one writes and opens, the next one finds."""

import re

import pytest
from playwright.sync_api import expect

from app import serving
from dashboard.access import doors
from dashboard.journal import Journal
from dashboard.store import Store
from tests.pages.conftest import running

REVIEWS = "/measure/clients_reviewed?month=2026-01&unit="


@pytest.mark.browser
def test_a_leader_acts_an_officer_rebases_a_manager_approves_and_the_guardian_reads_who_opened_what(
    mini, page, tmp_path
):
    store = Store(mini.home, journal=Journal(f"sqlite:///{tmp_path}/journal.sqlite"))
    with running(serving(store, doors.Demo(tmp_path, mini.council, store), council=mini.council)) as site:

        def comes(who, address):
            page.context.clear_cookies()
            page.goto(f"{site}/")
            page.get_by_label("You are").select_option(who)
            page.locator("button[type=submit]").click()
            page.wait_for_selector("html[data-ready=yes]")
            page.goto(site + address)
            page.wait_for_selector("html[data-ready=yes]")

        def write(kind):
            page.locator("summary", has_text="Write").click()
            page.locator(f"a[href*='{kind}']").locator("visible=true").first.click()
            page.wait_for_selector("form[data-seen=yes]")  # its first field is given the focus once it is drawn

        def press(kind):
            page.locator(f"button[value='{kind}']").click()

        comes("leader:op-harbour", f"{REVIEWS}op-harbour")
        write("action.proposed")
        expect(page.locator("[name=owner]")).to_have_value("Team leader, Harbour")
        page.fill("[name=title]", "Ring the oldest twelve first")
        page.fill("[name=due]", "2026-12-14")
        press("action.proposed")
        expect(page.locator("#writing-said")).to_contain_text("proposed")
        page.get_by_role("link", name="My work").click()
        expect(page.locator("#promised")).to_contain_text("Ring the oldest twelve first")
        expect(page.locator("#promised")).to_contain_text("(you)")
        page.goto(f"{site}/records?measure=clients_reviewed&unit=op-harbour")
        page.get_by_label("I open these records for").select_option(label="Supervision of the work")
        page.get_by_role("button", name="Open the records").click()
        expect(page.locator("h1")).to_contain_text("Records")

        comes("officer", f"{REVIEWS}older-people")
        write("note.proposed")
        page.fill("[name=words]", "Reviews are counted by another rule")
        page.locator("[name=rebase]").check()
        press("note.proposed")
        expect(page.locator("[role=dialog]")).to_contain_text("As it is with it")
        press("note.proposed")
        expect(page.locator("#writing-said")).to_contain_text("proposed")

        comes("leader:older-people", "/work")
        page.locator("#waiting a", has_text="Reviews are counted").click()
        expect(page.locator("[role=dialog]")).to_contain_text("As it is without it")
        page.get_by_role("link", name=re.compile("Approve")).click()
        expect(page.locator("[role=dialog]")).to_contain_text("Needed for: Send back and Refuse.")
        press("note.approved")
        expect(page.locator("#writing-said")).to_contain_text("approved")

        comes("guardian", "/work")
        page.get_by_role("link", name="Who opened records").click()
        expect(page.locator("#openings")).to_contain_text("Supervision of the work")
        expect(page.locator("#openings")).to_contain_text("Team leader, Harbour")
    store.journal.close()
