"""Which parts of measures may be told to somebody who may not open records, so that no subtraction tells the others."""

from dashboard import QUERIES

IN_UNIT, AMONG_UNITS = ("in_unit",), ("among_units", "above")


def add_told(connection):
    """cube.told_parts: the parts of cube.sliced that are told, and from how far down.

    Parts of few people are left out, and with them as many more as it takes. That is asked first for whoever sees the
    lowest units alone, then for whoever sees those above them too, and so on to the top: each loses what it takes for
    them and no more. What one rule leaves out another may want more for, so the rules are gone through again for
    whatever was touched, until none leaves out more.
    """
    connection.execute(_said("parts"))
    ((lowest,),) = connection.execute("select max(depth) from model.units").fetchall()
    for depth in range(lowest, -1, -1):
        connection.execute(_said("touched"))
        if depth == lowest:  # nothing stands below: each unit by itself
            _left_out_more(connection, IN_UNIT, depth)
        while found := _left_out_more(connection, AMONG_UNITS, depth):
            connection.execute("delete from touched where together not in (select unnest($found))", {"found": found})
            _left_out_more(connection, IN_UNIT, depth)
        connection.execute("drop table touched")
    connection.execute(_said("told"))
    connection.execute("drop table parts")


def _left_out_more(connection, rules, depth):
    """Which parts that stand together lost one more by any of some rules."""
    lost = set()
    for rule in rules:
        lost.update(together for (together,) in connection.execute(_said(rule), {"depth": depth}).fetchall())
    return sorted(lost)


def _said(name):
    return (QUERIES / "few" / f"{name}.sql").read_text(encoding="utf-8")
