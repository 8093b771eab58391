-- Where the ledger says that a cost centre belongs, one row for each stretch of months under one directorate: the service
-- area is that of its last month there. A directorate that took another name carries on under the new one with the
-- cost centres that carry on; one that was divided or merged keeps the money of its own months.
with followed as (
    select
        *,
        lag(directorate_key) over (partition by cost_centre order by month) as key_before
    from proposal.month_places
),

begun as (
    select
        followed.*,
        followed.directorate_key <> coalesce(followed.key_before, followed.directorate_key)
        and carried_on.key is null as is_moved
    from followed
    left join proposal.carried_on as carried_on
        on carried_on.key = followed.key_before
        and carried_on.next_key = followed.directorate_key
),

numbered as (
    select
        *,
        count(*) filter (where is_moved) over (
            partition by cost_centre order by month rows between unbounded preceding and current row
        ) as stretch
    from begun
)

select
    cost_centre,
    name,
    directorate,
    service_area,
    directorate_key,
    service_key,
    stretch,
    month as last_month,
    min(month) over (partition by cost_centre, stretch) as first_month
from numbered
qualify row_number() over (partition by cost_centre, stretch order by month desc) = 1
