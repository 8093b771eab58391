-- What was done in a month, in the units in which each service is bought: hours of home care from the visit log, sessions
-- of day support, weeks of the other services, weeks in foster care (with children placed for adoption) and in children's
-- homes.
with hours as (
    select
        month,
        unit,
        'home care' as service,
        user_group,
        provider,
        'hours' as counted_in,
        cast(sum(minutes) / 60.0 as decimal(18, 4)) as units
    from model.visit_months
    group by month, unit, user_group, provider
),

bought as (
    select
        month,
        unit,
        service,
        user_group,
        provider,
        case when service = 'day support' then 'sessions' else 'weeks' end as counted_in,
        cast(sum(case
            when service = 'day support' then weeks * coalesce(planned_units, 1)
            else weeks
        end) as decimal(18, 4)) as units
    from model.package_months
    where service in (
        'residential and nursing', 'supported living', 'direct payments', 'day support', 'reablement', 'extra care',
        'shared lives'
    )
    group by month, unit, service, user_group, provider
),

placed as (
    select
        month,
        unit,
        case kind
            when 'children''s home' then 'children''s homes'
            else 'foster care'
        end as service,
        'Children' as user_group,
        cast(null as varchar) as provider,
        'weeks' as counted_in,
        cast(sum(days) / 7.0 as decimal(18, 4)) as units
    from model.placement_days
    where kind in ('foster care', 'placed for adoption', 'children''s home')
    group by month, unit, service
),

done as (
    select * from hours
    union all
    select * from bought
    union all
    select * from placed
)

select
    month,
    unit,
    service,
    coalesce(user_group, 'Not known') as user_group,
    provider,
    counted_in,
    units
from done
