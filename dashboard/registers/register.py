"""A register as its file says it, and the family of the journal that it makes."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from dashboard.errors import DefinitionError
from dashboard.journal import kinds
from dashboard.journal.things import NEW, Family, Move
from dashboard.registers import due, fields, rules
from dashboard.settings import said_in

FOLDERS = (Path(__file__).parent,)
# In a move: of an entry that is not there yet, to the state that it is in, with all fields that are not for later.
NEW_WORD, SAME, MAIN = "new", "same", "main"
SAID = "said"  # the move that every register has: somebody says something to an entry
WORDS = {
    *("name", "plural", "about", "group", "headline", "reference", "columns", "filters", "version", "lifts", "needs"),
    *("fields", "states", "moves", "due", "checks", "open", "sees", "private", "always_two"),
}
MOVE_WORDS = {"words", "after", "to", "fields", "needs", "not_by", "own", "reason", "adds"}


@dataclass(frozen=True)
class Register:
    """A register. `fields` are what the file says of each, `models` the model of each move's body by its kind.

    `headline` is one line with fields in braces; `reference` the field by which people and files name an entry, which
    no two share; `columns` and `filters` are fields that the list shows and is narrowed by; `open` the states in which
    an entry is still at work.
    """

    key: str
    name: str
    plural: str
    about: str
    group: str
    headline: str
    reference: str
    columns: tuple
    filters: tuple
    open: tuple
    fields: dict
    states: dict
    due: tuple
    checks: tuple
    models: dict
    family: Family | None = None

    def kind(self, move):
        return f"{self.key}.{move}"

    @property
    def begins(self):
        """The kinds of event that begin an entry, the first of them the usual one."""
        return tuple(move.kind for move in self.family.moves if NEW in move.after)

    def title_of(self, name):
        return self.fields[name]["title"]

    def headline_of(self, thing):
        """An entry in one line."""
        said = {name: self.words_of(name, thing.fields.get(name)) for name in self.fields}
        return " ".join(self.headline.format_map(said).split()).strip(" :,")

    def words_of(self, name, value):
        """What a field says, as a person reads it; '' where it says nothing."""
        if value is None or value in ("", ()):
            return ""
        said = self.fields[name]
        return fields.in_words(said, value)

    def rest_of(self, thing):
        """(title, text) of what an entry says, in the file's order, without what its headline says."""
        told = set(re.findall(r"{(\w+)}", self.headline))
        found = [(said["title"], self.words_of(name, thing.fields.get(name))) for name, said in self.fields.items()
                 if name not in told]  # fmt: skip
        return [(title, text) for title, text in found if text]

    def due_of(self, thing):
        """The first day by which something is due of an entry; None where nothing is."""
        found = due.first(self, thing)
        return found[0] if found else None

    def due_words(self, thing):
        """What is due then: 'Review'."""
        found = due.first(self, thing)
        return found[1].get("what", "") if found else ""

    def owner_of(self, thing):
        return due.owner(self, thing)

    def is_late(self, thing, today=None):
        day = self.due_of(thing)
        return day is not None and day < (today or date.today())


@cache
def registers():
    """{key: Register} of the files, in the order of their names."""
    paths = sorted(path for folder in FOLDERS for path in folder.glob("*.toml"))
    known = {path.stem for path in paths}
    found = {path.stem: read(path, known) for path in paths}
    for one in found.values():
        for kind, (model, version, lifts) in one.models.items():
            kinds.kind(kind, version=version, lifts=lifts)(model)
    return found


def register_of(thing):
    """The Register of a thing of the journal; None where it is none of a register."""
    return registers().get(thing.family)


def read(path, known):
    """The Register of a file. `known` are the keys of all. Raises DefinitionError with the file and what to write."""
    where, key = path.name, path.stem
    said = said_in(path)
    if wrong := sorted(set(said) - WORDS):
        raise DefinitionError(f"{where}: {wrong[0]} is no word of a register; they are {', '.join(sorted(WORDS))}")
    for word in ("name", "plural", "about", "fields", "states", "moves"):
        if word not in said:
            raise DefinitionError(f"{where}: {word} is missing")
    its_fields = {name: fields.checked(where, name, one, known) for name, one in said["fields"].items()}
    states, moves = said["states"], _moves(where, key, said, its_fields)
    register = Register(
        key=key,
        **{word: said[word] for word in ("name", "plural", "about")},
        group=said.get("group", "Other"),
        headline=said.get("headline", "{" + next(iter(its_fields)) + "}"),
        reference=_field(where, "reference", said.get("reference", ""), its_fields),
        columns=tuple(_field(where, "columns", one, its_fields) for one in said.get("columns", ())),
        filters=tuple(_field(where, "filters", one, its_fields) for one in said.get("filters", ())),
        open=tuple(_state(where, one, states) for one in said.get("open", ())),
        fields=its_fields,
        states=states,
        due=tuple(due.checked(where, one, its_fields, states, said["moves"]) for one in said.get("due", ())),
        checks=tuple(rules.checked(where, one, its_fields, said["moves"]) for one in said.get("checks", ())),
        models=_models(where, key, said, its_fields),
    )
    return replace(register, family=_family(where, key, register, said, moves))


