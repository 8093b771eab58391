"""A definition is kept as it was, and what its change did to the number is told: held to plain counts."""

import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import duckdb
import pytest

from dashboard import catalogue
from dashboard.build import QUERIES, add_measure
from dashboard.collecting import versions
from dashboard.collecting.versions import Versions
from dashboard.demo import earlier
from dashboard.home import Home

KEY = "visits_outside_time"


@pytest.fixture(scope="module")
def measures():
    return catalogue.read(QUERIES / "measures")


def with_tolerance(measure, minutes):
    return replace(measure, parameters=tuple(replace(one, value=Decimal(minutes)) for one in measure.parameters))


def test_only_what_has_changed_is_another_version_and_nothing_is_kept_before_it_is_published(measures, tmp_path):
    some = {key: measures[key] for key in (KEY, "caseload")}
    first = Versions(tmp_path)
    assert {len(one) for one in first.of(some, datetime(2026, 1, 5, 9)).values()} == {1} and not first.path.exists()
    first.keep()
    changed = {**some, KEY: with_tolerance(some[KEY], 30), "caseload": replace(some["caseload"], caveat="Otherwise")}
    second = Versions(tmp_path)
    found = second.of(changed, datetime(2026, 2, 5, 9))
    assert [len(found[key]) for key in (KEY, "caseload")] == [2, 2]
    assert found[KEY][1].differs_in(found[KEY][0]) == ["sql"] and found[KEY][1].since == "2026-02-05 09:00"
    assert versions.earlier(found[KEY]) == [found[KEY][0]]
    assert versions.earlier(found["caseload"]) == []  # words alone change no number
    assert len(Versions(tmp_path).found[KEY]) == 1  # that build was never published
    second.keep()
    again = Versions(tmp_path)
    assert {len(one) for one in again.of(changed, datetime(2026, 3, 5, 9)).values()} == {2}
    back = again.of(some, datetime(2026, 4, 5, 9))[KEY]
    assert len(back) == 3 and [one.number for one in versions.earlier(back)] == [2]


def test_the_value_by_an_earlier_rule_is_what_a_plain_count_of_the_visits_gives(mini, measures, tmp_path):
    """Visits half an hour late, counted one by one; the cells of the store are as before."""
    store = shutil.copy(mini.store.snapshot().name, tmp_path / "store.duckdb")
    old = with_tolerance(measures[KEY], 30)
    broken = replace(measures["caseload"], template="select month, unit, nothing as numerator from model.no_more")
    kept = Versions(tmp_path)
    kept.of({KEY: old, "caseload": broken}, datetime(2025, 1, 1))
    found = kept.of({KEY: measures[KEY], "caseload": measures["caseload"]}, datetime(2026, 1, 1))
    with duckdb.connect(store) as connection:
        connection.execute("drop table about.definition_values")
        before = connection.execute("select count(*), sum(numerator) from cube.cells").fetchone()
        versions.add_other_rules(connection, measures, found, add_measure)
        assert connection.execute("select count(*), sum(numerator) from cube.cells").fetchone() == before
        versions.add_values(connection)
        rows = connection.execute("select month, value_then, value_now, reason from about.definition_values"
                                  " where measure = $key order by month", {"key": KEY}).fetchall()  # fmt: skip
        visits = connection.execute(
            "select month, minutes_late, len(not_made), visits from model.visit_months"
        ).fetchall()
        now = dict(
            connection.execute(
                "select month, value from cube.measured where measure = $key and basis = 'month'"
                " and unit = (select unit from model.root)",
                {"key": KEY},
            ).fetchall()
        )
        gone = connection.execute("select reason from about.definition_values where measure = 'caseload'").fetchall()
    late, all_ = Counter(), Counter()
    for month, minutes, not_made, count in visits:
        late[month] += sum(abs(one) > 30 for one in minutes) + not_made
        all_[month] += count
    assert len(rows) == versions.MONTHS and gone == [("its rule asks for what the data no longer have",)]
    for month, then, at_present, reason in rows:
        assert then == pytest.approx(100 * late[month] / all_[month], rel=1e-12) and reason is None
        assert at_present == now[month] and then < at_present


def test_the_demo_council_has_an_earlier_definition_before_its_own(measures, tmp_path):
    kept = Versions(tmp_path)
    kept.of({KEY: measures[KEY]}, datetime(2026, 11, 1))
    kept.keep()
    earlier.keep(Home(tmp_path))
    several = Versions(tmp_path).found[KEY]
    assert [one.since[:10] for one in several] == ["2025-04-01", "2026-11-01"]
    assert several[1].differs_in(several[0]) == ["sql"] and json.loads(kept.path.read_text())[KEY][0]["since"]
