"""The project's SQL, which is DuckDB's, as Spark says it: the one place where the two differ.

sqlglot knows most of it and passes what it does not know without a word, so nothing here is trusted that was not run: a
test runs every file on both engines and compares every cell.
"""

from functools import cache

import sqlglot
from sqlglot import exp

from dashboard.asking import rules


def in_spark(sql, parameters=None):
    """The statement as Spark says it, with its `$name` parameters in place and each `schema.table` as schema__table."""
    tree = sqlglot.parse_one(sql, read="duckdb").transform(_spelled_out, _rules())
    for at in list(tree.find_all(exp.Parameter, exp.Placeholder)):
        at.replace(exp.convert((parameters or {})[at.name]))
    for table in tree.find_all(exp.Table):
        if table.db:
            table.set("this", exp.to_identifier(known_as(table.db, table.name)))
            table.set("db", None)
    for select in list(tree.find_all(exp.Select)):
        _beside(select)
    return tree.transform(_said).sql("spark", comments=False)


def only(sql, names):
    """The statement with no other columns than `names`: what only the records of a measure show is not worked out."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    tree.set("expressions", [one for one in tree.expressions if one.is_star or one.alias_or_name in names])
    return tree.sql("duckdb", comments=False)


def ordered_by(sql, columns):
    """Those of a table's columns that its statement orders the rows by; all where it says no order."""
    order = sqlglot.parse_one(sql, read="duckdb").args.get("order")
    keys = [(one.this.name, one.args.get("desc")) for one in order.expressions] if order else []
    return ", ".join(f'"{name}"{" desc" if falls else ""}' for name, falls in keys if name in columns) or "all"


def known_as(schema, name):
    """What a table of the store is called there: Spark's temporary views have no schema."""
    return f"{schema}__{name}"


def _rules():
    """The macros of queries/rules by name, each its parameters and what it stands for: no other engine has them."""
    return _meant(tuple(rules()))


@cache
def _meant(macros):
    """Parsed once: to do it for each statement took nearly half of what all the rest of it takes."""
    made = [sqlglot.parse_one(macro, read="duckdb") for macro in macros]
    return {one.this.this.name: ([name.name for name in one.this.expressions], one.expression) for one in made}


def _spelled_out(node, known):
    """In the place of a rule's name, what it stands for."""
    if not isinstance(node, exp.Dot) or node.expression.name not in known:
        return node
    names, meant = known[node.expression.name]
    given = dict(zip(names, node.expression.expressions, strict=True))
    return exp.paren(
        meant.transform(lambda part: exp.paren(given[part.name]) if isinstance(part, exp.Column) else part)
    )


def _said(node):
    says = SAID.get(type(node))
    return says(node) if says else node


def _divided(node):
    """DuckDB's / gives a double, whatever it divides."""
    if node.meta.get("said"):
        return node
    sides = [exp.cast(exp.paren(node.args[side].copy(), copy=False), "double") for side in ("this", "expression")]
    made = exp.Div(this=sides[0], expression=sides[1], typed=True, safe=True)
    made.meta["said"] = True
    return made


def _truncated(node):
    """The first day of a month or year is a day there, and not a moment."""
    unit, day = node.args["unit"].name.upper(), node.this
    first = {"MONTH": _call("MONTH", day.copy()), "YEAR": exp.Literal.number(1)}.get(unit)
    return _call("MAKE_DATE", _call("YEAR", day.copy()), first, exp.Literal.number(1)) if first else node


def _call(name, *given):
    return exp.Anonymous(this=name, expressions=list(given))


def _matched(node):
    return exp.RegexpLike(this=node.this, expression=exp.Literal.string(f"^(?:{node.expression.name})$"))


def _split(node):
    """What divides is a pattern there."""
    return _call("SPLIT", node.this, exp.Literal.string(f"[{node.expression.name}]"))


def _day_of_week(node):
    """Monday is the first day; sqlglot counts otherwise."""
    return sqlglot.parse_one("((dayofweek(day) + 5) % 7 + 1)", read="spark").transform(
        lambda part: node.this if isinstance(part, exp.Column) else part
    )


def _cast(node):
    """A double becomes the nearest decimal, on every engine."""
    to, of = node.args["to"], node.this
    if not to.is_type("decimal") or isinstance(of, (exp.Literal, exp.Null, exp.Round)):
        return node
    node.set("this", exp.Round(this=of, decimals=to.expressions[1].this.copy()))
    return node


def _listed(node):
    """A list in an order, nulls kept: there an aggregate knows no order and leaves nulls out."""
    ordered = node.this
    if not isinstance(ordered, exp.Order):
        return _call("COLLECT_SET" if isinstance(ordered, exp.Distinct) else "COLLECT_LIST", *_of(ordered))
    if isinstance(ordered.this, exp.Distinct):  # here what is listed is what orders it
        return _call("ARRAY_SORT", _call("COLLECT_SET", *_of(ordered.this)))
    name = node.parent.alias_or_name or "listed"  # two lists of one select may not have the same names
    by = [exp.alias_(one.this, f"{name}_by_{n}") for n, one in enumerate(ordered.expressions)]
    parts = [*by, exp.alias_(ordered.this, name)]
    item = exp.Lambda(
        this=exp.Dot(this=exp.to_identifier("one"), expression=exp.to_identifier(name)),
        expressions=[exp.to_identifier("one")],
    )
    return _call("TRANSFORM", _call("ARRAY_SORT", _call("COLLECT_LIST", _call("STRUCT", *parts))), item)


def _of(node):
    return node.expressions if isinstance(node, exp.Distinct) else [node]


def _beside(select):
    """What makes many rows of one may stand in no expression there: it stands beside the table instead."""
    for number, many in enumerate(one for item in select.expressions for one in item.find_all(exp.Explode)):
        if many.parent_select is not select or isinstance(many.parent, (exp.Select, exp.Alias)):
            continue
        if not select.args.get("from_"):
            select.from_(exp.select(exp.alias_(exp.Literal.number(1), "one")).subquery("of_nothing"), copy=False)
        row, name = exp.to_identifier(f"many_{number}"), exp.to_identifier(f"one_of_{number}")
        many.replace(exp.column(name.copy(), row.copy()))
        select.append("laterals", exp.Lateral(this=many, view=True, alias=exp.TableAlias(this=row, columns=[name])))


def _rounded(node):
    """To how many places may not be said by a column there."""
    places = node.args.get("decimals")
    if places is None or places.is_number:
        return node
    tens = exp.Pow(this=exp.Literal.number(10), expression=places)
    made = exp.Round(this=exp.Mul(this=exp.paren(node.this), expression=tens))
    return exp.Div(this=made, expression=tens.copy(), typed=True, safe=True)


def _called(node):
    name, given = node.name.upper(), node.expressions
    if name == "ROW":
        return _call("STRUCT", *given)
    if name == "TO_MONTHS":
        return _call("MAKE_INTERVAL", exp.Literal.number(0), *given)
    if name == "LIST_POSITION":  # none is a nought there
        return _call("NULLIF", _call("ARRAY_POSITION", *given), exp.Literal.number(0))
    return node


SAID = {
    exp.Div: _divided,
    exp.DateTrunc: _truncated,
    exp.TimestampTrunc: _truncated,
    exp.RegexpFullMatch: _matched,
    exp.Split: _split,
    exp.DayOfWeekIso: _day_of_week,
    exp.ArrayAgg: _listed,
    exp.Cast: _cast,
    exp.Round: _rounded,
    exp.Anonymous: _called,
}
