"""Taking files in: each is copied, recognised, checked and kept; then it is said what became of it."""

import os
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path

import duckdb

from dashboard.errors import Refused
from dashboard.intake import reading, years
from dashboard.intake.checks import Check, checker
from dashboard.intake.dating import Misdated, dated
from dashboard.intake.form import read_forms
from dashboard.intake.keep import (
    SPILL,
    Kept,
    Part,
    clear_arriving,
    digest,
    kept_files,
    next_number,
    one_at_a_time,
    put_in_place,
    take_copy,
    write_note,
)
from dashboard.intake.layout import layouts
from dashboard.intake.periods import period_of
from dashboard.intake.recognise import explain, recognise
from dashboard.intake.references import look_up_references, warned
from dashboard.intake.sources import ParquetSource, Unreadable, open_file
from dashboard.intake.standing import overlapping, standings
from dashboard.plaintext import one_line

# DuckDB and Arrow let go of the interpreter while they work: files too small for many threads share the cores.
CHECKED_AT_ONCE = 2
NO_MEMORY = "it needs more memory than there is; load it in parts, or on a machine with more"


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
    """A file on its way in: its copy, and the sources in it with the form that each was recognised as.

    `folders` are those that it lies in, the nearest first, as far as the load was asked for them.
    """

    path: Path
    kept: Kept
    is_new: bool = True
    first_file: int = 0
    told: str | None = None
    matches: list = field(default_factory=list)
    folders: list = field(default_factory=list)
    beside: dict = field(default_factory=dict)

    @property
    def layouts(self):
        """The layouts of what is in it."""
        if self.matches:
            return [match.form.layout for _, match in self.matches]
        return [layouts()[part.layout] for part in self.kept.parts]

    @property
    def is_yearly(self):
        """Whether it is of a yearly return: its year may be that of another file, which may still be to come."""
        return any(layout.family for layout in self.layouts)

    @property
    def names_the_year(self):
        return any(layout.names_the_year for layout in self.layouts)


def load(paths, home, council_folder, *, period=None, insisted=True, progress=None, now=None):
    """Take in files and folders. Gives a LoadResult for each file, in the order they were found.

    Raises Refused where a path is not there, a definition cannot be, or the disk cannot take the file; what was kept
    before stays as it was, and files that were finished stay in. A `period` that is not `insisted` on is for the files
    that say none themselves.
    """
    found, told, forms = list_files(paths), told_period(period), read_forms(council_folder)
    say = progress or (lambda step, done, total: None)
    largest = max((path.stat().st_size for path in found), default=0)
    with one_at_a_time(home), checker(home.kept / SPILL, largest) as database:
        taking = Taking(home, database, told, period, now or datetime.now())
        taking.insisted, taking.named = insisted, set(map(Path, paths)) if insisted else set()
        arrivals = _receive_all(taking, found, forms, say)
        yearly = [arrival for arrival in arrivals if arrival.is_yearly]
        taking.returns = Returns(yearly)
        for arrival in sorted(yearly, key=lambda one: not one.names_the_year):
            if arrival.is_new:
                taking.finish(arrival)
        if yearly:
            years.settle(home)
        look_up_references(home)
        return results(database, arrivals, home)


def _receive_all(taking, found, forms, say):
    """Every file received in turn; those that wait for nothing are checked meanwhile, as many as there are cores."""
    arrivals, checks, namesakes = [], [], []
    names = Counter(path.name for path in found)
    with ThreadPoolExecutor(CHECKED_AT_ONCE) as pool:
        for path, top in found.items():
            arrivals.append(taking.receive(path, forms))
            arrivals[-1].folders = folders_of(path, top)
            if arrivals[-1].is_new and not arrivals[-1].is_yearly:
                if names[path.name] > 1:
                    namesakes.append(arrivals[-1])
                else:
                    checks.append(pool.submit(taking.finish, arrivals[-1]))
        hold_back_namesakes(namesakes)
        checks += [pool.submit(taking.finish, arrival) for arrival in namesakes]
        try:
            for done, check in enumerate(checks):
                say("checking rows", done, len(checks))
                check.result()
        finally:
            pool.shutdown(cancel_futures=True)
    return arrivals


def hold_back_namesakes(arrivals):
    """Of files that say no dates the name tells which replaces which: two of one name in one load do not say.

    Those that their values keep apart, such as a council and its year, are not one thing for having one name.
    """
    alike = {}
    for arrival in arrivals:
        for source, match in arrival.matches:
            layout = match.form.layout
            if not (layout.dated_by or layout.joined or layout.apart_by):
                alike.setdefault((arrival.path.name, source.name, layout.name, match.form.mapping), []).append(arrival)
    for together in alike.values():
        if len(together) > 1:
            folders = " and ".join(one_line(str(arrival.path.parent)) for arrival in together)
            for arrival in together:
                arrival.matches = []
                arrival.kept.why_not = (
                    f"held back: {len(together)} files of this load have this name and say no dates, in {folders}."
                    " If they are one thing sent twice, load only the newer; if each should count, give them"
                    " different names"
                )


