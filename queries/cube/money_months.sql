-- Money and activity of a service for a user group in a month, at a unit and all below it. Money that no file maps is a
-- line of its own at the whole council. `original`, `revised` and `forecast` are for the whole financial year as they
-- stood in the month; `profiled` and `commitment` run from its April; `actual` is the month's payments, capital left out.
-- Agreed units are added up to date over the months with any delivery of the service on file, as the delivered ones are:
-- a month whose file was never sent is no shortfall. There `activity` is null, and `on_file` says so.
with entries as (
    select
        lines.month,
        lines.unit,
        lines.service,
        coalesce(lines.user_group, 'Not known') as user_group,
        places.sector,
        places.kind as contract,
        0 as original,
        0 as revised,
        0 as profiled,
        lines.amount as actual,
        0 as commitment,
        0 as forecast,
        0 as agreed,
        0 as activity
    from model.ledger_lines as lines
    left join model.contract_places as places
        on places.month = lines.month
        and places.unit = lines.unit
        and places.service = lines.service
        and places.provider = lines.provider
    where not lines.capital
    union all
    select
        month,
        unit,
        service,
        coalesce(user_group, 'Not known') as user_group,
        null as sector,
        null as contract,
        original,
        revised,
        profiled,
        0 as actual,
        commitment,
        forecast,
        0 as agreed,
        0 as activity
    from model.budget_months
    union all
    select
        month,
        unit,
        service,
        user_group,
        sector,
        null as contract,
        0 as original,
        0 as revised,
        0 as profiled,
        0 as actual,
        0 as commitment,
        0 as forecast,
        agreed,
        0 as activity
    from model.agreed_activity
    union all
    select
        month,
        unit,
        service,
        user_group,
        sector,
        contract,
        0 as original,
        0 as revised,
        0 as profiled,
        0 as actual,
        0 as commitment,
        0 as forecast,
        0 as agreed,
        units as activity
    from model.activity
),

monthly as (
    select
        month,
        unit,
        service,
        user_group,
        sector,
        contract,
        sum(original) as original,
        sum(revised) as revised,
        sum(profiled) as profiled,
        sum(actual) as actual,
        sum(commitment) as commitment,
        sum(forecast) as forecast,
        sum(agreed) as agreed,
        sum(activity) as activity
    from entries
    group by month, unit, service, user_group, sector, contract
),

delivered as (
    select
        month,
        service,
        min(counted_in) as counted_in
    from model.activity
    group by month, service
),

counted as (
    select
        service,
        min(counted_in) as counted_in
    from model.activity
    group by service
),

rolled as (
    select
        monthly.month,
        above.above as unit,
        monthly.service,
        monthly.user_group,
        monthly.sector,
        monthly.contract,
        delivered.service is not null as on_file,
        sum(monthly.original) as original,
        sum(monthly.revised) as revised,
        sum(monthly.profiled) as profiled,
        sum(monthly.actual) as actual,
        sum(monthly.commitment) as commitment,
        sum(monthly.forecast) as forecast,
        sum(monthly.agreed) as agreed,
        sum(monthly.activity) as activity
    from monthly
    inner join model.units_above as above
        on above.month = monthly.month
        and above.unit = monthly.unit
    left join delivered
        on delivered.month = monthly.month
        and delivered.service = monthly.service
    group by
        monthly.month, above.above, monthly.service, monthly.user_group, monthly.sector, monthly.contract,
        delivered.service
),

to_date as (
    select
        windows.month,
        rolled.unit,
        rolled.service,
        rolled.user_group,
        rolled.sector,
        rolled.contract,
        sum(case when windows.member = windows.month then rolled.original else 0 end) as original,
        sum(case when windows.member = windows.month then rolled.revised else 0 end) as revised,
        sum(case when windows.member = windows.month then rolled.profiled else 0 end) as profiled,
        sum(case when windows.member = windows.month then rolled.actual else 0 end) as actual,
        sum(rolled.actual) as actual_to_date,
        sum(case when windows.member = windows.month then rolled.commitment else 0 end) as commitment,
        sum(case when windows.member = windows.month then rolled.forecast else 0 end) as forecast,
        sum(case when windows.member = windows.month then rolled.agreed else 0 end) as agreed,
        sum(case when rolled.on_file then rolled.agreed else 0 end) as agreed_to_date,
        sum(case when windows.member = windows.month then rolled.activity else 0 end) as activity,
        sum(rolled.activity) as activity_to_date
    from rolled
    inner join model.windows as windows
        on windows.member = rolled.month
        and windows.basis = 'financial year to date'
    group by windows.month, rolled.unit, rolled.service, rolled.user_group, rolled.sector, rolled.contract
)

select
    to_date.unit,
    to_date.month,
    to_date.service,
    to_date.user_group,
    to_date.sector,
    to_date.contract,
    cast(to_date.original as decimal(18, 2)) as original,
    cast(to_date.revised as decimal(18, 2)) as revised,
    cast(to_date.profiled as decimal(18, 2)) as profiled,
    cast(to_date.actual as decimal(18, 2)) as actual,
    cast(to_date.actual_to_date as decimal(18, 2)) as actual_to_date,
    cast(to_date.commitment as decimal(18, 2)) as commitment,
    cast(to_date.forecast as decimal(18, 2)) as forecast,
    cast(to_date.agreed as decimal(18, 4)) as agreed,
    cast(to_date.agreed_to_date as decimal(18, 4)) as agreed_to_date,
    cast(case when delivered.service is not null then to_date.activity end as decimal(18, 4)) as activity,
    cast(to_date.activity_to_date as decimal(18, 4)) as activity_to_date,
    delivered.service is not null as on_file,
    counted.counted_in,
    coalesce(of_group.price, of_service.price) as budgeted_price
from to_date
left join delivered
    on delivered.month = to_date.month
    and delivered.service = to_date.service
left join counted
    on counted.service = to_date.service
left join model.budgeted_prices as of_group
    on of_group.financial_year = year(to_date.month - interval 3 month)
    and of_group.service = to_date.service
    and of_group.user_group = to_date.user_group
left join model.budgeted_prices as of_service
    on of_service.financial_year = year(to_date.month - interval 3 month)
    and of_service.service = to_date.service
    and of_service.user_group = 'All'
order by to_date.month, to_date.unit, to_date.service, to_date.user_group, to_date.sector, to_date.contract
