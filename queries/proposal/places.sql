-- Where the ledger says that a cost centre belongs: the directorate and service area of most of its lines in its last
-- month, so that a directorate renamed in mid-year carries on under the new name with the cost centres that carry on.
-- A key is the name in small letters with hyphens: spellings that differ in case and punctuation alone are one.
with lines as (
    select
        cost_centre,
        cost_centre_name,
        trim(directorate) as directorate,
        trim(service_area) as service_area,
        coalesce(period, cast(date_trunc('month', date) as date)) as month
    from loaded.ledger
),

keys as (
    select
        name,
        trim(regexp_replace(
            replace(regexp_replace(lower(strip_accents(name)), '[''’]', '', 'g'), '&', ' and '), '[^a-z0-9]+', '-', 'g'
        ), '-') as key
    from (select directorate as name from lines union select service_area from lines)
    where name is not null
),

last_lines as (
    select
        cost_centre,
        max(cost_centre_name) as name,
        directorate,
        service_area,
        month
    from lines
    group by cost_centre, directorate, service_area, month
    qualify row_number() over (
        partition by cost_centre order by month desc nulls last, count(*) desc, directorate, service_area
    ) = 1
)

select
    lasts.cost_centre,
    lasts.name,
    lasts.directorate,
    lasts.service_area,
    lasts.month as last_month,
    coalesce(directorates.key, '') as directorate_key,
    coalesce(areas.key, '') as service_key
from last_lines as lasts
left join keys as directorates
    on directorates.name = lasts.directorate
left join keys as areas
    on areas.name = lasts.service_area
