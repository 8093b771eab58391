-- Each provider of a service at a unit and all below it, from one month to another and in the same months of the year
-- before: what it was paid, what it delivered, and what it was paid in the months whose activity of the service is on file.
with on_file as (
    select distinct month
    from cube.money_months
    where service = $service
        and on_file
),

spans as (
    select
        month,
        month + interval 12 month as counted_as,
        true as is_before
    from model.months
    union all
    select
        month,
        month as counted_as,
        false as is_before
    from model.months
)

select
    lines.provider as name,
    coalesce(sum(lines.paid) filter (not spans.is_before), 0) as paid,
    coalesce(sum(lines.delivered) filter (not spans.is_before), 0) as delivered,
    coalesce(sum(lines.paid) filter (not spans.is_before and on_file.month is not null), 0) as paid_on_file,
    coalesce(sum(lines.delivered) filter (spans.is_before), 0) as delivered_before,
    coalesce(sum(lines.paid) filter (spans.is_before and on_file.month is not null), 0) as paid_on_file_before
from cube.provider_months as lines
inner join spans
    on spans.month = lines.month
inner join model.units_above as above
    on above.month = lines.month
    and above.unit = lines.unit
    and above.above = $unit
left join on_file
    on on_file.month = lines.month
where lines.service = $service
    and spans.counted_as between $first and $month
group by lines.provider
order by paid desc, delivered desc, name
