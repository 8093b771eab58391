"""Where the figures of a kind of file go: the measures made of it, and what was written and decided by them."""

from dataclasses import dataclass
from datetime import timedelta

from dashboard.asking import ask_dicts
from dashboard.registers import registers

YEAR = timedelta(days=365)
WRITTEN = ("comment", "decision", "action")


@dataclass(frozen=True)
class Use:
    """What a measure that is made of a kind of file is used for: on how many scorecards, with how many targets of now,
    whether it is among the first of a perspective; `written` is {family: how often in the last year} of WRITTEN, and
    `entries` {key of a register: how many of its entries name the measure}."""

    measure: str
    title: str
    cards: int
    targets: int
    is_headline: bool
    written: dict
    entries: dict

    @property
    def is_used(self):
        return any(self.written.values()) or any(self.entries.values())


def uses(cursor, written, today):
    """{kind of file: its Uses}, in the order of the measures' titles."""
    things = _by_measure(written, today)
    named = _named(written)
    found = {}
    for row in ask_dicts(cursor, "kind_uses"):
        kind, measure = row.pop("kind"), row["measure"]
        use = Use(**row, written=things.get(measure, {}), entries=named.get(measure, {}))
        found.setdefault(kind, []).append(use)
    return found


def _by_measure(written, today):
    """{measure: {family: how many were begun in the last year}}."""
    found = {}
    for thing in written.at(None, families=WRITTEN):
        if thing.measure and thing.begun.at.date() > today - YEAR:
            counts = found.setdefault(thing.measure, {})
            counts[thing.family] = counts.get(thing.family, 0) + 1
    return found


def _named(written):
    """{measure: {register: how many of its entries name it}}."""
    found = {}
    for register in registers().values():
        fields = [name for name, said in register.fields.items() if said["type"] in ("measure", "measures")]
        for thing in written.at(None, families=[register.key]) if fields else ():
            named = {one for name in fields for one in _listed(thing.fields.get(name))}
            for measure in named:
                counts = found.setdefault(measure, {})
                counts[register.key] = counts.get(register.key, 0) + 1
    return found


def _listed(said):
    return said if isinstance(said, tuple | list) else [said] if said else []
