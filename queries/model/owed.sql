-- What should have been paid for a month: each package in force at its price, and where a contract prices the hour of home
-- care, the hours of the visit log instead of the hours planned. `item` says what it is for; `provider` as in the packages.
with priced as (
    select
        visits.month,
        visits.unit,
        visits.person,
        visits.provider,
        visits.minutes,
        places.price
    from model.visit_months as visits
    inner join model.contract_places as places
        on places.month = visits.month
        and places.unit = visits.unit
        and places.provider = visits.provider
        and places.service = 'home care'
    where places.price is not null
),

by_the_hour as (
    select distinct provider, month
    from model.contract_places
    where service = 'home care'
        and price is not null
)

select
    month,
    unit,
    'home care' as service,
    provider,
    person,
    cast(null as bigint) as package,
    cast(sum(minutes) / 60.0 as decimal(18, 4)) as units,
    'hours' as counted_in,
    min(price) as price,
    cast(sum(minutes * price) / 60.0 as decimal(18, 4)) as amount
from priced
group by month, unit, provider, person
having sum(minutes) > 0
union all
select
    packages.month,
    packages.unit,
    packages.service,
    packages.provider,
    packages.person,
    packages.package,
    packages.weeks as units,
    'weeks' as counted_in,
    packages.weekly_cost as price,
    packages.cost as amount
from model.package_months as packages
left join by_the_hour
    on by_the_hour.month = packages.month
    and by_the_hour.provider = packages.provider
where packages.cost > 0
    and (packages.service <> 'home care' or by_the_hour.provider is null)
