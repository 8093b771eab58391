"""What a reader may see, as a property of the cursor that pages are given.

A scope has a catalogue of its own in the memory of the store that it is read from: views of the same schemas and names,
each of which holds the reader's own rows. A cursor of the scope looks there and nowhere else, so that a query of a page
runs as it stands, and a check that somebody forgot gives nothing away. Which rows those are is said in tables.toml.
"""

import hashlib
import itertools
import weakref
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from dashboard import asking
from dashboard.access import above as units_above
from dashboard.access import few
from dashboard.settings import said_in
from dashboard.store import kept_with_its_store

TABLES = Path(__file__).with_name("tables.toml")
SCHEMAS = ("about", "cube", "model")
MOST_SCOPES = 48  # kept of each store; beyond them the one that was asked for longest ago is made again
NUMBER = itertools.count(1)
NAMED, DOTS, NOTHING = "named", "dots", "nothing"
KEY_DIGITS = 16  # of a person's other name: among a million people two share one once in 37 million councils
WITH_PARTNERS = ("partner_figure", "joint_target")  # registers that are kept with partners
MEASURE_IN = {"about.measures": "key"}  # where a measure stands in a column of another name
BLOCK = 64  # bytes, of SHA-256


@dataclass(frozen=True)
class Context:
    """What the council lets be seen beside one's own units.

    `above` is whether the values of the units above are seen; `service` and `others` say how those of peers are, within
    the same service and elsewhere: named, as dots without names, or not at all.
    """

    above: bool = True
    service: str = NAMED
    others: str = DOTS


@dataclass(frozen=True)
class Scope:
    """The heads of the subtrees that a reader sees; of those whose records they may open, and with people's own keys.

    `opened` says that a purpose has been given: until then a right to records is a right to small groups alone. `key`
    is the council's, for the other names of people. `shared` where they see of it all only the measures that the
    council shares with partners.
    """

    see: frozenset = frozenset()
    records: frozenset = frozenset()
    identify: frozenset = frozenset()
    opened: bool = False
    context: Context = field(default_factory=Context)
    key: bytes = field(default=b"", repr=False)
    everything: bool = False
    shared: bool = False


EVERYTHING = Scope(everything=True, opened=True)


class Seen:
    """A store as the reader of a scope may see it."""

    def __init__(self, store, scope):
        self.store, self.scope = store, scope

    def snapshot(self):
        """The store in force, or the one that stands in for it, with the reader's own rows."""
        whole = self.store.snapshot()
        return replace_age(_scoped(whole, self.scope), whole)

    def has_own_keys(self):
        """Whether people have their own keys here, and not other names."""
        with self.store.snapshot().cursor() as cursor:
            return reach(cursor, self.scope).plain


def seen_by(store, reader):
    """A store as a reader may see it: the store itself, with nothing between, for who may see everything."""
    return store if reader.scope.everything else Seen(store, reader.scope)


def replace_age(found, whole):
    """The scoped snapshot; a store that began to stand in for another says so in each scope."""
    return found if found.stands_in == whole.stands_in else replace(found, stands_in=whole.stands_in)


@dataclass(frozen=True)
class Heard:
    """A journal as a reader may read it: what was written of their own units, and of those above; where `measures` are
    said, of no others."""

    journal: object
    units: frozenset
    measures: frozenset | None = None

    def has(self, measure, family):
        """Whether what is written of a measure, in a family, is theirs to read."""
        return self.measures is None or measure in self.measures or family in WITH_PARTNERS

    def events(self, units=None, **asked):
        """As Journal.events, of the units that may be read."""
        wanted = self.units if units is None else self.units & ({units} if isinstance(units, str) else set(units))
        found = self.journal.events(units=sorted(wanted), **asked)
        return [one for one in found if self.has(one.measure, one.kind.partition(".")[0])]

    def things(self, family):
        """As Journal.things."""
        return [one for one in self.journal.things(family) if one.unit in self.units and self.has(one.measure, family)]

    def thing(self, key):
        """As Journal.thing: what may not be read is not there."""
        found = self.journal.thing(key)
        is_theirs = found is not None and found.unit in self.units and self.has(found.measure, found.family)
        return found if is_theirs else None

    @property
    def alone(self):
        """As Journal.alone."""
        return self.journal.alone

    def last(self):
        """As Journal.last."""
        return self.journal.last()

    def write(self, *drafts, may):
        """As Journal.write."""
        return self.journal.write(*drafts, may=may)


