-- What should have been paid and what was at a unit and all below it over some months: by service, provider or month.
select
    case $by
        when 'provider' then coalesce(rows.provider, '')
        when 'month' then strftime(rows.month, '%Y-%m')
        else rows.service
    end as line,
    sum(rows.owed) as owed,
    sum(rows.paid) as paid,
    sum(rows.difference) as difference,
    count(*) filter (where rows.status = 'matched') as matched,
    count(*) filter (where rows.status in ('paid late', 'booked elsewhere')) as halves,
    count(*) filter (where rows.status = 'differs') as differs,
    count(*) filter (where rows.status = 'only in the packages') as only_packages,
    count(*) filter (where rows.status = 'only in the ledger') as only_ledger,
    count(*) filter (where rows.status = 'nothing on file') as nothing_on_file,
    coalesce(sum(rows.paid) filter (where rows.status = 'nothing on file'), 0) as paid_without_file,
    coalesce(sum(rows.owed) filter (where rows.status = 'nothing on file'), 0) as owed_without_file
from cube.reconciliation as rows
inner join model.units_above as above
    on above.month = rows.month
    and above.unit = rows.unit
    and above.above = $unit
where rows.month between $first and $last
    and ($service is null or rows.service = $service)
    and ($provider is null or coalesce(rows.provider, '') = $provider)
group by line
order by line
