"""What a reader may see is a property of the cursor: everything else is not there, whatever is asked."""

import hashlib
import hmac

import duckdb
import pytest

from dashboard.access.reader import Reader
from dashboard.access.scope import EVERYTHING, Context, Scope, columns_of, kind_of, kinds, other_name, rules, seen_by
from tests.access.readers import CLOSED, KEY, reader_of, subtree

HARBOUR = "op-harbour"


def cursor_of(mini, reader):
    return seen_by(mini.store, reader).snapshot().cursor()


@pytest.fixture
def tables(cursor):
    return columns_of(cursor, "store")


def test_every_table_has_a_rule_and_no_rule_is_of_a_table_that_is_gone(tables):
    assert {table for table, columns in tables.items() if not kind_of(table, columns)} == set()
    assert set(kinds()) - set(tables) == set()


def test_every_text_of_a_row_of_people_is_known_to_tell_of_somebody_or_of_nobody(tables):
    columns, strange = rules()["columns"], set()
    for table, found in tables.items():
        if kind_of(table, found) in ("records", "records_of", "nameless", "whole_records") and table.startswith(
            "model."
        ):
            strange |= {name for name, kind in found if kind == "VARCHAR"}
    assert strange - {*columns["plain"], *columns["pseudonyms"]} == set()


def test_no_row_of_another_unit_is_there(mini, tables, cursor):
    own = subtree(cursor.execute("select unit, parent from model.units").fetchall(), "older-people")
    named = own | {"adults", "westmarch"}
    seen = 0
    with cursor_of(mini, reader_of("older-people")) as scoped:
        for table, columns in tables.items():
            if kind_of(table, columns) in ("", "absent"):
                with pytest.raises(duckdb.CatalogException):
                    scoped.execute(f"select * from {table}")
            elif "unit" in dict(columns):
                units = {unit for (unit,) in scoped.execute(f"select distinct unit from {table}").fetchall()}
                assert units <= (named if kind_of(table, columns) == "named" else own), table
                seen += len(units)
    assert seen > 100


def test_a_sum_over_one_s_own_rows_is_that_of_the_store(mini, cursor):
    asked = "select count(*), sum(numerator), sum(denominator) from cube.cells"
    rows = "select count(*), count(distinct person) from model.review_months"
    with cursor_of(mini, reader_of(HARBOUR, identify=False)) as scoped:
        for sql in (asked, rows):
            found = scoped.execute(sql).fetchone()
            assert found == cursor.execute(f"{sql} where unit = '{HARBOUR}'").fetchone() and found[0] > 100


def test_the_store_of_a_scope_can_be_neither_left_nor_changed(mini):
    with cursor_of(mini, reader_of(HARBOUR)) as scoped:
        for sql in ("set threads = 2", "attach '/tmp/other.duckdb'", "select * from read_csv('/etc/hostname')"):
            with pytest.raises(duckdb.Error, match=r"locked|disabled"):
                scoped.execute(sql)


def test_whoever_may_see_everything_has_nothing_in_between(mini):
    store = mini.store
    assert seen_by(store, Reader(scope=EVERYTHING)) is store
    scope = Scope(*[frozenset({"westmarch"})] * 3, opened=True)
    with seen_by(store, Reader(scope=scope)).snapshot().cursor() as scoped:
        assert scoped.execute("select current_database()").fetchone() == ("store",)


def test_somebody_without_a_right_sees_nothing(mini):
    with cursor_of(mini, Reader()) as scoped:
        for table in ("cube.cells", "cube.card_values", "cube.money_months", "model.review_months", "cube.series"):
            assert scoped.execute(f"select count(*) from {table}").fetchone() == (0,)


def test_records_are_closed_until_a_purpose_is_said_and_without_the_right(mini):
    closed = (reader_of(HARBOUR, opened=False), reader_of(HARBOUR, "member"))
    for reader in closed:
        with cursor_of(mini, reader) as scoped:
            for table in ("model.review_months", "model.packages", "model.ledger_lines", "model.staff_months"):
                assert scoped.execute(f"select count(*) from {table}").fetchone() == (0,)
            assert scoped.execute("select count(person), count(*) > 0 from model.owed").fetchone() == (0, True)


def test_people_have_the_same_other_name_everywhere_and_it_is_the_hmac_of_theirs(mini, cursor):
    (person,) = cursor.execute(f"select min(person) from model.package_months where unit = '{HARBOUR}'").fetchone()
    secret = hashlib.sha256(KEY + b"person").digest()
    expected = hmac.new(secret, person.encode(), hashlib.sha256).hexdigest()[:16].upper()
    with cursor_of(mini, reader_of(HARBOUR, identify=False)) as scoped:
        for table in ("model.package_months", "model.packages"):
            found = {key for (key,) in scoped.execute(f"select distinct person from {table}").fetchall()}
            assert expected in found and person not in found
    for strange in ("", "Ł'\"\\x00é", "x" * 500):
        sql = f"select {other_name('$1', 'person', KEY)}"
        wanted = hmac.new(secret, strange.encode(), hashlib.sha256).hexdigest()[:16].upper()
        assert cursor.execute(sql, [strange]).fetchone() == (wanted,)