@dataclass(frozen=True)
class Reach:
    """Units by what a scope gives of them. `named` may be known to be there, `context` have their scorecard
    seen, but for what is `held_back` of those `above` ({unit: measures}) because it would tell of one that is `kept`;
    of `written` it may be read what people wrote; `groups` are the peer groups of which every unit is seen."""

    own: frozenset
    records: frozenset
    context: frozenset
    named: frozenset
    written: frozenset
    dots: frozenset
    groups: frozenset
    whole: bool
    plain: bool  # people have their own keys
    depth: int = 0  # of the highest of one's own units
    above: tuple = ()  # the lowest first
    kept: frozenset = frozenset()
    held_back: dict = field(default_factory=dict, hash=False)

    def holds_back(self, unit, measure):
        """Whether the number of a measure at a unit above would tell of another."""
        return measure in self.held_back.get(unit, ())


@kept_with_its_store(most=MOST_SCOPES)
def _scoped(whole, scope):
    """The Snapshot of a scope over that of a whole store."""
    catalogue = f"scope_{next(NUMBER)}"
    with whole.cursor() as cursor:
        store = cursor.execute("select current_database()").fetchone()[0]
        found = _with_held_back(reach(cursor, scope), whole)
        if found.whole and found.records == found.own and found.plain and scope.opened and not scope.shared:
            return replace(whole)  # nothing in between; not `whole` itself, whose own caches would keep it for good
        cursor.execute(f"attach ':memory:' as {catalogue} (read_write)")
        for statement in views(cursor, store, catalogue, found, scope):
            cursor.execute(statement)
        cursor.execute(f"use {catalogue}")
        for rule in asking.rules():
            cursor.execute(rule)
        shared = cursor.execute("select measure from about.interface").fetchall() if scope.shared else None
    measures = None if shared is None else frozenset(measure for (measure,) in shared)
    journal = whole.journal and Heard(whole.journal, found.written, measures)
    made = replace(whole, journal=journal, catalogue=catalogue, reach=found)
    weakref.finalize(made, _let_go, whole.connection, catalogue)
    return made


def _with_held_back(found, whole):
    """The Reach with what is held back of the numbers of the units above."""
    if not (found.above and found.kept):
        return found
    lie = units_above.where_rows_lie(whole)
    seen = found.own | (found.context - frozenset(found.above))
    return replace(found, held_back=units_above.held_back(lie, seen, found.above, found.kept))


def _let_go(connection, catalogue):
    with connection.cursor() as cursor:
        cursor.execute(f"detach {catalogue}")


def reach(cursor, scope):
    """The Reach of a scope over the units of a store, as the tree stands at its newest."""
    rows = cursor.execute("select unit, parent, peers from model.units").fetchall()
    parents, peers = ({unit: row[n] for unit, *row in rows} for n in (0, 1))
    (root,) = (unit for unit, parent in parents.items() if parent is None)
    above = {unit: _above(unit, parents) for unit in parents}

    def below(heads):
        return frozenset(unit for unit in parents if unit in heads or not heads.isdisjoint(above[unit]))

    own = below(scope.see)
    over = frozenset(one for unit in own for one in above[unit]) - own
    alike = {unit for unit in parents if peers[unit] and peers[unit] in {peers[one] for one in own}} - own
    beside = {parents[unit] for unit in own}
    said = {unit: scope.context.service if parents[unit] in beside else scope.context.others for unit in alike}
    known, dots = (frozenset(unit for unit in alike if said[unit] == how) for how in (NAMED, DOTS))
    records = below(scope.records) & own
    shown = over if scope.context.above else frozenset()
    alone = frozenset(parents) - frozenset(parents.values())  # units with none below them
    return Reach(
        own=own,
        records=records,
        context=shown | known,
        named=own | over | known | frozenset(one for unit in known for one in above[unit]) | {root},
        written=own | over,
        dots=dots,
        groups=frozenset(peers.values()) - {peers[unit] for unit in parents if unit not in own | known},
        whole=root in own,
        plain=bool(records) and records <= below(scope.identify),
        depth=min((len(above[unit]) for unit in own), default=0),
        above=tuple(sorted(shown, key=lambda unit: (-len(above[unit]), unit))),
        kept=(alone | alike) - own - known - over,
    )


def _above(unit, parents):
    found = []
    while (unit := parents.get(unit)) is not None and unit not in found:
        found.append(unit)
    return found


# ---- the views


@cache
def rules():
    """tables.toml: each table that stands there by its kind, and the columns that have rules."""
    return said_in(TABLES)


@cache
def kinds():
    """The kind of each table that tables.toml names."""
    beside = ("columns", "copied", "shared")
    return {table: kind for kind, tables in rules().items() if kind not in beside for table in tables}


