-- Comparisons of one standing, such as those that match, at a unit and all below it over some months; a null parameter asks for all.
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
    date_diff('month', rows.month, $last) as age,
    owners.owner
from cube.reconciliation as rows
inner join model.units_above as above
    on above.month = rows.month
    and above.unit = rows.unit
    and above.above = $unit
left join cube.owners as owners on owners.unit = rows.unit
where rows.month between $first and $last
    and ($service is null or rows.service = $service)
    and ($provider is null or coalesce(rows.provider, '') = $provider)
    and ($owner is null or coalesce(owners.owner, '') = $owner)
    and rows.status = $status
order by
    case $sort when 'oldest' then rows.month end,
    case $sort when 'owner' then owners.owner when 'provider' then rows.provider end,
    abs(rows.difference) desc,
    rows.month,
    rows.unit,
    rows.service,
    rows.provider
limit $limit
