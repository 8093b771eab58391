-- Where the ledger says that a cost centre stood in each month that something was paid from it: the directorate and service
-- area of most of its lines of that month. A key is the name in small letters with hyphens: spellings that differ in case
-- and punctuation alone are one.
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

placed as (
    select
        cost_centre,
        max(cost_centre_name) as name,
        directorate,
        service_area,
        month,
        count(*) as lines
    from lines
    group by cost_centre, directorate, service_area, month
)

select
    placed.cost_centre,
    placed.name,
    placed.directorate,
    placed.service_area,
    placed.month,
    coalesce(directorates.key, '') as directorate_key,
    coalesce(areas.key, '') as service_key
from placed
left join keys as directorates
    on directorates.name = placed.directorate
left join keys as areas
    on areas.name = placed.service_area
qualify row_number() over (
    partition by placed.cost_centre, placed.month
    order by placed.lines desc, placed.directorate, placed.service_area
) = 1
