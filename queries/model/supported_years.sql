-- A service user with long-term support on any day of the twelve months that end with a month, all of them on file, and alive on
-- their first day: at the unit that held the case, and of the age, on the last day of support in them. Where the person lives is
-- what is known at their end.
with years as (
    select
        months.month,
        cast(months.month - interval 11 month as date) as first_day,
        last_day(months.month) as last_day
    from model.months as months
    where months.month - interval 11 month >= (select min(month) from model.months)
),

supported as (
    select
        years.month,
        years.first_day,
        years.last_day,
        services.person,
        max(least(services.until, years.last_day)) as last_supported
    from model.services as services
    inner join years
        on services.starts <= years.last_day
        and services.until >= years.first_day
    where services.client_type = 'Service user'
        and services.long_term
        and services.until >= services.starts
    group by years.month, years.first_day, years.last_day, services.person
)

select
    supported.month,
    coalesce(allocations.unit, root.unit) as unit,
    supported.person,
    supported.last_supported,
    homes.accommodation,
    coalesce(homes.settled, false) as settled,
    people.user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    bands.age,
    people.sex,
    people.ethnicity
from supported
left join model.people as people on people.person = supported.person
left join model.accommodations as homes
    on homes.person = supported.person
    and homes.starts <= supported.last_day
    and homes.ends >= supported.last_day
left join model.allocations as allocations
    on allocations.person = supported.person
    and allocations.starts <= supported.last_supported
    and coalesce(allocations.ends, date '9999-12-31') >= supported.last_supported
left join model.age_bands as bands
    on bands.age = (year(supported.last_supported) - year(people.birth)) - case
        when month(people.birth) * 100 + day(people.birth)
            > month(supported.last_supported) * 100 + day(supported.last_supported) then 1
        else 0
    end
left join model.root as root on true
where coalesce(people.death >= supported.first_day, true)
