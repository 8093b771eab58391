"""Few people are not told of to whoever may not open the records of a unit: SQL of what is left.

With a small part go the next larger, until two or more that come to as many as the council's rule are left out, so that
the whole less those that are shown tells of none. Each unit is looked at by itself: a part that one team of a service
leaves out, and the others show, is told to whoever reads the whole service by the service's less theirs.
"""

OTHERS = "Other groups"
PART = ("measure", "unit", "month", "basis", "slice")


def parts(store, table, columns, seen, own, open_):
    """Wholes of the units that are `seen`, and of the parts of one's own (`own`) those that are told, all of them where
    records may be opened (`open_`); the three are conditions on `unit`.

    A part is of as many people as it has, however many rows: where that is not their number, cube.few_people says so.
    """
    keys = ", ".join((*PART, "slice_value"))
    counted = f"""select part.*, least(part.records, coalesce(few.people, part.records)) as told_by
        from {store}.{table} as part left join {store}.cube.few_people as few using ({keys})"""
    return f"""select {columns} from ({counted}) where ({seen}) and (slice = '' or ({own}))
        qualify slice = '' or ({open_}) or {_told(store, "told_by", ", ".join(PART), "slice_value")}"""


def emptied(store, table, columns, own, open_):
    """Rows of one's own units, with no number of people where it is small; nobody is told as nobody."""
    some = _told(store, "people", "unit, month, service, people > 0", "provider")
    people = f"case when ({open_}) or people = 0 or {some} then people end as people"
    shown = columns.replace('"people"', people)
    return f"select {shown} from {store}.{table} where {own}"


def together(store, table, own, open_):
    """People of one's own units by user group and age band, the small groups as one: the whole stays what it is.

    A group is small where it is in the same month of any year: a trend is of all its years or of none.
    """
    told = _told(store, "least", "unit, season", "user_group")
    return f"""
        select there.unit, there.month,
            case when ({open_.replace("unit", "there.unit")}) or few.told then there.user_group else '{OTHERS}' end
                as user_group,
            there.age_band, there.people
        from {store}.{table} as there
        join (
            select unit, season, user_group, {told} as told
            from (
                select unit, month(month) as season, user_group, min(people) as least
                from (
                    select unit, month, user_group, sum(people) as people
                    from {store}.{table} where {own} group by unit, month, user_group
                )
                group by unit, month(month), user_group
            )
        ) as few
            on few.unit = there.unit and few.season = month(there.month) and few.user_group = there.user_group"""


def _told(store, count, group, order):
    """SQL: whether a part of a group (columns) is told, by how many it is of."""
    fewest = f"(select fewest from {store}.about.settings)"
    smaller = f"over (partition by {group} order by {count}, {order} rows between unbounded preceding and 1 preceding)"
    return f"""(min({count}) over (partition by {group}) >= {fewest}
        or ({count} >= {fewest} and count(*) {smaller} >= 2 and sum({count}) {smaller} >= {fewest}))"""
