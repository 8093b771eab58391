"""What only a browser shows: the road from council to team and back, by click and by keyboard, in light and dark."""

import re

import pytest
from playwright.sync_api import expect

from tests.pages.looking import holds, looked_over, opened
from tests.pages.pointing import press_point

pytestmark = pytest.mark.browser

ADDRESSES = [
    "/?unit=OP",
    "/?unit=ALL&first=exceptions",
    "/welcome",
    "/measure/reviews_on_time?unit=NOR",
    "/measure/reviews_on_time?unit=NOR&lens=table",
    "/measure/turnover?unit=OP&lens=years",
    "/attention?unit=ALL",
    "/records?measure=reviews_on_time&unit=NOR",
    "/compare?unit=ALL&level=team",
    "/compare?unit=ALL&level=team&show=signal",
    "/compare?unit=ALL&level=team&show=peers",
    "/compare?measure=reviews_on_time&unit=OP",
    "/compare?measure=unit_cost&unit=OP",
    "/compare?measure=reviews_on_time&unit=NOR&by=user_group",
    "/explore",
    "/explore?measure=reviews_on_time&unit=NOR&unit=SOU",
    "/explore?measure=reviews_on_time&measure=unit_cost&unit=OP&as=multiples",
    "/measures",
    "/words",
    "/data",
    "/data?kind=cld_reviews",
    "/data?file=1",
    "/?unit=nowhere",
]
MOST_BYTES = 500_000  # the promise for the first load of a scorecard


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_painted_as_mounted_well_built_without_barriers_and_fits_a_phone(page, phone, site, address):
    looked_over(page, phone, site, address)


def heading(page):
    return page.get_by_role("heading", level=1)


def test_the_cascade_runs_from_council_to_team_and_back_by_click(page, site):
    opened(page, site, "/?unit=ALL")
    page.evaluate("window.same = true")
    for name in ("Adult social care", "Older people", "Northfield team"):
        page.locator("table.heat").get_by_role("link", name=name, exact=True).click()
        expect(heading(page)).to_have_text(name)
    expect(page).to_have_title(re.compile("Northfield team, March 2026"))
    page.get_by_role("navigation", name="Where you are").get_by_role("link", name="Westmarch Council").click()
    expect(heading(page)).to_have_text("Westmarch Council")
    page.go_back()
    expect(heading(page)).to_have_text("Northfield team")
    assert page.evaluate("window.same"), "a page was loaded anew"


def test_the_cascade_works_by_keyboard(page, site):
    opened(page, site, "/?unit=OP")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the page")
    page.locator("table.heat").get_by_role("link", name="Northfield team", exact=True).focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Northfield team")
    expect(page.locator("#main")).to_be_focused()


def test_choosing_a_unit_changes_the_page_and_keeps_the_focus(page, site):
    opened(page, site, "/?unit=ALL")
    page.locator("#tree-unit").click()
    page.get_by_role("option", name="Northfield team").click()
    expect(heading(page)).to_have_text("Northfield team")
    holds(page, "unit=NOR")
    expect(page.locator("#tree-unit")).to_be_focused()


def test_the_records_of_a_red_number_are_two_clicks_away_and_add_up(page, site):
    opened(page, site, "/?unit=NOR")
    page.locator("tr", has_text="missed").get_by_role("link", name="Clients receiving a review", exact=True).click()
    page.get_by_role("link", name="Open the records").click()
    expect(page.locator(".lead")).to_contain_text("These 567 records add up to")
    expect(page.locator(".ag-row").first).to_be_visible()
    expect(page.locator('.ag-row [col-id="numerator"]').first).to_have_text("0")


def test_the_last_of_all_records_is_scrolled_to_and_what_is_sorted_stands_in_the_address_and_the_files(page, site):
    opened(page, site, "/records?measure=reviews_on_time&unit=NOR")
    page.locator(".ag-row").first.wait_for()
    page.locator('.ag-header-cell[col-id="person"] .ag-header-cell-text').click()
    page.wait_for_url("**&order=person")
    expect(page.get_by_role("link", name="Save as CSV")).to_have_attribute("href", re.compile("&order=person$"))
    first, smallest = page.locator('.ag-row[row-index="0"] [col-id="person"]'), "P0000"
    expect(first).to_have_text(smallest)
    page.locator('.ag-header-cell[col-id="person"] .ag-header-cell-text').click()
    page.wait_for_url("**&order=-person")
    expect(first).not_to_have_text(smallest)
    first.click()
    page.keyboard.press("Control+End")
    expect(page.locator('.ag-row[row-index="566"] [col-id="person"]')).to_have_text(smallest)


