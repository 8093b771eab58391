"""The cube against a slow, obvious count of the same rows: every unit, period and slice, over a tree that changes."""

import random
from collections import defaultdict
from contextlib import closing
from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import QUERIES, build, catalogue

MONTHS = [date(2023 + (n + 3) // 12, (n + 3) % 12 + 1, 1) for n in range(30)]
HEADER = """-- title: t
-- question: q
-- why: w
-- owner: o
-- source: s
-- perspective: process
-- better: higher
-- type: process
-- leads: lag
"""


def tree(month):
    """Unit to parent. B moves from X to Y in the twelfth month; C closes in the twentieth."""
    parents = {"ALL": None, "X": "ALL", "Y": "ALL", "A": "X", "B": "X" if month < MONTHS[12] else "Y"}
    return parents if month >= MONTHS[20] else {**parents, "C": "Y"}


def above(unit, month):
    parents = tree(month)
    unit = unit if unit in parents else "ALL"
    found = []
    while unit is not None:
        found.append(unit)
        unit = parents[unit]
    return found


def window(basis, month):
    if basis == "rolling 12 months":
        return [m for m in MONTHS if 0 <= (month.year - m.year) * 12 + month.month - m.month <= 11]
    if basis == "financial year to date":
        start = date(month.year - (month.month < 4), 4, 1)
        return [m for m in MONTHS if start <= m <= month]
    if basis == "quarter":
        return [m for m in MONTHS if 0 <= (month.year - m.year) * 12 + month.month - m.month <= 2]
    return [month]


TABLES = """
create schema model; create schema cube; create schema about;
create table about.settings as select 5 as fewest;
create table model.months (month date);
create table model.root as select 'ALL' as unit;
create table model.unit_months (month date, unit varchar, parent varchar);
create table model.bases (base varchar, month date, unit varchar, people decimal(18, 4));
create table model.things (month date, unit varchar, person varchar, numerator decimal(9, 2), denominator decimal(9, 2),
    provider varchar, age_band varchar);
"""


@pytest.fixture
def model():
    with closing(duckdb.connect()) as connection:
        fill(connection)
        yield connection


def fill(connection):
    connection.execute(TABLES)
    connection.executemany("insert into model.months values (?)", [[m] for m in MONTHS])
    connection.executemany(
        "insert into model.unit_months values (?, ?, ?)",
        [[m, unit, parent] for m in MONTHS for unit, parent in tree(m).items()],
    )
    for table in ("windows", "units_above", "units_above_spans"):
        connection.execute(f"create table model.{table} as {(QUERIES / 'model' / f'{table}.sql').read_text()}")


def things(seed, count, flags):
    dice = random.Random(seed)
    rows = []
    for _ in range(count):
        denominator = 1 if flags else dice.choice([0, 1, 2.5, 4])
        numerator = dice.choice([0, 1]) if flags else dice.choice([0, 1, 0.25, 3])
        rows.append(
            (
                dice.choice(MONTHS),
                dice.choice(["A", "B", "C", "Z"]),
                f"P{dice.randrange(count // 8)}",
                numerator,
                denominator,
                dice.choice(["p", "q", None]),
                dice.choice(["65-74", "75-84"]),
            )
        )
    return rows


def measure(folder, **words):
    header = HEADER + "".join(f"-- {word}: {text}\n" for word, text in words.items())
    (folder / "things.sql").write_text(header + "select * from model.things")
    (folder / "things.toml").write_text('words = "w"\nunit = "A"\nmonth = "2024-01"\n')
    return catalogue.read(folder)["things"]


def cells(model, measure, rows):
    model.executemany("insert into model.things values (?, ?, ?, ?, ?, ?, ?)", rows)
    build.add_cells(model)
    build.add_measures(model, {measure.key: measure})
    found = model.execute(
        "select basis, unit, month, slice, slice_value, numerator, denominator from cube.cells"
    ).fetchall()
    assert len(found) == len({row[:5] for row in found}), "a cell stands twice"
    return {row[:5]: row[5:] for row in found if row[5] or row[6]}


def obvious(rows, bases, own, count):
    """The same by looping: for each cell, the rows that belong to it, and `count` over them."""
    placed = defaultdict(list)
    for row in rows:
        for unit in above(row[1], row[0]):
            for name, position in (("", None), ("provider", 5), ("age_band", 6)):
                value = "" if position is None else row[position] or "Not known"
                placed[unit, name, value].append(row)
    answer = {}
    for (unit, name, value), inside in placed.items():
        for basis in bases:
            if name and basis != own and (basis, own) != ("quarter", "month"):
                continue
            for month in MONTHS:
                if basis == "quarter" and month.month not in (3, 6, 9, 12):
                    continue
                if unit in tree(month) or name or any(r[0] in window(basis, month) for r in inside):
                    cell = count([r for r in inside if r[0] in window(basis, month)], month)
                    if any(cell):
                        answer[basis, unit, month, name, value] = cell
    return answer


def decimals(cell):
    return tuple(None if x is None else Decimal(str(x)) for x in cell)


@pytest.mark.parametrize(("seed", "own"), [*((n, "rolling 12 months") for n in range(3)), (3, "month")])
def test_distinct_people_are_counted_again_at_every_unit_period_and_slice(model, tmp_path, seed, own):
    rows = things(seed, 260, flags=True)
    found = cells(model, measure(tmp_path, kind="proportion", counts="distinct people", period=own), rows)

    def people(inside, month):
        return len({r[2] for r in inside if r[3]}), len({r[2] for r in inside})

    expected = obvious(rows, (*build.BASES, "quarter"), own, people)
    assert {k: decimals(v) for k, v in found.items()} == {k: decimals(v) for k, v in expected.items()}


@pytest.mark.parametrize("seed", range(4))
def test_rows_add_up_at_every_unit_period_and_slice(model, tmp_path, seed):
    rows = things(seed, 260, flags=False)
    found = cells(model, measure(tmp_path, kind="ratio", period="financial year to date"), rows)

    def total(inside, month):
        return sum(r[3] for r in inside), sum(r[4] for r in inside)

    expected = obvious(rows, build.BASES, "financial year to date", total)
    assert {k: decimals(v) for k, v in found.items()} == {k: decimals(v) for k, v in expected.items()}


def test_a_latest_denominator_is_that_of_the_last_month(model, tmp_path):
    rows = things(9, 200, flags=False)
    found = cells(model, measure(tmp_path, kind="ratio", period="rolling 12 months", denominator="latest"), rows)

    def last(inside, month):
        return sum(r[3] for r in inside), sum(r[4] for r in inside if r[0] == month)

    expected = obvious(rows, build.BASES, "rolling 12 months", last)
    assert {k: decimals(v) for k, v in found.items()} == {k: decimals(v) for k, v in expected.items()}


QUARTERS = """
select basis, unit, month, slice, slice_value, numerator, denominator
from (select * from cube.cells where basis = 'month' union all by name select * from cube.quarter_cells)
where numerator <> 0 or coalesce(denominator, 0) <> 0
"""


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), count=st.sampled_from([8, 40, 120]), latest=st.booleans())
def test_the_months_of_a_quarter_add_up_to_it(tmp_path, seed, count, latest):
    denominator = "latest" if latest else "summed"
    with closing(duckdb.connect()) as model:
        fill(model)
        model.execute(
            "create table about.measures as select 'things' as key, 'rows' as counts, 'ratio' as kind, '' as base,"
            " $denominator as denominator",
            {"denominator": denominator},
        )
        rows = things(seed, count, flags=False)
        cells(model, measure(tmp_path, kind="ratio", period="month", denominator=denominator), rows)
        model.execute(f"create view cube.quarter_cells as {(QUERIES / 'cube' / 'quarter_cells.sql').read_text()}")
        found = {row[:5]: row[5:] for row in model.execute(QUARTERS).fetchall()}

    def total(inside, month):
        return sum(r[3] for r in inside), sum(r[4] for r in inside if not latest or r[0] == month)

    expected = obvious(rows, ("month", "quarter"), "month", total)
    assert {k: decimals(v) for k, v in found.items()} == {k: decimals(v) for k, v in expected.items()}


def test_a_unit_where_nothing_was_ever_counted_has_no_cell(model, tmp_path):
    build.add_cells(model)
    build.add_measures(model, {"things": measure(tmp_path, kind="count", period="month")})
    assert model.execute("select count(*) from cube.cells").fetchone() == (0,)


def test_where_something_was_counted_every_other_month_of_the_unit_has_a_nought(model, tmp_path):
    cells(model, measure(tmp_path, kind="count", period="month"), things(9, 40, flags=False))
    counted = model.execute("""
        select unit, count(*), sum(case when numerator = 0 then 1 else 0 end) from cube.cells
        where slice = '' and basis = 'month' group by unit
    """).fetchall()
    months = {unit: sum(unit in tree(month) for month in MONTHS) for unit, *_ in counted}
    assert {unit: cells for unit, cells, _ in counted} == months
    assert any(noughts for *_, noughts in counted)
