-- Packages and visits against the ledger, with what the findings say of it: a place whose every finding has its other half in
-- another month is paid late; if one of them has it at another unit or service, it is booked elsewhere.
with found as (
    select
        month,
        unit,
        service,
        provider,
        bool_and(cause in ('paid late', 'booked elsewhere')) as all_have_halves,
        bool_or(cause = 'booked elsewhere') as elsewhere
    from cube.findings
    where cause <> 'pennies'
    group by month, unit, service, provider
)

select
    sides.month,
    sides.unit,
    sides.service,
    nullif(sides.provider, '') as provider,
    sides.owed,
    sides.paid,
    sides.difference,
    sides.things,
    sides.lines,
    case
        when not coalesce(found.all_have_halves, false) then sides.status
        when found.elsewhere then 'booked elsewhere'
        else 'paid late'
    end as status
from model.paid_against_owed as sides
left join found
    on found.month = sides.month
    and found.unit = sides.unit
    and found.service = sides.service
    and found.provider = sides.provider
order by sides.month, sides.unit, sides.service, sides.provider
