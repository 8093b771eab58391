"""The rows of one file against its form, in SQL that is made from the layout and run by DuckDB.

Good rows pass through once. Only rows with something wrong are looked at again, column by column, for the reasons.
"""

from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

import duckdb
import pyarrow as pa

from dashboard.intake import reading
from dashboard.intake.bounds import SHOWN
from dashboard.intake.cells import add_cells, bare, in_any_spelling, is_empty, is_marker, name, read_cells, unread
from dashboard.intake.codes import code_lists
from dashboard.intake.layout import DATED
from dashboard.intake.reading import FIGURES, NOT_READ, quoted
from dashboard.intake.slips import own_months, too_far_ahead
from dashboard.intake.totals import BY_NAME, BY_SUM, FEWEST, Suspect, may_be_one, totals

MOST_MEMORY, LEAST_MEMORY, TIMES_FILE = 4000, 350, 70  # megabytes, and how many for each megabyte of a file
CHOICES_SHOWN = 12
LOOKS_MONTH_FIRST = (
    "the dates of {heading} look month-first: {found} of {total} can be nothing else;"
    ' a mapping reads them by [dates] format = "%m/%d/%Y"'
)
LOOKS_DECIMAL_COMMA = (
    "the figures of {heading} are written with a decimal comma: {found} of {total} can be nothing else;"
    " save the file with decimal points"
)
REJECT_COLUMNS = "line bigint, column_name varchar, value varchar, reason varchar, action varchar"
SLIPS = 100  # one date in a hundred does not give the year of a return
# A file is held back as a whole where at least one in twenty cells of a column can only be read the other way, and
# fewer than four times as many can only be read the usual way.
TELLING, OUTWEIGHED = 20, 4
TOTALS_AT_ONCE = 10_000
TOTALS = ("row_id", "line", "heading", "label", "more")
TOTAL_SUSPECTS = """row_id bigint, line bigint, heading varchar, label varchar, by_name boolean,
amounts decimal(38, 2)[], above decimal(38, 2)[]"""


@dataclass(frozen=True)
class Fault:
    """Something that may be wrong with a row: SQL that is true where it is, and what to say then.

    Where it `blanks`, the row goes in with a warning and without the value of the column.
    """

    column: str
    found: str
    wrong: str
    reason: str
    action: str = "rejected"
    blanks: bool = False
    details: str | None = None  # SQL for the reason where the cell itself tells more


@dataclass(frozen=True)
class Counts:
    """What became of a file's rows. `reasons` counts the reasons of the rejected, `warnings` those of the warned."""

    rows_read: int
    rows_stored: int
    rows_rejected: int
    rows_warned: int
    reasons: dict
    warnings: dict


def shape_words(cells):
    """What is wrong with the shape of a row that has so many cells, none that can be counted, or a fault in words."""
    if cells is None:
        return "a quotation mark is not closed"
    return cells if isinstance(cells, str) else "has another number of cells than the header"


@contextmanager
def checker(spill, largest=None):
    """The database that files are checked in, one after the other; opening one for each costs more than most checks.

    It takes memory by the bytes of the `largest` of them, and writes to `spill` what it has no room for.
    """
    memory = MOST_MEMORY if largest is None else min(max(TIMES_FILE * largest >> 20, LEAST_MEMORY), MOST_MEMORY)
    with closing(duckdb.connect()) as connection:
        connection.execute("set temp_directory = $folder", {"folder": str(spill)})
        connection.execute("set memory_limit = $limit", {"limit": f"{memory}MB"})
        yield connection


