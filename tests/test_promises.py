"""The promises of docs/design.md, each by name, held against the demo council in its smallest size."""

import json
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from dashboard import QUERIES, catalogue, cli, council, examples, intake, values
from dashboard.build import build
from dashboard.store import Store
from tests.conftest import CHECKOUT, COUNCIL

MEASURES = catalogue.read(QUERIES / "measures")


def total(columns, rows, name):
    if name not in columns:
        return Decimal(0)
    position = columns.index(name)
    return sum((Decimal(str(row[position])) for row in rows if row[position] is not None), Decimal(0))


def sampled(cursor):
    """Every unit in the last month, and each in one of two others."""
    months = [m for (m,) in cursor.execute("select month from model.months order by month").fetchall()]
    units = [u for (u,) in cursor.execute("select unit from model.units order by unit").fetchall()]
    wanted = {months[-1]: units, months[-6]: units[::2], months[len(months) // 2]: units[1::2]}
    return [(unit, f"{month:%Y-%m}") for month, asked in wanted.items() for unit in asked]


def in_turn(all_of_them, key, others=3):
    """Every third of some, begun elsewhere for each measure: together the measures have them all."""
    return all_of_them[list(MEASURES).index(key) % others :: others]


@pytest.fixture(scope="module")
def worked_examples():
    with examples.empty_model(council.read(COUNCIL)) as connection:
        yield {key: examples.run(connection, measure) for key, measure in MEASURES.items()}


@pytest.mark.parametrize("key", MEASURES)
def test_the_worked_example_of_every_measure_comes_out_as_it_says(worked_examples, key):
    assert worked_examples[key].agrees, worked_examples[key].sentence()


@pytest.mark.parametrize("key", MEASURES)
def test_the_records_listed_add_up_to_the_number(cursor, key):
    (root,) = cursor.execute("select unit from model.root").fetchone()
    everywhere = sampled(cursor)
    wholes = [(unit, month) for unit, month in everywhere if unit == root]
    records_add_up(cursor, key, {*wholes, *in_turn(everywhere, key)})


@pytest.mark.slow
@pytest.mark.parametrize("key", MEASURES)
def test_the_records_listed_add_up_to_the_number_at_every_unit(cursor, key):
    records_add_up(cursor, key, sampled(cursor))


def records_add_up(cursor, key, where):
    kind, base = MEASURES[key].kind, MEASURES[key].base
    for unit, month in where:
        found = values.value(cursor, key, unit, month)
        if kind == "supplied" or found.numerator is None:
            continue
        columns, rows = values.records(cursor, key, unit, month)
        assert total(columns, rows, "numerator") == found.numerator, f"numerator at {unit} in {month}"
        if kind not in ("count", "money") and (found.denominator is not None or not base):
            assert total(columns, rows, "denominator") == found.denominator, f"denominator at {unit} in {month}"


@pytest.mark.parametrize("key", [k for k, m in MEASURES.items() if m.counts == "rows" and m.kind != "supplied"])
def test_the_whole_is_made_of_its_parts(cursor, key):
    """A measure that adds up rows: the root is the sum of what hangs straight below it and of the rows of its own."""
    sql = cursor.execute("select sql from about.measures where key = ?", [key]).fetchone()[0]
    wrong = cursor.execute(
        f"""
        with below as (
            select c.month, c.numerator
            from cube.cells as c
            join model.unit_months as u on u.month = c.month and u.unit = c.unit
            where c.measure = $measure and c.basis in ('month', 'snapshot') and c.slice = ''
                and u.parent = (select unit from model.root)
            union all
            select r.month, cast(r.numerator as decimal(18, 4))
            from ({sql}) as r
            left join model.unit_months as u on u.month = r.month and u.unit = r.unit
            where u.unit is null or u.unit = (select unit from model.root)
        ),
        parts as (select month, sum(numerator) as numerator from below group by month)
        select w.month, w.numerator, p.numerator
        from cube.cells as w
        join parts as p on p.month = w.month
        where w.measure = $measure and w.basis in ('month', 'snapshot') and w.slice = ''
            and w.unit = (select unit from model.root) and w.numerator <> p.numerator
        """,
        {"measure": key},
    ).fetchall()
    assert wrong == []


@pytest.mark.parametrize("key", [k for k, m in MEASURES.items() if m.counts == "rows" and m.kind != "supplied"])
def test_the_slices_of_a_measure_that_adds_up_rows_add_up_to_the_whole(cursor, key):
    wrong = cursor.execute(
        """
        with sliced as (
            select unit, month, slice, sum(numerator) as numerator, sum(records) as records
            from cube.cells
            where measure = $measure and basis = $basis and slice <> ''
            group by unit, month, slice
        )
        select s.unit, s.month, s.slice, s.numerator, w.numerator
        from sliced as s
        join cube.cells as w
            on w.measure = $measure and w.basis = $basis and w.slice = '' and w.unit = s.unit and w.month = s.month
        where s.numerator <> w.numerator or s.records <> w.records
        """,
        {"measure": key, "basis": MEASURES[key].period},
    ).fetchall()
    assert wrong == []


def test_a_value_is_never_without_a_reason_and_a_reason_never_with_a_value(cursor):
    wrong = cursor.execute(
        "select measure, unit, month, value, reason from cube.card_values where (value is null) <> (reason is not null)"
    ).fetchall()
    assert wrong[:5] == []


def test_a_denominator_of_nought_gives_no_value(cursor):
    found = cursor.execute(
        "select count(*), count(value) from cube.card_values as v join about.measures as m on m.key = v.measure"
        " where v.denominator = 0 and m.kind not in ('count', 'money', 'supplied')"
    ).fetchone()
    assert found[0] > 0 and found[1] == 0


def test_a_target_for_a_count_or_a_sum_is_handed_down_only_where_all_of_it_is_the_units_own(cursor):
    """All but one in a hundred of what twelve months counted at the unit that the target was set for."""
    handed_down = cursor.execute("""
        select v.measure, v.unit, v.month from cube.card_values as v join about.measures as m on m.key = v.measure
        where m.kind in ('count', 'money') and v.target_unit <> v.unit and (
            select sum(case when c.unit = v.unit then c.numerator * 100 else -c.numerator * 99 end) from cube.cells as c
            where c.measure = v.measure and c.basis = m.basis and c.slice = '' and c.unit in (v.unit, v.target_unit)
                and c.month between v.of_month - interval 11 month and v.of_month
        ) < 0
    """).fetchall()
    own = cursor.execute(
        "select count(*) from cube.card_values as v join about.measures as m on m.key = v.measure"
        " where m.kind = 'count' and v.target_unit = v.unit"
    ).fetchone()[0]
    assert handed_down == [] and own > 0


def test_every_row_read_is_stored_or_rejected(mini):
    for file in mini.results:
        assert file.rows_read == file.rows_stored + file.rows_rejected, file.name


def test_money_is_decimal_and_the_ledger_is_kept_to_the_penny(mini):
    with mini.cursor() as cursor:
        types = {
            kind
            for (kind,) in cursor.execute(
                "select data_type from information_schema.columns where column_name in"
                " ('amount', 'original', 'revised', 'profiled', 'commitment', 'forecast', 'weekly_cost')"
            ).fetchall()
        }
        stored = cursor.execute("select sum(amount) from model.ledger_lines").fetchone()[0]
    assert types and all(kind.startswith("DECIMAL") for kind in types), types
    relation = intake.relations(mini.home, COUNCIL)["ledger"]
    paths = [str(path) for _, path in relation.files]
    assert duckdb.execute("select sum(amount) from read_parquet($paths)", {"paths": paths}).fetchone()[0] == stored


def contents(home):
    with Store(home).snapshot().cursor() as cursor:
        tables = cursor.execute(
            "select table_schema, table_name from information_schema.tables where table_schema in ('cube', 'model')"
            " and table_type = 'BASE TABLE' order by all"
        ).fetchall()
        return {
            f"{schema}.{table}": cursor.execute(
                f"select count(*), sum(hash(t)::hugeint) from {schema}.{table} as t"
            ).fetchone()
            for schema, table in tables
        }


def test_a_build_killed_at_any_moment_leaves_the_old_store_whole_and_a_rebuild_from_kept_files_alone_gives_it_again(
    beside,
):
    home = beside
    before, in_force = contents(home), os.path.realpath(home.link)
    stood = Path(in_force).read_bytes()
    for pause in (0.4, 0.9, 1.6):
        running = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "--home", str(home.path), "--council", str(COUNCIL), "build"],
            cwd=CHECKOUT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(pause)
        running.send_signal(signal.SIGKILL)
        running.wait()
        if os.path.realpath(home.link) == in_force:
            assert Path(in_force).read_bytes() == stood
    assert contents(home) == before
    leave_nothing_but_kept_files_and_what_was_half_built(home)
    build(home, COUNCIL)
    assert contents(home) == before
    assert list(home.stores.glob("building*")) == []


def leave_nothing_but_kept_files_and_what_was_half_built(home):
    """And of every fifth kept file not even its checked rows: it is checked again."""
    rows = sorted(home.kept.glob("*/rows.*.parquet"))[::5]
    built = [path for path in home.stores.iterdir() if not path.name.startswith("building")]
    for path in (home.link, home.path / "definitions.json", *built, *rows):
        path.unlink()


def test_a_build_without_room_on_the_disk_leaves_the_old_store_whole(beside):
    home = beside
    before = contents(home)
    # A file may grow to 2 MB and no further: what a full disk does to a build.
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000));"
        "from signal import signal, SIGXFSZ, SIG_IGN; signal(SIGXFSZ, SIG_IGN);"
        f"from dashboard.cli import main; sys.exit(main(['--home', {str(home.path)!r}, '--council',"
        f" {str(COUNCIL)!r}, 'build']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.startswith("scorecard: the store of ") and done.stderr.count("\n") == 1
    assert "could not be built" in done.stderr and "still in force" in done.stderr
    assert contents(home) == before and list(home.stores.glob("building*")) == []