def list_files(paths):
    """The files at some paths, folders opened, hidden files left out, each once, with the folder that was asked for."""
    found, top = {}, {}
    for path in map(Path, paths):
        if not path.exists():
            raise Refused(f"{path}: no such file or folder")
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in inside:
            if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts):
                top.setdefault(found.setdefault(one.resolve(), one), path if path.is_dir() else path.parent)
    return top


def folders_of(path, top):
    """What the tables of a file lie in, by whole paths: the file itself, its folder, and so on to that of the load."""
    whole, last = path.resolve(), top.resolve()
    return [folder for folder in (whole, *whole.parents) if folder.is_relative_to(last)]


def told_period(text):
    """The span of a period given by hand, such as 2017-18."""
    if text is None:
        return None
    span = period_of(text)
    if span is None:
        raise Refused(f"period: {text!r} {reading.NOT_READ['period']}")
    return tuple(map(date.fromisoformat, span.split("/")))


class Returns:
    """The files of yearly returns in one load, by folder (a workbook is one too)."""

    def __init__(self, arrivals):
        self.inside, seen = {}, set()
        for arrival in arrivals:
            for folder in () if arrival.kept.sha256 in seen else arrival.folders:
                self.inside.setdefault(folder, []).append(arrival)
            seen.add(arrival.kept.sha256)

    def around(self, arrival, layout):
        """(folder, files in it), the nearest first, while a table is alone of its kind and of one return there.

        Of such a folder the name and the episodes speak for the table; a folder of several years says nothing.
        """
        for folder in arrival.folders:
            tables = [table for other in self.inside[folder] for table in other.layouts]
            if tables.count(layout) > 1 or sum(bool(table.names_the_year) for table in tables) > 1:
                return
            yield folder, self.inside[folder]

    def evidence(self, arrival, layout, told, sheet):
        """What speaks for the year of a table of a file."""
        named, told_by = years.named_years(sheet), []
        for folder, inside in self.around(arrival, layout):
            named = named or years.named_years(folder.name)
            told_by = told_by or [year for other in inside for year in years.named_by(other.kept.parts)]
        return years.Evidence(told, named, told_by[0] if told_by else None, arrival.kept.insisted)


class Taking:
    """One load: what it was told, and what the files so far have shown (their numbers, the returns among them)."""

    def __init__(self, home, database, told, told_text, now):
        self.home, self.database, self.told, self.told_text, self.now = home, database, told, told_text, now
        self.next_file = next_number(home)
        self.whole = {kept.sha256: kept for kept in kept_files(home)}
        self.kept, self.returns, self.named, self.insisted = {}, None, set(), True

    def receive(self, path, forms):
        """Copy a file in and see what it is. The same bytes twice, in this load or an earlier one, are one file."""
        with the_disk(path, self.home):
            folder, sha256 = take_copy(path, self.home)
        known = self.kept.get(sha256) or self.whole.get(sha256)
        if known:
            shutil.rmtree(folder)
        if known and (known.parts or sha256 in self.kept):
            return Arrival(path, known, is_new=False, told=self.told_text)
        arrival = Arrival(path, known or Kept(folder, sha256, path.name, self.now))
        arrival.kept.name, arrival.kept.told = one_line(path.name), self.told_text
        arrival.kept.told_itself, arrival.kept.insisted = path in self.named, self.insisted
        self.kept[sha256] = arrival.kept
        self._recognise(arrival, forms)
        arrival.first_file = self.next_file
        self.next_file += len(arrival.matches)
        return arrival

    def _recognise(self, arrival, forms):
        if not arrival.kept.original.stat().st_size:
            arrival.kept.why_not = "not recognised: the file is empty; save it again from where it came"
            return
        try:
            found = [(source, *recognise(source, forms)) for source in open_file(arrival.kept.original)]
        except (Unreadable, MemoryError) as error:
            why = error if isinstance(error, Unreadable) else NO_MEMORY
            arrival.kept.why_not = f"not recognised: {why}"
            return
        arrival.matches = [(source, match) for source, match, _ in found if match]
        nearest = max((one for _, _, one in found if one), key=lambda one: len(one.positions), default=None)
        arrival.kept.why_not = None if arrival.matches else explain(nearest)
        missed = [(source, one) for source, match, one in found if arrival.matches and not match]
        arrival.kept.passed_over = {source.name: explain(one) for source, one in missed if source.holds_figures}

    def finish(self, arrival):
        """Check what was recognised and put the file in its place among the kept."""
        kept = arrival.kept
        numbered = [(number, *match) for number, match in enumerate(arrival.matches, arrival.first_file)]
        with the_disk(arrival.path, self.home):
            try:
                for number, source, match in sorted(numbered, key=lambda one: not one[2].form.layout.names_the_year):
                    evidence = self._evidence(arrival, match.form.layout, source.name)
                    kept.parts.append(check_part(self.database, kept, source, match, number, evidence))
            except Unreadable as error:
                word = "held back" if isinstance(error, Misdated) else "not recognised"
                kept.parts, kept.why_not = [], f"{word}: {error}"
            kept.parts.sort(key=lambda part: part.file)
            arrival.matches = []
            if kept.folder.name == kept.sha256:
                write_note(kept)
            else:
                put_in_place(kept, self.home)

    def _evidence(self, arrival, layout, sheet):
        return self.returns.evidence(arrival, layout, self.told, sheet) if layout.family else None


