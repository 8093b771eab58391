"""The data page: what feeds the measures, what has no place, and a workbook to fill in for every kind of file."""

import html
import io
import re
from datetime import date

import openpyxl
import pytest

import app as web
from dashboard.intake.layout import layouts
from layouts.words import data as say
from tests.pages.trees import cells, find, mounted, said, the


def page(client, address="/data"):
    return client.get(address).get_data(as_text=True)


def plain(text):
    """What a reader sees: the text of HTML, its spaces single."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text)))


def test_the_page_begins_with_how_many_measures_have_values_and_which_files_are_late(client):
    lead = plain(re.search(r'<p class="lead">(.*?)</p>', page(client), re.S).group(1))
    assert re.search(r"Of \d+ measures|All \d+ measures", lead) and "One kind of file is late: reviews." in lead


def test_every_measure_stands_once_under_its_perspective(client, names):
    found = re.findall(r'<a href="/measure/([^"]*)">', page(client))
    assert sorted(found) == sorted(names.measures)


def test_what_has_no_place_is_named_with_its_money_and_the_workbook_that_places_it(client):
    text = page(client)
    assert "One cost centre belongs to no unit: £3,750" in plain(text)
    assert "Suspense &lt;account&gt;" in text
    assert "/data/template.xlsx?kind=cost_centres&amp;show=to-place" in text


@pytest.mark.parametrize(("last", "said"), [("2026-03-01", ", 1 of them in March 2026:"), ("2025-03-01", "")])
def test_people_without_a_team_are_said_to_be_of_the_last_month_only_where_some_are(last, said):
    sentence = say.people([{"last_month": date.fromisoformat(last)}], date(2026, 3, 1))
    assert f"no team held the case{said or ':'}" in sentence and "0 of them" not in sentence


def test_the_data_page_has_a_workbook_to_fill_in_for_every_kind_of_file(served_mini):
    client = served_mini.server.test_client()
    section = the(mounted(client, "/data")[0], type="Section", id="templates")
    addresses = [one["props"]["href"] for one in find(section, type="A", download="")]
    assert len(addresses) == len(layouts())
    for address in addresses[::10]:
        book = openpyxl.load_workbook(io.BytesIO(client.get(address).data))
        assert book.sheetnames[0] == address.partition("kind=")[2]


def test_a_workbook_for_a_kind_of_file_that_is_not_is_told(client):
    wrong = client.get("/data/template.xlsx?kind=nothing")
    assert wrong.status_code == 404 and "That could not be found" in wrong.text


@pytest.mark.parametrize("layout", ["cost_centres", "allocations", "contracts"])
def test_the_workbook_of_what_has_no_place_has_it_all_begun(served_mini, mini, layout):
    answer = served_mini.server.test_client().get(f"/data/template.xlsx?kind={layout}&show=to-place")
    assert f"{layout}_to_place_" in answer.headers["Content-Disposition"]
    table = {"cost_centres": "cost_centres", "allocations": "people", "contracts": "providers"}[layout]
    with mini.cursor() as cursor:
        rows = cursor.execute(f"select count(*) from cube.unplaced_{table}").fetchone()[0]
    assert openpyxl.load_workbook(io.BytesIO(answer.data))[layout].max_row == rows + 1


def test_every_link_of_the_page_leads_somewhere(served_mini):
    client = served_mini.server.test_client()
    text = page(client)
    links = {html.unescape(one) for one in re.findall(r'href="(/[^"#]*)"', text)}
    assert len(links) > 60
    measures = sorted(link for link in links if link.startswith("/measure/"))
    links -= set(measures) - set(measures[::4])  # all are asked for in test_plain_words
    assert [link for link in links if client.get(link).status_code != 200 and not link.startswith("/assets")] == []


def test_a_kind_of_file_that_nothing_is_made_from_says_that_it_is_only_kept(mini):
    with mini.cursor() as cursor:
        asked = "select layout from about.layouts where not used and layout in (select layout from about.files)"
        unused = {layout for (layout,) in cursor.execute(asked).fetchall()}
    assert unused == {"ssda903_previous_permanence", "ssda903_deprivation_of_liberty"}
    section = the(mounted(web.serving(mini.store).server.test_client(), "/data")[0], type="Section", id="files")
    kept = find(section, type="Th", scope="row", text="checked and kept; no measure is made from it")
    assert {the(one, type="Link")["props"]["href"].partition("kind=")[2] for one in kept} == unused


def test_rows_that_were_refused_are_said_at_the_top_with_the_way_to_them(client, small):
    with small.cursor() as cursor:
        refused = cursor.execute(
            "select file, name, rows_rejected, rows_read from about.files where in_force and rows_rejected > 0"
        ).fetchall()
    callout = the(mounted(client, "/data")[0], className="callout", role="note")
    assert refused and "rows were refused, and nothing is counted of them" in said(callout)
    for file, name, rejected, read in refused:
        assert f"{name} ({rejected:,} of {read:,}; review_date: not a date)" in said(callout)
        assert find(callout, type="Link", href=f"/data?file={file}", text=name)


def test_nothing_is_said_of_refused_rows_where_there_are_none():
    file = {"in_force": True, "rows_rejected": 0, "rows_read": 10, "rows_stored": 10, "name": "a.csv", "file": 1}
    assert say.refused_words([file], {}) is None
    assert say.refused_words([{**file, "in_force": False, "rows_rejected": 3, "rows_stored": 7}], {}) is None


def test_a_file_that_was_turned_away_whole_is_named_with_its_rows():
    file = {"in_force": False, "rows_rejected": 1, "rows_read": 1, "rows_stored": 0, "name": "sw.csv", "file": 4}
    said, named, more = say.refused_words([file], {4: [("rejected", "SW_REASON: is not in the list", 1)]})
    assert said == "One row was refused" and more <= 0
    assert named == [(file, "1 of 1; SW_REASON: is not in the list")]


def test_the_files_with_most_refused_rows_are_named_and_the_others_counted():
    files = [
        {"in_force": True, "rows_rejected": n, "rows_read": 100, "name": f"{n}.csv", "file": n, "rows_stored": 9}
        for n in range(1, 10)
    ]
    why = [("warned", "far off", 20), ("rejected", "Month is no month", 8), ("rejected", "FTE is no number", 1)]
    rows, named, more = say.refused_words(files, {9: why})
    assert rows == "45 rows were refused" and more == 3
    assert [file["name"] for file, _ in named] == ["9.csv", "8.csv", "7.csv", "6.csv", "5.csv", "4.csv"]
    assert named[0][1] == "9 of 100; Month is no month, and one more reason" and named[1][1] == "8 of 100"


def test_files_that_a_newer_one_replaced_are_counted_beside_those_in_force(client, small):
    assert say.replaced_words([{"superseded_by": None}]) == ""
    assert say.replaced_words([{"superseded_by": 2}, {"superseded_by": None}]) == "1 more was replaced by a newer one"
    with small.cursor() as cursor:
        replaced = cursor.execute("select count(*) from about.files where superseded_by is not null").fetchone()[0]
    assert f"{replaced} more w" in plain(page(client))


def test_each_kind_of_file_leads_to_its_files_and_each_file_to_its_refused_lines(client, small):
    with small.cursor() as cursor:
        (file, name, layout, rejected), *_ = cursor.execute(
            "select file, name, layout, rows_rejected from about.files where in_force and rows_rejected > 0 order by 1"
        ).fetchall()
        lines = cursor.execute("select line, action from about.rejects where file = ?", [file]).fetchall()
        (called,) = cursor.execute("select title from about.layouts where layout = ?", [layout]).fetchone()
    of_kind, title = mounted(client, f"/data?kind={layout}")
    assert title.startswith(called)
    rows = [row for row in find(of_kind, type="Tr") if find(row, type="Link", href=f"/data?file={file}", text=name)]
    assert len(rows) == 1 and f"{rejected:,}" in cells(rows[0])
    of_file, _ = mounted(client, f"/data?file={file}")
    shown = [cells(row) for row in find(the(of_file, type="Tbody"), type="Tr")]
    assert [(row[0], row[-1]) for row in shown] == [(str(line), action) for line, action in sorted(lines)]


def test_a_kind_of_file_is_called_by_its_title_and_not_by_its_key(client, small):
    with small.cursor() as cursor:
        titles = dict(cursor.execute("select layout, title from about.layouts").fetchall())
    loaded = re.findall(r'href="/data\?kind=([a-z0-9_]+)">([^<]+)<', client.get("/data").get_data(as_text=True))
    assert loaded
    for layout, named in loaded:
        title = titles.get(layout, layout)
        assert named in (title, say.row_title(title))
        assert titles.get(layout, layout) in client.get(f"/data?kind={layout}").get_data(as_text=True)


@pytest.mark.parametrize("path", ["/audits", "/providers", "/money/packages"])
def test_a_page_with_nothing_to_show_leads_to_what_is_loaded(served_mini, path):
    client = served_mini.server.test_client()
    way = "What is loaded, and workbooks to fill in"
    assert way in page(client, f"{path}?unit=fostering") and way not in page(client, f"{path}?unit=westmarch")
