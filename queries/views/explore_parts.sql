-- The course of several measures at several units by the parts that a slice makes, in each measure's own period. As on every
-- page: where the whole has no value a part has none, and a share of fewer things than the council's `fewest` has no percentage.
select
    c.measure,
    c.unit,
    c.slice_value as part,
    c.month,
    cast(c.numerator as double) as numerator,
    cast(c.denominator as double) as denominator,
    case
        when m.value is null then null
        when k.kind in ('count', 'money') then cast(c.numerator as double)
        when coalesce(c.denominator, 0) = 0 then null
        when k.kind = 'proportion' and c.denominator < s.fewest then null
        else cast(c.numerator as double) / cast(c.denominator as double) * cast(k.per as double)
    end as value
from cube.cells as c
join about.measures as k on k.key = c.measure and k.basis = c.basis
join cube.measured as m on m.measure = c.measure and m.unit = c.unit and m.month = c.month and m.basis = c.basis
cross join about.settings as s
where list_contains($measures, c.measure)
    and list_contains($units, c.unit)
    and c.slice = $slice
    and ($part is null or c.slice_value = $part)
order by c.measure, c.unit, c.slice_value, c.month
