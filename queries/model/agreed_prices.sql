-- The agreed price of a unit of service where it is booked, for each financial year, unit, service and user group with money or
-- activity: that of the unit itself, else of the nearest unit above it that has one (`price_of` says which); that of the
-- user group, else of the service as a whole. A price worked out from a budget holds for a part of the council where it
-- is near that of the whole: few units agreed, or a budget kept elsewhere, give one that means nothing.
with booked as (
    select financial_year, unit, service, user_group from model.agreed_years
    union
    select financial_year, unit, service, user_group from model.budget_years
    union
    select year(month - interval 3 month), unit, service, user_group from model.activity
    union
    select year(month - interval 3 month), unit, service, coalesce(user_group, 'Not known') from model.ledger_lines
),

near as (
    select
        prices.*
    from model.budgeted_prices as prices
    cross join model.root as root
    left join model.budgeted_prices as whole
        on whole.unit = root.unit
        and whole.financial_year = prices.financial_year
        and whole.service = prices.service
        and whole.user_group = prices.user_group
    where prices.told_by = 'plan'
        or prices.unit = root.unit
        or greatest(prices.price / whole.price, whole.price / prices.price)
            <= (select value from about.money_settings where name = 'apart')
)

select
    booked.financial_year,
    booked.unit,
    booked.service,
    booked.user_group,
    near.unit as price_of,
    near.told_by,
    near.price
from booked
inner join model.unit_years as places
    on places.financial_year = booked.financial_year
    and places.unit = booked.unit
inner join model.units_above as above
    on above.month = places.month
    and above.unit = booked.unit
inner join near
    on near.financial_year = booked.financial_year
    and near.unit = above.above
    and near.service = booked.service
    and near.user_group in (booked.user_group, 'All')
qualify row_number() over (
    partition by booked.financial_year, booked.unit, booked.service, booked.user_group
    order by near.user_group = 'All' and booked.user_group <> 'All', above.steps
) = 1
