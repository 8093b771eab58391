"""Which packs there are: a file each, supplied with the program, those of the council's own folder over them, and
beside them those that were written on the pages (dashboard/registers/own_report.toml)."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from dashboard.errors import DefinitionError
from dashboard.settings import said_in

SUPPLIED = Path(__file__).parent / "supplied"
FOLDER = "packs"  # of the council's tailoring
WRITTEN, LAST = "own_report", 1000  # the family of those that were written, and where they stand in the list
IN_FORCE = ("in_force", "agreed")
MONTHS = {"month": 1, "quarter": 3, "year": 12}  # of each frequency
EVERY = {"month": "every month", "quarter": "every quarter", "year": "every year"}
FORMATS = ("html", "pdf", "pptx", "xlsx")


@dataclass(frozen=True)
class Definition:
    """A pack as its file or its entry says it; `key` is the file's name, `entry` the key of the entry where it has one.

    `levels` are those of the units that have one (empty: every unit), `within` the keys of the only units that do,
    `every` is a word of MONTHS, `days` after the end of its period it is due, `sections` names its sections in order.
    `recipients` are the roles of rights to whom it goes, `measures` those that it is narrowed to. `by` is "provider"
    where each has one of its own; `is_for_outside` where it leaves the council, so that no small count may stand in it.
    """

    key: str
    title: str
    audience: str
    asked: str
    levels: tuple
    every: str
    days: int
    sections: tuple
    formats: tuple = FORMATS
    recipients: tuple = ()
    measures: tuple = ()
    by: str = ""
    is_for_outside: bool = False
    place: int = 100
    within: frozenset | None = None
    entry: str = ""

    @property
    def months(self):
        return MONTHS[self.every]

    def is_of(self, unit):
        """Whether a Unit of a store has such a pack."""
        return (not self.levels or unit.level in self.levels) and (self.within is None or unit.key in self.within)

    def month_of(self, month):
        """The last month of the newest period that has ended by a month: of a quarterly pack, March, June, ..."""
        back = month.month % 3 if self.every == "quarter" else (month.month - 3) % 12 if self.every == "year" else 0
        number = month.year * 12 + month.month - 1 - back
        return date(number // 12, number % 12 + 1, 1)


def read(council_folder=None, things=(), units=None):
    """{key: Definition} in the order in which they are listed. Raises DefinitionError.

    `things` are those of the family WRITTEN, and `units` the Units of a store by their keys."""
    own = Path(council_folder) / FOLDER if council_folder else None
    paths = {path.stem: path for path in sorted(SUPPLIED.glob("*.toml"))}
    paths |= {path.stem: path for path in sorted(own.glob("*.toml"))} if own and own.is_dir() else {}
    found = _read(tuple((key, path, path.stat().st_mtime_ns) for key, path in paths.items()))
    own = [_written(one, units[one.unit]) for one in things if one.state in IN_FORCE and one.unit in units]
    found = {**found, **{one.key: one for one in own}}
    return dict(sorted(found.items(), key=lambda pair: (pair[1].place, pair[0])))


def _written(thing, unit):
    """The Definition of an entry at a Unit: of what goes out `told` names the sections."""
    said, is_outside = thing.fields, thing.state == "agreed"
    sections = said["told"] if is_outside else said["sections"]
    words = {word: said[word] for word in ("title", "audience", "asked", "levels", "every", "days", "formats")}
    return Definition(
        f"own-{thing.begun.number}",
        **words,
        sections=sections,
        measures=said.get("measures", ()) if is_outside else (),
        by="provider" if "provider" in sections else "",
        is_for_outside=is_outside,
        place=LAST + thing.begun.number,
        within=frozenset(one.key for one in unit.branch),
        entry=thing.key,
    )


@lru_cache(4)
def _read(paths):
    return {key: _definition(key, path) for key, path, _ in paths}


def _definition(key, path):
    name = f"{FOLDER}/{path.name}"
    said = said_in(path, name)
    for word, kind in WORDS.items():
        if word in said and not isinstance(said[word], kind):
            raise DefinitionError(f"{name}: {word} is {said[word]!r}; {SAID[kind]}")
    if unknown := sorted(set(said) - set(WORDS)):
        raise DefinitionError(f"{name}: unknown word '{unknown[0]}'; write one of {', '.join(sorted(WORDS))}")
    if missing := [word for word in NEEDED if not said.get(word)]:
        raise DefinitionError(f"{name}: {missing[0]} is missing")
    if said["every"] not in MONTHS:
        raise DefinitionError(f"{name}: every is '{said['every']}'; write one of {', '.join(MONTHS)}")
    if strange := [one for one in said.get("formats", ()) if one not in FORMATS]:
        raise DefinitionError(f"{name}: there is no format '{strange[0]}'; write some of {', '.join(FORMATS)}")
    lists = {word: tuple(text) for word, text in said.items() if isinstance(text, list)}
    return Definition(key, **{"levels": (), **said, **lists})


NEEDED = ("title", "audience", "asked", "every", "days", "sections")
WORDS = {
    **dict.fromkeys(("title", "audience", "asked", "every", "by"), str),
    **dict.fromkeys(("levels", "sections", "formats", "recipients", "measures"), list),
    **{"days": int, "place": int, "is_for_outside": bool},
}
SAID = {str: "write a text", list: "write a list of texts", int: "write a whole number", bool: "write true or false"}
