"""Casework: reviews overdue by age against a second count, a worker's own sheet, and decisions as counts alone."""

from calendar import monthrange
from collections import Counter, defaultdict
from datetime import date
from types import SimpleNamespace

from dashboard import supervision
from dashboard.asking import ask_dicts

MONTH = date(2026, 9, 1)
BANDS = (
    (12, 15, "12 to 15 months"), (15, 18, "15 to 18 months"), (18, 24, "18 to 24 months"),
    (24, 10_000, "24 months and more"),
)  # fmt: skip


def on(day, months):
    """The same day so many months on, or the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def band(last, end):
    """The band of a review that ended on a day, at the end of a month; None where the next is not overdue."""
    return next((name for least, below, name in BANDS if on(last, least) < end <= on(last, below)), None)


def second(cursor, month):
    """(person, unit, band) of everybody overdue at the end of a month, from reviews and months with a service."""
    end = date(month.year, month.month, monthrange(month.year, month.month)[1])
    reviews, there = defaultdict(list), defaultdict(set)
    for person, ends in cursor.execute("select person, ends from model.reviews").fetchall():
        reviews[person].append(ends)
    for person, of in cursor.execute("select person, month from model.review_months").fetchall():
        there[person].add(of)
    served = {
        row[0] for row in cursor.execute("select person from model.person_months where month = ?", [month]).fetchall()
    }
    found = set()
    for person, unit in cursor.execute(
        "select person, unit from model.review_months where month = ?", [month]
    ).fetchall():
        ended = [day for day in reviews[person] if day.replace(day=1) <= month]
        since = month
        while on(since, -1) in there[person]:
            since = on(since, -1)
        last = max(ended, default=date(since.year, since.month, monthrange(since.year, since.month)[1]))
        if person in served and (name := band(last, end)):
            found.add((person, unit, name))
    return found


def test_reviews_are_overdue_by_the_age_of_the_last_one_in_counts_and_in_the_list(cursor):
    for month in (MONTH, date(2025, 6, 1)):
        rows = second(cursor, month)
        counted = ask_dicts(cursor, "review_ages", unit="westmarch", month=month)
        assert {(row["unit"], row["band"]): row["people"] for row in counted} == Counter(row[1:] for row in rows)
        listed = ask_dicts(cursor, "reviews_overdue", unit="westmarch", month=month, band="")
        assert {(row["person"], row["unit"], row["band"]) for row in listed} == rows
    assert len(rows) > 20 and [row["due"] for row in listed] == sorted(row["due"] for row in listed)
    one = ask_dicts(cursor, "reviews_overdue", unit="op-northfield", month=MONTH, band="15 to 18 months")
    assert {row["person"] for row in one} == {row[0] for row in second(cursor, MONTH) if row[1:] == (
        "op-northfield", "15 to 18 months")}  # fmt: skip


def test_a_worker_s_sheet_has_their_own_cases_what_became_better_first(cursor):
    workers = cursor.execute(
        "select worker, count(*) from model.case_workers where worker is not null group by worker order by 2 desc, 1"
    ).fetchall()
    better = 0
    for worker, _ in workers[:12]:
        found = supervision.sheet(cursor, worker, "westmarch", MONTH)
        held = cursor.execute(
            "select person from model.case_workers where worker = ? and starts <= date '2026-09-30'"
            " and coalesce(ends, date '2026-09-30') >= date '2026-09-30'", [worker]
        ).fetchall()  # fmt: skip
        assert {one.person for one in found} <= {person for (person,) in held}
        order = [(not one.is_better, -one.days) for one in found]
        assert order == sorted(order)
        better += sum(one.is_better for one in found)
        assert all(one.days == (date(2026, 9, 30) - one.due).days for one in found)
    assert better > 0
    assert supervision.sheet(cursor, workers[0][0], "children", MONTH) == []


def test_decisions_are_counted_by_their_day_and_not_where_they_would_tell_of_one():
    def decision(worker, state, due, kept=None, unit="a", held=date(2026, 3, 2)):
        said = {"worker": worker, "held": held, "due": due, "kept_on": kept}
        return SimpleNamespace(unit=unit, state=state, fields=said)

    may, june = date(2026, 5, 1), date(2026, 6, 1)
    things = [
        decision("x", "kept", may, may), decision("y", "kept", may, june), decision("z", "agreed", may),
        decision("z", "agreed", date(2026, 12, 1)), decision("z", "dropped", may),
        decision("x", "kept", may, may, held=date(2024, 1, 1)), decision("x", "kept", may, may, unit="b"),
    ]  # fmt: skip
    things.append(decision("w", "agreed", may, held=date(2026, 4, 1)))  # after the months that are looked at
    found = supervision.counts(things, date(2026, 1, 1), date(2026, 3, 31), june)
    assert found["a"] == supervision.Kept(workers=3, in_time=1, late=1, open=2, overdue=1) and found["a"].is_told
    assert not found["b"].is_told
