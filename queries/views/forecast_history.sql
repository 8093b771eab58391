-- What was paid, declared and promised at a unit in every month up to one, and the ends that are known beyond the store;
-- as floating numbers, for what is made of them is a forecast.
select
    line,
    month,
    cast(actual as double) as actual,
    cast(revised as double) as revised,
    cast(forecast as double) as forecast,
    cast(in_force as double) as in_force,
    cast(started as double) as started,
    cast(ended as double) as ended,
    cast(cost as double) as cost,
    counted
from cube.line_months
where unit = $unit
    and cut = 'service'
    and (month <= $month or month > $last)
