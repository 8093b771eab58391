"""What the pages promise, seen in their HTML: no browser needed."""

import csv
import io
import re

import plotly.graph_objects as go
import pytest
from markupsafe import escape

from dashboard import scorecard as cards
from layouts import PAGES
from layouts.first_paint import html_of
from layouts.pages import welcome
from tests.pages.small_store import LAST, MEASURES, UNITS
from tests.pages.trees import every, mounted

EVERY_PAGE = [
    "/?unit=ALL",
    "/?unit=NOR",
    "/?unit=ALL&first=exceptions",
    "/welcome",
    "/measures",
    "/plans?unit=ALL",
    "/data",
    "/data?kind=cld_reviews",
    "/data?file=1",
    "/measure/reviews_on_time?unit=NOR",
    "/measure/reviews_on_time?unit=NOR&lens=years",
    "/attention?unit=ALL",
    "/records?measure=reviews_on_time&unit=NOR",
    "/explore",
    "/explore?measure=reviews_on_time&unit=NOR&unit=SOU",
    "/explore?measure=reviews_on_time&measure=unit_cost&unit=OP&as=multiples",
]


def page(client, address):
    return client.get(address).get_data(as_text=True)


def table(text):
    """The rows of a CSV file as dictionaries: what it is about follows after an empty row."""
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff").split("\r\n\r\n")[0])))


def lead(text):
    return re.search(r'<p class="lead">(.*?)</p>', text, re.S).group(1)


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_every_page_is_readable_before_any_script_has_run(client, address):
    answer = client.get(address)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert text.index("<h1>") < text.index("<script src=")


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_the_router_mounts_the_same_page_as_the_address_answers(client, address):
    components, title = mounted(client, address)
    text, expected = page(client, address), f"{html_of(components)}</div>"
    assert text.partition('<div id="first-paint">')[2][: len(expected)] == expected
    assert f"<title>{escape(title)}</title>" in text


@pytest.mark.parametrize("address", ["/?unit=OP&post=x", "/measure/reviews_on_time?unit=NOR&post=x&post=y"])
def test_a_word_of_the_address_that_no_page_knows_is_told(client, address):
    assert "The address says “post”, which no page knows; it is left out." in page(client, address)
    assert "which no page knows" not in page(client, address.partition("post")[0].rstrip("&"))
    hostile = page(client, "/?unit=OP&%3Cb%3E" + "a" * 90 + "=1")
    assert "“&lt;b&gt;" + "a" * 37 + "”" in hostile


@pytest.mark.parametrize("unit", [unit[0] for unit in UNITS])
def test_every_measure_of_a_units_card_is_on_its_page_with_a_standing_or_a_reason(client, unit):
    text = page(client, f"/?unit={unit}")
    for key, title, *_ in MEASURES:
        row = re.search(
            rf'<tr data-[^>]*>\s*<th scope="row" class="m"><span class="named"><a href="/measure/{key}\?.*?</tr>',
            text,
            re.S,
        ).group(0)
        assert title in row
        assert re.search(r"> (met|near|missed|no target)<|class=\"why\">\w", row)


def test_a_missing_value_says_why(client):
    assert "not supplied at this unit" in page(client, "/?unit=NOR")
    assert "not supplied at this unit" in lead(page(client, "/measure/satisfied?unit=NOR"))


def test_the_breadcrumb_leads_up_and_the_heat_map_down(client):
    text = page(client, "/?unit=OP")
    for unit in ("ALL", "ASC", "NOR", "SOU"):
        assert f'href="/?unit={unit}&amp;month=2026-03"' in text
    (mark,) = re.findall(r'<a [^>]*"/measure/reviews_on_time\?month=2026-03&amp;unit=NOR"[^>]*title=[^>]*>.</a>', text)
    assert re.search(r'title="([\d.]+%, (?:met|near|missed))" aria-label="\1"', mark)


def test_the_counts_in_the_first_sentence_are_those_of_the_rows(client, small, names):
    with small.cursor() as cursor:
        rows = cards.scorecard(cursor, names, names.units["OP"], LAST).rows
    met, near, missed = (sum(row.standing == standing for row in rows) for standing in ("met", "near", "missed"))
    assert f"{met} meet it, {near} are near and {missed} miss it" in lead(page(client, "/?unit=OP"))


def test_a_lower_target_binds_from_above_where_lower_is_better(client):
    assert "at most 16.0%" in lead(page(client, "/measure/turnover?unit=OP"))


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/?unit=Nrothfield", "Northfield team"),
        ("/?unit=OP&month=2011-01", "March 2026"),
        ("/?unit=OP&month=soon", "March 2026"),
        ("/measure/reviews_on_tim", "Clients receiving a review"),
        ("/measure/reviews_on_time?slice=colour", "user group"),
        ("/records?measure=reviews", "Clients receiving a review"),
        ("/data?file=99", "All files"),
        ("/nothing/here", "Back to the scorecard"),
        ("/?unit=%00%ff<script>", "Back to the scorecard"),
    ],
)
def test_an_address_that_leads_nowhere_gets_a_sentence_and_a_way_back(client, address, near):
    answer = client.get(address)
    text = answer.get_data(as_text=True)
    assert answer.status_code in (200, 404)
    assert near in text or address.startswith("/?unit=%00")
    assert "Traceback" not in text
    assert "<script>alert" not in text


def test_a_month_alone_is_of_the_whole_council_and_one_that_is_none_is_told(client):
    assert "<h1>Westmarch Council</h1>" in page(client, "/?month=2026-02")
    answer = client.get("/?month=2019-13")
    assert answer.status_code == 404 and "2019-13" in answer.get_data(as_text=True)
    assert "how are we doing?" in page(client, "/")


