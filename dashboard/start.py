"""A council's first day in one step: its folder, its files, an organisation, a store, and what is there and missing."""

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from dashboard import council, intake, proposal, published
from dashboard.build import build
from dashboard.coverage import named, would_bring
from dashboard.errors import Unknown
from dashboard.intake.layout import layouts
from dashboard.scorecard import ask, ask_dicts
from dashboard.store import Store

FOLDER = Path("councils")
ASTRAY_SHOWN = 10


@dataclass(frozen=True)
class Started:
    """What became of a start: the files taken in, what was proposed, and sentences for the officer."""

    results: list
    proposed: list
    sentences: list
    has_months: bool


def folder_of(name):
    """Where a council's settings and files stand unless somebody says otherwise."""
    return FOLDER / proposal.slug(name)


def start(name, paths, home, council_folder, *, neighbours=(), period=None, progress=None):
    """Make a council's folder and store, or take more files into them. Gives a Started.

    Raises Unknown where the name is no published council's and there is no file either: there would be nothing to show.
    """
    if not name.strip():
        raise Unknown('say the council\'s name, such as "Lincolnshire County Council"')
    for path in paths:
        if not path.exists():
            raise Unknown(f"{path}: no such file or folder")
    has_files = bool(paths) or home.link.exists()
    sentences = settle(name, council_folder, neighbours, has_files)
    results = (
        intake.load(paths, home, council_folder, period=period, insisted=False, progress=progress) if paths else []
    )
    proposed = proposal.propose(home, council_folder)
    build(home, council_folder, progress)
    with Store(home).snapshot().cursor() as cursor:
        return Started(results, proposed, sentences, bool(ask(cursor, "months")))


def settle(name, council_folder, neighbours, has_files):
    """Make the council's folder, and say in it which published council it is. Gives what the officer must know."""
    among, sentences = None, []
    is_new = not (Path(council_folder) / "council.toml").exists()
    if is_new:
        among, sentences = _among(name, has_files)
    found = [_neighbour(one) for one in neighbours]
    if is_new:
        council.write_new(council_folder, name)
    if among:
        council.set_word(council_folder, "among", among)
    if found:
        council.set_word(council_folder, "neighbours", found)
    return sentences


def _neighbour(name):
    """The published council that a neighbour is. Raises Unknown where it is none, or none any more."""
    found = published.find(name)
    if over := published.ended(found):
        raise Unknown(over)
    return found


def _among(name, has_files):
    """(the published council that calls itself so, what the officer must know). Raises Unknown without any to show."""
    try:
        found = published.find(name)
        over = published.ended(found)
        if over and not has_files:
            raise Unknown(over)
        return found, [f"{over}. Until then the figures of before it ended stand here."] if over else []
    except Unknown as error:
        if not has_files:
            raise
        hint = 'Until council.toml says among = "...", no published figures stand beside its own.'
        return None, [str(error), hint]


def report(started, home, council_folder):
    """Lines for the officer: what was taken in, what is there, what is missing, and where everything stands."""
    with Store(home).snapshot().cursor() as cursor:
        values, brings = ask_dicts(cursor, "newest_values"), would_bring(cursor)
        months = [month for (month,) in ask(cursor, "months")]
        files = {row["file"]: row for row in ask_dicts(cursor, "files")}
    tailoring = council.read(council_folder)
    lines = [*started.sentences, *_taken_in(started.results, files), *_proposals(started.proposed, home)]
    lines += ["", f"{tailoring.name} has values for {count_of(len(values), 'measure')}"]
    if months:
        lines[-1] += f", {min(months):%B %Y} to {max(months):%B %Y}"
    names = {perspective.key: perspective.name for perspective in tailoring.perspectives}
    for key, rows in groupby(values, lambda row: row["perspective"]):
        lines += [f"  {names[key]}", *(_value_line(row) for row in rows)]
    lines += _missing(brings)
    return [*lines, "", *_places(tailoring, home)]


