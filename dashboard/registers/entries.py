"""The entries of a register as a list: at some units, narrowed, in their order."""

from dataclasses import dataclass

LATE, COMING, UNDATED = "late", "coming", "undated"
DUE = {LATE: "past their day", COMING: "with a day to come", UNDATED: "without a day"}


@dataclass(frozen=True)
class Wanted:
    """Which entries: in a state, by what is due, with a text in them, with a value in a field ({field: value})."""

    state: str = ""
    due: str = ""
    text: str = ""
    values: dict = None


def entries(register, written, units, wanted=Wanted(), today=None):
    """The Things of a register at units that are wanted, in the order of their headlines."""
    things = written.at(units, families=[register.key])
    found = [one for one in things if _is_wanted(register, one, wanted, today)]
    return sorted(found, key=lambda one: (register.headline_of(one).casefold(), one.begun.number))


def due(registers, written, units):
    """The Things of registers of which something is due, by its day."""
    found = [
        (day, one.begun.number, one)
        for one in written.at(units, families=registers)
        if (day := registers[one.family].due_of(one))
    ]
    return [one for _, _, one in sorted(found, key=lambda row: row[:2])]


def values_of(register, things, name):
    """{value: words} of a field among entries, in the order of the register's choices, or of the words."""
    found = {}
    for thing in things:
        value = thing.fields.get(name)
        for one in value if isinstance(value, tuple | list) else [value]:
            if one not in (None, ""):
                found[str(one)] = register.words_of(name, (one,) if isinstance(value, tuple | list) else one)
    order = list(register.fields[name].get("choices", ()))
    return dict(sorted(found.items(), key=lambda pair: (order.index(pair[0]) if pair[0] in order else 99, pair[1])))


def _is_wanted(register, thing, wanted, today):
    if wanted.state and thing.state != wanted.state:
        return False
    if wanted.due and wanted.due != _when(register, thing, today):
        return False
    if wanted.text:
        said = " ".join([register.headline_of(thing), *(text for _, text in register.rest_of(thing))])
        if wanted.text.casefold() not in said.casefold():
            return False
    return all(_says(thing.fields.get(name), value) for name, value in (wanted.values or {}).items())


def _when(register, thing, today):
    day = register.due_of(thing)
    return UNDATED if day is None else LATE if register.is_late(thing, today) else COMING


def _says(said, value):
    return value in said if isinstance(said, tuple | list) else str(said) == value
