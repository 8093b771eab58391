"""A pack as a workbook: a sheet with what each section found, then one for each table, charts as their figures."""

import re

from dashboard.packs.pack import Chart, Facts, Points, Table, Words
from dashboard.workbook import table, workbook

LONGEST = 31  # letters that Excel takes for the name of a sheet
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def as_workbook(pack):
    """The bytes of the workbook of a Pack."""
    found = [table("In short", ("section", "what it found"), [(one.name, one.title) for one in pack.sections])]
    names = {"in short", "about"}
    for section in pack.sections:
        words = [line for part in section.every_part for line in _lines(part)]
        if words:
            found.append(table(_name(section.name, names), ("what", "in words"), words))
        for part in section.every_part:
            shown = part.table if isinstance(part, Chart) else part
            if isinstance(shown, Table):
                rows = [_row(shown, one) for one in shown.rows]
                found.append(table(_name(shown.caption, names), [one.text for one in shown.heads], rows))
    return workbook(_about(pack), found)


def _about(pack):
    return [
        ("What", f"{pack.title}: {pack.asked}"),
        ("For", pack.audience),
        ("Unit", pack.unit_name),
        ("Period", pack.period),
        ("Basis", pack.basis),
        ("Filters", pack.filters),
        ("Council", pack.council),
        ("Data built", pack.built_at),
        ("Store", pack.store),
    ]


def _lines(part):
    """What of a part is told in words, as (what, words)."""
    if isinstance(part, Words):
        return [("", part.text)]
    if isinstance(part, Points):
        return [(one.lead, one.text) for one in part.points]
    if isinstance(part, Chart):
        return [(part.title, note) for note in part.notes]
    return [(one.what, one.figure) for one in part.facts] if isinstance(part, Facts) else []


def _row(shown, row):
    """The values of a row: numbers as numbers, all else as it reads."""
    cells = [one.text if one.value is None else one.value for one in row.cells]
    return cells + [""] * (len(shown.heads) - len(cells))


def _name(text, taken):
    """A name that Excel takes and no other sheet has."""
    plain = NOT_IN_A_NAME.split(text.partition(",")[0])[0].strip()[:LONGEST] or "sheet"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: LONGEST - 3]} {number}"
    taken.add(name.casefold())
    return name
