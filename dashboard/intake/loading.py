"""Taking files in: each is copied, recognised, checked and kept; then it is said what became of it."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path

import duckdb

from dashboard.errors import Refused
from dashboard.intake import reading
from dashboard.intake.checks import Check, checker
from dashboard.intake.form import read_forms
from dashboard.intake.keep import (
    SPILL,
    Kept,
    Part,
    clear_arriving,
    kept_files,
    one_at_a_time,
    put_in_place,
    read_note,
    take_copy,
    write_note,
)
from dashboard.intake.recognise import explain, recognise
from dashboard.intake.references import look_up_references, warned
from dashboard.intake.sources import ParquetSource, Unreadable, open_file
from dashboard.intake.standing import family_years, overlapping, standings

# DuckDB and Arrow let go of the interpreter while they work: files too small for many threads share the cores.
CHECKED_AT_ONCE = 2


@dataclass(frozen=True)
class LoadResult:
    """What became of one file, or of one sheet of a workbook. rows_read = rows_stored + rows_rejected."""

    file: int | None
    name: str
    layout: str | None
    mapping: str | None
    period_start: date | None
    period_end: date | None
    rows_read: int
    rows_stored: int
    rows_rejected: int
    rows_warned: int
    reasons: dict
    warnings: dict
    outcome: str
    notes: tuple[str, ...] = ()

    def as_dict(self):
        return {one.name: getattr(self, one.name) for one in fields(self)} | {"notes": list(self.notes)}


@dataclass
class Arrival:
    """A file on its way in: its copy, and the sources in it with the form that each was recognised as."""

    path: Path
    kept: Kept
    is_new: bool = True
    first_file: int = 0
    matches: list = field(default_factory=list)

    @property
    def waits_for_a_year(self):
        """Whether its period is that of another file of its family, which may still be to come."""
        layouts = [match.form.layout for _, match in self.matches]
        return any(layout.family and not layout.names_the_year for layout in layouts)


def load(paths, home, council_folder, *, period=None, progress=None, now=None):
    """Take in files and folders. Gives a LoadResult for each file, in the order they were found.

    Raises Refused where a path is not there, a definition cannot be, or the disk cannot take the file; what was kept
    before stays as it was, and files that were finished stay in.
    """
    found, told, forms = list_files(paths), told_period(period), read_forms(council_folder)
    say = progress or (lambda step, done, total: None)
    with one_at_a_time(home), checker(home.kept / SPILL) as database:
        taking = Taking(home, database, told, period, now or datetime.now())
        arrivals = _receive_all(taking, found, forms, say)
        for arrival in arrivals:
            if arrival.waits_for_a_year and arrival.is_new:
                taking.finish(arrival)
        look_up_references(home)
        return results(arrivals, home)


def _receive_all(taking, found, forms, say):
    """Every file received in turn; those that wait for nothing are checked meanwhile, as many as there are cores."""
    arrivals, checks = [], []
    with ThreadPoolExecutor(CHECKED_AT_ONCE) as pool:
        for path in found:
            arrivals.append(taking.receive(path, forms))
            if arrivals[-1].is_new and not arrivals[-1].waits_for_a_year:
                checks.append(pool.submit(taking.finish, arrivals[-1]))
        try:
            for done, check in enumerate(checks):
                say("checking rows", done, len(checks))
                check.result()
        finally:
            pool.shutdown(cancel_futures=True)
    for arrival in arrivals:
        if not arrival.is_new:
            taking.learn_year(arrival.path, arrival.kept.parts)
    return arrivals


def list_files(paths):
    """The files at some paths, folders opened, hidden files left out, each once."""
    found = {}
    for path in map(Path, paths):
        if not path.exists():
            raise Refused(f"{path}: no such file or folder")
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in inside:
            if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts):
                found.setdefault(one.resolve(), one)
    return list(found.values())


def told_period(text):
    """The span of a period given by hand, such as 2017-18."""
    if text is None:
        return None
    span = reading.period_of(text)
    if span is None:
        raise Refused(f"period: {text!r} {reading.NOT_READ['period']}")
    return tuple(map(date.fromisoformat, span.split("/")))


class Taking:
    """One load: what it was told, and what the files so far have shown (their numbers, the years of their families)."""

    def __init__(self, home, database, told, told_text, now):
        self.home, self.database, self.told, self.told_text, self.now = home, database, told, told_text, now
        parts = [part for kept in kept_files(home) for part in kept.parts]
        self.next_file = 1 + max((part.file for part in parts), default=0)
        self.years, self.newest = {}, family_years(parts)
        self.kept = {}

    def receive(self, path, forms):
        """Copy a file in and see what it is. The same bytes twice, in this load or an earlier one, are one file."""
        with the_disk(path, self.home):
            folder, sha256 = take_copy(path, self.home)
        place = self.home.kept / sha256
        known = self.kept.get(sha256) or (read_note(place) if (place / "load.json").exists() else None)
        if known:
            shutil.rmtree(folder)
        if known and (known.parts or sha256 in self.kept):
            return Arrival(path, known, is_new=False)
        arrival = Arrival(path, known or Kept(folder, sha256, path.name, self.now, self.told_text))
        self.kept[sha256] = arrival.kept
        self._recognise(arrival, forms)
        arrival.first_file = self.next_file
        self.next_file += len(arrival.matches)
        return arrival

    def _recognise(self, arrival, forms):
        try:
            found = [(source, *recognise(source, forms)) for source in open_file(arrival.kept.original)]
        except Unreadable as error:
            arrival.kept.why_not = f"not recognised: {error}"
            return
        arrival.matches = [(source, match) for source, match, _ in found if match]
        nearest = max((one for _, _, one in found if one), key=lambda one: len(one.positions), default=None)
        arrival.kept.why_not = None if arrival.matches else explain(nearest)
        missed = [(source, one) for source, match, one in found if arrival.matches and not match]
        arrival.kept.passed_over = {source.name: explain(one) for source, one in missed if source.holds_figures}

    def finish(self, arrival):
        """Check what was recognised and put the file in its place among the kept."""
        kept = arrival.kept
        with the_disk(arrival.path, self.home):
            try:
                kept.parts = [
                    self._part(arrival.path, kept, source, match, arrival.first_file + n)
                    for n, (source, match) in enumerate(arrival.matches)
                ]
            except Unreadable as error:
                kept.parts, kept.why_not = [], f"not recognised: {error}"
            arrival.matches = []
            if kept.folder.name == kept.sha256:
                write_note(kept)
            else:
                put_in_place(kept, self.home)
        self.learn_year(arrival.path, kept.parts)

    def _part(self, path, kept, source, match, number):
        layout = match.form.layout
        year = self.told or self.years.get((layout.family, path.parent)) or self.newest.get(layout.family)
        return check_part(self.database, kept, source, match, number, year if layout.family else None)

    def learn_year(self, path, parts):
        for family, year in family_years(parts).items():
            place = (family, path.parent)
            self.years[place] = max(self.years.get(place, year), year)
            self.newest[family] = max(self.newest.get(family, year), year)


def check_part(database, kept, source, match, number, year):
    """Check one source of a kept file and write its rows and rejects beside it. Raises Unreadable."""
    form, layout = match.form, match.form.layout
    part = Part(number, source.name, layout.name, form.mapping, form.fingerprint())
    with Check(database, match, source.rows(match.candidate.place), kept.loaded_at.date()) as check:
        counts = _run(check, source)
        if layout.dated_by:
            year = check.months(layout.dated_by)
        elif layout.names_the_year:
            year = (kept.told and told_period(kept.told)) or check.year(layout.names_the_year) or year
        part.whose = check.values(layout.apart_by) if layout.apart_by else []
        fresh = [kept.folder / f".fresh.{number}.{word}" for word in ("rows", "rejects", "control")]
        check.write(*fresh)
    os.replace(fresh[0], kept.rows_path(part))
    os.replace(fresh[1], kept.rejects_path(part))
    if layout.control:
        os.replace(fresh[2], kept.control_path(part))
    part.period_start, part.period_end = year or (None, None)
    for one in fields(counts):
        setattr(part, one.name, getattr(counts, one.name))
    return part


def _run(check, source):
    try:
        return check.run()
    except duckdb.Error as error:
        if not isinstance(source, ParquetSource):
            raise
        # The footer was whole, so the file was recognised; a page in its middle is not.
        raise Unreadable("it begins like a Parquet file but some of its rows cannot be read") from error


@contextmanager
def the_disk(path, home):
    """Where the disk cannot take a file, say so in one sentence and leave nothing half done."""
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        clear_arriving(home)
        raise Refused(
            f"{path.name} could not be kept in {home.path}: {error}. What was loaded before is as it was."
        ) from error


def results(arrivals, home):
    """What became of each file, said once all are in their place."""
    standing = {one.part.file: one for one in standings(kept_files(home))}
    took_from = {}
    for one in standing.values():
        if one.superseded_by:
            took_from.setdefault(one.superseded_by, []).append(one.name)
    found = []
    for arrival in arrivals:
        parts = [standing[part.file] for part in arrival.kept.parts]
        found += [result_of(one, arrival, took_from.get(one.part.file), standing) for one in parts]
        found += [not_read(f"{arrival.kept.name} [{sheet}]", why) for sheet, why in arrival.kept.passed_over.items()]
        if not parts:
            found.append(not_read(arrival.path.name, arrival.kept.why_not))
    return found


def not_read(name, why_not):
    return LoadResult(None, name, None, None, None, None, 0, 0, 0, 0, {}, {}, why_not)


def result_of(one, arrival, took_from, standing):
    part, notes = one.part, []
    outcome = f"supersedes {', '.join(took_from)}" if took_from else "stored"
    if not arrival.is_new:
        outcome = "already loaded"
        if arrival.path.name != one.kept.name:
            notes.append(f"the same bytes as {one.kept.name}")
    if one.superseded_by:
        notes.append(f"superseded by {standing[one.superseded_by].name}")
    elif arrival.is_new:
        notes += [
            f"covers some of the same months as {name}; both are in force"
            for name in overlapping(one, standing.values())
        ]
    start, end = one.period or (None, None)
    rows_warned, warnings = warned(one)
    return LoadResult(
        part.file,
        one.name,
        part.layout,
        part.mapping,
        start,
        end,
        part.rows_read,
        part.rows_stored,
        part.rows_rejected,
        rows_warned,
        part.reasons,
        warnings,
        outcome,
        tuple(notes),
    )
