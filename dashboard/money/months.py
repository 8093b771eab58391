"""Months of a financial year, which begins in April. A month is the date of its first day."""

from datetime import date


def year_of(month):
    """The calendar year in which the financial year of a month begins."""
    return month.year - (month.month < 4)


def april(month):
    return date(year_of(month), 4, 1)


def months_back(month, count):
    """The first of the month that lies `count` months before."""
    place = month.year * 12 + month.month - 1 - count
    return date(place // 12, place % 12 + 1, 1)


def days_in(month):
    return (months_back(month, -1) - month).days
