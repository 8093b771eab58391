"""What drives it, as a page: a sentence, the steps, every part with its effects, and the way on."""

import csv
import io
import re
from itertools import pairwise

import openpyxl
import pytest

from dashboard import scorecard as cards
from dashboard.access import Reader
from layouts.exports import EXCEL
from layouts.parts import drivers as parts
from tests.pages.trees import mounted, the

OLDER = "/drivers?measure=clients_reviewed&unit=older-people&month=2026-09&against=2025-12"


@pytest.fixture
def client(served_mini):
    return served_mini.server.test_client()


def page(client, address):
    return client.get(address).get_data(as_text=True)


def lead(text):
    return re.search(r'<p class="lead">(.*?)</p>', text, re.S).group(1)


def body(text):
    return re.search(r'<table [^>]*id="drivers".*?<tbody>(.*?)</tbody>', text, re.S).group(1)


def saved(client, address):
    """(headings, rows, about) of a CSV file."""
    text = page(client, address).lstrip("\ufeff")
    table, about = (list(csv.reader(io.StringIO(part))) for part in text.split("\r\n\r\n"))
    return table[0], table[1:], dict(about)


def test_one_sentence_says_how_far_it_moved_and_who_accounts_for_it(client):
    said = lead(page(client, OLDER))
    assert re.match(r"Down \d+\.\d points since December 2025: Northfield accounts for \d+\.\d points", said)
    assert "mix of teams" in said


def test_every_team_has_its_rates_shares_and_effects_and_the_total_row_is_the_whole(client):
    text = page(client, OLDER)
    headings, rows, _ = saved(client, OLDER.replace("/drivers", "/drivers.csv"))
    assert headings[-3:] == ["rate effect", "mix effect", "adds"]
    names = re.findall(r'<th scope="row" class="m"><a href="[^"]+">([^<]+)<', body(text))
    parts = [row for row in rows if row[0] in names]
    assert len(parts) == len(names) > 2
    *lines, whole = rows
    for column in (9, 10, 11):
        assert sum(float(row[column] or 0) for row in lines) == pytest.approx(float(whole[column]), abs=1e-9)
    assert float(whole[7]) - float(whole[3]) == pytest.approx(float(whole[11]), abs=1e-9)


def test_a_part_leads_to_its_records_its_measure_and_the_same_page_one_level_down(client):
    row = next(row for row in body(page(client, OLDER)).split("</tr>") if "Northfield" in row)
    hrefs = [href.replace("&amp;", "&") for href in re.findall(r'href="([^"]+)"', row)]
    further, *records, measure = hrefs
    assert further.startswith("/drivers?") and "unit=op-northfield" in further and "against=2025-12" in further
    assert [re.search("month=([0-9-]+)", href).group(1) for href in records] == ["2025-12", "2026-09"]
    assert measure.startswith("/measure/clients_reviewed?unit=op-northfield")
    for href in hrefs:
        assert client.get(href).status_code == 200
    assert "What drives it" in page(client, further)


def test_the_records_of_a_part_add_up_to_the_figure_that_was_clicked(client):
    text = page(client, OLDER + "&slice=sex")
    href, shown = re.search(r'href="(/records[^"]+)"[^>]*>([\d.]+%)<', body(text)).groups()
    assert f"= {shown}: the number on the page" in lead(page(client, href.replace("&amp;", "&")))


def test_the_measure_page_asks_what_drives_it(client):
    text = page(client, "/measure/spending?unit=older-people")
    href = re.search(r'href="([^"]+)"[^>]*>What drives it\?', text).group(1)
    assert client.get(href.replace("&amp;", "&")).status_code == 200


def bridge(client, address):
    """(the chart in words, its figure) of the page at an address."""
    found, _ = mounted(client, address)
    chart = the(found, type="Div", className="chart")
    return chart["props"]["aria-label"], the(chart, type="Graph")["props"]["figure"]


def trace(figure, name):
    return next(one for one in figure["data"] if one["name"] == name)