def words_of(mini, *words):
    return ["--home", str(mini.home.path), "--council", str(COUNCIL), *words]


def test_the_command_line_prints_what_the_store_holds(mini, cursor):
    asked = words_of(mini, "value", "clients_reviewed", "--format", "json")
    done = subprocess.run([sys.executable, "-m", "dashboard", *asked], cwd=CHECKOUT, capture_output=True, text=True)
    said, held = json.loads(done.stdout), values.value(cursor, "clients_reviewed")
    assert done.returncode == 0
    assert list(said) == [
        "measure",
        "unit",
        "period_start",
        "period_end",
        "numerator",
        "denominator",
        "value",
        "unit_of_value",
        "reason",
    ]
    assert (said["numerator"], said["denominator"]) == (held.numerator, held.denominator)
    assert said["value"] == pytest.approx(held.value)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["value", "clients_reviewed", "--unit", "nowhere"], 2, "there is no unit 'nowhere'"),
        (["value", "clients_reviewed", "--month", "March"], 2, "'March' is no month; write it as"),
        (["value", "clients_reviewed", "--month", "1999-01"], 2, "1999-01 is outside"),
        (["value", "clients_reviewed", "--by", "shoe_size"], 2, "is not broken down by 'shoe_size'; its breakdowns"),
        (["load", "/no/such/file"], 2, "no such file or folder"),
        (["dance"], 2, "invalid choice"),
    ],
)
def test_wrong_use_is_answered_with_a_sentence_and_code_two(mini, words, code, sentence, capsys):
    try:
        found = cli.main(words_of(mini, *words))
    except SystemExit as left:  # so argparse ends
        found = left.code
    error = capsys.readouterr().err
    assert found == code and sentence in error and "Traceback" not in error


