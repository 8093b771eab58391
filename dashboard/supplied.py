"""Values that people enter by hand: checked as a file is, and once a second person has approved them taken in as one.

The rows lie in the journal as they were typed, with measure and unit by their keys. What was approved last is a CSV
file in the layout of published and supplied figures, named after its entry, and goes through the intake: nothing else
leads from a grid to the store, and a build that is broken off or run twice takes in the same bytes.
"""

import csv
import hashlib
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.home import Home
from dashboard.journal.families.supplied import WRITTEN

LAYOUT = "facts"
COLUMNS = ("measure", "area", "period", "value", "numerator", "denominator")  # of the layout, as a row has them
FIGURES = ("value", "numerator", "denominator")
HEADINGS = 1  # lines of a file before its first row
ROUNDED = 0.5  # of a per cent: by how much a share may differ from what its numbers come to, for being rounded
KINDS = (*WRITTEN, "supplied.approved", "supplied.withdrawn")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell. `row` is that of the grid, from 1, and 0 where it is none; `column` is what the layout
    calls it, “” of a whole row. One that `warns` does not keep its row out."""

    row: int
    column: str
    value: str
    reason: str
    warns: bool = False


@dataclass(frozen=True)
class Checked:
    """What the intake makes of some rows: {row: {column: value}} of those that it takes, and the Faults."""

    taken: dict
    faults: tuple

    @property
    def wrong(self):
        """The Faults for which a row would not go in."""
        return [one for one in self.faults if not one.warns]


def _intake():
    """The intake, loaded where values are checked or taken in: it brings Arrow, and most workers never need it."""
    from dashboard import intake

    return intake


def _layout():
    from dashboard.intake.layout import layouts

    return layouts()[LAYOUT]


def headings():
    """What the columns of a row are called in a file."""
    return [_layout().column(name).header for name in COLUMNS]


def as_csv(rows):
    """The file of some rows; an empty row keeps its line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings())
    writer.writerows(rows)
    return out.getvalue()


def file_name(entry):
    """The name of the file of an entry (its key): the same for each that takes the place of one before."""
    return f"Values entered {entry}.csv"


def entry_of(name):
    """The key of the entry whose file has a name; None where it is no such file."""
    start, end = file_name("|").split("|")
    return name[len(start) : -len(end)] if name.startswith(start) and name.endswith(end) else None


def put_right(rows, names, unit):
    """Rows with the keys of the measures and units that they name by key, title or code; empty ones at the end go."""
    measures, units = _measures(names), _units(unit)
    found = [
        (
            measures.get(row[0].casefold().strip(), row[0].strip()),
            units.get(row[1].casefold().strip(), row[1].strip()),
            *(cell.strip() for cell in row[2:]),
        )
        for row in rows
    ]
    while found and not any(found[-1]):
        found.pop()
    return tuple(found)


def measures_of(names):
    """The measures whose values are given by hand, in their order."""
    return [one for one in names.measures.values() if one["kind"] == "supplied"]


def _measures(names):
    found = {}
    for one in measures_of(names):
        codes = [code.strip() for code in (one["codes"] or "").split(",") if code.strip()]
        for word in (*codes, one["short"], one["title"], one["key"]):
            found[word.casefold()] = one["key"]
    return found


def _units(unit):
    """What the units may be called that one may enter values for at a unit: it, and all below it."""
    found, waiting = {}, [unit]
    while waiting:
        one = waiting.pop()
        found |= {one.name.casefold(): one.key, one.key.casefold(): one.key}
        waiting.extend(one.below)
    return found


