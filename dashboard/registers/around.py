"""What stands around an entry of a register: the actions that answer it, by stage, and the entries that name it."""

from dashboard.journal.families.actions import STAGES
from dashboard.registers.register import register_of, registers


def by_entry(written):
    """{key of an entry: the actions that answer it}, in the order of their stages."""
    found = {}
    for one in written.at(None, families=["action"]):
        if one.fields.get("of"):
            found.setdefault(one.fields["of"], []).append(one)
    return {key: sorted(some, key=lambda one: (STAGES.index(one.fields["stage"]), one.begun.number))
            for key, some in found.items()}  # fmt: skip


def naming(written, thing):
    """[(register, title of the field, Thing)] of the entries of other registers that name one by its reference."""
    of = register_of(thing)
    if not of.reference:
        return []
    mine, found = thing.fields[of.reference], []
    for register in registers().values():
        places = [name for name, said in register.fields.items() if said.get("of") == of.key]
        for one in written.at(None, families=[register.key]) if places else ():
            for name in places:
                value = one.fields.get(name) or ()
                if mine == value or (not isinstance(value, str) and mine in value):
                    found.append((register, register.title_of(name), one))
    return sorted(found, key=lambda row: (row[0].key, row[0].headline_of(row[2])))
