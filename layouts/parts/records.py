"""Which records an address asks for, and what is asked of the engine for them: by the page and by its files."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard import narrowing, values
from dashboard import scorecard as cards
from layouts.address import (
    basis_word,
    filter_text,
    wanted_basis,
    wanted_filters,
    wanted_measure,
    wanted_month,
    wanted_slice,
    wanted_unit,
)
from layouts.parts import grid
from layouts.words import records as say

COUNTS = "counts"  # the heading of the column that says which records count against the measure


@dataclass(frozen=True)
class Wanted:
    """What an address asks for, each word known to the store."""

    measure: dict
    unit: cards.Unit
    month: date
    basis: str
    slice_: str
    part: str
    filters: list
    back: str = ""  # "money" where a line of money led here

    def words(self, **changed):
        """The words of the address, some of them changed."""
        return {"unit": self.unit.key, "month": self.month, **self.kept(), **changed}

    def kept(self):
        """The words that stay when another unit or month is picked."""
        basis = basis_word(self.basis) if self.basis != self.measure["basis"] else ""
        where = [filter_text(*pair) for pair in self.filters]
        return {
            "measure": self.measure["key"],
            "basis": basis,
            "slice": self.slice_,
            "value": self.part,
            "where": where,
            "back": self.back,
        }

    def chosen(self):
        """All filters in force: the part that was clicked, and those added since."""
        return [*([(self.slice_, self.part)] if self.slice_ else []), *self.filters]


@dataclass(frozen=True)
class Found:
    """What stands behind a number: as many of its records as a page lists, and what all of them come to."""

    whole: values.Value  # of all records together
    number: values.Value | None  # of the part that was asked for
    columns: list
    rows: list
    more: bool  # whether there are more than the page lists
    total: narrowing.Totals | None  # None where the figure was supplied, and counted from nothing here
    facets: dict  # the ways to go on filtering
    agrees: bool  # whether the rows listed add up to the number


def read(cursor, names, reader, asked):
    """The Wanted of an address."""
    measure = wanted_measure(names, asked.get("measure", ""))
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    basis = wanted_basis(measure, asked.get("basis"))
    slice_ = wanted_slice(measure, asked["slice"]) if asked.get("slice") and asked.get("value") else ""
    filters = []
    if asked.get("where") and measure["kind"] != "supplied":
        filters = wanted_filters(measure, values.columns_of(cursor, measure), asked["where"])
    part, back = asked.get("value", "") if slice_ else "", "money" if asked.get("back") == "money" else ""
    return Wanted(measure, unit, month, basis, slice_, part, filters, back)


def fetch(cursor, wanted, limit=None):
    """(columns, rows) of what is wanted."""
    key, unit, month = wanted.measure["key"], wanted.unit.key, f"{wanted.month:%Y-%m}"
    return values.records(cursor, key, unit, month, None, None, limit, wanted.basis, wanted.chosen())


def find(cursor, wanted):
    """The Found of what is wanted."""
    whole = value(cursor, wanted)
    number = _part(cursor, wanted) if wanted.slice_ else whole
    columns, rows, total, facets = _listed(cursor, wanted)
    more, rows = len(rows) > grid.MOST_SHOWN, rows[: grid.MOST_SHOWN]
    agrees = number is not None and _agree(wanted.measure, number, columns, rows)
    return Found(whole, number, columns, rows, more, total, facets, agrees)


def value(cursor, wanted):
    """The values.Value of all records together."""
    return values.value(cursor, wanted.measure["key"], wanted.unit.key, f"{wanted.month:%Y-%m}", wanted.basis)


def _part(cursor, wanted):
    month = f"{wanted.month:%Y-%m}"
    found = values.breakdown(cursor, wanted.measure["key"], wanted.unit.key, month, wanted.slice_)
    return next((value for value in found if value.slice_value == wanted.part), None)


def _listed(cursor, wanted):
    """(columns, rows, what they come to, the ways to go on filtering). A supplied measure has neither of the latter."""
    measure, chosen, most = wanted.measure, wanted.chosen(), grid.MOST_SHOWN + 1
    if measure["kind"] == "supplied":
        return *fetch(cursor, wanted, most), None, {}
    unit = {"unit": wanted.unit.key, "parent": wanted.unit.parent}
    listing = narrowing.held(cursor, values.listing(cursor, measure, unit, wanted.month, wanted.basis, chosen))
    facets = narrowing.facets(cursor, listing, [column for column, _ in chosen])
    return *values.listed(cursor, listing, most), narrowing.totals(cursor, listing), facets


def _agree(measure, number, columns, rows):
    """Whether the numerators and the denominators of rows add up to those of a number."""
    sums = tuple(
        _whole(sum((Decimal(str(row[columns.index(name)] or 0)) for row in rows), Decimal(0))) if name in columns else 0
        for name in ("numerator", "denominator")
    )
    return sums == (_whole(number.numerator), 0 if measure["base"] else _whole(number.denominator))


def _whole(amount):
    return round(Decimal(str(amount or 0)), 2)


def sentence(wanted, found, fewest):
    """What the records come to: their number where it is shown somewhere, else what is left of them."""
    measure = wanted.measure
    is_own_basis = wanted.basis == measure["basis"]
    if wanted.filters or (wanted.slice_ and not is_own_basis):
        return say.filtered_line(measure, found, fewest)
    # The scorecard shows a measure whole: a part of it is a number of the page that led here.
    where = "for this period" if not is_own_basis else "on the page" if wanted.slice_ else "on the scorecard"
    return say.sum_line(measure, found, where)


def filter_words(names, column, value):
    """'sex: Female', of a filter in force."""
    if column == values.AGAINST:
        return "only those that count against the measure"
    return f"{column.replace('_', ' ')}: {choice_words(names, column, value)}"


def choice_words(names, column, value):
    """A value that can be chosen, as a person reads it."""
    if column == "unit" and value in names.units:
        return names.units[value].name
    return value[:7] if column == "month" else value


def marked(names, measure, columns, rows):
    """(headings, rows) as a person reads them, with a word for those that count against the measure."""
    headings, listed = [say.heading(measure, column) for column in columns], grid.readable(names, columns, rows)
    if not rows or "numerator" not in columns or values.against_sql(measure) == "false":
        return headings, listed
    place = columns.index("denominator" if "denominator" in columns else "numerator") + 1
    for row, (top, bottom) in zip(listed, _amounts(columns, rows), strict=True):
        row.insert(place, "against" if values.counts_against(measure, top, bottom) else "")
    return [*headings[:place], COUNTS, *headings[place:]], listed


def _amounts(columns, rows):
    top = columns.index("numerator")
    bottom = columns.index("denominator") if "denominator" in columns else None
    return [(row[top], None if bottom is None else row[bottom]) for row in rows]
