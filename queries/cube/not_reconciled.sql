-- Services that stand on one side alone in a financial year, so that there is nothing to hold against each other.
with sides as (
    select
        year(month - interval 3 month) as financial_year,
        service,
        amount as owed,
        cast(0 as decimal(18, 2)) as paid
    from model.owed
    union all
    select
        year(lines.month - interval 3 month) as financial_year,
        lines.service,
        0 as owed,
        lines.amount as paid
    from model.ledger_lines as lines
    inner join model.months as months on months.month = lines.month
),

years as (
    select
        financial_year,
        service,
        cast(sum(owed) as decimal(18, 2)) as owed,
        cast(sum(paid) as decimal(18, 2)) as paid
    from sides
    group by financial_year, service
)

select
    years.financial_year,
    years.service,
    years.owed,
    years.paid
from years
where not exists (
    select 1 from cube.reconciliation as rows
    where rows.service = years.service
        and year(rows.month - interval 3 month) = years.financial_year
)
order by years.financial_year, years.service
