-- The original budget of a whole financial year at the unit that kept it last. It stands the same in each month.
with lines as (
    select
        year(month - interval 3 month) as financial_year,
        cost_centre,
        subjective,
        arg_max(unit, month) as unit,
        arg_max(service, month) as service,
        coalesce(arg_max(user_group, month), 'Not known') as user_group,
        max(original) as original
    from model.budget_months
    group by 1, cost_centre, subjective
)

select
    financial_year,
    unit,
    service,
    user_group,
    sum(original) as original
from lines
group by financial_year, unit, service, user_group
