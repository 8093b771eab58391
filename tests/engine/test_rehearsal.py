"""A target tried on the past: beside the standings that the store itself has, and a plain recount in Python."""

from datetime import date
from itertools import pairwise

import pytest

from dashboard.rehearsal import rehearse, season_of


def recount(better, decimals, value, low, high, near=0.05):
    """Met, near or missed by the words of the rule."""
    shown, high = round(value, decimals), low if high is None else high
    if better == "higher":
        return "met" if shown >= low else "near" if shown >= low - abs(low) * near else "missed"
    if better == "lower":
        return "met" if shown <= low else "near" if shown <= low + abs(low) * near else "missed"
    if low <= shown <= high:
        return "met"
    return "near" if low - abs(low) * near <= shown <= high + abs(high) * near else "missed"


KEYS = ("supervision_held", "visits_outside_time", "unit_cost_home_care", "new_carer_unannounced")


@pytest.mark.parametrize("measure", KEYS)
def test_a_rehearsed_target_judges_as_the_store_does(cursor, measure):
    (month,) = cursor.execute("select max(month) from model.months").fetchone()
    better, decimals = cursor.execute("select better, decimals from about.measures where key = ?", [measure]).fetchone()
    stored = cursor.execute(
        "select month, value, standing, target_low, target_high from cube.own_values where measure = ?"
        " and unit = 'westmarch' and value is not null and month > ?::date - interval 36 month order by month",
        [measure, month],
    ).fetchall()
    *_, low, high = stored[-1]
    found = rehearse(cursor, measure, "westmarch", month, low, high)
    assert [row["standing"] for row in found.months] == [
        recount(better, decimals, value, low, high) for _, value, *_ in stored
    ]
    same = {row[0]: row[2] for row in stored if row[3:] == (low, high)}
    assert same and same == {row["month"]: row["standing"] for row in found.months if row["month"] in same}
    signal = dict(
        cursor.execute(
            "select month, variation from cube.signals where measure = ? and unit = 'westmarch'", [measure]
        ).fetchall()
    )
    flips = [
        now["month"]
        for was, now in pairwise(found.months)
        if was["standing"] != now["standing"] and signal.get(now["month"]) in (None, "common")
    ]
    assert found.flips == flips


def test_the_units_that_would_be_red_are_those_without_a_nearer_target(cursor):
    (month,) = cursor.execute("select max(month) from model.months").fetchone()
    found = rehearse(cursor, "clients_reviewed", "westmarch", month, 99.9)
    own = {"learning-disability", "op-harbour"}  # the demo council's file gives them targets of their own
    assert "westmarch" in found.red and len(found.red) > 5
    assert not own & set(found.units)
    whole = rehearse(cursor, "new_carer_unannounced", "westmarch", month, 0)
    assert whole.units == whole.red == ["westmarch"]


def test_a_season_is_the_mean_part_that_each_month_has_of_its_year():
    months = [date(2023 + (3 + n) // 12, (3 + n) % 12 + 1, 1) for n in range(36)]
    values = [(10 + n // 12) * (2 if month.month == 12 else 1) for n, month in enumerate(months)]
    season = season_of(months, values)
    assert season[11] == pytest.approx(2 * season[0], rel=1e-3) and sum(season) == pytest.approx(12, abs=0.01)
    assert len(set(season[:11])) == 1
    assert season_of(months[1:], values[1:]) == ()
