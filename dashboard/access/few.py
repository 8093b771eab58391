"""Few people are not told of to whoever may not open the records of a unit: SQL of what is left.

With a small part go the next larger, until two or more that come to as many as the council's rule are left out, so that
the whole less those that are shown tells of none. Of measures the build says which parts are told (dashboard.telling):
there the same part of a unit and of those below it is looked at too. What else is here is looked at unit by unit.
"""

OTHERS = "Other groups"
PART = ("measure", "unit", "month", "basis", "slice", "slice_value")


def parts(store, table, columns, said, wanted, open_, depth):
    """Wholes, and of the parts those that are told to whoever sees no unit higher than `depth`, and all where records
    may be opened; that (`open_`) and `wanted` are conditions on a row."""
    return f"""select {columns}
        from {store}.{table} as part left join {store}.cube.told_parts as told using ({", ".join(PART)})
        where {wanted} and (slice = '' or ({open_}) or told.from_depth <= {depth})"""


def emptied(store, table, columns, said, wanted, open_, depth):
    """Rows with no number of people (`count`) where it is small among the rows of a group (`among`); nobody is told as
    nobody."""
    count = said["count"]
    some = _told(store, count, ", ".join((*said["among"], f"{count} > 0")), said["part"])
    shown = columns.replace(f'"{count}"', f"case when ({open_}) or {count} = 0 or {some} then {count} end as {count}")
    return f"select {shown} from {store}.{table} where {wanted}"


def together(store, table, columns, said, wanted, open_, depth):
    """Rows of which the small groups (`part`) of a unit are one, by their sums (`count`): the whole stays what it is.

    A group is small where it is in the same month of any year: a trend is of all its years or of none.
    """
    part, keys = said["part"], f"unit, season, {said['part']}"
    shown = columns.replace(f'"{part}"', f"case when few.told then {part} else '{OTHERS}' end as {part}")
    return f"""
        with there as (select {columns}, month(month) as season from {store}.{table} where {wanted}),
        counted as (select {keys}, month, sum({said["count"]}) as counted from there group by {keys}, month),
        least as (select {keys}, min(counted) as least from counted group by {keys}),
        few as (select {keys}, ({open_}) or {_told(store, "least", "unit, season", part)} as told from least)
        select {shown} from there join few using ({keys})"""


def _told(store, count, group, order):
    """SQL: whether a part of a group (columns) is told, by how many it is of."""
    fewest = f"(select fewest from {store}.about.settings)"
    smaller = f"over (partition by {group} order by {count}, {order} rows between unbounded preceding and 1 preceding)"
    return f"""(min({count}) over (partition by {group}) >= {fewest}
        or ({count} >= {fewest} and count(*) {smaller} >= 2 and sum({count}) {smaller} >= {fewest}))"""
