"""No measure of one worker: what the engine lists of staff are the units and months that they add up to."""

import pytest

from dashboard import values
from dashboard.errors import Unknown
from dashboard.scorecard import ask_dicts

STAFF = {"sickness", "supervision_held", "appraisals_done", "training_done", "caseload"}


def of_workers(cursor):
    return [m["key"] for m in ask_dicts(cursor, "measures") if values.is_of_workers(m)]


def test_records_of_staff_name_no_post_and_still_add_up_to_the_number(cursor):
    found = of_workers(cursor)
    assert set(found) >= STAFF
    (posts,) = cursor.execute("select list(distinct post) from model.staff_months").fetchone()
    for key in found:
        for unit in ("westmarch", "op-northfield"):
            columns, rows = values.records(cursor, key, unit, "2026-09")
            assert columns == list(values.EVERY_RECORD)
            assert not {cell for row in rows for cell in row} & set(posts)
            assert len({row[:2] for row in rows}) == len(rows)
            number = values.value(cursor, key, unit, "2026-09")
            assert sum(row[3] for row in rows) == pytest.approx(number.numerator or 0)


def test_nothing_that_a_measure_of_staff_is_split_by_is_a_post(cursor):
    (posts,) = cursor.execute("select list(distinct post) from model.staff_months").fetchone()
    shown = cursor.execute("select distinct slice_value from cube.cells where slice <> ''").fetchall()
    assert shown and not {value for (value,) in shown} & set(posts)


def test_records_of_staff_cannot_be_narrowed_to_one_post(cursor):
    (post,) = cursor.execute("select min(post) from model.staff_months").fetchone()
    for pair in (("person", post), ("fte", "1.0")):
        with pytest.raises(Unknown, match=r"cannot be narrowed by .*; their columns: month, unit, role$"):
            values.records(cursor, "sickness", "op-northfield", "2026-09", where=[pair])