@pytest.mark.parametrize("width", [1440, 390])
def test_what_would_bring_more_stands_below_the_last_row_of_the_scorecard(browser, site, width):
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = opened(context.new_page(), site, "/?unit=NOR")
        below = """document.querySelector(".in-full").insertAdjacentHTML("afterend", "<p class=more>More</p>")
            || document.querySelector(".in-full + .more").getBoundingClientRect().top
            - document.querySelector(".in-full").getBoundingClientRect().bottom"""
        assert page.evaluate(below) > 0


def test_the_officer_walks_from_the_map_by_a_dot_to_the_records(page, site):
    opened(page, site, "/?unit=OP")
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(heading(page)).to_have_text("Who is out of line")
    page.locator(".heatmap").get_by_role("link", name="Clients receiving a review", exact=True).click()
    expect(heading(page)).to_have_text("Clients receiving a review: who is out of line")
    press_point(page, "Northfield team")
    expect(page.locator(".lead")).to_contain_text("These 567 records add up to")
    page.go_back()
    expect(heading(page)).to_have_text("Clients receiving a review: who is out of line")


def test_a_unit_is_found_on_the_map_by_typing_part_of_its_name(page, site):
    opened(page, site, "/compare?unit=ALL&level=team")
    rows = page.locator(".heatmap tr[data-words]")
    everyone = rows.count()
    page.get_by_label("Find a unit").press_sequentially("north")
    expect(rows.locator("visible=true")).to_have_count(1)
    page.get_by_label("Find a unit").fill("")
    expect(rows.locator("visible=true")).to_have_count(everyone)


def test_the_map_is_one_stop_of_the_keyboard_and_arrow_keys_lead_from_mark_to_mark(page, site):
    opened(page, site, "/compare?unit=ALL&level=team")
    focused = page.locator(":focus")
    page.get_by_label("Find a unit").focus()
    page.keyboard.press("Tab")
    expect(focused).to_have_attribute("aria-label", "Measures by units")
    page.keyboard.press("ArrowDown")
    row = page.locator(".heatmap tr[data-words]").first
    expect(focused).to_have_text(row.get_attribute("data-words"))
    page.keyboard.press("ArrowRight")
    first = row.locator("td a").first
    expect(first).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    expect(focused).to_have_text(row.get_attribute("data-words"))
    page.keyboard.press("ArrowRight")
    address = first.get_attribute("href")
    page.keyboard.press("Tab")
    expect(focused).to_have_text("Save as CSV")
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**" + address)


def test_the_maps_headings_and_names_stay_in_sight_as_it_is_scrolled(browser, site):
    context = browser.new_context(viewport={"width": 700, "height": 420})
    page = opened(context.new_page(), site, "/compare?unit=ALL&level=team")
    page.locator(".tall").evaluate("box => box.scrollTo(300, 120)")
    corner = page.locator(".tall").bounding_box()
    name = page.locator(".heatmap").get_by_role("link", name="Southdown team").bounding_box()
    heads = page.locator(".heatmap thead").bounding_box()
    assert name["x"] < corner["x"] + 40
    assert abs(heads["y"] - corner["y"]) < 3
    context.close()


def test_a_breakdown_is_chosen_without_leaving_the_page(page, site):
    opened(page, site, "/measure/reviews_on_time?unit=NOR")
    page.locator("#pick-slice").select_option("age_band")
    expect(page.locator("#parts")).to_contain_text("by age band")
    holds(page, "slice=age_band")


def test_a_bad_address_is_answered_with_a_sentence_and_a_link_that_works(page, site):
    opened(page, site, "/?unit=Nrothfield")
    expect(page.locator(".lead")).to_contain_text("no unit called")
    page.get_by_role("link", name="Northfield team").click()
    expect(heading(page)).to_have_text("Northfield team")


def test_the_page_is_readable_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/?unit=OP")
    expect(heading(page)).to_have_text("Older people")
    page.locator("table.heat").get_by_role("link", name="Northfield team", exact=True).click()
    expect(heading(page)).to_have_text("Northfield team")
    page.locator("#pick-unit").select_option("ALL")
    page.locator(".pickers").get_by_role("button", name="Show").click()
    expect(heading(page)).to_have_text("Westmarch Council")
    context.close()


def test_the_words_are_painted_before_anything_that_is_run_is_fetched(page, site):
    opened(page, site, "/?unit=OP")
    painted, fetched = page.evaluate("""() => [
        performance.getEntriesByName("first-paint")[0].startTime,
        performance.getEntriesByType("resource").filter(one => one.name.includes("react")).map(one => one.startTime),
    ]""")
    assert fetched and min(fetched) > painted


def test_a_page_in_a_tab_that_nobody_sees_is_taken_over_though_nothing_is_painted_there(page, site):
    page.add_init_script("""
        Object.defineProperty(document, "hidden", {get: () => true});
        PerformanceObserver.prototype.observe = () => {};
    """)
    opened(page, site, "/?unit=OP")


