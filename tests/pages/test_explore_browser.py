"""What only a browser shows of Explore: switches that ask nothing, a line that leads on, months chosen by hand."""

import re

import pytest
from playwright.sync_api import expect

from tests.pages.looking import holds

pytestmark = pytest.mark.browser

TEAMS = "/explore?measure=clients_reviewed&unit=op-harbour&unit=op-northfield"
PLOT = "document.querySelector('.js-plotly-plot')"


def opened(page, site, address):
    page.goto(site + address)
    page.wait_for_selector("html[data-ready=yes]")
    page.wait_for_selector(".main-svg")
    page.wait_for_function(f"() => {PLOT} && {PLOT}.data.length > 2")


def seen(page):
    return set(page.evaluate(f"{PLOT}.data.filter(t => t.visible !== false).map(t => t.meta.layer)"))


def test_switches_ask_nothing_of_the_server_and_the_choice_stays_with_every_other_view(page, mini_site):
    opened(page, mini_site, TEAMS)
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_function(f"() => {PLOT}.data.some(t => t.meta.layer === 'target' && t.visible !== false)")
    assert {"series", "target"} <= seen(page) and "before" not in seen(page)
    page.get_by_label("Target", exact=True).uncheck()
    page.wait_for_function(f"() => {PLOT}.data.every(t => t.meta.layer !== 'target' || t.visible === false)")
    page.get_by_label("A year before").check()
    page.wait_for_function(f"() => {PLOT}.data.some(t => t.meta.layer === 'before' && t.visible !== false)")
    assert "target" not in seen(page) and not asked
    page.get_by_role("link", name="Small multiples").click()
    expect(page.locator(".ways .active").first).to_have_text("Small multiples")
    page.wait_for_selector("html[data-ready=yes]")
    expect(page).to_have_url(re.compile(r"layers=\w*-?before"))
    assert "target" not in page.url
    page.wait_for_function(f"() => {PLOT} && {PLOT}.layout.xaxis2")
    page.wait_for_function(f"() => {PLOT}.data.some(t => t.meta.layer === 'before' && t.visible !== false)")
    page.wait_for_function(f"() => {PLOT}.data.every(t => t.meta.layer !== 'target' || t.visible === false)")


def test_months_dragged_over_lead_on_and_a_line_is_added_and_taken_away_by_hand(page, mini_site):
    opened(page, mini_site, TEAMS)
    drag = page.locator(".nsewdrag").first.bounding_box()
    middle = drag["y"] + drag["height"] / 2
    page.mouse.move(drag["x"] + drag["width"] * 0.4, middle)
    page.mouse.down()
    page.mouse.move(drag["x"] + drag["width"] * 0.8, middle, steps=4)
    page.mouse.up()
    page.wait_for_url("**range=**")
    first, last = re.search(r"range=([\d-]+?)--([\d-]+)", page.url).groups()
    expect(page.locator("[data-months]")).to_contain_text("the records are of the last month")
    drives = page.locator("tr", has_text="Northfield").get_by_role("link", name="what drives it")
    expect(drives).to_have_attribute("href", re.compile(f"month={last}"))
    expect(drives).to_have_attribute("href", re.compile(f"against={first}|against=20"))
    page.get_by_label("Add a team, service or provider").fill("Eastgate")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Clients whose care was reviewed: three teams")
    holds(page, "unit=Eastgate", "range=")
    expect(page.get_by_label("Add a team, service or provider")).to_have_value("")
    page.get_by_role("link", name="Leave out Harbour").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Clients whose care was reviewed: two teams")
    page.get_by_role("link", name="Leave out Eastgate").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Clients whose care was reviewed: Northfield")


def test_a_press_leads_to_the_line_that_is_nearest_and_add_to_explore_brings_another(page, mini_site):
    opened(page, mini_site, TEAMS)
    line = page.evaluate(
        f"""() => {{
            const plot = {PLOT}, layout = plot._fullLayout, box = plot.getBoundingClientRect();
            const trace = plot.data.find(one => one.name === "Northfield"), place = trace.x.length - 3;
            const x = layout.xaxis, y = layout.yaxis;
            return {{
                x: box.left + x._offset + x.d2p(trace.x[place]),
                y: box.top + y._offset + y.d2p(trace.y[place]),
                month: trace.x[place].slice(0, 7),
            }};
        }}"""
    )
    page.mouse.move(line["x"] - 3, line["y"] + 4)
    page.wait_for_selector(".hoverlayer .legend, .hoverlayer .hovertext")
    page.mouse.click(line["x"], line["y"] + 2)
    page.wait_for_url("**/measure/clients_reviewed**")
    holds(page, "unit=op-northfield", f"month={line['month']}")
    page.wait_for_selector("html[data-ready=yes]")
    page.goto(mini_site + "/measure/visits_outside_time?unit=op-eastgate")
    page.wait_for_selector("html[data-ready=yes]")
    page.get_by_role("link", name="add to Explore").click()
    page.wait_for_url("**/explore?**")
    expect(page).to_have_url(
        re.compile(r"^[^?]*\?(?=(.*measure=){2})(?!(.*measure=){3})(?=(.*unit=){3})(?!(.*unit=){4})")
    )


def test_what_is_read_over_a_month_of_several_lines_begins_with_the_month(page, mini_site):
    page.goto(f"{mini_site}/explore?measure=clients_reviewed&unit=op-northfield&unit=op-harbour&from=2026-04")
    expect(page.locator(".js-plotly-plot .nsewdrag")).to_be_visible()
    page.locator(".js-plotly-plot .nsewdrag").hover(position={"x": 40, "y": 60})
    expect(page.locator(".hoverlayer .legendtitletext")).to_have_text(re.compile("^(April|May) 2026$"))


def test_on_a_phone_a_title_takes_the_lines_that_it_needs_and_no_name_of_a_dot_covers_another(phone, mini_site):
    phone.goto(
        f"{mini_site}/explore?measure=unit_cost_home_care&measure=visits_outside_time&unit=adults&as=scatter&level=team"
    )
    names = phone.locator(".js-plotly-plot .textpoint text")
    expect(names.first).to_be_visible()
    boxes = [box for each in names.all() if (box := each.bounding_box()) and box["width"]]
    assert len(boxes) > 1
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            apart = abs(one["y"] - other["y"]) >= 11 or (
                one["x"] >= other["x"] + other["width"] - 1 or other["x"] >= one["x"] + one["width"] - 1
            )
            assert apart, (one, other)
    titles = phone.locator(".js-plotly-plot .gtitle").all()
    assert len(titles) == 1
    title = titles[0].bounding_box()
    assert title["x"] >= 0 and title["x"] + title["width"] <= 390 and title["height"] > 50  # three lines or more
