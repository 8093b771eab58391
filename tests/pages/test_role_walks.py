"""Three people, their questions, and how many clicks each answer is away: three at most.

A person begins at their own first page. Each question says where they click and what then stands before their eyes.
Setting a target in the browser is not there yet, and no walk claims it.
"""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MOST = 3


class Walker:
    """Somebody at a page, and their clicks since they began."""

    def __init__(self, page, site, role, unit=""):
        self.page, self.site, self.clicks = page, site, 0
        self.home = f"{site}/welcome/choose?role={role}&unit={unit}"

    def begin(self):
        self.page.goto(self.home)
        self.page.wait_for_selector("html[data-ready=yes]")
        self.clicks = 0

    def click(self, found):
        found.first.click()
        self.page.wait_for_selector("html[data-ready=yes]")
        self.clicks += 1
        assert self.clicks <= MOST

    def link(self, name, within=None):
        self.click((within or self.page.locator("main")).get_by_role("link", name=name, exact=isinstance(name, str)))

    def menu(self, name):
        self.click(self.page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True))

    def open(self, key):
        self.click(self.page.locator(f"#panel-{key} > summary"))

    def sees(self, text, where="main"):
        """That a text is seen: not in what is folded, nor in another lens."""
        expect(self.page.locator(where).get_by_text(text).locator("visible=true").first).to_be_visible()


def getting_better(manager):
    manager.sees(re.compile(r"Against a year ago better on \d+ and worse on \d+ of \d+ measures"))
    return 0


def march_of_the_money(manager):
    manager.menu("Money")
    manager.sees(re.compile(r"by 31 March .*likely £"))
    return 1


def march_of_a_measure(manager):
    manager.link("Care reviewed in the year")
    manager.click(manager.page.get_by_text("Single months", exact=True))
    manager.sees(re.compile(r"March 2027 alone would come to [\d.]+%, with four chances in five between"))
    return 2


def what_the_money_buys(manager):
    manager.menu("Money")
    row = manager.page.locator("table.money tr", has_text="Home care")
    expect(row.first).to_contain_text("£26.76")
    return 1


def two_units_on_one_chart(manager):
    manager.menu("Explore")
    manager.link(re.compile("Are fewer people reviewed everywhere"))
    manager.page.wait_for_selector(".js-plotly-plot .scatterlayer .trace")
    drawn = "document.querySelector('.js-plotly-plot').data.filter(t => t.meta?.layer === 'series').length"
    assert manager.page.evaluate(drawn) >= 2
    return 2


def another_chart_and_without_the_target(manager):
    manager.link("Care reviewed in the year")
    manager.click(manager.page.get_by_text("Single months", exact=True))
    manager.click(manager.page.get_by_text("usual range or 95% limits", exact=False))
    return 3


def two_periods(manager):
    manager.link("Care reviewed in the year")
    manager.click(manager.page.get_by_text("Year on year", exact=True))
    manager.sees(re.compile("The mean of the months"))
    return 2


def a_picture_for_a_slide(manager):
    manager.link("Care reviewed in the year")
    manager.page.wait_for_selector(".main-svg")
    with manager.page.expect_download() as download:
        manager.click(manager.page.get_by_text("Picture (PNG)", exact=True))
    assert download.value.suggested_filename.endswith(".png")
    return 2


def share(manager):
    manager.open("share")
    manager.sees("It holds Westmarch Council, September 2026")
    expect(manager.page.locator("#share-address")).to_contain_text("unit=westmarch&month=2026-09")
    return 1


def one_word_from_anywhere(manager):
    manager.page.keyboard.press("/")
    manager.page.keyboard.type("supervision")
    manager.click(manager.page.locator("#search-found a", has_text="Supervision held"))
    manager.sees("Supervision held", "h1")
    return 1


def own_card(leader):
    leader.sees("Northfield", "h1")
    return 0


def which_cases_on_monday(leader):
    leader.sees("This month")
    leader.sees(re.compile(r"due 3 April 2026, 180 days over"))
    leader.link(re.compile(r"All of them, \d+ cases"))
    expect(leader.page.locator("main")).to_contain_text("A000404")
    return 1


def the_records_of_a_red_number(leader):
    leader.link(re.compile("Care reviewed in the year"))
    leader.link("Open the records")
    expect(leader.page.locator(".lead")).to_contain_text("= 34.9%")
    leader.link("Only those that count against the measure")
    expect(leader.page.locator(".ag-row").first).to_be_visible()
    return 3


def against_whom(leader):
    leader.link(re.compile("Care reviewed in the year"))
    leader.sees("Among its peers")
    leader.sees("Harbour", ".side")
    return 1


def write_an_action(leader):
    leader.menu("My work")
    leader.link("Action")
    expect(leader.page.get_by_role("button", name="Propose")).to_be_visible()
    return 2


def write_a_comment(leader):
    leader.menu("My work")
    leader.link(re.compile("^Comment"))
    expect(leader.page.locator(".offcanvas").get_by_role("textbox").first).to_be_visible()
    return 2


def outliers(officer):
    officer.menu("Compare")
    expect(officer.page.locator(".lead")).to_contain_text("Northfield has the most")
    officer.link(
        re.compile("Care reviewed in the year|Clients whose care was reviewed"), officer.page.locator(".heatmap")
    )
    officer.sees(re.compile("who is out of line"), "h1")
    return 2


def data_quality(officer):
    officer.open("menu")
    officer.menu("Data")
    officer.sees(re.compile("rows were refused"))
    officer.link(re.compile("feedback-2026-27"))
    officer.sees(re.compile("refused|turned away"))
    return 3


def take_it_away(officer):
    officer.menu("Compare")
    officer.open("export")
    with officer.page.expect_download() as download:
        officer.click(officer.page.locator("#panel-export").get_by_role("link", name="Excel"))
    assert download.value.suggested_filename.endswith(".xlsx")
    return 3


def write_a_note(officer):
    officer.menu("My work")
    officer.link("Note")
    expect(officer.page.locator(".offcanvas").get_by_role("textbox").first).to_be_visible()
    return 2


def what_a_word_means(officer):
    officer.open("help")
    officer.click(officer.page.locator("#panel-help").get_by_role("link", name="What the words mean"))
    officer.sees("What the words mean", "h1")
    return 2


WALKS = {
    ("senior", ""): [
        getting_better,
        march_of_the_money,
        march_of_a_measure,
        what_the_money_buys,
        two_units_on_one_chart,
        another_chart_and_without_the_target,
        two_periods,
        a_picture_for_a_slide,
        share,
        one_word_from_anywhere,
    ],
    ("team", "op-northfield"): [
        own_card,
        which_cases_on_monday,
        the_records_of_a_red_number,
        against_whom,
        write_an_action,
        write_a_comment,
    ],
    ("officer", ""): [outliers, data_quality, take_it_away, write_a_note, what_a_word_means],
}


@pytest.mark.parametrize(
    ("who", "questions"), WALKS.items(), ids=lambda value: value[0] if isinstance(value, tuple) else ""
)
def test_each_answer_is_three_clicks_away_at_most(page, mini_site, who, questions):
    walker = Walker(page, mini_site, *who)
    for question in questions:
        walker.begin()
        assert question(walker) == walker.clicks, question.__name__
