"""The rows of a scorecard: one reading to a row, objectives that carry their measures, and rows that are left out."""

import csv
import io
import re
from dataclasses import replace
from itertools import chain, product

import pytest

from dashboard import attention
from dashboard import scorecard as cards
from dashboard.access.reader import Reader
from dashboard.access.scope import EVERYTHING
from layouts.first_paint import html_of
from layouts.pages.scorecard import in_full
from layouts.parts.card import Wanted, wanted
from layouts.tables import card as card_tables
from layouts.words import rows
from tests.pages.small_store import LAST
from tests.pages.trees import said

GOOD, BAD = ("better", "improving"), ("worse", "slipping")


@pytest.fixture
def row(small, names):
    with small.cursor() as cursor:
        card = cards.scorecard(cursor, names, names.units["OP"], LAST)
    return replace(next(row for row in card.rows if row.value is not None), status="charted", change=None)


def test_a_row_says_one_thing_whatever_its_standing_its_signal_and_its_year(names, row):
    measure = names.measures[row.measure]
    kinds = product(
        ("met", "near", "missed", "no target"),
        ("common", "improvement", "concern"),
        ("outside", "trend", "shift"),
        (1, 3, 4, 11),
        (True, False),
        (row.value - 5, row.value + 5, None),
    )
    for standing, variation, rule, run, believed, last_year in kinds:
        one = replace(row, standing=standing, variation=variation, rule=rule, run=run, last_year=last_year)
        told = rows.reading(names, measure, one, believed)
        case = (standing, variation, rule, run, believed, told.moves)
        better, worse = (any(word in told.moves for word in ways) for ways in (GOOD, BAD))
        assert better == (variation == "improvement" and believed), case
        assert worse == (variation == "concern" and believed), case
        assert told.colour == ("good" if better else "bad" if worse else "ordinary"), case
        assert ("newly" in told.moves) == (run <= 3 and (better or worse)), case
        if "newly" not in told.moves and (better or worse):
            assert f"{run} months" in told.moves, case


def test_what_is_too_small_or_has_no_value_is_given_no_movement(names, row):
    measure = names.measures[row.measure]
    assert rows.reading(names, measure, replace(row, status="too small"), True).moves == "too small to judge"
    none = rows.reading(names, measure, replace(row, value=None, reason="not supplied here"), True)
    assert none.moves == "" and none.full.endswith(": not supplied here.") and none.full.startswith(measure["title"])


def test_an_objective_carries_how_its_measures_stand_the_gravest_first(names, row):
    listed = [replace(row, standing=standing) for standing in ("met", "missed", "no target", "met", "near")]
    assert rows.worst_first(listed) == [("missed", 1), ("near", 1), ("met", 2), ("no target", 1)]
    told = card_tables._standings(listed)
    assert said(told) == "▼1◆1●2○1"
    assert re.findall('aria-label="([^"]+)"', html_of(told)) == ["1 missed, 1 near, 2 met, 1 no target"]


def shown(client, address):
    """The measures whose rows are seen at an address, in the page as HTML: a hidden row is there and not seen."""
    text = client.get(address).get_data(as_text=True)
    found = re.findall(r'<tr( hidden)? data-standing[^>]*>.*?href="/measure/(\w+)\?', text, re.S)
    return [measure for hidden, measure in found if not hidden]


def test_each_row_is_seen_under_its_own_standing_owner_set_and_perspective_alone(client, names, small):
    everything = shown(client, "/?unit=OP")
    with small.cursor() as cursor:
        card = cards.scorecard(cursor, names, names.units["OP"], LAST)
    assert sorted(everything) == sorted(row.measure for row in card.rows)
    for standing in {row.standing for row in card.rows}:
        wanted = [row.measure for row in card.rows if row.standing == standing]
        assert sorted(shown(client, f"/?unit=OP&standing={standing}")) == sorted(wanted)
    parts = [shown(client, f"/?unit=OP&perspective={one['key']}") for one in names.perspectives]
    assert sorted(chain.from_iterable(parts)) == sorted(everything)
    assert sorted(shown(client, "/?unit=OP&set=national")) == sorted(everything)  # each has an official code here
    assert shown(client, "/?unit=OP&set=local") == []
    owner = names.measures[everything[0]]["owner"]
    assert sorted(shown(client, f"/?unit=OP&owner={owner}&standing=missed")) == sorted(
        shown(client, "/?unit=OP&standing=missed")
    )


