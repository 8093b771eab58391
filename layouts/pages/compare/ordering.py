"""In which order units stand on the map: as they belong together, or the worst first."""

from layouts.address import NotHere
from layouts.tables.marks import FLAGGED


def wanted_sort(names, text):
    """By what the units are to be sorted: a measure or what is out of line, with a minus for the best first; '' for
    neither. A measure that this map has not is no mistake: the reader came from one that has it."""
    if text and text.removeprefix("-") not in (FLAGGED, *names.measures):
        raise NotHere(
            f"Units can’t be sorted by “{text}” here.",
            [("The most out of line first", {"sort": FLAGGED}), ("As they belong together", {"sort": ""})],
        )
    return text


def in_order(units, marks, keys, sort):
    """The units by what is out of line or by a measure, the worst first (or, with a minus, the best); None where a map
    is not sorted so. Units without a value there come last; those alike stay as they were."""
    key = sort.removeprefix("-")
    if key not in (FLAGGED, *keys):
        return None

    def worse(unit):
        if key == FLAGGED:
            return sum(mark.flagged for mark in marks[unit.key].values())
        mark = marks[unit.key].get(key)
        return mark.worse if mark else None

    found = {unit.key: worse(unit) for unit in units}
    way = 1 if sort.startswith("-") else -1
    return sorted(units, key=lambda one: (found[one.key] is None, way * (found[one.key] or 0)))
