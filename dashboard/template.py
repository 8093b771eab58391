"""A file to fill in for a layout: its headings, what each means, drop-down lists of its codes, and an example row.

The example stands on a sheet of its own that says in its first cell that it is not read, as do the sheets beside it: so
it cannot go in among the council's own rows.
"""

from dashboard.intake.codes import code_lists
from dashboard.intake.sources import ASIDE
from dashboard.workbook import Choice, Column, Sheet, workbook

WRITTEN = {
    "text": "text",
    "code": "one of the list that drops down",
    "period": "2025-26, 2025, 2025-06, or two dates with / between",
    "date": "dd/mm/yyyy",
    "month": "yyyy-mm, or yyyypp where period 01 is April",
    "timestamp": "dd/mm/yyyy hh:mm",
    "integer": "a whole number",
    "number": "a number",
    "money": "pounds and pence",
    "boolean": "Yes or No",
}
MARKS = "; or a mark such as [c] where the figure was withheld"
KINDS = {"date": "day", "timestamp": "moment", "integer": "any", "number": "any", "money": "money"}  # others as typed
EXPLAINED = (
    Column("aside", ASIDE),
    Column("heading", "Heading"),
    Column("says", "What it means", "sentence"),
    Column("needed", "Needed"),
    Column("written", "How to write it", "sentence"),
)


def template(layout, rows=(), known=None):
    """The bytes of a workbook to fill in. `rows` that stand in it already are dictionaries by column name.

    `known` leads from a column to (value, what it is) of what may be chosen there, beside the code lists; another value
    may be written all the same, after a question.
    """
    columns = tuple(_column(column) for column in layout.columns)
    lists = {column.name: _list(column, known or {}) for column in layout.columns}
    lists = {name: found for name, found in lists.items() if found}
    choices = _choices(lists)
    sheet = Sheet(
        layout.name,
        columns,
        [{column.name: row.get(column.name) for column in layout.columns} for row in rows],
        to_fill=True,
        choices=tuple(_choice(choices, name, found) for name, found in lists.items()),
    )
    example = {"aside": "An example", **{column.name: layout.example.get(column.name) for column in layout.columns}}
    explained = [_explained(column) for column in layout.columns]
    return workbook(
        _about(layout),
        [
            sheet,
            Sheet("Example", (EXPLAINED[0], *(Column(one.name, one.heading, "typed") for one in columns)), [example]),
            Sheet("Columns", EXPLAINED, explained),
            *([choices] if lists else ()),
        ],
    )


def _column(column):
    note = f"{column.says}.\n{_needed(column).capitalize()}.\nWrite: {_written(column)}."
    return Column(column.name, column.header, KINDS.get(column.type, "typed"), note=note)


def _explained(column):
    return {
        "aside": None,
        "heading": column.header,
        "says": column.says,
        "needed": _needed(column),
        "written": _written(column),
    }


def _needed(column):
    if column.required:
        return "needed in every row"
    return "the column may be left out" if column.optional else "may be empty"


def _written(column):
    return WRITTEN[column.type] + (MARKS if column.markers else "")


def _list(column, known):
    """(title, values with what they are, whether anything else is refused) of what may be chosen in a column."""
    if column.type == "code":
        codes = code_lists()[column.codes]
        return codes.title, [(value, None) for value in codes.values], not codes.open
    if column.type == "boolean":
        return f"{column.header}: Yes or No", [("Yes", None), ("No", None)], False
    if known.get(column.name):
        return column.header, list(known[column.name]), False
    return None


def _choices(lists):
    """A sheet of everything that may be chosen: a column for each list, and one beside it for what its values are."""
    columns = [EXPLAINED[0]]
    rows = [{} for _ in range(max((len(values) for _, values, _ in lists.values()), default=0))]
    for name, (title, values, _) in lists.items():
        columns.append(Column(name, title, "typed"))
        if any(is_called for _, is_called in values):
            columns.append(Column(f"{name} is", f"{title}: what it is"))
        for row, (value, is_called) in zip(rows, values, strict=False):
            row |= {name: value, f"{name} is": is_called}
    return Sheet("Choices", tuple(columns), [{one.name: row.get(one.name) for one in columns} for row in rows])


def _choice(choices, name, found):
    _, values, refuses = found
    letter = choices.letters[name]
    return Choice(name, f"{choices.title}!${letter}$2:${letter}${len(values) + 1}", refuses)


def _about(layout):
    regularly = f" A new file is looked for every {layout.frequency}." if layout.frequency else ""
    return [
        ("What it is", f"{layout.title}.{regularly}"),
        (
            "Filling it in",
            f"One row each on the sheet {layout.name}; leave the headings as they are.",
        ),
        ("What is read", f"The sheet {layout.name} alone: Example, Columns and Choices explain it."),
        ("Loading it", "python -m dashboard load FILE, then python -m dashboard build"),
    ]
