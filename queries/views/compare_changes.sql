-- How the value that several units show in a month moved on the year before, for each measure that comes by the quarter or the year.
select
    shown.unit,
    shown.measure,
    periods.value,
    periods.period_start,
    periods.period_end,
    periods.movement,
    periods.moved
from cube.card_values as shown
inner join cube.period_values as periods
    on periods.measure = shown.measure
    and periods.unit = shown.unit
    and periods.month = shown.of_month
where shown.month = $month
    and list_contains($units, shown.unit)
    and shown.value is not null