def check_part(database, kept, source, match, number, evidence):
    """Check one source of a kept file and write its rows and rejects beside it. Raises Unreadable.

    `evidence` is what speaks for its year, where it is of a yearly return.
    """
    form, layout = match.form, match.form.layout
    match, said = dated(match, kept)
    part = Part(number, source.name, layout.name, form.mapping, form.fingerprint())
    with Check(database, match, source.rows(match.candidate.place), kept.loaded_at.date()) as check:
        counts = _run(check, source)
        _date(part, layout, check, evidence)
        part.held_back, part.notes = check.held_back, [*match.doubles, *said]
        part.whose = check.values(layout.apart_by) if layout.apart_by else []
        fresh = [kept.folder / f".fresh.{number}.{word}" for word in ("rows", "rejects", "control")]
        check.write(*fresh)
    finals = [kept.rows_path(part), kept.rejects_path(part), kept.control_path(part)]
    for path, final in zip(fresh, finals, strict=True):
        if path.exists():
            part.seals[final.name] = digest(path)
            os.replace(path, final)
    for one in fields(counts):
        setattr(part, one.name, getattr(counts, one.name))
    return part


def _date(part, layout, check, evidence):
    """Give a part its period: the months of its dates, or the year of its return."""
    period = None
    if layout.dated_by:
        period = check.span
    elif layout.names_the_year:
        period, part.year_from = years.of_dates(evidence, check.year(layout.names_the_year))
    elif layout.family:
        period, part.year_from = years.of_name(evidence)
    part.named = evidence.named if layout.family else []
    part.period_start, part.period_end = period or (None, None)


def _run(check, source):
    try:
        return check.run()
    except (MemoryError, duckdb.OutOfMemoryException) as error:
        raise Unreadable(NO_MEMORY) from error
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


def results(database, arrivals, home):
    """What became of each file, said once all are in their place."""
    standing = {one.part.file: one for one in standings(kept_files(home))}
    took_from = {}
    for one in standing.values():
        if one.superseded_by:
            took_from.setdefault(one.superseded_by, []).append(one.name)
    found, beside = [], of_this_load(arrivals)
    for arrival in arrivals:
        arrival.beside = beside if arrival.is_new else {}
        parts = [standing[part.file] for part in arrival.kept.parts]
        found += [result_of(database, one, arrival, took_from.get(one.part.file), standing) for one in parts]
        found += [not_read(f"{arrival.kept.name} [{sheet}]", why) for sheet, why in arrival.kept.passed_over.items()]
        if not parts:
            found.append(not_read(one_line(arrival.path.name), arrival.kept.why_not))
    return found


def of_this_load(arrivals):
    """By number of a file that is new, what is added where it takes the place of another of the same load."""
    return {
        part.file: f" of the same load, in {one_line(str(arrival.path.parent))}: only that one"
        " counts. If both should, they are not the same thing sent twice: give them different names or periods"
        for arrival in arrivals
        if arrival.is_new
        for part in arrival.kept.parts
    }


def not_read(name, why_not):
    return LoadResult(None, name, None, None, None, None, 0, 0, 0, 0, {}, {}, why_not)


def nothing_stored(part):
    """What is said of a file of which nothing went in."""
    if not part.rows_read:
        return "nothing went in: it has no rows"
    (reason, *_), rows = part.reasons or ["no reason"], part.rows_read
    return f"nothing went in: {'its one row was' if rows == 1 else f'all {rows:,} rows were'} turned away ({reason})"


def result_of(database, one, arrival, took_from, standing):
    part, notes = one.part, [*one.part.notes]
    outcome = f"supersedes {', '.join(took_from)}" if took_from else "stored"
    if not part.rows_stored:
        outcome = f"held back: {part.held_back}" if part.held_back else nothing_stored(part)
    elif not arrival.is_new:
        outcome = "already loaded"
        if arrival.path.name != one.kept.name:
            notes.append(f"the same bytes as {one.kept.name}")
        if arrival.told and arrival.told != one.kept.told:
            was = f"with --period {one.kept.told}" if one.kept.told else "without --period"
            notes.append(f"it was loaded {was}, and stays as it was")
    if part.withdrawn:
        notes.append(
            f"withdrawn on {part.withdrawn[:10]}; python -m dashboard put-back {part.file} lets it count again"
        )
    if one.superseded_by:
        notes.append(f"superseded by {standing[one.superseded_by].name}{arrival.beside.get(one.superseded_by, '')}")
    elif one.waits_for_a_year:
        outcome = years.UNKNOWN
    elif arrival.is_new:
        notes += years.remarks(part)
        notes += [
            f"covers some of the same months as {name}; both are in force"
            for name in overlapping(one, standing.values())
        ]
    start, end = one.period or (None, None)
    rows_warned, warnings = warned(database, one)
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
