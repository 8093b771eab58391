"""Readers of a test, the addresses that they ask for, and a store in which all that is not theirs is another."""

import re
import shutil
from dataclasses import replace

import duckdb

from app import serving
from dashboard.access.doors import Alone
from dashboard.access.reader import Reader
from dashboard.access.rights import ROLES
from dashboard.access.scope import Context, Scope
from dashboard.home import Home
from dashboard.store import Store, publish

CLOSED = Context(above=False, service="nothing", others="nothing")
KEY = b"a key of the tests"
MADE = re.compile(
    rb'File made[^\n<]*|DTSTAMP:\w*|"end_id": ?"[^"]*"|\\?"id\\?": \\?"[0-9a-f-]{36}|&#34;id&#34;: &#34;[0-9a-f-]{36}'
)
TREE = ("model.units", "model.unit_months", "model.units_above", "model.units_above_spans", "model.root")


def reader_of(unit, role="team leader", context=CLOSED, opened=True, identify=True):
    """A Reader with a role at a unit, as a session of theirs has it."""
    heads = {capability: frozenset({unit}) for capability in ROLES[role] if identify or capability != "identify"}
    heads_of = {word: heads.get(word, frozenset()) for word in ("see", "records", "identify")}
    scope = Scope(**heads_of, opened=opened, context=context, key=KEY)
    return Reader("team", unit, f"leader:{unit}", f"Leader of {unit}", role, heads, "audit" if opened else "", scope)


class Anybody(Alone):
    """A door through which the reader comes whom the test names."""

    now = None

    def reader(self, request):
        return self.now


def asking(store, door):
    """A client of the app over a store."""
    return serving(store, door).server.test_client()


def text(answer):
    """What an answer says, without when and by which app it was made."""
    return MADE.sub(b"", answer.get_data())


def subtree(rows, unit):
    """The keys of a unit and all below it, found from (unit, parent) row by row."""
    found, waiting = set(), {unit}
    while waiting:
        found |= waiting
        waiting = {one for one, parent in rows if parent in waiting} - found
    return found


def with_all_else_changed(home, own, folder):
    """A store as that of a home but for whatever is not of the units `own`: numbers, names and people differ.

    What differs is found without tables.toml: rows of units that are not among them, people with no row at them.
    """
    other = Home(folder / "changed")
    path = other.stores / "building.changed.duckdb"
    shutil.copy(home.link.resolve(), path)
    with duckdb.connect(path) as connection:
        tables = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables()"
            " where schema_name in ('cube', 'model', 'about')"
        ).fetchall()
        units = ", ".join(f"'{unit}'" for unit in own)
        above = {unit: parent for unit, parent in connection.execute("select unit, parent from model.units").fetchall()}
        named = set(own)
        for unit in own:
            while above[unit]:
                unit = above[unit]
                named.add(unit)
        known = ", ".join(f"'{unit}'" for unit in named)
        theirs = _people_of(connection, [table for (table,) in tables], units)
        for (table,) in tables:
            columns = dict(row[:2] for row in connection.execute(f"describe {table}").fetchall())
            if table in TREE:
                continue
            if "unit" in columns:
                # What happened at a unit happened to all below it.
                theirs_too = known if table == "about.notes" else units
                elsewhere = f"(unit is null or unit not in ({theirs_too}))"
            elif whose := next((name for name in ("person", "child") if name in columns), None):
                elsewhere = f"{whose} not in ({theirs})"
            else:
                continue
            changes = [f'"{name}" = {_changed(name, kind)}' for name, kind in columns.items() if _changed(name, kind)]
            if changes:
                connection.execute(f"update {table} set {', '.join(changes)} where {elsewhere}")
        connection.execute(f"update model.units set name = 'ZZ ' || name, leader = 'ZZ' where unit not in ({known})")
        connection.execute(
            "update cube.peer_values set vals = list_transform(list_zip(units, vals),"
            f" lambda pair: case when pair[1] in ({units}) then pair[2] else pair[2] * 3 + 7 end)"
        )
    publish(path, other)
    return Store(other)


def _people_of(connection, tables, units):
    found = set()
    for table in tables:
        columns = {row[0] for row in connection.execute(f"describe {table}").fetchall()}
        for whose in {"person", "child"} & columns if "unit" in columns else ():
            rows = connection.execute(f"select distinct {whose} from {table} where unit in ({units})").fetchall()
            found |= {key for (key,) in rows if key}
    return ", ".join(f"'{key}'" for key in sorted(found)) or "''"


def _changed(name, kind):
    """Another value of a column; '' for what ties rows to one another or is no number, name or person's."""
    if name in ("person", "child", "words", "supplier", "owner", "author"):
        return f"'ZZ' || \"{name}\""
    if name in ("file", "line", "package", "part", "position", "number", "first_number", "last_number", "steps", "age"):
        return ""
    if kind.startswith("DECIMAL"):
        return f'"{name}" + 7'
    if kind == "DOUBLE":
        return f'"{name}" * 3 + 7'
    if kind in ("BIGINT", "INTEGER", "HUGEINT"):
        return f'"{name}" + 7'
    if kind == "DOUBLE[]":
        return f'list_transform("{name}", lambda one: one * 3 + 7)'
    return ""


def anonymous(reader):
    """The same reader before they have said what they open records for."""
    return replace(reader, purpose="", scope=replace(reader.scope, opened=False))
