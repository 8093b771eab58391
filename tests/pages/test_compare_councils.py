"""A council compared with the published councils, and the files of every comparison."""

import csv
import html
import io
import re
from datetime import date
from statistics import median

import pyarrow.parquet as parquet
import pytest
from openpyxl import load_workbook

import app as web
from dashboard import QUERIES, catalogue, comparison, start
from dashboard import scorecard as cards
from dashboard.home import Home
from dashboard.published import FACTS
from dashboard.store import Store
from layouts.address import link
from layouts.parts import comparing
from layouts.words import marks as mark_words

NEWEST = "2024-04-01/2025-03-31"
NEIGHBOURS = ["Derbyshire", "Norfolk", "Suffolk"]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """A council with published figures and no file of its own."""
    folder = tmp_path_factory.mktemp("alone")
    home = Home(folder / "home")
    start.start("Lincolnshire County Council", [], home, folder / "council", neighbours=NEIGHBOURS)
    return web.serving(Store(home)).server.test_client()


@pytest.fixture(scope="module")
def mini_client(mini):
    return web.serving(mini.store).server.test_client()


@pytest.fixture(scope="module")
def facts():
    """The figures as they come with the project, read without the store."""
    return [row for row in parquet.read_table(FACTS).to_pylist() if row["value"] is not None]


def page(client, **asked):
    answer = client.get(link("/compare", **asked))
    assert answer.status_code == 200, asked
    return html.unescape(answer.get_data(as_text=True))


def saved(client, **asked):
    """The rows of the CSV file as dictionaries, and what it says it is about."""
    answer = client.get(link("/compare.csv", **asked))
    assert answer.status_code == 200 and answer.mimetype == "text/csv", asked
    table, _, about = answer.get_data(as_text=True).lstrip("\ufeff").partition("\r\n\r\n")
    return list(csv.DictReader(io.StringIO(table))), about


def figures(facts, code, period):
    """{area name: value} of one measure and period; councils and others alike."""
    return {
        row["area_name"]: float(row["value"]) for row in facts if row["measure"] == code and row["period"] == period
    }


def test_a_council_alone_is_compared_with_what_england_its_region_and_its_neighbours_published(alone, facts):
    rows, about = saved(alone)
    found = {row["measure"]: row for row in rows}
    assert len(found) >= 25 and "published councils" in about
    for title, code in (
        ("People who feel safe", "ASCOF 4A"),
        ("People with a direct payment", "ASCOF 3D(2a)"),
        ("Older people admitted to a care home", "ASCOF 2C"),
        ("Care homes rated good or outstanding", "ASCOF 6B"),
    ):
        row = found[title]
        of = figures(facts, code, f"{row['period from']}/{row['period to']}")
        assert row["period to"] == "2025-03-31"
        assert float(row["value"]) == of["Lincolnshire"]
        assert float(row["England"]) == of["England"] and float(row["region"]) == of["East Midlands"]
        assert float(row["nearest neighbours"]) == pytest.approx(median(of[name] for name in NEIGHBOURS))


def test_better_and_worse_and_a_place_are_said_only_beyond_chance(alone):
    rows, _ = saved(alone)
    better = {measure.title: measure.better for measure in catalogue.read(QUERIES / "measures").values()}
    told = 0
    for row in rows:
        if not row["95% limits from"] or not row["England"]:
            assert row["against England"] == "can’t be told" and not row["place among councils"], row
            continue
        low, england, high = float(row["95% limits from"]), float(row["England"]), float(row["95% limits to"])
        if low <= england <= high:
            assert row["against England"] == "within chance" and not row["place among councils"], row
        else:
            told += 1
            is_higher = england < low
            wanted = "better" if is_higher == (better[row["measure"]] == "higher") else "worse"
            assert row["against England"] == wanted and int(row["place among councils"]) >= 1, row
    assert told > 5


def test_the_page_has_the_figures_of_the_file_and_leads_to_every_council(alone):
    text = page(alone)
    rows, _ = saved(alone)
    assert "Lincolnshire" in text and "East Midlands" in text and "Nearest neighbours" in text
    assert text.count('<a href="/compare?measure=') == len(rows)
    for row in rows:
        assert f">{row['measure']}</a>" in text
    assert 'href="/compare.csv?' in text and 'href="/compare.xlsx?' in text


