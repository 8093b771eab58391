"""Layouts: how each kind of source file looks, read from layouts/*.toml and refused where one says what cannot be."""

from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path

import duckdb

from dashboard.errors import DefinitionError
from dashboard.intake.codes import code_lists
from dashboard.intake.words import plain
from dashboard.settings import said_in

FOLDER = Path(__file__).with_name("layouts")

SQL_TYPES = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "period": "VARCHAR",
    "date": "DATE",
    "month": "DATE",
    "timestamp": "TIMESTAMP",
    "integer": "BIGINT",
    "number": "DECIMAL(18,4)",
    "money": "DECIMAL(18,2)",
    "boolean": "BOOLEAN",
}
MEASURES = "measures.key"  # what a reference leads to that is no layout: the measures of the catalogue
CODES = "measures.code"  # and these by any of their codes too
DATED = ("date", "timestamp", "month")
UNREAD = ("reject", "blank")
FREQUENCIES = ("month", "quarter", "year")


@dataclass(frozen=True)
class Column:
    """One column: `header` is the text expected, `also` what else it is called, `says` what it means in a sentence.

    `past` dates cannot lie ahead.
    """

    name: str
    header: str
    type: str
    also: tuple[str, ...] = ()
    required: bool = False
    optional: bool = False
    codes: str | None = None
    markers: bool = False
    drop: bool = False
    past: bool = False
    says: str = ""

    @property
    def sql_type(self):
        return SQL_TYPES[self.type]


@dataclass(frozen=True)
class Check:
    """What must hold of a row: SQL over the canonical names and `today`; null counts as holding.

    Where it does not, `action` rejects the row, warns and lets it in, or lets it in with the column left blank.
    """

    column: str
    holds: str
    reason: str
    action: str = "reject"


@dataclass(frozen=True)
class Reference:
    """A column whose values should be found in a column of a layout, its own or another; where not, a warning.

    With `shared_by` a value is not looked for but compared: one that a single `shared_by` has, spelt nearly as
    another, is warned of. `by_hand`: not of files that a mapping reads, which hold much that leads nowhere.
    """

    column: str
    to: str
    shared_by: str | None = None
    by_hand: bool = False

    @property
    def layout(self):
        return self.to.partition(".")[0]

    @property
    def target(self):
        return self.to.partition(".")[2]


@dataclass(frozen=True)
class Control:
    """What of a file is added up at the door, to be found again in the store: money by a month and a part."""

    sums: tuple[str, ...]
    month: str
    part: str = "''"


