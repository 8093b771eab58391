"""What the rest of the engine asks of the kept files: the rows in force, the list of files, the list of rejects."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard.errors import Refused
from dashboard.intake.checks import checker
from dashboard.intake.form import read_forms
from dashboard.intake.keep import (
    SPILL,
    digest,
    is_original,
    kept_files,
    look_again,
    one_at_a_time,
    set_aside,
    write_note,
)
from dashboard.intake.layout import layouts
from dashboard.intake.loading import check_part, nothing_stored
from dashboard.intake.reading import quoted
from dashboard.intake.recognise import recognise
from dashboard.intake.references import look_up_references, warned, warnings_path
from dashboard.intake.sources import Unreadable, open_file
from dashboard.intake.standing import standings
from dashboard.intake.years import evidence_of, settle

FILES = pa.schema(
    [
        ("file", pa.int32()),
        ("name", pa.string()),
        ("layout", pa.string()),
        ("mapping", pa.string()),
        ("family", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("rows_read", pa.int64()),
        ("rows_stored", pa.int64()),
        ("rows_rejected", pa.int64()),
        ("loaded_at", pa.timestamp("us")),
        ("sha256", pa.string()),
        ("history", pa.bool_()),
        ("in_force", pa.bool_()),
        ("superseded_by", pa.int32()),
    ]
)
REJECTS = pa.schema(
    [
        ("file", pa.int32()),
        ("line", pa.int64()),
        ("column_name", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
        ("action", pa.string()),
    ]
)

LAYOUTS = pa.schema(
    [
        ("layout", pa.string()),
        ("title", pa.string()),
        ("family", pa.string()),
        ("frequency", pa.string()),
        ("history", pa.bool_()),
    ]
)

CONTROLS = pa.schema(
    [
        ("file", pa.int32()),
        ("column_name", pa.string()),
        ("month", pa.date32()),
        ("part", pa.string()),
        ("in_file", pa.decimal128(18, 2)),
        ("rejected", pa.decimal128(18, 2)),
        ("lines", pa.int64()),
        ("lines_rejected", pa.int64()),
    ]
)


@dataclass(frozen=True)
class Relation:
    """The rows in force of a layout: its columns (name, SQL type), and (file number, Parquet path) of each file.

    Each Parquet file has exactly these columns, and `line`.
    """

    columns: list[tuple[str, str]]
    files: list[tuple[int, Path]]


def relations(home, council_folder):
    """A Relation for every layout. A kept file whose rows are missing or out of date is checked again first."""
    with one_at_a_time(home):
        refresh(home, council_folder)
        in_force = [one for one in standings(kept_files(home)) if one.in_force]
    found = {name: Relation(layout.sql_columns, []) for name, layout in layouts().items()}
    for one in in_force:
        found[one.part.layout].files.append((one.part.file, one.kept.rows_path(one.part)))
    return found


def refresh(home, council_folder):
    """Check again, from the bytes kept, each file whose layout, mapping or codes changed, or whose rows are gone."""
    forms = {(form.layout.name, form.mapping): form for form in read_forms(council_folder)}
    prints = {key: form.fingerprint() for key, form in forms.items()}
    look_again(home)
    for kept in kept_files(home):
        stale = [part for part in kept.parts if not _is_fresh(kept, part, prints)]
        if stale and not is_original(kept):
            set_aside(kept, "is gone or no longer the file that came")
        elif stale:
            _check_again(home, kept, stale, forms)
    settle(home)
    look_up_references(home)


def _check_again(home, kept, stale, forms):
    try:
        sources = {source.name: source for source in open_file(kept.original)}
        with checker(home.kept / SPILL) as database:
            kept.parts = [
                _again(database, kept, part, forms, sources) if part in stale else part for part in kept.parts
            ]
    except Unreadable as error:
        set_aside(kept, f"can no longer be read: {error}")
        return
    write_note(kept)


def _is_fresh(kept, part, prints):
    needed = [kept.rows_path(part), kept.rejects_path(part)]
    if layouts()[part.layout].control:
        needed.append(kept.control_path(part))
    written = all(path.exists() and part.seals.get(path.name) in (None, digest(path)) for path in needed)
    return written and prints.get((part.layout, part.mapping)) == part.fingerprint


def _again(database, kept, part, forms, sources):
    form = forms.get((part.layout, part.mapping))
    if form is None:
        raise Refused(f"{kept.name} was read with the mapping {part.mapping}, which is gone: put it back")
    source = sources[part.sheet]
    match, nearest = recognise(source, [form])
    if match is None:
        raise Refused(f"{kept.name} can no longer be read as {form.name}: missing {', '.join(nearest.missing)}")
    fresh = check_part(database, kept, source, match, part.file, evidence_of(kept, part))
    if form.layout.family and part.year_from and not form.layout.names_the_year:
        fresh.period_start, fresh.period_end, fresh.year_from = part.period_start, part.period_end, part.year_from
    return fresh


def layouts_table():
    """A row for each layout, whether a file of it was loaded or not: what about.layouts holds."""
    rows = [
        {
            "layout": one.name,
            "title": one.title,
            "family": one.family or "",
            "frequency": one.frequency,
            "history": one.history,
        }
        for one in layouts().values()
    ]
    return pa.Table.from_pylist(rows, LAYOUTS)


def files_table(home):
    """A row for each recognised file: what loaded.files holds."""
    return pa.Table.from_pylist([_file_row(one) for one in standings(kept_files(home))], FILES)


def _file_row(one):
    part, layout = one.part, layouts()[one.part.layout]
    start, end = one.period or (None, None)
    return {
        "file": part.file,
        "name": one.name,
        "layout": part.layout,
        "mapping": part.mapping,
        "family": layout.family,
        "period_start": start,
        "period_end": end,
        "rows_read": part.rows_read,
        "rows_stored": part.rows_stored,
        "rows_rejected": part.rows_rejected,
        "loaded_at": one.kept.loaded_at,
        "sha256": one.kept.sha256,
        "history": layout.history,
        "in_force": one.in_force,
        "superseded_by": one.superseded_by,
    }


def controls_table(home):
    """What each file in force adds up to, by month and part: what loaded.controls holds."""
    parts = [one for one in standings(kept_files(home)) if one.in_force and layouts()[one.part.layout].control]
    selects = [
        f"select {one.part.file}::integer as file, * from read_parquet({quoted(one.kept.control_path(one.part))})"
        for one in parts
    ]
    if not selects:
        return CONTROLS.empty_table()
    with duckdb.connect() as connection:
        return connection.sql(" union all ".join(selects)).to_arrow_table().cast(CONTROLS)


def rejects_table(home):
    """Every reject and warning of the files in force: what loaded.rejects holds."""
    return _rejects([one for one in standings(kept_files(home)) if one.in_force or one.turned_away])


def _rejects(found):
    paths = [(one.part.file, path) for one in found for path in _reject_paths(one)]
    if not paths:
        return REJECTS.empty_table()
    selects = [
        f"select {number}::integer as file, line, column_name, value, reason, action from read_parquet({quoted(path)})"
        for number, path in paths
    ]
    with duckdb.connect() as connection:
        table = connection.sql(
            f"from ({' union all '.join(selects)}) order by file, line, column_name, reason"
        ).to_arrow_table()
    return table.cast(REJECTS)


def _reject_paths(one):
    """Where the rejects and warnings of a part stand; most files have none and are not opened."""
    part, references = one.part, warnings_path(one)
    counted = [one.kept.rejects_path(part)] if part.reasons or part.warnings else []
    return counted + ([references] if references else [])


def loads(home):
    """Every file taken in, with what superseded what, as dicts; those not recognised last."""
    kept = kept_files(home)
    found = standings(kept)
    names = {one.part.file: one.name for one in found}
    took_from = {one.superseded_by: one.name for one in found if one.superseded_by}
    unknown = [(one, one.name, one.why_not) for one in kept if not one.parts]
    passed_over = [(one, f"{one.name} [{sheet}]", why) for one in kept for sheet, why in one.passed_over.items()]
    with duckdb.connect() as connection:
        rows = [_load_row(connection, one, names, took_from) for one in found]
    return rows + [_unknown_row(*one) for one in unknown + passed_over]


def _load_row(connection, one, names, took_from):
    rows_warned, warnings = warned(connection, one)
    return _file_row(one) | {
        "superseded_by": names.get(one.superseded_by),
        "supersedes": took_from.get(one.part.file),
        "rows_warned": rows_warned,
        "reasons": one.part.reasons,
        "warnings": warnings,
        "withdrawn": one.part.withdrawn,
        "why_not": nothing_stored(one.part) if one.turned_away else None,
    }


def _unknown_row(kept, part_name, why_not):
    known = {"name": part_name, "loaded_at": kept.loaded_at, "sha256": kept.sha256, "why_not": why_not}
    nothing = dict.fromkeys(("rows_read", "rows_stored", "rows_rejected", "rows_warned"), 0)
    empty = dict.fromkeys((*FILES.names, "supersedes", "withdrawn")) | {"history": False, "in_force": False}
    return empty | nothing | {"reasons": {}, "warnings": {}} | known


def rejects(home, file=None):
    """The rejects and warnings of every file, or of one given by its number or name, as dicts with the file's name."""
    found = standings(kept_files(home))
    names = {one.part.file: one.name for one in found}
    if file is not None:
        found = [one for one in found if str(file) in (str(one.part.file), one.name)]
        if not found:
            choices = ", ".join(f"{number} ({name})" for number, name in names.items()) or "none"
            raise Refused(f"file {file!r} is not among those loaded: {choices}")
    return [row | {"name": names[row["file"]]} for row in _rejects(found).to_pylist()]
