"""References that lead nowhere: a warning, found anew after each load, for another file may bring what was missing.

The warnings of a part stand in its folder as references.N.KEY.parquet; KEY says which files were looked in, so a new
one makes the old warnings out of date.
"""

import hashlib
import os
import re
from difflib import get_close_matches

import duckdb

from dashboard import QUERIES
from dashboard.intake.cells import name
from dashboard.intake.keep import kept_files
from dashboard.intake.layout import CODES, MEASURES, layouts
from dashboard.intake.reading import quoted
from dashboard.intake.standing import standings

OFFICIAL = re.compile(r"^-- codes: (.*)$", re.MULTILINE)  # of a measure's header
NEARLY = 0.85  # how alike two words are of which one may be a slip for the other, such as 'teams' and 'team'


def look_up_references(home):
    """Write the warnings of every part in force whose layout has references and that have not been looked up yet."""
    in_force = [one for one in standings(kept_files(home)) if one.in_force]
    told = [one for one in in_force if layouts()[one.part.layout].references]
    due = [looking for looking in (_Looking(one, in_force) for one in told) if not looking.path.exists()]
    if due:
        with duckdb.connect() as connection:  # to open one costs more than to look
            known = _Known(connection)
            for looking in due:
                _look_up(connection, looking, known)


def warnings_path(one):
    """The warnings of a part, or None where its layout has no references or nothing was there to look in."""
    return next(iter(sorted(one.kept.folder.glob(f"references.{one.part.file}.*.parquet"))), None)


class _Looking:
    """A part whose references are to be looked up: the `targets` to look in, and the `path` of what is found."""

    def __init__(self, one, in_force):
        self.one, self.layout = one, layouts()[one.part.layout]
        references = [r for r in self.layout.references if not (r.by_hand and one.part.mapping)]
        self.targets = {r: [other for other in in_force if other.part.layout == r.layout] for r in references}
        measures = sorted(known for r in references if r.to in MEASURES_OF for known in MEASURES_OF[r.to]())
        looked_in = [
            one.part.fingerprint,
            *measures,
            *(t.kept.sha256 + t.part.fingerprint for found in self.targets.values() for t in found),
        ]
        key = hashlib.sha256(" ".join(looked_in).encode()).hexdigest()[:16]
        self.path = one.kept.folder / f"references.{one.part.file}.{key}.parquet"


class _Known:
    """The values that references may lead to, each column of some files read once."""

    def __init__(self, connection):
        self.connection, self.values = connection, {}

    def of(self, reference, found):
        if reference.to in MEASURES_OF:
            return MEASURES_OF[reference.to]()
        paths = ", ".join(quoted(other.kept.rows_path(other.part)) for other in found)
        place = (reference.target, paths)
        if place not in self.values:
            rows = self.connection.execute(
                f"select distinct {name(reference.target)}::varchar from read_parquet([{paths}])"
            ).fetchall()
            self.values[place] = {word for (word,) in rows}
        return self.values[place]


def _look_up(connection, looking, known):
    one, targets = looking.one, looking.targets
    selects = [
        _missing(connection, looking, reference, known.of(reference, found))
        for reference, found in targets.items()
        if found or reference.to in MEASURES_OF
    ]
    for old in one.kept.folder.glob(f"references.{one.part.file}.*.parquet"):
        old.unlink()
    if selects:
        fresh = one.kept.folder / f".fresh.{one.part.file}.references"
        connection.execute(f"copy ({' union all '.join(selects)} order by line) to {quoted(fresh)} (format parquet)")
        os.replace(fresh, looking.path)


def _missing(connection, looking, reference, known):
    """SQL of the warnings of a reference, each with the names nearest to the one that leads nowhere."""
    column, one = name(reference.column), looking.one
    rows = f"read_parquet({quoted(one.kept.rows_path(one.part))})"
    words = connection.execute(f"select distinct {column}::varchar from {rows} where {column} is not null").fetchall()
    if reference.shared_by:
        reasons = _nearly_another(connection, reference, known, looking.targets[reference])
    else:
        found = {word: word.lower() if reference.to == CODES else word for (word,) in words}
        reasons = {word: _reason(reference, meant, known) for word, meant in found.items() if meant not in known}
    if not reasons:
        return "select 0::bigint as line, '' as column_name, '' as value, '' as reason, '' as action where false"
    cases = " ".join(f"when {quoted(word)} then {quoted(reason)}" for word, reason in reasons.items())
    header = looking.layout.column(reference.column).header
    return f"""select line, {quoted(header)} as column_name, {column}::varchar as value,
        case {column}::varchar {cases} end as reason, 'warned' as action
        from {rows} where {column}::varchar in ({", ".join(map(quoted, reasons))})"""


def _measures():
    return {path.stem for path in _files()}


def _codes():
    """The keys of the measures and their official codes, in small letters."""
    found = {path.stem: OFFICIAL.search(path.read_text(encoding="utf-8")) for path in _files()}
    official = {code.strip().lower() for codes in found.values() if codes for code in codes[1].split(",")}
    return official | set(found)


def _files():
    return sorted((QUERIES / "measures").glob("*.sql"))


MEASURES_OF = {MEASURES: _measures, CODES: _codes}


def _reason(reference, word, known):
    where = {MEASURES: "the measures", CODES: "the measures and their codes"}.get(reference.to, reference.layout)
    near = get_close_matches(word, [one for one in known if one], n=1, cutoff=0.5)
    return f"is not found in {where}" + (f": is {near[0]} meant?" if near else "")


def _nearly_another(connection, reference, known, found):
    """{value: reason} of the values that a single one has and that are spelt nearly as another value."""
    paths = ", ".join(quoted(other.kept.rows_path(other.part)) for other in found)
    target, sharer = name(reference.target), name(reference.shared_by)
    rows = connection.execute(
        f"""select {target}::varchar from read_parquet([{paths}]) where {target} is not null
        group by {target} having count(distinct {sharer}) = 1"""
    ).fetchall()
    reasons = {}
    for (word,) in rows:
        others = {other.casefold(): other for other in sorted(known - {word, None})}
        for near in get_close_matches(word.casefold(), others, n=1, cutoff=NEARLY):
            reasons[word] = f"only one {reference.shared_by} has it: is {others[near]} meant?"
    return reasons


def warned(connection, one):
    """How many rows of a part went in with a warning, its references counted too, and the warnings counted."""
    path, part = warnings_path(one), one.part
    if path is None:
        return part.rows_warned, part.warnings
    counts = connection.execute(
        """select column_name || ' ' || split_part(reason, ':', 1) as words, count(*) from read_parquet($path)
        group by words order by words""",
        {"path": str(path)},
    ).fetchall()
    if not counts:
        return part.rows_warned, part.warnings
    more = connection.execute(
        """select count(distinct line) from read_parquet($path) where line not in
        (select line from read_parquet($rejects) where action = 'warned')""",
        {"path": str(path), "rejects": str(one.kept.rejects_path(part))},
    ).fetchone()[0]
    return part.rows_warned + more, part.warnings | dict(counts)
