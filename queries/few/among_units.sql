-- Of a part of a unit and the same part of the units straight below it one alone is never left out: with it goes the
-- smallest below that is not nobody, first of those units that leave out some already.
with these as (
    select rowid as part, together, unit, parent, parent_depth, slice_value, people, left_out
    from parts
    where together in (select together from touched)
),

of_units as (
    select together, unit, max(left_out) as some_are
    from these
    group by together, unit
),

counted as (
    select
        p.part,
        p.left_out,
        coalesce(above.left_out, false) as above_is,
        max(p.left_out) over (partition by p.together, p.parent, p.slice_value) as some_are,
        count(*) filter (p.people > 0) over before as others
    from these as p
    join of_units as o on o.together = p.together and o.unit = p.unit
    join these as above on above.together = p.together and above.unit = p.parent and above.slice_value = p.slice_value
    where p.parent_depth >= $depth
    window before as (
        partition by p.together, p.parent, p.slice_value
        order by p.left_out desc, o.some_are desc, p.people, p.unit
        rows between unbounded preceding and 1 preceding
    )
)

update parts
set left_out = true, from_depth = $depth + 1
from counted
where parts.rowid = counted.part and not counted.left_out and (counted.some_are or counted.above_is)
    and counted.others + cast(counted.above_is as integer) < 2
returning parts.together
