"""The month of a file whose rows do not say it: told with --period, or in its name or the words above its table."""

import re
from dataclasses import replace
from datetime import date, timedelta

from dashboard.intake.periods import NAME, NAMES, period_of
from dashboard.intake.sources import Unreadable

BETWEEN = r"[ _\-/.,']*"
YEARS = r"(?<![\d\-/])20\d\d ?[-/] ?(?:20)?\d\d(?![\d\-/])"
MONTHS = (
    (rf"(?<![a-z]){NAME}{BETWEEN}(20\d\d|\d\d)(?!\d)", lambda name, year: (year, NAMES.index(name[:3]) + 1)),
    (rf"(?<!\d)(20\d\d){BETWEEN}{NAME}(?![a-z])", lambda year, name: (year, NAMES.index(name[:3]) + 1)),
    (r"(?<!\d)(20\d\d)[ _\-/.]?(0[1-9]|1[0-2])(?![\d])(?![ _\-/.]\d{4})", lambda year, month: (year, int(month))),
    (r"(?<!\d)(?<!\d[ _\-/.])(0[1-9]|1[0-2])[ _\-/.](20\d\d)(?!\d)", lambda month, year: (year, int(month))),
)


class Misdated(Unreadable):
    """A period was told that the file cannot take, or its month is nowhere to be found."""

    advice = ""


class Needless(Misdated):
    """A period was told for a file that needs none."""

    advice = "; load it without --period"


def dated(match, kept):
    """(match, what is to be said): with the month as a constant, where it was told or a mapping says where it stands.

    Raises Misdated. A period that was told for a whole folder, or for whichever says none itself, is for those files
    that can take it.
    """
    try:
        return _dated(match, kept), []
    except Misdated as error:
        if kept.told and not kept.told_itself:
            return match, [f"not used: {error}"]
        raise Misdated(f"{error}{error.advice}") from None


def _dated(match, kept):
    form = match.form
    if form.layout.family or not (kept.told or form.month_from):
        return match
    columns = form.layout.period_columns
    if not kept.told:
        start, end = _found(form, kept, match, any(one.type == "period" for one in columns))
    else:
        start, end = _told(kept.told, match, columns)
    column = min(columns, key=lambda one: one.type not in ("month", "period"))
    if column.type != "period" and (start.year, start.month) != (end.year, end.month):
        raise Misdated(f"--period {kept.told}: {form.name} needs one month, such as {start:%Y-%m}")
    said = {"period": f"{start}/{end}", "month": f"{start:%Y-%m}"}.get(column.type, f"{start}")
    others = {name: value for name, value in match.constants.items() if name not in [one.name for one in columns]}
    return replace(match, constants=others | {column.name: said})


def _told(text, match, columns):
    name = match.form.name
    if not columns:
        raise Needless(f"--period {text}: a file of {name} has no period")
    own = [match.candidate.cells[match.positions[one.name]].strip() for one in columns if one.name in match.positions]
    if own:
        raise Needless(f"--period {text}: the file says its own dates ({', '.join(own)})")
    return tuple(map(date.fromisoformat, period_of(text).split("/")))


def _found(form, kept, match, may_be_a_year):
    text = kept.name if form.month_from == "file name" else match.candidate.above
    years = set(map(period_of, re.findall(YEARS, text))) - {None} if may_be_a_year else set()
    if len(years) == 1:
        return tuple(map(date.fromisoformat, years.pop().split("/")))
    months = months_in(text)
    if len(months) != 1:
        what = "no month with its year" if not months else "more than one month"
        raise Misdated(f"its {form.month_from} ({text.strip()[:60]!r}) says {what}; say the month with --period")
    (first,) = months
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def months_in(text):
    """The months that a text names with their years."""
    found = set()
    for pattern, meant in MONTHS:
        for parts in re.findall(pattern, text.lower()):
            year, month = meant(*parts)
            found.add(date(int(year) if len(year) == 4 else 2000 + int(year), month, 1))
    return found
