-- The 95% limits of values that come by the quarter or the year, of several measures at several units.
select
    measure,
    unit,
    month,
    lower,
    upper
from cube.period_values
where list_contains($measures, measure)
    and list_contains($units, unit)
    and lower is not null
order by measure, unit, month
