"""How the reconciliation ties to the money page: paid there, with capital, less what nothing can be held against."""

from dashboard.scorecard import ask_dicts
from dashboard.workbook import Column, Sheet

SHEET = (Column("what", "What"), Column("amount", "Pounds", "money", summed=True))


def steps(cursor, wanted):
    """[(words, pounds)] that add up to what was paid in the comparisons; nothing where only a part of them is shown."""
    if wanted.service or wanted.provider is not None:
        return []
    found = ask_dicts(cursor, "reconciliation_tie", unit=wanted.unit, first=wanted.first, last=wanted.last)
    revenue, capital = (sum(row[word] for row in found) for word in ("revenue", "capital"))
    alone = [(f"{row['service']}: no packages to hold it against", -row["alone"]) for row in found if row["alone"]]
    return [("paid, as on the money page", revenue), *([("capital, apart there", capital)] if capital else []), *alone]


def sheet(found):
    """The same as a sheet of a workbook, whose total is a live sum."""
    return Sheet("Tie to money", SHEET, [{"what": what, "amount": amount} for what, amount in found])
