"""The cells of a file under the names of its layout, and the SQL that reads each column's text as its type."""

from dataclasses import dataclass, replace

from dashboard.intake import reading
from dashboard.intake.codes import code_lists
from dashboard.intake.periods import periods
from dashboard.intake.reading import Century, quoted
from dashboard.intake.words import EMPTY, MARKERS, plain

JOIN = "concat_ws(' - ', "
SAMPLE = 200  # rows looked at to see how a column writes its dates and figures
INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
DATED = {"date": reading.day, "timestamp": reading.moment, "month": reading.month}
FIGURES = {  # how each kind is plainly written, and every spelling of it
    "integer": (reading.plain_whole, reading.whole),
    "number": (reading.plain, reading.number),
    "money": (reading.plain_money, reading.money),
}
MOMENTS = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")


@dataclass(frozen=True)
class Cell:
    """One column as it is read: SQL for its text and its value, and whether some text may fail to be a value."""

    column: object
    text: str
    value: str
    may_fail: bool = False
    spelt: str = ""  # SQL of its value in any known spelling, where that costs more than `value`, which it agrees with

    @property
    def name(self):
        return name(self.column.name)

    @property
    def text_name(self):
        return name(f"{self.column.name} text")


def name(text):
    """An identifier in SQL."""
    return '"' + text.replace('"', '""') + '"'


def bare(text):
    return f"trim({text}, '\"'' ')"


def is_marker(text):
    """SQL: whether a text stands in place of a number; null where there is no text."""
    return _is_one_of(f"lower({bare(text)})", MARKERS)


def is_empty(text):
    """SQL: whether a text says that there is no value; null where there is no text."""
    return _is_one_of(f"lower({text})", EMPTY)


def _is_one_of(text, words):
    """Of five words on, DuckDB makes a join over all rows of an `in`, even inside a case that hardly a row reaches."""
    return f"list_contains([{', '.join(sorted(map(quoted, words)))}], {text})"


def add_cells(connection, match, rows):
    """Make the view `cells`: line and each column found or constant, as it stands. Gives the type of each.

    The view `columns` has the rows without any cell too, and is for looking at single columns.
    """
    if rows.parquet is None:
        connection.register("found_rows", rows.table)
        names = [f"c{n}" for n in range(rows.table.num_columns - 1)]
        kinds, line = ["VARCHAR"] * len(names), "line"
        source, filled = "found_rows", " or ".join(f"{one} <> ''" for one in names)
    else:
        names = [name(one) for one, _ in rows.parquet_columns]
        kinds, line = [kind for _, kind in rows.parquet_columns], "file_row_number + 1"
        source, filled = f"read_parquet({quoted(rows.parquet)}, file_row_number = true)", "true"
    given = [f"{names[place]} as {name(one)}" for one, place in match.positions.items()]
    given += [f"{quoted(value)} as {name(one)}" for one, value in match.constants.items()]
    given += [f"{_of_several('coalesce(', names, places)} as {name(one)}" for one, places in match.first.items()]
    given += [f"{_of_several(JOIN, names, places)} as {name(one)}" for one, places in match.joined.items()]
    select = ", ".join([f"{line} as line", *given])
    # Columns are looked at one by one: to leave out the rows without any cell would read them all each time.
    for view, rows_of in (("columns", source), ("cells", f"(from {source} where {filled})")):
        selects = _folded(match, names, select, rows_of) or [f"select {select} from {rows_of}"]
        connection.execute(f"create temp view {view} as {' union all '.join(selects)}")
    found = {one: kinds[place] for one, place in match.positions.items()}
    found |= dict.fromkeys([*match.constants, *match.first, *match.joined], "VARCHAR")
    return found | (dict.fromkeys(match.form.wide.gives, "VARCHAR") if match.form.wide else {})


def _of_several(function, names, places):
    """SQL of one text from several cells; an empty cell is none."""
    cells = ", ".join(reading.cleaned(f"{names[place]}::varchar") for place in places)
    return f"{function}{cells}, null)"


def _folded(match, names, select, source):
    """One select for each row that is folded out of a row; where its cells are all empty it is none."""
    return [_fold(match.form.wide, said, cells, names, select, source) for said, cells in match.folded]


def _fold(wide, said, cells, names, select, source):
    filled = [one for one in wide.gives if one != wide.into]
    values = [f"{names[cells[one]]}::varchar" if one in cells else "null::varchar" for one in filled]
    columns = ", ".join(f"{value} as {name(one)}" for value, one in zip(values, filled, strict=True))
    some = " or ".join(f"{reading.cleaned(value)} is not null" for value in values)
    return f"select {select}, {quoted(said)} as {name(wide.into)}, {columns} from {source} where {some}"


def read_cells(connection, form, kinds, today):
    """How each column of the layout is read on a day, given the types of the cells found.

    Dates and figures are read in their usual ways. To read every spelling is dear, so at first only those columns are
    read so of which one of the first rows needs it; `unread` and `in_any_spelling` are for the others.
    """
    ways = _ways(connection, form, kinds)
    cells = [_cell(connection, form, column, kinds.get(column.name), ways, today) for column in form.layout.columns]
    dear = [cell for cell in cells if cell.spelt]
    if not dear:
        return cells
    texts = ", ".join(f"{cell.text} as {cell.text_name}" for cell in dear)
    values = ", ".join(f"{cell.text_name}, {cell.value} as {cell.name}" for cell in dear)
    found = unread(connection, dear, f"select {values} from (select {texts} from columns limit {SAMPLE})")
    return [in_any_spelling(cell) if cell in found else cell for cell in cells]


