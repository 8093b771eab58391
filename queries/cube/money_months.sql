-- Money and activity of a service for a user group in a month, at a unit and all below it. Money that no file maps is a
-- line of its own at the whole council. `original`, `revised` and `forecast` are for the whole financial year as they
-- stood in the month; `profiled` and `commitment` run from its April, `actual` is the month's payments, capital left out.
-- What runs from April is added up month by month where the unit was in each, so that a unit that moves in mid-year takes
-- neither its past payments nor their budget with it.
-- What units are worth is taken at the agreed price of the unit that booked them, to the penny: what units are worth at
-- several units, or in several months, is a sum. It is null where there is no price.
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
        0 as commitment,
        0 as forecast,
        lines.amount as actual,
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
        cast(null as varchar) as sector,
        cast(null as varchar) as contract,
        original,
        revised,
        profiled_in_month as profiled,
        committed_in_month as commitment,
        forecast,
        0 as actual,
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
        cast(null as varchar) as contract,
        0 as original,
        0 as revised,
        0 as profiled,
        0 as commitment,
        0 as forecast,
        0 as actual,
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
        0 as commitment,
        0 as forecast,
        0 as actual,
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
        coalesce(sum(original), 0) as original,
        coalesce(sum(revised), 0) as revised,
        coalesce(sum(profiled), 0) as profiled,
        coalesce(sum(actual), 0) as actual,
        coalesce(sum(commitment), 0) as commitment,
        coalesce(sum(forecast), 0) as forecast,
        coalesce(sum(agreed), 0) as agreed,
        coalesce(sum(activity), 0) as activity
    from entries
    group by month, unit, service, user_group, sector, contract
),

delivered as (
    select
        month,
        service
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

worth as (
    select
        monthly.*,
        delivered.service is not null as on_file,
        cast(monthly.agreed * prices.price as decimal(18, 2)) as agreed_worth,
        cast(monthly.activity * prices.price as decimal(18, 2)) as delivered_worth
    from monthly
    left join delivered
        on delivered.month = monthly.month
        and delivered.service = monthly.service
    left join model.agreed_prices as prices
        on prices.financial_year = year(monthly.month - interval 3 month)
        and prices.unit = monthly.unit
        and prices.service = monthly.service
        and prices.user_group = monthly.user_group
),

rolled as (
    select
        worth.month,
        above.above as unit,
        worth.service,
        worth.user_group,
        worth.sector,
        worth.contract,
        worth.on_file,
        sum(worth.original) as original,
        sum(worth.revised) as revised,
        sum(worth.profiled) as profiled,
        sum(worth.actual) as actual,
        sum(worth.commitment) as commitment,
        sum(worth.forecast) as forecast,
        sum(worth.agreed) as agreed,
        sum(worth.activity) as activity,
        sum(worth.agreed_worth) as agreed_worth,
        sum(worth.delivered_worth) as delivered_worth
    from worth
    inner join model.units_above as above
        on above.month = worth.month
        and above.unit = worth.unit
    group by
        worth.month, above.above, worth.service, worth.user_group, worth.sector, worth.contract, worth.on_file
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
        sum(rolled.profiled) as profiled,
        sum(case when windows.member = windows.month then rolled.actual else 0 end) as actual,
        sum(rolled.actual) as actual_to_date,
        sum(rolled.commitment) as commitment,
        sum(case when windows.member = windows.month then rolled.forecast else 0 end) as forecast,
        sum(case when windows.member = windows.month then rolled.agreed else 0 end) as agreed,
        sum(case when rolled.on_file then rolled.agreed else 0 end) as agreed_to_date,
        sum(case when windows.member = windows.month then rolled.activity else 0 end) as activity,
        sum(rolled.activity) as activity_to_date,
        count(rolled.agreed_worth) > 0 as priced,
        coalesce(sum(rolled.agreed_worth) filter (windows.member = windows.month), 0) as agreed_worth,
        coalesce(sum(rolled.agreed_worth) filter (rolled.on_file), 0) as agreed_worth_to_date,
        coalesce(sum(rolled.delivered_worth) filter (windows.member = windows.month), 0) as delivered_worth,
        coalesce(sum(rolled.delivered_worth), 0) as delivered_worth_to_date
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
    cast(case when to_date.priced then to_date.agreed_worth end as decimal(18, 2)) as agreed_worth,
    cast(case when to_date.priced then to_date.agreed_worth_to_date end as decimal(18, 2)) as agreed_worth_to_date,
    cast(case when to_date.priced then to_date.delivered_worth end as decimal(18, 2)) as delivered_worth,
    cast(case when to_date.priced then to_date.delivered_worth_to_date end as decimal(18, 2)) as delivered_worth_to_date
from to_date
left join delivered
    on delivered.month = to_date.month
    and delivered.service = to_date.service
left join counted
    on counted.service = to_date.service
order by to_date.month, to_date.unit, to_date.service, to_date.user_group, to_date.sector, to_date.contract
