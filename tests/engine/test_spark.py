"""A build whose SQL runs elsewhere makes the same store to the last cell: here on Sail, in the process of the test."""

import shutil
import sys
import threading
from contextlib import closing
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import duckdb
import pytest

from dashboard import cli
from dashboard.build import build
from dashboard.errors import Refused
from dashboard.home import Home
from dashboard.spark import dialect
from dashboard.spark.connect import connected
from dashboard.spark.dialect import in_spark, ordered_by
from tests.conftest import COUNCIL

# pyspark warns of pandas 3, which nothing here hands it, and Sail's server ends with its process.
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore::ResourceWarning")


TABLES = """
select schema_name || '."' || table_name || '"' from duckdb_tables() where database_name = ? and schema_name <> 'main'
union all
select schema_name || '."' || view_name || '"' from duckdb_views() where database_name = ? and not internal
order by 1
"""


WHEN_BUILT = {'about."build"', 'about."definitions"'}  # they say when this store was built
# Two lists that keep step and two more, in whatever order the visits came: no statement asks for one.
IN_ANY_ORDER = {
    'model."visit_months"': "* exclude (planned_starts, minutes_late, not_made, unannounced),"
    " list_sort(list_zip(planned_starts, minutes_late)) as made, list_sort(not_made) as not_made,"
    " list_sort(unannounced) as unannounced"
}
EQUAL_ROWS = """
with one_rows as (select *, row_number() over (order by {keys}) as row_by_row from ({one}) as one),
other_rows as (select *, row_number() over (order by {keys}) as row_by_row from ({other}) as other)
select count(*), count(*) filter (one.row_by_row is null or other.row_by_row is null or {differs})
from one_rows as one full join other_rows as other on one.row_by_row = other.row_by_row
"""


def unequal(one, other):
    """(cells compared, tables that differ) of two stores; doubles to the twelfth digit, all else exactly."""
    with TemporaryDirectory() as spilled, closing(duckdb.connect()) as connection:
        # A county's rows are sorted beside a cluster that has memory of its own.
        connection.execute(f"set temp_directory = '{spilled}'; set memory_limit = '8GB'")
        connection.execute(f"attach '{one}' as one (read_only)")
        connection.execute(f"attach '{other}' as other (read_only)")
        names = [{name for (name,) in connection.execute(TABLES, [side, side]).fetchall()} for side in ("one", "other")]
        assert names[0] == names[1]
        compared, found = 0, []
        for name in sorted(names[0] - WHEN_BUILT):
            sides = {side: f"select {IN_ANY_ORDER.get(name, '*')} from {side}.{name}" for side in ("one", "other")}
            columns = connection.execute(f"describe {sides['one']}").fetchall()
            assert columns == connection.execute(f"describe {sides['other']}").fetchall()
            keys = ", ".join(f'round("{c}", 6)' if kind == "DOUBLE" else f'"{c}"' for c, kind, *_ in columns)
            differs = " or ".join(_differs(f'one."{c}"', f'other."{c}"', kind) for c, kind, *_ in columns)
            sql = EQUAL_ROWS.format(**sides, keys=keys, differs=differs)
            rows, unlike = connection.execute(sql).fetchone()
            compared += rows * len(columns)
            found += [name] * bool(unlike)
        return compared, found


def _differs(one, other, kind):
    if kind != "DOUBLE":
        return f"{one} is distinct from {other}"
    near = f"abs({one} - {other}) <= 1e-12 * greatest(1, abs({one}))"
    return f"({one} is distinct from {other} and not coalesce({near}, false))"


def test_a_store_built_on_another_engine_is_the_same_to_the_last_cell(mini, address, tmp_path):
    home = Home(tmp_path / "home")
    shutil.copytree(mini.home.kept, home.kept, dirs_exist_ok=True)
    with closing(connected(address, tmp_path / "shared")) as engine:
        path = build(home, COUNCIL, engine=engine)
    compared, found = unequal(mini.home.link, path)
    assert found == []
    assert compared > 10_000_000


def test_what_an_engine_cannot_do_is_told_in_one_sentence(address, tmp_path):
    with duckdb.connect() as connection, closing(connected(address, tmp_path)) as engine:
        connection.execute("create schema model; create table model.days as select date '2026-03-01' as day")
        connection.execute("create macro of_the_store(day) as day")
        with pytest.raises(Refused, match=r"(?i)could not make model\.weeks: .*of_the_store.*still in force"):
            engine.create(
                connection.cursor(), "model", "weeks", "table", "select of_the_store(day) as w from model.days"
            )


def test_a_table_of_no_rows_keeps_its_columns_and_is_read_like_any_other(address, tmp_path):
    with duckdb.connect() as connection, closing(connected(address, tmp_path)) as engine:
        connection.execute(
            "create schema model; create table model.days as select date '2026-03-01' as day, 1.5 as cost"
        )
        none = "select day, sum(cost) as cost, list(day order by day) as days from model.days where false group by day"
        engine.create(connection.cursor(), "model", "none", "table", none)
        engine.create(connection.cursor(), "model", "counted", "table", "select count(*) as n from model.none")
        assert connection.execute("describe model.none").fetchall() == connection.execute(f"describe {none}").fetchall()
        assert connection.execute("select n from model.counted").fetchall() == [(0,)]


def test_what_files_say_is_written_once_there_and_other_views_stay_views(address, tmp_path):
    with duckdb.connect() as connection, closing(connected(address, tmp_path)) as engine:
        connection.execute("create schema sources; create schema cube")
        engine.create(connection.cursor(), "sources", "said", "view", "select 1 as one")
        engine.create(connection.cursor(), "cube", "seen", "view", "select one + 1 as two from sources.said")
        assert connection.execute("select one, two from sources.said, cube.seen").fetchall() == [(1, 2)]
    assert [path.relative_to(tmp_path).parts[:2] for path in tmp_path.glob("*/*/*.parquet")] == [("sources", "said")]


