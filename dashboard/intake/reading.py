"""SQL that reads the text of a cell as the type its column has. Each gives null where the text cannot be read.

The usual ways cost little: a plain figure, a date without a `century`. What they do not read is held against the
spellings below, which cost ten times as much; both agree on what the usual ways read.
"""

from dataclasses import dataclass

from dashboard.intake.periods import NAME
from dashboard.intake.words import FALSE, NOTHING, TRUE

SPACES = " \t\r\n\u00a0"
FIRST_DAY, LAST_DAY = "1880-01-01", "2100-12-31"  # no person served was born before, nothing is planned after
AHEAD = 20  # years from now up to which two digits of a year mean this century

ISO = "iso"
WAYS = (ISO, "%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S")  # how a date or a moment is usually written
TIME = r"(?:[ t,]+(\d\d?)[:.](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?(?: ?([ap])\.?m\.?)?)?"
CLOCK = ("hour", "minute", "second", "half")
TWO_DIGITS = r"\d\d?[/.]\d\d?[/.]\d\d(?:[ t].*)?"
YEARS = r"[/.-](?:\d{4}|\d\d)(?:[ ,tT].*)?"
MONTH_FIRST = rf"(?:0?[1-9]|1[0-2])[/.-](?:1[3-9]|2\d|3[01]){YEARS}"  # what can be no date but one written month first
DAY_FIRST = rf"(?:1[3-9]|2\d|3[01])[/.-](?:0?[1-9]|1[0-2]){YEARS}"
TELLS_THE_DAY = rf"{DAY_FIRST}|\d{{4}}[/-]\d\d?[/-](?:1[3-9]|2\d|3[01])(?:[ T].*)?"
FIRST_OF_MONTH = (  # a column of months holds the first of each: 04/01/2026 under 03/01/2026 is no day of January
    rf"{MONTH_FIRST}|(?:0?[2-9]|1[0-2])[/.-]0?1{YEARS}",
    rf"{DAY_FIRST}|0?1[/.-](?:0?[2-9]|1[0-2]){YEARS}",
)
# The spellings of a date, each with its parts in the order in which they stand: those with a named month can be read in
# one way only, those of numbers are day first.
NAMED_DATES = (
    (
        rf"(?:[a-z]{{3,9}},? )?(\d\d?)(?:st|nd|rd|th)?(?: of)?[ \-/.]*{NAME}[ \-/.,]*(\d{{4}}|\d\d)",
        ("day", "name", "year"),
    ),
    (rf"(?:[a-z]{{3,9}},? )?{NAME} (\d\d?)(?:st|nd|rd|th)?,? (\d{{4}})", ("name", "day", "year")),
)
NUMBER_DATES = (
    (r"(\d\d?)[/.](\d\d?)[/.](\d{4}|\d\d)", ("day", "month", "year")),
    (r"(\d\d?)-(\d\d?)-(\d{4})", ("day", "month", "year")),
    (r"((?:18|19|20|21)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])", ("year", "month", "day")),
    (r"([0-2]\d|3[01])(0[1-9]|1[0-2])((?:18|19|20|21)\d\d)", ("day", "month", "year")),
)
MONTHS = (
    (rf"{NAME}[ \-/.,']*(\d{{4}}|\d\d)", ("name", "year")),
    (r"(0?[1-9]|1[0-2])[/-](\d{4})", ("month", "year")),
)
SERIAL = r"[1-7]\d{4}(?:\.\d+)?"  # the days that Excel has counted since 1900, from 1927 on

