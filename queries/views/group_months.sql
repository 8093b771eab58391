-- What was paid and declared at a unit in every month up to one, by service and user group; as floating numbers, for what
-- is made of them is a forecast.
select
    service,
    user_group,
    month,
    cast(actual as double) as actual,
    cast(forecast as double) as forecast
from cube.money_cells
where unit = $unit
    and month <= $month
