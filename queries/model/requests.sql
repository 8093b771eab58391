-- A request for support of a service user, in the month in which it was made. A person is new where no long-term support
-- was in force in the three months before.
with asked as (
    select
        requests.person,
        requests.starts,
        requests.ends,
        requests.route,
        requests.outcome
    from sources.cld_contacts as requests
    where requests.event = 'Request'
        and requests.client_type = 'Service user'
)

select
    cast(date_trunc('month', asked.starts) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    asked.person,
    asked.starts,
    asked.ends,
    asked.route,
    asked.outcome,
    not exists (
        select 1
        from model.services as services
        where services.person = asked.person
            and services.long_term
            and services.starts < asked.starts
            and services.until >= asked.starts - interval 3 month
    ) as new_client,
    people.user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    bands.age,
    people.sex,
    people.ethnicity
from asked
left join model.allocations as allocations
    on allocations.person = asked.person
    and allocations.starts <= asked.starts
    and coalesce(allocations.ends, date '9999-12-31') >= asked.starts
left join model.people as people on people.person = asked.person
left join model.age_bands as bands
    on bands.age = (year(asked.starts) - year(people.birth)) - case
        when month(people.birth) * 100 + day(people.birth) > month(asked.starts) * 100 + day(asked.starts) then 1
        else 0
    end
left join model.root as root on true
