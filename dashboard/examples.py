"""The worked examples of the measures, run: a tiny input through the measure's own SQL and the cube."""

from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from tempfile import TemporaryDirectory

import duckdb

from dashboard import QUERIES, build
from dashboard.errors import DefinitionError
from dashboard.home import Home

ROOT = "ALL"


@dataclass(frozen=True)
class Outcome:
    """What an example said and what came out."""

    measure: str
    expected: tuple[Decimal | None, Decimal | None, Decimal | None]
    found: tuple[Decimal | None, Decimal | None, Decimal | None]

    @property
    def agrees(self):
        return all(said is None or got == said for said, got in zip(self.expected, self.found, strict=True))

    def sentence(self):
        names = ("numerator", "denominator", "value")
        parts = [
            f"{name} is {got}, the example says {said}"
            for name, said, got in zip(names, self.expected, self.found, strict=True)
            if said is not None and got != said
        ]
        return f"{self.measure}: {'; '.join(parts) or 'agrees'}"


@contextmanager
def empty_model(tailoring):
    """A connection to a store with every table of the model and no rows."""
    with closing(duckdb.connect()) as connection:
        with TemporaryDirectory() as nothing:
            build.add_schemas(connection)
            build.add_loaded(connection, Home(nothing), tailoring.folder)
        build.add_tailoring(connection, tailoring)
        build.run_folder(connection, "sources")
        build.run_folder(connection, "model")
        yield connection


def run(connection, measure):
    """The outcome of one measure's example on a connection from `empty_model`, which it leaves as it was."""
    connection.execute("begin")
    try:
        _fill(connection, measure)
        connection.execute("drop table if exists cube.cells")
        build.add_cells(connection)
        build.add_measure(connection, measure)
        return _outcome(connection, measure)
    finally:
        connection.execute("rollback")


def _fill(connection, measure):
    rows = {name: _rows(measure, name, text) for name, text in measure.example.tables.items()}
    month = date.fromisoformat(measure.example.month + "-01")
    named = [(name, row) for name, table in rows.items() for row in table]
    units = {row["unit"] for _, row in named if row.get("unit")} | {measure.example.unit, ROOT}
    months = [date.fromisoformat(row["month"][:10]) for _, row in named if row.get("month")]
    _fill_units(connection, units, min([month, *months]), max([month, *months]), set(rows))
    for name, table in rows.items():
        _materialise(connection, name)
        for row in table:
            columns = ", ".join(f'"{column}"' for column in row)
            marks = ", ".join("?" * len(row))
            try:
                connection.execute(f"insert into {name} ({columns}) values ({marks})", list(row.values()))
            except duckdb.Error as error:
                raise DefinitionError(f"{measure.key}.toml: {name}: {error}") from None


def _materialise(connection, name):
    """A view of the model takes an example's rows too: it becomes an empty table with the same columns."""
    schema, table = name.split(".")
    found = connection.execute(
        "select table_type from information_schema.tables where table_schema = ? and table_name = ?", [schema, table]
    ).fetchone()
    if found is None:
        raise DefinitionError(f"an example fills {name}, which is no table of the model")
    if found[0] == "VIEW":
        connection.execute(f"create temp table shape as select * from {name} limit 0")
        connection.execute(f"drop view {name}")
        connection.execute(f"create table {name} as from shape")
        connection.execute("drop table shape")


def _fill_units(connection, units, first, last, given):
    parameters = {"first": date(first.year - 2, first.month, 1), "last": last, "units": sorted(units), "root": ROOT}
    connection.execute("delete from model.root")
    connection.execute("insert into model.root values ($root)", {"root": ROOT})
    connection.execute("delete from model.months")
    connection.execute(
        "insert into model.months select cast(unnest(generate_series("
        "cast($first as timestamp), cast($last as timestamp), interval 1 month)) as date)",
        {"first": parameters["first"], "last": parameters["last"]},
    )
    if "model.units" not in given:
        connection.execute("delete from model.units")
        connection.execute(
            "insert into model.units (unit, name, level, parent, peers, depth, position) "
            "select u, u, 'team', case when u <> $root then $root end, 'team', 1, 1 from unnest($units) as t(u)",
            {"units": parameters["units"], "root": ROOT},
        )
    connection.execute("delete from model.unit_months")
    connection.execute(
        "insert into model.unit_months (month, unit, parent) select month, u, case when u <> $root then $root end "
        "from model.months cross join unnest($units) as t(u)",
        {"units": parameters["units"], "root": ROOT},
    )
    for table in ("windows", "units_above", "units_above_spans"):
        sql = (QUERIES / "model" / f"{table}.sql").read_text(encoding="utf-8")
        connection.execute(f"delete from model.{table}")
        connection.execute(f"insert into model.{table} {sql}")


def _rows(measure, name, text):
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if not lines:
        return []
    header = [cell.strip() for cell in lines[0].split("|")]
    rows = []
    for line in lines[1:]:
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != len(header):
            raise DefinitionError(
                f"{measure.key}.toml: {name}: {len(cells)} cells under {len(header)} headings: {line}"
            )
        rows.append({column: cell or None for column, cell in zip(header, cells, strict=True)})
    return rows


def _outcome(connection, measure):
    example = measure.example
    row = connection.execute(
        "select numerator, denominator, supplied from cube.cells where measure = $measure and unit = $unit"
        " and month = $month and basis = $basis and slice = ''",
        {"measure": measure.key, "unit": example.unit, "month": example.month + "-01", "basis": measure.period},
    ).fetchone()
    found = tuple(None if cell is None else Decimal(str(cell)) for cell in row or (None, None, None))
    return Outcome(measure.key, (example.numerator, example.denominator, example.value), found)
