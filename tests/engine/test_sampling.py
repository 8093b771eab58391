"""Samples of case files: the same for the same seed, fair to every group, and no other case moves where one comes."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import sampling
from dashboard.errors import Refused
from dashboard.sampling import Case

CASES = st.lists(
    st.builds(Case, st.integers(0, 400).map(str), st.sampled_from("AB"), st.sampled_from("xyz")),
    max_size=60,
    unique_by=lambda case: case.person,
)


def people(drawn):
    return {one.case.person for one in drawn}


@given(CASES, st.integers(0, 99), st.integers(1, 12), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_a_seed_draws_the_same_cases_whatever_their_order_and_as_many_of_each_group_as_it_is_large(
    cases, seed, each, chance
):
    drawn = sampling.draw(cases, seed, each)
    mixed = list(cases)
    chance.shuffle(mixed)
    assert sampling.draw(mixed, seed, each) == drawn
    teams, groups = Counter(case.unit for case in cases), Counter((case.unit, case.group) for case in cases)
    got = Counter((one.case.unit, one.case.group) for one in drawn)
    for team, held in teams.items():
        assert sum(got[key] for key in groups if key[0] == team) == min(each, held)
    for (team, group), held in groups.items():
        exact = min(each, teams[team]) * held / teams[team]
        assert exact - 1 < got[team, group] < exact + 1 and got[team, group] <= held
    assert all(1 <= one.place <= one.of == groups[one.case.unit, one.case.group] for one in drawn)


@given(CASES.filter(bool), st.integers(0, 99), st.integers(1, 12))
@settings(max_examples=60)
def test_another_draw_of_one_group_differs_by_one_case_at_most_where_one_is_gone(cases, seed, each):
    alike = [Case(case.person, "A", "x") for case in cases]
    assert len(people(sampling.draw(alike, seed, each)) - people(sampling.draw(alike[1:], seed, each))) <= 1


def test_every_case_is_as_likely_as_every_other():
    cases = [Case(str(n), "A", "x") for n in range(10)]
    drawn = Counter(person for seed in range(2_000) for person in people(sampling.draw(cases, seed, 3)))
    # 600 each on average; 2,000 tosses at 0.3 have a standard deviation of 20.5.
    assert all(abs(count - 600) < 5 * 20.5 for count in drawn.values()) and len(drawn) == 10


def test_what_the_journal_keeps_is_drawn_from_the_cases_that_the_files_have_open(cursor):
    june = date(2026, 6, 1)
    found = sampling.kept(cursor, "older-people", june, 4711, 6)
    held = dict(
        cursor.execute(
            "select person, unit from model.allocations where unit like 'op-%' and starts <= date '2026-06-30'"
            " and (ends is null or ends >= date '2026-06-30')"
        ).fetchall()
    )
    assert found["cases"] == len(held) and len(found["drawn"]) == 18
    assert all(held[one["person"]] == one["unit"] for one in found["drawn"])
    person = found["drawn"][0]["person"]
    (chosen,) = sampling.kept(cursor, "older-people", june, 4711, 1, (f"{person}: a complaint",))["drawn"][3:]
    assert chosen["why"] == "a complaint" and "place" not in chosen
    for text, said in ((person, "say why behind a colon"), ("nobody: why", "'nobody' is no case that is held here")):
        with pytest.raises(Refused, match=said):
            sampling.kept(cursor, "older-people", june, 4711, 1, (text,))
    with pytest.raises(Refused, match="no case to draw from"):
        sampling.kept(cursor, "no-such-unit", june, 4711, 1)