def test_what_a_browser_says_is_escaped(client):
    text = page(client, "/?unit=" + "%3Cimg src=x onerror=alert(1)%3E")
    assert "<img" not in text
    assert "&lt;img" in text


def test_records_add_up_to_the_number_and_say_so(client):
    text = page(client, "/records?measure=reviews_on_time&unit=NOR")
    said = re.search(r"These (\d+) records add up to (\d+) of (\d+) = ([\d.]+)%", lead(text))
    count, top, bottom = (int(said.group(n)) for n in (1, 2, 3))
    assert count == bottom == 567
    assert said.group(4) == f"{100 * top / bottom:.1f}"
    assert f'<td class="n now">{said.group(4)}%</td>' in page(client, "/?unit=NOR")


def test_the_csv_of_records_is_the_whole_list_with_its_headings_first(client):
    answer = client.get("/records.csv?measure=reviews_on_time&unit=NOR")
    rows = table(answer.get_data(as_text=True))
    assert len(rows) == 567
    assert sum(int(row["denominator"]) for row in rows) == 567
    assert 'filename="reviews_on_time-NOR-2026-03.csv"' in answer.headers["Content-Disposition"]


def test_records_that_count_against_the_measure_come_first(client):
    rows = table(page(client, "/records.csv?measure=reviews_on_time&unit=NOR"))
    counted = [int(row["numerator"]) for row in rows]
    assert counted == sorted(counted)
    assert counted[0] == 0


def test_the_first_screen_asks_who_you_are_and_remembers(client):
    assert "Who are you?" in page(client, "/")
    answer = client.get("/welcome/choose?role=team&unit=NOR")
    assert answer.headers["Location"] == "/?unit=NOR"
    assert "<h1>Northfield team</h1>" in page(client, "/")
    client.get("/welcome/choose?role=officer")
    assert "<h1>Westmarch Council</h1>" in page(client, "/")


def test_a_cookie_that_makes_no_sense_is_a_newcomers(client):
    client.set_cookie("reader", "king:everything;drop")
    assert "Who are you?" in page(client, "/")
    assert client.get("/welcome/choose?role=king").headers["Location"] == "/welcome"


def test_the_officers_page_lists_each_missed_measure_once_at_its_furthest_unit(client):
    text = page(client, "/?unit=ALL&first=exceptions")
    listed = re.findall(
        r'<li><a href="/measure/([\w]+)\?', text.split("Without a value")[0].split("Furthest from target")[1]
    )
    assert listed
    assert len(listed) == len(set(listed))


def test_the_scorecard_loads_neither_the_grid_nor_plotly_nor_what_old_browsers_lacked(client):
    scripts = re.findall(r'<script src="([^"]+)"', page(client, "/?unit=NOR"))
    left_out = ("ag_grid", "plotly", "dash_table", "polyfill")
    assert not [src for src in scripts if any(part in src for part in left_out)]
    assert [src for src in scripts if "dash_renderer" in src]
    grid = re.findall(r'<script src="([^"]+)"', page(client, "/records?measure=reviews_on_time&unit=NOR"))
    assert [src for src in grid if "ag_grid" in src]


def test_charts_of_plotly_are_valid_and_send_nothing_anywhere(client):
    shown, _ = mounted(client, "/measure/reviews_on_time?unit=NOR")
    graph = next(part for part in every(shown) if part["type"] == "Graph")["props"]
    assert go.Figure(graph["figure"]).data
    assert graph["config"]["showSendToCloud"] is False
    assert graph["config"]["displaylogo"] is False


def test_files_are_served_compressed_and_kept_by_the_browser(client):
    src = next(s for s in re.findall(r'<script src="([^"]+)"', page(client, "/welcome")) if "dash_renderer" in s)
    for _ in range(2):
        answer = client.get(src, headers={"Accept-Encoding": "br"})
        assert answer.headers["Content-Encoding"] == "br"
        assert "immutable" in answer.headers["Cache-Control"]
    again = client.get(src, headers={"Accept-Encoding": "br", "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_every_answer_forbids_other_sites_scripts_and_tells_no_versions(client):
    answer = client.get("/welcome")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert "python_version" not in answer.get_data(as_text=True)


def test_every_page_of_the_menu_exists(client):
    menu = re.search(r'<nav[^>]* aria-label="Pages">(.*?)</nav>', page(client, "/?unit=NOR"), re.S).group(1)
    paths = {href.split("?")[0] for href in re.findall(r'href="([^"]+)"', menu)}
    assert paths == {each.path for each in PAGES if each.in_menu and each.is_for is None}


def test_health_answers(client):
    said = client.get("/health").json
    assert (said["status"], said["warning"]) == ("ok", "") and said["built_at"][:2] == "20"


def test_the_way_to_records_is_shown_only_where_there_are_some(client):
    nothing = page(client, "/measure/satisfied?unit=NOR")
    assert "Open the records" not in nothing
    assert "What it is made of" not in nothing
    assert '<a href="/data">What feeds the measures</a>' in nothing
    given = page(client, "/measure/satisfied?unit=ALL")
    assert "See the figure as given" in given
    assert "Open the records" not in given
    assert "Open the records" in page(client, "/measure/reviews_on_time?unit=NOR")


def test_a_council_of_one_unit_is_not_asked_which_team(client, monkeypatch):
    assert "A team and its leader" in page(client, "/welcome")
    monkeypatch.setattr(welcome, "unit_choices", lambda names, month, other: [{"value": "ALL", "label": "All"}])
    alone = page(client, "/welcome")
    assert "A team and its leader" not in alone
    assert "One scorecard so far, of the whole council" in alone
    assert "Open the council’s scorecard" in alone