def test_the_steps_of_the_bridge_begin_and_end_at_the_two_values(client):
    steps, figure = bridge(client, OLDER)
    *_, whole = re.findall("<tr>(.*?)</tr>", page(client, OLDER).split("<tfoot>")[1].split("</tfoot>")[0])
    before, after = re.findall(r'<td class="n">([\d.]+%)</td>', whole)[:2]
    assert f"Dec 2025 {before}" in steps
    assert steps.endswith(f"Sep 2026 {after}.")
    read = trace(figure, "reading")["hovertext"]
    assert (read[0], read[-1]) == (f"<b>Dec 2025 · {before}</b>", f"<b>Sep 2026 · {after}</b>")


def test_the_bars_of_the_bridge_are_the_lines_of_the_table_and_lead_where_its_names_lead(client):
    _, rows, _ = saved(client, OLDER.replace("/drivers", "/drivers.csv"))
    _, figure = bridge(client, OLDER)
    *lines, whole = rows
    bars = next(one for one in figure["data"] if one["type"] == "bar")
    assert sum(bars["x"]) == pytest.approx(float(whole[11]))
    assert sorted(bars["x"]) == pytest.approx(sorted(float(line[11]) for line in lines))
    further = re.findall(r'<th scope="row" class="m"><a href="([^"]+)"', body(page(client, OLDER)))
    leads = [address for address in trace(figure, "reading")["customdata"] if address]
    assert leads == [href.replace("&amp;", "&") for href in further] and leads


def test_a_bar_of_a_part_that_is_no_unit_opens_its_records(client):
    _, figure = bridge(client, OLDER + "&slice=sex")
    leads = [address for address in trace(figure, "reading")["customdata"] if address]
    assert leads and all(address.startswith("/records?") for address in leads)
    assert {client.get(address).status_code for address in leads} == {200}


def test_a_reader_is_told_where_the_parts_count_more_than_the_whole(client):
    said = re.search(r"The counts</summary><p>(.*?) Those who", page(client, OLDER)).group(1)
    together, whole = (int(n.replace(",", "")) for n in re.findall(r"[\d,]+\d", said.split(";")[0].split("count")[1]))
    assert together > whole
    line = re.search(r"Read the parts with care.</b> ([^<]*)", page(client, OLDER)).group(1)
    assert re.fullmatch(
        r"Who moved between the teams comes to [+−][\d.]+(, more than the whole difference)? of .*", line
    )
    text = page(client, "/drivers?measure=spending&unit=older-people")
    assert "Read the parts with care" not in text


def test_where_nearly_all_lies_in_one_unit_its_own_parts_are_shown_at_once(client, mini, cursor):
    names, went_down = cards.names(mini.snapshot), 0
    for key in ("clients_reviewed", "spending", "visits_outside_time", "supervision_held", "admissions_65_plus"):
        wanted = parts.read(names, Reader(), {"measure": key, "unit": "westmarch", "month": "2026-09"})
        levels = parts.descend(cursor, names, wanted, parts.fetch(cursor, names, wanted))
        for (outer, whole), (inner, _) in pairwise(levels):
            share = (
                next(part.total for part in whole.split.parts if part.key == inner.unit.key) / whole.split.difference
            )
            assert inner.unit in outer.unit.below and 0.8 <= share <= 1.25
        last, found = levels[-1]
        held = [part for part in found.split.parts if 0.8 <= part.total / (found.split.difference or 1) <= 1.25]
        assert not any(names.units[part.key].below for part in held)
        text = page(client, f"/drivers?measure={key}&unit=westmarch&month=2026-09")
        assert (f"Nearly all of it lies in {last.unit.name}, so its" in text) is (len(levels) > 1)
        assert "Nearly all" not in page(client, f"/drivers?measure={key}&unit=westmarch&month=2026-09&slice=units")
        went_down += len(levels) > 1
    assert went_down


def test_a_group_too_small_for_a_percentage_shows_its_counts(client):
    text = page(client, "/drivers?measure=clients_reviewed&unit=ps-sensory&slice=age_band")
    assert re.search(r">\d+ of \d+<", body(text))
    assert "A percentage of fewer than 20 is not shown" in text


