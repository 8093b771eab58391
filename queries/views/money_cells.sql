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
    agreed_worth,
    agreed_worth_to_date,
    delivered_worth,
    delivered_worth_to_date
from cube.money_cells
where unit = $unit
    and month between $first and $month