def test_mine_is_what_names_the_post_of_who_asks(names, row, small, client):
    """Their posts in the council's rights, or of somebody alone, the post of whoever leads the unit that they chose."""
    owner = names.measures[row.measure]["owner"]
    theirs = {key for key, measure in names.measures.items() if measure["owner"] == owner}
    assert Reader(posts=frozenset({owner.upper()})).owns(names) == theirs
    assert Reader("team", "OP", scope=EVERYTHING).owns(names) == {
        key for key, measure in names.measures.items() if measure["owner"] == names.units["OP"].leader
    }
    assert Reader(posts=frozenset({"", "Somebody else"})).owns(names) == Reader().owns(names) == frozenset()
    mine = wanted(names, Reader(posts=frozenset({owner})), {"owner": "mine"})
    took = {key for key in names.measures if mine.takes(names, replace(row, measure=key))}
    assert took == theirs
    with small.cursor() as cursor:
        card = cards.scorecard(cursor, names, names.units["OP"], LAST)
    with_choice, without = (str(in_full.choices(names, card, Wanted(), own)) for own in (theirs, frozenset()))
    assert "mine: " in with_choice and "mine: " not in without
    assert shown(client, "/?unit=OP&owner=mine") == []  # nobody here is an owner: a sentence says so
    assert "No measure here is all of that." in client.get("/?unit=OP&owner=mine").get_data(as_text=True)


def test_a_choice_that_no_scorecard_has_is_answered_with_those_there_are(client):
    answer = client.get("/?unit=OP&standing=red")
    assert answer.status_code == 404 and "standing=missed" in answer.get_data(as_text=True)


def test_what_is_left_out_is_there_all_the_same(client):
    every, some = (client.get(f"/?unit=OP{words}").get_data(as_text=True) for words in ("", "&standing=missed"))
    assert every.count(" data-standing=") == some.count(" data-standing=") > 0
    assert "<tr hidden data-standing" in some and "<tr hidden data-standing" not in every


@pytest.mark.parametrize("heights", [[25, 14, 12, 8], [3], [1, 1], [2, 30, 1]])
def test_panels_stand_in_their_order_in_two_stacks_of_which_the_longer_is_as_short_as_can_be(heights):
    made = [(rows, name) for name, rows in enumerate(heights)]
    stacks = in_full.in_two(made)
    assert [*chain.from_iterable(stacks)] == made
    longest = max(sum(rows + 3 for rows, _ in stack) for stack in stacks)
    for at in range(1, len(made)):
        assert longest <= max(sum(rows + 3 for rows, _ in part) for part in (made[:at], made[at:]))


def saved(client, address):
    """(headings, rows, what it is about) of a CSV."""
    lines = list(csv.reader(io.StringIO(client.get(address).get_data(as_text=True).lstrip("\ufeff"))))
    end = lines.index([])
    return lines[0], [dict(zip(lines[0], line, strict=True)) for line in lines[1:end]], dict(lines[end + 1 :])


def test_the_file_of_a_scorecard_has_the_rows_that_are_shown_with_filters_period_definition_and_date(client, names):
    for words in ("", "&standing=missed", "&perspective=process&set=national"):
        _, rows_, about = saved(client, f"/scorecard.csv?unit=OP&month=2026-03{words}")
        titles = [names.measures[key]["title"] for key in shown(client, f"/?unit=OP&month=2026-03{words}")]
        assert sorted(row["measure"] for row in rows_) == sorted(titles)
        assert about["Month"] == "March 2026" and "File made" in about
        assert (about["Filters"] == "none") == (not words)
    assert all(row["question"] and row["source"] for row in rows_)
    assert client.get("/scorecard.xlsx?unit=OP").data[:2] == b"PK"


def test_the_file_of_conversations_has_every_list_and_each_unit_where_it_shows(client, small):
    _, rows_, about = saved(client, "/attention.csv?unit=ALL")
    with small.cursor() as cursor:
        here = attention.attention(cursor, "ALL", LAST)
    lists = (here.concerns, here.changed, here.strengths, here.ordinary, here.reliable, here.rest)
    assert len(rows_) == sum(1 + len(entry.elsewhere) for entries in lists for entry in entries) > 0
    assert {row["reading"] for row in rows_} >= {entry.finding.reading[0] for entry in here.concerns}
    assert about["Unit"].endswith("and everything below it")


def test_a_value_in_words_stands_with_its_target_in_one_cell_and_a_number_beside_its_own():
    worded = list(card_tables._figures("requires improvement", "good", is_worded=True))
    assert [said(cell) for cell in worded] == ["requires improvement of good"] and worded[0]["props"]["colSpan"] == 2
    assert [said(cell) for cell in card_tables._figures("66.3%", "75.0%", is_worded=False)] == ["66.3%", "75.0%"]
