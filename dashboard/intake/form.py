"""Forms: what a file can be read as. Each layout is a form; so is each mapping of the council's own."""

import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.errors import DefinitionError
from dashboard.intake.codes import FOLDER as CODES
from dashboard.intake.layout import Layout, layouts
from dashboard.intake.words import plain

READER = 1  # raise it when the reader gives other rows for the same file: what was kept is then read anew


@dataclass(frozen=True)
class Wide:
    """Columns to fold into rows: the header goes `into` one column, the cell to another (`value`)."""

    columns: tuple[str, ...]
    into: str
    value: str


@dataclass(frozen=True)
class Form:
    """A layout, and the headers a file must have to be read as it. `columns` leads from a name to its spellings."""

    layout: Layout
    columns: dict[str, tuple[str, ...]]
    mapping: str | None = None
    title: str = ""
    constants: dict[str, str] = field(default_factory=dict)
    date_format: str | None = None
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    wide: Wide | None = None
    known_by: tuple[str, ...] = ()  # headers that are not read, but tell this file from others of its layout
    source: bytes = b""

    @property
    def name(self):
        return self.mapping or self.layout.name

    def fingerprint(self):
        """Changes whenever the same file could give other rows: layout, mapping, code lists or reader."""
        lists = sorted({column.codes for column in self.layout.columns if column.codes})
        parts = [str(READER).encode(), self.layout.source, self.source]
        parts += [(CODES / f"{name}.toml").read_bytes() for name in lists]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def read_forms(council_folder):
    """Every form: the mappings of the council first, so that its own wins where a file fits both."""
    known = layouts()
    folder = Path(council_folder) / "mappings" if council_folder else None
    mappings = [read_mapping(path, known) for path in sorted(folder.glob("*.toml"))] if folder else []
    return mappings + [Form(layout, _headers(layout)) for layout in known.values()]


def _headers(layout):
    return {column.name: (column.header, *column.also) for column in layout.columns}


def read_mapping(path, known):
    """The form in a mapping file. Raises DefinitionError that names the file, the word and the choices."""
    source = path.read_bytes()
    try:
        found = tomllib.loads(source.decode("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{path.name}: {error}") from error
    choices = {"layout", "title", "columns", "constants", "dates", "values", "wide", "known_by"}
    for word in found:
        _one_of(path, "a word", word, sorted(choices))
    _one_of(path, "layout", found.get("layout"), known)
    layout = known[found["layout"]]
    wide = _wide(path, layout, found.get("wide"))
    form = Form(
        layout=layout,
        columns={
            name: (one,) if isinstance(one, str) else tuple(one) for name, one in found.get("columns", {}).items()
        },
        mapping=path.stem,
        title=found.get("title", path.stem),
        constants={name: str(value) for name, value in found.get("constants", {}).items()},
        date_format=found.get("dates", {}).get("format"),
        values={name: {plain(a): str(b) for a, b in pairs.items()} for name, pairs in found.get("values", {}).items()},
        wide=wide,
        known_by=tuple(found.get("known_by", ())),
        source=source,
    )
    _check_mapping(path, form)
    return form


def _wide(path, layout, words):
    if words is None:
        return None
    if set(words) != {"columns", "into", "value"}:
        raise DefinitionError(f"{path.name}: [wide] has {', '.join(sorted(words))}; write columns, into and value")
    for word in ("into", "value"):
        _one_of(path, f"wide: {word}", words[word], [column.name for column in layout.columns])
    return Wide(tuple(words["columns"]), words["into"], words["value"])


def _check_mapping(path, form):
    names = [column.name for column in form.layout.columns]
    for word in ("columns", "constants", "values"):
        for name in getattr(form, word):
            _one_of(path, f"[{word}]", name, names)
    given = {*form.columns, *form.constants, *((form.wide.into, form.wide.value) if form.wide else ())}
    for column in form.layout.columns:
        if column.required and column.name not in given:
            raise DefinitionError(
                f"{path.name}: nothing gives {column.name}, which {form.layout.name} needs in every row"
            )


def _one_of(path, where, found, choices):
    if found not in choices:
        raise DefinitionError(f"{path.name}: {where} is {found!r}; write one of {', '.join(choices)}")
