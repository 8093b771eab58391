-- Each service of a provider at a unit and all below it, from the first month of a year to a month, and the same months of the
-- year before: what it was paid, what it delivered, and what it was paid in the months whose activity of the service is on file.
-- People are null where whoever asks is not told of so few.
select
    service,
    case when not coalesce(bool_or(people is null and month = $month), false)
        then coalesce(sum(people) filter (where month = $month), 0) end as people,
    case when not coalesce(bool_or(people is null and month = $month - interval 12 month), false)
        then coalesce(sum(people) filter (where month = $month - interval 12 month), 0) end as people_before,
    coalesce(sum(paid) filter (where month >= $first), 0) as paid,
    coalesce(sum(delivered) filter (where month >= $first), 0) as delivered,
    coalesce(sum(paid) filter (where month >= $first and on_file), 0) as paid_on_file,
    coalesce(sum(paid) filter (where month < $first), 0) as paid_before,
    coalesce(sum(delivered) filter (where month < $first), 0) as delivered_before,
    coalesce(sum(paid) filter (where month < $first and on_file), 0) as paid_on_file_before
from cube.provider_services
where unit = $unit
    and provider = $provider
    and (
        month between $first and $month
        or month between $first - interval 12 month and $month - interval 12 month
    )
group by service
order by paid desc, service
