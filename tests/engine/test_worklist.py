"""The cases of a month, held against a second, slow count from the model's tables alone."""

from calendar import monthrange
from datetime import date

import pytest

from dashboard import catalogue, worklist
from dashboard.build import QUERIES

MONTH, ON = date(2026, 9, 1), date(2026, 9, 30)
TEAMS = ("op-northfield", "op-harbour", "op-eastgate")


def year_on(day):
    return date(day.year + 1, day.month, min(day.day, monthrange(day.year + 1, day.month)[1]))


def reviews_due(cursor, unit):
    """{person: (due, why it may have been earlier)}: who is served in the month and has had no review in the
    year, one person at a time."""
    rows = cursor.execute("select person, month, unit, reviewed from model.review_months").fetchall()
    served = set(cursor.execute("select person, month from model.person_months").fetchall())
    reviews = cursor.execute("select person, ends from model.reviews").fetchall()
    window = {
        date(year, month, 1) for year, month in [(2025, m) for m in range(10, 13)] + [(2026, m) for m in range(1, 10)]
    }
    found = {}
    for person in {who for who, month, at, _ in rows if at == unit and month in window}:
        mine = [
            (month, reviewed) for who, month, at, reviewed in rows if who == person and at == unit and month in window
        ]
        if any(reviewed for _, reviewed in mine) or (person, MONTH) not in served:
            continue
        ended = [ends for who, ends in reviews if who == person and ends <= ON]
        months = {month for who, month, _, _ in rows if who == person}
        first = MONTH
        while (before := (first - date.resolution).replace(day=1)) in months:
            first = before
        last_day = first.replace(day=monthrange(first.year, first.month)[1])
        due = year_on(max(ended) if ended else last_day)
        if (due - ON).days <= worklist.AHEAD:
            found[person] = due, None if ended else "no review on file"
    return found


@pytest.mark.parametrize("unit", TEAMS)
def test_the_reviews_that_are_due_are_those_of_a_count_by_hand(cursor, unit):
    found = worklist.worklist(cursor, ["clients_reviewed"], unit, MONTH)
    assert {case.person: (case.due, case.at_least) for case in found.cases} == reviews_due(cursor, unit)
    assert [case.days for case in found.cases] == sorted((case.days for case in found.cases), reverse=True)
    assert all(case.days == (ON - case.due).days and case.done is None for case in found.cases)


def test_a_case_is_held_by_one_worker_and_only_where_the_file_says(cursor):
    found = worklist.worklist(cursor, ["clients_reviewed"], "op-northfield", MONTH).cases
    held = dict(
        cursor.execute(
            "select person, worker from model.allocations where starts <= $on and coalesce(ends, $on) >= $on",
            {"on": ON},
        ).fetchall()
    )
    assert found and {case.person: case.worker for case in found} == {case.person: held[case.person] for case in found}


def test_what_has_no_day_is_counted_and_what_is_no_case_is_left_out(cursor):
    found = worklist.worklist(cursor, ["supervision_held", "budget_variance", "feel_safe"], "op-northfield", MONTH)
    assert found.cases == [] and [key for key, _ in found.undated] == ["supervision_held"]
    (count,) = cursor.execute(
        "select count(*) from model.staff_months where unit = 'op-northfield' and supervision_due > supervision_held"
        " and month between '2025-10-01' and '2026-09-01'"
    ).fetchone()
    assert found.undated[0][1] == count > 0


def test_each_query_of_due_days_is_of_a_measure_and_runs_for_the_whole_council(cursor):
    measures = catalogue.read(QUERIES / "measures")
    keys = sorted(path.stem for path in worklist.DUE.glob("*.sql"))
    assert set(keys) <= set(measures)
    (root,) = cursor.execute("select unit from model.root").fetchone()
    for case in worklist.worklist(cursor, keys, root, MONTH).cases:
        assert case.days == (min(case.done or ON, ON) - case.due).days
        assert case.done is None or case.done >= MONTH or case.done > ON
