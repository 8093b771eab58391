"""What pages and files share of a register: which of its entries an address asks for, and their rows."""

from dashboard import registers
from dashboard import scorecard as cards
from dashboard.registers.entries import DUE, Wanted, entries
from layouts import written as writings
from layouts.address import NotHere, wanted_unit
from layouts.parts import blocks


def wanted_register(text):
    """The Register of a key. Raises NotHere."""
    found = registers.registers().get(text)
    if found is None:
        raise NotHere("There is no register of this name.", [("All registers", "/registers")])
    return found


def below(unit, month):
    """The keys of a unit and of all below it."""
    return [one.key for one in unit.branch_in(month)]


def asked_for(register, asked):
    """The Wanted of the words of an address. Raises NotHere where it names what is not there."""
    state, due = asked.get("state") or "", asked.get("due") or ""
    values = dict(text.partition(":")[::2] for text in asked.get("where") or () if text)
    if (state and state not in register.states) or (due and due not in DUE) or set(values) - set(register.filters):
        raise NotHere(f"{register.plural} cannot be narrowed so.", [(register.plural, f"/register/{register.key}")])
    return Wanted(state, due, asked.get("q") or "", values)


def listed(snapshot, reader, asked, register):
    """(names, unit, Things) of what an address asks for, of a unit and all below it."""
    names = cards.names(snapshot)
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    units = below(unit, names.months[-1])
    return names, unit, entries(register, writings.here(), units, asked_for(register, asked), writings.today())


def due_words(register, thing):
    """When something is due of an entry, and whether that day is past; '' where nothing is."""
    day = register.due_of(thing)
    if day is None:
        return ""
    what = register.due_words(thing)
    said = f"{day:%-d %B %Y}" + (f" ({what})" if what else "")
    if not register.is_late(thing, writings.today()):
        return said
    return blocks.tag("Span", [blocks.unsaid("▼ "), f"{said}, late"], className="miss s")
