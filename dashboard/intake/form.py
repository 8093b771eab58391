"""Forms: what a file can be read as. Each layout is a form; so is each mapping, the council's own or one that ships."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import duckdb

from dashboard.errors import DefinitionError
from dashboard.intake.codes import FOLDER as CODES
from dashboard.intake.layout import Layout, layouts
from dashboard.intake.words import plain
from dashboard.settings import said_in

SHIPPED = Path(__file__).with_name("mappings")  # of tables published for every council: they come with the project
READER = 3  # raise it when the reader gives other rows for the same file: what was kept is then read anew


@dataclass(frozen=True)
class Wide:
    """Columns to fold into rows: the header goes `into` one column, the cell to another (`value`).

    With `parts`, a header says two things with `between` in the middle, such as "2024 to 2025 - outcome": what comes
    first goes `into` a column and makes the row, what comes last says which column of the row the cell is.
    """

    into: str
    columns: tuple[str, ...] = ()
    value: str | None = None
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    between: str = " - "

    @property
    def gives(self):
        """The columns of the layout that are filled by folding."""
        return (self.into, *self.parts) if self.parts else (self.into, self.value)


@dataclass(frozen=True)
class Sheets:
    """The sheets of a workbook that a mapping reads; what a sheet is called says the value of one column (`into`).

    Without `names` every sheet is read, and the value is what the sheet is called.
    """

    into: str
    names: dict[str, str]


@dataclass(frozen=True)
class Form:
    """A layout, and the headers a file must have to be read as it. `columns` leads from a name to its spellings.

    A column of `first` takes the first of some cells that is filled (of which one heading must be there), one of
    `joined` all of them, with " - " between.
    """

    layout: Layout
    columns: dict[str, tuple[str, ...]]
    mapping: str | None = None
    title: str = ""
    constants: dict[str, str] = field(default_factory=dict)
    date_formats: tuple[str, ...] = ()
    month_from: str | None = (
        None  # where the month or period of a file stands that its rows do not say: 'file name' or 'title'
    )
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    wide: Wide | None = None
    sheets: Sheets | None = None
    first: dict[str, tuple[str, ...]] = field(default_factory=dict)
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)
    known_by: tuple[str, ...] = ()  # headers that are not read, but tell this file from others of its layout
    source: bytes = b""

    @property
    def name(self):
        return self.mapping or self.layout.name

    @cached_property
    def sought(self):
        """(column of the layout, how it is called, its spellings as they are compared) of each of `columns`: worked
        out once, for every row of a file that might be its header is held against them."""
        of_layout = {column.name: column for column in self.layout.columns}
        return [
            (of_layout[name], spellings[0], tuple(map(plain, spellings))) for name, spellings in self.columns.items()
        ]

    def named(self, column):
        """The values that a mapping itself gives to a column."""
        found = [*self.values.get(column, {}).values()]
        found += [self.constants[column]] if column in self.constants else []
        return found + ([*self.sheets.names.values()] if self.sheets and self.sheets.into == column else [])

    def fingerprint(self):
        """Changes whenever the same file could give other rows: layout, mapping, code lists or reader."""
        lists = sorted({column.codes for column in self.layout.columns if column.codes})
        parts = [str(READER).encode(), self.layout.source, self.source]
        parts += [(CODES / f"{name}.toml").read_bytes() for name in lists]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def read_forms(council_folder):
    """Every form: the mappings of the council first, so that its own wins where a file fits both or has the name."""
    folder = Path(council_folder) / "mappings" if council_folder else None
    own = {path.name: read_mapping(path, layouts()) for path in sorted(folder.glob("*.toml"))} if folder else {}
    mappings, plain_layouts = _shipped()
    return [*own.values(), *(form for name, form in mappings.items() if name not in own), *plain_layouts]


@cache
def _shipped():
    """The forms that come with the project, which stay as they are while it runs: {file of a mapping: its form}, and
    the layouts as they are."""
    known = layouts()
    mappings = {path.name: read_mapping(path, known) for path in sorted(SHIPPED.glob("*.toml"))}
    return mappings, [Form(layout, _headers(layout)) for layout in known.values()]


def _headers(layout):
    return {column.name: (column.header, *column.also) for column in layout.columns}


def read_mapping(path, known):
    """The form in a mapping file. Raises DefinitionError that names the file, the word and the choices."""
    source = path.read_bytes()
    found = said_in(path)
    choices = {
        "layout",
        "title",
        "columns",
        "constants",
        "dates",
        "values",
        "wide",
        "known_by",
        "sheets",
        "first",
        "joined",
    }
    for word in found:
        _one_of(path, "a word", word, sorted(choices))
    _one_of(path, "layout", found.get("layout"), known)
    layout = known[found["layout"]]
    wide = _wide(path, layout, found.get("wide"))
    form = Form(
        layout=layout,
        columns={name: _spellings(one) for name, one in found.get("columns", {}).items()},
        mapping=path.stem,
        title=found.get("title", path.stem),
        constants={name: str(value) for name, value in found.get("constants", {}).items()},
        date_formats=_date_formats(path, found.get("dates", {})),
        month_from=_month_from(path, layout, found.get("dates", {})),
        values={name: {plain(a): str(b) for a, b in pairs.items()} for name, pairs in found.get("values", {}).items()},
        wide=wide,
        sheets=_sheets(path, layout, found.get("sheets")),
        first={name: _spellings(one) for name, one in found.get("first", {}).items()},
        joined={name: _spellings(one) for name, one in found.get("joined", {}).items()},
        known_by=tuple(found.get("known_by", ())),
        source=source,
    )
    _check_mapping(path, form)
    return form


def _date_formats(path, words):
    """The formats of [dates]: one or a list of them, each tried on a day."""
    found = _spellings(words.get("format", ()))
    for one in found:
        _try_format(path, one)
    return found


def _month_from(path, layout, words):
    found = words.get("from")
    if found is not None:
        _one_of(path, "[dates] from", found, ("file name", "title"))
        if not layout.period_columns:
            raise DefinitionError(f"{path.name}: [dates] from: {layout.name} has no months")
    return found


def _try_format(path, one):
    try:
        with duckdb.connect() as connection:
            written = "strftime(timestamp '2024-11-30 17:45:00', $format)"
            day = connection.execute(f"select strptime({written}, $format)::date", {"format": one}).fetchone()[0]
    except duckdb.Error as error:
        raise DefinitionError(f"{path.name}: [dates] format {one!r} is not one: {error}") from error
    if day not in (date(2024, 11, 30), date(2024, 11, 1)):
        raise DefinitionError(
            f"{path.name}: [dates] format {one!r} does not say the year and the month;"
            " write %Y or %y, %m or %b, and %d, as in %d-%b-%Y"
        )


def _spellings(one):
    return (one,) if isinstance(one, str) else tuple(one)


def _wide(path, layout, words):
    if words is None:
        return None
    given = set(words)
    if given != {"columns", "into", "value"} and not {"into", "parts"} <= given <= {"into", "parts", "between"}:
        raise DefinitionError(
            f"{path.name}: [wide] has {', '.join(sorted(words))}; write columns, into and value, or into and parts"
        )
    parts = {name: _spellings(one) for name, one in words.get("parts", {}).items()}
    wide = Wide(
        words["into"], tuple(words.get("columns", ())), words.get("value"), parts, words.get("between", Wide.between)
    )
    for name in wide.gives:
        _one_of(path, "wide: a column", name, [column.name for column in layout.columns])
    return wide


def _sheets(path, layout, words):
    if words is None:
        return None
    if "into" not in words or set(words) - {"into", "names"} or words.get("names") == {}:
        raise DefinitionError(
            f"{path.name}: [sheets] has {', '.join(sorted(words))}; write into and names, or into alone for every sheet"
        )
    _one_of(path, "sheets: into", words["into"], [column.name for column in layout.columns])
    return Sheets(words["into"], {plain(sheet): str(meant) for sheet, meant in words.get("names", {}).items()})


def _check_mapping(path, form):
    names = [column.name for column in form.layout.columns]
    for word in ("columns", "constants", "values", "first", "joined"):
        for name in getattr(form, word):
            _one_of(path, f"[{word}]", name, names)
    given = {*form.columns, *form.constants, *form.first, *form.joined, *(form.wide.gives if form.wide else ())}
    given |= {form.sheets.into} if form.sheets else set()
    given |= {column.name for column in form.layout.period_columns} if form.month_from else set()
    for column in form.layout.columns:
        if column.required and column.name not in given:
            raise DefinitionError(
                f"{path.name}: nothing gives {column.name}, which {form.layout.name} needs in every row"
            )


def _one_of(path, where, found, choices):
    if found not in choices:
        raise DefinitionError(f"{path.name}: {where} is {found!r}; write one of {', '.join(choices)}")
