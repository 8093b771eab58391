"""An organisation for a council that has loaded none, proposed from what its other files say, as files to edit.

What is proposed stands in the council folder, organisation.csv and cost_centres.csv, and is loaded from there like any
other file. The home remembers what was proposed, so that what an officer edited is never written over.
"""

import csv
import hashlib
import io
import json
import re
import unicodedata
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dashboard import build, council, intake, published
from dashboard.errors import Refused, Unknown
from dashboard.intake.keep import forget
from dashboard.intake.layout import layouts

LAYOUTS = ("organisation", "cost_centres")


@dataclass(frozen=True)
class Proposed:
    """A file of the council folder: how many rows, and what it is: 'proposed', 'edited' or 'not used'."""

    layout: str
    path: Path
    rows: int
    standing: str


def slug(name):
    """A name as a key: small letters, digits and hyphens."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "").replace("&", " and ")).strip("-") or "council"


def propose(home, council_folder):
    """Write and load an organisation and a list of cost centres where nobody has. Gives a Proposed for each.

    Nothing is proposed of a kind that was loaded from elsewhere, nor of cost centres where there is no ledger. Raises
    Refused where nothing of an edited file can be read; what was loaded of it before stays in force.
    """
    tailoring = council.read(council_folder)
    rows = rows_of(home, council_folder, tailoring)
    found = [_settle(home, Path(council_folder), layout, rows[layout]) for layout in LAYOUTS]
    return [one for one in found if one]


def rows_of(home, council_folder, tailoring):
    """What the files say, by layout: rows of its columns as dicts."""
    with closing(duckdb.connect()) as connection:
        build.add_schemas(connection)
        build.add_loaded(connection, home, council_folder)
        connection.execute("create schema proposal")
        connection.execute(
            "create table about.proposed_root as select $unit as unit, $name as name, cast($area as varchar) as area",
            {"unit": slug(tailoring.name), "name": tailoring.name, "area": _area(tailoring.among)},
        )
        build.run_folder(connection, "proposal")
        return {layout: _dicts(connection.execute(f"select * from proposal.{layout}")) for layout in LAYOUTS}


def _area(among):
    """The ONS code of the council among the published ones; None where it does not say which."""
    try:
        name = published.find(among)
    except Unknown:
        return None
    return next(area for area, names in published.councils().items() if name in names)


def _dicts(found):
    names = [name for name, *_ in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _settle(home, folder, layout, rows):
    path, memory = folder / f"{layout}.csv", Memory(home, layout)
    found = path.read_bytes() if path.exists() else None
    edited = found is not None and _sha256(found) != memory.proposed
    ours = {memory.loaded, found is not None and _sha256(found)}
    if _loaded_from_elsewhere(home, layout, ours):
        memory.forget()
        if found is not None and not edited:
            path.unlink()
        return Proposed(layout, path, 0, "not used") if edited else None
    if not edited and not rows:
        return None
    if not edited:
        found = _csv(layout, rows).encode()
        path.write_bytes(found)
        memory.proposed = _sha256(found)
    # The version before goes, or the same bytes come back later would count as loaded then and not be in force.
    if memory.loaded != _sha256(found):
        if edited:
            _try(path, layout, home, folder)
        memory.forget()
    (result,) = intake.load([path], home, folder)
    memory.loaded = _sha256(found)
    memory.keep()
    return Proposed(layout, path, result.rows_stored, "edited" if edited else "proposed")


def _try(path, layout, home, folder):
    """Refuse an edited file of which no row would go in as what it should be."""
    with intake.rehearsal(home) as trial:
        results = intake.load([path], trial, folder)
    if not any(one.layout == layout and one.rows_stored for one in results):
        why = "; ".join(one.outcome for one in results)
        raise Refused(
            f"{path}: nothing of it could be read ({why}), so nothing was changed: mend it, or delete it to have one"
            " proposed"
        )


def _loaded_from_elsewhere(home, layout, ours):
    """Whether a file of this kind is in force that did not come from the council folder."""
    return any(row["in_force"] and row["layout"] == layout and row["sha256"] not in ours for row in intake.loads(home))


def _sha256(data):
    return hashlib.sha256(data).hexdigest()


class Memory:
    """What a home remembers of a proposal: the bytes last proposed and the bytes last loaded, each by its SHA-256."""

    def __init__(self, home, layout):
        self.home, self.layout, self.path = home, layout, home.path / "proposed.json"
        said = self._said().get(layout, {})
        self.proposed, self.loaded = said.get("proposed"), said.get("loaded")

    def forget(self):
        """Take back what was loaded."""
        if self.loaded:
            forget(self.home, self.loaded)
        self.loaded = None
        self.keep()

    def keep(self):
        said = self._said() | {self.layout: {"proposed": self.proposed, "loaded": self.loaded}}
        self.path.write_text(json.dumps(said, indent=1), encoding="utf-8")

    def _said(self):
        return json.loads(self.path.read_text(encoding="utf-8")) if self.path.exists() else {}


def _csv(layout, rows):
    columns = layouts()[layout].columns
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.header for column in columns])
    writer.writerows([row.get(column.name) for column in columns] for row in rows)
    return out.getvalue()
