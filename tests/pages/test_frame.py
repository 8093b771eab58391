"""What stands around every page: the menu, the search, the age of the data, share, export and help."""

import json
import re
from datetime import date

import pytest
from playwright.sync_api import expect

import app as web
import layouts
from layouts import frame, lookup
from layouts import page as pages
from layouts.first_paint import html_of
from layouts.page import Export
from layouts.pages import search as searching
from layouts.tools import export
from layouts.words import glossary, months
from tests.pages.looking import barriers, holds, opened
from tests.pages.small_store import small_store
from tests.pages.trees import find, said, the

SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("today", "old"),
    [
        (date(2026, 9, 30), ""),
        (date(2026, 10, 1), "less than a month old"),
        (date(2026, 10, 14), "less than a month old"),
        (date(2026, 11, 29), "two months old"),
        (date(2027, 10, 1), "12 months old"),
        (date(2028, 8, 1), "22 months old"),
        (date(2028, 10, 1), "two years old"),
        (date(2031, 9, 30), "five years old"),
    ],
)
def test_the_age_of_the_data_is_said_in_months_and_then_in_years(today, old):
    assert months.age_words(SEPTEMBER, today) == old


def test_every_page_says_how_old_its_data_are(client):
    text = client.get("/?unit=NOR").get_data(as_text=True)
    assert re.search(r'class="age">Data <span[^>]*>to \w+ \d{4}, </span>[\w ]+ old<', text)


def test_the_bar_and_the_panel_beside_it_have_each_page_of_the_menu_under_its_group(served, names):
    found = frame.menu("/measures", names.root, names.first_shown)
    tabs, panel = found[:-1], found[-1]
    main = [page.name for page in layouts.PAGES if page.in_menu and not page.group]
    assert [said(tab) for tab in tabs] == main
    others = {page.name: page.group for page in layouts.PAGES if page.in_menu and page.group}
    listed = [said(one) for one in find(panel, "NavLink")]
    assert listed == [*main, *others]
    assert {said(one) for one in find(panel, "P", className="head")} == set(others.values())
    assert panel["props"]["className"] == "panel on"
    current = the(panel, "Span", **{"aria-current": "page"})
    assert said(current) == "Measures"


def test_the_shared_address_holds_the_unit_and_month_that_the_reader_sees_and_what_was_chosen(client):
    client.set_cookie("reader", "team:NOR")
    text = client.get("/").get_data(as_text=True)
    assert re.search(r'data-address="/\?unit=NOR&amp;month=\d{4}-\d\d"', text)
    text = client.get("/measure/turnover?lens=years&unit=OP&month=2026-02").get_data(as_text=True)
    address = re.search(r'data-address="([^"]+)"', text)[1].replace("&amp;", "&")
    assert address == "/measure/turnover?unit=OP&month=2026-02&lens=years"
    assert client.get(address).status_code == 200
    assert 'data-address="/data?kind=cld_reviews"' in client.get("/data?kind=cld_reviews&unit=OP").get_data(
        as_text=True
    )


def test_what_is_kept_of_the_frame_is_each_readers_own_and_of_each_address(client):
    for who, said_of_them in [("senior:", "Senior manager"), ("officer:", "Performance officer")] * 2:
        client.set_cookie("reader", who)
        for unit, month in [("OP", "2026-02"), ("NOR", "2026-02"), ("NOR", "2026-01")]:
            text = client.get(f"/?unit={unit}&month={month}").get_data(as_text=True)
            assert re.search(rf"<a [^>]*/welcome[^>]*>{said_of_them}</a>", text)
            for chosen in (unit, month):
                assert re.search(f'<option value="{chosen}" selected>', text), (who, unit, month, chosen)
            assert f'href="/explore?unit={unit}&amp;month={month}"' in text


def test_what_a_page_declares_is_what_it_can_be_saved_as():
    found = html_of(export([Export("The records", "Excel", "/records.xlsx?measure=a")]))
    assert '<li>The records: <a download="" href="/records.xlsx?measure=a">Excel</a></li>' in found
    assert "no file of its own" in html_of(export([]))


@pytest.mark.parametrize("path", ["/drivers", "/records"])
def test_the_files_of_a_page_can_be_saved_from_the_frame(client, path):
    text = client.get(f"{path}?measure=reviews_on_time&unit=NOR").get_data(as_text=True)
    panel = re.search(r'<details id="panel-export".*?</details>', text, re.S)[0]
    hrefs = [href.replace("&amp;", "&") for href in re.findall(r'download="" href="([^"]+)"', panel)]
    assert hrefs
    for href in hrefs:
        answer = client.get(href)
        assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("one", layouts.PAGES, ids=lambda one: one.path)
def test_every_page_says_what_one_is_looking_at(one):
    assert one.about.endswith(".") and one.about.count(". ") <= 3


