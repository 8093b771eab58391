"""A meeting: one topic a screen, what is decided typed in place, the minutes, and the next one that opens with them."""

import re

import pytest
from playwright.sync_api import expect

from tests.pages.conftest import running
from tests.pages.test_writing import Desk

AT = "unit=older-people&month=2026-09"


@pytest.fixture
def desk(mini, tmp_path):
    found = Desk(mini.store, tmp_path / "journal.sqlite")
    yield found
    found.journal.close()


def opened(desk):
    desk.open(f"?kind=meeting.opened&{AT}")
    desk.send("meeting.opened", {"held": "2026-10-05", "present": "Ann and Bob"})
    (meeting,) = desk.journal.things("meeting")
    return meeting


def links(html):
    return {
        word: href.replace("&amp;", "&")
        for href, word in re.findall(r'href="(/write[^"]*)"[^>]*>(?:<span[^>]*>)?([^<]+)', html)
    }


def test_what_is_typed_at_a_topic_stands_in_the_minutes_and_the_next_one_opens_with_it(desk):
    assert "Open the meeting</a> to put down what is said" in desk.get(f"/meeting?{AT}&topic=3")
    meeting = opened(desk)
    html = desk.get(f"/meeting?{AT}&topic=3")
    title = re.search(r"<h1>3\. ([^<]+)</h1>", html)[1]
    ways = links(html)
    desk.open(ways["For the minutes"].removeprefix("/write"))
    desk.send("meeting.said", {"words": "Two posts are out to advert."})
    desk.open(ways["Decision"].removeprefix("/write"))
    desk.send("decision.made", {"words": "Fill both posts", "owner": "Ann", "due": "2026-11-30"})
    desk.open(ways["Action"].removeprefix("/write"))
    desk.send("action.proposed", {"title": "Advertise", "owner": "Bob", "due": "2026-10-20"})
    made = [*desk.journal.things("decision"), *desk.journal.things("action")]
    assert [one.fields["meeting"] for one in made] == [meeting.key, meeting.key]
    screen = desk.get(f"/meeting?{AT}&topic=3")
    for word in ("Two posts are out to advert.", "Fill both posts", "Advertise", "Minutes so far"):
        assert screen.count(f">{word}<") == 1, word
    minutes = desk.get(f"/meeting?{AT}&topic=minutes")
    for word in (
        title,
        "Two posts are out to advert.",
        "Ann and Bob",
        "Fill both posts",
        "Advertise",
        "5 October 2026",
    ):
        assert word in minutes, word
    assert f"/meeting.pdf?{AT}" in minutes.replace("&amp;", "&")
    assert desk.client.get(f"/meeting.pdf?{AT}").data.startswith(b"%PDF")
    desk.open(f"?about={meeting.key}&kind=meeting.closed")
    desk.send("meeting.closed", {})
    assert "Held on 5 October 2026 and closed" in desk.get(f"/meeting?{AT}")
    before = re.search(r'id="before".*?</section>', desk.get("/meeting?unit=older-people&month=2026-08&topic=1"), re.S)[
        0
    ]
    assert before.index("Advertise") < before.index("Fill both posts")


def test_every_topic_of_a_meeting_has_its_screen_and_no_other(desk):
    html = desk.get(f"/meeting?{AT}")
    topics = len(re.findall(r"topic=\d+", re.search(r'class="agenda".*?</ol>', html, re.S)[0]))
    for number in range(1, topics + 1):
        assert f"{number} of {topics}" in desk.get(f"/meeting?{AT}&topic={number}")
    assert desk.client.get(f"/meeting?{AT}&topic={topics + 1}").status_code == 404
    assert desk.client.get(f"/meeting?{AT}&topic=x").status_code == 404


@pytest.mark.browser
def test_the_arrow_keys_lead_from_topic_to_topic_and_not_out_of_a_form(desk, page):
    opened(desk)
    with running(desk.app) as site:
        page.goto(f"{site}/meeting?{AT}&topic=1")
        page.wait_for_selector("html[data-ready=yes]")
        page.keyboard.press("ArrowRight")
        page.get_by_role("heading", name="2. How the card stands").wait_for()
        page.keyboard.press("ArrowLeft")
        page.get_by_role("heading", name="1. What was promised").wait_for()
        page.wait_for_selector("html[data-ready=yes]")
        expect(page.locator("#meeting-back")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        expect(page.get_by_role("link", name="Decision")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.activeElement.id === 'writing-words'")
        page.keyboard.type("We go on")
        page.keyboard.press("ArrowRight")
        expect(page.locator("h1")).to_have_text("1. What was promised")
