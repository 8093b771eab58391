"""The units below a unit on its money page come to the unit itself, each led to by its name."""

import re
from datetime import date
from html import unescape

import pytest

import app as web
from dashboard.money import lines, standing
from layouts.parts.money import below as money_below
from layouts.words import money as money_words

MONTH = date(2026, 9, 1)
UNITS = ("westmarch", "adults", "older-people", "children")


@pytest.fixture(scope="module")
def client(mini):
    return web.serving(mini.store).server.test_client()


def table(client, unit, more=""):
    text = unescape(client.get(f"/money?unit={unit}&month=2026-09{more}").get_data(as_text=True))
    found = re.search(r'<section aria-labelledby="below-title">.*?</section>', text, re.S)
    return found.group(0) if found else ""


def figures(row):
    cells = re.findall(r'<td class="n[^>]*>([^<]*)</td>', row)
    return [int(cell.replace("−", "-").replace("+", "").replace(",", "")) if cell != "–" else 0 for cell in cells]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("more", ["", "&by=user_group"])
def test_the_rows_add_up_to_the_unit_to_the_pound_each_is_rounded_to(client, unit, more):
    text = table(client, unit, more)
    rows, foot = (re.findall(r"<tr>.*?</tr>", part, re.S) for part in text.split("<tbody>")[1].split("<tfoot>"))
    sums = [sum(column) for column in zip(*map(figures, rows), strict=True)]
    assert len(rows) > 1
    for added, whole in zip(sums, figures(foot[0]), strict=True):
        assert abs(added - whole) <= len(rows) / 2 + 1


@pytest.mark.parametrize("unit", UNITS)
def test_each_unit_below_has_the_figures_of_its_own_page(mini, cursor, unit):
    snapshot = mini.store.snapshot()
    found = lines.money(cursor, unit, MONTH)
    here = type("Unit", (), {"key": unit})
    below = money_below.below(snapshot, cursor, here, MONTH, found)
    for row in below["rows"]:
        own = money_below.whole_of(lines.money(cursor, row["unit"], MONTH))
        assert {word: row[word] for word in money_below.SUMS} == own, row["unit"]
        alarms = standing.alarms_below(cursor, row["unit"], MONTH)
        assert row["alarms"] == sum(where == row["unit"] for where, _ in alarms)
    apart = below["apart"] or dict.fromkeys(money_below.SUMS, 0)
    for word in money_below.SUMS:
        assert sum(row[word] for row in below["rows"]) + apart[word] == below["whole"][word]
    assert below["whole"]["paid"] == found.total("actual_to_date")


def test_what_is_booked_at_no_unit_below_has_a_row_and_each_unit_its_own_page(client, cursor):
    text = table(client, "westmarch")
    assert "at no unit below" in text  # money on a cost centre that no file maps
    for href in re.findall(r'<a href="(/money[^"]*)"', text):
        unit = re.search("unit=([^&]*)", href).group(1)
        paid = lines.money(cursor, unit, MONTH).total("actual_to_date")
        assert f">{money_words.plain(paid)}</td>" in text
        assert client.get(href).status_code == 200


def test_a_unit_with_none_below_has_no_such_table(client):
    assert table(client, "la-leaving-care") == ""
