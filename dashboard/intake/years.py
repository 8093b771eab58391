"""Which collection year a file of a yearly return speaks for.

Each file has its own: the one it was told, else that of its name, its dates, the return it lies with, or the one whose
children it holds. A year that none of these gives is not guessed; the file waits until another brings it.
"""

import re
from dataclasses import dataclass, field
from datetime import date

import duckdb

from dashboard.intake import reading
from dashboard.intake.cells import name
from dashboard.intake.keep import kept_files, write_note
from dashboard.intake.layout import layouts

# Whole years as names have them: 2019-20, 2019_2020, 201920, 19-20, 1920, 31-03-2020, 20200331, March 2020, FYE2020.
# Two digits count from 13 on, which can be no month. Each pattern gives the calendar year in which the year begins.
SEPARATOR = r"[ ]*(?:[-_/–. ]|to)[ ]*"
ALONE = r"(?!\d|[-./_]\d\d(?!\d)|[-./_ ]20\d\d(?!\d))"  # what follows makes it no date and no list of years
WHOLE = (
    (rf"(?<!\d)(20\d\d|199\d)(?:{SEPARATOR})?(20\d\d|199\d|\d\d){ALONE}", lambda a, b: _pair(int(a), int(b[-2:]))),
    (rf"(?<!\d)(1[3-9]|[23]\d){SEPARATOR}([123]\d){ALONE}", lambda a, b: _pair(2000 + int(a), int(b))),
    (rf"(?<!\d)(?<!\d{{8}}[-_ ])(1[3-9]|2[1-9])([123]\d){ALONE}", lambda a, b: _pair(2000 + int(a), int(b))),
    (r"(?<!\d)31[-_/. ]?0?3[-_/. ]?(20\d\d)(?!\d)", lambda a: int(a) - 1),
    (r"(?<!\d)(20\d\d)[-_/. ]?03[-_/. ]?31(?!\d)", lambda a: int(a) - 1),
    (r"(?:mar|march|fye|ye)[-_/. ]*(20\d\d)(?!\d)", lambda a: int(a) - 1),
)
# One calendar year says either the year that ends in it or the one that begins in it; in a date it says neither.
SINGLE = r"(?<!\d)(?<!\d[-./_]\d\d[-./_])(20\d\d|199\d)(?!\d|[-./_]\d\d[-./_]?\d\d)"

# Fewer dates than these in the latest year do not outweigh a name that says a later one.
FEW = 12

# How likely a year must be, as the share of a file's children in that return and of its rows dated in that year, and by
# how much more than the next: children of a steady year are nearly all in the return before and the one after too.
HALF, APART = 0.5, 0.1

TOLD, NAME, DATES, FOLDER, CHILDREN = "told", "name", "dates", "folder", "children"
FOUND_BY = {CHILDREN: "its year is that of the return whose children it holds"}
UNKNOWN = (
    "kept, not used: nothing says which year it is of; put the year in its name (2019-20), or load it with --period"
)


def _pair(first, second):
    return first if (first + 1) % 100 == second else None


def span(first):
    """The financial year that begins in April of a calendar year."""
    return date(first, 4, 1), date(first + 1, 3, 31)


def year_of(day):
    return day.year - (day.month < 4)


def named_years(text):
    """The first calendar years of what a name may mean: one of 2019-20, two of 2020, none where it says several."""
    text = text.lower()
    whole = {say(*found.groups()) for pattern, say in WHOLE for found in re.finditer(pattern, text)} - {None}
    if whole:
        return sorted(whole) if len(whole) == 1 else []
    single = {int(year) for year in re.findall(SINGLE, text)}
    return [year - 1 for year in single] + list(single) if len(single) == 1 else []


@dataclass(frozen=True)
class Evidence:
    """What is known of a file's year before its rows are read.

    `told` is a span given by hand, `insisted` on or only for what says none itself; `named` the years that its name may
    mean, `folder` that of the return it lies with.
    """

    told: tuple | None = None
    named: list = field(default_factory=list)
    folder: int | None = None
    insisted: bool = True


def evidence_of(kept, part):
    """What a kept file itself says of the year of a part: it is no longer known what it lay with."""
    told = reading.period_of(kept.told) if kept.told else None
    told = tuple(map(date.fromisoformat, told.split("/"))) if told else None
    named = part.named or named_years(part.sheet) or named_years(kept.name)
    return Evidence(told, named, year_of(part.period_start) if part.period_start else None, kept.insisted)