class Check:
    """The checking of one file: `run` it, then ask for its period, then `write` what was found.

    Its tables are temporary ones of its own cursor, gone when it is left.
    """

    def __init__(self, database, match, rows, today):
        self.match, self.rows, self.today = match, rows, today
        self.form, self.layout = match.form, match.form.layout
        self.connection = database.cursor()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.connection.close()

    def run(self):
        """Stage every row, list what is wrong with which, and give the counts."""
        kinds = add_cells(self.connection, self.match, self.rows)
        self._read(read_cells(self.connection, self.form, kinds, self.today))
        if spelt := self._spelt_otherwise():
            self._read([in_any_spelling(cell) if cell in spelt else cell for cell in self.cells])
        self._list_faults()
        self.held_back = self._hold_back()
        self._name_totals()
        self.span = self._name_slips() if self.layout.dated_by else None
        self._list_repeats()
        self._list_misshapen()
        return self._counts()

    def _read(self, cells):
        """Stage every row with its cells as they are read, and those rows again of which something may be wrong."""
        self.cells = cells
        self.faults = [*_column_faults(self.form, self.cells), *_check_faults(self.layout)]
        self._stage()
        suspect = "is_rejected or is_warned or is_unread"
        self.has_suspects = bool(self._one(f"select bool_or({suspect}) from staged"))
        if self.has_suspects:
            self.connection.execute(
                f"""create or replace temp table suspects as from ({self._typed()})
                where line in (select line from staged where {suspect})"""
            )

    def _spelt_otherwise(self):
        """The cells that the usual ways do not read in some row, and a dearer one does. A file has few such rows."""
        dear = [cell for cell in self.cells if cell.spelt]
        if not (self.has_suspects and dear):
            return []
        return [
            cell
            for cell in unread(self.connection, dear, "from suspects")
            if self._one(f"select bool_or({cell.name} is null and {cell.spelt} is not null) from suspects")
        ]

    def _typed(self):
        """Every row with each column's text and value."""
        texts = ", ".join(f"{cell.text} as {cell.text_name}" for cell in self.cells)
        values = ", ".join(f"{cell.value} as {cell.name}, {cell.text_name}" for cell in self.cells)
        marker = f", {_marker(self.layout)} as marker" if self.layout.has_marker else ""
        return f"select line, {values}{marker}, {_day(self.today)} as today from (select *, {texts} from cells)"

    def _stage(self):
        columns = ", ".join(f"{self._left(column)} as {name(column)}" for column in self._columns())
        self.connection.execute(
            f"""create or replace temp table staged as select line, {columns},
            {_any(self.faults, "rejected")} as is_rejected, {_any(self.faults, "warned")} as is_warned,
            {self._unread()} as is_unread from ({self._typed()})"""
        )

    def _unread(self):
        """SQL: whether a row has a cell that the usual ways do not read; not each is a fault, for a - can be nought."""
        dear = [cell for cell in self.cells if cell.spelt]
        return " or ".join(f"({cell.text_name} is not null and {cell.name} is null)" for cell in dear) or "false"

    def _left(self, column):
        """SQL for what is stored of a column: nothing where a fault of it leaves it blank."""
        wrong = [fault.wrong for fault in self.faults if fault.blanks and fault.column == column]
        return f"case when not coalesce({' or '.join(wrong)}, false) then {name(column)} end" if wrong else name(column)

    def _columns(self):
        return [column.name for column in self.layout.columns] + (["marker"] if self.layout.has_marker else [])

    def _list_faults(self):
        self.connection.execute(f"create temp table problems ({REJECT_COLUMNS}, heading varchar)")
        for fault in self.faults if self.has_suspects else ():
            self.connection.execute(
                f"""insert into problems select line, {self._heading(fault.column)}, {fault.found},
                {fault.details or "$reason"}, $action, $reason from suspects where coalesce({fault.wrong}, false)""",
                {"reason": fault.reason, "action": fault.action},
            )

    def _hold_back(self):
        """Turn every row away where a column as a whole is written another way than it is read; gives the reason."""
        for cell, other, usual, words in self._doubts():
            text = cell.text_name
            found, against, total = self.connection.execute(
                f"""select count(*) filter (regexp_full_match({text}, $other)),
                count(*) filter (regexp_full_match({text}, $usual)), count({text}) from ({self._typed()})""",
                {"other": other, "usual": usual},
            ).fetchone()
            if found * TELLING >= total > 0 and found * OUTWEIGHED > against and found:
                reason = words.format(heading=self._header(cell.column.name), found=f"{found:,}", total=f"{total:,}")
                self._turn_all_away(cell, reason)
                return reason
        return None

    def _doubts(self):
        """(cell, pattern of the other way, of the usual way, words) of each column that may be written otherwise."""
        for cell in self.cells:
            if not cell.may_fail or (self.form.date_formats and cell.column.type in DATED):
                continue
            if cell.column.type == "month" and self._one(f"select bool_or(contains({cell.text}, '/')) from columns"):
                yield cell, *reading.FIRST_OF_MONTH, LOOKS_MONTH_FIRST
            elif cell.column.type in DATED and self._suspect(cell, reading.MONTH_FIRST):
                yield cell, reading.MONTH_FIRST, reading.TELLS_THE_DAY, LOOKS_MONTH_FIRST
            elif cell.column.type in FIGURES and self._suspect(cell, reading.DECIMAL_COMMA):
                yield cell, reading.DECIMAL_COMMA, reading.DECIMAL_POINT, LOOKS_DECIMAL_COMMA

    def _suspect(self, cell, pattern):
        """Whether a cell that was not read has a pattern."""
        matches = f"regexp_full_match({cell.text_name}, {quoted(pattern)})"
        return self.has_suspects and self._one(f"select bool_or({cell.name} is null and {matches}) from suspects")

    def _turn_all_away(self, cell, reason):
        self.connection.execute(
            f"""insert into problems
            select line, {self._heading(cell.column.name)}, {cell.text_name}, $reason, 'rejected', $reason
            from ({self._typed()}) where line in (select line from staged where not is_rejected)""",
            {"reason": f"is held back with the whole file: {reason}"},
        )
        self.connection.execute("update staged set is_rejected = true")

    def _name_totals(self):
        """Turn away the rows that add up others, of a layout whose money is added up."""
        if not self.layout.control or self.form.wide:
            return
        self._list_total_suspects()
        self.connection.execute(
            "create temp table totals (row_id bigint, line bigint, heading varchar, label varchar, more varchar)"
        )
        found = totals(self._total_suspects())
        while some := list(islice(found, TOTALS_AT_ONCE)):
            rows = [(one.row, one.line, one.heading, one.label, more) for one, more in some]
            self.connection.register("next_totals", pa.table(list(map(pa.array, zip(*rows, strict=True))), TOTALS))
            self.connection.execute("insert into totals by name from next_totals")
        self.connection.execute(
            """insert into problems select line, heading, label, 'is a total of other rows, and not counted' || more,
            'rejected', 'is a total' from totals"""
        )
        self.connection.execute("update staged set is_rejected = true where rowid in (select row_id from totals)")
        if not self._one("select count(*) from totals"):
            self._remark_on_the_last()

    def _list_total_suspects(self):
        """Rows called a total, and rows of amounts alone. Few are; to look for the word is cheap."""
        texts = [c.name for c in self.layout.columns if c.type == "text" and c.name in self.match.positions]
        self.connection.execute(f"create temp table total_suspects ({TOTAL_SUSPECTS})")
        maybe = " or ".join(may_be_one(name(text)) for text in texts)
        bare = " and ".join(f"{name(text)} is null" for text in texts)
        if not texts or not self._one(f"select bool_or(({maybe}) or ({bare})) from staged"):
            return
        sums = self.layout.control.sums
        headings = ", ".join(quoted(self._header(column)) for column in (sums[0], *texts))
        words = f"[{', '.join(name(text) for text in texts)}]"
        named = f"list_filter({words}, lambda word: regexp_full_match(lower(word), {quoted(BY_SUM)}))[1]"
        amounts = ", ".join(f"coalesce({name(one)}, 0)" for one in sums)
        above = ", ".join(f"coalesce(sum({name(one)}) over above, 0)" for one in sums)
        self.connection.execute(
            f"""insert into total_suspects
            select row_id, line, [{headings}][coalesce(list_position({words}, label), 0) + 1], label,
                coalesce(regexp_full_match(lower(label), {quoted(BY_NAME)}), false), amounts, above
            from (
                select rowid as row_id, *, {named} as label, coalesce({bare}, false) as is_bare,
                    [{amounts}] as amounts, [{above}] as above
                from (select rowid, * from staged)
                window above as (order by rowid rows between unbounded preceding and 1 preceding)
            ) where label is not null or (is_bare and len(list_filter(amounts, lambda one: one <> 0)) > 0)"""
        )

    def _total_suspects(self):
        """Each Suspect in the order of the file, some at a time: in a file made to harm every row may be one."""
        last = -1
        while rows := self.connection.execute(
            "from total_suspects where row_id > ? order by row_id limit ?", [last, TOTALS_AT_ONCE]
        ).fetchall():
            for *said, amounts, above in rows:
                yield Suspect(*said, tuple(amounts), tuple(above))
            last = rows[-1][0]

    def _remark_on_the_last(self):
        """A last row that is the sum of all others, under whatever name, is remarked on and counted."""
        column = self.layout.control.sums[0]
        rows, total, last, line = self.connection.execute(
            f"select count(*), sum({name(column)}), arg_max({name(column)}, rowid), max(line) from staged"
        ).fetchone()
        if rows > FEWEST and last and total == 2 * last:
            reason = "is the sum of all rows above, yet not called a total: counted with them"
            self._put(line, self._header(column), f"{last}", reason, reason, "warned")
            self.connection.execute("update staged set is_warned = true where line = ?", [line])

    def _put(self, line, column, value, reason, heading, action="rejected"):
        self.connection.execute(
            "insert into problems values (?, ?, ?, ?, ?, ?)", [line, column, value, reason, action, heading]
        )

    def _name_slips(self):
        """The file's own months, as days; rows outside them are warned of, or turned away if far ahead."""
        months = {one: f"cast(date_trunc('month', {name(one)}) as date)" for one in self.layout.dated_by}
        counted = self.connection.execute(
            f"""select month, count(*) from
            (select unnest([{", ".join(months.values())}]) as month from staged where not is_rejected)
            where month is not null group by 1 order by 1"""
        ).fetchall()
        span = own_months(counted, self.today)
        if span is None:
            return None
        if span != (counted[0][0], counted[-1][0]):
            for column, month in months.items():
                self._name_slips_of(column, month, span)
        return span[0], _month_end(span[1])

    def _name_slips_of(self, column, month, span):
        outside = f"{month} not between {_day(span[0])} and {_day(span[1])}"
        ahead = f"{name(column)} >= {_day(too_far_ahead(self.today))}"
        reason = f"lies outside the other months of the file, {span[0]:%Y-%m} to {span[1]:%Y-%m}: a slip of the pen?"
        text = next(cell.text_name for cell in self.cells if cell.column.name == column)
        self.connection.execute(
            f"""insert into problems select line, $column, {text}, $reason,
            case when {ahead} then 'rejected' else 'warned' end, 'lies outside the other months of the file'
            from ({self._typed()}) where {outside} and line in (select line from staged where not is_rejected)""",
            {"column": self._header(column), "reason": reason},
        )
        self.connection.execute(
            f"""update staged set is_rejected = is_rejected or {ahead}, is_warned = is_warned or not {ahead}
            where {outside}"""
        )

    def _heading(self, column):
        """SQL for the header over a cell: of a column that is folded into rows, each row has its own."""
        wide = self.form.wide
        if wide is None or column == wide.into or column not in wide.gives:
            return quoted(self._header(column))
        said = name(f"{wide.into} text")
        return f"{said} || {quoted(wide.between + wide.parts[column][0])}" if wide.parts else said

    def _header(self, column):
        """The header as the file has it, for people who will look for it there."""
        place = self.match.positions.get(column)
        return self.layout.column(column).header if place is None else self.match.candidate.cells[place].strip()

    def _list_repeats(self):
        """Rows whose key stands in an earlier row. A count tells cheaply that there are none, as is usual."""
        self.connection.execute(
            "create temp table repeats (row_id bigint, line bigint, first_line bigint, value varchar)"
        )
        keys = ", ".join(name(column) for column in self.layout.key)
        good = "from staged where not is_rejected"
        if not keys or not self._one(f"select count(*) from (select 1 {good} group by {keys} having count(*) > 1)"):
            return
        together = " || ' | ' || ".join(f"coalesce({name(column)}::varchar, '')" for column in self.layout.key)
        self.connection.execute(
            f"""insert into repeats select row_id, line, first_line, value from (
                select rowid as row_id, line, first_value(line) over key as first_line, row_number() over key as n,
                {together} as value {good} window key as (partition by {keys} order by rowid)
            ) where n > 1"""
        )
        self.connection.execute(
            """insert into problems select line, $column, value, 'repeats line ' || first_line, 'rejected',
            'repeats an earlier row' from repeats""",
            {"column": " + ".join(self._header(column) for column in self.layout.key)},
        )

    def _list_misshapen(self):
        expected, found = len(self.match.candidate.cells), self.rows.misshapen
        if not found:
            return
        aside = {
            "line": pa.array([line for line, *_ in found], pa.int64()),
            "value": [text[:SHOWN] for _, text, _ in found],
            "cells": pa.array([cells if isinstance(cells, int) else None for *_, cells in found], pa.int32()),
            "heading": [shape_words(cells) for *_, cells in found],
        }
        self.connection.register("aside", pa.table(aside))
        self.connection.execute(
            """insert into problems
            select line, '', value, heading || coalesce(': ' || cells || ', not ' || $expected, ''), 'rejected', heading
            from aside""",
            {"expected": expected},
        )

    def _one(self, sql):
        return self.connection.execute(sql).fetchone()[0]

    def _counts(self):
        staged, bad, warned = self.connection.execute(
            """select count(*), count(*) filter (is_rejected), count(*) filter (is_warned and not is_rejected)
            from staged"""
        ).fetchone()
        repeated = self._one("select count(*) from repeats")
        both = self._one("select count(*) from staged where is_warned and rowid in (select row_id from repeats)")
        misshapen = len(self.rows.misshapen)
        rejected = bad + repeated + misshapen
        return Counts(
            staged + misshapen,
            staged - bad - repeated,
            rejected,
            warned - both,
            self._reasons("rejected"),
            self._reasons("warned"),
        )

    def _reasons(self, action):
        found = self.connection.execute(
            """select case column_name when '' then heading else column_name || ' ' || heading end as words, count(*)
            from problems where action = $action group by words order by count(*) desc, words""",
            {"action": action},
        ).fetchall()
        return dict(found)

    def _kept(self):
        """The rows that go in: nothing wrong with them, and the first of their key."""
        repeated = " and rowid not in (select row_id from repeats)" if self._one("select count(*) from repeats") else ""
        return f"from staged where not is_rejected{repeated}"

    def year(self, columns):
        """(first calendar year, number of dates) of the latest financial year of the dates in some columns, or None.

        A single date or a hundredth of them is a slip of the pen, where other years have more.
        """
        dates = ", ".join(name(column) for column in columns)
        found = self.connection.execute(
            f"""select year(day) - (month(day) < 4)::integer as first_year, count(*) as dates
            from (select unnest([{dates}]) as day {self._kept()}) where day is not null group by 1 order by 1"""
        ).fetchall()
        least = max(2, sum(count for _, count in found) / SLIPS)
        return next((one for one in reversed(found) if one[1] >= least), found[-1] if found else None)

    def values(self, columns):
        """The different values of some columns, as text."""
        texts = ", ".join(f"coalesce({name(column)}::varchar, '')" for column in columns)
        return sorted(
            {" | ".join(row) for row in self.connection.execute(f"select distinct {texts} {self._kept()}").fetchall()}
        )

    def write(self, rows_path, rejects_path, control_path):
        """As Parquet: the good rows in the order of the file, what was wrong with others, what is added up."""
        columns = ", ".join(name(column) for column, _ in self.layout.sql_columns)
        self._copy(f"select {columns}, line::bigint as line {self._kept()}", rows_path)
        self._copy(
            "select line, column_name, value, reason, action from problems order by line, column_name, reason",
            rejects_path,
        )
        if self.layout.control:
            self._copy(self._control(), control_path)

    def _control(self):
        """What the file adds up to, the rejected rows that have an amount too, by month and part."""
        control, turned_away = self.layout.control, "is_rejected or rowid in (select row_id from repeats)"
        selects = [
            f"""select '{column}' as column_name, ({control.month})::date as month, ({control.part})::varchar as part,
            sum({name(column)})::decimal(18, 2) as in_file,
            coalesce(sum({name(column)}) filter (where {turned_away}), 0)::decimal(18, 2) as rejected,
            count(*) as lines, count(*) filter (where {turned_away}) as lines_rejected
            from staged where {name(column)} is not null group by 2, 3"""
            for column in control.sums
        ]
        return " union all ".join(selects)

    def _copy(self, select, path):
        self.connection.execute(f"copy ({select}) to {quoted(path)} (format parquet, compression snappy)")


