-- Some measures at several units in some months, counted in another way than the scorecards do: the value and how much it is made of.
select
    measure,
    unit,
    month,
    value,
    cast(numerator as double) as numerator,
    cast(denominator as double) as denominator
from cube.measured
where list_contains($measures, measure)
    and basis = $basis
    and list_contains($units, unit)
    and month between $first and $last
    and value is not null
order by month, unit, measure