def remarks(part):
    """What a person should hear of how a part came to its year."""
    if part.year_from == DATES and part.named and year_of(part.period_start) not in part.named:
        return ["its dates are of another year than its name says; the dates were taken"]
    return [FOUND_BY[part.year_from]] if part.year_from in FOUND_BY else []


def named_by(parts):
    """The years of those parts that name the year of their return."""
    return [year_of(part.period_start) for part in parts if layouts()[part.layout].names_the_year and part.period_start]


def of_dates(evidence, found):
    """(span, how it was found) of a file whose latest dates lie in a year: `found` is that year and how many do."""
    if evidence.told and evidence.insisted:
        return evidence.told, TOLD
    if found is None:
        return of_name(evidence)
    year, count = found
    if len(evidence.named) == 1 and evidence.named[0] > year and count < FEW:
        return span(evidence.named[0]), NAME
    return span(year), DATES


def of_name(evidence):
    """(span, how it was found) of a file without dates of its own; (None, None) where its children must tell."""
    if evidence.told and evidence.insisted:
        return evidence.told, TOLD
    if len(evidence.named) == 1:
        return span(evidence.named[0]), NAME
    if evidence.folder is not None and (not evidence.named or evidence.folder in evidence.named):
        return span(evidence.folder), FOLDER
    return (evidence.told, TOLD) if evidence.told else (None, None)


def settle(home):
    """Find the year of each file that its children must tell, from all returns on file, and write down what changed."""
    kept = kept_files(home)
    if not any(map(_waits, (part for one in kept for part in one.parts))):
        return
    with duckdb.connect() as connection:
        named = _add_returns(connection, kept)
        for one in kept:
            waiting = [part for part in one.parts if _waits(part)]
            for part in waiting:
                _settle(connection, one, part, named)
            if waiting:
                write_note(one)


def _waits(part):
    layout = layouts()[part.layout]
    return layout.family and not layout.names_the_year and part.year_from in (None, CHILDREN)


def _add_returns(connection, kept):
    """A table of the children of each year's episodes; gives (family, years its name may mean, its year) of each."""
    connection.execute("create table returns (family varchar, year integer, value varchar)")
    found = []
    for one in kept:
        for part in one.parts:
            layout = layouts()[part.layout]
            if layout.names_the_year and part.period_start:
                year = year_of(part.period_start)
                found.append((layout.family, part.named, year))
                connection.execute(
                    f"""insert into returns select $family, $year, {name(layout.key[0])}::varchar
                    from read_parquet($rows)""",
                    {"family": layout.family, "year": year, "rows": str(one.rows_path(part))},
                )
    return found


def _settle(connection, kept, part, named):
    """A bare 2020 is the year of the episodes that are called 2020; else the children tell."""
    family = layouts()[part.layout].family
    same_name = {year for its, names, year in named if its == family and part.named and names == part.named}
    year = same_name.pop() if len(same_name) == 1 else _likest(connection, kept, part)
    if year is not None:
        (part.period_start, part.period_end), part.year_from = span(year), CHILDREN


def _likest(connection, kept, part):
    """The year that most of a file's children and dates are of; None where two are about as likely.

    Where only one year is on file half of the children will do.
    """
    likeness = _likeness(connection, kept, part)
    meant = {year: share for year, share in likeness.items() if year in part.named} or likeness
    ranked = sorted(meant, key=meant.get, reverse=True)
    if not ranked or meant[ranked[0]] < HALF:
        return None
    if len(ranked) > 1 and meant[ranked[0]] - meant[ranked[1]] < APART:
        return None
    return ranked[0]


def _likeness(connection, kept, part):
    """{year: the share of a file's children in its episodes, and the share of its rows with a date in it, together}."""
    layout = layouts()[part.layout]
    value = name(layout.year_by) if layout.year_by else "null"
    april = "make_date(years.year, 4, 1)"
    dates = (
        " or ".join(
            f"coalesce({date} >= {april} and {date} < {april} + interval 1 year, false)" for date in layout.in_the_year
        )
        or "false"
    )
    return dict(
        connection.execute(
            f"""select year, coalesce(avg(is_there::integer), 0) + coalesce(avg(is_dated::integer), 0) from (
                select years.year, returns.value is not null as is_there, ({dates}) as is_dated
                from (select distinct year from returns where family = $family) as years
                cross join (select *, ({value})::varchar as looked_up from read_parquet($rows)) as rows
                left join (select distinct year, value from returns where family = $family) as returns
                    on returns.year = years.year and returns.value = rows.looked_up
            ) group by year""",
            {"family": layout.family, "rows": str(kept.rows_path(part))},
        ).fetchall()
    )
