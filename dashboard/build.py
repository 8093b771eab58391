"""From the kept files to a published store: load the rows, run the SQL folders, add up the measures, swap."""

import re
import shutil
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from itertools import count
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard import (
    QUERIES,
    arrows,
    by_period,
    catalogue,
    council,
    elsewhere,
    intake,
    outlooks,
    published,
    signals,
    supplied,
    tailored,
    telling,
)
from dashboard.asking import rules
from dashboard.collecting import versions
from dashboard.errors import DefinitionError, Refused
from dashboard.journal import journal_of, snapshot
from dashboard.money import standing
from dashboard.money.findings import add_findings
from dashboard.store import BUILDING, building, journal_beside, publish

# Two thirds of a small server's memory at most; DuckDB spills to the home's own folder past that.
BUILD_MEMORY = "4GB"
# A page reads few columns of few months: of smaller blocks it keeps a third less in memory than of DuckDB's 256 kB.
STORED = {"default_block_size": 1 << 16}
TABLE = re.compile(r"\b(loaded|sources|model|cube|about|proposal)\.(\w+)")
COMMENT = re.compile(r"--[^\n]*")
# Statements that run side by side, each on its share of the processors: one on all of them takes a quarter more time.
AT_ONCE = 2
# The months and units that every measure stands in come from every kind of file: no measure is made from them.
# Nor does a published figure want the return that gives some of them without saying them.
FRAME = (
    "model.months",
    "model.unit_months",
    "model.units",
    "model.units_above",
    "model.root",
    "sources.organisation",
    "sources.outturn_unit_costs",
)
BASES = ("month", "rolling 12 months", "financial year to date")
QUARTER = "quarter"  # made from months (cube.quarter_cells), except of distinct people, who are counted
PEOPLE = "distinct people"
PERSONAL = {"sex", "ethnicity", "age_band", "role"}  # breakdowns of what is of people or posts, and not of money
ALONE = ("snapshot", "financial year")  # periods of a measure that is counted on no other


class Here:
    """The engine of a build on one machine: DuckDB, in the store itself."""

    def create(self, cursor, folder, name, kind, sql):
        """Make the table or view `folder.name` of a statement."""
        cursor.execute(f"create {kind} {folder}.{name} as {sql}")

    def prepared(self, sql, slices):
        """A measure's statement as its cells want it, with the breakdowns that they have."""
        return sql

    def cells(self, cursor, measure, sql, parameters):
        """Append the cells of a measure to cube.cells."""
        cursor.execute(f"insert into cube.cells {sql}", parameters)

    def hold(self, cursor, folder, statements):
        """Put into the store what a folder's statements made beside it."""


HERE = Here()


def build(home, council_folder, progress=None, journal=None, engine=HERE):
    """Build a store from the kept files of a home and publish it. Gives the path of the new store.

    Values entered by hand that have been approved since are taken in first. `journal` is the snapshot of another build,
    read in the place of the journal as it is now. `engine` runs the SQL: this machine where none is given.

    Until the last step, a rename and the flip of a link, the store in force is the old one, whole; a build that is
    killed leaves files named building.* that the next build removes. Raises Refused where another build is going on,
    or where disk or memory do not suffice.
    """
    tailoring, measures = definitions(council_folder)
    with said_in_one_sentence(home), building(home) as path:
        seen = journal_beside(path)
        if journal is None:
            with closing(journal_of(home)) as now:
                supplied.take_in(home, council_folder, now)
                snapshot.take(now, seen)
        else:
            shutil.copyfile(journal, seen)
        with closing(duckdb.connect(path, config=STORED)) as connection:
            configure(connection, home)
            add_schemas(connection)
            add_loaded(connection, home, council_folder, published.knows(tailoring.among), seen)
            kept = versions.Versions(home.path)
            fill(connection, tailoring, measures, datetime.now(), progress, engine, kept)
            connection.execute("checkpoint")
        published_as = publish(path, home)
        kept.keep()
        return published_as


