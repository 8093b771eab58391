-- What should have been paid for a month: each package in force at its price, and where a contract prices the hour of home
-- care, the hours of the visit log instead of the hours planned. A block of hours is owed whole: what of it nobody used is a
-- row of its own at each unit, in proportion to the hours it had. `provider` as in the packages.
with priced as (
    select
        visits.month,
        visits.unit,
        visits.person,
        visits.provider,
        visits.minutes,
        places.price,
        places.contract
    from model.visit_months as visits
    inner join model.contract_places as places
        on places.month = visits.month
        and places.unit = visits.unit
        and places.provider = visits.provider
        and places.service = 'home care'
    where places.price is not null
),

used as (
    select
        month,
        contract,
        sum(minutes) / 60.0 as hours
    from priced
    group by month, contract
    having sum(minutes) > 0
),

-- For each hour of a block that was used, how many were not.
left_over as (
    select
        used.month,
        used.contract,
        cast(contracts.bought as double) / used.hours - 1 as share
    from used
    inner join model.contracts as contracts
        on contracts.contract = used.contract
    where contracts.kind = 'block'
        and contracts.bought > used.hours
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
    priced.month,
    priced.unit,
    'home care' as service,
    priced.provider,
    null as person,
    null as package,
    cast(sum(priced.minutes) / 60.0 * min(left_over.share) as decimal(18, 4)) as units,
    'hours bought, not used' as counted_in,
    min(priced.price) as price,
    cast(sum(priced.minutes * priced.price) / 60.0 * min(left_over.share) as decimal(18, 4)) as amount
from priced
inner join left_over
    on left_over.month = priced.month
    and left_over.contract = priced.contract
group by priced.month, priced.unit, priced.provider, priced.contract
having sum(priced.minutes) > 0
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
    cast(packages.weekly_cost as decimal(18, 2)) as price,
    cast(packages.cost as decimal(18, 2)) as amount
from model.package_months as packages
left join by_the_hour
    on by_the_hour.month = packages.month
    and by_the_hour.provider = packages.provider
where packages.cost > 0
    and (packages.service <> 'home care' or by_the_hour.provider is null)