def test_what_the_council_lets_be_seen_beside_one_s_own_units(mini):
    said = {
        Context(True, "named", "nothing"): {"westmarch", "adults", "older-people", "op-eastgate", "op-northfield"},
        Context(False, "named", "named"): {"op-eastgate", "op-northfield"},
        Context(True, "dots", "dots"): {"westmarch", "adults", "older-people"},
        CLOSED: set(),
    }
    for context, beside in said.items():
        with cursor_of(mini, reader_of(HARBOUR, context=context)) as scoped:
            found = scoped.execute("select distinct unit from cube.card_values").fetchall()
            assert {unit for (unit,) in found} == {HARBOUR, *beside}
            # Money, and what is behind a number, stay one's own.
            assert scoped.execute("select distinct unit from cube.money_months").fetchall() == [(HARBOUR,)]


def test_peers_are_dots_without_names_in_no_order(mini, cursor):
    asked = "select measure, month, units, vals from cube.peer_values where peers = 'Older people teams' order by 1, 2"
    whole = cursor.execute(asked).fetchall()
    with cursor_of(mini, reader_of(HARBOUR, context=Context(True, "dots", "dots"))) as scoped:
        dots = scoped.execute(asked).fetchall()
    assert len(dots) == len(whole) > 100
    for (*key, units, vals), (*same, all_units, all_vals) in zip(dots, whole, strict=True):
        assert [unit for unit in units if unit] == [unit for unit in all_units if unit == HARBOUR]
        mine = [value for unit, value in zip(all_units, all_vals, strict=True) if unit == HARBOUR]
        is_one = len(all_vals) - len(mine) == 1  # a dot alone would have a name
        assert key == same and sorted(vals) == sorted(mine if is_one else all_vals)
        others = [value for unit, value in zip(units, vals, strict=True) if not unit]
        assert others == sorted(others)


def test_small_parts_are_not_there_for_whoever_may_not_open_the_records(mini, cursor):
    (fewest,) = cursor.execute("select fewest from about.settings").fetchone()
    asked = f"select count(*), min(records) from cube.cells where unit = '{HARBOUR}' and slice <> ''"
    with cursor_of(mini, reader_of(HARBOUR, "member")) as scoped:
        count, smallest = scoped.execute(asked).fetchone()
    assert smallest >= fewest and 0 < count < cursor.execute(asked).fetchone()[0]
    with cursor_of(mini, reader_of(HARBOUR, opened=False)) as scoped:
        assert scoped.execute(asked).fetchone() == cursor.execute(asked).fetchone()


@pytest.mark.parametrize(
    ("table", "unit"), [("cube.cells", HARBOUR), ("cube.quarter_cells", "older-people"), ("cube.sliced", HARBOUR)]
)
def test_no_part_that_is_left_out_is_told_by_the_whole_less_those_that_are_shown(mini, cursor, table, unit):
    """By another way: of each group all parts are counted, and those that are shown are taken away from them. A part of
    many rows and few people counts its people."""
    (fewest,) = cursor.execute("select fewest from about.settings").fetchone()
    few = "left join cube.few_people using (measure, unit, month, basis, slice, slice_value)"
    asked = """select measure, month, basis, slice, list({{'part': slice_value, 'records': {count}}})
        from {table} {few} where unit = '{unit}' and slice <> '' group by measure, month, basis, slice"""

    def parts(cursor, count="coalesce(people, records)", few=few):
        rows = cursor.execute(asked.format(count=count, few=few, table=table, unit=unit)).fetchall()
        return {tuple(key): {one["part"]: one["records"] for one in some} for *key, some in rows}

    whole = parts(cursor)
    with cursor_of(mini, reader_of(unit, "member")) as scoped:
        shown = parts(scoped, "records", "")
    assert shown and shown.keys() <= whole.keys()
    more = 0  # of the groups of which a part that is large enough by itself is left out
    for key, every in whole.items():
        there = shown.get(key, {})
        left = [records for part, records in every.items() if part not in there]
        assert all(every[part] >= fewest for part in there)
        assert not left or not there or (len(left) >= 2 and sum(left) >= fewest), (key, every, there)
        if any(records < fewest for records in every.values()):
            more += any(records >= fewest for records in left)
        elif unit == HARBOUR:  # above a team, a part is left out for the sake of another unit too
            assert there.keys() == every.keys()
    assert more


def test_a_scope_is_let_go_with_its_store(mini):
    store = mini.store
    whole = store.snapshot()
    asked = "select count(*) from duckdb_databases() where database_name like 'scope_%'"
    with whole.cursor() as cursor:
        before = cursor.execute(asked).fetchone()
        snapshot = seen_by(store, reader_of("ld-north")).snapshot()
        assert seen_by(store, reader_of("ld-north")).snapshot() is snapshot
        assert cursor.execute(asked).fetchone() == (before[0] + 1,)
