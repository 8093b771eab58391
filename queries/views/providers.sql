-- Each provider of care that a unit and all below it have dealt with in the twelve months to a month: its `services`, the people
-- with its care in each at the month's end, and since the year's first month what it was paid, and what it was paid and delivered
-- of the service that it is paid most for.
with months as (
    select
        provider,
        service,
        sum(paid) filter (where month >= $first) as paid,
        sum(paid) filter (where month >= $first and on_file) as paid_on_file,
        sum(delivered) filter (where month >= $first) as delivered,
        -- Null where whoever asks is not told of so few.
        case when not coalesce(bool_or(people is null and month = $month), false)
            then coalesce(sum(people) filter (where month = $month), 0) end as people
    from cube.provider_services
    where unit = $unit
        and month between $month - interval 11 month and $month
    group by provider, service
)

select
    months.provider,
    list(months.service order by months.paid desc nulls last, months.service) as services,
    list(cast(months.people as bigint) order by months.paid desc nulls last, months.service) as people,
    sum(months.paid) as paid,
    first(months.paid_on_file order by months.paid desc nulls last, months.service) as main_paid,
    first(months.delivered order by months.paid desc nulls last, months.service) as main_delivered
from months
group by months.provider
order by months.provider