def test_one_measure_stands_beside_every_council_and_over_the_years(alone, facts):
    text = page(alone, measure="feel_safe")
    assert 'class="among"' in text and "Over the years" in text and "2015–16" in text
    rows, about = saved(alone, measure="feel_safe")
    of = figures(facts, "ASCOF 4A", NEWEST)
    assert {row["council"]: float(row["value"]) for row in rows}.items() <= of.items()
    councils = {row["area"] for row in facts if row["measure"] == "ASCOF 4A" and row["period"] == NEWEST}
    councils = {area for area in councils if re.fullmatch(r"E(06|08|09|10)\d{6}", area)}
    assert {"E06000059", "E10000009"} <= councils, "Dorset stands under both of its codes"
    assert len(rows) == len(councils) - 1
    assert [row["council"] for row in rows if row["what it is to this council"] == "this council"] == ["Lincolnshire"]
    assert "Question,Do the people who use our services feel as safe as they want?" in about


def test_a_measure_that_no_council_publishes_says_so(alone):
    assert "No figures of councils are published for" in page(alone, measure="spending")
    assert saved(alone, measure="spending")[0] == []


def test_a_council_with_units_has_the_councils_as_one_more_choice(client):
    text = page(client, unit="ALL", level="councils", measure="reviews_on_time")
    assert "published councils" in text and "among all councils" in text
    assert "Who is out of line" in page(client, unit="ALL") and "level=councils" in page(client, unit="ALL")
    assert "level=councils" not in page(client, unit="OP")


def test_whoever_comes_from_the_councils_to_a_unit_below_sees_the_units_there(client):
    assert "6 teams" in page(client, unit="OP", level="councils")


def test_the_file_of_the_map_has_every_cell_that_is_on_a_card(mini, mini_client):
    names = cards.names(mini.snapshot)
    month = names.months[-1]
    family = comparison.families(names, names.root, month)[0]
    keys = {key for _, of in comparing.columns(names, names.root) for key in of}
    rows, _ = saved(mini_client, unit=names.root.key, month=month)
    with mini.cursor() as cursor:
        wanted = {
            (names.units[unit].name, names.measures[measure]["title"]): (value, standing)
            for unit, measure, value, standing in cursor.execute(
                "select c.unit, c.measure, v.value, v.standing from cube.cards as c join cube.card_values as v"
                " on v.unit = c.unit and v.measure = c.measure where v.month = ? and list_contains(?, c.unit)",
                [month, [unit.key for unit in family.units]],
            ).fetchall()
            if measure in keys
        }
    found = {(row["unit"], row["measure"]): row for row in rows}
    assert found.keys() == wanted.keys() and len(found) > 100
    for key, (value, standing) in wanted.items():
        assert (float(found[key]["value"]) if found[key]["value"] else None) == value
        assert found[key]["against target"] == standing


def test_a_workbook_holds_the_rows_of_the_csv(mini_client):
    asked = {"measure": "clients_reviewed"}
    rows, _ = saved(mini_client, **asked)
    book = load_workbook(io.BytesIO(mini_client.get(link("/compare.xlsx", **asked)).data), read_only=True)
    cells = list(book["Comparison"].iter_rows(values_only=True))
    assert list(cells[0]) == list(rows[0]) and len(cells) == len(rows) + 1
    assert [line[0] for line in cells[1:]] == [row["unit"] for row in rows]


def test_a_file_of_parts_has_the_counts_of_the_page(mini_client):
    rows, _ = saved(mini_client, measure="clients_reviewed", by="user_group")
    text = page(mini_client, measure="clients_reviewed", by="user_group")
    assert rows and all(row["user group"] in text for row in rows)


def changed(movement, moved):
    return comparison.Changed(70.5, *PERIOD, movement, moved)


PERIOD = date(2024, 4, 1), date(2025, 3, 31)
SHARE = {"unit_of_value": "%", "decimals": 1, "better": "higher"}


@pytest.mark.parametrize(
    ("movement", "moved", "better", "shape", "said", "flagged"),
    [
        ("higher", 3.0, "higher", "H", "70.5% in 2024–25, higher than the year before: better", False),
        ("lower", -3.0, "higher", "L", "70.5% in 2024–25, lower than the year before: worse", True),
        ("higher", 3.0, "neither", "H", "70.5% in 2024–25, higher than the year before", False),
        ("within chance", -3.0, "higher", "·", "70.5% in 2024–25, no more than chance from the year before", False),
        (None, None, "higher", "–", "no change that can be told from chance", False),
    ],
)
def test_what_comes_by_the_year_is_changing_where_it_differs_from_the_year_before(
    movement, moved, better, shape, said, flagged
):
    mark = mark_words.changing({**SHARE, "better": better}, changed(movement, moved))
    assert (mark.shape, mark.words, mark.flagged) == (shape, said, flagged)
    assert mark.says_something == mark.judged == (movement is not None)
