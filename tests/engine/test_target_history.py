"""Which target was in force in a month, as known then: random ones beside a plain recount, and those of a journal."""

from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import QUERIES
from dashboard.journal import ANYTHING, Draft, Journal, snapshot

LINE = ["team", "service", "council"]  # each below the one after it
MONTHS = [date(2025 + n // 12, n % 12 + 1, 1) for n in range(15)]
TABLES = """
create schema model; create schema cube;
create table model.units_above (month date, unit varchar, above varchar, steps int);
create table model.targets (measure varchar, unit varchar, sort varchar, starts date, ends date, target double,
    upper double, basis varchar, set_by varchar, known_from date, known_until date, key varchar, number bigint,
    file int, line bigint);
"""


def sql(name):
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def last_day(month):
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


days = st.dates(date(2024, 11, 1), date(2026, 5, 31))
targets = st.lists(
    st.tuples(
        st.sampled_from(LINE),
        st.sampled_from(
            ["joint", "target", "trajectory", "milestone", "national", "floor", "stretch", "expected", "monitor only"]
        ),
        st.tuples(days, days).map(sorted),
        st.tuples(days, days).map(sorted),
    ),
    max_size=9,
)


def recount(found, unit, month, sorts):
    """The number of the target in force, walked up the line by hand; None where there is none."""
    end = last_day(month)
    for above in LINE[LINE.index(unit) :]:
        best = None
        for number, (at, sort, (starts, ends), (known, gone)) in enumerate(found):
            if at != above or sort not in sorts or not (starts <= end <= ends and known <= end < gone):
                continue
            weight = ({"floor": 0, "national": 1, "joint": 3}.get(sort, 2), starts, number)
            best = max(best, (weight, number)) if best else (weight, number)
        if best:
            return best[1]
    return None


@settings(max_examples=40)
@given(targets)
def test_the_target_of_a_month_is_the_nearest_that_held_and_was_known_then(found):
    with closing(duckdb.connect()) as connection:
        connection.execute(TABLES)
        for month in MONTHS:
            for place, unit in enumerate(LINE):
                rows = [[month, unit, above, steps] for steps, above in enumerate(LINE[place:])]
                connection.executemany("insert into model.units_above values (?, ?, ?, ?)", rows)
        for number, (unit, sort, span, known) in enumerate(found):
            row = [unit, sort, *span, number, *known, str(number), number]
            connection.execute(
                "insert into model.targets values ('m', ?, ?, ?, ?, ?, null, null, 'x', ?, ?, ?, ?, null, null)", row
            )
        rows = connection.execute(f"select role, unit, month, key from ({sql('cube/nearest_targets')})").fetchall()
    got = {(role, unit, month): int(key) for role, unit, month, key in rows}
    held = {"joint", "target", "trajectory", "milestone", "national", "floor", "monitor only"}
    expected = {
        (role, unit, month): number
        for role, sorts in (("target", held), ("floor", {"floor"}))
        for unit in LINE
        for month in MONTHS
        if (number := recount(found, unit, month, sorts)) is not None
    }
    assert got == expected


@pytest.fixture
def stored(tmp_path):
    """A clock, a way to write to a journal, and what a build reads of the targets that were approved in it."""
    clock = {"at": datetime(2026, 3, 5, 12, tzinfo=UTC)}
    journal = Journal(f"sqlite:///{tmp_path / 'journal.sqlite'}", now=lambda: clock["at"])

    def write(kind, body=None, by="ann", about=None, reason=None):
        seen = journal.thing(about).seen if about else None
        at = {"about": about, "seen": seen} if about else {"unit": "team", "measure": "m", "period": "2026-02"}
        (event,) = journal.write(Draft(kind=kind, by=by, body=body, reason=reason, **at), may=ANYTHING)
        return event.about

    @contextmanager
    def read():
        path = tmp_path / "journal.parquet"
        snapshot.take(journal, path)
        with closing(duckdb.connect()) as connection:
            connection.execute("create schema loaded; create schema about")
            snapshot.add(connection, path)
            yield connection

    def rows(name="journal_targets"):
        columns = "starts, ends, target, upper, known_from, known_until"
        with read() as connection:
            found = f"select {columns} from ({sql(f'sources/{name}')}) order by starts, known_from"
            return connection.execute(found).fetchall()

    rows.read = read
    yield clock, write, rows
    journal.close()


SAID = {"begins": "2026-04-01", "by": "2026-06-20", "why": "So", "grounds": "judgement"}


def test_a_milestone_holds_from_the_day_by_which_it_is_to_be_reached(stored):
    _, write, rows = stored
    said = {**SAID, "sort": "milestone", "value": 2, "begins": "2026-01-01"}
    write("target.approved", {}, "bob", write("target.proposed", said))
    ((starts, ends, *values, _, _),) = rows()
    assert (starts, ends, values) == (date(2026, 6, 1), date(9999, 12, 31), [2, None])


def test_a_target_is_known_from_its_approval_until_it_is_withdrawn(stored):
    clock, write, rows = stored
    key = write("target.proposed", {**SAID, "value": 10, "upper": 12})
    assert rows() == []
    clock["at"] = datetime(2026, 4, 9, 12, tzinfo=UTC)
    write("target.approved", {}, by="bob", about=key)
    never = date(9999, 12, 31)
    assert rows() == [(date(2026, 4, 1), date(2026, 6, 30), 10, 12, date(2026, 4, 9), never)]
    clock["at"] = datetime(2026, 5, 2, 12, tzinfo=UTC)
    write("target.withdrawn", by="bob", about=key, reason="No money")
    assert rows() == [(date(2026, 4, 1), date(2026, 6, 30), 10, 12, date(2026, 4, 9), date(2026, 5, 2))]


def test_what_was_decided_before_it_was_written_down_is_known_from_then(stored):
    _, write, rows = stored
    key = write("target.proposed", {**SAID, "value": 10})
    write("target.approved", {"decided": "2026-02-20"}, by="bob", about=key)
    assert [row[4] for row in rows()] == [date(2026, 2, 20)]


@pytest.mark.parametrize(
    ("shape", "values"), [("linear", [10, 12, 14, 16, 14, 12]), ("step", [10, 10, 10, 16, 16, 12])]
)
def test_a_trajectory_has_a_value_each_month(stored, shape, values):
    _, write, rows = stored
    points = "2026-01 10, 2026-04 16, 2026-06 12"
    key = write("target.proposed", {**SAID, "sort": "trajectory", "points": points, "shape": shape})
    write("target.approved", {}, by="bob", about=key)
    found = rows()
    assert [float(row[2]) for row in found] == values
    assert [row[0] for row in found] == [date(2026, month, 1) for month in range(1, 7)]
    assert all(row[1] == last_day(row[0]) for row in found)


def test_a_target_that_follows_the_season_is_its_value_times_each_months_part(stored):
    _, write, rows = stored
    season = [1.2, 1.0, 1.0, 1.1, 0.9, 0.8, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    key = write("target.proposed", {**SAID, "value": 50, "seasonal": True, "season": season})
    write("target.approved", {}, by="bob", about=key)
    assert [float(row[2]) for row in rows()] == [55, 45, 40]  # April, May, June


JOINT = {"measure": "m", "agency": "The hospital", "value": 8.0, "by": "2026-12", "why": "So"}
LAST, NEVER = date(2026, 12, 31), date(9999, 12, 31)


def test_a_joint_target_is_known_from_when_the_second_agrees_until_it_is_changed_or_ended(stored):
    clock, write, rows = stored

    def on(month, day, move, body=None, by="ann", about=None, reason=None):
        clock["at"] = datetime(2026, month, day, 12, tzinfo=UTC)
        return write(f"joint_target.{move}", body, by, about, reason)

    key = on(3, 2, "proposed", JOINT)
    on(3, 9, "agreed_by_them", {}, "cat", key)
    assert rows("joint_targets") == []  # one of the two is not both
    on(3, 20, "agreed_by_us", {}, "bob", key)
    first = (date(2026, 3, 20), LAST, 8, None, date(2026, 3, 20))
    assert rows("joint_targets") == [(*first, NEVER)]
    on(5, 4, "changed", {**JOINT, "value": 7.5, "begins": "2026-07"}, "ann", key, "Less is not enough")
    on(5, 6, "agreed_by_us", {}, "bob", key)
    assert rows("joint_targets") == [(*first, date(2026, 5, 4))]  # it judged until then, and is held to no more
    on(5, 9, "agreed_by_them", {}, "cat", key)
    on(9, 1, "ended", {}, "bob", key, "No money")
    second = (date(2026, 7, 1), LAST, 7.5, None, date(2026, 5, 9), date(2026, 9, 1))
    assert rows("joint_targets") == [(*first, date(2026, 5, 4)), second]


def test_a_value_stands_by_the_joint_target_from_the_month_in_which_both_had_agreed(stored):
    clock, write, rows = stored
    key = write("joint_target.proposed", JOINT)
    for day, move, who in ((9, "agreed_by_them", "cat"), (20, "agreed_by_us", "bob")):
        clock["at"] = datetime(2026, 3, day, 12, tzinfo=UTC)
        write(f"joint_target.{move}", {}, who, key)
    clock["at"] = datetime(2026, 6, 3, 12, tzinfo=UTC)
    write("joint_target.ended", {}, "bob", key, "No money")
    with rows.read() as connection:
        connection.execute(f"create schema sources; create schema model; create schema cube; {sql('rules/standing')}")
        connection.execute(
            "create table loaded.targets as select 'm' as measure, 'team' as unit, date '2025-04-01' as starts,"
            " null::date as ends, 10.0 as target, null::decimal(18, 4) as upper, '' as basis, 'Cabinet' as set_by,"
            " 1 as file, 1::bigint as line"
        )
        for name in ("sources/journal_targets", "sources/joint_targets", "sources/targets", "model/targets"):
            connection.execute(f"create view {name.replace('/', '.')} as {sql(name)}")
        connection.execute(
            "create table model.units_above as select unnest(generate_series(date '2026-01-01', date '2026-07-01',"
            " interval 1 month))::date as month, 'team' as unit, 'team' as above, 0 as steps"
        )
        held = "select month, cube.standing('lower', 9.0, target_low, target_high, null, 0.05) as stands from ({})"
        found = connection.execute(held.format(sql("cube/nearest_targets")) + " where role = 'target' order by month")
        stands = [row[1] for row in found.fetchall()]
    # By 10 of the file; from March, in which both had agreed, by 8; from June, in which it was ended, by 10 again.
    assert stands == ["met", "met", "missed", "missed", "missed", "met", "met"]
