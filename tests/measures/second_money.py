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
    price: Decimal | None = None


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
        Units(
            first_of(row["Month"]),
            row["Unit"],
            row["Service"],
            row["User Group"],
            Decimal(row["Agreed Units"]),
            Decimal(row["Agreed Price"]) if row.get("Agreed Price") else None,
        )
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


APART = 2  # a price from a budget holds where it is less than so many times off the whole council's


def original_budgets(budget, centres, year):
    """[(unit, service, user group, pounds)] of a financial year, each line where its cost centre belonged last."""
    found = {}
    for row in sorted(budget, key=lambda row: first_of(row["Period"])):
        month = first_of(row["Period"])
        if financial_year(month) == year:
            place = place_of(row["Cost Centre"], month, centres)
            found[row["Cost Centre"], row["Subjective"]] = (*place, Decimal(row["Original Budget"]))
    return list(found.values())


def price_below(unit, service, group, budgets, agreed, tree):
    """(pounds a unit, whether the plan says so) over a unit and all below it; group None is the whole service."""
    promised = [
        row
        for row in agreed
        if row.service == service and group in (None, row.user_group) and unit in above(row.unit, tree)
    ]
    units = sum(row.units for row in promised)
    if units and all(row.price is not None for row in promised):
        return sum(row.units * row.price for row in promised) / units, True
    pounds = sum(
        amount
        for at, kind, whom, amount in budgets
        if kind == service and group in (None, whom) and unit in above(at, tree)
    )
    return (pounds / units, False) if units and pounds else (None, False)


def agreed_price(unit, service, group, budgets, agreed, tree):
    """The price of the unit itself, else of the nearest above that has one; of the group, else of the whole service."""
    chain = list(above(unit, tree))
    for whom in (group, None):
        whole, _ = price_below(chain[-1], service, whom, budgets, agreed, tree)
        for higher in chain:
            price, said = price_below(higher, service, whom, budgets, agreed, tree)
            if price and (said or not whole or 1 / Decimal(APART) <= price / whole <= APART):
                return price
    return None


def activity_against_plan(agreed, activity, budget, centres, organisation, month):
    """{unit: [delivered at agreed prices, agreed at agreed prices]} of the financial year to date."""
    found = defaultdict(lambda: [Decimal(0), Decimal(0)])
    year, tree_last = financial_year(month), parents(organisation, month)
    of_year = [row for row in agreed if financial_year(row.month) == year]
    budgets, prices = original_budgets(budget, centres, year), {}
    for each in financial_year_months(month):
        tree = parents(organisation, each)
        promised = {(row.service, row.user_group) for row in agreed if row.month == each}
        delivered = {row.service for row in activity if row.month == each}
        for side, rows in ((0, activity), (1, agreed)):
            for row in rows:
                kind = row.service, row.user_group
                if row.month == each and kind in promised and row.service in delivered:
                    key = (row.unit, *kind)
                    if key not in prices:
                        prices[key] = agreed_price(*key, budgets, of_year, tree_last)
                    for higher in above(row.unit, tree) if prices[key] else ():
                        found[higher][side] += row.units * prices[key]
    return found
