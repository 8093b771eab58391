-- A measure at several units together in a month, by the values of a slice; their whole has no part. Units without a value
-- are left out.
select
    c.slice_value as part,
    c.slice = '' as whole,
    sum(c.numerator) as numerator,
    sum(c.denominator) as denominator,
    cast(sum(c.records) as bigint) as records,
    count(distinct c.unit) as units
from cube.cells as c
join cube.card_values as v
    on v.unit = c.unit and v.measure = c.measure and v.of_month = c.month and v.value is not null
where c.measure = $measure and v.month = $month and c.basis = $basis
    and list_contains($units, c.unit) and (c.slice = '' or c.slice = $slice)
group by c.slice = '', c.slice_value
order by c.slice_value