def test_a_unit_is_held_against_its_peers_by_group_only(client):
    text = page(client, "/drivers?measure=clients_reviewed&unit=op-northfield&against=peers")
    assert re.match(r"\d+\.\d points (above|below) its peers taken together", lead(text))
    assert "Eastgate" in text.split("Peers: ")[1]
    assert '<option value="units"' not in text


def test_a_month_without_a_value_says_so_and_offers_the_nearest(client):
    text = page(client, "/drivers?measure=visits_outside_time&unit=westmarch&month=2026-02")
    assert "no file covers February 2025" in lead(text)
    href = re.search(r'href="([^"]+)">The nearest month with a value is March 2025', text).group(1)
    assert "nearest month" not in page(client, href.replace("&amp;", "&"))


@pytest.mark.parametrize(
    "address",
    [
        "/drivers?measure=spending&unit=older-people",
        "/drivers?measure=delayed_discharges&unit=westmarch&slice=reason",
        "/drivers?measure=delayed_discharges&unit=op-harbour&against=peers",
        "/drivers?measure=compliments&unit=op-harbour&against=peers",
        "/drivers?measure=unit_cost_home_care&unit=older-people&against=2026-03",
        "/drivers?measure=satisfied_with_care",
        "/drivers?measure=satisfied_with_care&unit=op-northfield",
        "/drivers?measure=children_looked_after&unit=westmarch&slice=age_band",
        "/drivers?measure=clients_reviewed&month=2026-08&against=2026-09",
        "/drivers?measure=clients_reviewed&month=2026-09&against=2026-09",
    ],
)
def test_every_kind_of_measure_has_its_page_and_its_files(client, address):
    text = page(client, address)
    assert len(lead(text)) > 20
    assert client.get(address.replace("/drivers", "/drivers.csv")).status_code == 200
    assert client.get(address.replace("/drivers", "/drivers.xlsx")).mimetype == EXCEL


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/drivers?measure=clients_review", "Clients whose care was reviewed"),
        ("/drivers?measure=clients_reviewed&slice=colour", "user group"),
        ("/drivers?measure=clients_reviewed&against=1999-01", "September 2026"),
        ("/drivers?measure=clients_reviewed&against=soon", "September 2026"),
        ("/drivers?measure=clients_reviewed&against=peers&unit=westmarch", "A year before"),
        ("/drivers", "All measures"),
    ],
)
def test_an_address_that_leads_nowhere_gets_a_sentence_and_a_way_back(client, address, near):
    answer = client.get(address)
    assert answer.status_code == 404
    assert near in answer.get_data(as_text=True)


def test_the_workbook_works_its_sums_out_itself_and_they_are_those_of_the_page(client):
    book = openpyxl.load_workbook(io.BytesIO(client.get(OLDER.replace("/drivers", "/drivers.xlsx")).data))
    table, about = book["What drives it"], dict(book["About"].iter_rows(values_only=True))
    rows = list(table.iter_rows(values_only=True))
    *parts, whole, check = rows[1:]
    last = len(parts) + 1
    assert whole[9:] == tuple(f"=SUM({column}2:{column}{last})" for column in "JKL")
    assert check[11] == f"=H{last + 1}-D{last + 1}"
    adds = [row[9] + row[10] if str(row[11]).startswith("=") else row[11] for row in parts]
    assert sum(adds) == pytest.approx(whole[7] - whole[3], abs=1e-9)
    assert table.freeze_panes == "A2"
    assert about["Measure"] == "Clients whose care was reviewed"
    assert "Northfield accounts for" in about["Found"]


def test_what_a_file_is_about_follows_its_table(client):
    _, _, about = saved(client, OLDER.replace("/drivers", "/drivers.csv"))
    assert about["Compared"] == "Dec 2025 with Sep 2026, by teams"
    assert about["Kind"] == "proportion, distinct people; %"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", about["File made"])
