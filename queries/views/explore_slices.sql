-- The parts that the slices of several measures make at several units, those with most counted in a month first.
select
    c.slice,
    c.slice_value as part,
    sum(greatest(abs(c.numerator), coalesce(c.denominator, 0))) as counted
from cube.cells as c
join about.measures as k on k.key = c.measure and k.basis = c.basis
where list_contains($measures, c.measure)
    and list_contains($units, c.unit)
    and c.month = $month
    and c.slice <> ''
group by c.slice, c.slice_value
order by c.slice, counted desc, part
