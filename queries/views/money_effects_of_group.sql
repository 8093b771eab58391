-- What the money of a user group is for: the values that the measures set beside it have for the people of the group, at a
-- unit in the same month of each year. A share of few people, or of a period that no file covers, is no value.
with wanted as (
    select
        measure,
        min(case when user_group = 'every' then 0 else 1000 end + position) as position
    from about.money_effects_of_groups
    where user_group in ('every', $user_group)
    group by measure
)

select
    cells.measure,
    cells.month,
    case
        when measures.kind = 'count' then cast(cells.numerator as double)
        when cells.denominator >= (select fewest from about.settings)
            then cast(cells.numerator as double) / cast(cells.denominator as double) * cast(measures.per as double)
    end as value
from wanted
inner join about.measures as measures
    on measures.key = wanted.measure
inner join cube.cells as cells
    on cells.measure = measures.key
    and cells.basis = measures.basis
    and cells.slice = 'user_group'
    and cells.slice_value = $user_group
inner join cube.measured as whole
    on whole.measure = cells.measure
    and whole.basis = cells.basis
    and whole.unit = cells.unit
    and whole.month = cells.month
    and whole.reason is null
where cells.unit = $unit
    and cells.month <= $month
    and month(cells.month) = month($month)
order by wanted.position, cells.measure, cells.month
