-- What the money of a service is for: the values of a measure that the council set beside it, and of the measures of its
-- unit cost, at a unit in the same month of each year. A value stands in one year only, that which its period ended in.
with wanted as (
    select
        measure,
        position,
        false as is_cost
    from about.money_effects
    where service = $service
    union all
    select
        measure,
        -1 as position,
        true as is_cost
    from cube.cost_measures
    where service = $service
)

select
    wanted.measure,
    wanted.is_cost,
    values.month,
    case when values.age < 12 then values.value end as value
from wanted
inner join cube.card_values as values
    on values.measure = wanted.measure
    and values.unit = $unit
    and month(values.month) = month($month)
    and values.month <= $month
order by wanted.is_cost desc, wanted.position, wanted.measure, values.month
