"""A register as a table: what a file of it holds, and what a file that is sent comes to."""

KEPT = ("entry", "unit", "state")  # what a file says of an entry before its fields
TOLD = ("due", "begun by", "begun on", "last changed by", "last changed on")  # after them: told, and not read again


def headings(register):
    return [*KEPT, *(said["title"].lower() for said in register.fields.values()), *TOLD]


def row(register, names, thing):
    """An entry as values of a spreadsheet."""
    unit = names.units.get(thing.unit)
    return [
        thing.key,
        unit.name if unit else thing.unit,
        register.states[thing.state],
        *(_value(register, name, thing.fields.get(name)) for name in register.fields),
        register.due_of(thing),
        thing.begun.called,
        thing.begun.at.date(),
        thing.last.called,
        thing.last.at.date(),
    ]


def _value(register, name, value):
    """A value as a cell: what a file says again as it was; of several, with semicolons between."""
    if isinstance(value, tuple | list):
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value