@contextmanager
def said_in_one_sentence(home):
    """A full disk, a folder that cannot be written to or a want of memory, as a person is told of it."""
    try:
        yield
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise Refused(
            f"there is not enough memory to build the store of {home.path} (a build may take {BUILD_MEMORY}):"
            " give the machine more or end what else runs on it. The store before is still in force"
        ) from error
    except (OSError, duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
        # A full disk is a failed commit as often as a failed write.
        raise Refused(
            f"the store of {home.path} could not be built: {first_line(error)}. The store before is still in force"
        ) from error


def first_line(error):
    """What an error says, without the name that the database gives its kind, and without its workings."""
    return re.sub(r"^\w[\w ]* Error: (Failed to commit: )?", "", str(error).split("\n", 1)[0]).rstrip(". ")


def definitions(council_folder):
    """The tailoring and the measures of a council, checked against each other."""
    tailoring = council.read(council_folder)
    measures = catalogue.read(QUERIES / "measures", tailoring.parameters)
    council.check_measures(tailoring, measures)
    return tailoring, council.owned(tailoring, measures)


def configure(connection, home):
    connection.execute("set memory_limit = $limit", {"limit": BUILD_MEMORY})
    connection.execute("set temp_directory = $folder", {"folder": str(home.stores / f"{BUILDING}spill")})
    connection.execute("set preserve_insertion_order = false")
    (processors,) = connection.execute("select current_setting('threads')").fetchone()
    connection.execute("set threads = $share", {"share": max(1, processors // AT_ONCE)})


def add_schemas(connection):
    for schema in ("loaded", "sources", "model", "cube", "about"):
        connection.execute(f"create schema {schema}")
    for rule in rules():
        connection.execute(rule)


def fill(connection, tailoring, measures, built_at, progress=None, engine=HERE, kept=None):
    """Everything that a store holds, made from what `add_loaded` has put there. `kept` are the definitions that its
    home has had; None where it is no home's."""
    say = progress or (lambda step, done, total: None)
    add_tailoring(connection, tailoring)
    run_folder(connection, "sources", say, engine)
    connection.execute(
        "insert into about.notes select month, unit, measure, words, author, rebase, key from sources.journal_notes"
        " order by month, unit, key"
    )
    run_folder(connection, "model", say, engine)
    elsewhere.check_names(connection, tailoring)
    measures = as_published(connection, measures)
    add_catalogue(connection, measures)
    add_cells(connection)
    add_measures(connection, measures, say, engine)
    known = kept.of(measures, built_at) if kept else {}
    versions.add_definitions(connection, known)
    versions.add_other_rules(connection, measures, known, add_measure)
    add_cube(connection, tailoring, say, engine)
    signals.add_signals(connection, say)
    outlooks.add_outlooks(connection, say)
    versions.add_values(connection)
    standing.add_alarms(connection, say)
    arrows.add_arrows(connection, tailoring.links, say)
    connection.execute(
        "create table about.build as select $now as built_at, council, first_month, last_month from about.settings"
        " cross join (select min(month) as first_month, max(month) as last_month from model.months)",
        {"now": built_at},
    )
    connection.execute("drop schema sources cascade")
    connection.execute("drop schema loaded cascade")


def add_cube(connection, tailoring, say, engine):
    """The tables of the pages; what the reconciliation leaves over is named first, for the cube says how it stands."""
    say("what packages and ledger leave over", 0, 1)
    add_findings(connection, int(tailoring.money["late"]))
    run_folder(connection, "cube", say, engine)
    for folder in ("model", "cube"):
        engine.hold(connection, folder, statements_of(folder))
    by_period.add_periods(connection)
    telling.add_told(connection)


def add_loaded(connection, home, council_folder, with_published=False, journal=None):
    """loaded.<layout> over the Parquet files in force, empty where there are none; the files; the rejects; the journal.

    `with_published`: a council that says which one it is in published tables has those that come with the project too.
    """
    relations, files = intake.relations(home, council_folder), intake.files_table(home)
    if with_published:
        relations["facts"].files.insert(0, (published.FILE, published.FACTS))
        files = pa.concat_tables([pa.Table.from_pylist([published.file_row()], files.schema), files])
    for layout, relation in relations.items():
        columns = ", ".join(f'"{name}" {kind}' for name, kind in relation.columns)
        if not relation.files:
            connection.execute(f"create table loaded.{layout} ({columns}, file integer, line bigint)")
            continue
        names = ", ".join(f'"{name}"' for name, _ in relation.columns)
        selects = (
            f"select {names}, cast({number} as integer) as file, line from read_parquet('{_quoted(path)}')"
            for number, path in relation.files
        )
        connection.execute(f"create view loaded.{layout} as {' union all '.join(selects)}")
    snapshot.add(connection, journal)
    connection.register("files", files)
    connection.register("rejects", intake.rejects_table(home))
    connection.register("controls", intake.controls_table(home))
    connection.register("layouts", intake.layouts_table())
    connection.execute("create table loaded.files as select * from files")
    connection.execute("create table about.controls as select * from controls")
    connection.execute(
        "create table about.layouts as select *, layout in (select unnest($used)) as used from layouts order by layout",
        {"used": sorted(table.split(".")[1] for read in _reads_of_tables().values() for table in read)},
    )
    connection.execute("create table about.files as select * from files order by file")
    connection.execute("create table about.rejects as select * from rejects order by file, line, column_name, reason")


def _quoted(path):
    return str(path).replace("'", "''")


def add_tailoring(connection, tailoring):
    """What a council's folder says, as tables of `about`."""
    for name, columns, rows in tailored.tables(tailoring):
        _table(connection, f"about.{name}", columns, rows)


def _table(connection, name, columns, rows):
    connection.execute(f"create table {name} ({columns})")
    if rows:  # in one statement: row by row each is written to disk by itself
        marks = f"({', '.join('?' * len(rows[0]))})"
        cells = [cell for row in rows for cell in row]
        connection.execute(f"insert into {name} values {', '.join([marks] * len(rows))}", cells)


def statements_of(folder):
    """The statements of a folder of queries, by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in (QUERIES / folder).glob("*.sql")}


def run_folder(connection, folder, say=lambda step, done, total: None, engine=HERE):
    """Run each select of a folder as the table or view of its name, after those that it reads."""
    statements = statements_of(folder)
    side_by_side(
        connection,
        needs_of(folder, statements),
        lambda cursor, name: _create(cursor, folder, name, statements[name], engine),
        lambda name, position: say(f"{folder}: {name}", position, len(statements)),
    )


def side_by_side(connection, needs, work, say):
    """Do `work(cursor, name)` for each name of `needs` after those that it needs, AT_ONCE of them side by side.

    Of those whose turn has come the one for which most others wait goes first.
    """
    turns, ready, running, position = TopologicalSorter(needs), [], {}, count()
    turns.prepare()
    awaited = Counter(before for name in needs for before in _all_before(name, needs))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while turns.is_active():
            ready = sorted([*ready, *turns.get_ready()], key=lambda name: (-awaited[name], name))
            while ready and len(running) < AT_ONCE:
                name = ready.pop(0)
                say(name, next(position))
                running[pool.submit(_with_cursor, connection, work, name)] = name
            for finished in wait(running, return_when=FIRST_COMPLETED).done:
                finished.result()
                turns.done(running.pop(finished))


def _all_before(name, needs):
    return needs[name].union(*(_all_before(before, needs) for before in needs[name]))


def _with_cursor(connection, work, name):
    with closing(connection.cursor()) as cursor:
        work(cursor, name)


def _create(cursor, folder, name, sql, engine):
    usual = "view" if folder == "sources" else "table"
    first = sql.lstrip().split("\n", 1)[0].strip()
    kind = {"-- table": "table", "-- view": "view"}.get(first, usual)
    try:
        engine.create(cursor, folder, name, kind, sql)
    except duckdb.Error as error:
        error.add_note(f"in queries/{folder}/{name}.sql")
        raise


def reads(sql):
    """The schema-qualified tables that a statement names."""
    return {".".join(found) for found in TABLE.findall(COMMENT.sub("", sql))}


def needs_of(folder, statements):
    """The tables of its folder that each statement reads, by name. Raises DefinitionError on a circle."""
    needs = {
        name: {t.split(".")[1] for t in reads(sql) if t.startswith(folder + ".")} & set(statements) - {name}
        for name, sql in statements.items()
    }
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = ", ".join(sorted(set(error.args[1])))
        raise DefinitionError(f"queries/{folder}: these read each other in a circle: {circle}") from error
    return needs


def as_published(connection, measures):
    """The measures; as published those with a figure of the council's own and no file to work one out from."""
    given = _column(connection, "select distinct lower(measure) from model.facts where own")
    loaded = _column(connection, "select distinct layout from loaded.files where in_force")
    known = _reads_of_tables()
    return {
        key: catalogue.as_published(measure, codes)
        if (codes := given & measure.known_as) and measure.kind != "supplied" and not loaded & _layouts(measure, known)
        else measure
        for key, measure in measures.items()
    }


def _column(connection, sql):
    return {cell for (cell,) in connection.execute(sql).fetchall()}


def add_catalogue(connection, measures):
    """about.measures, and about.lineage: the layouts that a measure is made from, found from the SQL itself."""
    ((near,),) = connection.execute("select near / 100.0 from about.settings").fetchall()
    _table(
        connection,
        "about.measures",
        "key varchar, title varchar, question varchar, perspective varchar, kind varchar,"
        " better varchar, basis varchar, counts varchar, denominator varchar, base varchar, per decimal(18, 4),"
        " unit_of_value varchar, decimals integer, type varchar, leads varchar, owner varchar, why varchar,"
        " caveat varchar, codes varchar, source varchar, parameters varchar, words varchar, sql varchar,"
        " slices varchar[], short varchar, answers varchar, near double",
        [_catalogue_row(connection, m, near) for m in measures.values()],
    )
    known = _reads_of_tables()
    lineage = [(m.key, layout) for m in measures.values() for layout in sorted(_layouts(m, known))]
    _table(connection, "about.lineage", "measure varchar, layout varchar", lineage)
    beside = [(m.key, other, why) for m in measures.values() for other, why in m.beside]
    pairs = dict.fromkeys(pair for one, other, why in beside for pair in ((one, other, why), (other, one, why)))
    _table(connection, "about.pairs", "measure varchar, beside varchar, why varchar", list(pairs))


def _catalogue_row(connection, m, near):
    parameters = "; ".join(f"{p.name} = {p.value} {p.meaning}".strip() for p in m.parameters)
    return (
        m.key,
        m.title,
        m.question,
        m.perspective,
        m.kind,
        m.better,
        m.period,
        m.counts,
        m.denominator,
        m.base,
        m.per,
        m.unit_of_value,
        m.decimals,
        m.type,
        m.leads,
        m.owner,
        m.why,
        m.caveat,
        m.codes,
        m.source,
        parameters,
        m.example.words,
        m.sql,
        slices_of(connection, m),
        m.short,
        ", ".join(m.answers),
        0.0 if m.answers else near,  # words have no part of them by which to fall short
    )


def _reads_of_tables():
    """What each table of the sources and the model reads; nothing is asked of those of the frame."""
    found = {
        f"{folder}.{path.stem}": reads(path.read_text(encoding="utf-8"))
        for folder in ("sources", "model")
        for path in (QUERIES / folder).glob("*.sql")
    }
    return found | {table: set() for table in FRAME}


def _layouts(measure, known):
    """The layouts that a measure is made from."""
    if measure.needs:
        return set(measure.needs)
    return {table.split(".")[1] for table in _closure(reads(measure.sql), known) if table.startswith("loaded.")}


def _closure(tables, known):
    found, waiting = set(), set(tables)
    while waiting:
        table = waiting.pop()
        found.add(table)
        waiting |= known.get(table, set()) - found
    return found - {"loaded.files"}


def slices_of(connection, measure):
    """The breakdowns that a measure's rows carry, in the standard order."""
    if measure.kind == "supplied":
        return []
    columns = {name for name, *_ in connection.execute(f"describe {measure.sql}").fetchall()}
    return [name for name in measure.slices if name in columns]


def add_cells(connection):
    """The empty table that the measures fill."""
    connection.execute(
        "create table cube.cells (measure varchar, unit varchar, month date, basis varchar, slice varchar,"
        " slice_value varchar, numerator decimal(18, 4), denominator decimal(18, 4), records bigint,"
        " supplied double, marker varchar, period_start date, period_end date)"
    )
    connection.execute(
        "create table cube.few_people (measure varchar, unit varchar, month date, basis varchar, slice varchar,"
        " slice_value varchar, people bigint)"
    )


def add_measures(connection, measures, say=lambda step, done, total: None, engine=HERE):
    """The cells of every measure."""
    side_by_side(
        connection,
        dict.fromkeys(measures, frozenset()),
        lambda cursor, key: add_measure(cursor, measures[key], engine),
        lambda key, position: say(f"measure: {key}", position, len(measures)),
    )


def add_measure(connection, measure, engine=HERE):
    """The cells of one measure, appended to cube.cells."""
    bases = (measure.period,) if measure.period in ALONE else (*BASES, *[QUARTER] * (measure.counts == PEOPLE))
    has_denominator = measure.kind not in ("count", "money") and not measure.base
    slices = slices_of(connection, measure)
    words = {
        "measure": engine.prepared(measure.sql, slices),
        "slices": "".join(f"{name}, " for name in slices),
        "spell_slices": "".join(f"s.{name}, " for name in slices),
        "slice_columns": "".join(
            f"coalesce(nullif(trim(cast(thing.{name} as varchar)), ''), 'Not known') as {name}, " for name in slices
        ),
        "bases": ", ".join(f"'{basis}'" for basis in bases),
        "denominator": "thing.denominator" if has_denominator else "0",
        "has_denominator": "true" if has_denominator else "false",
        "latest": "true" if measure.denominator == "latest" else "false",
    }
    if measure.kind == "supplied":
        template, given = "supplied", {"basis": measure.period}
    else:
        words["counted"] = _filled("people" if measure.counts == PEOPLE else "rows", words)
        template, given = "cells", {"base": measure.base, "basis": measure.period}
    try:
        engine.cells(connection, measure.key, _filled(template, words), {"measure": measure.key} | given)
        if PERSONAL & set(slices) and template == "cells" and measure.counts != PEOPLE:
            words |= {"slice_names": ", ".join(slices), "measure": measure.sql}
            few = f"insert into cube.few_people {_filled('few_people', words)}"
            connection.execute(few, {"measure": measure.key, "basis": measure.period})
    except duckdb.Error as error:
        error.add_note(f"in queries/measures/{measure.key}.sql")
        raise


def _filled(template, words):
    return Path(QUERIES / "cube" / "measure" / f"{template}.sql").read_text(encoding="utf-8").format(**words)
