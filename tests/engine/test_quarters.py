"""A quarter beside the one before and a year before: what chance explains, and what it does not."""

from datetime import date

import pytest

from dashboard import quarters
from dashboard.asking import ask_dicts
from dashboard.quarters import Move, Quarter
from dashboard.statistics import intervals


def quarter(move):
    return Quarter(date(2026, 9, 1), 1.0, 1.0, 1.0, 0.0, 2.0, move, None)


def test_a_change_has_the_limits_of_the_difference_of_two_shares(mini, cursor):
    months = [month for (month,) in cursor.execute("select month from model.months order by 1").fetchall()]
    key, end = "visits_outside_time", (months[-1], months)
    found = quarters.of_measures(cursor, [key], "westmarch", *end)[key]
    rows = ask_dicts(cursor, "series", measure=key, unit="westmarch")
    assert quarters.of_measure({"key": key, "kind": "proportion"}, "share", rows, *end) == found
    now, before = found[-1], found[-2]
    by_hand = intervals.difference(*(intervals.proportion(one.numerator, one.denominator) for one in (now, before)))
    assert (now.on_before.lower, now.on_before.upper) == pytest.approx((100 * by_hand.lower, 100 * by_hand.upper))
    assert now.on_before.movement == (
        "within chance" if by_hand.lower <= 0 <= by_hand.upper else now.on_before.movement
    )
    assert now.on_year.moved == pytest.approx(now.value - found[-5].value)


def test_nothing_is_said_of_chance_where_the_same_people_stand_at_both_ends(cursor):
    found = quarters.of_unit(cursor, "westmarch", date(2026, 9, 1))
    moves = [found[key].on_before for key in ("children_looked_after", "helped_to_live_at_home", "spending")]
    assert all(move.lower is None and move.movement is None for move in moves)


def test_among_many_changes_those_that_lie_beyond_their_own_limits_by_chance_are_not_believed():
    ordinary = {str(n): quarter(Move(0.5, -1.0, 2.0, "within chance")) for n in range(48)}
    lucky = quarter(Move(1.6, 0.1, 3.1, "higher"))
    real = quarter(Move(-9.0, -10.5, -7.5, "lower"))
    assert quarters.believed({**ordinary, "lucky": lucky, "real": real}) == {"real"}
    assert quarters.believed({"lucky": lucky}) == {"lucky"}
    assert quarters.believed({"unknown": quarter(None)}) == set()


def test_the_newest_quarter_is_one_that_has_ended():
    months = [date(2026, n, 1) for n in range(1, 12)]
    assert quarters.last_ended(date(2026, 11, 1), months) == date(2026, 9, 1)
    assert quarters.last_ended(date(2026, 9, 1), months) == date(2026, 9, 1)
    assert quarters.last_ended(date(2026, 2, 1), months) is None
