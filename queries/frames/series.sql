-- The course of each measure at each unit, a row for each month that has a value, counted in one way: by month, quarter, twelve months, the year
-- so far, or the measure's own way where none is named. Numerator and denominator stand apart.
select
    s.measure,
    s.unit,
    s.basis,
    (s.first_month + to_months(place::integer))::date as month,
    s.vals[place + 1] as value,
    s.numerators[place + 1] as numerator,
    s.denominators[place + 1] as denominator
from cube.series as s, unnest(range(len(s.vals))) as places(place)
where ($measures is null or list_contains($measures, s.measure))
    and ($units is null or list_contains($units, s.unit))
    and (($basis is null and s.own) or s.basis = $basis)
    and s.vals[place + 1] is not null
order by s.measure, s.unit, s.basis, month
