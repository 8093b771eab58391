"""One block of a long table, sorted and narrowed down in the database as a reader chose: all its rows are in reach."""

from dataclasses import dataclass, field

from dashboard.values import quoted

# What a column can be asked for, by its kind, as SQL over the column {x} and the values $v and $w.
TEXT = {
    "contains": "contains(lower({x}), lower($v))",
    "notContains": "not contains(lower({x}), lower($v))",
    "equals": "lower({x}) = lower($v)",
    "notEqual": "lower({x}) <> lower($v)",
    "startsWith": "starts_with(lower({x}), lower($v))",
    "endsWith": "ends_with(lower({x}), lower($v))",
    "blank": "{x} = ''",
    "notBlank": "{x} <> ''",
}
AMOUNT = {
    "equals": "{x} = $v",
    "notEqual": "{x} <> $v",
    "lessThan": "{x} < $v",
    "lessThanOrEqual": "{x} <= $v",
    "greaterThan": "{x} > $v",
    "greaterThanOrEqual": "{x} >= $v",
    "inRange": "{x} between $v and $w",
    "blank": "{x} is null",
    "notBlank": "{x} is not null",
}
WAYS = {"text": TEXT, "yes or no": TEXT, "month": TEXT, "number": AMOUNT, "date": AMOUNT}
VALUES = {"blank": 0, "notBlank": 0, "inRange": 2}  # how many values a way takes, where it is not one


@dataclass(frozen=True)
class Column:
    """A column of a table: `sql` says what it shows over the row `listed`, its own name where nothing is said.

    `kind` is a key of WAYS. It is sorted by what it is, and filtered by what is read: a month as 'Sep 2026'.
    """

    name: str
    kind: str = "text"
    sql: str = ""

    @property
    def shown(self):
        return self.sql or f"listed.{quoted(self.name)}"

    @property
    def filtered(self):
        if self.kind == "month":
            return f"coalesce(strftime({self.shown}, '%b %Y'), '')"
        if WAYS[self.kind] is TEXT:
            return f"coalesce(cast({self.shown} as varchar), '')"
        return f"cast({self.shown} as date)" if self.kind == "date" else self.shown


@dataclass(frozen=True)
class Only:
    """A filter: a column, one of its WAYS, and the values that the way takes."""

    column: Column
    way: str
    values: tuple = ()


@dataclass(frozen=True)
class Block:
    """Which rows are asked for: from `first` to before `last`, in the order of (column, whether downwards) pairs."""

    first: int = 0
    last: int = 100
    order: tuple = ()
    only: tuple = field(default=())


def block(cursor, table, parameters, columns, asked, order):
    """(rows of a Block as tuples of `columns`, how many rows are left by its filters).

    `table` is the SQL of all rows, `order` that of rows that are alike in what the reader chose.
    """
    where, found = _where(asked.only)
    listed = f"from ({table}) as listed {where}"
    keys = [f"{column.shown} {'desc' if down else 'asc'} nulls last" for column, down in asked.order]
    shown = ", ".join(f"{column.shown} as {quoted(column.name)}" for column in columns)
    parameters = {**parameters, **found}
    rows = cursor.execute(
        f"select {shown} {listed} order by {', '.join([*keys, order])}"
        f" limit {int(asked.last) - int(asked.first)} offset {int(asked.first)}",
        parameters,
    ).fetchall()
    (count,) = cursor.execute(f"select count(*) {listed}", parameters).fetchone()
    return rows, count


def _where(only):
    conditions, found = [], {}
    for place, one in enumerate(only):
        names = [f"only_{place}_{which}" for which in range(len(one.values))]
        sql = WAYS[one.column.kind][one.way].replace("{x}", one.column.filtered)
        for said, name in zip(("$v", "$w"), names, strict=False):
            sql = sql.replace(said, f"${name}")
        conditions.append(f"({sql})")
        found.update(zip(names, one.values, strict=True))
    return (f"where {' and '.join(conditions)}" if conditions else ""), found
