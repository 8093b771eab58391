"""The definitions of measures over time: each as it was, since when, and what it would give on the data of now.

A home keeps each definition that was ever built (definitions.json). Where the rule of a measure was another, a build
works out the values of now by the rule of then too, for the whole council, so that what a change did to the number is
told by the same data, and not by what came in between.
"""

import json
import os
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb

from dashboard import QUERIES
from dashboard.home import sync

FILE = "definitions.json"
RULE = ("sql", "kind", "period", "counts", "denominator", "base", "per")  # what the value follows from
TEXT = ("title", "question", "why", "caveat", "codes", "source")
MOST = 4  # earlier rules of a measure that are worked out again
MONTHS = 13


@dataclass(frozen=True)
class Version:
    """A definition of a measure (its key): `number` from 1, `since` the first build with it; `said` {word: text}."""

    measure: str
    number: int
    since: str
    said: dict

    @property
    def rule(self):
        return tuple(self.said[word] for word in RULE)

    def differs_in(self, other):
        """The words in which it differs from another."""
        return [word for word in (*RULE, *TEXT) if self.said[word] != other.said[word]]


class Versions:
    """The definitions that a home has had. `of` adds those of now; nothing is kept before `keep`."""

    def __init__(self, path):
        self.path, self.found = Path(path) / FILE, {}
        if self.path.exists():
            for measure, kept in json.loads(self.path.read_text(encoding="utf-8")).items():
                self.found[measure] = [Version(measure, n, one["since"], one["said"]) for n, one in enumerate(kept, 1)]

    def of(self, measures, at):
        """{measure: its Versions, the newest last} of some measures, as they are at a moment."""
        for key, measure in measures.items():
            versions, said = self.found.setdefault(key, []), said_of(measure)
            if not versions or versions[-1].said != said:
                versions.append(Version(key, len(versions) + 1, f"{at:%Y-%m-%d %H:%M}", said))
        return {key: self.found[key] for key in measures}

    def keep(self):
        """Write them down, whole or not at all."""
        said = {
            measure: [{"since": one.since, "said": one.said} for one in versions]
            for measure, versions in sorted(self.found.items())
        }
        fresh = self.path.with_name(f"{FILE}.fresh")
        fresh.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
        sync(fresh)
        os.replace(fresh, self.path)


def said_of(measure):
    """What a measure's definition says: its rule with the council's settings filled in, and its words."""
    return {word: str(getattr(measure, word)) for word in (*RULE, *TEXT)}


def as_it_was(measure, version):
    """A Measure as a Version has it, under a key of its own."""
    said = {word: version.said[word] for word in RULE if word not in ("sql", "per")}
    key = f"{measure.key} {version.number}"
    return replace(
        measure, key=key, **said, per=Decimal(version.said["per"]), template=version.said["sql"], parameters=()
    )


def earlier(versions):
    """The Versions whose rule is another than that of now, the newest of each rule and first."""
    now, found = versions[-1].rule, {}
    for one in reversed(versions[:-1]):
        if one.rule != now:
            found.setdefault(one.rule, one)
    return list(found.values())[:MOST]


def add_definitions(connection, versions):
    """about.definitions: each version of each measure, with the words in which it differs from the one before."""
    connection.execute(
        "create table about.definitions (measure varchar, version integer, since timestamp, differs_in varchar[],"
        " is_another_rule boolean, said varchar)"
    )
    rows = []
    for several in versions.values():
        for before, one in zip([None, *several], several, strict=False):
            words = one.differs_in(before) if before else []
            since = datetime.fromisoformat(one.since)
            rows.append([one.measure, one.number, since, words, bool(set(words) & set(RULE)), json.dumps(one.said)])
    if rows:  # in one statement: row by row each is written to disk by itself
        marks = ", ".join(["(?, ?, ?, ?, ?, ?)"] * len(rows))
        connection.execute(f"insert into about.definitions values {marks}", [cell for row in rows for cell in row])


def add_other_rules(connection, measures, versions, add_measure):
    """about.other_rules: what the council's number is made of by each earlier rule, from the data of now; a reason
    where that cannot be had. `add_measure(connection, measure)` puts the cells of a measure into cube.cells."""
    connection.execute(
        "create table about.other_rules (measure varchar, version integer, month date, kind varchar, per double,"
        " numerator double, denominator double, reason varchar)"
    )
    for key, several in versions.items():
        for version in earlier(several):
            measure = as_it_was(measures[key], version)
            why = _counted(connection, measure, add_measure)
            connection.execute(
                "insert into about.other_rules"
                " select $key, $version, c.month, $kind, $per, c.numerator, c.denominator, null from cube.cells as c"
                " where c.measure = $old and c.basis = $basis and c.slice = ''"
                " and c.unit = (select unit from model.root)",
                {
                    **{"key": key, "version": version.number, "old": measure.key, "basis": measure.period},
                    **{"kind": measure.kind, "per": float(measure.per)},
                },
            )
            if why:
                row = [key, version.number, why]
                connection.execute("insert into about.other_rules values (?, ?, null, null, null, null, null, ?)", row)
            connection.execute("delete from cube.cells where measure = ?", [measure.key])


def _counted(connection, measure, add_measure):
    """Why a measure cannot be counted; '' where it has been."""
    if measure.kind == "supplied":
        return "it was a figure as it was published"
    try:
        add_measure(connection, measure)
    except duckdb.Error:
        return "its rule asks for what the data no longer have"
    return ""


def add_values(connection):
    """about.definition_values: the council's value by each earlier rule beside that of now, for the newest months."""
    sql = (QUERIES / "known" / "definition_values.sql").read_text(encoding="utf-8")
    connection.execute(f"create table about.definition_values as {sql}", {"months": MONTHS})
    connection.execute("drop table about.other_rules")
