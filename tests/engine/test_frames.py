"""The numbers as DataFrames are the pages' own; what the guide shows, runs."""

import re
from pathlib import Path

import pandas as pd
import pytest

from dashboard import frames
from dashboard import scorecard as cards
from dashboard.errors import Unknown

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "frames.md"


@pytest.fixture
def store(mini):
    return frames.store(mini.home.path)


def test_the_values_are_those_of_every_scorecard(store, mini):
    names = cards.names(mini.snapshot)
    found = frames.values(store, first=f"{names.months[-1]:%Y-%m}")
    by_place = {(row.measure, row.unit): row for row in found.itertuples()}
    counted = 0
    with mini.cursor() as cursor:
        for unit in names.tree(names.months[-1]):
            for row in cards.scorecard(cursor, names, unit, names.months[-1]).rows:
                there = by_place.get((row.measure, unit.key))
                value = None if there is None or pd.isna(there.value) else there.value
                assert value == row.value
                assert there is None or there.standing == row.standing
                counted += value is not None
    assert counted > 300
    assert found["month"].dtype == "period[M]" and isinstance(found["unit"].dtype, pd.CategoricalDtype)


def test_a_course_ends_in_the_value_and_is_made_of_its_parts(store, mini):
    series = frames.series(store, "clients_reviewed", "westmarch")
    last = frames.values(store, "clients_reviewed", "westmarch").iloc[-1]
    assert isinstance(series.index, pd.PeriodIndex)
    assert series["value"].iloc[-1] == pytest.approx(last["value"])
    assert (100 * series["numerator"] / series["denominator"]).tolist() == pytest.approx(series["value"].tolist())
    months = frames.series(store, "clients_reviewed", "westmarch", "month")
    assert set(months["basis"]) == {"month"} and len(months) > 12


def test_a_quarter_stands_in_its_last_month_and_is_made_of_its_months(store):
    quarters = frames.series(store, "visits_outside_time", "westmarch", "quarter")
    months = frames.series(store, "visits_outside_time", "westmarch", "month")
    assert set(quarters.index.month) <= {3, 6, 9, 12}
    ended = months.index.asfreq("Q-MAR")
    for side in ("numerator", "denominator"):
        added = months.groupby(ended)[side].sum()
        found = quarters.set_axis(quarters.index.asfreq("Q-MAR"))[side]
        assert found.to_dict() == {quarter: added[quarter] for quarter in found.index}


def test_signals_are_the_cube_s(store, mini):
    found = frames.signals(store, "clients_reviewed", "op-northfield").iloc[-1]
    with mini.cursor() as cursor:
        asked = "select variation::varchar, mean from cube.signals where measure = ? and unit = ? order by month desc"
        variation, mean = cursor.execute(asked, ["clients_reviewed", "op-northfield"]).fetchone()
    assert (found["variation"], found["mean"]) == (variation, pytest.approx(mean))


def test_money_adds_up_to_the_ledger_s_measure(store):
    money = frames.money(store, "westmarch")
    last = money["month"].max()
    paid = money[money["month"] == last]["paid_to_date"].sum()
    spending = frames.values(store, "spending", "westmarch").iloc[-1]
    assert paid == pytest.approx(spending["value"], abs=0.01)


@pytest.mark.parametrize("asked", [{"measures": "nothing"}, {"units": "nowhere"}, {"first": "1999-01"}])
def test_what_is_not_there_is_said(store, asked):
    with pytest.raises(Unknown):
        frames.values(store, **asked)


def test_every_example_of_the_guide_runs_and_says_what_the_scorecard_says(store):
    told = {"frames": frames, "store": store}
    blocks = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.S)
    for block in blocks[1:]:
        exec(block, told)
    assert len(blocks) == 8
    assert told["by_group"].shape[1] > 2
    assert str(told["ended"].index[-1]) == "2027Q2" and told["on_the_quarter_before"].notna().sum() > 4
    value = frames.values(store, "clients_reviewed", "op-northfield", "2026-09", "2026-09")["value"].item()
    assert told["share"] == pytest.approx(value)
    assert told["moved"]["op-northfield"] == pytest.approx(value - told["wide"]["op-northfield"].iloc[-13])
    september = told["values"][told["values"]["month"] == pd.Period("2026-09")]
    assert told["quarters"].iloc[-1] == (september["standing"] == "met").sum() > 0
    assert told["cost"].iloc[-1] > 10
    two = told["two"]
    assert two["value"].min() < told["together"] < two["value"].max()
