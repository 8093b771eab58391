"""Money measures a second time, line by line, from the files of the ledger, the budget and the agreements themselves.

What was delivered (hours of visits, weeks of packages) is taken from model.activity: it has second versions of its own.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.measures.second_tree import above, day, financial_year_months, last_day, parents


@dataclass(frozen=True)
class Money:
    """A sum on a cost centre in a month."""

    month: date
    cost_centre: str
    amount: Decimal


@dataclass(frozen=True)
class Units:
    """Units of a service, agreed or delivered, for a unit and user group in a month."""

    month: date
    unit: str
    service: str
    user_group: str
    units: Decimal


def first_of(text):
    return day(text + "-01" if len(text) == 7 else text).replace(day=1)


def financial_year(month):
    return month.year if month.month >= 4 else month.year - 1


def revenue_of(rows):
    """The ledger's running costs; its capital is left out."""
    return [
        Money(first_of(row["Paid Date"]), row["Cost Centre"], Decimal(row["Total"]))
        for row in rows
        if row["Cap/Rev"].lower() == "revenue"
    ]


def agreed_of(rows):
    return [
        Units(first_of(row["Month"]), row["Unit"], row["Service"], row["User Group"], Decimal(row["Agreed Units"]))
        for row in rows
    ]


def place_of(cost_centre, month, centres):
    """Unit, service and user group of a cost centre in a month; nothing where no row of the list covers it."""
    for row in centres:
        if row["Cost Centre"] != cost_centre:
            continue
        if (day(row["Starts"]) or date.min) <= last_day(month) and (day(row["Ends"]) or date.max) >= month:
            return row["Unit"], row["Service"], row["User Group"]
    return None, "not mapped", None


def unit_cost_home_care(ledger, centres, activity, organisation, month):
    """{unit: [pounds, hours]} of the financial year to date."""
    found = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for each in financial_year_months(month):
        tree = parents(organisation, each)
        for line in ledger:
            if line.month != each:
                continue
            unit, service, _ = place_of(line.cost_centre, each, centres)
            if service == "home care":
                for higher in above(unit, tree):
                    found[higher][0] += line.amount
        for row in activity:
            if row.month == each and row.service == "home care":
                for higher in above(row.unit, tree):
                    found[higher][1] += row.units
    # Hours of a unit with no home care money in the whole year count only where that money is.
    funded = units_with_money(ledger, centres, organisation, "home care", financial_year(month))
    return {unit: parts for unit, parts in found.items() if unit in funded}


def units_with_money(ledger, centres, organisation, service, year):
    found = set()
    for line in ledger:
        if financial_year(line.month) == year:
            unit, of_service, _ = place_of(line.cost_centre, line.month, centres)
            if of_service == service:
                found.update(above(unit, parents(organisation, line.month)))
    return found


def budget_variance(budget, centres, organisation, month):
    """{unit: [forecast less revised budget, revised budget]} as they stood in the month."""
    found = defaultdict(lambda: [Decimal(0), Decimal(0)])
    tree = parents(organisation, month)
    for row in budget:
        if first_of(row["Period"]) == month:
            unit, _, _ = place_of(row["Cost Centre"], month, centres)
            for higher in above(unit, tree):
                found[higher][0] += Decimal(row["Forecast Outturn"]) - Decimal(row["Revised Budget"])
                found[higher][1] += Decimal(row["Revised Budget"])
    return found


def budgeted_prices(budget, centres, agreed, year):
    """{(service, user group): pounds a unit} from the original budget of a year and the units agreed for it."""
    original, units = {}, defaultdict(Decimal)
    for row in budget:
        month = first_of(row["Period"])
        if financial_year(month) == year:
            _, service, group = place_of(row["Cost Centre"], month, centres)
            original[row["Cost Centre"], row["Subjective"]] = (service, group, Decimal(row["Original Budget"]))
    for row in agreed:
        if financial_year(row.month) == year:
            units[row.service, row.user_group] += row.units
    budgets = defaultdict(Decimal)
    for service, group, amount in original.values():
        budgets[service, group] += amount
    return {key: budgets[key] / units[key] for key in units if units[key] and budgets[key]}


def activity_against_plan(agreed, activity, budget, centres, organisation, month):
    """{unit: [delivered at budgeted prices, agreed at budgeted prices]} of the financial year to date."""
    found = defaultdict(lambda: [Decimal(0), Decimal(0)])
    prices = budgeted_prices(budget, centres, agreed, financial_year(month))
    for each in financial_year_months(month):
        tree = parents(organisation, each)
        promised = {(row.service, row.user_group) for row in agreed if row.month == each}
        delivered = {row.service for row in activity if row.month == each}
        for side, rows in ((0, activity), (1, agreed)):
            for row in rows:
                key = row.service, row.user_group
                if row.month == each and key in prices and key in promised and row.service in delivered:
                    for higher in above(row.unit, tree):
                        found[higher][side] += row.units * prices[key]
    return found