DIGITS = r"(?:(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:'\d{3})+|\d+)(?:\.\d*)?|\.\d+)"
POUND = "(?:£|gbp)"
NUMBERS = "|".join(
    (
        rf"'?[-+]? ?{POUND}? ?{DIGITS}(?: ?gbp)?",
        rf"{POUND} ?[-+] ?{DIGITS}",
        rf"{POUND}? ?{DIGITS} ?-",
        rf"\( ?{POUND}? ?{DIGITS} ?\)",
        rf"{POUND} ?\( ?{DIGITS} ?\)",
    )
)
CREDIT = rf"{POUND}? ?{DIGITS} ?(?:cr|dr)\.?|(?:cr|dr)\.? ?{POUND}? ?{DIGITS}"
PERCENT = rf"[-+]? ?{DIGITS} ?%"
NOUGHT = rf"-|{POUND} ?-|- ?{POUND}"  # as Excel's accounting format writes it
DECIMAL_COMMA = r"[-+]?£? ?(?:\d+|\d{1,3}(?:[. ']\d{3})+),\d{1,2}"
DECIMAL_POINT = r"[-+]?[£(]? ?[\d,]+\.\d{1,2}\)?"

NOT_READ = {
    "date": "is not a date (yyyy-mm-dd or dd/mm/yyyy)",
    "timestamp": "is not a date and time (yyyy-mm-dd hh:mm or dd/mm/yyyy hh:mm)",
    "month": "is not a month (yyyypp, yyyy-mm, Apr-24 or a date)",
    "period": "is not a period (2024-25, 2024, 2025-03, Q1 2024-25, a date, or two dates with / between)",
    "integer": "is not a whole number",
    "number": "is not a number",
    "money": "is not an amount of money",
    "boolean": "is neither yes nor no",
}
DATED = ("date", "timestamp", "month")
FIGURES = ("integer", "number", "money")
# What more can be said of a text that was not read: (the types it is said of, the pattern of the text, what is said).
WHY_NOT = (
    (
        (*DATED, *FIGURES, "period", "code", "boolean"),
        "=.*",
        "it is a formula without its value: open the file in Excel and save it again",
    ),
    (("month",), r"(?:1[89]|20|21)\d\d1[3-9]", "it is a period after the twelfth, which is no month"),
    (
        DATED,
        TWO_DIGITS,
        "the year has two digits, and could be of this century or the last: write it in full",
    ),
    (
        DATED,
        r"\d\d?-\d\d?-\d\d",
        "the year has two digits, and which of the three it is cannot be told: write it in full",
    ),
    (DATED, MONTH_FIRST, "its second part is no month: is it written month first?"),
    (
        ("period",),
        r"(?:18|19|20|21)\d\d[-/](?:0[1-9]|1[0-2])",
        "it could be a month, or years taken together: write October 2008, or 2008 to 2010",
    ),
    (FIGURES, DECIMAL_COMMA, "it has a comma where the decimal point should be"),
    (("money",), r"[-+]?[\d.]+[eE][-+]?\d+", "it is shortened with an exponent, and pence may be lost"),
    (("integer", "money"), ".*%", "it is a percentage"),
    (FIGURES, ".*[€$].*", "it is in another currency"),
)


def quoted(text):
    """A text in SQL. DuckDB ends a statement at a NUL: one in the text is put in by its number."""
    parts = ["'" + part.replace("'", "''") + "'" for part in str(text).split("\0")]
    return parts[0] if len(parts) == 1 else f"({' || chr(0) || '.join(parts)})"


def cleaned(cell):
    """A cell without the spaces around it; null where nothing is left, or the word NULL or (blank).

    Most cells need no trimming, which is slow.
    """
    ends = " or ".join(f"suffix({cell}, '{space}')" for space in SPACES)
    trimmed = f"nullif(trim({cell}, '{SPACES}'), '')"
    nothing = f"{cell} in ({', '.join(map(quoted, NOTHING))})"
    return f"""case when {nothing} then null
        when {cell} > '!' and not ({ends} or prefix({cell}, '\u00a0')) then {cell} else {trimmed} end"""


@dataclass(frozen=True)
class Century:
    """Which century two digits of a year are of: `latest` is the last year they can mean.

    Where `past`, it is a date of birth or death, and two digits that could mean either century mean neither.
    """

    latest: int
    past: bool = False

    def year(self, text):
        """SQL for a year of two or four digits."""
        written = f"try_cast({text} as integer)"
        this_century = "null" if self.past else f"2000 + {written}"
        return f"""case when strlen({text}) = 4 then {written}
            when 2000 + {written} <= {self.latest} then {this_century} else 1900 + {written} end"""


