-- How many payments came late or were booked elsewhere at a unit and all below it over some months; a null parameter asks for all.
-- Such a payment stands at two places: it is counted once, whether one of them or both lie in these months and units.
with found as (
    select
        found.cause,
        case when found.is_second then found.half_month else found.month end as month,
        case when found.is_second then found.half_unit else found.unit end as unit,
        case when found.is_second then found.half_service else found.service end as service,
        case when found.is_second then found.month else found.half_month end as other_month,
        case when found.is_second then found.unit else found.half_unit end as other_unit,
        case when found.is_second then found.service else found.half_service end as other_service,
        found.provider,
        found.is_second
    from cube.findings as found
    inner join model.units_above as above
        on above.month = found.month
        and above.unit = found.unit
        and above.above = $unit
    where found.month between $first and $last
        and found.half_month is not null
),

pairs as (
    select
        cause,
        service,
        other_service,
        provider,
        greatest(count(*) filter (where is_second), count(*) filter (where not is_second)) as payments
    from found
    group by cause, month, unit, service, other_month, other_unit, other_service, provider
)

select
    cause,
    cast(sum(payments) as bigint) as payments
from pairs
where ($service is null or service = $service or other_service = $service)
    and ($provider is null or provider = $provider)
group by cause
order by cause
