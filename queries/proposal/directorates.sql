-- A directorate that cost centres belong to, under the name that most of them have last, from the first month of its money.
-- One under which nothing was paid in the last three months of the ledger has ended, on the last day of the last month in
-- which something was.
with newest as (
    select max(last_month) as month from proposal.places
),

spans as (
    select directorate_key as key, min(first_month) as first_month, max(last_month) as last_month
    from proposal.places
    where directorate_key <> ''
    group by directorate_key
),

named as (
    select directorate_key as key, directorate as name
    from proposal.places
    where directorate_key <> ''
    group by directorate_key, directorate
    qualify row_number() over (
        partition by directorate_key order by max(last_month) desc, count(*) desc, directorate
    ) = 1
)

select
    named.key,
    named.name,
    spans.first_month as starts,
    case when spans.last_month <= newest.month - interval 3 month then last_day(spans.last_month) end as ends
from named
inner join spans
    on spans.key = named.key
cross join newest
