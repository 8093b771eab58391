"""Evidence of every kind at a unit on one time line: measures, what people say, what was read, staff, and what was
written."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.asking import ask_dicts
from dashboard.settings import said_in
from dashboard.store import kept_with_its_store

MONTHS = 12
ENTRIES = ("standard", "voice", "judgement", "recommendation")  # registers whose entries bear on measures
# What is written for a month, and what is dated by the day on which it was written.
FAMILIES = ("note", "comment", "action", "decision")


@dataclass(frozen=True)
class Line:
    """A measure month by month: {month: (value, standing)} of those in which it came anew."""

    measure: str
    values: dict


@dataclass(frozen=True)
class Kind:
    """A kind of evidence of a rounded report: `measures` of the card (keys), its headlines too, `registers` (keys)."""

    name: str
    measures: tuple = ()
    registers: tuple = ()
    headlines: bool = False


@dataclass(frozen=True)
class Beside:
    """What stands beside a number, or a unit, in a month: `feedback` by kind (records, upheld) of twelve months,
    `values` of measures as rows, and `entries`, the Things that bear on it by their register."""

    feedback: dict
    values: list
    entries: dict


@cache
def _said():
    return said_in(Path(__file__).with_name("rounded.toml"))


@cache
def groups():
    """(name, keys of measures) of what is laid beside a measure, from rounded.toml."""
    return tuple((one["name"], tuple(one["measures"])) for one in _said()["group"])


@cache
def kinds():
    """The Kinds of evidence of a rounded report."""
    return tuple(
        Kind(one["name"], tuple(one.get("measures", ())), tuple(one.get("registers", ())), one.get("headlines", False))
        for one in _said()["kind"]
    )


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


@kept_with_its_store(most=16, narrowed=True)
def _counted_beside(snapshot, unit, month):
    """(feedback, values) of Beside at a unit (its key) in a month: the same beside every measure."""
    wanted = _said()["beside"]["measures"]
    with snapshot.cursor() as cursor:
        rows = ask_dicts(cursor, "feedback", unit=unit, month=month)
        values = ask_dicts(cursor, "month_measures", unit=unit, month=month, measures=wanted)
    feedback = {row["kind"]: (row["records"], row["upheld"]) for row in rows if row["subject"] == ""}
    return feedback, sorted(values, key=lambda row: wanted.index(row["measure"]))


def beside(snapshot, written, measure, unit, units, month):
    """The Beside of a measure (its key; None: of the unit alone) at a unit (its key) in a month.

    `units` are the unit, those above and those below it: what is written of a measure holds up and down the tree.
    """
    feedback, values = _counted_beside(snapshot, unit, month)
    entries = {}
    for one in written.at(units, families=ENTRIES):
        if measure is None or measure in (one.fields.get("measures") or ()):
            entries.setdefault(one.family, []).append(one)
    return Beside(feedback, [row for row in values if row["measure"] != measure], entries)
