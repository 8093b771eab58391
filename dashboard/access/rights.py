"""What the council's rights.toml says: who may do what, where, and from when to when."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from dashboard.access.scope import DOTS, NAMED, NOTHING, Context
from dashboard.errors import DefinitionError
from dashboard.journal.families import rights as emergency
from dashboard.settings import said_in

FILE = "rights.toml"
CAPABILITIES = {
    "see": "the scorecards and money of the unit and all below it",
    "records": "the rows of people, visits and payments behind a number, for a purpose that is said",
    "identify": "people's own keys in those rows, where others see another name",
    "comment": "write notes and commentary",
    "act": "write actions and see to them",
    "propose": "propose targets, rebases and values",
    "approve": "approve what somebody else proposed",
    "partner": "agree to figures and targets for a partner of the council",
    "configure": "settings, control totals and files",
    "audit": "who opened which records",
}
ROLES = {
    "member": ("see", "comment"),
    "team leader": ("see", "records", "identify", "comment", "act", "propose"),
    "manager": ("see", "records", "comment", "act", "propose", "approve"),
    "director": ("see", "comment", "act", "propose", "approve"),
    "performance officer": ("see", "records", "comment", "propose", "configure"),
    "caldicott guardian": ("see", "audit"),
    "partner": ("see", "comment", "partner"),
}
IN_EMERGENCY = "in an emergency"  # the role of whoever opened records so
RIGHT = {"who", "group", "role", "unit", "post", "from", "until"}
PEERS = {"named": NAMED, "dots": DOTS, "nothing": NOTHING}


@dataclass(frozen=True)
class Right:
    """A role at a unit and all below it, for a person or for a group of the council's directory, from one day to
    another.

    `who` and `group` are texts of which one is empty; `role` is a key of Rights.roles; both days are part of the span.
    `post` is what the measures call whoever holds it, where they are its: "Head of commissioning".
    """

    who: str
    group: str
    role: str
    unit: str
    begins: date = date.min
    ends: date = date.max
    post: str = ""

    def holds(self, day):
        return self.begins <= day <= self.ends


@dataclass(frozen=True)
class Rights:
    """All that rights.toml says. `roles` has the capabilities of each role."""

    rights: tuple = ()
    roles: dict = field(default_factory=lambda: dict(ROLES))
    context: Context = field(default_factory=Context)

    def of(self, who, groups, day):
        """The Rights of a person, by their own subject and the groups they belong to, that hold on a day."""
        return [
            right
            for right in self.rights
            if right.holds(day) and (right.who == who if right.who else right.group in groups)
        ]

    def heads(self, rights):
        """The units at which some rights give each capability: {"see": frozenset({"op-harbour"})}."""
        found = defaultdict(set)
        for right in rights:
            for capability in self.roles[right.role]:
                found[capability].add(right.unit)
        return {capability: frozenset(units) for capability, units in found.items()}

    def is_shared(self, rights):
        """Whether some rights give nothing to see but as a partner: only the measures that the council shares."""
        return all("partner" in self.roles[one.role] for one in rights if "see" in self.roles[one.role])


def read(folder):
    """The Rights of a council's folder; nobody has any where it has no such file. Raises DefinitionError."""
    path = Path(folder) / FILE
    if not path.exists():
        return Rights()
    said = said_in(path)
    _known(said, {"right", "roles", "context"}, "")
    roles = {**ROLES, **{name: _role(name, told) for name, told in said.get("roles", {}).items()}}
    rights = tuple(_right(number, told, roles) for number, told in enumerate(said.get("right", []), 1))
    return Rights(rights, roles, _context(said.get("context", {})))


def with_written(known, journal):
    """The Rights with those of the journal: given by one and agreed to by another, or taken in an emergency, for the
    days that they say. A role that the council has no more gives nothing."""
    found = []
    for thing in journal.things("right"):
        said = thing.fields
        if thing.state == "holds" and said["role"] in known.roles:
            found.append(Right(said["who"], "", said["role"], thing.unit, said["begins"], said["ends"]))
        if thing.state == "emergency":
            begun, ends = thing.begun.at.date(), emergency.last_day(thing)
            found.append(Right(thing.begun.by, "", IN_EMERGENCY, thing.unit, begun, ends))
    if not found:
        return known
    roles = {**known.roles, IN_EMERGENCY: emergency.EMERGENCY}
    return replace(known, rights=(*known.rights, *found), roles=roles)


def read_again(folder):
    """The Rights of a folder as they are now: read again when the file has changed."""
    return _as_of(str(folder), *changed(Path(folder) / FILE))


@lru_cache(maxsize=4)
def _as_of(folder, *_changed):
    return read(folder)


def changed(path):
    """What differs when a file has changed."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _known(said, words, where):
    for word in said:
        if word not in words:
            raise DefinitionError(f"{FILE}{where}: unknown word '{word}'; write one of {', '.join(sorted(words))}")


def _role(name, capabilities):
    for one in capabilities:
        if one not in CAPABILITIES:
            known = ", ".join(CAPABILITIES)
            raise DefinitionError(f"{FILE}: the role '{name}' may '{one}', which is unknown; write some of {known}")
    return tuple(capabilities)


def _right(number, said, roles):
    where = f", right {number}"
    _known(said, RIGHT, where)
    who, group = (str(said.get(word, "")).strip() for word in ("who", "group"))
    if bool(who) == bool(group):
        raise DefinitionError(f"{FILE}{where}: say either who has it (who = ...) or which group (group = ...)")
    if said.get("role") not in roles:
        raise DefinitionError(f"{FILE}{where}: the role is '{said.get('role', '')}'; write one of {', '.join(roles)}")
    if not said.get("unit"):
        raise DefinitionError(f"{FILE}{where}: say the unit for which it holds, with all below it (unit = ...)")
    days = [said.get("from", date.min), said.get("until", date.max)]
    if not all(type(day) is date for day in days) or days[0] > days[1]:
        raise DefinitionError(f"{FILE}{where}: write days as 2026-04-01, 'until' not before 'from'")
    return Right(who, group, said["role"], said["unit"], *days, str(said.get("post", "")).strip())


def _context(said):
    _known(said, {"above", "service_peers", "other_peers"}, ", context")
    usual = Context()
    above = said.get("above", usual.above)
    peers = [
        said.get(word, usual_) for word, usual_ in (("service_peers", usual.service), ("other_peers", usual.others))
    ]
    if not isinstance(above, bool) or not all(one in PEERS for one in peers):
        raise DefinitionError(
            f"{FILE}, context: write above = true or false, and service_peers and other_peers as one of"
            f" {', '.join(PEERS)}"
        )
    return Context(above, *peers)