def moment(cell, ways, century=None):
    """A timestamp, written in one of some ways; the usual one should come first, for a failing try costs ten times.

    With a `century` every known spelling is read where the ways read nothing; a way that stands for the numbers of a
    date, such as %m/%d/%Y, leaves only those that can be read in one way.
    """
    # %Y takes 26 for the year 26. A case would work out the moment twice.
    fast, floor = f"coalesce({', '.join(_tried(cell, way) for way in ways)}, null)", "timestamp '0999-12-31'"
    usual = f"nullif(greatest({fast}, {floor}), {floor})"
    if century is None:
        return usual
    return f"coalesce({usual}, case when {cell} is not null then {_spelt(cell, ISO in ways, century)} end)"


def _tried(cell, way):
    # A time zone would move a midnight to the day before: what the clock showed is what is meant.
    iso = f"case when not contains({cell}, '+') then try_cast({cell} as timestamp) end"
    return iso if way == ISO else f"try_strptime({cell}, {quoted(way)})"


def _spelt(cell, by_numbers, century):
    """A timestamp from any known spelling; the numbers of a date are read day first, or not where they are no way."""
    named = _by_parts(cell, (*NUMBER_DATES, *NAMED_DATES) if by_numbers else NAMED_DATES, century)
    zoned = f"try_cast(regexp_replace({cell}, '(Z|[+-]\\d\\d:?\\d\\d)$', '') as timestamp)"
    iso = f"when regexp_full_match({cell}, '\\d{{4}}-\\d\\d-\\d\\d.*') then {zoned}"
    counted = f"timestamp '1899-12-30' + to_seconds(round(try_cast({cell} as double) * 86400)::bigint)"
    serial = f"when regexp_full_match({cell}, '{SERIAL}') then {counted}" if by_numbers else ""
    return f"case {iso} {serial} else {named} end"


def _by_parts(cell, spellings, century):
    """A timestamp from the first of some spellings; all are one pattern, which is compiled and bound once."""
    patterns, names = [], []
    for n, (pattern, parts) in enumerate(spellings):
        patterns.append(pattern)
        names += [f"{part}{n}" for part in parts]
    pattern, names = f"^(?:{'|'.join(patterns)}){TIME}$", [*names, *CLOCK]
    found = {
        part: " || ".join(f"_part.{name}" for name in names if name.rstrip("0123456789") == part) or "''"
        for part in ("day", "month", "name", "year")
    }
    number = f"case {found['name']} when '' then {found['month']} else {_month_number(found['name'])} end"
    year = century.year(f"({found['year']})")
    day = f"({year}) || '-' || {number} || '-' || {found['day']}"
    hour = """case _part.half when '' then _part.hour when 'p' then (try_cast(_part.hour as integer) % 12 + 12)::varchar
        else (try_cast(_part.hour as integer) % 12)::varchar end"""
    time = f"{hour} || ':' || _part.minute || ':' || lpad(_part.second, 2, '0')"
    clock = f"case _part.hour when '' then '' else ' ' || {time} end"
    match = f"regexp_extract(lower({cell}), {quoted(pattern)}, {names})"
    return f"list_transform([{match}], lambda _part: try_cast({day} || {clock} as timestamp))[1]"


def _month_number(name):
    return f"((strpos('janfebmaraprmayjunjulaugsepoctnovdec', ({name})[:3]) + 2) // 3)::varchar"


def day(cell, ways, century=None):
    return f"cast({moment(cell, ways, century)} as date)"


def month(cell, ways, century=None):
    """The first of a month. Of yyyypp, period 01 is April: 201810 is January 2019."""
    financial = f"make_date({cell}[:4]::int + ({cell}[5:]::int + 2) // 12, ({cell}[5:]::int + 2) % 12 + 1, 1)"
    named = f", {_named_month(cell, century)}" if century else ""
    return f"""case
        when regexp_full_match({cell}, '(1[89]|20|21)\\d\\d(0[1-9]|1[0-2])') then {financial}
        when regexp_full_match({cell}, '\\d{{4}}-(0[1-9]|1[0-2])') then try_cast({cell} || '-01' as date)
        else coalesce(cast(date_trunc('month', {moment(cell, ways, century)}) as date){named}) end"""