def _column_faults(form, cells):
    """What can be wrong with a column by itself: unreadable, empty, not in the list, a date that cannot be."""
    for cell in cells:
        column = cell.column
        if column.required:
            yield Fault(column.name, cell.text_name, _is_missing(cell), "is empty, and a value is needed")
        for fault in _cell_faults(form, cell):
            blanks = form.layout.unread == "blank" and not column.required and fault.action == "rejected"
            yield left_empty(fault) if blanks else fault


def left_empty(fault):
    """The fault as one of a cell that its row can do without."""
    details = fault.details and f"({fault.details}) || '; left empty'"
    return replace(fault, reason=f"{fault.reason}; left empty", action="warned", blanks=True, details=details)


def _is_missing(cell):
    return f"{cell.text_name} is null or case when {cell.name} is null then {is_empty(cell.text_name)} else false end"


def _stands_for_nothing(cell):
    """SQL: whether a text that is no value says that there is none, as - and n/a do, and a marker among figures."""
    column = cell.column
    takes_markers = column.type in FIGURES and (column.markers or not column.required)
    return is_marker(cell.text_name) if takes_markers else is_empty(cell.text_name)


def _cell_faults(form, cell):
    column = cell.column
    if cell.may_fail:
        yield from _unread(form, cell)
    if column.type in DATED:
        beyond = f"{cell.name} < date '{reading.FIRST_DAY}' or {cell.name} > timestamp '{reading.LAST_DAY} 23:59:59'"
        yield Fault(column.name, cell.text_name, beyond, "is a date before 1880 or after 2100")
    if column.type == "money" and cell.may_fail:
        rounded = reading.has_more_than_pence(cell.text_name, cell.name)
        yield Fault(column.name, cell.text_name, rounded, "has more than two decimals: rounded to the penny", "warned")
    if column.past:
        yield Fault(column.name, cell.text_name, f"{cell.name} > today", "is a date in the future")


