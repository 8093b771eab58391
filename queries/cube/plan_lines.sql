-- The plan of a financial year, line by line: what each unit below a unit (itself as well) agreed of a service for a user
-- group, at which price, what the two come to, and the budget they were to be paid from. `price_of` is the unit whose price
-- it is, `told_by` whether the plan says it or it is worked out from the budget; there is no worth without a price.
with sides as (
    select financial_year, unit, service, user_group, agreed, worth_said, 0 as original from model.agreed_years
    union all
    select financial_year, unit, service, user_group, 0 as agreed, cast(null as decimal(18, 2)) as worth_said, original
    from model.budget_years
),

lines as (
    select
        financial_year,
        unit,
        service,
        user_group,
        coalesce(sum(agreed), 0) as agreed,
        sum(worth_said) as worth_said,
        coalesce(sum(original), 0) as original
    from sides
    group by financial_year, unit, service, user_group
)

select
    above.above as unit,
    lines.financial_year,
    lines.service,
    lines.user_group,
    lines.unit as booked,
    prices.price_of,
    prices.told_by,
    prices.price,
    cast(lines.agreed as decimal(18, 4)) as agreed,
    cast(coalesce(lines.worth_said, lines.agreed * prices.price) as decimal(18, 2)) as worth,
    cast(lines.original as decimal(18, 2)) as original
from lines
left join model.agreed_prices as prices
    on prices.financial_year = lines.financial_year
    and prices.unit = lines.unit
    and prices.service = lines.service
    and prices.user_group = lines.user_group
inner join model.unit_years as places
    on places.financial_year = lines.financial_year
    and places.unit = lines.unit
inner join model.units_above as above
    on above.month = places.month
    and above.unit = lines.unit
order by above.above, lines.financial_year, lines.service, lines.user_group, lines.unit
