-- What was agreed with the budget and what was delivered, for a month, unit, service and user group. Delivered units
-- count where the council agreed that service, for that user group or as a whole, in that month; agreed units count in
-- months with any delivery of the service on file, for an agreement on the future has nothing to stand against yet.
-- `price` is the agreed price of one at that unit; null where there is none.
with sides as (
    select
        month,
        unit,
        service,
        user_group,
        agreed,
        cast(0 as decimal(18, 4)) as actual
    from model.agreed_activity as agreed
    where exists (
        select 1 from model.activity as activity
        where activity.month = agreed.month
        and activity.service = agreed.service
    )
    union all
    select
        month,
        unit,
        service,
        user_group,
        cast(0 as decimal(18, 4)) as agreed,
        units as actual
    from model.activity as activity
    where exists (
        select 1 from model.agreed_activity as agreed
        where agreed.month = activity.month
        and agreed.service = activity.service
        and agreed.user_group in (activity.user_group, 'All')
    )
),

summed as (
    select
        month,
        unit,
        service,
        user_group,
        sum(agreed) as agreed,
        sum(actual) as actual
    from sides
    group by month, unit, service, user_group
)

select
    summed.month,
    summed.unit,
    summed.service,
    summed.user_group,
    summed.agreed,
    summed.actual,
    prices.price
from summed
left join model.agreed_prices as prices
    on prices.financial_year = year(summed.month - interval 3 month)
    and prices.unit = summed.unit
    and prices.service = summed.service
    and prices.user_group = summed.user_group
