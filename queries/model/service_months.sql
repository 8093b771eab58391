-- A service of a service user in a month in which it was in force on at least one day, with the team that held the person's case
-- on the last of these days.
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
        services.*,
        least(months.month_end, services.until) as last_day_in_force
    from model.services as services
    inner join months
        on services.starts <= months.month_end
        and services.until >= months.month
    where services.client_type = 'Service user'
        and services.until >= services.starts
)

select
    services.month,
    services.person,
    coalesce(allocations.unit, root.unit) as unit,
    services.service,
    services.setting,
    services.long_term,
    services.rank,
    services.until >= services.month_end and coalesce(people.death >= services.month_end, true) as in_force_at_end,
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
