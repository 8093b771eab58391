-- A service in a month in which it was in force on at least one day, with the team that held the person's case on the
-- last of these days. `weeks` are the days in force by seven; `cost` is the weekly cost for those weeks, at the price of the
-- financial year, and a one-off cost in the month in which the service starts.
with months as (
    select
        month,
        last_day(month) as month_end
    from model.months
),

in_force as (
    select
        months.month,
        months.month_end,
        packages.*,
        coalesce(prices.weekly_cost, packages.weekly_cost) as cost_a_week,
        least(months.month_end, packages.ends) as last_day_in_force,
        date_diff(
            'day', greatest(months.month, packages.starts), least(months.month_end, packages.ends)
        ) + 1 as days
    from model.packages as packages
    join months
        on packages.starts <= months.month_end
        and coalesce(packages.ends, date '9999-12-31') >= months.month
    left join model.package_prices as prices
        on prices.package = packages.package
        and prices.financial_year = year(months.month - interval 3 month)
)

select
    services.month,
    services.package,
    services.person,
    coalesce(allocations.unit, root.unit) as unit,
    services.client_type,
    services.service,
    services.setting,
    services.long_term,
    services.direct_payment,
    services.provider,
    services.days,
    cast(services.days / 7.0 as decimal(18, 4)) as weeks,
    services.last_day_in_force = services.month_end as in_force_at_end,
    services.planned_units,
    services.cost_a_week as weekly_cost,
    cast(
        coalesce(services.cost_a_week * services.days / 7.0, 0)
        + case when services.starts >= services.month then coalesce(services.one_off_cost, 0) else 0 end
        as decimal(18, 2)
    ) as cost,
    people.user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    bands.age,
    people.sex,
    people.ethnicity
from in_force as services
left join model.allocations as allocations
    on allocations.person = services.person
    and allocations.starts <= services.last_day_in_force
    and coalesce(allocations.ends, date '9999-12-31') >= services.last_day_in_force
left join model.people as people on people.person = services.person
left join model.age_bands as bands
    -- On the last day of a month every birthday of the month is past: whole years are whole twelves of months.
    on bands.age = (
        year(services.month) * 12 + month(services.month) - year(people.birth) * 12 - month(people.birth)
    ) // 12
left join model.root as root on true
