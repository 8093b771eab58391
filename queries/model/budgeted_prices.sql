-- What one unit of a service was meant to cost in a financial year at a unit and all below it, for each user group and for
-- the service as a whole ('All'): what the plan says, or else the original budget over the units agreed.
with years as (
    select
        places.financial_year,
        places.unit,
        above.above
    from model.unit_years as places
    inner join model.units_above as above
        on above.month = places.month
        and above.unit = places.unit
),

sides as (
    select financial_year, unit, service, user_group, agreed, worth_said, 0 as original from model.agreed_years
    union all
    select financial_year, unit, service, user_group, 0 as agreed, 0 as worth_said, original from model.budget_years
),

groups as (
    select financial_year, unit, service, user_group, agreed, worth_said, original from sides where user_group <> 'All'
    union all
    select financial_year, unit, service, 'All' as user_group, agreed, worth_said, original from sides
),

rolled as (
    select
        sides.financial_year,
        years.above as unit,
        sides.service,
        sides.user_group,
        sum(sides.agreed) as agreed,
        sum(sides.original) as original,
        case when count(sides.worth_said) = count(*) then sum(sides.worth_said) end as worth_said
    from groups as sides
    inner join years
        on years.financial_year = sides.financial_year
        and years.unit = sides.unit
    group by sides.financial_year, years.above, sides.service, sides.user_group
)

select
    financial_year,
    unit,
    service,
    user_group,
    agreed,
    original,
    case when worth_said > 0 then 'plan' else 'budget' end as told_by,
    cast(
        case when worth_said > 0 then cast(worth_said as double) else cast(original as double) end / cast(agreed as double)
        as decimal(18, 4)
    ) as price
from rolled
where agreed > 0
    and (worth_said > 0 or original > 0)
