"""The outlook to the year's end: hand-worked years, and what is left unsaid where it cannot be said."""

from datetime import date
from decimal import Decimal

import pytest

from dashboard.outlook import outlook

FIRST = date(2023, 4, 1)


def month(count):
    number = FIRST.year * 12 + FIRST.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def measure(kind="count", **words):
    known = {"kind": kind, "counts": "rows", "denominator": "summed", "base": "", "better": "higher"}
    return {**known, "per": Decimal(100 if kind == "proportion" else 1), **words}


def row(basis, vals, own=False, charted=False, numerators=None, denominators=None):
    empty = [None] * len(vals)
    return {
        "basis": basis,
        "own": own,
        "charted": charted,
        "first_month": FIRST,
        "vals": vals,
        "numerators": numerators or empty,
        "denominators": denominators or empty,
    }


def counted(length, value=10.0):
    """A count of the same number each month, on its own basis of the year so far."""
    months = [value] * length
    year = [value * ((n % 12) + 1) for n in range(length)]
    return {
        "month": row("month", months, charted=True),
        "financial year to date": row("financial year to date", year, own=True),
    }


def test_a_steady_count_comes_to_twelve_of_its_months_and_needs_the_rest_of_its_target():
    found = outlook(measure(), counted(42), month(41), target=150)  # September: six months are left
    assert found.left == 6
    assert [each for each, *_ in found.months] == [month(n) for n in range(42, 48)]
    assert (found.kind, found.year) == ("total", (120.0, 120.0, 120.0))
    assert found.required == pytest.approx((150 - 60) / 6)


def test_a_share_of_the_year_weighs_its_months_by_what_they_rest_on():
    tops, bottoms = [40.0] * 42, [50.0] * 42
    series = {
        "month": row("month", [80.0] * 42, charted=True, numerators=tops, denominators=bottoms),
        "rolling 12 months": row("rolling 12 months", [80.0] * 42, own=True),
    }
    found = outlook(measure("proportion"), series, month(41), target=85)
    assert found.kind == "share"
    assert found.year[0] == pytest.approx(80)
    # 85% of 600 is 510; 240 are there, so 270 of the 300 to come.
    assert found.required == pytest.approx(90)


def test_a_count_of_people_is_no_sum_of_its_months_and_nothing_is_said_of_its_year():
    found = outlook(measure(counts="distinct people"), counted(42), month(41), target=150)
    assert len(found.months) == 6
    assert (found.kind, found.year, found.required) == (None, None, None)


def test_nothing_is_required_where_a_range_is_the_target():
    assert outlook(measure(better="range"), counted(42), month(41), target=150).required is None


def test_a_snapshot_ends_at_its_last_forecast_month():
    series = {"snapshot": row("snapshot", [5.0] * 42, own=True, charted=True)}
    found = outlook(measure("ratio"), series, month(41), target=4)
    assert (found.kind, found.year) == ("level", (5.0, 5.0, 5.0))
    assert found.required is None


@pytest.mark.parametrize(
    ("series", "at", "words", "reason"),
    [
        (counted(48), 47, {}, "the financial year ends with this month"),
        (counted(9), 8, {}, "9 values since the series began; a forecast takes 12"),
        (counted(26), 25, {}, "10 months are left of the year and 26 are known: too far to see from here"),
        (counted(42), 41, {"kind": "supplied"}, "a figure that is supplied stands until the next one is"),
        (
            {"month": row("month", [5.0] * 41 + [None], charted=True)},
            41,
            {},
            "the month shown has no value to go on from",
        ),
    ],
)
def test_where_nothing_can_be_said_the_reason_is(series, at, words, reason):
    found = outlook(measure(**words), series, month(at))
    assert (found.months, found.year) == ([], None)
    assert reason in found.reason


def test_a_forecast_never_looks_across_a_rebase():
    values = [100.0] * 24 + [10.0] * 18
    series = {"month": row("month", values, own=True, charted=True)}
    found = outlook(measure("ratio"), series, month(41), start=24)
    assert found.months[0][1:] == (10.0, 10.0, 10.0)


def test_a_hole_in_the_year_so_far_gives_months_ahead_and_no_total():
    series = counted(42)
    series["month"]["vals"][38] = None
    found = outlook(measure(), series, month(41), target=150)
    assert len(found.months) == 6
    assert (found.kind, found.year, found.required) == (None, None, None)