def columns_of(cursor, store):
    """Each table and view of a store's schemas with its columns: {"cube.cells": [(name, type)]}."""
    found = {}
    for schema, table, name, kind in cursor.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns()"
        " where database_name = ? and list_contains(?, schema_name) order by schema_name, table_name, column_index",
        [store, list(SCHEMAS)],
    ).fetchall():
        found.setdefault(f"{schema}.{table}", []).append((name, kind))
    return found


def kind_of(table, columns):
    """What rule a table falls under; '' where there is none, and it is not there for readers of a scope."""
    if table in kinds():
        return kinds()[table]
    names = {name for name, _ in columns}
    if "unit" not in names:
        return ""
    return "records" if names & people() else "own"


def people():
    """The columns that make a row one of a person, or of what stands for one."""
    columns = rules()["columns"]
    return {*columns["pseudonyms"], *columns["identifying"], "package", "supplier"}


def views(cursor, store, catalogue, found, scope):
    """The statements that make the catalogue of a scope."""
    yield from (f"create schema {catalogue}.{schema}" for schema in SCHEMAS)
    for table, columns in columns_of(cursor, store).items():
        kind = kind_of(table, columns)
        if kind and kind != "absent":
            made = "table" if table in rules()["copied"]["tables"] and not found.whole else "view"
            yield f"create {made} {catalogue}.{table} as {_select(store, table, columns, kind, found, scope)}"


def _select(store, table, columns, kind, found, scope):
    sql = _rows_of(store, table, columns, kind, found, scope)
    return f"select * from ({sql}) where {_shared(store, table, columns)}" if scope.shared else sql


def _shared(store, table, columns):
    """Which rows somebody is given who sees only what is shared with partners: those of its measures; of tables without
    a measure those that tables.toml names, and of others none."""
    measure = MEASURE_IN.get(table, "measure")
    if measure not in {name for name, _ in columns}:
        return str(table in rules()["shared"]["tables"]).lower()
    return f"{measure} in (select measure from {store}.about.interface)"


def _rows_of(store, table, columns, kind, found, scope):
    if kind == "peers":
        return _peers(store, found)
    names = {name for name, _ in columns}
    if kind in FEW:
        return _few(store, table, ", ".join(f'"{name}"' for name, _ in columns), kind, found)
    if table == "cube.parts_of_whole":
        condition = f"{_among('unit', found.own)} and {_values(found, 'target_unit')}"
    else:
        condition = CONDITIONS[kind](table, found, scope, store)
    hidden = rules()["nameless"].get(table, []) if not _open(found, scope) else []
    parts = [_column(name, kind_of_column, names, found, scope, name in hidden) for name, kind_of_column in columns]
    if all(part == f'"{name}"' for part, (name, _) in zip(parts, columns, strict=True)):
        parts = ["*"]
    return f"select {', '.join(parts)} from {store}.{table} where {condition}"


def _open(found, scope):
    return bool(found.records) and scope.opened


# Kinds of tables of which few people are not told.
FEW = {"parts": few.parts, "emptied": few.emptied, "together": few.together}
CONDITIONS = {
    "open": lambda table, found, scope, store: "true",
    "own": lambda table, found, scope, store: _own(found),
    "nameless": lambda table, found, scope, store: _own(found),
    "context": lambda table, found, scope, store: _context(found),
    "values": lambda table, found, scope, store: _values(found),
    "named": lambda table, found, scope, store: "true" if found.whole else _among("unit", found.named),
    "whole": lambda table, found, scope, store: str(found.whole).lower(),
    "whole_records": lambda table, found, scope, store: str(
        found.whole and _open(found, scope) and found.records == found.own
    ).lower(),
    "small": lambda table, found, scope, store: _not_small(store, found),
    "records": lambda table, found, scope, store: _records(found, scope),
    "records_of": lambda table, found, scope, store: _records_of(table, found, scope, store),
}


def _own(found):
    return "true" if found.whole else _among("unit", found.own)


def _context(found):
    return "true" if found.whole else _among("unit", found.own | found.context)


def _values(found, unit="unit"):
    """SQL of the units whose numbers are seen, without the measures of those above that would tell of another."""
    if found.whole:
        return "true"
    seen = _among(unit, found.own | found.context)
    if not found.held_back:
        return seen
    # One text, looked through after the units: a question of a page is planned anew each time, and forty texts, or the
    # same looked through only at the units above, cost it a quarter and an eighth more.
    held = sorted(f"|{one} {measure}|" for one, some in found.held_back.items() for measure in some)
    return f"{seen} and not contains({_quoted(''.join(held))}, concat('|', {unit}, ' ', measure, '|'))"