@dataclass(frozen=True)
class Layout:
    """One kind of file. See docs/design.md for the words; `apart_by` names columns whose values keep files apart.

    `frequency` is how often a new file is looked for: 'month', 'quarter', 'year', or '' where it comes when it changes.
    `example` is a row as a council might send it: the text of each column that has one, by its name.
    Files that are `joined` overlap: each stays in force, and the queries choose what is asked of which.
    Of a yearly return, `in_the_year` is SQL of dates of which a row has one in its year, `year_by` the column whose
    values are found in the return of its year. `frequency` is how often a new file is looked for: 'month', 'quarter',
    'year', or '' where it comes when it changes.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    checks: tuple[Check, ...] = ()
    references: tuple[Reference, ...] = ()
    dated_by: tuple[str, ...] = ()
    names_the_year: tuple[str, ...] = ()
    in_the_year: tuple[str, ...] = ()
    year_by: str = ""
    family: str | None = None
    history: bool = False
    frequency: str = ""
    key: tuple[str, ...] = ()
    apart_by: tuple[str, ...] = ()
    control: Control | None = None
    unread: str = "reject"
    joined: bool = False
    example: dict[str, str] = field(default_factory=dict)
    source: bytes = b""

    @property
    def stored(self):
        """The columns that are kept; names of people are read and checked but not stored."""
        return tuple(column for column in self.columns if not column.drop)

    @property
    def has_marker(self):
        return any(column.markers for column in self.columns)

    @property
    def sql_columns(self):
        """(name, SQL type) of each stored column, and of `marker` where the layout has one."""
        found = [(column.name, column.sql_type) for column in self.stored]
        return [*found, ("marker", "VARCHAR")] if self.has_marker else found

    @property
    def period_columns(self):
        """The columns that say what months a row is of."""
        return tuple(column for column in self.columns if column.name in self.dated_by or column.type == "period")

    def column(self, name):
        return next(column for column in self.columns if column.name == name)


def read(path, database):
    """The layout in a file, its SQL tried on `database`, a DuckDB connection.

    Raises DefinitionError that names the file, the word and the choices.
    """
    source = path.read_bytes()
    found = said_in(path)
    _only(
        path,
        "",
        found,
        {
            "title",
            "columns",
            "check",
            "reference",
            "dated_by",
            "names_the_year",
            "in_the_year",
            "year_by",
            "family",
            "history",
            "frequency",
            "key",
            "apart_by",
            "control",
            "unread",
            "joined",
            "example",
        },
    )
    for word in ("title", "columns"):
        if word not in found:
            raise DefinitionError(f"{path.name}: no {word}")
    if "frequency" in found:
        _one_of(path, "frequency", found["frequency"], FREQUENCIES)
    layout = Layout(
        name=path.stem,
        title=found["title"],
        columns=tuple(_column(path, name, words) for name, words in found["columns"].items()),
        checks=tuple(_part(path, Check, words) for words in found.get("check", ())),
        references=tuple(_part(path, Reference, words) for words in found.get("reference", ())),
        family=found.get("family"),
        year_by=found.get("year_by", ""),
        history=found.get("history", False),
        frequency=found.get("frequency", ""),
        control=_control(path, found["control"]) if "control" in found else None,
        unread=found.get("unread", "reject"),
        joined=found.get("joined", False),
        example=found.get("example", {}),
        source=source,
        **{
            word: tuple(found.get(word, ()))
            for word in ("dated_by", "names_the_year", "in_the_year", "key", "apart_by")
        },
    )
    _check_names(path, layout)
    _check_headers(path, layout)
    _check_sql(database, path, layout)
    return layout


def _column(path, name, words):
    _only(path, f"column {name}: ", words, {field.name for field in fields(Column)} - {"name"})
    if "header" not in words:
        raise DefinitionError(f"{path.name}: column {name}: no header")
    _one_of(path, f"column {name}: type", words.get("type"), SQL_TYPES)
    if words["type"] == "code":
        _one_of(path, f"column {name}: codes", words.get("codes"), code_lists())
    return Column(name=name, **{**words, "also": tuple(words.get("also", ()))})


def _part(path, kind, words):
    _only(path, f"{kind.__name__.lower()}: ", words, {field.name for field in fields(kind)})
    try:
        part = kind(**words)
    except TypeError as error:
        raise DefinitionError(f"{path.name}: {kind.__name__.lower()}: {error}") from error
    if isinstance(part, Check):
        _one_of(path, "check: action", part.action, ("reject", "warn", "blank"))
    return part


def _control(path, words):
    control = _part(path, Control, words)
    return Control(tuple(control.sums), control.month, control.part)


def _only(path, where, words, choices):
    unknown = sorted(set(words) - set(choices))
    if unknown:
        raise DefinitionError(
            f"{path.name}: {where}{unknown[0]!r} is not known; write one of {', '.join(sorted(choices))}"
        )


def _one_of(path, where, found, choices):
    if found not in choices:
        raise DefinitionError(f"{path.name}: {where} is {found!r}; write one of {', '.join(choices)}")


def _check_names(path, layout):
    names = [column.name for column in layout.columns]
    for word in ("dated_by", "names_the_year", "key", "apart_by"):
        for name in getattr(layout, word):
            _one_of(path, word, name, names)
    for name in layout.example:
        _one_of(path, "example", name, names)
    if layout.year_by:
        _one_of(path, "year_by", layout.year_by, names)
    for name in layout.control.sums if layout.control else ():
        _one_of(path, "control: sums", name, [column.name for column in layout.columns if column.type == "money"])
    for part in (*layout.checks, *layout.references):
        _one_of(path, f"{type(part).__name__.lower()}: column", part.column, names)
    if {"line", "file", "marker"} & set(names):
        raise DefinitionError(
            f"{path.name}: a column cannot be named line, file or marker; those are added to every layout"
        )


def _check_headers(path, layout):
    taken = {}
    for column in layout.columns:
        for header in (column.header, *column.also):
            other = taken.setdefault(plain(header), column.name)
            if other != column.name:
                raise DefinitionError(f"{path.name}: header {header!r} belongs to both {other} and {column.name}")


def _check_sql(database, path, layout):
    """A check that DuckDB cannot read is found here and not in the middle of a load."""
    columns = ", ".join(f'null::{column.sql_type} as "{column.name}"' for column in layout.columns)
    marker = ", null::varchar as marker" if layout.has_marker else ""
    wanted = [(f"check on {check.column}", f"({check.holds})::boolean") for check in layout.checks]
    wanted += [("in_the_year", f"({date})::date") for date in layout.in_the_year]
    if layout.control:
        wanted.append(("control", f"({layout.control.month})::date, ({layout.control.part})::varchar"))
    for what, sql in wanted:
        try:
            database.execute(f"select {sql} from (select {columns}{marker}, current_date as today)")
        except duckdb.Error as error:
            raise DefinitionError(f"{path.name}: {what}: {error}") from error


@cache
def layouts(folder=FOLDER):
    """Every layout of a folder, by name."""
    with duckdb.connect() as database:  # one for all: to open a database takes longer than to try the SQL of a layout
        found = {path.stem: read(path, database) for path in sorted(Path(folder).glob("*.toml"))}
    for layout in found.values():
        for reference in layout.references:
            if reference.to in (MEASURES, CODES):
                continue
            target = found.get(reference.layout)
            if target is None or reference.target not in [column.name for column in target.columns]:
                raise DefinitionError(
                    f"{layout.name}.toml: reference to {reference.to!r}, which is no layout and column"
                )
    return found
