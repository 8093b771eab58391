"""The journal as a build sees it: a Parquet file beside the store, from which the same can be built again."""

import json
from datetime import UTC, date

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.journal import things
from dashboard.journal.events import FIELDS, Event

NUMBERS = {"number": pa.int64(), "version": pa.int32(), "at": pa.timestamp("us")}
NUMBERS |= dict.fromkeys(("value", "numerator", "denominator"), pa.float64())
EVENTS = pa.schema([(name, NUMBERS.get(name, pa.string())) for name in FIELDS])
# Fields are texts by name: the SQL that reads one says what it is. One relation has the things of every family.
THINGS = pa.schema(
    [
        *((name, pa.string()) for name in ("key", "family", "state", "unit", "measure", "period")),
        ("begun_by", pa.string()),
        ("begun_at", pa.timestamp("us")),
        ("last_by", pa.string()),
        ("last_at", pa.timestamp("us")),
        ("author", pa.string()),
        ("number", pa.int64()),
        ("fields", pa.map_(pa.string(), pa.string())),
    ]
)


def take(journal, path):
    """Write every event of the journal to a Parquet file, times in UTC without saying so."""
    rows = [{name: getattr(event, name) for name in FIELDS} | {"at": _utc(event.at)} for event in journal.each()]
    pq.write_table(pa.Table.from_pylist(rows, EVENTS), path)


def add(connection, path=None):
    """loaded.journal_events and loaded.journal_things of a snapshot, empty without one; about.journal says which."""
    events = pq.read_table(path, schema=EVENTS) if path else EVENTS.empty_table()
    found = [Event(**{**row, "at": row["at"].replace(tzinfo=UTC)}) for row in events.to_pylist()]
    rows = pa.Table.from_pylist([_row(thing) for thing in things.fold(found).values()], THINGS)
    for name, table in (("journal_events", events), ("journal_things", rows)):
        connection.register(name, table)
        connection.execute(f"create table loaded.{name} as select * from {name}")
        connection.unregister(name)
    connection.execute(
        "create table about.journal as select cast($number as bigint) as number, $hash as hash",
        {"number": found[-1].number if found else 0, "hash": found[-1].hash if found else ""},
    )


def _row(thing):
    return {
        **{name: getattr(thing, name) for name in ("key", "family", "state", "unit", "measure", "period")},
        "begun_by": thing.begun.by,
        "begun_at": _utc(thing.begun.at),
        "last_by": thing.last.by,
        "last_at": _utc(thing.last.at),
        "author": thing.begun.called,
        "number": thing.last.number,
        "fields": [(name, _text(value)) for name, value in thing.fields.items() if value is not None],
    }


def _utc(moment):
    return moment.astimezone(UTC).replace(tzinfo=None)


def _text(value):
    return str(value) if isinstance(value, str | date) else json.dumps(value, default=str)
