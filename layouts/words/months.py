"""Months as the first day of each: how far apart they are, and which follows."""

from layouts import words

DAYS_A_MONTH, YEARS_FROM = 30.44, 24


def months_between(first, last):
    """How many months the first of one month is before that of another."""
    return (last.year - first.year) * 12 + last.month - first.month


def month_after(first, count):
    """The first of the month that is `count` months after another (before it where negative)."""
    number = first.year * 12 + first.month - 1 + count
    return first.replace(year=number // 12, month=number % 12 + 1)


def age_words(last, today):
    """How long ago the newest month of data ended: 'two months old'; '' where it is not over.

    To the nearest month; from two years on in whole years.
    """
    days = (today - month_after(last, 1)).days
    old = round(days / DAYS_A_MONTH)
    if days < 0:
        return ""
    if not old:
        return "less than a month old"
    said = words.count_words(old // 12, "year") if old >= YEARS_FROM else words.count_words(old, "month")
    return f"{said.lower()} old"
