-- What should have been paid and what was, by service, at a unit and all below it, over some months.
select
    rows.service,
    sum(rows.owed) as owed,
    sum(rows.paid) as paid,
    sum(rows.difference) as difference,
    count(*) filter (where rows.status = 'matched') as matched,
    count(*) filter (where rows.status = 'only in the packages') as only_packages,
    count(*) filter (where rows.status = 'only in the ledger') as only_ledger,
    count(*) filter (where rows.status = 'differs') as differs,
    count(*) filter (where rows.status = 'nothing on file') as nothing_on_file,
    coalesce(sum(rows.paid) filter (where rows.status = 'nothing on file'), 0) as paid_without_file,
    coalesce(sum(rows.owed) filter (where rows.status = 'nothing on file'), 0) as owed_without_file
from cube.reconciliation as rows
inner join model.units_above as above
    on above.month = rows.month
    and above.unit = rows.unit
    and above.above = $unit
where rows.month between $first and $last
group by rows.service
order by rows.service
