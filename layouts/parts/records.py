"""Which records an address asks for, and what is asked of the engine for them: by the page and by its files."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dashboard import narrowing, paging, values
from dashboard import scorecard as cards
from dashboard.access import opening
from dashboard.paging import Column
from layouts.address import (
    asks_quarter,
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

COUNTS = "counts"  # the column that says which records count against the measure


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
    """What stands behind a number: a block of its records, and what all of them come to."""

    whole: values.Value  # of all records together
    number: values.Value | None  # of the part that was asked for
    rows: grid.Rows | None  # the block of them that is shown; None where there is none
    total: narrowing.Totals | None  # None where the figure was supplied, and counted from nothing here
    facets: dict  # the ways to go on filtering
    agrees: bool  # whether all of them add up to the number


def read(cursor, names, reader, asked):
    """The Wanted of an address."""
    measure = wanted_measure(names, asked.get("measure", ""))
    unit = wanted_unit(names, asked.get("unit") or reader.unit)
    month = wanted_month(names, asked.get("month"))
    basis = wanted_basis(measure, asked.get("basis") or _by_quarter(measure, asked))
    slice_ = wanted_slice(measure, asked["slice"]) if asked.get("slice") and asked.get("value") else ""
    filters = []
    if asked.get("where") and measure["kind"] != "supplied":
        filters = wanted_filters(measure, values.columns_of(cursor, measure), asked["where"])
    part, back = asked.get("value", "") if slice_ else "", "money" if asked.get("back") == "money" else ""
    return Wanted(measure, unit, month, basis, slice_, part, filters, back)


def _by_quarter(measure, asked):
    """The word of the basis where the month asked for is a quarter, and the measure is one of single months."""
    return basis_word(values.QUARTER) if asks_quarter(asked) and measure["basis"] == "month" else ""


def fetch(cursor, wanted, asked, limit):
    """(columns, rows) of what is wanted, as they are; in the order and with the filters chosen in the table, if any."""
    if wanted.measure["kind"] != "supplied" and (asked.get("order") or asked.get("keep")):
        listing = listing_of(cursor, wanted)
        wants = grid.asked_for(shown_columns(wanted, listing), asked)
        columns = [Column(name) for name in listing.types]
        wants = replace(wants, first=0, last=limit)
        rows, _ = paging.block(cursor, listing.rows, listing.parameters, columns, wants, listing.order)
        opening.listed(list(listing.types), rows)
        return list(listing.types), rows
    key, unit, month = wanted.measure["key"], wanted.unit.key, f"{wanted.month:%Y-%m}"
    columns, rows = values.records(cursor, key, unit, month, None, None, limit, wanted.basis, wanted.chosen())
    opening.listed(columns, rows)
    return columns, rows


def find(cursor, wanted, asked):
    """The Found of what is wanted; `asked` are the words of the address, which say what was chosen in the table."""
    whole = value(cursor, wanted)
    number = _part(cursor, wanted) if wanted.slice_ else whole
    if wanted.measure["kind"] == "supplied":
        return Found(whole, number, None, None, {}, True)
    listing = narrowing.held(cursor, listing_of(cursor, wanted))
    facets = narrowing.facets(cursor, listing, [column for column, _ in wanted.chosen()])
    total = narrowing.totals(cursor, listing)
    agrees = number is not None and _agree(wanted.measure, number, total)
    return Found(whole, number, _block(cursor, wanted, listing, asked), total, facets, agrees)


def block(cursor, wanted, asked):
    """One more block of the rows."""
    return _block(cursor, wanted, listing_of(cursor, wanted), asked)


def _block(cursor, wanted, listing, asked):
    shown = shown_columns(wanted, listing)
    columns, wants = [one.column for one in shown], grid.asked_for(shown, asked)
    rows, count = paging.block(cursor, listing.rows, listing.parameters, columns, wants, listing.order)
    opening.listed([column.name for column in columns], rows)
    return grid.Rows(shown, grid.read(shown, rows), count, wants, grid.built(cursor))


def _days_over(wanted, listing):
    """How many days what counts against the measure had been due by the end of the month asked for."""
    end = f"last_day(cast('{wanted.month:%Y-%m-%d}' as date))"
    days = f"case when {listing.against} and next_due < {end} then date_diff('day', next_due, {end}) end"
    return [grid.Shown(Column("days_over", "number", days), "days over")]


def listing_of(cursor, wanted):
    unit = {"unit": wanted.unit.key, "parent": wanted.unit.parent}
    return values.listing(cursor, wanted.measure, unit, wanted.month, wanted.basis, wanted.chosen())


def shown_columns(wanted, listing):
    """The columns of the table, those first by which a person finds a case: whether it counts against the measure, what
    it is, its days, where and when; what it adds to the number comes last. What all rows share has no column."""
    measure, names = wanted.measure, list(listing.types)
    last = [name for name in ("numerator", "denominator") if name in names]
    one_month = wanted.basis in ("month", "snapshot") and not listing.distinct
    same = [*(["unit"] if not wanted.unit.below else []), *(["month"] if one_month else [])]
    days = [name for name in names if listing.types[name] == "DATE" and name != "month"]
    order = ["person", *days, "unit", "month"]
    order += [name for name in names if name not in (*order, *last)]
    against = Column(COUNTS, "text", f"case when {listing.against} then 'against' else '' end")
    found = [grid.Shown(against, say.AGAINST)] if listing.against != "false" else []
    late = _days_over(wanted, listing) if listing.types.get("next_due") == "DATE" else []
    for name in [*order, *last]:
        if name in names and name not in same:
            found.append(grid.Shown(grid.column_of(name, listing.types[name]), say.heading(measure, name)))
            found += late if name == "next_due" else []
    return found


def value(cursor, wanted):
    """The values.Value of all records together."""
    return values.value(cursor, wanted.measure["key"], wanted.unit.key, f"{wanted.month:%Y-%m}", wanted.basis)


def _part(cursor, wanted):
    month = f"{wanted.month:%Y-%m}"
    found = values.breakdown(cursor, wanted.measure["key"], wanted.unit.key, month, wanted.slice_)
    return next((value for value in found if value.slice_value == wanted.part), None)


def _agree(measure, number, total):
    """Whether the numerators and the denominators of all rows add up to those of a number."""
    bottom = 0 if measure["base"] else _whole(number.denominator)
    return (_whole(total.numerator), 0 if measure["base"] else _whole(total.denominator)) == (
        _whole(number.numerator),
        bottom,
    )


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