def _named_month(cell, century):
    names = ["name0", "year0", "month1", "year1"]
    pattern = f"^(?:{'|'.join(pattern for pattern, _ in MONTHS)})$"
    number = f"case _part.name0 when '' then _part.month1 else {_month_number('_part.name0')} end"
    first = f"({century.year('(_part.year0 || _part.year1)')}) || '-' || {number} || '-01'"
    match = f"regexp_extract(lower({cell}), {quoted(pattern)}, {names})"
    return f"list_transform([{match}], lambda _part: try_cast({first} as date))[1]"


def plain(cell, sql_type):
    return f"try_cast({cell} as {sql_type})"


def number(cell, sql_type, also=PERCENT):
    """A decimal as it is, else with thousands marks, a pound sign, a sign at either end, brackets or CR for a minus."""
    text = f"translate(lower({cell}), '−–—\u00a0\u202f\u2009’', '---   ''')"
    bare = f"regexp_replace({text}, '[^0-9.]', '', 'g')"
    sign = f"case when contains({text}, '(') or contains({text}, '-') or contains({text}, 'cr') then '-' else '' end"
    spelt = f"regexp_full_match({text}, {quoted(f'{NUMBERS}|{also}')})"
    # A case is worked out branch by branch; what a coalesce has in common would be worked out for every row.
    return f"""case when {plain(cell, sql_type)} is not null then {plain(cell, sql_type)}
        when {spelt} then try_cast({sign} || {bare} as {sql_type}) end"""


def money(cell, sql_type):
    nought = f"translate(lower({cell}), '−–—\u00a0', '--- ')"
    accounting = f"case when regexp_full_match({nought}, {quoted(NOUGHT)}) then 0 end"
    return _without_exponent(cell, f"coalesce({number(cell, sql_type, CREDIT)}, {accounting})")


def plain_money(cell, sql_type):
    return _without_exponent(cell, plain(cell, sql_type))


def _without_exponent(cell, amount):
    """An amount with an exponent is none: Excel shortens 123456.78 to 1.23E+05."""
    return f"case when contains({cell}, 'e') or contains({cell}, 'E') then null else {amount} end"


def has_more_than_pence(text, value):
    """SQL: whether an amount was rounded to the penny; the last digits of a sum of binary fractions are no amount."""
    return f"""case when strpos({text}, '.') between 1 and strlen({text}) - 3
        then abs(try_cast(replace({text}, ',', '') as double) - {value}) > 0.000001 else false end"""


def whole(cell, sql_type):
    """An integer; DuckDB's own cast would round 3.7 to 4."""
    fine = number(cell, "decimal(18,4)", CREDIT)
    even = f"list_transform([{fine}], lambda _fine: case when _fine = trunc(_fine) then cast(_fine as bigint) end)[1]"
    return f"case {_only_digits(cell, sql_type)} when {cell} is not null then {even} end"


def plain_whole(cell, sql_type):
    return f"case {_only_digits(cell, sql_type)} end"


def _only_digits(cell, sql_type):
    return f"when regexp_full_match({cell}, '[-+]?\\d+') then {plain(cell, sql_type)}"


def boolean_of(text):
    word = text.lower()
    return True if word in TRUE else False if word in FALSE else None


def why_not(kind, reason, text):
    """SQL for why a text is not read as a type: the reason, and what more the text itself tells."""
    told = [
        f"when regexp_full_match({text}, {quoted(pattern)}) then {quoted(f'{reason}: {words}')}"
        for kinds, pattern, words in WHY_NOT
        if kind in kinds
    ]
    return f"case {' '.join(told)} else {quoted(reason)} end" if told else quoted(reason)
