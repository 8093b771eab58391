-- What was agreed with the budget and what was delivered, for a month, unit, service and user group. Delivered units
-- count where the council agreed that service and user group in that month; agreed units count in months with any
-- delivery of the service on file, for an agreement on the future has nothing to stand against yet.
-- `price` is the budgeted price of one unit over the financial year: the original budget over the units agreed.
with agreed as (
    select
        lines.month,
        coalesce(units.unit, root.unit) as unit,
        lines.service,
        lines.user_group,
        lines.agreed
    from sources.agreed_activity as lines
    left join model.unit_months as units
        on units.month = lines.month
        and units.unit = lines.unit
    left join model.root as root on true
),

both_sides as (
    select
        month,
        unit,
        service,
        user_group,
        agreed,
        0 as actual
    from agreed
    where exists (
        select 1 from model.activity as activity
        where activity.month = agreed.month
        and activity.service = agreed.service
    )
    union all
    select
        month,
        unit,
        service,
        user_group,
        0 as agreed,
        units as actual
    from model.activity as activity
    where exists (
        select 1 from agreed
        where agreed.month = activity.month
        and agreed.service = activity.service
        and agreed.user_group is not distinct from activity.user_group
    )
),

prices as (
    select
        agreed_years.service,
        agreed_years.user_group,
        agreed_years.financial_year,
        cast(budget_years.original as double) / nullif(cast(agreed_years.agreed as double), 0) as price
    from (
        select
            service,
            user_group,
            date_trunc('year', month - interval 3 month) as financial_year,
            sum(agreed) as agreed
        from agreed
        group by 1, 2, 3
    ) as agreed_years
    inner join (
        select
            service,
            user_group,
            financial_year,
            max(original) as original
        from (
            select
                service,
                user_group,
                date_trunc('year', month - interval 3 month) as financial_year,
                month,
                sum(original) as original
            from model.budget_months
            group by 1, 2, 3, 4
        ) as months
        group by 1, 2, 3
    ) as budget_years
        on budget_years.service = agreed_years.service
        and budget_years.user_group is not distinct from agreed_years.user_group
        and budget_years.financial_year = agreed_years.financial_year
)

select
    both_sides.month,
    both_sides.unit,
    both_sides.service,
    both_sides.user_group,
    sum(both_sides.agreed) as agreed,
    sum(both_sides.actual) as actual,
    cast(max(prices.price) as decimal(18, 4)) as price
from both_sides
left join prices
    on prices.service = both_sides.service
    and prices.user_group is not distinct from both_sides.user_group
    and prices.financial_year = date_trunc('year', both_sides.month - interval 3 month)
group by 1, 2, 3, 4
