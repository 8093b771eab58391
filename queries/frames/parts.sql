-- The course of each measure at each unit by the parts that a slice makes, in the measure's own period, a row for each month with a value. A share of
-- fewer things than the council's `fewest` has none, and a part has none where the whole has none.
select
    c.measure,
    c.unit,
    c.basis,
    c.slice_value as part,
    c.month,
    case
        when k.kind in ('count', 'money') then cast(c.numerator as double)
        else cast(c.numerator as double) / cast(c.denominator as double) * cast(k.per as double)
    end as value,
    cast(c.numerator as double) as numerator,
    cast(c.denominator as double) as denominator
from cube.cells as c
join about.measures as k on k.key = c.measure and k.basis = c.basis
join cube.measured as m on m.measure = c.measure and m.unit = c.unit and m.month = c.month and m.basis = c.basis
cross join about.settings as s
where ($measures is null or list_contains($measures, c.measure))
    and ($units is null or list_contains($units, c.unit))
    and c.slice = $by
    and m.value is not null
    and (k.kind in ('count', 'money') or c.denominator <> 0)
    and (k.kind <> 'proportion' or c.denominator >= s.fewest)
order by c.measure, c.unit, c.slice_value, c.month
