-- The parts of a measure of people that have fewer people than the council tells of, with how many: one post has twelve months of
-- sickness. Distinct people need no such list, for there a row is a person.
with things as (
    select
        thing.month,
        coalesce(u.unit, (select unit from model.root)) as unit,
        {slice_columns}
        cast(thing.person as varchar) as person
    from ({measure}) as thing
    left join model.unit_months as u on u.month = thing.month and u.unit = thing.unit
),

slices as (
    select distinct month, unit, person, slice, slice_value
    from things unpivot (slice_value for slice in ({slice_names}))
)

select
    $measure as measure,
    a.above as unit,
    w.month,
    w.basis,
    s.slice,
    s.slice_value,
    count(distinct s.person) as people
from slices as s
join model.units_above as a on a.month = s.month and a.unit = s.unit
join model.windows as w on w.member = s.month
where w.basis = $basis or (w.basis = 'quarter' and $basis = 'month')
group by a.above, w.month, w.basis, s.slice, s.slice_value
having count(distinct s.person) between 1 and (select fewest from about.settings) - 1
