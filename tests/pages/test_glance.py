"""The scorecard at a glance: what each panel counts and shows is what its rows say."""

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from dashboard import scorecard as cards
from dashboard.quarters import Move, Quarter
from layouts.first_paint import html_of
from layouts.parts import glance
from layouts.words import card as card_words
from layouts.words import rows
from tests.pages.small_store import LAST
from tests.pages.trees import find, said, the


@pytest.fixture
def card(small, names):
    with small.cursor() as cursor:
        return cards.scorecard(cursor, names, names.units["OP"], LAST)


def read(names, card):
    """What the page reads beside the card: no signal that is more than chance, no part of a whole."""
    readings = {row.measure: rows.reading(names, names.measures[row.measure], row, False) for row in card.rows}
    return SimpleNamespace(here=SimpleNamespace(believed=frozenset()), readings=readings, parts={})


def test_the_panels_count_every_row_once(names, card):
    text = html_of(glance.glance(names, card, read(names, card), [], []))
    for standing in glance.STANDINGS:
        count = sum(row.standing == standing for row in card.rows)
        shown = sum(int(n) for n in _counts(text, standing))
        assert shown == count, standing


def _counts(text, standing):
    return re.findall(rf"<b>(\d+)</b> {standing}</a>", text)


def test_the_council_s_headlines_stand_first_and_in_its_order(names, card):
    perspective = card.rows[0].perspective
    rows = [row for row in card.rows if row.perspective == perspective]
    wanted = [row.measure for row in rows][::-1][:2]
    told = replace(names, headlines={perspective: [["", measure] for measure in wanted]})
    assert [row.measure for row in glance.headlines(told, card, perspective, rows)] == wanted


def test_a_level_of_its_own_takes_the_place_of_every(names, card):
    told = replace(names, headlines={"process": [["", "a"], [card.unit.level, "b"], ["team", "c"]]})
    assert told.headlines_of("process", card.unit) == ["b"]
    assert replace(told, headlines={"process": [["", "a"], ["board", "b"]]}).headlines_of("process", card.unit) == ["a"]


def test_where_the_council_names_none_each_objective_gives_its_first_value(names, card):
    for perspective in names.perspectives:
        rows = [row for row in card.rows if row.perspective == perspective["key"]]
        chosen = glance.headlines(names, card, perspective["key"], rows)
        assert len(chosen) == min(len([row for row in rows if row.value is not None]) or len(rows), 4)
        with_value = [row for row in rows if row.value is not None and len(row.vals or []) > 1] or rows
        firsts = list(dict.fromkeys(row.objective for row in with_value))[:4]
        assert {row.objective for row in chosen} >= set(firsts)


def row_of(card, **changes):
    row = next(row for row in card.rows if row.value is not None)
    return replace(row, **{"status": "charted", "change": None, "last_known": None, **changes})


def test_the_year_is_told_in_counts_and_chance_apart(names, card):
    better, worse = ({"value": 90.0, "last_year": 80.0}, {"value": 70.0, "last_year": 80.0})
    measure = next(key for key, one in names.measures.items() if one["better"] == "higher")
    rows = [
        row_of(card, measure=measure, variation="improvement", **better),
        row_of(card, measure=measure, variation="common", **better),
        row_of(card, measure=measure, variation="common", **worse),
        row_of(card, measure=measure, value=80.0, last_year=80.0, variation="common"),
    ]
    told = replace(card, rows=rows)
    said = card_words.course(names, told, frozenset({(measure, card.unit.key)}))
    assert said == (
        "Against a year ago better on 2 and worse on 1 of 3 measures; by more than chance explains, better on 1."
    )
    unsure = card_words.course(names, told, frozenset())
    assert (
        unsure == "Against a year ago better on 2 and worse on 1 of 3 measures; none of it more than chance explains."
    )


def test_nothing_is_said_of_a_year_where_nobody_can_say(names, card):
    small = replace(card, rows=[row_of(card, value=9.0, last_year=1.0, status="too small")])
    assert card_words.course(names, small, frozenset()) == ""


def test_the_newest_quarter_is_told_against_the_one_before_in_counts_and_chance_apart(names):
    higher, lower = (
        next(k for k, one in names.measures.items() if one["better"] == way) for way in ("higher", "lower")
    )

    def quarter(moved, among=500.0):
        move = Move(moved, moved - 1, moved + 1, "higher")
        return Quarter(date(2026, 9, 1), 50.0, 250.0, among, 45.0, 55.0, move, None)

    now = {higher: (50.0, None, "met"), lower: (50.0, None, "missed")}
    before = {higher: (45.0, None, "missed"), lower: (45.0, None, "missed")}
    found = {higher: quarter(5.0), lower: quarter(5.0), "not on the card": quarter(9.0)}
    told = card_words.on_the_quarter_before(names, date(2026, 9, 1), found, {higher}, now, before)
    assert told == (
        "Q2 2026–27 against the quarter before: better on 1 and worse on 1 of 2 measures; by more than chance explains,"
        " better on 1. 1 of 2 met their target at its end, 0 of 2 three months before."
    )
    still = {higher: quarter(0.0), lower: Quarter(date(2026, 9, 1), 50.0, None, None, None, None, None, None)}
    assert card_words.on_the_quarter_before(names, date(2026, 9, 1), still, set(), now, before) == ""


def test_a_name_is_whole_and_its_reading_stands_under_it(names, card):
    tree = glance.glance(names, card, read(names, card), [], [])
    lines = find(tree, className="headline")
    assert lines
    readings = {one.moves for one in read(names, card).readings.values()} | {row.reason for row in card.rows}
    titles = {one["short"] for one in names.measures.values()}
    for line in lines:
        (name, moves), _, _, standing = (
            line["props"]["children"][0]["props"]["children"],
            *line["props"]["children"][1:],
        )
        assert said(name) in titles and said(moves) in readings
        assert any(one in said(standing) for one in glance.STANDINGS)


def test_a_perspective_with_no_measure_here_says_so_once_and_leads_to_what_feeds_it(names, card):
    bare = replace(card, rows=[row for row in card.rows if row.perspective != "financial"])
    tree = glance.glance(names, bare, read(names, bare), [], [])
    (panel,) = [one for one in find(tree, type="Card") if "No measure of this perspective" in said(one)]
    assert the(panel, type="Link")["props"]["href"] == "/data"


def test_a_value_stands_beside_its_target_or_england(names, card):
    council = replace(card, unit=names.root)
    row = row_of(card, measure="reviews_on_time", target_low=None, target_high=None)
    measure = names.measures["reviews_on_time"]
    published = replace(names, england={"reviews_on_time": [[LAST, LAST, 61.0]]})
    assert glance._held_against(published, council, measure, row) == "England 61.0%"
    assert glance._held_against(published, card, measure, row) == ""  # England's figure is of a whole council
    assert glance._held_against(published, council, measure, replace(row, target_low=75.0)) == "of 75.0%"
