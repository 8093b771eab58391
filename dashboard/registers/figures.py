"""The figures of an entry's measures as they were when it was written, which no later build changes."""

import math
from dataclasses import dataclass
from datetime import date

from dashboard.asking import ask_dicts
from dashboard.errors import Refused
from dashboard.registers.fields import FIGURES

WORDS = ("measure", "value", "numerator", "denominator")


@dataclass(frozen=True)
class Figure:
    """A measure (its key) with its value, None where there was none, and what it is made of, where it is a share."""

    measure: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


def field_of(register, model):
    """The field of figures of a model of a register; None where it has none."""
    names = [name for name, said in register.fields.items() if said["type"] == FIGURES]
    return next((name for name in names if name in model.model_fields), None)


def now(cursor, register, unit, fields):
    """The Figures of the measures that an entry's fields name, at a unit (its key) in the month that they say."""
    month = next((fields.get(name) for name, said in register.fields.items() if said["type"] == "month"), None)
    named = [fields.get(name) for name, said in register.fields.items() if said["type"] in ("measure", "measures")]
    keys = [key for one in named for key in ([one] if isinstance(one, str) else one or ())]
    if not month or not keys:
        raise Refused("it says no month and no measure whose figure could be kept")
    return [at(cursor, key, unit, date.fromisoformat(f"{month}-01")) for key in keys]


def at(cursor, measure, unit, month):
    """The Figure of a measure (its key) at a unit in a month."""
    (row,) = ask_dicts(cursor, "measure", measure=measure, unit=unit, month=month)
    return Figure(measure, *(None if row[word] is None else float(row[word]) for word in WORDS[1:]))


def written(figures):
    """Figures as the journal keeps them: a text each, every number to its last digit."""
    return [
        "|".join([one.measure, *("" if number is None else repr(number) for number in _numbers(one))])
        for one in figures
    ]


def read(texts):
    """The Figures of such texts."""
    found = []
    for text in texts or ():
        measure, *numbers = text.split("|")
        found.append(Figure(measure, *(float(one) if one else None for one in numbers)))
    return found


def _numbers(one):
    return [number if number is None or math.isfinite(number) else None for number in
            (one.value, one.numerator, one.denominator)]  # fmt: skip
