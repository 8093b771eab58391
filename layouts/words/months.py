"""Months as the first day of each: how far apart they are, and which follows."""


def months_between(first, last):
    """How many months the first of one month is before that of another."""
    return (last.year - first.year) * 12 + last.month - first.month


def month_after(first, count):
    """The first of the month that is `count` months after another (before it where negative)."""
    number = first.year * 12 + first.month - 1 + count
    return first.replace(year=number // 12, month=number % 12 + 1)
