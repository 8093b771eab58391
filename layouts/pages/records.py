"""The records behind one number: they add up to it, and the page says so. They can be narrowed down and saved."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import dash_ag_grid
from dash import html

from dashboard import access, narrowing, values
from dashboard import scorecard as cards
from dashboard.workbook import MOST_ROWS
from layouts import exports, words
from layouts.address import (
    basis_word,
    filter_text,
    link,
    measure_path,
    money_line,
    query,
    wanted_basis,
    wanted_filters,
    wanted_measure,
    wanted_month,
    wanted_slice,
    wanted_unit,
)
from layouts.exports import text
from layouts.page import Page, head, render

MOST_SHOWN = 3_000  # rows in the browser's grid; the files have them all
FIRST_ROWS = 40  # shown as a plain table until the grid has loaded
LEAST_WIDE, MOST_WIDE = 10, 26  # letters, by which the columns share the width of the grid
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


def show(store, reader, asked):
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        wanted = read(cursor, names, reader, asked.words)
        measure, unit = wanted.measure, wanted.unit
        whole = _value(cursor, wanted)
        columns, rows, total, facets = _listed(cursor, wanted)
        number = whole if not wanted.slice_ else _part(cursor, wanted)
    more, rows = len(rows) > MOST_SHOWN, rows[:MOST_SHOWN]
    if wanted.filters or (wanted.slice_ and wanted.basis != measure["basis"]):
        said = filtered_line(measure, total, rows, more, whole, names.fewest)
    else:
        said = sum_line(measure, number, columns, rows, more, total and total.records)
        if wanted.basis != measure["basis"]:
            said = said.replace("number on the scorecard", "number for this period")
        elif wanted.slice_:
            # The scorecard shows a measure whole: a part of it is a number of the page that led here.
            said = said.replace("on the scorecard", "on the page")
    headings, listed = marked(names, measure, columns, rows)
    return render(
        "records.html",
        f"Records: {measure['title']}, {unit.name}",
        parts=(grid(headings, listed),) if listed else (),
        measure=measure,
        total=said,
        against=total.against if total else 0,
        period=words.period_words(whole.period_start, whole.period_end, wanted.basis),
        chips=_chips(names, wanted),
        facets=[_facet(names, wanted, column, choices) for column, choices in facets.items()],
        only_against=link("/records", **_with(wanted, values.AGAINST, "yes"))
        if _some_count_against(wanted, total)
        else "",
        back=link(
            measure_path(measure["key"]), **{**wanted.words(), "measure": "", "value": "", "where": "", "back": ""}
        ),
        led_by=money_line(unit, wanted.month, wanted.slice_, wanted.part) if wanted.back else "",
        csv_href=link("/records.csv", **wanted.words()),
        xlsx_href=link("/records.xlsx", **wanted.words()),
        **head(names, reader, "/records", unit, wanted.month, **wanted.kept()),
    )


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


def _value(cursor, wanted):
    return values.value(cursor, wanted.measure["key"], wanted.unit.key, f"{wanted.month:%Y-%m}", wanted.basis)


def _part(cursor, wanted):
    month = f"{wanted.month:%Y-%m}"
    found = values.breakdown(cursor, wanted.measure["key"], wanted.unit.key, month, wanted.slice_)
    return next((value for value in found if value.slice_value == wanted.part), None)


def _listed(cursor, wanted):
    """(columns, rows, what they come to, the ways to go on filtering). A supplied measure has neither of the latter."""
    measure, chosen = wanted.measure, wanted.chosen()
    if measure["kind"] == "supplied":
        return *fetch(cursor, wanted, MOST_SHOWN + 1), None, {}
    unit = {"unit": wanted.unit.key, "parent": wanted.unit.parent}
    listing = narrowing.held(cursor, values.listing(cursor, measure, unit, wanted.month, wanted.basis, chosen))
    facets = narrowing.facets(cursor, listing, [column for column, _ in chosen])
    return *values.listed(cursor, listing, MOST_SHOWN + 1), narrowing.totals(cursor, listing), facets


def _chips(names, wanted):
    """(words, address without it) for each filter in force."""
    chips = []
    if wanted.slice_:
        chips.append(
            (_filter_words(names, wanted.slice_, wanted.part), link("/records", **wanted.words(slice="", value="")))
        )
    for pair in wanted.filters:
        left = [filter_text(*other) for other in wanted.filters if other != pair]
        chips.append((_filter_words(names, *pair), link("/records", **wanted.words(where=left))))
    return chips


def _filter_words(names, column, value):
    if column == values.AGAINST:
        return "only those that count against the measure"
    return f"{column.replace('_', ' ')}: {_choice_words(names, column, value)}"


def _choice_words(names, column, value):
    if column == "unit" and value in names.units:
        return names.units[value].name
    return value[:7] if column == "month" else value


def _with(wanted, column, value):
    return wanted.words(where=[*(filter_text(*pair) for pair in wanted.filters), filter_text(column, value)])


def _facet(names, wanted, column, choices):
    if column == "month":
        choices = sorted(choices)
    return column.replace("_", " "), [
        (_choice_words(names, column, value), f"{records:,}", against, link("/records", **_with(wanted, column, value)))
        for value, records, against in choices
    ]


def _some_count_against(wanted, total):
    taken = [column for column, _ in wanted.filters]
    return bool(total) and 0 < total.against < total.records and values.AGAINST not in taken


def filtered_line(measure, total, rows, more, whole, fewest):
    """What the records that are left come to, and of what."""
    if not total.records:
        return "No record is left with these filters: take one away."
    many = "This one record comes" if total.records == 1 else f"These {total.records:,} records come"
    listed = f" The first {len(rows):,} are listed; {files_have(total.records)}." if more else ""
    whole_words = (
        ""
        if whole.value is None
        else f" All records together: {_made(measure, whole, words.figure(measure, whole.value))}."
    )
    return f"{many} to {_left(measure, total, fewest)}.{listed}{whole_words}"


def files_have(records):
    """How many of the records the files have, which a worker makes in its memory."""
    if (records or 0) <= MOST_ROWS:
        return "the files have all"
    return (
        f"the CSV file has the first {exports.MOST_ROWS:,}, the workbook {MOST_ROWS:,}: narrow them down for the rest"
    )


def _left(measure, total, fewest):
    top, bottom = words.exact(total.numerator), total.denominator
    if measure["kind"] in ("count", "money"):
        return words.figure(measure, float(total.numerator)) if measure["kind"] == "money" else top
    if measure["base"] or not bottom:
        return f"{top}, without a denominator of their own"
    said = f"{top} {'of' if measure['kind'] == 'proportion' else 'over'} {words.exact(bottom)}"
    if measure["kind"] == "proportion" and bottom < fewest:
        return said
    return f"{said} = {words.figure(measure, float(total.numerator) / float(bottom) * float(measure['per']))}"


def sum_line(measure, number, columns, rows, more, counted):
    """What the records come to, in one sentence that can be checked against the scorecard."""
    if number is None or number.value is None:
        return f"There is no number here: {number.reason if number else 'nothing was counted'}."
    shown = words.figure(measure, number.value)
    if measure["kind"] == "supplied":
        return f"The number is {shown}, as it was published: it is not counted from records here."
    if not rows:
        return f"No record counts here in this period: that is the {shown} on the scorecard."
    made = _made(measure, number, shown)
    if more:
        of = f" of {counted:,}" if counted else ""
        first = "" if values.against_sql(measure) == "false" else ", those that count against it first"
        return (
            f"The first {len(rows):,}{of} records are listed{first}; {files_have(counted)}. "
            f"Together they add up to {made}: the number on the scorecard."
        )
    least = _whole(number.numerator), 0 if measure["base"] else _whole(number.denominator)
    if sums(columns, rows) != least:
        return (
            f"The number on the scorecard is {made}. The records listed come to other sums: tell the performance team."
        )
    many = "This one record adds" if len(rows) == 1 else f"These {len(rows):,} records add"
    return f"{many} up to {made}: the number on the scorecard."


def _made(measure, number, shown):
    """'420 of 567 = 74.1%', '24; over a base of 88,816 that is 27.0', '223'."""
    top = words.exact(number.numerator)
    if number.denominator is None:
        return shown if shown == top else f"{top} = {shown}"
    if measure["base"]:
        return f"{top}; for the {words.exact(number.denominator)} people it is held against, that is {shown}"
    if measure["kind"] == "proportion":
        return f"{top} of {words.exact(number.denominator)} = {shown}"
    return f"{top} divided by {words.exact(number.denominator)}, that is {shown}"


def sums(columns, rows):
    """The numerators and the denominators of records, added up."""
    return tuple(
        _whole(sum((Decimal(str(row[columns.index(name)] or 0)) for row in rows), Decimal(0))) if name in columns else 0
        for name in ("numerator", "denominator")
    )


def _whole(amount):
    return round(Decimal(str(amount or 0)), 2)


def readable(names, columns, rows):
    """Rows as a person reads them: units by name, months as 2026-03, decimals as numbers."""
    readers = [
        {
            "unit": lambda key: names.units[key].name if key in names.units else key,
            "month": lambda month: f"{month:%Y-%m}",
        }.get(column, _cell)
        for column in columns
    ]
    return [["" if value is None else read(value) for read, value in zip(readers, row, strict=True)] for row in rows]


def _cell(value):
    if isinstance(value, Decimal):
        return float(value)
    return text(value) if isinstance(value, (date, datetime)) else value


def grid(headings, rows):
    """The records in AG Grid: sorted and filtered in the browser, keyboard and all."""
    columns = [
        {"field": f"c{i}", "headerName": name, "type": _kind(rows, i), "flex": _share(name, rows, i)}
        for i, name in enumerate(headings)
    ]
    return html.Div(
        className="records-grid",
        role="region",  # Dash puts the grid after the page's own main part
        **{"aria-label": "Table of records"},
        children=dash_ag_grid.AgGrid(
            id="records-grid",
            columnDefs=columns,
            rowData=[{f"c{i}": value for i, value in enumerate(row)} for row in rows],
            defaultColDef={"sortable": True, "filter": True, "resizable": True, "minWidth": 104},
            dashGridOptions={"animateRows": False, "ensureDomOrder": True, "rowHeight": 32, "headerHeight": 38},
            style={"height": "62vh", "width": "100%"},
        ),
    )


def _share(name, rows, position):
    """A column's share of the width: its longest text, neither so short nor so long that others suffer."""
    return min(max(len(name) + 7, *(len(str(row[position])) for row in rows), LEAST_WIDE), MOST_WIDE)


