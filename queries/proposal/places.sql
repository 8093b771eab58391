-- Where the ledger says that a cost centre belongs, one row for each stretch of months under one directorate and service
-- area. A directorate or a service area that took another name carries on under the new one with the cost centres that
-- carry on; one that was divided or merged keeps the money of its own months. Within a directorate that took another name
-- the service area is that of the last month.
with followed as (
    select
        *,
        lag(directorate_key) over (partition by cost_centre order by month) as key_before,
        lag(service_key) over (partition by cost_centre order by month) as service_before
    from proposal.month_places
),

begun as (
    select
        followed.*,
        case
            when followed.directorate_key <> followed.key_before then carried_on.key is null
            when followed.service_key <> followed.service_before then areas.key is null and renamed.key is null
            else false
        end as is_moved
    from followed
    left join proposal.carried_on as carried_on
        on carried_on.key = followed.key_before
        and carried_on.next_key = followed.directorate_key
    left join proposal.carried_on as renamed
        on renamed.key = followed.directorate_key
    left join proposal.areas_carried_on as areas
        on areas.directorate_key = followed.directorate_key
        and areas.key = followed.service_before
        and areas.next_key = followed.service_key
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
    stretch = max(stretch) over (partition by cost_centre) as is_last,
    month as last_month,
    min(month) over (partition by cost_centre, stretch) as first_month
from numbered
qualify row_number() over (partition by cost_centre, stretch order by month desc) = 1
