-- A cost centre, or one subjective head of it, over a span of months: the unit, service and user group that its money
-- belongs to. Spans of one do not overlap, so that no sum counts twice: a later span takes the month in which it starts and
-- ends the one before.
with listed as (
    select
        cost_centre,
        subjective,
        name,
        unit,
        service,
        user_group,
        cast(date_trunc('month', starts) as date) as first_month,
        cast(date_trunc('month', ends) as date) as last_month
    from sources.cost_centres
    qualify row_number() over (
        partition by cost_centre, subjective, date_trunc('month', starts)
        order by starts desc, file desc, line desc
    ) = 1
),

followed as (
    select
        *,
        lead(first_month) over (partition by cost_centre, subjective order by first_month) as next_first_month
    from listed
)

select
    cost_centre,
    subjective,
    name,
    unit,
    service,
    user_group,
    first_month,
    least(last_month, coalesce(cast(next_first_month - interval 1 month as date), last_month)) as last_month
from followed
