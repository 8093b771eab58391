-- The units of a service agreed for a whole financial year and what they are to cost, at a unit and all below it.
-- `financial_year` is the calendar year in which it begins; `worth` is null where there is no price.
select
    unit,
    financial_year,
    service,
    user_group,
    cast(sum(agreed) as decimal(18, 4)) as agreed,
    cast(sum(worth) as decimal(18, 2)) as worth
from cube.plan_lines
where agreed <> 0
group by unit, financial_year, service, user_group
order by unit, financial_year, service, user_group
