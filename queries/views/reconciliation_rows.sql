-- What the ledger and the packages differ by at a unit and all below it over some months: each cause at each place. Both halves
-- of what was paid late or booked elsewhere stand in one row, as far as they lie in these months and units.
-- A null parameter asks for all. `age` counts the months from the place to the last of these months.
with parts as (
    select
        found.*,
        places.status
    from cube.findings as found
    inner join model.units_above as above
        on above.month = found.month
        and above.unit = found.unit
        and above.above = $unit
    inner join cube.reconciliation as places
        on places.month = found.month
        and places.unit = found.unit
        and places.service = found.service
        and coalesce(places.provider, '') = found.provider
    where found.month between $first and $last
),

grouped as (
    select
        case when is_second then half_month else month end as month,
        case when is_second then half_unit else unit end as unit,
        case when is_second then half_service else service end as service,
        provider,
        cause,
        case when is_second then month else half_month end as other_month,
        case when is_second then unit else half_unit end as other_unit,
        case when is_second then service else half_service end as other_service,
        sum(owed) as owed,
        sum(paid) as paid,
        sum(difference) as difference,
        arg_min(status, is_second) as status,
        list(distinct status) as statuses,
        bool_or(not is_second) as has_first,
        bool_or(is_second) as has_second
    from parts
    group by 1, 2, 3, provider, cause, 6, 7, 8
)

select
    rows.month,
    rows.unit,
    rows.service,
    nullif(rows.provider, '') as provider,
    rows.cause,
    rows.other_month,
    rows.other_unit,
    rows.other_service,
    rows.owed,
    rows.paid,
    rows.difference,
    rows.status,
    rows.has_first,
    rows.has_second,
    date_diff('month', rows.month, $last) as age,
    owners.owner
from grouped as rows
left join cube.owners as owners on owners.unit = rows.unit
where ($service is null or rows.service = $service or rows.other_service = $service)
    and ($provider is null or rows.provider = $provider)
    and ($cause is null or rows.cause = $cause)
    and ($owner is null or coalesce(owners.owner, '') = $owner)
    and ($status is null or list_contains(rows.statuses, $status))
order by
    case $sort when 'oldest' then rows.month end,
    case $sort when 'cause' then rows.cause when 'owner' then owners.owner when 'provider' then rows.provider end,
    abs(rows.difference) desc,
    rows.month,
    rows.unit,
    rows.service,
    rows.provider,
    rows.cause
limit $limit
