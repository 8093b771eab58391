-- Within a unit the whole less the parts that are told leaves two or more, of as many people as the council's rule: where
-- it does not, the next larger are left out too.
with counted as (
    select
        rowid as part,
        left_out,
        max(left_out) over (partition by together, unit) as some_are,
        count(*) filter (people > 0) over before as others,
        coalesce(sum(people) over before, 0) as people_of_others
    from parts
    where together in (select together from touched)
    window before as (
        partition by together, unit
        order by left_out desc, people, slice_value
        rows between unbounded preceding and 1 preceding
    )
)

update parts
set left_out = true, from_depth = $depth + 1
from counted, about.settings as s
where parts.rowid = counted.part and counted.some_are and not counted.left_out
    and not (counted.others >= 2 and counted.people_of_others >= s.fewest)
returning parts.together
