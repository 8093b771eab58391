-- Money and activity as the money page asks for it: sectors and contracts together, a unit's rows side by side.
-- A month's `delivered` is nothing where no file covers it, and `on_file` says so.
select
    unit,
    month,
    service,
    user_group,
    min(counted_in) as counted_in,
    bool_or(on_file) as on_file,
    cast(sum(original) as decimal(18, 2)) as original,
    cast(sum(revised) as decimal(18, 2)) as revised,
    cast(sum(profiled) as decimal(18, 2)) as profiled,
    cast(sum(actual) as decimal(18, 2)) as actual,
    cast(sum(actual_to_date) as decimal(18, 2)) as actual_to_date,
    cast(sum(commitment) as decimal(18, 2)) as commitment,
    cast(sum(forecast) as decimal(18, 2)) as forecast,
    cast(sum(agreed) as decimal(18, 4)) as agreed,
    cast(sum(agreed_to_date) as decimal(18, 4)) as agreed_to_date,
    cast(coalesce(sum(activity), 0) as decimal(18, 4)) as delivered,
    cast(coalesce(sum(activity_to_date), 0) as decimal(18, 4)) as delivered_to_date,
    cast(sum(agreed_worth) as decimal(18, 2)) as agreed_worth,
    cast(sum(agreed_worth_to_date) as decimal(18, 2)) as agreed_worth_to_date,
    cast(sum(delivered_worth) as decimal(18, 2)) as delivered_worth,
    cast(sum(delivered_worth_to_date) as decimal(18, 2)) as delivered_worth_to_date
from cube.money_months
group by unit, month, service, user_group
order by unit, month, service, user_group
