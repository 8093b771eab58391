"""The units below a unit on its money page come to the unit itself, each led to by its name."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.access import Reader
from dashboard.money import lines, standing
from layouts.page import Asked
from layouts.pages.money import overview
from layouts.parts.money import below as money_below
from layouts.words import money as money_words
from tests.pages.trees import cells, find, said, the

MONTH = date(2026, 9, 1)
UNITS = ("westmarch", "adults", "older-people", "children")


def section(mini, unit, **more):
    """The section of the units below on a unit's page; None where it has none."""
    asked = Asked("/money", "", {"unit": unit, "month": "2026-09", **more})
    return next(iter(find(overview.show(mini.store, Reader(), asked).body, "Section", id="below")), None)


def figures(row):
    return [
        0 if text == "–" else int(text.replace("−", "-").replace("+", "").replace(",", ""))
        for text in map(said, find(row, "Td", className="n"))
    ]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("more", [{}, {"by": "user_group"}])
def test_the_rows_add_up_to_the_unit_to_the_pound_each_is_rounded_to(mini, unit, more):
    table = section(mini, unit, **more)
    rows, foot = (find(the(table, part), "Tr") for part in ("Tbody", "Tfoot"))
    sums = [sum(column) for column in zip(*map(figures, rows), strict=True)]
    assert len(rows) > 1 and len(sums) == 6
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


def test_what_is_booked_at_no_unit_below_has_a_row_and_each_unit_its_own_page(mini, cursor):
    table = section(mini, "westmarch")
    assert "not at any unit below" in said(table)  # money on a cost centre that no file maps
    rows = [row for row in find(the(table, "Tbody"), "Tr") if find(row, "Link")]
    assert rows
    for row in rows:
        address = urlsplit(the(row, "Link")["props"]["href"])
        asked = {word: text for word, (text,) in parse_qs(address.query).items()}
        paid = lines.money(cursor, asked["unit"], MONTH).total("actual_to_date")
        assert money_words.plain(paid) in cells(row)
        assert overview.show(mini.store, Reader(), Asked(address.path, "", asked)).status == 200


def test_a_unit_with_none_below_has_no_such_table(mini):
    assert section(mini, "la-leaving-care") is None
