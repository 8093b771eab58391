-- Of a part of a unit and the same part of the units straight below it one alone is never left out: with it goes the
-- smallest below that is not nobody, first of those units that leave out some already.
with these as (
    select rowid as part, together, unit, parent, parent_depth, slice_value, people, left_out
    from parts
    where together in (select together from touched) and people > 0
),

below as (
    select together, parent, slice_value, count(*) filter (left_out) as left_out
    from these
    where parent_depth >= $depth
    group by together, parent, slice_value
    having count(*) filter (left_out) <= 1
),

one_alone as (
    select b.together, b.parent, b.slice_value
    from below as b
    join these as above on above.together = b.together and above.unit = b.parent and above.slice_value = b.slice_value
    where b.left_out + cast(above.left_out as integer) = 1
),

of_units as (
    select together, unit, max(left_out) as some_are
    from these
    where together in (select together from one_alone)
    group by together, unit
),

next_ones as (
    select
        t.part,
        row_number() over (
            partition by t.together, t.parent, t.slice_value
            order by o.some_are desc, t.people, t.unit
        ) as place
    from one_alone as a
    join these as t on t.together = a.together and t.parent = a.parent and t.slice_value = a.slice_value
    join of_units as o on o.together = t.together and o.unit = t.unit
    where not t.left_out
)

update parts
set left_out = true, from_depth = $depth + 1
from next_ones
where parts.rowid = next_ones.part and next_ones.place = 1
returning parts.together