def _family(where, key, register, said, moves):
    """The family of the journal; one that is `always_two` takes two people whatever the council says of two people."""
    return Family(
        key,
        register.name,
        register.states,
        moves,
        about=("unit",),
        check_thing=partial(rules.hold, register),
        always_two=said.get("always_two", False) is True,
        sees=_right(where, said.get("sees", "")),
        private=tuple(_person(where, one, register.fields) for one in said.get("private", ())),
    )


def _right(where, name):
    from dashboard.access.rights import CAPABILITIES  # which reads the families of the journal, and so this

    if name and name not in CAPABILITIES:
        raise DefinitionError(f"{where}: sees = '{name}' is no right; the rights are {', '.join(CAPABILITIES)}")
    return name


def _person(where, name, known):
    if _field(where, "private", name, known) and known[name]["type"] not in ("person", "people"):
        raise DefinitionError(f"{where}: private names the field '{name}', which is of no person")
    return name


def _field(where, word, name, known):
    if name and name not in known:
        raise DefinitionError(f"{where}: {word} names the field '{name}'; the fields are {', '.join(known)}")
    return name


def _state(where, name, states):
    if name not in states:
        raise DefinitionError(f"{where}: there is no state '{name}'; the states are {', '.join(states)}")
    return name


def _moves(where, key, said, its_fields):
    """The Moves of a file: one for each state that a move may come in and stays in."""
    found = []
    for name, one in said["moves"].items():
        if name == SAID:
            raise DefinitionError(f"{where}: every register has the move '{SAID}' already; name this one otherwise")
        if wrong := sorted(set(one) - MOVE_WORDS):
            raise DefinitionError(f"{where}: move {name} says {wrong[0]}; it may say {', '.join(sorted(MOVE_WORDS))}")
        if missing := [word for word in ("words", "to") if word not in one]:
            raise DefinitionError(f"{where}: move {name} says no {missing[0]}")
        for other in one.get("not_by", ()):
            if other not in said["moves"]:
                raise DefinitionError(f"{where}: move {name} is not for whoever made '{other}', which is no move")
        for states, to in _ways(where, name, one, said["states"]):
            more = {word: one[word] for word in ("own", "reason", "adds") if word in one}
            found.append(
                Move(
                    f"{key}.{name}",
                    states,
                    _state(where, to, said["states"]),
                    needs=one.get("needs", said.get("needs", "act")),
                    words=one["words"],
                    not_by=tuple(f"{key}.{other}" for other in one.get("not_by", ())),
                    **more,
                )
            )
    found.append(Move(f"{key}.{SAID}", tuple(said["states"]), next(iter(said["states"])), needs="comment",
                      words="Say something", adds=True))  # fmt: skip
    return tuple(found)


def _ways(where, name, one, states):
    """(states after which a move may come, the state it leads to), as often as a move leads to another one."""
    if isinstance(one["to"], dict):
        return [((_state(where, state, states),), to) for state, to in one["to"].items()]
    if "after" not in one:
        raise DefinitionError(f"{where}: move {name} says no after")
    after = tuple(NEW if state == NEW_WORD else _state(where, state, states) for state in one["after"])
    return [((state,), state) for state in after] if one["to"] == SAME else [(after, one["to"])]


def _models(where, key, said, its_fields):
    """{kind: (model, version, lifts)}; moves with the same fields share a model, so that one form offers them all."""
    main = tuple(name for name, one in its_fields.items() if not one.get("later"))
    made, found = {}, {}
    for name, one in said["moves"].items():
        chosen = one.get("fields", MAIN if NEW_WORD in one.get("after", ()) else ())
        chosen = main if chosen == MAIN else chosen
        names = tuple(_field(where, f"move {name}", each, its_fields) for each in chosen)
        if names not in made:
            made[names] = fields.model(f"{key}_{name}", {each: its_fields[each] for each in names})
        found[f"{key}.{name}"] = (made[names], said.get("version", 1), _lifts(said.get("lifts", {})))
    return found | {f"{key}.{SAID}": (fields.Words, 1, {})}


def _lifts(said):
    """{version: how a body of it is read as one of the next}: fields renamed, dropped, or filled in."""
    return {int(version): partial(_lifted, one) for version, one in said.items()}


def _lifted(said, body):
    renamed, dropped = said.get("renamed", {}), said.get("dropped", ())
    return said.get("filled", {}) | {renamed.get(name, name): body[name] for name in body if name not in dropped}