def unread(connection, cells, rows):
    """Those of some cells that have a text without a value in the rows of a select."""
    tests = ", ".join(f"bool_or({cell.text_name} is not null and {cell.name} is null)" for cell in cells)
    found = connection.execute(f"select {tests} from ({rows})").fetchone()
    return [cell for cell, is_unread in zip(cells, found, strict=True) if is_unread]


def in_any_spelling(cell):
    return replace(cell, value=cell.spelt, spelt="")


def _cell(connection, form, column, kind, ways, today):
    if kind is None:
        return Cell(column, "null::varchar", f"null::{column.sql_type}")
    native = None if column.name in form.values else _native(column, kind)
    if native:
        return native
    text, values = _text(column, kind), form.values.get(column.name, {})
    if column.type in ("code", "boolean", "period"):
        return _looked_up(connection, column, text, values)
    if values:
        text = _translated(connection, text, values)
    if column.type == "text":
        return Cell(column, text, name(f"{column.name} text"))
    return _dated(column, text, ways[column.name], today) if column.type in DATED else _figure(column, text)


def _text(column, kind):
    return reading.cleaned(name(column.name) if kind == "VARCHAR" else f"{name(column.name)}::varchar")


def _native(column, kind):
    """A column of a Parquet file that has its type already needs no reading; None where it must be read as text."""
    given = name(column.name)
    if column.type in ("integer", "number", "money") and kind in INTEGERS:
        return Cell(column, f"{given}::varchar", f"try_cast({given} as {column.sql_type})", True)
    if column.type in ("number", "money") and (kind.startswith("DECIMAL") or kind in ("DOUBLE", "FLOAT")):
        return Cell(column, f"{given}::varchar", f"try_cast({given} as {column.sql_type})", True)
    if column.type in ("date", "timestamp") and kind in MOMENTS:
        return Cell(column, f"{given}::varchar", given if kind == column.sql_type else f"{given}::{column.sql_type}")
    if column.type == "month" and kind in MOMENTS:
        return Cell(column, f"{given}::varchar", f"cast(date_trunc('month', {given}) as date)")
    if column.type == "boolean" and kind == "BOOLEAN":
        return Cell(column, f"{given}::varchar", given)
    return None


def _looked_up(connection, column, text, values):
    """Few different words in many rows: each is looked up once in Python, and the rows by a case over the words."""
    codes = code_lists()[column.codes] if column.type == "code" else None
    if column.type == "period":
        found = _spans(connection, text, values)
    else:
        found = _meanings(connection, text, values, codes.find if codes else reading.boolean_of)
    may_fail = any(meant is None for meant in found.values())
    given = name(f"{column.name} text")
    if codes and not may_fail and all(word == meant for word, meant in found.items()):
        return Cell(column, text, given)
    value = _case(given, found, column.sql_type)
    return Cell(column, text, f"coalesce({value}, {given})" if codes and codes.open else value, may_fail)


def _meanings(connection, text, values, meaning):
    return {word: meaning(values.get(plain(word), word)) for word in _words(connection, text)}


def _spans(connection, text, values):
    """Periods are read together: some can be told only by the others of their column."""
    meant = {word: values.get(plain(word), word) for word in _words(connection, text)}
    spans = periods(set(meant.values()))
    return {word: spans[said] for word, said in meant.items()}


def _words(connection, text):
    found = connection.execute(f"select distinct {text} from columns").fetchall()
    return [word for (word,) in found if word is not None]


def _translated(connection, text, values):
    changed = {word: meant for word, meant in _meanings(connection, text, values, str).items() if word != meant}
    return f"coalesce({_case(text, changed, 'VARCHAR')}, {text})" if changed else text


def _case(given, found, sql_type):
    cases = " ".join(f"when {quoted(word)} then {quoted(meant)}" for word, meant in found.items() if meant is not None)
    return f"cast(case {given} {cases} end as {sql_type})" if cases else f"null::{sql_type}"


def _dated(column, text, ways, today):
    given, read = name(f"{column.name} text"), DATED[column.type]
    century = Century(today.year if column.past else today.year + reading.AHEAD, column.past)
    return Cell(column, text, read(given, ways), True, read(given, ways, century))


def _figure(column, text):
    given = name(f"{column.name} text")
    plain, spelt = (read(given, column.sql_type) for read in FIGURES[column.type])
    if column.markers:
        plain, spelt = (f"case when not {is_marker(given)} then {value} end" for value in (plain, spelt))
    return Cell(column, text, plain, True, spelt)


def _ways(connection, form, kinds):
    """The ways the dates of each column may be written, that of most of its first values first."""
    columns = [column for column in form.layout.columns if column.type in DATED and column.name in kinds]
    if form.date_formats or not columns:
        return {column.name: form.date_formats for column in columns}
    texts = ", ".join(f"{_text(column, kinds[column.name])} as {name(column.name)}" for column in columns)
    tries = [[f"count({reading.moment(name(column.name), [way])})" for way in reading.WAYS] for column in columns]
    counts = ", ".join(f"[{', '.join(one)}]" for one in tries)
    found = connection.execute(f"select {counts} from (select {texts} from columns limit {SAMPLE})").fetchone()
    return {
        column.name: tuple(sorted(reading.WAYS, key=lambda way: -dict(zip(reading.WAYS, count, strict=True))[way]))
        for column, count in zip(columns, found, strict=True)
    }
