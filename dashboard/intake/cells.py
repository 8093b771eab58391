"""The cells of a file under the names of its layout, and the SQL that reads each column's text as its type."""

from dataclasses import dataclass, replace

from dashboard.intake import reading
from dashboard.intake.codes import code_lists
from dashboard.intake.periods import periods
from dashboard.intake.reading import Century, quoted
from dashboard.intake.words import EMPTY, MARKERS, plain

JOIN = "concat_ws(' - ', "
PREPARED_FOR = 20_000  # rows from which to prepare for every spelling of a date costs less than to look for them
SAMPLE = 200  # values looked at to see how a column writes its dates
INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
DATED = {"date": reading.day, "timestamp": reading.moment, "month": reading.month}
MOMENTS = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")


@dataclass(frozen=True)
class Cell:
    """One column as it is read: SQL for its text and its value, and whether some text may fail to be a value."""

    column: object
    text: str
    value: str
    may_fail: bool = False
    ways: tuple = ()  # how its dates are usually written

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
    return f"lower({bare(text)}) in ({', '.join(sorted(map(quoted, MARKERS)))})"


def is_empty(text):
    """SQL: whether a text says that there is no value; null where there is no text."""
    return f"lower({text}) in ({', '.join(sorted(map(quoted, EMPTY)))})"


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


def read_cells(connection, form, kinds, today, rows):
    """How each column of the layout is read on a day, given the types of the cells found."""
    cells = [_cell(connection, form, column, kinds.get(column.name)) for column in form.layout.columns]
    dated = [cell for cell in cells if cell.ways]
    if rows.table is None or rows.table.num_rows > PREPARED_FOR:
        return [_in_any_spelling(cell, today) if cell.ways else cell for cell in cells]
    if not dated:
        return cells
    # To look whether few rows have dates in other spellings costs less than to prepare for all of them.
    texts = ", ".join(f"{cell.text} as {cell.text_name}" for cell in dated)
    unread = ", ".join(f"bool_or({cell.text_name} is not null and {cell.value} is null)" for cell in dated)
    found = connection.execute(f"select {unread} from (select {texts} from columns)").fetchone()
    unusual = {cell.name for cell, is_unusual in zip(dated, found, strict=True) if is_unusual}
    return [_in_any_spelling(cell, today) if cell.name in unusual else cell for cell in cells]


def _in_any_spelling(cell, today):
    past = cell.column.past
    century = Century(today.year if past else today.year + reading.AHEAD, past)
    return replace(cell, value=DATED[cell.column.type](cell.text_name, cell.ways, century))


def _cell(connection, form, column, kind):
    if kind is None:
        return Cell(column, "null::varchar", f"null::{column.sql_type}")
    native = None if column.name in form.values else _native(column, kind)
    if native:
        return native
    text = reading.cleaned(name(column.name) if kind == "VARCHAR" else f"{name(column.name)}::varchar")
    values = form.values.get(column.name, {})
    if column.type in ("code", "boolean", "period"):
        return _looked_up(connection, column, text, values)
    if values:
        text = _translated(connection, text, values)
    return _parsed(connection, form, column, text)


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


def _parsed(connection, form, column, text):
    given = name(f"{column.name} text")
    if column.type == "text":
        return Cell(column, text, given)
    if column.type in DATED:
        ways = form.date_formats or _ways(connection, text)
        return Cell(column, text, DATED[column.type](given, ways), True, ways)
    if column.type == "integer":
        value = reading.whole(given)
    else:
        value = {"number": reading.number, "money": reading.money}[column.type](given, column.sql_type)
    return Cell(column, text, f"case when not {is_marker(given)} then {value} end" if column.markers else value, True)


def _ways(connection, text):
    """The ways a date may be written, that of most of a column's first values first."""
    counts = ", ".join(f"count({reading.moment('word', [way])})" for way in reading.WAYS)
    found = connection.execute(f"select {counts} from (select {text} as word from columns limit {SAMPLE})").fetchone()
    return tuple(sorted(reading.WAYS, key=lambda way: -found[reading.WAYS.index(way)]))