def _taken_in(results, files):
    """A line for each file that was not taken in, and for each kind that was. `files` are those of the store."""
    lines, kinds = [], {}
    for one in results:
        if one.layout is None:
            lines.append(f"{one.name} was not taken in: {one.outcome}")
        else:
            kinds.setdefault(one.layout, []).append(one)
    for layout, found in kinds.items():
        used = [one for one in found if files[one.file]["in_force"]]
        rows, rejected = sum(one.rows_stored for one in used), sum(one.rows_rejected for one in found)
        refused = f", {rejected:,} turned away ('rejects' says why)" if rejected else ""
        kind = _short(layouts()[layout].title)
        lines.append(f"{kind}: {count_of(len(found), 'file')}, {count_of(rows, 'row')}{refused}")
        lines += _not_in_force([one for one in found if one not in used], files)
    return lines


def _not_in_force(found, files):
    """A line for each file that was taken in and does not count, the first of them where there are many."""
    lines = []
    for one in found[:ASTRAY_SHOWN]:
        newer = files.get(files[one.file]["superseded_by"])
        why = f"{newer['name']} takes its place" if newer else "it is kept and not used ('loads' says why)"
        lines.append(f"  {one.name} ({count_of(one.rows_stored, 'row')}) does not count: {why}")
    more = len(found) - ASTRAY_SHOWN
    return [*lines, f"  and {more:,} more do not count ('loads' says why)"] if more > 0 else lines


def _proposals(proposed, home):
    words = {
        "proposed": "was proposed from what the files say: change what is wrong and start again",
        "edited": "is as you changed it",
        "not used": "is not used: another file of the kind was loaded",
    }
    lines = []
    for one in proposed:
        lines.append(f"{one.path}: {count_of(one.rows, 'row')}; it {words[one.standing]}")
        if one.standing != "not used":
            lines += _astray(one.path, home)
    return lines


def _astray(path, home):
    """A line for each cell of a file that was turned away or warned of, the first of them where there are many."""
    found = intake.rejects(home, path.name)
    lines = [
        f"  {path.name}, line {row['line']}, {row['column_name']} {row['value']!r}: {row['reason']}"
        for row in found[:ASTRAY_SHOWN]
    ]
    more = len(found) - ASTRAY_SHOWN
    return [*lines, f"  and {more:,} more ('rejects' says which)"] if more > 0 else lines


def _value_line(row):
    unit = row["unit_of_value"]
    number = f"{row['value']:,.{row['decimals']}f}"
    shown = f"£{number}" if unit.startswith("£") else f"{number}{unit}" if unit == "%" else f"{number} {unit}"
    more = unit.removeprefix("£").strip() if unit.startswith("£") else ""
    return f"    {row['title']}: {' '.join(filter(None, [shown.strip(), more]))} (to {row['period_end']:%B %Y})"


def _missing(brings):
    """A line for each kind of file that brings measures by itself, and one for what several would bring together."""
    if not brings:
        return []
    alone = [one for one in brings if len(one.names) == 1]
    together = sum(len(one.keys) for one in brings if len(one.names) > 1)
    lines = ["", "What would bring more:"]
    for one in alone:
        verb = "write" if one.kinds == ("facts",) else "load"
        lines.append(f"  {verb} {named(one)}: {count_of(len(one.keys), 'measure')}")
    if together:
        lines.append(f"  several kinds of file together: {count_of(together, 'measure')}")
    return [*lines, "'python -m dashboard template staff_months' writes a workbook to fill in."]


def _places(tailoring, home):
    lines = [f"Settings: {tailoring.folder}   Files and store: {home.path}"]
    if tailoring.among:
        lines.append(f"Published figures are those of {tailoring.among}.")
    if tailoring.among and not tailoring.neighbours:
        lines.append(
            'No list of nearest neighbours is official: name yours in council.toml, neighbours = ["Name", "Name"],'
            ' or with --neighbours "Name, Name".'
        )
    return lines


def _short(title):
    """The title of a kind of file without what explains it: 'Staff months'."""
    return re.split(r" \(|: ", title)[0]


def count_of(number, noun):
    """'1 file', '12 files'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
