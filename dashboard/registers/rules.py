"""The checks of a register: what no entry may say, each a line of its file."""

from itertools import pairwise

from dashboard.errors import DefinitionError, Refused

CHECKS = {
    "order": {"order", "says"},
    "fill": {"when", "fill", "says"},
    "at_most": {"at_most", "says"},
    "apart": {"apart", "deciders", "says"},
}


def checked(where, said, fields, moves):
    """A check as a file says it. Raises DefinitionError where it is none."""
    kind = next((one for one in CHECKS if one in said), None)
    if kind is None or set(said) - CHECKS[kind]:
        raise DefinitionError(f"{where}: a check has one of {', '.join(CHECKS)}; this one says {', '.join(said)}")
    named = [*said[kind], *said.get("when", {})]
    if wrong := [one for one in named if one not in fields]:
        raise DefinitionError(f"{where}: a check names the field '{wrong[0]}', which is not there")
    if wrong := [one for one in said.get("deciders", ()) if one not in moves]:
        raise DefinitionError(f"{where}: a check names the move '{wrong[0]}', which is not there")
    return said


def hold(register, draft, fields, thing):
    """Raises Refused where an entry, as it would be after a draft, breaks a check of its register."""
    for said in register.checks:
        if "order" in said:
            _order(register, said, fields)
        elif "fill" in said:
            _fill(register, said, fields)
        elif "at_most" in said:
            _at_most(register, said, fields)
        else:
            _apart(register, said, draft, fields, thing)


def _order(register, said, fields):
    there = [(name, fields[name]) for name in said["order"] if fields.get(name) is not None]
    for (first, before), (second, after) in pairwise(there):
        if after < before:
            titles = [register.title_of(name).lower() for name in (first, second)]
            raise Refused(said.get("says") or f"{titles[1]} ({after}) is before {titles[0]} ({before}): put one right")


def _fill(register, said, fields):
    asked = all(fields.get(name) in _listed(value) for name, value in said["when"].items())
    empty = [name for name in said["fill"] if fields.get(name) in (None, "", ())]
    if asked and empty:
        raise Refused(said.get("says") or f"{register.title_of(empty[0]).lower()}: fill this in")


def _at_most(register, said, fields):
    less, more = said["at_most"]
    if fields.get(less) is not None and fields.get(more) is not None and fields[less] > fields[more]:
        titles = [register.title_of(name).lower() for name in (less, more)]
        raise Refused(said.get("says") or f"{titles[0]} ({fields[less]:g}) is more than {titles[1]} ({fields[more]:g})")


def _listed(value):
    return value if isinstance(value, list) else [value]


def _apart(register, said, draft, fields, thing):
    """Each person once among the fields; and nobody in the last of them, nor its writer, who made a decision."""
    seen = {}
    for name in said["apart"]:
        for person in _people(fields.get(name)):
            if person.casefold() in seen:
                other = seen[person.casefold()]
                raise Refused(said.get("says") or f"{person} is named twice ({register.title_of(other).lower()},"
                              f" {register.title_of(name).lower()}): name somebody else")  # fmt: skip
            seen[person.casefold()] = name
    wrote = thing.wrote if thing else {}
    deciders = {by.casefold() for move in said.get("deciders", ()) for _, by in wrote.get(register.kind(move), ())}
    last = said["apart"][-1]
    # Whoever writes down what they found is one of them.
    is_theirs = last in register.models[draft.kind][0].model_fields
    for person in [*_people(fields.get(last)), *([draft.by] if is_theirs else [])]:
        if person.casefold() in deciders:
            raise Refused(f"{person} had a part in the decision: name somebody else")


def _people(value):
    return [one for one in (value if isinstance(value, tuple | list) else [value]) if one]