def _kind(rows, position):
    numbers = all(isinstance(row[position], (int, float)) or row[position] == "" for row in rows)
    return "numericColumn" if numbers else None


def heading(measure, column):
    """A column's heading in words; of a proportion, what counts and out of what."""
    if measure["kind"] == "proportion":
        column = {"numerator": "counted", "denominator": "out of"}.get(column, column)
    return {"person": "person or thing"}.get(column, column.replace("_", " "))


def marked(names, measure, columns, rows):
    """(headings, rows) as a person reads them, with a word for those that count against the measure."""
    headings, listed = [heading(measure, column) for column in columns], readable(names, columns, rows)
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


def _file(store, request):
    """(columns, rows, what they are about, a name) of the records that a request asks for."""
    snapshot = store.snapshot()
    names = cards.names(snapshot)
    with snapshot.cursor() as cursor:
        asked = query(request.query_string.decode("utf-8", "replace"))
        wanted = read(cursor, names, access.reader(request), asked)
        columns, rows = fetch(cursor, wanted, exports.MOST_ROWS + 1)
        whole = _value(cursor, wanted)
    measure, unit = wanted.measure, wanted.unit
    about = exports.definition(
        names,
        measure,
        unit,
        words.period_words(whole.period_start, whole.period_end, wanted.basis),
        datetime.now(),
        filters="; ".join(_filter_words(names, *pair) for pair in wanted.chosen()) or "none",
        value_of_all_records=words.figure(measure, whole.value) if whole.value is not None else whole.reason,
    )
    said = [value.replace(" ", "_") for _, value in wanted.chosen()]
    name = "-".join((measure["key"], unit.key, f"{wanted.month:%Y-%m}", *said))
    return columns, rows, about, name


def download(store, request):
    """All the records as CSV. The file's name says what it is: measure, unit, month and filters."""
    return exports.as_csv(*_file(store, request))


def download_xlsx(store, request):
    """All the records as a workbook."""
    return exports.as_xlsx("Records", *_file(store, request))


PAGE = Page(
    "/records",
    "Records",
    show,
    needs=("dash_ag_grid",),
    routes={"/records.csv": download, "/records.xlsx": download_xlsx},
)
