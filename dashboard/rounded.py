"""Evidence of every kind at a unit on one time line: measures, what people say, what was read, staff, and what was
written."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.asking import ask_dicts

MONTHS = 12
# What is written for a month, and what is dated by the day on which it was written.
FAMILIES = ("note", "comment", "action", "decision")


@dataclass(frozen=True)
class Line:
    """A measure month by month: {month: (value, standing)} of those in which it came anew."""

    measure: str
    values: dict


@cache
def groups():
    """(name, keys of measures) of the kinds of evidence, from rounded.toml."""
    said = tomllib.loads(Path(__file__).with_name("rounded.toml").read_text(encoding="utf-8"))
    return tuple((one["name"], tuple(one["measures"])) for one in said["group"])


def lines(cursor, unit, first, month, measures):
    """{key: Line} of measures at a unit (its key) from one month to another, those with a value in some month."""
    found = {}
    for row in ask_dicts(cursor, "evidence", unit=unit, first=first, month=month, measures=list(measures)):
        if row["value"] is not None and row["of_month"] == row["month"]:
            found.setdefault(row["measure"], {})[row["month"]] = row["value"], row["standing"]
    return {key: Line(key, values) for key, values in found.items()}


def written(things, first, month):
    """[(month, Thing)] of what was written for, or in, the months from one to another, in their order."""
    found = []
    for one in things:
        at = one.period or f"{one.begun.at:%Y-%m}"
        if f"{first:%Y-%m}" <= at <= f"{month:%Y-%m}":
            found.append((at, one.begun.number, one))
    return [(at, one) for at, _, one in sorted(found, key=lambda row: row[:2])]
