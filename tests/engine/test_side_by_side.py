"""The statements of a build run side by side: each after those that it reads, and what goes wrong names its file."""

import threading

import duckdb
import pytest

from dashboard import build
from dashboard.errors import DefinitionError


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        yield connection


def folder_of(monkeypatch, tmp_path, connection, **statements):
    (tmp_path / "model").mkdir()
    for name, sql in statements.items():
        (tmp_path / "model" / f"{name}.sql").write_text(sql, encoding="utf-8")
    monkeypatch.setattr(build, "QUERIES", tmp_path)
    connection.execute("create schema model")


def test_each_statement_runs_after_those_that_it_reads(monkeypatch, tmp_path, connection):
    folder_of(
        monkeypatch,
        tmp_path,
        connection,
        a="select sum(n) as n from model.b join model.d using (n)",
        b="select n from model.c where n > 1",
        c="select unnest([1, 2, 3]) as n",
        d="-- view\nselect n from model.c",
    )
    said = []
    build.run_folder(connection, "model", lambda *step: said.append(step))
    assert connection.execute("from model.a").fetchall() == [(5,)]
    assert sorted(said) == [(f"model: {name}", place, 4) for name, place in zip("abcd", (3, 1, 0, 2), strict=True)]


def test_what_most_others_wait_for_goes_first():
    begun = []
    needs = {"a": set(), "b": set(), "c": {"z"}, "d": {"c"}, "z": set()}
    with duckdb.connect() as connection:
        build.side_by_side(connection, needs, lambda cursor, name: begun.append(name), lambda name, place: None)
    assert begun[0] == "z" and begun.index("z") < begun.index("c") < begun.index("d")


def test_two_run_at_a_time(connection):
    together = threading.Barrier(build.AT_ONCE, timeout=30)
    needs = dict.fromkeys(("a", "b"), frozenset())
    done = []

    def work(cursor, name):
        together.wait()  # each waits until the other has begun: alone it would wait in vain
        done.append(name)

    build.side_by_side(connection, needs, work, lambda name, place: None)
    assert sorted(done) == ["a", "b"]


def test_statements_that_read_each_other_in_a_circle_are_named(monkeypatch, tmp_path, connection):
    folder_of(
        monkeypatch,
        tmp_path,
        connection,
        a="select * from model.b",
        b="select * from model.c",
        c="select * from model.b",
    )
    with pytest.raises(DefinitionError, match=r"queries/model: these read each other in a circle: b, c$"):
        build.run_folder(connection, "model")


def test_a_statement_that_fails_names_its_file_and_nothing_after_it_is_made(monkeypatch, tmp_path, connection):
    folder_of(
        monkeypatch,
        tmp_path,
        connection,
        a="select 1 as n",
        b="select error('no such luck') as n from model.a",
        c="select n from model.b",
    )
    with pytest.raises(duckdb.Error, match="no such luck") as failed:
        build.run_folder(connection, "model")
    assert failed.value.__notes__ == ["in queries/model/b.sql"]
    made = connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
    assert made == [("a",)]
