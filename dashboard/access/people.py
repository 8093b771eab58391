"""The people of the demo council. They are invented, and nobody shows that they are who they say."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from dashboard import scorecard
from dashboard.access.rights import ROLES, Right, changed
from dashboard.errors import DefinitionError
from dashboard.settings import said_in
from dashboard.store import kept_with_its_store

FILE = "people.toml"
LEADER = "leader:"
LEADERS = {"council": "director", "directorate": "director", "service": "manager"}  # the others lead a team


@dataclass(frozen=True)
class Person:
    """Somebody of the demo council: by what key, name and post, and in which role at which unit ('' for the whole)."""

    key: str
    name: str
    post: str
    role: str
    unit: str = ""


def of(council, store):
    """The people of a council folder and of a store, in the order of the tree; those of the whole council last."""
    names, path = scorecard.names(store.snapshot()), Path(council) / FILE
    told = {person.key: replace(person, unit=person.unit or names.root.key) for person in _told(path, *changed(path))}
    led = [told.pop(person.key, person) for person in _leaders(names)]
    return (*led, *told.values())


@kept_with_its_store()
def _leaders(names):
    """The leader of each unit that is there in the last month."""
    return tuple(
        Person(LEADER + unit.key, unit.leader, unit.leader, LEADERS.get(unit.level, "team leader"), unit.key)
        for unit in names.tree(names.months[-1])
        if unit.leader
    )


@lru_cache(maxsize=2)
def _told(path, *_changed):
    """The people of people.toml. Raises DefinitionError."""
    if not path.exists():
        return ()
    try:
        found = tuple(Person(**person) for person in said_in(path).get("person", []))
    except TypeError as error:
        raise DefinitionError(f"{FILE}: {error}") from None
    for person in found:
        if person.role not in ROLES:
            raise DefinitionError(f"{FILE}: {person.key} has the role '{person.role}'; write one of {', '.join(ROLES)}")
    return found


def rights(people, council):
    """The council's Rights with those of its people beside what its rights.toml says."""
    own = tuple(Right(person.key, "", person.role, person.unit, post=person.post) for person in people)
    return replace(council, rights=(*council.rights, *own))
