-- The units of a service agreed for a whole financial year and what they are to cost, at a unit and all below it.
-- `financial_year` is the calendar year in which it begins; `worth` is null where there is no price.
with lines as (
    select
        agreed.financial_year,
        agreed.unit,
        agreed.service,
        agreed.user_group,
        agreed.agreed,
        cast(coalesce(agreed.worth_said, agreed.agreed * prices.price) as decimal(18, 2)) as worth
    from model.agreed_years as agreed
    left join model.agreed_prices as prices
        on prices.financial_year = agreed.financial_year
        and prices.unit = agreed.unit
        and prices.service = agreed.service
        and prices.user_group = agreed.user_group
)

select
    above.above as unit,
    lines.financial_year,
    lines.service,
    lines.user_group,
    cast(sum(lines.agreed) as decimal(18, 4)) as agreed,
    cast(sum(lines.worth) as decimal(18, 2)) as worth
from lines
inner join model.unit_years as places
    on places.financial_year = lines.financial_year
    and places.unit = lines.unit
inner join model.units_above as above
    on above.month = places.month
    and above.unit = lines.unit
group by above.above, lines.financial_year, lines.service, lines.user_group
order by above.above, lines.financial_year, lines.service, lines.user_group
