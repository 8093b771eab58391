-- What one unit of a service was meant to cost in a financial year: the original budget over the units agreed, for each
-- user group that has both, and for the service as a whole ('All').
with agreed as (
    select financial_year, service, user_group, agreed from model.agreed_activity where user_group <> 'All'
    union all
    select financial_year, service, 'All' as user_group, agreed from model.agreed_activity
),

agreed_years as (
    select
        financial_year,
        service,
        user_group,
        sum(agreed) as agreed
    from agreed
    group by financial_year, service, user_group
),

-- The original budget is the whole year's and stands the same in each month.
lines as (
    select
        year(month - interval 3 month) as financial_year,
        service,
        user_group,
        cost_centre,
        subjective,
        max(original) as original
    from model.budget_months
    group by 1, 2, 3, 4, 5
),

budgets as (
    select financial_year, service, user_group, original from lines where user_group is not null
    union all
    select financial_year, service, 'All' as user_group, original from lines
),

budget_years as (
    select
        financial_year,
        service,
        user_group,
        sum(original) as original
    from budgets
    group by financial_year, service, user_group
)

select
    agreed_years.financial_year,
    agreed_years.service,
    agreed_years.user_group,
    agreed_years.agreed,
    budget_years.original,
    cast(cast(budget_years.original as double) / cast(agreed_years.agreed as double) as decimal(18, 4)) as price
from agreed_years
inner join budget_years
    on budget_years.financial_year = agreed_years.financial_year
    and budget_years.service = agreed_years.service
    and budget_years.user_group = agreed_years.user_group
where agreed_years.agreed > 0
    and budget_years.original > 0
