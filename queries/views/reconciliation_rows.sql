-- Where packages and ledger stand against each other at a unit and all below it over some months, the largest difference
-- first; a null parameter asks for all.
select
    rows.month,
    rows.unit,
    rows.service,
    rows.provider,
    rows.owed,
    rows.paid,
    rows.difference,
    rows.things,
    rows.lines,
    rows.status,
    date_diff('month', rows.month, $last) as age
from cube.reconciliation as rows
inner join model.units_above as above
    on above.month = rows.month
    and above.unit = rows.unit
    and above.above = $unit
where rows.month between $first and $last
    and ($service is null or rows.service = $service)
    and ($provider is null or coalesce(rows.provider, '') = $provider)
    and ($status is null and rows.status not in ('matched', 'nothing on file') or rows.status = $status)
order by abs(rows.difference) desc, rows.month, rows.unit, rows.service, rows.provider
limit $limit
