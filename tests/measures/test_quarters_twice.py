"""The financial quarter of a measure beside a plain count of the measure's own rows, month by month up the tree."""

import random
from collections import defaultdict
from datetime import date

import pytest

FIRST = {
    1: 1,
    2: 1,
    3: 1,
    4: 4,
    5: 4,
    6: 4,
    7: 7,
    8: 7,
    9: 7,
    10: 10,
    11: 10,
    12: 10,
}  # month: where its quarter begins
RATES = ("delayed_discharges",)
# One that adds up rows, one that counts distinct people, one over the people of a place.
MEASURES = ("visits_outside_time", "clients_reviewed", *RATES)


def plain(cursor, measure, unit, first):
    """(numerator, denominator) of the quarter that begins in a month, by looping over its rows."""
    sql, counts = cursor.execute("select sql, counts from about.measures where key = ?", [measure]).fetchone()
    months = [date(first.year, first.month + n, 1) for n in range(3)]
    parents = defaultdict(dict)
    for month, child, parent in cursor.execute("select month, unit, parent from model.unit_months").fetchall():
        parents[month][child] = parent
    (top,) = [child for child, parent in parents[months[0]].items() if parent is None]
    found = cursor.execute(f"select * from ({sql})")
    names = [name for name, *_ in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall() if row[names.index("month")] in months]
    mine = []
    for row in rows:
        place = row["unit"] if row["unit"] in parents[row["month"]] else top
        while place is not None and place != unit:
            place = parents[row["month"]][place]
        if place == unit:
            mine.append(row)
    if measure in RATES:
        people = cursor.execute(
            "select people from model.bases join about.measures on about.measures.base = model.bases.base"
            " where key = ? and unit = ? and month = ?",
            [measure, unit, months[-1]],
        ).fetchone()
        return sum(row["numerator"] for row in mine), people and people[0]
    if counts == "rows":
        return tuple(sum(row[side] for row in mine) for side in ("numerator", "denominator"))
    return tuple(len({row["person"] for row in mine if row[side]}) for side in ("numerator", "denominator"))


@pytest.mark.parametrize("measure", MEASURES)
def test_a_quarter_is_a_plain_count_of_its_three_months(cursor, measure):
    stored = cursor.execute(
        "select unit, month, numerator, denominator from cube.measured where measure = ? and basis = 'quarter'"
        " and numerator > 0 order by unit, month",
        [measure],
    ).fetchall()
    assert {month.month for _, month, *_ in stored} == {3, 6, 9, 12}
    for unit, month, *sides in random.Random(5).sample(stored, 12):
        assert tuple(sides) == plain(cursor, measure, unit, date(month.year, FIRST[month.month], 1)), (unit, month)


def test_no_quarter_that_has_not_ended_has_a_value(cursor):
    (last,) = cursor.execute("select max(month) from model.months").fetchone()
    newest = cursor.execute("select max(month) from cube.measured where basis = 'quarter'").fetchone()[0]
    assert newest <= last and newest.month % 3 == 0


def test_every_quarter_of_what_adds_up_is_the_sum_of_its_months(cursor):
    apart = """
        select q.measure, q.unit, q.month from cube.measured as q
        join about.measures as k on k.key = q.measure and k.counts = 'rows'
        join cube.measured as m on m.measure = q.measure and m.unit = q.unit and m.basis = 'month'
            and m.month between q.month - interval 2 month and q.month
        where q.basis = 'quarter' group by q.measure, q.unit, q.month, q.numerator
        having sum(m.numerator) <> q.numerator
    """
    assert cursor.execute(apart).fetchall() == []
    twice = apart.replace("k.counts = 'rows'", "k.counts <> 'rows'").replace(
        "sum(m.numerator) <> q.numerator", "q.numerator not between max(m.numerator) and sum(m.numerator)"
    )
    assert cursor.execute(twice).fetchall() == []
