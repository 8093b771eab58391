"""The money pages over the demo council in its smallest size: what they say is what the ledger and the budget say."""

import csv
import io
import re
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

import app as web
import layouts
from dashboard import scorecard as cards
from dashboard.access import EVERYTHING, Reader
from dashboard.money import contracts, forecast, lines
from dashboard.money.months import april
from dashboard.scorecard import ask_dicts
from dashboard.statistics.variance import Split
from layouts.charts.bridge import COLOURS
from layouts.pages.money import demand_ahead
from layouts.pages.money import line as money_line
from layouts.parts.money import bridge as money_bridge
from layouts.parts.money import contracts as money_contracts
from layouts.parts.money import plan as money_plan
from layouts.parts.money import providers as money_providers
from layouts.words import money as money_words
from tests.pages.trees import find, mounted, said, the

MONTH = date(2026, 9, 1)
PAGES = [
    "/money?unit=westmarch",
    "/money?unit=westmarch&by=user_group",
    "/money?unit=children",
    "/money?unit=older-people",
    "/money?unit=op-northfield",
    "/money?unit=la-leaving-care",
    "/money?unit=westmarch&month=2024-04",
    "/money/line?unit=westmarch&service=home+care",
    "/money/line?unit=westmarch&service=not+mapped",
    "/money/line?unit=westmarch&service=assessment+and+care+management",
    "/money/line?unit=adults&group=Physical+support",
    "/money/packages?unit=older-people&service=home+care",
    "/money/packages?unit=westmarch&service=foster+care",
    "/money/demand?unit=westmarch",
    "/money/demand?unit=westmarch&trend=50&older=1&price=4.5&each=-1",
    "/money/demand?unit=fostering",
]
PENNIES = st.decimals(min_value=-(10**8), max_value=10**8, places=2)


@pytest.fixture(scope="module")
def client(mini):
    return web.serving(mini.store).server.test_client()


def page(client, address):
    return client.get(address).get_data(as_text=True)


EVERY = "columns=date-committed-year-carried-units-cost-why"


def lead(text):
    return " ".join(re.search(r'<p class="lead">(.*?)</p>', text, re.S).group(1).split())


