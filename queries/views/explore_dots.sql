-- What the scorecards show of some measures at several units in some months: the value and how much it is made of.
select
    measure,
    unit,
    month,
    value,
    cast(numerator as double) as numerator,
    cast(denominator as double) as denominator
from cube.card_values
where list_contains($measures, measure)
    and list_contains($units, unit)
    and month between $first and $last
    and value is not null
order by month, unit, measure
