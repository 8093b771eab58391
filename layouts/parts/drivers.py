"""What a difference is asked of, on the page of what drives it and in its files, and where its parts lead."""

from dataclasses import dataclass, replace

from dashboard import drivers as engine
from dashboard.drivers import PEERS, UNITS
from layouts.address import link, measure_path, wanted_against, wanted_measure, wanted_month, wanted_parts, wanted_unit

NEARLY_ALL = 0.8  # of a difference, that lies in one part


@dataclass(frozen=True)
class Wanted:
    """The difference of a measure at a unit between a month and another (or its PEERS), split `by` units or a slice."""

    measure: dict
    unit: object
    month: object
    by: str
    against: object

    def link(self, path="/drivers", **other):
        """An address with all that is wanted, but for what is `other`."""
        place = {"measure": self.measure["key"], "unit": self.unit.key, "month": self.month}
        return link(path, **{**place, "slice": self.by, "against": self.against, **other})

    def records(self, key, month):
        """The records of a part in a month."""
        place = {"measure": self.measure["key"], "month": month}
        if self.by == UNITS:
            return link("/records", unit=key, **place)
        return link("/records", unit=self.unit.key, slice=self.by, value=key, **place)

    def further(self, names, key):
        """What drives a unit that is a part, one level down; '' for a part that is none."""
        if self.by != UNITS or key not in names.units:
            return ""
        return link("/drivers", measure=self.measure["key"], unit=key, month=self.month, against=self.against)

    def leads(self, names, key):
        """Where a part's contribution is made: one level down for a unit, in its records for another part."""
        return self.further(names, key) if self.by == UNITS else self.records(key, self.month)

    def at_unit(self, key):
        """The measure at a unit that is a part; '' for a part that is none."""
        return link(measure_path(self.measure["key"]), unit=key, month=self.month) if self.by == UNITS else ""


def read(names, reader, asked):
    """The Wanted of an address, each word of it known to the store."""
    measure = wanted_measure(names, asked.get("measure", ""))
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    against = wanted_against(names, unit, month, asked.get("against"))
    by = wanted_parts(measure, unit, asked.get("slice"))
    if against == PEERS and by == UNITS:
        by = next(iter(measure["slices"] or []), "")
    return Wanted(measure, unit, month, by, against)


def fetch(cursor, names, wanted):
    """The engine's Drivers of what is wanted."""
    peers = [other.key for other in names.peers(wanted.unit)] if wanted.against == PEERS else ()
    return engine.drivers(
        cursor, wanted.measure, wanted.unit.key, wanted.month, wanted.by, wanted.against, peers, names.fewest
    )


def descend(cursor, names, wanted, found):
    """(wanted, found) of each level down to the one that explains: where nearly all of a difference lies in one unit
    that has units below, its own difference is the next."""
    levels = [(wanted, found)]
    while (below := _holding(names, *levels[-1])) is not None:
        inner = replace(wanted, unit=below)
        levels.append((inner, fetch(cursor, names, inner)))
        if levels[-1][1].split is None:
            return levels[:-1]
    return levels


def _holding(names, wanted, found):
    """The unit below that holds nearly all of a difference and can be taken apart itself; None where none does."""
    if wanted.by != UNITS or found.split is None or not found.split.difference:
        return None
    for part in found.split.parts:
        unit = names.units.get(part.key)
        if unit and unit.below and NEARLY_ALL <= part.total / found.split.difference <= 1 / NEARLY_ALL:
            return unit
    return None


def in_order(split):
    """The parts of a Split, the largest contribution first."""
    return sorted(split.parts, key=lambda part: (-abs(part.total), str(part.key)))
