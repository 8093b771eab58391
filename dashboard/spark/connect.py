"""A build's SQL on an engine of many machines: Spark, or whatever speaks Spark Connect.

The store is still made by DuckDB, and everything that is not SQL is still worked out there. Each table that the folders
of SQL make is written by the engine as Parquet to where all its machines see it; the store being built reads
it from there, and in the end holds it.
"""

import re
import socket
import threading
import time
from contextlib import contextmanager

from dashboard.build import first_line, reads
from dashboard.errors import Refused
from dashboard.spark.dialect import in_spark, known_as, only, ordered_by
from dashboard.spark.shared import Shared

# What calls itself is small (a tree of units) and few engines can; what people wrote is small and comes as JSON.
STAYS = re.compile(r"\bwith\s+recursive\b|\bloaded\.journal_", re.IGNORECASE)
CELLS = ("month", "unit", "person", "numerator", "denominator", "value", "marker", "period_start", "period_end")
ADDRESS = re.compile(r"sc://(?P<host>[^:/;]+):(?P<port>\d{1,5})(/;.*)?")
PATIENCE = 300  # seconds that a statement waits for anybody to work on it: an engine without workers waits for good
DIGITS = 28  # DuckDB adds decimals up in 38 digits, which leaves the engine no room for more


class Spark:
    """An engine for `dashboard.build`, at an address such as sc://127.0.0.1:15002, with the Shared that both write to.

    A statement on which nobody works for `patience` seconds is given up.
    """

    def __init__(self, address, shared, patience=PATIENCE):
        from pyspark.sql import SparkSession

        self.address, self.shared = address, shared
        self.session = SparkSession.builder.remote(address).create()
        self.known, self.written = set(), set()
        self.taking = threading.Lock()
        self.patience, self.waiting, self.given_up, self.closed = patience, {}, False, threading.Event()
        self.session.registerProgressHandler(self._heard)
        threading.Thread(target=self._watch, daemon=True).start()

    def create(self, cursor, folder, name, kind, sql):
        """Make `folder.name` of the statement, on the engine unless it stays here.

        What the council's files say is written there too, though it is a view here: many statements read it, and an
        engine plans and reads what a view means anew for each of them.
        """
        if STAYS.search(sql):
            cursor.execute(f"create {kind} {folder}.{name} as {sql}")
            return
        with self._told(f"{folder}.{name}"):
            self._take_all(cursor, sql)
            made = self.session.sql(in_spark(sql))
            if kind == "view" and folder != "sources":
                made.createOrReplaceTempView(known_as(folder, name))
                cursor.execute(f"create view {folder}.{name} as {sql}")
            else:
                columns = cursor.execute(f"describe {sql}").fetchall()
                self._write(made, cursor, folder, name, columns)
                there = self.session.read.parquet(self.shared.path(folder, name))
                there.createOrReplaceTempView(known_as(folder, name))
                self.written.add(f"{folder}.{name}")
                cursor.execute(f"create view {folder}.{name} as {self._read(folder, name, columns)}")
            self.known.add(f"{folder}.{name}")

    def cells(self, cursor, measure, sql, parameters):
        """Append the cells of a measure to cube.cells."""
        with self._told(f"the measure {measure}"):
            self._take_all(cursor, sql)
            columns = cursor.execute("describe cube.cells").fetchall()
            self._write(self.session.sql(in_spark(sql, parameters)), cursor, "cells", measure, columns)
        cursor.execute(f"insert into cube.cells {self._read('cells', measure, columns)}")

    def prepared(self, sql, slices):
        """A measure's statement with the columns that its cells are made of: what records show stays behind."""
        return only(sql, {*CELLS, *slices})

    def hold(self, cursor, folder, statements):
        """Put into the store what lies beside it: `statements` are the folder's, by name; its views stay views."""
        for name, sql in sorted(statements.items()):
            if f"{folder}.{name}" in self.written:
                columns = {column for column, *_ in cursor.execute(f"describe {folder}.{name}").fetchall()}
                kept = f"select * from {folder}.{name} order by {ordered_by(sql, columns)}"
                cursor.execute(f"create table {folder}.{name}__held as {kept}")
                cursor.execute(f"drop view {folder}.{name}")
                cursor.execute(f"alter table {folder}.{name}__held rename to {name}")

    def close(self):
        self.closed.set()
        self.session.stop()
        self.shared.close()

    def _heard(self, stages, inflight_tasks, operation_id, done):
        """What the engine says of a statement now and then: how much is done, and on how much somebody works.

        Whether a stage is done it says; to count its parts would not do, for those that were lost count as ended.
        """
        waits = not done and not inflight_tasks and not all(one.done for one in stages)
        if waits:
            self.waiting.setdefault(operation_id, time.monotonic())
        else:
            self.waiting.pop(operation_id, None)

    def _watch(self):
        while not self.closed.wait(1):
            for operation, since in list(self.waiting.items()):
                if time.monotonic() - since > self.patience:
                    self.waiting.pop(operation, None)
                    self.given_up = True
                    self.session.interruptOperation(operation)

    @contextmanager
    def _told(self, what):
        """What the engine could not do, in one sentence: it may have gone, or not know a word of the statement."""
        from pyspark.errors import PySparkException

        try:
            yield
        except PySparkException as error:
            gone = f"nobody worked on it for {self.patience} seconds, so its workers may be gone"
            raise Refused(
                f"the engine at {self.address} could not make {what}: {gone if self.given_up else first_line(error)}."
                " The store before is still in force: mend the engine and build again, or build without --engine"
            ) from error

    def _write(self, made, cursor, folder, name, columns):
        """Have the engine write a table; of no rows it may write no file, and gets an empty one of ours."""
        made.write.mode("overwrite").parquet(self.shared.path(folder, name))
        if not self.shared.fetch(folder, name):
            nulls = ", ".join(_narrowed(column, kind, "null") for column, kind, *_ in columns)
            self._send(cursor, f"select {nulls} where false", folder, name, "none.parquet")

    def _send(self, cursor, sql, *parts):
        cursor.execute(f"copy ({sql}) to {_text(self.shared.own(*parts))} (format parquet)")
        self.shared.send(*parts)

    def _read(self, folder, name, columns):
        """What the engine wrote, in the types that DuckDB would have given it."""
        cast = ", ".join(f'cast("{column}" as {kind}) as "{column}"' for column, kind, *_ in columns)
        return f"select {cast} from read_parquet({_text(self.shared.own(folder, name, '*.parquet'))})"

    def _take_all(self, cursor, sql):
        """Give the engine the tables of the store that a statement reads and that it did not make."""
        for table in sorted(reads(sql) - self.known):
            with self.taking:
                if table not in self.known:
                    self._take(cursor, *table.split("."))

    def _take(self, cursor, schema, name):
        columns = cursor.execute(
            "select column_name, data_type from information_schema.columns where table_schema = ? and table_name = ?"
            " order by ordinal_position",
            [schema, name],
        ).fetchall()
        if columns:  # what looks like a table may be a column of one
            chosen = ", ".join(_narrowed(column, kind) for column, kind in columns)
            self._send(cursor, f"select {chosen} from {schema}.{name}", schema, f"{name}.parquet")
            there = self.session.read.parquet(self.shared.path(schema, f"{name}.parquet"))
            there.createOrReplaceTempView(known_as(schema, name))
            self.known.add(f"{schema}.{name}")


def _text(said):
    """A text in a statement where DuckDB takes no parameter, as in a view."""
    return "'" + str(said).replace("'", "''") + "'"


def _narrowed(column, kind, value=None):
    narrow = kind.replace("(38,", f"({DIGITS},") if kind.startswith("DECIMAL") else kind
    said = f'"{column}"' if value is None else value
    return f'cast({said} as {narrow}) as "{column}"'


def connected(address, shared, patience=PATIENCE):
    """The engine at an address, with the folder or address that it shares with this machine.

    Raises Refused where one of them cannot be had, before pyspark tries for ten minutes, and ImportError where pyspark
    is not installed.
    """
    found = ADDRESS.fullmatch(address)
    if not found:
        raise Refused(f"{address} is no address of an engine: write sc://HOST:PORT, as sc://127.0.0.1:15002")
    try:
        socket.create_connection((found["host"], int(found["port"])), timeout=5).close()
    except OSError as error:
        raise Refused(f"no engine answers at {address} ({error}): start it, or build without --engine") from error
    return Spark(address, Shared(shared), patience)
