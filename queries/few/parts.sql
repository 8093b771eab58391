-- The parts of every measure at every unit, by how many people each is of, and whether it is left out by itself: of fewer
-- than the council's rule. `together` are those of one measure, month, period and breakdown; `from_depth` is how far down
-- the highest unit that somebody sees must stand for the part to be told, past the lowest units for what is never told.
create temp table parts as
with counted as (
    select c.measure, c.month, c.basis, c.slice, c.slice_value, c.unit, least(c.records, coalesce(f.people, c.records)) as people
    from cube.sliced as c
    left join cube.few_people as f
        on f.measure = c.measure and f.unit = c.unit and f.month = c.month and f.basis = c.basis and f.slice = c.slice
        and f.slice_value = c.slice_value
)

select
    dense_rank() over (order by c.measure, c.month, c.basis, c.slice) as together,
    c.measure,
    c.month,
    c.basis,
    c.slice,
    c.slice_value,
    c.unit,
    u.parent,
    above.depth as parent_depth,
    c.people,
    c.people < s.fewest as left_out,
    case when c.people < s.fewest then lowest.depth + 1 else 0 end as from_depth
from counted as c
cross join about.settings as s
cross join (select max(depth) as depth from model.units) as lowest
left join model.unit_months as u on u.month = c.month and u.unit = c.unit
left join model.units as above on above.unit = u.parent