def test_dark_is_chosen_once_and_kept(page, site):
    opened(page, site, "/?unit=NOR")
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    page.get_by_role("button", name="Switch between light and dark").click()
    page.wait_for_selector("html[data-bs-theme=dark]")
    dark = page.evaluate(colour)
    assert light != dark
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    assert page.evaluate(colour) == dark


def test_the_first_load_of_a_scorecard_stays_small(browser, site):
    context = browser.new_context(viewport={"width": 1440, "height": 900})  # in which nothing has been loaded yet
    page = context.new_page()
    session, loaded = page.context.new_cdp_session(page), []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    opened(page, site, "/?unit=OP")
    page.wait_for_load_state("networkidle")
    assert 50_000 < sum(loaded) < MOST_BYTES
    context.close()


def test_the_four_perspectives_are_on_the_first_two_screens(page, site):
    opened(page, site, "/?unit=OP")
    tops = page.locator("section[aria-labelledby^=perspective]").evaluate_all(
        "sections => sections.map(s => s.getBoundingClientRect().top)"
    )
    assert len(tops) == 4
    assert max(tops) < 2 * 900


def test_a_press_on_a_card_leaves_other_rows_out_without_asking_and_the_address_keeps_it(page, site):
    opened(page, site, "/?unit=NOR")
    rows, asked = page.locator("tr[data-standing]:visible"), []
    every = rows.count()
    page.on("request", lambda request: asked.append(request.url))
    link = page.locator(".glance .counts a", has_text="met").first
    link.click()
    some = int(link.locator("b").inner_text())
    expect(rows).to_have_count(some)
    expect(page.locator(".counted")).to_have_text(f"{some} of {every} measures")
    expect(page.locator("#in-full")).to_be_in_viewport()
    page.get_by_label("Set").select_option("local")
    expect(page.locator(".none-wanted")).to_be_visible()
    page.get_by_label("Set").select_option("national")
    expect(rows).to_have_count(some)
    # What draws charts is fetched when the browser has nothing to do, or the pointer passes the name of a measure.
    assert [address for address in asked if "plotly" not in address and "async-graph" not in address] == []
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    expect(rows).to_have_count(some)
    page.go_back()
    expect(rows).to_have_count(every)


def test_what_stands_in_a_row_is_explained_by_pointer_focus_and_touch(browser, site):
    with browser.new_context(viewport={"width": 1440, "height": 900}, has_touch=True) as context:
        page = opened(context.new_page(), site, "/?unit=NOR")
        tips, box = page.locator("tr[data-standing] .tip"), page.locator("#tip")
        tips.nth(0).hover()
        expect(box).to_be_visible()
        expect(box).to_have_text(tips.nth(0).get_attribute("data-tip"))
        page.keyboard.press("Escape")
        expect(box).to_be_hidden()
        tips.nth(1).focus()
        expect(box).to_have_text(tips.nth(1).get_attribute("data-tip"))
        expect(tips.nth(1)).to_have_attribute("aria-describedby", "tip")
        tips.nth(3).tap()
        expect(box).to_have_text(tips.nth(3).get_attribute("data-tip"))


def test_a_scorecard_has_one_line_to_a_measure_five_sizes_of_type_and_two_pages_of_paper(page, mini_site):
    opened(page, mini_site, "/?unit=westmarch")
    heights = page.locator("tr[data-standing]").evaluate_all("rows => rows.map(r => r.getBoundingClientRect().height)")
    assert len(heights) > 40 and max(heights) < 36
    sizes = """() => new Set([...document.querySelectorAll('#main *')].filter(one =>
        !one.closest('svg, .hidden') && one.checkVisibility() &&
        [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())
    ).map(one => getComputedStyle(one).fontSize)).size"""
    assert page.evaluate(sizes) <= 5
    assert pages_of_paper(page) == 2
    opened(page, mini_site, "/line?unit=op-northfield")  # the line of sight of a team is one page
    assert pages_of_paper(page) == 1


def pages_of_paper(page):
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True, print_background=True)))


def test_a_link_to_the_page_that_is_shown_asks_for_nothing_and_leads_to_its_place(page, site):
    opened(page, site, "/?unit=ALL")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("footer, .note").last.scroll_into_view_if_needed()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Scorecard").click()
    expect(page.locator("h1")).to_be_in_viewport()
    month = page.locator("#pick-month").input_value()
    link = f"<a href='/?month={month}&unit=ALL#below'>down</a>"
    page.evaluate("link => document.querySelector('h1').insertAdjacentHTML('afterend', link)", link)
    page.get_by_role("link", name="down").click()
    expect(page.locator("#below")).to_be_in_viewport()
    expect(page).to_have_url(re.compile("#below$"))
    assert asked == []
    page.get_by_role("navigation", name="Pages").get_by_text("More").click()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Measures").click()
    expect(heading(page)).to_have_text("Measures")
