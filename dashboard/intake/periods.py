"""Periods as tables write them, read as a span of dates: 2024-04-01/2025-03-31."""

import re
from datetime import date, timedelta

YEAR = r"(?:18|19|20|21)\d\d"
SHORT = r"\d{4}|\d\d"  # the second year of two
TO = r" ?(?:-|/|to) ?"
PAIR = rf"({YEAR}) ?[-/] ?({SHORT})"
DAY_FIRST = rf"(\d\d?)[/.](\d\d?)[/.]({YEAR})"
NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAME = (
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)"
)
NAMED_MONTH = rf"{NAME}[ \-/.']*({YEAR}|\d\d)"
NAMED_DAY = rf"(\d\d?)(?:st|nd|rd|th)?[ \-/.]*{NAME}[ \-/.,]*({YEAR})"
QUARTER = r"(?:(q)|quarter|qtr|(h)|half(?: year)?) ?([1-4])"
MONTH_OR_YEARS = re.compile(rf"({YEAR})[-/](0[1-9]|1[0-2])")  # 2008-10: October, or the years 2008 to 2010
CENTURY = 100


def periods(words):
    """{word: its span of dates, or None where it cannot be read}, for the different words of one column.

    2008-10 may be October 2008 or the years 2008 to 2010, 2004-05 a month or a financial year: the other words tell.
    """
    spans = {word: period_of(word) for word in words}
    unsure = [word for word in words if _could_be_years(word)]
    if not unsure:
        return spans
    plain = [spell(word) for word in words]
    months = any(MONTH_OR_YEARS.fullmatch(word) and not _could_be_years(word) for word in plain)
    financial = any(_next_year(word) and not MONTH_OR_YEARS.fullmatch(word) for word in plain)
    pooled = any(_pooled(word) for word in plain)
    for word in unsure:
        spans[word] = _settled(spell(word), months, financial, pooled)
    return spans


def _settled(word, months, financial, pooled):
    year, number = MONTH_OR_YEARS.fullmatch(word).groups()
    if _next_year(word):
        return _text(_month(year, number) if months and not financial else _financial(year, number))
    if months == pooled:
        return None
    return _text(_month(year, number) if months else _years(year, number))


def _could_be_years(word):
    found = MONTH_OR_YEARS.fullmatch(spell(word))
    return bool(found) and int(found[2]) > int(found[1]) % CENTURY


def _next_year(word):
    found = re.fullmatch(PAIR, word)
    return bool(found) and int(found[2]) % CENTURY == (int(found[1]) + 1) % CENTURY


def _pooled(word):
    found = re.fullmatch(PAIR, word)
    return bool(found) and not MONTH_OR_YEARS.fullmatch(word) and not _next_year(word)


def spell(text):
    """A period in lower case, with one kind of dash and single spaces; a dash that is no hyphen gets spaces.

    A mark after it, such as 2024 (Rev) or 2024 Final, is no part of it.
    """
    found = re.sub(r"\s*[\u2010-\u2015\u2212]\s*", " - ", text.strip().lower())
    found = re.sub(
        r"(?<=\d)[ ,]*(?:\((?:rev|revised|r|prov|provisional|p|final)\.?\)|(?:revised|rev|provisional|prov|final)\.?)$",
        "",
        found,
    )
    return re.sub(r"^(?:fy|financial year)[ :]*(?=\d)", "", re.sub(r"\s+", " ", found))


def period_of(text):
    """The span of one period by itself; None where it cannot be read, or could be read in two ways."""
    word = spell(text)
    if _could_be_years(word) and not _next_year(word):
        return None
    for pattern, spans in PERIODS:
        found = re.fullmatch(pattern, word)
        if found:
            try:
                return _text(spans(*found.groups()))
            except (ValueError, OverflowError):
                return None
    return None


def _text(span):
    start, end = span
    return f"{start}/{end}" if start <= end else None


def _financial(year, last):
    if int(last) % CENTURY != (int(year) + 1) % CENTURY or (len(last) == 4 and int(last) != int(year) + 1):
        raise ValueError(last)
    return date(int(year), 4, 1), date(int(year) + 1, 3, 31)


