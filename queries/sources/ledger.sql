-- A line of the payments ledger, in the month it is charged to. No line is dropped: the total is the ledger's own.
-- Where a ledger gives both, its accounting period decides the month and not the day of payment.
select
    coalesce(period, cast(date_trunc('month', date) as date)) as month,
    date,
    directorate,
    service_area,
    coalesce(cost_centre, 'no cost centre') as cost_centre,
    cost_centre_name,
    subjective,
    supplier,
    reference,
    coalesce(lower(capital_revenue) = 'capital', false) as capital,
    amount,
    file,
    line
from loaded.ledger
