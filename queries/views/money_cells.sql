-- Money and activity at a unit by month, service and user group, from the earliest month asked for.
select
    month,
    service,
    user_group,
    counted_in,
    on_file,
    original,
    revised,
    profiled,
    actual,
    actual_to_date,
    commitment,
    forecast,
    agreed,
    agreed_to_date,
    delivered,
    delivered_to_date,
    price
from cube.money_cells
where unit = $unit
    and month between $first and $month
