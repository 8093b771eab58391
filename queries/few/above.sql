-- Where one unit alone has a part that is left out, the unit above leaves it out too: it is the same people.
with alone as (
    select together, parent, slice_value
    from parts
    where together in (select together from touched) and people > 0 and parent_depth >= $depth
    group by together, parent, slice_value
    having count(*) filter (left_out) = 1
)

update parts
set left_out = true, from_depth = $depth + 1
from alone
where parts.together = alone.together and parts.unit = alone.parent and parts.slice_value = alone.slice_value
    and not parts.left_out
returning parts.together