def _pair(year, last):
    """Two years: the financial year that begins in the first, a month (2024-04), or the years from one to the other."""
    try:
        return _financial(year, last)
    except ValueError:
        return _month(year, last) if len(last) == 2 and int(last) <= int(year) % CENTURY else _years(year, last)


def _years(year, last):
    end = int(last) if len(last) == 4 else int(year) // CENTURY * CENTURY + int(last)
    if end <= int(year):
        raise ValueError(last)
    return date(int(year), 1, 1), date(end, 12, 31)


def _financial_years(year, last, until, until_last):
    until = until if len(until) == 4 else f"{year[:2]}{until}"
    return _financial(year, last)[0], _financial(until, until_last)[1]


def _year(year):
    return date(int(year), 1, 1), date(int(year), 12, 31)


def _month(year, number):
    first = date(int(year), int(number), 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _named(name, year):
    return _month(year if len(year) == 4 else f"20{year}", NAMES.index(name[:3]) + 1)


def _dated(year, number, day_of_month):
    date(int(year), int(number), int(day_of_month))
    return _month(year, number)


def _days(first, last):
    return _day(first), _day(last)


def _day(text):
    iso = re.fullmatch(rf"({YEAR})-(\d\d)-(\d\d)", text)
    if iso:
        return date(*map(int, iso.groups()))
    numbers, named = re.fullmatch(DAY_FIRST, text), re.fullmatch(NAMED_DAY, text)
    if not numbers and not named:
        raise ValueError(text)
    day, month, year = (numbers or named).groups()
    return date(int(year), int(month) if numbers else NAMES.index(month[:3]) + 1, int(day))


def _part(quarter, half, number, year, last):
    """A quarter or half of a financial year."""
    size = 6 if half else 3
    first = (int(number) - 1) * size
    if first >= 12:
        raise ValueError(number)
    start, _ = _financial(year, last)
    ends = first + size - 1
    return start.replace(year=start.year + (3 + first) // 12, month=(3 + first) % 12 + 1), _month(
        start.year + (3 + ends) // 12, (3 + ends) % 12 + 1
    )[1]


def _months(first, first_year, last, year):
    return _named(first, first_year or year)[0], _named(last, year)[1]


def _year_called(kind, year, last):
    """202425 as the Department for Education writes it, with the kind of year that it is."""
    start, end = _financial(year, last)
    return (date(start.year, 9, 1), date(end.year, 8, 31)) if kind == "academic" else (start, end)


PERIODS = (
    (rf"({YEAR}) ?(?:[-/]|to) ?({SHORT})", _pair),
    (rf"{PAIR}{TO}({SHORT})[-/]({SHORT})", _financial_years),
    (rf"({YEAR})", _year),
    (rf"({YEAR})-(\d\d)-(\d\d)(?:[ t]00:00(?::00)?)?", _dated),
    (DAY_FIRST, lambda day, month, year: _dated(year, month, day)),
    (NAMED_DAY, lambda day, name, year: _dated(year, NAMES.index(name[:3]) + 1, day)),
    (rf"(\d\d?)/({YEAR})", lambda month, year: _month(year, month)),
    (NAMED_MONTH, _named),
    (rf"{NAME}(?:[ \-/.']*({YEAR}|\d\d))?{TO}{NAMED_MONTH}", _months),
    (rf"{QUARTER},? {PAIR}", _part),
    (rf"{PAIR},? {QUARTER}", lambda year, last, q, h, number: _part(q, h, number, year, last)),
    (rf"({YEAR}-\d\d-\d\d) ?/ ?({YEAR}-\d\d-\d\d)", _days),
    (rf"(academic|financial|tax|reporting) year - ({YEAR})(\d\d)", _year_called),
    (rf"reporting year - ({YEAR})", lambda year: _financial(str(int(year) - 1), year)),
    (rf"calendar year - ({YEAR})", _year),
    (r"(.+)(?: - | to )(.+)", _days),
)
