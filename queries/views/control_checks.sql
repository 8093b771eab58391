-- Revenue of each month from three cuts: the files of the ledger, all services at the whole council, the measures of payments.
with files as (
    select
        month,
        sum(case when part = 'revenue' then in_store else 0 end) as revenue,
        sum(in_store) as everything
    from cube.control_totals
    where layout = 'ledger'
        and month between $first and $last
    group by month
),

services as (
    select
        months.month,
        sum(months.actual) as revenue
    from cube.money_months as months
    inner join model.root as root on root.unit = months.unit
    where months.month between $first and $last
    group by months.month
),

measured as (
    select
        cells.month,
        cells.numerator as everything
    from cube.cells as cells
    inner join model.root as root on root.unit = cells.unit
    where cells.measure = 'payments'
        and cells.basis = 'month'
        and cells.slice = ''
        and cells.month between $first and $last
)

select
    files.month,
    files.revenue as files_revenue,
    services.revenue as services_revenue,
    files.everything as files_everything,
    measured.everything as measured_everything
from files
left join services on services.month = files.month
left join measured on measured.month = files.month
order by files.month