def test_a_statement_on_which_nobody_works_is_given_up_and_one_that_goes_on_is_not(address, tmp_path, monkeypatch):
    """Told of as Spark tells of it: how many parts of each stage are done, and on how many somebody works."""
    ended, stage = threading.Event(), SimpleNamespace(num_tasks=1, num_completed_tasks=2, done=False)
    with closing(connected(address, tmp_path, patience=0)) as engine:
        given_up = []
        monkeypatch.setattr(engine.session, "interruptOperation", lambda one: (given_up.append(one), ended.set()))
        engine._heard([stage], 0, "taken up again", False)
        engine._heard([stage], 2, "taken up again", False)
        engine._heard([stage], 0, "over", False)
        engine._heard([stage], 0, "over", True)
        engine._heard([SimpleNamespace(num_tasks=1, num_completed_tasks=1, done=True)], 0, "being written", False)
        engine._heard([stage], 0, "left", False)
        ended.wait()
        with (
            pytest.raises(Refused, match=r"could not make it: nobody worked on it for 0 seconds.*still in force"),
            engine._told("it"),
        ):
            engine.session.sql("select nothing from nowhere").collect()
    assert given_up == ["left"]


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("nowhere://council/region", "Protocol not known: nowhere"),
        ("s3a://council/region", "Install s3fs"),
        ("{folder}/file/below", "Not a directory|File exists"),
    ],
)
def test_a_place_where_nothing_can_be_written_is_told(place, why, address, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "s3fs", None)  # to import it fails
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match=rf"nothing can be written to {place.format(folder=tmp_path)} \(.*{why}"):
        connected(address, place.format(folder=tmp_path))


def test_an_address_is_shared_like_a_folder_whatever_its_name(address, tmp_path):
    place = (tmp_path / "the council's").as_uri().replace("%20", " ").replace("%27", "'")
    with duckdb.connect() as connection, closing(connected(address, place)) as engine:
        connection.execute("create schema model; create schema cube; create table model.days as select 1 as day")
        engine.create(connection.cursor(), "cube", "some", "table", "select day + 1 as day from model.days")
        engine.create(connection.cursor(), "cube", "none", "table", "select day from cube.some where false")
        assert connection.execute("select day from cube.some union all from cube.none").fetchall() == [(2,)]
    assert len(list((tmp_path / "the council's").glob("*/**/*.parquet"))) == 3


def test_an_engine_that_does_not_answer_is_told_of_in_one_sentence(tmp_path):
    pytest.importorskip("pyspark")
    with pytest.raises(Refused, match=r"no engine answers at sc://127\.0\.0\.1:9"):
        connected("sc://127.0.0.1:9", tmp_path)


@pytest.mark.parametrize(
    ("given", "said"),
    [(["--engine", "sc://127.0.0.1:9"], "say with --shared"), (["--shared", "."], "say which with --engine")],
)
@pytest.mark.parametrize("councils", [[], ["--councils", "."]])
def test_an_engine_and_its_folder_are_named_together(given, said, councils, tmp_path, capsys):
    assert cli.main(["--home", f"{tmp_path}", "build", *councils, *given]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("lacking", ["sqlglot", "pyspark.sql"])
def test_where_no_client_of_an_engine_is_installed_it_is_said_how_to(lacking, address, tmp_path, monkeypatch, capsys):
    for name in [name for name in sys.modules if name.startswith("dashboard.spark.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, lacking, None)  # to import it fails
    asked = ["--home", f"{tmp_path}", "build", "--engine", address, "--shared", f"{tmp_path}"]
    assert cli.main(asked) == 1
    assert "python -m pip install -e '.[spark]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("select isodow(day) from model.days", "SELECT ((DAYOFWEEK(day) + 5) % 7 + 1) FROM model__days"),
        ("select date_trunc('month', a) as b from t", "SELECT MAKE_DATE(YEAR(a), MONTH(a), 1) AS b FROM t"),
        (
            "select round(a, places) as b from t",
            "SELECT ROUND((a) * POWER(10, places)) / POWER(10, places) AS b FROM t",
        ),
        (
            "select trim(unnest(a)) as b from t where c",
            "SELECT TRIM(many_0.one_of_0) AS b FROM t LATERAL VIEW EXPLODE(a) many_0 AS one_of_0 WHERE c",
        ),
        ("select unnest(a) as b from t", "SELECT EXPLODE(a) AS b FROM t"),
        ("select a / b from t", "SELECT CAST((a) AS DOUBLE) / CAST((b) AS DOUBLE) FROM t"),
        (
            "select rules.twice(a + 1, near) as b from t",
            "SELECT (CASE WHEN (near) THEN 'near' ELSE (a + 1) + (a + 1) END) AS b FROM t",
        ),
    ],
)
def test_what_differs_is_said_as_the_engine_means_it(here, there, monkeypatch):
    rule = "create macro rules.twice(given, near) as case when near then 'near' else given + given end"
    monkeypatch.setattr(dialect, "rules", lambda: [rule])
    assert in_spark(here) == there


def test_a_table_is_kept_in_the_order_that_its_statement_says():
    sql = "select k.area, x as region from kinds as k order by k.area desc, region, k.hidden"
    assert ordered_by(sql, {"area", "region"}) == '"area" desc, "region"'
    assert ordered_by("select 1 as a", {"a"}) == "all"
