-- An assessment of a service user that was completed in the month, with the request it answers (the latest made on or
-- before its first day, at most 180 days earlier) and the first service that began on or after its end and before the
-- next assessment ended. New, age and bands are those of the day of the request; where none is known, of the first day.
with done as (
    select
        person,
        starts,
        ends,
        assessment,
        outcome,
        lead(ends) over (partition by person order by ends, starts, assessment) as next_ends
    from sources.cld_contacts
    where event = 'Assessment'
        and client_type = 'Service user'
),

asked as (
    select
        done.person,
        done.starts,
        max(requests.starts) as requested
    from (select distinct person, starts from done) as done
    join model.requests as requests
        on requests.person = done.person
        and requests.starts between done.starts - 180 and done.starts
    group by done.person, done.starts
),

begun as (
    select
        done.person,
        done.ends,
        min(services.starts) as first_service
    from (select distinct person, ends, next_ends from done) as done
    join model.services as services
        on services.person = done.person
        and services.client_type = 'Service user'
        and services.starts >= done.ends
        and services.starts < coalesce(done.next_ends, date '9999-12-31')
    group by done.person, done.ends
),

joined as (
    select
        done.*,
        asked.requested,
        begun.first_service,
        coalesce(asked.requested, done.starts) as known_from
    from done
    left join asked on asked.person = done.person and asked.starts = done.starts
    left join begun on begun.person = done.person and begun.ends = done.ends
)

select
    cast(date_trunc('month', joined.ends) as date) as month,
    coalesce(allocations.unit, root.unit) as unit,
    joined.person,
    joined.assessment,
    joined.requested,
    joined.starts,
    joined.ends,
    joined.first_service,
    joined.outcome,
    not exists (
        select 1
        from model.services as services
        where services.person = joined.person
            and services.long_term
            and services.starts < joined.known_from
            and services.until >= joined.known_from - interval 3 month
    ) as new_client,
    people.user_group,
    coalesce(bands.age_band, 'Not known') as age_band,
    bands.age,
    people.sex,
    people.ethnicity
from joined
left join model.allocations as allocations
    on allocations.person = joined.person
    and allocations.starts <= joined.ends
    and coalesce(allocations.ends, date '9999-12-31') >= joined.ends
left join model.people as people on people.person = joined.person
left join model.age_bands as bands
    on bands.age = (year(joined.known_from) - year(people.birth)) - case
        when month(people.birth) * 100 + day(people.birth)
            > month(joined.known_from) * 100 + day(joined.known_from) then 1
        else 0
    end
left join model.root as root on true