def test_a_council_of_one_unit_is_asked_for_the_month_alone(monkeypatch):
    client = web.serving(small_store()).server.test_client()  # its own: what is painted otherwise here is kept there
    assert 'id="pick-unit"' in client.get("/?unit=ALL").get_data(as_text=True)
    monkeypatch.setattr(pages, "unit_choices", lambda names, month, other: [{"value": "ALL", "label": "All"}])
    text = client.get("/attention?unit=ALL").get_data(as_text=True)
    pickers = re.search(r'<form[^>]*class="pickers".*?</form>', text, re.S)[0]
    assert "pick-unit" not in pickers and "pick-month" in pickers
    assert re.search(r'<input[^>]*name="unit"[^>]*value="ALL"', pickers)


# --- Search


def titles(names, text):
    return [one.title for one in lookup.find(lookup.entries(names), text)]


def test_measures_units_pages_and_words_are_found_by_the_beginnings_of_their_words(served, names):
    assert titles(names, "north")[0] == "Northfield team"
    assert "Compare" in titles(names, "compa")
    assert "denominator" in titles(names, "numerator, den")[0]
    for key, measure in names.measures.items():
        assert measure["title"] in titles(names, measure["title"])
        assert measure["title"] in titles(names, key.replace("_", " "))
    assert titles(names, "") == titles(names, " /?% ") == []
    assert titles(names, "xyzzy") == []


def test_a_title_that_begins_so_comes_before_one_that_has_it_and_one_that_is_known_by_it(names):
    entry = lookup.Entry("unit", "", "", "/", "")
    made = [
        lookup.Entry(**{**vars(entry), "title": title, "also": also})
        for title, also in [("Elsewhere", "care home"), ("Visits of home care", ""), ("Home-care visits", "")]
    ]
    assert [one.title for one in lookup.find(made, "Home ca")] == [
        "Home-care visits",
        "Visits of home care",
        "Elsewhere",
    ]


def test_every_entry_leads_somewhere_and_is_of_the_readers_own_store(client, names):
    found = lookup.entries(names)
    assert {one.kind for one in found} == {"measure", "unit", "page", "word"}
    assert {one.title for one in found if one.kind == "unit"} == {unit.name for unit in names.units.values()}
    for one in found:
        if one.kind == "page":
            assert layouts.at(one.href)[0].name == one.title
        elif one.kind != "word":
            href = searching.address(one, names.root, names.first_shown)
            assert client.get(href).status_code == 200, href
    page = client.get("/words").get_data(as_text=True)
    for one in found:
        if one.kind == "word":
            assert f'id="{one.href.partition("#")[2]}"' in page