@pytest.mark.parametrize("address", PAGES)
def test_every_money_page_is_readable_before_any_script_has_run(client, address):
    answer = client.get(address)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert text.index("<h1>") < text.index("<script src=")


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/money?unit=older-peple", "Older people"),
        ("/money?by=colour", "user group"),
        ("/money/line?unit=older-people&service=home+cair", "home care"),
        ("/money/line?unit=older-people", "home care"),
        ("/money/line?service=home+care&group=Physical+support", "asks for both: “home care” and “Physical support”"),
        ("/money/demand?price=lots", "is no number from 0 to 10"),
        ("/money/demand?trend=1000", "is no number from 0 to 150"),
        ("/money/demand?trend=nan", "is no number from 0 to 150"),
    ],
)
def test_an_address_that_leads_nowhere_gets_a_sentence_and_a_way_back(client, address, near):
    answer = client.get(address)
    assert answer.status_code == 404
    assert near in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "address",
    [
        "/money/line?unit=op-northfield&month=2026-07&service=foster+care",
        "/money/packages?unit=op-northfield&month=2026-07&service=foster+cair",
        "/money/demand?unit=op-northfield&month=2026-07&price=lots",
    ],
)
def test_what_is_not_here_of_money_leads_back_to_money_at_the_same_unit_and_month(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert '<a href="/money?unit=op-northfield&amp;month=2026-07">Back to money</a>' in answer.get_data(as_text=True)


def test_a_unit_without_a_service_says_so_and_leads_to_its_money_and_to_the_service(client):
    text = page(client, "/money/line?unit=op-northfield&month=2026-07&service=foster+care")
    assert lead(text).endswith(
        "Northfield has no foster care: nothing was budgeted, paid or delivered in the year to July 2026."
    )
    assert '<li><a href="/money?unit=op-northfield&amp;month=2026-07">The money of ' in text
    there = re.search(r'<a href="([^"]*)">Foster care at Westmarch Council</a>', text).group(1).replace("&amp;", "&")
    assert "<h1>Foster care at Westmarch Council</h1>" in page(client, there)


def test_money_is_in_the_menu_and_leads_to_the_same_unit(client):
    menu = re.search(r'aria-label="Pages">(.*?)</nav>', page(client, "/?unit=older-people"), re.S).group(1)
    assert 'href="/money?unit=older-people&amp;month=2026-09"' in menu


def test_the_story_is_the_first_thing_said_where_it_shows(client, cursor):
    line = lines.line(lines.money(cursor, "older-people", MONTH), "home care")
    off = 100 - 100 * line.total("delivered_to_date") / line.total("agreed_to_date")
    for address in ("/money?unit=older-people", "/money?unit=older-people&by=user_group"):
        said = lead(page(client, address))
        assert f"{off:.1f}% fewer hours were delivered than agreed" in said
        assert f"an hour cost £{line.actual_cost:.2f} against £{line.budgeted_cost:.2f} agreed" in said
        assert "in each of the last three months" in said
    assert "On budget, buying less at a higher price" in page(client, "/money?unit=older-people")


def test_the_alarm_opens_to_its_workings(client):
    assert "service=home+care#alarm" in page(client, "/money?unit=older-people")
    text = page(client, "/money/line?unit=older-people&service=home+care")
    assert 'id="alarm"' in text
    for month in ("July 2026", "August 2026", "September 2026", "April to September 2026"):
        assert f'<th scope="row">{month}</th>' in text


def test_the_first_sentence_and_each_alarm_beside_it_lead_to_their_workings(client):
    text = page(client, "/money?unit=westmarch")
    first = re.search(r'<p class="lead"><a href="([^"]*)#alarm" class="miss">', text).group(1)
    others = re.findall(r'<li><a href="([^"]*)#alarm" class="miss">', text)
    assert "service=home+care" in first
    assert len(others) == len(re.findall('class="miss alarm"', text)) - 1
    for href in (first, *others):
        assert 'id="alarm"' in page(client, href.replace("&amp;", "&"))


def test_the_five_figures_and_the_picture_stand_before_the_table_and_beside_the_first_sentence(client):
    text = page(client, "/money?unit=westmarch")
    places = [text.index(mark) for mark in ('class="tiles"', 'class="lead"', 'id="bridge"', 'id="lines"')]
    assert places == sorted(places)
    tiles = text[places[0] : places[1]]
    assert len(re.findall(r"<dt>[+−]?£[\d.,]+[mk]?</dt>", tiles)) == 5


def test_every_place_of_the_page_that_its_list_names_is_there(client):
    for unit in ("westmarch", "la-leaving-care"):
        text = page(client, f"/money?unit={unit}")
        named = re.findall('href="#([^"]*)"', text[text.index('aria-label="On this page"') :].split("</nav>")[0])
        assert "lines" in named and "past" in named
        assert all(f'<section id="{key}"' in text for key in named)


def test_a_unit_without_the_story_is_told_where_its_year_is_heading(client):
    assert "budget holders expect to end the year" in lead(page(client, "/money?unit=children"))


def test_every_line_of_the_table_is_there_with_its_figures_to_the_pound(client, cursor):
    text = page(client, "/money?unit=westmarch")
    for line in lines.money(cursor, "westmarch", MONTH).lines:
        row = re.search(
            rf'<tr><th scope="row" class="m"><a[^>]*>{re.escape(money_words.title(line.key))}.*?</tr>',
            text.replace("&#39;", "'"),
        )
        for word in ("profiled", "actual_to_date", "revised"):
            assert f">{money_words.plain(line.total(word))}</td>" in row.group(0), (line.key, word)


def test_the_ledger_lines_behind_a_line_add_up_to_what_the_page_says_was_paid(client, cursor):
    text = page(client, "/money/line?unit=older-people&service=home+care")
    href = re.search(r'href="(/records\?measure=spending[^"]*)"', text).group(1).replace("&amp;", "&")
    # What the table is about stands below it, after an empty row.
    table = page(client, href.replace("/records", "/records.csv")).removeprefix("\ufeff").split("\r\n\r\n")[0]
    rows = csv.DictReader(io.StringIO(table))
    paid = lines.line(lines.money(cursor, "older-people", MONTH), "home care").total("actual_to_date")
    assert sum(Decimal(row["numerator"].removeprefix("'")) for row in rows) == paid
    said = lead(page(client, href))
    assert "the number on the page" in said
    assert "scorecard" not in said
    assert "number on the scorecard" in lead(page(client, "/records?measure=spending&unit=older-people"))


@pytest.mark.parametrize("line", ["service=home+care", "group=Physical+support"])
def test_the_records_behind_a_line_lead_back_to_it_and_only_for_who_came_from_there(client, line):
    address = f"/money/line?unit=older-people&month=2026-09&{line}"
    href = re.search(r'href="(/records\?measure=spending[^"]*)"', page(client, address)).group(1).replace("&amp;", "&")
    back = f'<a href="{address.replace("&", "&amp;")}">Back to the money</a>'
    assert back in page(client, href)
    assert "Back to the money" not in page(client, href.replace("&back=money", ""))
    assert "Back to the money" not in page(client, href.replace("&back=money", "&back=else"))
    assert "back=" not in re.search('<a href="([^"]*)">Back to the measure', page(client, href)).group(1)


def test_fewer_hours_are_not_called_a_saving(client):
    said = lead(page(client, "/money?unit=older-people"))
    assert re.search(r"The price added £\d+k, fewer hours took £\d+k off[.,]", said)
    assert "saved" not in said


def test_a_line_without_units_has_no_button_to_them(client):
    without = page(client, "/money/line?unit=westmarch&service=assessment+and+care+management")
    assert "The ledger lines</a>" in without
    assert "Agreed and delivered units</a>" not in without
    assert "The packages in force</a>" not in without
    assert "The packages in force</a>" in page(client, "/money/line?unit=westmarch&service=home+care")


def test_a_year_that_is_over_is_paid_and_not_carried_on(client):
    text = page(client, "/money?unit=westmarch&month=2026-03")
    assert "<dd>paid by 31 March" in text
    assert "if what is in force goes on" not in text


def march(client, address):
    text = page(client, address)
    return text[text.index('id="march-title"') :].split("</section>")[0]


@pytest.mark.parametrize(("service", "by_packages"), [("home care", True), ("assessment and care management", False)])
def test_a_forecast_says_whether_packages_or_the_last_months_are_behind_it(client, cursor, service, by_packages):
    ((in_force,),) = cursor.execute(
        "select sum(in_force) from cube.package_flows where unit = 'westmarch' and service = ? and month = ?",
        [service, MONTH],
    ).fetchall()
    assert bool(in_force) is by_packages
    said = march(client, f"/money/line?unit=westmarch&service={service.replace(' ', '+')}")
    assert ("packages in force go on" in said) is by_packages
    assert ("no packages are behind this line" in said) is not by_packages


def test_a_year_that_is_over_has_no_words_on_how_its_forecast_is_made(client):
    assert "packages" not in march(client, "/money/line?unit=westmarch&service=home+care&month=2026-03")


def test_the_bridge_of_a_line_follows_its_split_with_its_steps_in_words_and_in_figures(client, cursor):
    text = page(client, "/money/line?unit=older-people&service=home+care")
    assert text.index('id="split-title"') < text.index('id="bridge-title"') < text.index('id="months-title"')
    section = text[text.index('id="bridge-title"') :].split("</section>")[0]
    split = lines.line(lines.money(cursor, "older-people", MONTH), "home care").year_variance
    label = re.search('role="figure"[^>]*aria-label="([^"]*)"', section).group(1)
    figures = section[section.index("The same in figures") :]
    for name, amount in split._asdict().items():
        said = money_words.pounds(amount, True)
        assert (f"{money_words.PARTS[name]} {said}" in label) is bool(amount)
        assert (f'<th scope="row">{money_words.PARTS[name]}</th><td class="n">{said}</td>' in figures) is bool(amount)


def test_each_user_group_of_a_split_leads_to_its_own_line_and_back(client):
    text = page(client, "/money/line?unit=older-people&service=home+care")
    split = text[text.index('id="split-title"') :].split("</section>")[0]
    links = re.findall(r'<th scope="row" class="m"><a href="([^"]*group=[^"]*)">([^<]*)</a>', split)
    assert links
    for href, group in links:
        there = page(client, href.replace("&amp;", "&"))
        assert f"<h1>{group} at Older people</h1>" in there
        assert "service=home+care" in there[there.index('id="split-title"') :].split("</section>")[0]


def test_a_row_of_effects_without_any_value_is_left_out(client, monkeypatch):
    address, title = "/money/line?unit=older-people&service=home+care", "Cost of an hour of home care"
    ask = money_line.cards.ask_dicts

    def emptied(cursor, name, **asked):
        rows = ask(cursor, name, **asked)
        if name != "money_effects":
            return rows
        first = next(row["measure"] for row in rows if not row["is_cost"])
        return [{**row, "value": None} if row["measure"] == first else row for row in rows]

    def effects():
        text = page(client, address)
        return text[text.index('id="effects-title"') :].split("</section>")[0]

    whole = effects()
    monkeypatch.setattr(money_line.cards, "ask_dicts", emptied)
    assert title in effects()
    assert effects().count("<tr>") == whole.count("<tr>") - 1


@pytest.mark.parametrize(
    ("off_by", "is_open"), [(Decimal("1.00"), False), (Decimal("1.01"), True), (Decimal(-2), True)]
)
def test_the_lines_of_a_plan_are_open_where_one_is_off_by_more_than_the_tolerance(off_by, is_open):
    rows = [{"original": Decimal(100), "worth": Decimal(100)}, {"original": 100 + off_by, "worth": Decimal(100)}]
    assert money_plan.is_astray(rows, Decimal(1)) is is_open


def test_a_line_of_a_plan_without_a_worth_is_not_off():
    assert not money_plan.is_astray([{"original": Decimal(5), "worth": None}], Decimal(1))


def test_the_months_of_the_chart_that_the_table_leaves_out_can_be_opened(client):
    text = page(client, "/money/line?unit=older-people&service=home+care")
    section = text[text.index('id="months-title"') :].split("</section>")[0]
    said = int(re.search(r"each of the last (\d+) months", section).group(1))
    assert len(re.findall('<tr><th scope="row">', section)) == said
    shown, before = section.split("The months before</summary>")
    assert "September 2026" in shown and "March 2026" in before


@pytest.mark.parametrize(
    ("value", "said"), [("100761.5162", "100,761.5"), ("12", "12"), ("-0.25", "−0.2"), ("5.96", "6")]
)
def test_units_are_read_to_the_tenth(value, said):
    assert money_words.tenths(Decimal(value)) == said


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("part", Split._fields)
def test_every_part_of_a_variance_stands_out_from_the_page_in_light_and_dark(part):
    sheet = re.sub(r"\s*([{}:;,])\s*", r"\1", Path("layouts/assets/golden_thread.css").read_text())
    rule = re.search(rf"\.split \.{part},\.key \.{part}{{([^}}]*)}}", sheet).group(1)
    drawn, colours = re.search(r"fill:var\((--\w+)\)", rule).group(1), {}
    for theme in re.findall(r":root[^{]*{([^}]*)}", sheet)[:2]:
        colours |= dict(re.findall(r"(--\w+):(#\w+)", theme))  # the dark ones on top of the light
        long = {name: f"#{c[1] * 2}{c[2] * 2}{c[3] * 2}" if len(c) == 4 else c for name, c in colours.items()}
        low, high = sorted(luminance(long[name]) for name in (drawn, "--paper"))
        assert (high + 0.05) / (low + 0.05) >= 3, (part, drawn)
        assert long[drawn] == COLOURS[part], "as the bridge has it"


def test_each_line_of_a_plan_says_whose_price_it_has(client):
    text = page(client, "/money/line?unit=older-people&service=home+care")
    assert "whose price" in text
    assert re.search("its budget over its units|the plan’s|that of [^<]+, from its budget", text)


@pytest.mark.parametrize(
    ("month", "said"),
    [
        (date(2026, 4, 1), "April 2026"),
        (date(2026, 9, 1), "April to September 2026"),
        (date(2025, 3, 1), "April 2024 to March 2025"),
    ],
)
def test_the_months_of_a_year_so_far_are_said_in_full_where_they_span_two_years(month, said):
    assert money_words.span(month) == said


def test_a_sentence_has_no_colon_where_nothing_is_to_be_explained(cursor):
    line = lines.line(lines.money(cursor, "older-people", MONTH), "home care")
    assert "to September 2026." in money_words.line_sentence(replace(line, variance=Split()), MONTH)


def test_every_slider_has_a_label_a_number_and_keeps_its_place_from_the_address(client):
    shown, _ = mounted(client, "/money/demand?unit=westmarch&price=4.5")
    form = the(shown, type="Form", className="sliders")
    sliders = [one["props"] for one in find(form, type="Input") if one["props"]["type"] == "range"]
    assert [one["name"] for one in sliders] == ["trend", "older", "price", "each"]
    for one in sliders:
        assert one["id"] == f"set-{one['name']}"
        assert said(the(form, type="Label", htmlFor=one["id"]))
        assert said(the(form, type="Output", htmlFor=one["id"])).startswith(f"{one['value']} per cent")
    assert [one["value"] for one in sliders if one["name"] == "price"] == ["4.5"]
    assert find(shown, type="Li", text="Prices rise by 4.5% each April")


def test_demand_is_called_a_projection_and_moving_nothing_is_what_follows_from_the_past(client):
    text = page(client, "/money/demand?unit=westmarch")
    assert "This is a projection and not a prediction." in lead(text)
    assert "nothing moved" not in text
    assert all(f'<th scope="col" class="n">{year}</th>' in text for year in ("2027–28", "2028–29", "2029–30"))
    assert "2026–27 commitment forecast" in text
    assert "nothing moved" in page(client, "/money/demand?unit=westmarch&each=5")


@given(st.builds(Split, PENNIES, PENNIES, PENNIES, PENNIES, PENNIES), PENNIES)
def test_the_steps_of_a_bridge_lead_from_the_budget_to_the_forecast(split, budget):
    end = budget + split.total
    found = money_bridge.steps(budget, split, end)
    assert [low for _, low, _ in found[1:]] == [to for _, _, to in found[:-1]]
    if found:
        assert (found[0][1], found[-1][2]) == (budget, end)
    else:
        assert budget == end


def test_a_bridge_has_a_column_for_each_step_of_a_pound_or_more_and_its_figure_above_it():
    split = Split(price=Decimal(500), volume=Decimal(-300), plan=Decimal("0.40"))
    columns = money_bridge.columns(Decimal(1_000), split, Decimal("1200.40"))
    assert [step.mark for step in columns] == ["", "price", "volume", ""]
    assert [step.said for step in columns] == ["£1,000", "+£500", "−£300", "£1,200"]
    assert [(step.start, step.stop) for step in columns[1:3]] == [(1000, 1500), (1500, 1200)]


@pytest.mark.parametrize(
    ("value", "said"),
    [(1_234_567, "£1.23m"), (999_600, "£1.00m"), (45_600, "£46k"), (8_741, "£8,741"), (-530_400, "−£530k"), (0, "£0")],
)
def test_pounds_are_as_short_as_a_sentence_needs(value, said):
    assert money_words.short(Decimal(value)) == said


def test_the_parts_that_matter_are_named_the_largest_first():
    said = money_words.parts_words(Split(price=Decimal(500), volume=Decimal(-900), plan=Decimal(10)))
    assert said.replace("\u2060", "").replace("\u00a0", " ") == "volume −£900, price +£500, plan +£10"


def test_the_headline_says_the_same_by_service_and_by_user_group(client, cursor):
    said = []
    for by in lines.CUTS:
        text = page(client, f"/money?unit=westmarch&by={by}")
        said.append(re.search(r'<td class="g parts"[^>]*><span class="place">([^<]*)</span></td></tr>', text).group(1))
    assert said[0] == said[1]
    services = lines.money(cursor, "westmarch", MONTH).variance
    figure = money_words.short(services.volume + services.mix, signed=True)
    assert money_words.unbroken(f"volume and mix {figure}") in said[0]


def test_the_unit_cost_on_the_scorecard_stands_beside_the_workings(client, cursor):
    (value,) = cursor.execute(
        "select value from cube.card_values where measure = ? and unit = 'older-people' and month = ?",
        ["unit_cost_home_care", MONTH],
    ).fetchone()
    text = page(client, "/money/line?unit=older-people&service=home+care")
    assert re.search(rf"Cost of an hour of home care</a>.*?<b>£{value:.2f}</b>", text)
    assert f"an hour cost £{value:.2f} against" in lead(text)


def test_the_packages_page_says_how_many_there_are_and_what_they_come_to(client, cursor):
    count, cost = cursor.execute(
        "select count(*), sum(cost) from model.package_months join model.units_above using (month, unit)"
        " where above = 'older-people' and month = ? and service = 'home care'",
        [MONTH],
    ).fetchone()
    said = lead(page(client, "/money/packages?unit=older-people&service=home+care"))
    assert said.startswith(f"{count:,} packages were in force at Older people in September 2026.")
    assert money_words.pounds(cost) in said


@pytest.fixture
def begun_in_july(monkeypatch):
    """As if the store began in July 2026, within the financial year."""
    july = date(2026, 7, 1)
    for module in (lines, forecast):
        monkeypatch.setattr(module, "begins_within", lambda cursor, month: july)


def test_a_year_that_began_before_the_store_is_held_against_no_budget_and_not_carried_on(client, begun_in_july):
    text = page(client, "/money?unit=westmarch")
    assert "was paid in July to September 2026. The store begins in July 2026" in lead(text)
    assert "a year that began before the store is not carried on" in text
    assert "forecast by the budget holders" in text
    assert 'id="bridge"' not in text and 'class="split"' not in text
    one = page(client, "/money/line?unit=older-people&service=home+care")
    assert "from July 2026, when the store begins" in lead(one)
    assert "Straight line" not in one
    assert "The variance to date is not explained" in one


@pytest.mark.parametrize(
    ("month", "begins"), [(date(2022, 12, 1), date(2022, 10, 1)), (date(2023, 4, 1), None), (date(2024, 3, 1), None)]
)
def test_only_a_year_whose_april_lies_before_the_store_begins_within_it(month, begins):
    with closing(duckdb.connect()) as connection:
        connection.execute("create schema cube; create table cube.money_begins as select date '2022-10-01' as month")
        assert lines.begins_within(connection, month) == begins


def test_a_year_of_which_no_money_is_on_file_has_no_figure_and_leads_to_one_that_has(client):
    text = page(client, "/money?unit=westmarch&month=2023-03")
    assert lead(text).startswith(
        "The payments and budgets on file for Westmarch Council are of April 2024 to September"
    )
    assert "£0" not in text and 'href="/money?unit=westmarch&amp;month=2026-09"' in text
    one = page(client, "/money/line?unit=westmarch&service=home+care&month=2023-03")
    assert "nothing is known of its money in the financial year to March 2023" in one and "store begins" not in one
    assert 'href="/money/line?unit=westmarch&amp;service=home+care&amp;month=2026-09"' in one
    assert "This address names no line of the money." in page(client, "/money/line?unit=westmarch")


def test_demand_with_fewer_than_twelve_months_paid_has_no_cost_and_says_why(client, cursor):
    (first,) = cursor.execute("select min(month) from cube.money_months where actual <> 0").fetchone()
    said = lead(page(client, f"/money/demand?unit=westmarch&month={first:%Y-%m}"))
    assert "Fewer than twelve months are paid on file, so that the cost is not projected." in said
    assert "£" not in said


def test_the_table_of_the_split_has_the_whole_width_of_the_page(client):
    text = page(client, "/money/line?unit=older-people&service=home+care")
    assert text.index('id="split-title"') < text.index('class="g-3 row"') < text.index('id="months-title"')


def test_every_trend_in_demand_stands_with_its_error_and_says_where_it_may_be_chance(client):
    text = page(client, "/money/demand?unit=westmarch")
    trends = re.findall(r'<td class="g soft"[^>]*>([^<]*a year[^<]*)</td>', text)
    assert trends and all(re.search(r"% a year ± \d+\.\d", one) for one in trends)
    for one in trends:
        trend, error = (float(found) for found in re.findall(r"(\d+\.\d)", one))
        if abs(trend - error) > 0.1:  # figures as rounded
            assert ("told from chance" in one) is (trend < error), one


def test_units_that_belong_to_no_unit_below_have_a_row_so_that_the_sums_add_up(client, cursor):
    """In the demo council some weeks of children are booked to no team; hours of home care all are."""
    asked = {"unit": "westmarch", "first": april(MONTH), "month": MONTH, "user_group": None}
    found, shown = lines.money(cursor, "westmarch", MONTH), 0
    for service in ("foster care", "home care"):
        line = lines.line(found, service)
        below = ask_dicts(cursor, "money_units_below", **asked, service=service)
        apart = line.total("delivered_to_date") - sum(row["delivered"] for row in below)
        text = page(client, f"/money/line?unit=westmarch&service={service.replace(' ', '+')}")
        if apart:
            shown += 1
            assert f"not at any unit below: {money_words.units(apart)} {line.counted_in}" in text
        else:
            assert "not at any unit below" not in text
    assert shown == 1


def test_contracts_stand_on_the_money_page_and_open_to_each_contract(client, cursor):
    text = page(client, "/money?unit=westmarch")
    found = contracts.kinds(contracts.contracts(cursor, "westmarch", april(MONTH), MONTH))
    table = text[text.index('id="bought-title"') :].split("</section>")[0]
    assert [re.sub(r"<[^>]*>", "", row) for row in re.findall(r"</th><td>([^<]*)</td>", table)] == [
        one.kind for one in found
    ]
    for one in found:
        assert f">{money_words.plain(one.total('paid'))}</td>" in table, one.kind
    href = re.search(r'href="([^"]*service=home\+care#contracts)"', table).group(1).replace("&amp;", "&")
    opened = page(client, href.split("#")[0])
    for one in (each for kind in found if kind.service == "home care" for each in kind.contracts):
        assert f'<th scope="row">{one.contract}</th><td>{one.provider}</td>' in opened


def test_a_month_missing_is_left_out_of_what_a_contract_bought_and_of_what_was_paid_beside_it(client, cursor):
    text = page(client, "/money/line?unit=older-people&service=home+care&month=2025-03")
    table = text[text.index('id="contracts"') :].split("</section>")[0]
    found = contracts.contracts(cursor, "older-people", date(2024, 4, 1), date(2025, 3, 1), "home care")
    assert "£ paid in them</th>" in table
    for kind in contracts.kinds(found):
        paid = (f'<td class="n">{money_words.plain(kind.total(word))}</td>' for word in ("paid_on_file", "paid"))
        assert "".join(paid) in table and kind.months == (12, 11), kind.kind
    assert table.count('<td class="n">11 of 12</td>') == len(contracts.kinds(found))
    assert "£ paid in them" not in page(client, "/money/line?unit=older-people&service=home+care")


def test_providers_stand_beside_a_year_ago_with_what_moved_between_them(client, cursor):
    text = page(client, "/money/line?unit=older-people&service=home+care")
    line = lines.line(lines.money(cursor, "older-people", MONTH), "home care")
    found = money_providers.providers(cursor, SimpleNamespace(key="older-people"), MONTH, line)
    table = text[text.index('id="providers-title"') :].split("</section>")[0]
    assert table.count("a year ago</th>") == 2
    assert f'<p class="says">{money_providers.sentence(found, line)}</p>' in table
    for row in found.rows:
        assert (
            f">{money_providers.cost(row)}</td>" in table and f">{money_providers.cost(row, before=True)}</td>" in table
        )


def test_providers_that_no_file_gives_units_have_their_money_alone(client):
    text = page(client, "/money/line?unit=westmarch&service=foster+care")
    table = text[text.index('id="providers-title"') :].split("</section>")[0]
    assert "No file says which of them delivered the units." in table
    assert "unit cost" not in table


def test_a_unit_that_no_contract_is_made_for_has_no_section_of_contracts(client):
    assert 'id="bought-title"' not in page(client, "/money?unit=children")


@pytest.mark.parametrize(
    ("paid", "says"),
    [
        ("240000", "£22k was paid for hours nobody had."),
        ("239999.50", "£22k was paid for hours nobody had."),
        ("230000", "At its price they come to £22k: £12k of that was paid."),
        ("218000", "At its price they come to £22k; the ledger shows none of that as paid."),
    ],
)
def test_what_a_block_bought_and_nobody_used_is_said_with_what_was_paid_of_it(paid, says):
    amounts = [Decimal(one) for one in ("12000", "10900", paid, paid)]
    one = contracts.Contract("home care", "block", "C", "A", "ALL", "hours", Decimal(20), 6, 6, *amounts)
    said = money_contracts.sentence(contracts.Kind("home care", "block", (one,)))
    start = "The block contract for home care bought 12,000 hours, and 1,100 of them were not used"
    assert said.startswith(start) and said.endswith(says)


@pytest.mark.parametrize(
    ("price", "says"),
    [
        ("50000", "£22k of the price effect of £50k is hours of a block that nobody used."),
        ("10000", "£22k was paid for hours of a block that nobody used: without it the price effect of +£10k would be"),
        ("0", ""),
    ],
)
def test_how_much_of_the_price_effect_nobody_used_is_said(price, says):
    amounts = [Decimal(one) for one in ("12000", "10900", "240000", "240000")]
    one = contracts.Contract("home care", "block", "C", "A", "ALL", "hours", Decimal(20), 6, 6, *amounts)
    more = replace(one, kind="cost and volume")
    found = SimpleNamespace(
        kinds=[contracts.Kind("home care", "block", (one,)), contracts.Kind("home care", "cost and volume", (more,))]
    )
    line = SimpleNamespace(counted_in="hours", variance=Split(price=Decimal(price)))
    said = money_contracts.in_price(found, line)
    assert said.startswith(says) and bool(said) == bool(says)
    assert money_contracts.in_price(None, line) == ""


def test_the_hours_of_a_block_that_nobody_used_stand_beside_the_split(client, cursor):
    text = page(client, "/money/line?unit=older-people&service=home+care")
    split = text[text.index('id="split-title"') :].split("</section>")[0]
    rows = cursor.execute(
        "select least(sum(paid) - sum(used * price), sum((bought - used) * price)) from cube.contract_months"
        " where service = 'home care' and unit = 'older-people' and kind = 'block'"
        " and month between '2026-04-01' and '2026-09-01'"
    ).fetchone()
    says = "of the price effect of £[^ ]+ is hours of a block that nobody used|was paid for hours of a block"
    assert re.search(f'<p class="says">{money_words.short(rows[0])} ({says})', split)


MONEY = ("original", "revised", "profiled", "actual", "actual_to_date", "commitment", "forecast")


@pytest.fixture
def without(monkeypatch):
    """The money pages as though some figures had never been loaded."""
    found_in = lines.money

    def pretend(*words):
        nothing = dict.fromkeys(words, Decimal(0))

        def money(cursor, unit, month, by="service"):
            found = found_in(cursor, unit, month, by)
            return lines.recut(replace(found, cells=tuple(replace(cell, **nothing) for cell in found.cells)), by)

        monkeypatch.setattr(lines, "money", money)

    return pretend


def test_before_any_budget_the_page_says_what_is_paid_and_holds_it_against_nothing(client, without):
    without("original", "revised", "profiled", "forecast")
    text = page(client, "/money?unit=older-people")
    assert re.search("£[^ ]+ is spent to September 2026; there is no budget here to hold it against.", lead(text))
    assert "against the budget to date: there is none here" in text
    assert "nobody has declared a forecast" in text
    assert not re.search("(price|volume) [+−]", text)
    line = lead(page(client, "/money/line?unit=older-people&service=home+care"))
    assert re.search("£[^ ]+ is paid to September 2026; it has no budget here.", line)


@pytest.fixture
def never_loaded(monkeypatch, without):
    """The money pages of a council that never loaded the ledger, or the budget, or either."""
    found_in = cards.ask

    def pretend(*missing):
        on_hand = [(layout,) for layout in ("ledger", "budget") if layout not in missing]

        def ask(cursor, view, **asked):
            return on_hand if view == "money_on_hand" else found_in(cursor, view, **asked)

        monkeypatch.setattr(cards, "ask", ask)
        of_budget = ("original", "revised", "profiled", "commitment", "forecast")
        of_ledger = ("actual", "actual_to_date")
        without(*(of_budget if "budget" in missing else ()), *(of_ledger if "ledger" in missing else ()))

    return pretend


def cells_of(text, name):
    row = re.search(rf"<tr><th scope=.row. class=.m.><a[^>]*>{name}.*?</tr>", text, re.S).group(0)
    return [re.sub("<[^>]*>", "", cell).strip() for cell in re.findall("<td.*?</td>", row, re.S)]


def test_where_no_money_was_ever_loaded_the_page_says_what_to_load_and_shows_no_nought(client, never_loaded):
    never_loaded("ledger", "budget")
    text = page(client, "/money?unit=older-people")
    assert lead(text).startswith(
        "No payments ledger and no budget is loaded: load them and build again, and what is paid and budgeted at "
        "Older people shows on this page, by service and by user group."
    )
    assert "£0" not in text and "another unit" not in text and "<table" not in text


def test_a_ledger_without_a_budget_has_empty_budget_columns_and_is_not_split(client, never_loaded):
    never_loaded("budget")
    text = page(client, f"/money?unit=older-people&{EVERY}")
    assert re.search("£[^ ]+ was paid from April to September 2026; no budget is loaded: load it", lead(text))
    assert "against the budget to date: no budget is loaded" in text and "no budget is loaded</dd>" in text
    found = cells_of(text, "Home care")
    assert found[0] == "–" and found[1] not in ("–", "0") and found[4] == "–", "budget, paid, budget of the year"
    usual = re.search(r"<table [^>]*stacked.*?<tbody>", page(client, "/money?unit=older-people"), re.S).group(0)
    assert "to date</th>" in usual and "the whole year</th>" not in usual
    line = page(client, "/money/line?unit=older-people&service=home+care")
    assert "No budget is loaded: there is nothing to hold one against the other." in line


def test_a_budget_without_a_ledger_has_empty_columns_of_what_was_paid(client, never_loaded):
    never_loaded("ledger")
    text = page(client, "/money?unit=older-people")
    assert "is budgeted to September 2026; no payments ledger is loaded" in lead(text)
    found = cells_of(text, "Home care")
    assert found[0] not in ("–", "0") and found[1:3] == ["–", "–"], "budget, paid, variance"
    assert "£0" not in text.partition("<tbody>")[0] and "another unit" not in text
    line = lead(page(client, "/money/line?unit=older-people&service=home+care"))
    assert line.startswith("No payments ledger is loaded")


def test_units_delivered_where_no_money_is_booked_say_so_and_lead_to_the_unit_above(client, without):
    without(*MONEY)
    text = page(client, "/money?unit=op-northfield")
    assert "No money is booked here. What is delivered here is paid for in the books of another unit." in lead(text)
    assert '<a href="/money?unit=older-people&amp;month=2026-09">Older people</a>' in lead(text)
    line = lead(page(client, "/money/line?unit=op-northfield&service=home+care"))
    assert line.startswith("No money of it is booked here. ")
    assert "hours of" in line


def test_a_line_of_units_alone_says_where_its_money_is(client, monkeypatch):
    found_in = lines.money

    def money(cursor, unit, month, by="service"):
        found = found_in(cursor, unit, month, by)
        kept_elsewhere = dict.fromkeys(MONEY, Decimal(0))
        cells = (replace(c, **kept_elsewhere) if c.service == "home care" else c for c in found.cells)
        return lines.recut(replace(found, cells=tuple(cells)), by)

    assert "units alone" not in page(client, "/money?unit=op-northfield")
    monkeypatch.setattr(lines, "money", money)
    text = page(client, "/money?unit=op-northfield")
    row = re.search(r"<tr><th scope=.row. class=.m.><a[^>]*>Home care.*?</tr>", text, re.S).group(0)
    assert "units alone: their money is in another unit’s books" in row
    assert text.count("units alone") == 1


def test_money_without_units_has_no_unit_cost_and_is_not_split(client):
    text = page(client, f"/money?unit=hr-hospital-north&{EVERY}")
    assert "is spent of" in lead(text)
    row = re.search(r"<tr><th scope=.row. class=.m.>.*?Assessment and care.*?</tr>", text, re.S).group(0)
    assert row.count(">–</td>") >= 4
    assert "unexplained" in row


def test_a_unit_with_nothing_at_all_says_so_and_leads_to_the_unit_above(client, without):
    without(*MONEY, "agreed", "agreed_to_date", "delivered", "delivered_to_date")
    text = page(client, "/money?unit=op-northfield")
    assert lead(text).startswith("No budget, payment or activity is booked to Northfield in the financial year to")
    assert "Its money may be kept by the unit above" in text
    assert '<dl class="band">' in text  # what the scorecard shows of money stands there whatever is booked


def test_the_columns_of_the_table_are_shown_and_hidden_by_links_that_the_address_holds(client):
    for words, wanted in (
        ("", ["to date", "the whole year", "unit cost"]),
        ("?columns=units", ["units"]),
        ("?columns=none", []),
        ("?columns=carried-date", ["to date", "if it goes on"]),
    ):
        table = re.search(r"<table [^>]*stacked.*?<tbody>", page(client, f"/money{words}"), re.S).group(0)
        assert re.findall(r'<th scope="colgroup"[^>]*>([^<]*)</th>', table) == wanted
    text = page(client, "/money?columns=units")
    toggles = re.search(r'<nav class="choice toggles".*?</nav>', text, re.S).group(0)
    found = dict(re.findall(r'columns=([\w-]+)"><span aria-hidden="true">(.)</span>', toggles))
    assert list(found.values()).count("☑") == 1 and found["none"] == "☑" and found["date-units"] == "☐"
    assert "columns=units" in re.search(r'href="(/money\?[^"]*by=user_group[^"]*)"', text).group(1)
    answer = client.get("/money?columns=date-shoes")
    assert answer.status_code == 404 and "There are no columns “shoes” here" in answer.get_data(as_text=True)


def test_each_figure_of_a_row_holds_its_heading_for_a_phone(client):
    text = page(client, "/money")
    row = re.search(r"<table [^>]*stacked.*?<tbody><tr>(.*?)</tr>", text, re.S).group(1)
    assert re.findall(r'data-label="([^"]*)"', row)[:6] == [
        "to date: budget", "to date: paid", "to date: variance",
        "the whole year: budget", "the whole year: budget holders’ forecast", "the whole year: variance",
    ]  # fmt: skip


def test_the_bars_are_ranked_and_their_parts_come_to_the_variance(mini, cursor):
    asked = {"unit": "westmarch", "month": "2026-09"}
    found = layouts.view(mini.store, Reader(scope=EVERYTHING), layouts.at("/money")[0], asked)
    figure = the(found.body, type="Graph", id={"type": "chart", "name": "ranked"})["props"]["figure"]
    services = sorted(lines.money(cursor, "westmarch", MONTH).lines, key=lambda line: -abs(line.variance.total))
    (reading,) = [trace for trace in figure["data"] if trace.get("customdata")]
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    for place, line in enumerate(services[:8]):
        assert money_words.title(line.key) in unescape(reading["hovertext"][place])
        assert sum(bar["x"][place] for bar in bars) == pytest.approx(float(line.variance.total))
        ends = sorted((bar["base"][place], bar["base"][place] + bar["x"][place]) for bar in bars if bar["x"][place])
        assert all(bar["base"][place] * bar["x"][place] >= 0 for bar in bars), "what adds is right of nought"
        assert len({low for low, _ in ends}) >= len(ends) - 1, "no part lies on another"


def test_the_months_of_the_chart_are_those_of_the_ledger_and_their_budgets_come_to_that_of_the_year(client, cursor):
    asked = {"unit": "westmarch", "first": date(2024, 4, 1), "month": date(2026, 3, 1)}
    found = cards.ask_dicts(cursor, "money_by_month", **asked)
    paid = dict(
        cursor.execute("select month, sum(amount) from model.ledger_lines where not capital group by month").fetchall()
    )
    assert {row["month"]: row["paid"] for row in found} == {
        month: amount for month, amount in paid.items() if month <= asked["month"]
    }
    year = sum(row["budget"] for row in found if row["month"] >= date(2025, 4, 1))
    assert year == lines.money(cursor, "westmarch", asked["month"]).total("profiled")
    assert 'id="months"' in page(client, "/money")


def demand_chart(mini, name, **asked):
    found = layouts.view(mini.store, Reader(scope=EVERYTHING), layouts.at("/money/demand")[0], asked)
    figure = the(found.body, type="Graph", id={"type": "chart", "name": name})["props"]["figure"]
    return {trace["name"]: trace["y"] for trace in figure["data"]}, found.html()


def test_the_charts_of_demand_move_with_the_sliders_and_keep_what_follows_with_nothing_moved(mini, client):
    still, _ = demand_chart(mini, "cost")
    moved, text = demand_chart(mini, "cost", price="9.5")
    assert "with nothing moved" not in still and moved["with nothing moved"] == still["cost of a year"]
    assert all(
        dearer > before for dearer, before in zip(moved["cost of a year"][1:], still["cost of a year"][1:], strict=True)
    )
    assert moved["cost of a year"][0] == still["cost of a year"][0]  # what was paid is paid
    foot = re.search(r"<tfoot>.*?</tfoot>", text[text.index('id="groups-table"') :], re.S).group(0)
    assert all(money_words.plain(one) in foot for one in moved["cost of a year"])
    people, text = demand_chart(mini, "people", older="2")
    foot = re.search(r"<tfoot>.*?</tfoot>", text[text.index('id="groups-table"') :], re.S).group(0)
    assert all(f">{money_words.units(one)}<" in foot for one in people["ahead"][-4:])


def test_the_projection_is_saved_with_where_the_sliders_stood_and_all_that_was_assumed(client):
    text = client.get("/money/demand.csv?price=2").get_data(as_text=True).lstrip("\ufeff")
    table, about = text.split("\r\n\r\n")
    rows = list(csv.DictReader(io.StringIO(table)))
    page_text = page(client, "/money/demand?price=2")
    for row in rows:
        shown = re.search(rf'<th scope="row"[^>]*>{row["user group"]}</th>.*?</tr>', page_text, re.S).group(0)
        cost = row["cost 2029–30"]
        assert (money_words.plain(float(cost)) if cost else "–") in shown
    assert "Rise in prices,2 per cent a year" in about and about.count("Assumed,") > 5
    assert client.get("/money/demand.xlsx").status_code == 200


@given(
    st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(0, 60), min_size=1, max_size=5), min_size=1),
)
def test_the_past_of_demand_begins_where_every_group_that_can_be_told_is_there(people):
    """A group of few now may come and go; one of many that is not there yet is a file that began later."""
    now = 2026
    known = SimpleNamespace(
        month=date(now, 9, 1),
        people={
            name: {date(now - back, 9, 1): {"65-74": count} for back, count in enumerate(counts)}
            for name, counts in people.items()
        },
    )
    found = demand_ahead.past_people(known, list(people))
    assert list(found)[-1] == "Sep 2026" and found["Sep 2026"] == sum(counts[0] for counts in people.values())
    for back in range(len(found)):
        many = [counts[back] if back < len(counts) else 0 for counts in people.values()]
        assert found[f"Sep {now - back}"] == sum(many)
        assert all(then >= 10 for then, counts in zip(many, people.values(), strict=True) if counts[0] >= 10)


@pytest.mark.parametrize("by", lines.CUTS)
def test_the_table_is_saved_with_every_column_and_its_lines_come_to_the_whole(client, cursor, by):
    text = client.get(f"/money.csv?unit=westmarch&by={by}").get_data(as_text=True).lstrip("\ufeff")
    table, about = text.split("\r\n\r\n")
    rows = list(csv.DictReader(io.StringIO(table)))
    found = lines.money(cursor, "westmarch", MONTH)
    for column, word in (("paid to date", "actual_to_date"), ("budget of the year", "revised")):
        assert sum(Decimal(row[column]) for row in rows) == found.total(word)
    for row in rows:
        split = sum(Decimal(row[money_words.PARTS[part]]) for part in Split._fields)
        assert abs(split - Decimal(row["variance to date"])) < Decimal("0.05")
    assert {row["alarm"] for row in rows} > {""} and "Column price," in about and "Unit,Westmarch" in about
    assert f'href="/money.csv?unit=westmarch&amp;month=2026-09&amp;by={by}' in page(client, f"/money?by={by}").replace(
        '/money.csv?unit=westmarch&amp;month=2026-09"', '/money.csv?unit=westmarch&amp;month=2026-09&amp;by=service"'
    )
