-- The units of a service agreed for a whole financial year, at a unit and all below it as the tree stood in the last
-- month of that year that the store holds. `financial_year` is the calendar year in which it begins.
with places as (
    select
        year(month - interval 3 month) as financial_year,
        max(month) as month
    from model.months
    group by 1
),

agreed as (
    select
        lines.*,
        places.month
    from model.agreed_years as lines
    inner join places
        on places.financial_year = lines.financial_year
)

select
    above.above as unit,
    agreed.financial_year,
    agreed.service,
    agreed.user_group,
    cast(sum(agreed.agreed) as decimal(18, 4)) as agreed
from agreed
left join model.unit_months as there
    on there.month = agreed.month
    and there.unit = agreed.unit
left join model.root as root on true
inner join model.units_above as above
    on above.month = agreed.month
    and above.unit = coalesce(there.unit, root.unit)
group by above.above, agreed.financial_year, agreed.service, agreed.user_group
order by unit, financial_year, service, user_group
