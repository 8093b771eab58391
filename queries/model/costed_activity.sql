-- Activity in a month, counted at the nearest unit whose own books or those below it hold spending on the service in
-- that financial year. Hours of a team whose money is kept by the service above it are counted there: a unit cost then
-- never divides nothing by a team's hours. Activity on which no money is booked anywhere has no unit cost and is left out.
with funded as (
    select distinct
        above.above as unit,
        lines.service,
        year(lines.month - interval 3 month) as financial_year
    from model.ledger_lines as lines
    inner join model.units_above as above
        on above.month = lines.month
        and above.unit = lines.unit
    where not lines.capital
),

active as (
    select distinct month, unit, service from model.activity
),

places as (
    select
        active.month,
        active.unit,
        active.service,
        funded.unit as costed_at
    from active
    inner join model.units_above as above
        on above.month = active.month
        and above.unit = active.unit
    inner join funded
        on funded.unit = above.above
        and funded.service = active.service
        and funded.financial_year = year(active.month - interval 3 month)
    qualify row_number() over (
        partition by active.month, active.unit, active.service
        order by above.steps
    ) = 1
)

select
    activity.month,
    places.costed_at as unit,
    activity.unit as active_at,
    activity.service,
    activity.user_group,
    activity.provider,
    activity.sector,
    activity.counted_in,
    activity.units
from model.activity as activity
inner join places
    on places.month = activity.month
    and places.unit = activity.unit
    and places.service = activity.service
