-- A measure at a unit over all months of the store, nulls where there is no value.
select
    k.unit,
    k.measure,
    min(m.month) as first_month,
    list(v.value order by m.month) as vals
from (select distinct unit, measure from cube.card_values) as k
cross join model.months as m
left join cube.card_values as v on v.unit = k.unit and v.measure = k.measure and v.month = m.month
group by k.unit, k.measure
order by k.unit, k.measure