def checked(rows, names, unit, council_folder=None):
    """The Checked of rows that were put right, entered at a unit: by the intake itself, in a home that is gone after,
    and by what a grid asks besides: a known measure, a unit that one may write for, one value for each period."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / file_name("checked")
        path.write_text(as_csv(rows), encoding="utf-8")
        home = Home(Path(folder) / "home")
        (result,) = _intake().load([path], home, council_folder)
        faults = [_fault(row) for row in _intake().rejects(home)]
        taken = _taken(home, council_folder)
    if result.file is None:
        faults.append(Fault(0, "", "", result.outcome))
    found = [*_of_names(rows, names, unit), *faults]
    found = list({(one.row, one.column): one for one in reversed(found)}.values())
    found += [*_twice(rows, taken), *_without_a_value(taken), *_odd_shares(rows, taken, names)]
    return Checked(taken, tuple(sorted(found, key=lambda one: (one.row, one.column))))


def _fault(row):
    column = next((one.name for one in _layout().columns if one.header == row["column_name"]), "")
    return Fault(row["line"] - HEADINGS, column, row["value"] or "", row["reason"], row["action"] == "warned")


def _taken(home, council_folder):
    import duckdb

    relation = _intake().relations(home, council_folder)[LAYOUT]
    if not relation.files:
        return {}
    paths = [str(path) for _, path in relation.files]
    with duckdb.connect() as connection:
        found = connection.execute(
            f"select line, {', '.join(COLUMNS)}, marker from read_parquet($paths) order by line", {"paths": paths}
        ).fetchall()
    return {line - HEADINGS: dict(zip((*COLUMNS, "marker"), cells, strict=True)) for line, *cells in found}


def _of_names(rows, names, unit):
    measures, units = {one["key"] for one in measures_of(names)}, set(_units(unit).values())
    for number, row in enumerate(rows, 1):
        if not any(row):
            continue
        if row[0] not in measures:
            yield Fault(number, "measure", row[0], "takes no values by hand: choose a measure from the list")
        if row[1] not in units:
            yield Fault(number, "area", row[1], f"is neither {unit.name} nor a unit below it: choose from the list")


def _twice(rows, taken):
    """Of rows with one measure, unit and period a file takes the last: here it is asked which is meant."""
    said = {number: (row["measure"], row["area"], row["period"]) for number, row in taken.items()}
    again = {key for key, count in Counter(said.values()).items() if count > 1}
    for number, key in said.items():
        if key in again:
            others = [str(one) for one, other in said.items() if other == key and one != number]
            reason = f"the same measure, unit and period as row {', '.join(others)}: keep one of them"
            yield Fault(number, "period", _typed(rows, number, "period"), reason)


def _without_a_value(taken):
    for number, row in taken.items():
        if row["value"] is None and row["marker"] is None:
            reason = "give the value too, or a mark such as [x]: it is not worked out from numerator and denominator"
            yield Fault(number, "value", "", reason)


def _odd_shares(rows, taken, names):
    """Shares that can hardly be meant: outside 0 to 100%, or not what their own numbers come to."""
    for number, row in taken.items():
        value, top, bottom = (row[name] for name in FIGURES)
        measure = names.measures.get(row["measure"])
        if value is None or measure is None or measure["unit_of_value"] != "%":
            continue
        if not 0 <= value <= 100:
            yield Fault(number, "value", _typed(rows, number, "value"), "is no share from 0 to 100%: look again", True)
        elif top is not None and bottom and abs(100 * top / bottom - value) > ROUNDED:
            reason = f"numerator and denominator come to {100 * top / bottom:.1f}%: look again"
            yield Fault(number, "value", _typed(rows, number, "value"), reason, True)


def _typed(rows, number, column):
    return rows[number - 1][COLUMNS.index(column)]


def span(row):
    """The days of a row that was taken."""
    return tuple(date.fromisoformat(day) for day in row["period"].split("/"))


def together(mine, theirs):
    """My rows, and after them those of somebody else that mine do not have: nobody's words are lost."""
    return (*mine, *(row for row in theirs if any(row) and row not in mine))


# ---- taken in


@dataclass(frozen=True)
class Approved:
    """The rows of an entry that count, none where it was withdrawn; `event` is what made it so."""

    rows: tuple
    event: object


def approved(journal):
    """{key of an entry: its Approved} of every entry that has ever been approved."""
    rows, found = {}, {}
    for event in journal.events(kinds=KINDS):
        if event.kind in WRITTEN:
            rows[event.about] = event.body.rows
        elif event.kind == "supplied.approved":
            found[event.about] = Approved(rows[event.about], event)
        elif event.about in found:
            found[event.about] = Approved((), event)
    return found


def take_in(home, council_folder, journal):
    """Bring what is kept in line with what was approved: a file for each entry, out with it where it was withdrawn.
    Gives the LoadResults of files that are new.

    A file that somebody withdrew on the command line after it was approved stays out.
    """
    wanted = approved(journal)
    if not wanted:
        return []
    files = {key: as_csv(one.rows).encode() for key, one in wanted.items() if one.rows}
    from dashboard.intake.keep import kept_files

    known = {kept.sha256 for kept in kept_files(home)}
    with TemporaryDirectory() as folder:
        new = {key: data for key, data in files.items() if _sha256(data) not in known}
        for key, data in new.items():
            (Path(folder) / file_name(key)).write_bytes(data)
        found = _intake().load([folder], home, council_folder) if new else []
    for kept in kept_files(home):
        key = entry_of(kept.name)
        if key in wanted:
            _put_in_force(home, kept, key in files and kept.sha256 == _sha256(files[key]), wanted[key].event.at)
    return found


def _put_in_force(home, kept, counts, since):
    """Of the files of one entry that of its newest rows counts: also where another had taken its place before."""
    moment = since.astimezone().replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")
    for part in kept.parts:
        if not counts and not part.withdrawn:
            _intake().withdraw(home, part.file)
        elif counts and part.withdrawn and part.withdrawn <= moment:
            _intake().put_back(home, part.file)


def _sha256(data):
    return hashlib.sha256(data).hexdigest()
