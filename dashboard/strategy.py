"""The strategy map: objectives and the arrows between them, those of objectives.toml and those of the journal."""

from dataclasses import dataclass

from pydantic import ValidationError

from dashboard.asking import ask, ask_dicts
from dashboard.errors import DefinitionError
from dashboard.journal.families.links import Link

SERVES = "The council’s list of objectives says that it serves it."
CHANGED = tuple(name for name in Link.model_fields if name != "topic")
CLAIM = ("from_measure", "to_measure", "sign", "lag", "around")  # what is tested of an arrow


@dataclass(frozen=True)
class Drawn:
    """An arrow that is on the map: its Link, the key that it goes by, which stays when one of the file is written anew,
    and the journal's thing that says it, '' where the file does."""

    key: str
    link: Link
    thing: str = ""


def links_of(said, objectives):
    """The arrows of objectives.toml: each [[link]], and for what an objective serves one that supports it.

    Raises DefinitionError naming the arrow, what is wrong with it and the choices.
    """
    keys = [one.key for one in objectives]
    found = {}
    for number, one in enumerate(said, 1):
        where = f"objectives.toml: link {number}"
        try:
            link = Link.model_validate(one)
        except ValidationError as error:
            raise DefinitionError(f"{where}: {_sentence(error)}") from None
        for end in (link.from_objective, link.to_objective):
            if end not in keys:
                raise DefinitionError(f"{where}: no objective '{end}'; write one of {', '.join(keys)}")
        key = f"{link.from_objective}~{link.to_objective}"
        several = sum(one == key or one.startswith(f"{key}~") for one in found)
        found[f"{key}~{several + 1}" if several else key] = link
    drawn = {(link.from_objective, link.to_objective) for link in found.values()}
    for one in objectives:
        if one.serves in keys and (one.key, one.serves) not in drawn and one.key != one.serves:
            link = Link(from_objective=one.key, to_objective=one.serves, sort="supports", reason=SERVES)
            found[f"{one.key}~{one.serves}"] = link
    return found


def _sentence(error):
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    told = first["msg"].removeprefix("Value error, ")
    return f"{place}: {told}" if place else told


def on_the_map(of_file, things):
    """The Drawn of the map as it is now. `things` are all (key, state, fields) of links of the journal: an arrow that
    was written in the place of one of the file hides it, and one that was taken off is gone."""
    replaced = {fields.get("topic") for _, _, fields in things} - {None, ""}
    found = [Drawn(key, link) for key, link in of_file.items() if key not in replaced]
    for key, state, fields in things:
        if state == "drawn":
            found.append(Drawn(fields.get("topic") or key, Link.model_validate(_known(fields)), key))
    return found


def _known(fields):
    return {name: value for name, value in fields.items() if name in Link.model_fields and value is not None}


def claim(link):
    """What is tested of an arrow, or None where it names no measures."""
    return tuple(getattr(link, name) for name in CLAIM) if link.from_measure else None


@dataclass(frozen=True)
class Tested:
    """An arrow on the map with what the council's figures say of it: a row of cube.arrows, None until a build has
    looked, and for an arrow without measures."""

    key: str
    link: Link
    thing: str
    found: dict | None

    @property
    def verdict(self):
        """AGREE, AGAINST, NOT_SHOWN, 'too short', 'not testable' or 'not tested yet'."""
        if not self.link.from_measure:
            return "not testable"
        return self.found["verdict"] if self.found else "not tested yet"


def of_file(cursor):
    """{key: Link} of the arrows of objectives.toml, as the store was built with them."""
    return {key: Link.model_validate_json(said) for key, said in ask(cursor, "map_links")}


def tested(cursor, things):
    """The Tested arrows of the map as it is now, the file's first. `things` are the journal's links."""
    rows = {tuple(row[name] for name in CLAIM): row for row in ask_dicts(cursor, "map_arrows")}
    drawn = on_the_map(of_file(cursor), [(one.key, one.state, one.fields) for one in things])
    return [Tested(one.key, one.link, one.thing, rows.get(claim(one.link))) for one in drawn]


def standings(cursor, unit, month):
    """{objective: {standing: how many measures}} at a unit in a month."""
    found = {}
    for objective, standing, count in ask(cursor, "map_standings", unit=unit, month=month):
        found.setdefault(objective, {})[standing] = count
    return found


def changes(before, after):
    """What differs between two maps, {key: Link} each: [(key, 'added' | 'removed' | 'changed', names of fields)]."""
    found = [(key, "removed", ()) for key in before if key not in after]
    for key, link in after.items():
        if key not in before:
            found.append((key, "added", ()))
        elif names := tuple(name for name in CHANGED if getattr(link, name) != getattr(before[key], name)):
            found.append((key, "changed", names))
    return found
