"""SQL that reads the text of a cell as the type its column has. Each gives null where the text cannot be read."""

import re
from datetime import date, timedelta

from dashboard.intake.words import FALSE, TRUE

SPACES = " \t\r\n\u00a0"
FIRST_DAY, LAST_DAY = "1880-01-01", "2100-12-31"  # no person served was born before, nothing is planned after

ISO = "iso"
WAYS = (ISO, "%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S")  # how a date or a moment may be written
DIGITS = r"(\d{1,3}(,\d{3})+|\d+)(\.\d*)?"
AMOUNT = rf"[-+]?£?[-+]?{DIGITS}|\(£?{DIGITS}\)"

NOT_READ = {
    "date": "is not a date (yyyy-mm-dd or dd/mm/yyyy)",
    "timestamp": "is not a date and time (yyyy-mm-dd hh:mm or dd/mm/yyyy hh:mm)",
    "month": "is not a month (yyyypp, yyyy-mm or a date)",
    "period": "is not a period (2024-25, 2024, 2025-03, a date, or two dates with / between)",
    "integer": "is not a whole number",
    "number": "is not a number",
    "money": "is not an amount of money",
    "boolean": "is neither yes nor no",
}


def quoted(text):
    return "'" + str(text).replace("'", "''") + "'"


def cleaned(cell):
    """A cell without the spaces around it; null where nothing is left. Most cells need no trimming, which is slow."""
    ends = " or ".join(f"suffix({cell}, '{space}')" for space in SPACES)
    trimmed = f"nullif(trim({cell}, '{SPACES}'), '')"
    return f"case when {cell} > '!' and not ({ends} or prefix({cell}, '\u00a0')) then {cell} else {trimmed} end"


def moment(cell, ways):
    """A timestamp, written in one of some ways; the usual one should come first, for a failing try costs ten times."""
    tries = [f"try_cast({cell} as timestamp)" if way == ISO else f"try_strptime({cell}, {quoted(way)})" for way in ways]
    return f"coalesce({', '.join(tries)}, null)"


def day(cell, ways):
    return f"cast({moment(cell, ways)} as date)"


def month(cell, ways):
    """The first of a month. Of yyyypp, period 01 is April: 201810 is January 2019."""
    financial = f"make_date({cell}[:4]::int + ({cell}[5:]::int + 2) // 12, ({cell}[5:]::int + 2) % 12 + 1, 1)"
    return f"""case
        when regexp_full_match({cell}, '(1[89]|20|21)\\d\\d(0[1-9]|1[0-2])') then {financial}
        when regexp_full_match({cell}, '\\d{{4}}-(0[1-9]|1[0-2])') then try_cast({cell} || '-01' as date)
        else cast(date_trunc('month', {moment(cell, ways)}) as date) end"""


def number(cell, sql_type):
    """A decimal, with thousands commas, a pound sign, or brackets for a minus where the plain cast finds none."""
    bare = f"regexp_replace({cell}, '[£,()+-]', '', 'g')"
    sign = f"case when {cell}[1] = '(' or contains({cell}, '-') then '-' else '' end"
    return f"""coalesce(try_cast({cell} as {sql_type}),
        case when regexp_full_match({cell}, {quoted(AMOUNT)}) then try_cast({sign} || {bare} as {sql_type}) end)"""


def whole(cell):
    """An integer; DuckDB's own cast would round 3.7 to 4."""
    fine = number(cell, "decimal(18,4)")
    return f"""case when regexp_full_match({cell}, '[-+]?\\d+') then try_cast({cell} as bigint)
        when {fine} = trunc({fine}) then cast({fine} as bigint) end"""


def boolean_of(text):
    word = text.lower()
    return True if word in TRUE else False if word in FALSE else None


def period_of(text):
    """A span of dates as 2024-04-01/2025-03-31. 2004-05 is the financial year, as official tables write it."""
    for pattern, spans in PERIODS:
        found = re.fullmatch(pattern, text)
        if found:
            try:
                start, end = spans(*found.groups())
            except ValueError:
                return None
            return f"{start}/{end}" if start <= end else None
    return None


def _financial(year, last):
    if (int(year) + 1) % 100 != int(last[-2:]) or (len(last) == 4 and int(last) != int(year) + 1):
        if len(last) == 2:
            return _month(year, last)
        raise ValueError(last)
    return date(int(year), 4, 1), date(int(year) + 1, 3, 31)


def _year(year):
    return date(int(year), 1, 1), date(int(year), 12, 31)


def _month(year, number):
    first = date(int(year), int(number), 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _iso(year, number, day_of_month):
    date(int(year), int(number), int(day_of_month))
    return _month(year, number)


PERIODS = (
    (r"((?:18|19|20|21)\d\d)\s*(?:[-/–]|to)\s*(\d{4}|\d\d)", _financial),
    (r"((?:18|19|20|21)\d\d)", _year),
    (r"((?:18|19|20|21)\d\d)-(\d\d)-(\d\d)(?:[ T]00:00(?::00)?)?", _iso),
    (r"(\d\d)/(\d\d)/((?:18|19|20|21)\d\d)", lambda d, m, y: _iso(y, m, d)),
    (
        r"((?:18|19|20|21)\d\d-\d\d-\d\d)\s*/\s*((?:18|19|20|21)\d\d-\d\d-\d\d)",
        lambda start, end: (date.fromisoformat(start), date.fromisoformat(end)),
    ),
)
