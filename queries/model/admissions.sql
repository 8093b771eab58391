-- A service user newly admitted to long-term residential or nursing care: not for a short stay, not paying for it all or
-- in the first 12 weeks' disregard, and with no such care, whoever paid for it, in the 365 days before. One a person and day. Only
-- where the component says that it is a care home: by the national processing a blank one does not count.
with care as (
    select
        services.person,
        services.starts,
        services.until,
        case when services.setting = 'nursing' then 'nursing' else 'residential' end as kind,
        services.provider,
        services.outcome
    from model.services as services
    inner join model.people as people on people.person = services.person
    where services.client_type = 'Service user'
        and services.setting in ('residential', 'nursing')
        and services.component in ('Long term residential care', 'Long term nursing care')
        and people.birth is not null
        -- Alive in the financial year in which the care began.
        and coalesce(people.death >= make_date(cast(year(services.starts - interval 3 month) as integer), 4, 1), true)
),

first_of_day as (
    select *
    from care
    where coalesce(outcome, '') <> 'NFA: Self-funded client or under 12wk disregard'
    qualify row_number() over (partition by person, starts order by kind, until desc, provider) = 1
),

new as (
    select *
    from first_of_day as admitted
    where not exists (
        select 1
        from care as earlier
        where earlier.person = admitted.person
            and earlier.starts < admitted.starts
            and earlier.until > admitted.starts - 365
    )
)

select
    cast(date_trunc('month', new.starts) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    new.person,
    new.starts as admitted,
    new.kind,
    new.provider,
    people.user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    bands.age,
    people.sex,
    people.ethnicity
from new
left join model.allocations as allocations
    on allocations.person = new.person
    and allocations.starts <= new.starts
    and coalesce(allocations.ends, date '9999-12-31') >= new.starts
left join model.people as people on people.person = new.person
left join model.age_bands as bands
    on bands.age = (year(new.starts) - year(people.birth)) - case
        when month(people.birth) * 100 + day(people.birth) > month(new.starts) * 100 + day(new.starts) then 1
        else 0
    end
left join model.root as root on true
