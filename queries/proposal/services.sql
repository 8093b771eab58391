-- A service area worth a unit of its own: of a directorate that has not ended and has more than one, or of a ledger that
-- names no directorates. One that all its cost centres left, and under which nothing was paid in the last three months of
-- the ledger, has ended.
with newest as (
    select max(last_month) as month from proposal.places
),

spans as (
    select
        directorate_key as parent,
        service_key as key,
        min(first_month) as starts,
        max(last_month) as last_month,
        bool_or(is_last) as is_held
    from proposal.places
    group by directorate_key, service_key
),

named as (
    select directorate_key as parent, service_key as key, service_area as name
    from proposal.places
    where service_key <> ''
    group by directorate_key, service_key, service_area
    qualify row_number() over (
        partition by directorate_key, service_key order by count(*) desc, service_area
    ) = 1
)

select
    named.parent,
    named.key,
    spans.starts,
    case
        when not spans.is_held and spans.last_month <= newest.month - interval 3 month then last_day(spans.last_month)
    end as ends,
    case when named.parent = '' then named.key else named.parent || '-' || named.key end as unit,
    named.name
from named
inner join spans
    on spans.parent = named.parent
    and spans.key = named.key
cross join newest
left join proposal.directorates as directorates
    on directorates.key = named.parent
where directorates.ends is null
qualify count(*) over (partition by named.parent) > 1
