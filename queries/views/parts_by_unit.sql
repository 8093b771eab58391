-- A measure at the units straight below one, as the tree stood in each of some months.
select
    c.month,
    c.unit as part,
    c.numerator,
    c.denominator,
    c.records
from cube.cells as c
join model.unit_months as u on u.month = c.month and u.unit = c.unit
where u.parent = $unit and c.measure = $measure and c.basis = $basis and c.slice = '' and list_contains($months, c.month)
order by c.month, c.unit
