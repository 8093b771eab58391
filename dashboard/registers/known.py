"""What the fields of an entry may name: measures, providers and contracts of the store, entries of other registers."""

from dashboard.asking import ask_dicts
from dashboard.assessment import frameworks
from dashboard.registers.register import registers


def known(cursor, names, written):
    """{word: texts, or (value, what it is called)}: "providers", "contracts", "measures", and of each register that has
    a reference its entries."""
    contracts = ask_dicts(cursor, "contracts_known")
    found = {"measures": [(key, one["title"]) for key, one in names.measures.items()]}
    found |= {f"{word}s": sorted({row[word] for row in contracts}) for word in ("provider", "contract")}
    found["boxes"] = list(dict.fromkeys(box.name for one in frameworks().values() for box in one.boxes))
    for register in registers().values():
        if register.reference:
            things = written.at(None, families=[register.key]) if written else ()
            called = {one.fields[register.reference]: register.headline_of(one) for one in things}
            found[register.key] = sorted(called.items())
    return found