def _records(found, scope):
    if not _open(found, scope):
        return "false"
    return "true" if found.whole and found.records == found.own else _among("unit", found.records)


def _records_of(table, found, scope, store):
    """Of rows without a unit: those of whom another table of the store has a row at the reader's units."""
    condition = _records(found, scope)
    if condition in ("true", "false"):
        return condition
    wanted, _, other = rules()["records_of"][table].rpartition(" from ")
    return f"{wanted} from {store}.{other[:-1]} where {condition})"


def _few(store, table, columns, kind, found):
    """A table of which whoever may not open the records is not told of few people."""
    wanted = _own(found)
    if kind == "parts":
        wanted = f"{_values(found)} and (slice = '' or ({wanted}))"
    if found.records == found.own:
        return f"select {columns} from {store}.{table} where {wanted}"
    said, open_ = rules()[kind][table], _among("unit", found.records)
    return FEW[kind](store, table, columns, said, wanted, open_, found.depth)


def _not_small(store, found):
    """Those of one's own units; of fewer `records` than the council's rule, those whose records one may open."""
    if found.records == found.own:
        return _own(found)
    large = f"records >= (select fewest from {store}.about.settings)"
    return f"({_among('unit', found.records)} or ({_own(found)} and {large}))"


def _peers(store, found):
    """Each peer group with its units: by name where it may be known, as dots where the council says so, in no order.
    One dot alone would have a name."""
    if found.whole:
        return f"select * from {store}.cube.peer_values"
    known = _among("pair.unit", found.own | found.context)
    groups = f"peers in (select peers from {store}.model.units where {_among('unit', found.own)})"
    kept = f"list_filter(pairs, lambda pair: {_among('pair.unit', found.own | found.context | found.dots)})"
    named = f"{{'unit': case when {known} then pair.unit else '' end, 'val': pair.val}}"
    return f"""
        select peers, measure, month, list_transform(shown, lambda pair: pair.unit) as units,
            list_transform(shown, lambda pair: pair.val) as vals
        from (
            select peers, measure, month, list_sort(list_transform({kept}, lambda pair: {named})) as every,
                len(list_filter(every, lambda pair: pair.unit = '')) as dots,
                list_filter(every, lambda pair: pair.unit <> '' or dots > 1) as shown
            from (
                select peers, measure, month,
                    list_transform(list_zip(units, vals), lambda pair: {{'unit': pair[1], 'val': pair[2]}}) as pairs
                from {store}.cube.peer_values
                where {groups}
            )
        )
    """


def _column(name, kind, names, found, scope, hidden):
    """A column of a view, as it is or as much of it as the reader may see."""
    columns, quoted = rules()["columns"], f'"{name}"'
    if hidden or (name in columns["identifying"] and not found.plain):
        return f"cast(null as {kind}) as {quoted}"
    if name in columns["pseudonyms"] and not found.plain:
        return f"{other_name(quoted, columns['pseudonyms'][name], scope.key)} as {quoted}"
    if name == "supplier" and "provider" in names and not found.plain:
        # A payee whom no contract or package knows may be a person.
        return f"case when provider is null then {other_name(quoted, 'payee', scope.key)} else supplier end as {quoted}"
    if name in columns["units"] and not found.whole:
        return f"case when {_among(quoted, found.named)} then {quoted} end as {quoted}"
    return quoted


def other_name(column, kind, key):
    """SQL of HMAC-SHA256 with the council's key: the same person has the same other name everywhere."""
    padded = other_name_key(kind, key).ljust(BLOCK, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in padded) for pad in (0x36, 0x5C))
    digest = f"sha256({_blob(inner)} || encode({column}))"
    return f"upper(left(sha256({_blob(outer)} || unhex({digest})), {KEY_DIGITS}))"


def other_name_key(kind, key):
    """The key of the HMAC for one kind of thing, made of the council's: a person and a post of one number differ."""
    return hashlib.sha256(key + kind.encode()).digest()


def _blob(data):
    return "'" + "".join(f"\\x{byte:02X}" for byte in data) + "'::blob"


def _among(column, units):
    """SQL for a column that holds one of some units."""
    if len(units) < 2:
        return f"{column} = {_quoted(*units)}" if units else "false"
    # Not `in`, which costs a small question as much again as the question itself (docs/performance.md).
    return f"list_contains([{', '.join(_quoted(unit) for unit in sorted(units))}], {column})"


def _quoted(text):
    return "'" + text.replace("'", "''") + "'"