def test_what_the_browser_searches_is_what_the_page_searches_and_is_sent_once(client, names):
    answer = client.get("/search.json", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br" and len(answer.data) < 20_000
    assert client.get("/search.json", headers={"If-None-Match": answer.headers["ETag"]}).status_code in (200, 304)
    again = client.get("/search.json", headers={"Accept-Encoding": "br", "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    plain = client.get("/search.json")
    assert json.loads(plain.data) == json.loads(json.dumps(lookup.rows(lookup.entries(names))))


def test_a_search_without_scripts_is_answered_by_a_page(client):
    text = client.get("/search?q=northf&unit=OP").get_data(as_text=True)
    assert "One answer for “northf”." in text
    assert re.search(r'<a href="/\?unit=NOR&amp;month=[\d-]+">Northfield team</a>', text)
    assert "Nothing here is called “nothfield”." in (near := client.get("/search?q=nothfield").get_data(as_text=True))
    assert "Northfield team" in near.partition("<main")[2]
    bad = client.get("/search", query_string={"q": "<script>alert(1)</script>"}).get_data(as_text=True)
    assert "<script>alert" not in bad


def test_words_of_whoever_builds_it_are_on_no_page():
    known = {word for rows in glossary.sections().values() for word, _ in rows}
    assert "standing" in known and "cube" not in known


# --- In a browser

MATCHES = "() => [...document.querySelectorAll('#search-found a')].map(one => one.firstChild.textContent.toLowerCase())"


@pytest.mark.browser
def test_a_key_opens_the_search_its_answers_are_the_pages_own_and_no_letter_asks_the_server(page, mini_site, mini):
    from dashboard import scorecard as cards

    page.goto(f"{mini_site}/money?unit=op-northfield")
    page.wait_for_selector("html[data-ready=yes]")
    with page.expect_response("**/search.json"):
        page.keyboard.press("/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    entries = lookup.entries(cards.names(mini.snapshot))
    for text in ("home care", "north", "£", "week of", "people's", "perc", "paf d"):
        page.locator("#search").fill(text)
        found = lookup.find(entries, text)
        kinds = dict.fromkeys(one.kind for one in found)
        wanted = [one.title for kind in kinds for one in [each for each in found if each.kind == kind][:5]]
        same = f"wanted => JSON.stringify(({MATCHES})()) === JSON.stringify(wanted)"
        page.wait_for_function(same, arg=[one.lower() for one in wanted])
    assert asked == []
    page.locator("#search").fill("harbour")
    page.keyboard.press("ArrowDown")
    assert barriers(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour")
    expect(page.locator("#main")).to_be_focused()
    holds(page, "month=")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_a_unit_is_chosen_from_a_tree_by_typing_by_arrow_keys_or_by_touch(browser, mini_site, width):
    with browser.new_context(viewport={"width": width, "height": 844}, has_touch=width < 1000) as context:
        page = context.new_page()
        page.goto(f"{mini_site}/money?unit=westmarch&by=user_group")
        page.wait_for_selector("html[data-ready=yes]")
        page.locator("#tree-unit").focus()
        page.keyboard.press("Enter")
        assert barriers(page) == []
        page.keyboard.type("northf")
        shown = page.locator("#tree-unit-found [role=option]")
        expect(shown).to_have_text(["Westmarch Council", "Adult social care", "Older people", "Northfield"])
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Northfield")
        holds(page, "unit=op-northfield", "by=user_group")
        expect(page.locator("#tree-unit")).to_be_focused()
        page.locator("#tree-unit").click()
        option = page.get_by_role("option", name="Harbour")
        (option.tap if width < 1000 else option.click)()
        page.wait_for_url("**unit=op-harbour**")
        page.locator("#tree-unit").click()
        page.keyboard.press("Escape")
        expect(page.locator("#tree-unit-found")).to_be_hidden()


@pytest.mark.browser
def test_a_panel_opens_alone_closes_by_escape_and_the_address_is_copied_with_the_charts_lens(browser, mini_site):
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{mini_site}/measure/clients_reviewed?unit=westmarch&lens=years")
        page.wait_for_selector("html[data-ready=yes]")
        for panel in ("menu", "export", "help", "share"):
            page.locator(f"#panel-{panel} > summary").click()
            assert barriers(page) == []
        expect(page.locator(".panel[open]")).to_have_count(1)
        page.get_by_role("button", name="Copy the address").click()
        expect(page.locator("#share-said")).to_have_text("Copied.")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(f"{mini_site}/measure/clients_reviewed?unit=westmarch&month=")
        assert "lens=years" in copied
        page.keyboard.press("Escape")
        expect(page.locator(".panel[open]")).to_have_count(0)
        expect(page.locator("#panel-share > summary")).to_be_focused()


@pytest.mark.browser
def test_menu_search_and_units_work_before_any_script(browser, mini_site):
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{mini_site}/?unit=westmarch")
        page.locator("#panel-menu > summary").click()
        page.get_by_role("link", name="Money").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("money")
        page.locator("#pick-unit").select_option("op-northfield")
        page.locator(".pickers").get_by_role("button", name="Show").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Northfield")
        page.locator("#search").fill("supervision held")
        page.locator("#search").press("Enter")
        page.get_by_role("link", name="Supervision held").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Supervision held")
        assert "unit=op-northfield" in page.url


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/?unit=op-northfield", "/measure/clients_reviewed?unit=op-northfield"])
def test_on_a_phone_the_answer_begins_within_the_first_quarter_of_the_screen(phone, mini_site, address):
    opened(phone, mini_site, address)
    assert phone.locator("h1").bounding_box()["y"] < 844 / 4


PRESSED = """() => [...document.querySelectorAll(
    "#_pages_content :is(button:not(.tip), select, input:not([type=hidden]), summary, .top, .tools)")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height > 1
        && !(one.tagName === "SUMMARY" && one.parentElement.open)).map(one => one.outerHTML.slice(0, 80))"""


# Panels of which no more than the heading is left.
EMPTY = """() => [...document.querySelectorAll(".card")].filter(one => one.checkVisibility()
    && ![...one.querySelectorAll("*")].some(part => part.checkVisibility() && !part.closest("h2, details:not([open])")
        && (part.matches("svg, img") || [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim()))))
    .map(one => one.outerHTML.slice(0, 90))"""


@pytest.mark.browser
@pytest.mark.parametrize(
    "address",
    [
        "/measure/clients_reviewed?unit=op-northfield",
        "/attention?unit=op-northfield",
        "/compare?unit=op-northfield",
        "/money?unit=op-northfield",
        "/drivers?measure=clients_reviewed&unit=op-northfield",
        "/explore?measure=clients_reviewed&unit=op-northfield",
    ],
)
def test_on_paper_there_is_nothing_to_press_and_each_sheet_says_whose_and_of_when_it_is(page, mini_site, address):
    page.goto(mini_site + address)
    page.wait_for_selector("html[data-ready=yes]")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(PRESSED) == []
    assert page.evaluate(EMPTY) == []
    foot = page.evaluate("document.documentElement.style.getPropertyValue('--foot')")
    assert foot.startswith('"Northfield, September 2026 · data to September 2026 · printed ')


SMALL = """() => [...document.querySelectorAll("#_pages_content :is(a, button, select, summary)")].filter(one => {
    const box = one.getBoundingClientRect();
    return one.checkVisibility() && box.width > 1 && box.height < 24 && !one.closest("p, li, .hidden, .chart");
}).map(one => one.outerHTML.slice(0, 90))"""


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/?unit=westmarch", "/measure/clients_reviewed?unit=op-northfield"])
def test_under_a_finger_every_link_that_stands_alone_is_24_pixels_high(browser, mini_site, address):
    with browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True) as context:
        page = context.new_page()
        page.goto(mini_site + address)
        page.wait_for_selector("html[data-ready=yes]")
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
