"""The organisation again, slowly: who is below whom in a month, from the organisation file itself."""

import csv
from calendar import monthrange
from datetime import date


def read_rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def day(text):
    return date.fromisoformat(text[:10]) if text else None


def last_day(month):
    return date(month.year, month.month, monthrange(month.year, month.month)[1])


def earlier(month, count):
    """The month so many months before."""
    number = month.year * 12 + month.month - 1 - count
    return date(number // 12, number % 12 + 1, 1)


def year_months(month):
    """The months of the twelve that end with a month."""
    return [earlier(month, count) for count in range(11, -1, -1)]


def financial_year_months(month):
    """The months from April to a month."""
    return [earlier(month, count) for count in range((month.month - 4) % 12, -1, -1)]


def parents(organisation, month):
    """Each unit that stands at the month's end, with the unit above it."""
    found = {}
    for row in organisation:
        starts, ends = day(row["Starts"]) or date.min, day(row["Ends"]) or date.max
        if starts <= last_day(month) <= ends:
            found[row["Unit"]] = row["Parent"]
    return found


def above(unit, parent_of):
    """A unit and all above it, nearest first. A unit that does not stand in the month counts as the whole council."""
    if unit not in parent_of:
        unit = next(key for key, parent in parent_of.items() if not parent)
    chain = [unit]
    while parent_of.get(chain[-1]):
        chain.append(parent_of[chain[-1]])
    return chain