def _unread(form, cell):
    column, text = cell.column, cell.text_name
    codes = code_lists()[column.codes] if column.type == "code" else None
    if codes and codes.open:
        known = ", ".join(map(quoted, codes.values))
        yield Fault(column.name, text, f"{cell.name} not in ({known})", f"is not in the list {column.codes}", "warned")
        return
    nothing = "false" if form.layout.unread == "blank" else _stands_for_nothing(cell)
    reason = _not_in(codes) if codes else _not_read(form, column)
    unread = f"{text} is not null and {cell.name} is null"
    yield Fault(
        column.name,
        text,
        f"case when {unread} then not {nothing} else false end",
        reason,
        details=reading.why_not(column.type, reason, text),
    )
    if column.type in FIGURES and not column.markers and not column.required:
        withheld = f"case when {unread} then {nothing} and not {is_empty(text)} else false end"
        yield Fault(column.name, text, withheld, "stands in place of a figure: left empty", "warned")


def _not_in(codes):
    more = f" and {len(codes.values) - CHOICES_SHOWN} more" if len(codes.values) > CHOICES_SHOWN else ""
    return f"is not in the list {codes.name}: {', '.join(codes.values[:CHOICES_SHOWN])}{more}"


def _not_read(form, column):
    if form.date_formats and column.type in DATED:
        return f"is not a date as {form.name} writes them ({', '.join(form.date_formats)})"
    return NOT_READ[column.type]


def _check_faults(layout):
    for check in layout.checks:
        fault = Fault(check.column, name(f"{check.column} text"), f"not ({check.holds})", check.reason)
        yield {"reject": fault, "warn": replace(fault, action="warned"), "blank": left_empty(fault)}[check.action]


def _any(faults, action):
    wrong = [f"coalesce({fault.wrong}, false)" for fault in faults if fault.action == action]
    return " or ".join(wrong) or "false"


def _marker(layout):
    """The marker of a row: that of the first of its number columns which has one."""
    texts = [name(f"{column.name} text") for column in layout.columns if column.markers]
    return f"coalesce({', '.join(f'case when {is_marker(text)} then {bare(text)} end' for text in texts)}, null)"


def _day(day):
    return f"date '{day.isoformat()}'"


def _month_end(first):
    return (date(first.year, first.month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
