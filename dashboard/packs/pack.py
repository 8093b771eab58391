"""A pack that was made, as plain values: whatever draws it (HTML, PDF, slides, a workbook) asks nothing else.

All of it goes into JSON and comes back the same, so that what was checked is what is issued.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

NOTHING = "Nobody has entered anything here yet."


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its words, and what they are made of where they are a number.

    `mark` is a standing ("met", "near", "missed", "no target"), "good", "bad" or "soft"; whatever it colours, the words
    say it too. `course` is a line of past values, drawn small; the words beside it say what matters of it. `below` says
    more in small print.
    """

    text: str
    mark: str = ""
    value: float | None = None
    course: tuple[float | None, ...] = ()
    below: str = ""


@dataclass(frozen=True)
class Row:
    """Cells from left to right, the first of which is the heading of the row; `kind` is "", "group" or "total"."""

    cells: tuple[Cell, ...]
    kind: Literal["", "group", "total"] = ""


@dataclass(frozen=True)
class Head:
    """The heading of a column; `kind` is "" of words, "n" of numbers, "wide" of sentences, "short" of what is not
    broken over lines, "course" of small lines."""

    text: str
    kind: Literal["", "n", "wide", "short", "course"] = ""


@dataclass(frozen=True)
class Table:
    """A table with a caption. Each row has as many cells as there are `heads`; that of a group has one."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    note: str = ""
    is_a: Literal["table"] = "table"


@dataclass(frozen=True)
class Chart:
    """A Plotly figure as a plain dictionary, what it shows in a sentence (its alternative text), its figures, and what
    it flags by number, in words."""

    title: str
    says: str
    figure: dict
    table: Table
    notes: tuple[str, ...] = ()
    is_a: Literal["chart"] = "chart"


@dataclass(frozen=True)
class Point:
    """One thing to read: what it is in a few words, then the sentences about it."""

    lead: str
    text: str
    mark: str = ""


@dataclass(frozen=True)
class Points:
    """Several things to read, in the order in which they matter."""

    points: tuple[Point, ...]
    is_a: Literal["points"] = "points"


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str
    is_small: bool = False
    is_a: Literal["words"] = "words"


@dataclass(frozen=True)
class Fact:
    """A large figure and what it is."""

    figure: str
    what: str
    mark: str = ""


@dataclass(frozen=True)
class Facts:
    """A few large figures side by side."""

    facts: tuple[Fact, ...]
    is_a: Literal["facts"] = "facts"


Part = Table | Chart | Points | Words | Facts


@dataclass(frozen=True)
class Section:
    """A section: its `name` in a word or two, its `title`, a sentence that says what was found, and its parts.

    `lead` stands first; then `parts`, and where there is room those `beside` them in a second column; then what is
    `wide`. `basis` says what the figures are of, `measures` are the keys of those that stand in it.
    """

    key: str
    name: str
    title: str
    parts: tuple[Part, ...] = ()
    beside: tuple[Part, ...] = ()
    lead: tuple[Part, ...] = ()
    wide: tuple[Part, ...] = ()
    basis: str = ""
    measures: tuple[str, ...] = ()

    @property
    def every_part(self):
        return (*self.lead, *self.parts, *self.beside, *self.wide)


@dataclass(frozen=True)
class Pack:
    """A pack of a unit for a period. `answer` is what it comes to in a sentence or two.

    `asked` is the question that it answers, `of` the provider whose it is, `reader` as whom it was made. `as_of` is the
    day as of which things are late, `written` the number of the newest event of the journal that it knows. `store` and
    `built_at` say which store it was made from, `about` the same and more in (heading, text) lines.
    """

    key: str
    title: str
    audience: str
    asked: str
    unit: str
    unit_name: str
    month: date
    period: str
    council: str
    answer: str
    sections: tuple[Section, ...]
    of: str = ""
    reader: str = ""
    filters: str = "none"
    basis: str = ""
    as_of: date | None = None
    written: int = 0
    store: str = ""
    built_at: str = ""
    about: tuple[tuple[str, str], ...] = field(default=())

    @property
    def name(self):
        """What its files are called: cabinet-adults-2026-09."""
        of = re.sub(r"[^a-z0-9]+", "-", self.of.casefold()).strip("-")
        return "-".join(filter(None, (self.key, self.unit, of, f"{self.month:%Y-%m}")))

    @property
    def measures(self):
        """The keys of the measures that stand in it, each once."""
        return tuple(dict.fromkeys(key for one in self.sections for key in one.measures))

    @property
    def running_words(self):
        """What stands on every page: whose it is, of when, on what basis, narrowed how, and how old the data are."""
        return (
            f"{self.unit_name}, {self.period}",
            f"{self.basis}. Filters: {self.filters}",
            f"Data built {self.built_at}",
        )


# What a pack was made from and by whom: not its data, for the same data can be made again.
NOT_DATA = ("reader", "store", "built_at", "written", "about")


@cache
def _known():
    """What makes JSON of a Pack and a Pack of JSON. Here, for it takes a tenth of a second that no page needs."""
    from pydantic import TypeAdapter

    return TypeAdapter(Pack)


def kept(pack):
    """A pack as the bytes of JSON that are kept."""
    return _known().dump_json(pack, indent=1)


def read(content):
    """The Pack of kept bytes. Raises ValueError where they are none."""
    return _known().validate_json(content)


def digest(pack):
    """The SHA-256 of the data of a pack: the same whenever the same words and figures are made again."""
    said = json.loads(kept(pack))
    data = {word: found for word, found in said.items() if word not in NOT_DATA}
    for section in data["sections"]:
        del section["measures"]  # says of which its figures are, and is none
    spelt = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelt.encode()).hexdigest()