def test_a_process_ends_with_the_code_and_the_sentence_of_a_wrong_use(mini):
    asked = words_of(mini, "value", "clients_reveiwed")
    done = subprocess.run([sys.executable, "-m", "dashboard", *asked], cwd=CHECKOUT, capture_output=True, text=True)
    sentence = "there is no measure 'clients_reveiwed'; did you mean clients_reviewed"
    assert done.returncode == 2 and sentence in done.stderr and "Traceback" not in done.stderr


def test_what_is_loaded_before_workers_are_forked_can_be_taken_over_by_them(mini, tmp_path):
    """No thread and no open file of the home, which a fork does not copy or would share, and nothing that only a build
    needs: Arrow, pandas, scipy.stats and what writes files are tens of megabytes and no page needs them. What does need
    Arrow, as values that are entered, has it, and still no pandas. What reads a journal that is there is loaded."""
    empty = ["narwhals.stable", "narwhals.stable.v1"]
    (journal := tmp_path / "journal.sqlite").touch()
    places = {"GOLDEN_THREAD_HOME": str(mini.home.path), "GOLDEN_THREAD_JOURNAL": f"sqlite:///{journal}"}
    code = """
import os, runpy, sys
conf = runpy.run_path("gunicorn.conf.py")
import app
conf["post_worker_init"](None)
opened = {os.path.realpath(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd")}
print(len(os.listdir("/proc/self/task")))
print([path for path in opened if path.startswith(os.path.realpath(os.environ["GOLDEN_THREAD_HOME"]))])
print(sorted({"pyarrow", "pandas", "scipy.stats", "openpyxl", "pptx", "weasyprint"} & set(sys.modules)))
print([name for name in sys.modules if name.startswith(("narwhals.", "numpy.f2py.", "plotly.graph_objs."))])
print("sqlalchemy.dialects.sqlite" in sys.modules)
import pyarrow
pyarrow.array([1, 2], pyarrow.int64())
print("pandas" in sys.modules)
"""
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        # numpy's own threads are ended and begun again by itself when a process is forked.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", **places},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.splitlines() == ["1", "[]", "[]", str(empty), "True", "False"]
