"""checklist.toml of a council: what a case file is read for, version by version."""

from dataclasses import dataclass
from datetime import date

from dashboard.errors import DefinitionError
from dashboard.settings import said_in

FILE = "checklist.toml"
VERSION = {"name": str, "begins": date, "changed": str, "element": list}
ELEMENT = {"text": str, "part": str, "guidance": str, "priority": bool, "critical": bool}
NEEDED = ("name", "begins", "element"), ("text", "part")


@dataclass(frozen=True)
class Element:
    """An element as the audits word it. One that is `priority` is asked for nationally; where one that is `critical` is
    not met the file does not meet the standard, whatever else it has."""

    text: str
    part: str
    guidance: str = ""
    priority: bool = False
    critical: bool = False


@dataclass(frozen=True)
class Version:
    """A version of the checklist, by the name that audits give, with the first day on which files were read by it."""

    name: str
    begins: date
    elements: tuple
    changed: str = ""


def read(folder):
    """The Versions of a council's folder, the oldest first; none where it has no such file. Raises DefinitionError."""
    path = folder / FILE
    if not path.exists():
        return ()
    said = said_in(path)
    _check("", said, {"version": list}, ())
    found = [_version(number, one) for number, one in enumerate(said.get("version", ()), 1)]
    _once("", [one.name for one in found])
    return tuple(sorted(found, key=lambda one: one.begins))


def _version(number, said):
    where = f"version {number}: "
    _check(where, said, VERSION, NEEDED[0])
    elements = []
    for place, one in enumerate(said["element"], 1):
        _check(f"{where}element {place}: ", one, ELEMENT, NEEDED[1])
        elements.append(Element(**one))
    _once(where, [one.text.casefold() for one in elements])
    return Version(said["name"], said["begins"], tuple(elements), said.get("changed", ""))


def _check(where, said, known, needed):
    if not isinstance(said, dict):
        raise DefinitionError(f"{FILE}: {where}write a table of {', '.join(known)}")
    for word, value in said.items():
        if word not in known:
            raise DefinitionError(f"{FILE}: {where}unknown word '{word}'; write one of {', '.join(known)}")
        if type(value) is not known[word]:
            asked = {str: "a text in quotes", bool: "true or false", date: "a day, such as 2026-04-01", list: "a list"}
            raise DefinitionError(f"{FILE}: {where}{word} is {value!r}; write {asked[known[word]]}")
    for word in needed:
        if not said.get(word):
            raise DefinitionError(f"{FILE}: {where}'{word}' is missing")


def _once(where, names):
    for name in names:
        if names.count(name) > 1:
            raise DefinitionError(f"{FILE}: {where}'{name}' is there twice")
