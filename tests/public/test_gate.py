"""The attacker, against worked tables, planted releases and a second hand that tries every table there could be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.public import rule
from dashboard.public.gate import WIDE, Stated, audit

# Three teams of the facts about governance: people reviewed, and people not.
TEAMS = {("A", "yes"): 41, ("A", "no"): 3, ("B", "yes"): 25, ("B", "no"): 12, ("C", "yes"): 30, ("C", "no"): 9}


def exact(count):
    return count, count


def rounded(count):
    return rule.reach(rule.shown(count))


def primary(count):
    return (1, 7) if 0 < count <= 7 else (count, count)


def a_release(truth, inner, margin, hidden=(), when=""):
    """Every count of a table with the sums of its rows and columns and the whole, each as a rule shows it."""
    said = [Stated(f"inner{when}", {key: 1}, *inner(count)) for key, count in truth.items() if key not in hidden]
    for name, of in (("rows", 0), ("columns", 1)):
        for value in sorted({key[of] for key in truth}):
            parts = {key: 1 for key in truth if key[of] == value}
            said.append(Stated(f"{name}{when}", parts, *margin(sum(truth[key] for key in parts))))
    return [*said, Stated(f"whole{when}", dict.fromkeys(truth, 1), *margin(sum(truth.values())))]


@pytest.mark.parametrize(
    ("inner", "margin", "hidden", "found"),
    [
        (primary, exact, (), (3, 3)),
        (primary, exact, (("A", "yes"),), (3, 3)),
        (primary, exact, (("A", "yes"), ("C", "yes"), ("C", "no")), None),
        (rounded, exact, (), (2, 6)),
        (rounded, rounded, (), None),
    ],
)
def test_the_worked_tables_give_away_what_they_do(inner, margin, hidden, found):
    exposed = audit(a_release(TEAMS, inner, margin, hidden), TEAMS)
    assert [(one.key, one.low, one.high) for one in exposed] == ([(("A", "no"), *found)] if found else [])


def test_the_tables_that_tell_are_named_and_none_that_does_not():
    (one,) = audit([*a_release(TEAMS, primary, exact), Stated("beside", {("B", "no"): 1}, 12, 12)], TEAMS)
    for table in one.tables:
        fewer = [said for said in a_release(TEAMS, primary, exact) if said.table in one.tables and said.table != table]
        assert not audit(fewer, TEAMS)
    assert one.tables and "beside" not in one.tables


def test_two_quarters_each_of_which_tells_nothing_can_tell_together():
    # A year is four quarters; nobody came in the first. 40 and 43 are exact: the quarter that is new is 3.
    quarters = {1: 0, 2: 12, 3: 13, 4: 15, 5: 3}
    first = [Stated("year to quarter 4", {q: 1 for q in (1, 2, 3, 4)}, 40, 40), Stated("quarter 1", {1: 1}, 0, 0)]
    second = [Stated("year to quarter 5", {q: 1 for q in (2, 3, 4, 5)}, 43, 43)]
    assert not audit(first, {q: quarters[q] for q in (1, 2, 3, 4)})
    assert not audit(second, {q: quarters[q] for q in (2, 3, 4, 5)})
    (one,) = audit(first + second, quarters)
    assert (one.key, one.low, one.high) == (5, 3, 3)
    assert {"year to quarter 4", "year to quarter 5"} <= set(one.tables)
    by_the_rule = [
        Stated(said.table, said.parts, *rounded(sum(quarters[q] for q in said.parts))) for said in first + second
    ]
    assert not audit(by_the_rule, quarters)


def test_stars_that_must_add_up_to_a_rounded_whole_can_tell_too():
    # Seven and seven are 15 when rounded: 13 or more, so each of the two stars is a six or a seven.
    truth = {"A": 7, "B": 7}
    said = [Stated("places", {key: 1}, 1, 7) for key in truth] + [Stated("whole", {"A": 1, "B": 1}, *rounded(14))]
    assert [(one.low, one.high) for one in audit(said, truth)] == [(6, 7), (6, 7)]


def test_figures_that_are_not_true_are_no_reason_to_say_that_nothing_is_told():
    with pytest.raises(ValueError, match="does not fit"):
        audit([Stated("whole", {"A": 1}, 5, 5)], {"A": 4})


@settings(max_examples=12)
@given(
    truth=st.lists(st.integers(0, 9), min_size=4, max_size=4),
    shown=st.lists(st.sampled_from([exact, primary, rounded, None]), min_size=9, max_size=9),
)
def test_a_second_hand_that_tries_every_table_finds_the_same(truth, shown):
    keys = [(row, column) for row in "ab" for column in "yn"]
    sets = [[0], [1], [2], [3], [0, 1], [2, 3], [0, 2], [1, 3], [0, 1, 2, 3]]
    said = [
        Stated(str(places), {keys[p]: 1 for p in places}, *rule_of(sum(truth[p] for p in places)))
        for places, rule_of in zip(sets, shown, strict=True)
        if rule_of
    ]
    tables = np.indices([20] * 4).reshape(4, -1)
    for one in said:
        sums = sum(tables[keys.index(key)] for key in one.parts)
        tables = tables[:, (sums >= one.low) & (sums <= one.high)]
    ends = {key: (tables[place].min(), tables[place].max()) for place, key in enumerate(keys) if 0 < truth[place] <= 7}
    expected = {key: (low, high) for key, (low, high) in ends.items() if high - low < WIDE}
    found = {one.key: (one.low, one.high) for one in audit(said, dict(zip(keys, truth, strict=True)))}
    assert found == expected
