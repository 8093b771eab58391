-- Each provider of a service at a unit and all below it, from one month to another and in the same months of the year
-- before: what it was paid, what it delivered, and what it was paid in the months whose activity of the service is on file.
-- Of one with a block contract, `by_contract` is the price of what it delivered as its contracts have it: what it was paid
-- has in it the units of the block that nobody used.
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
    coalesce(sum(lines.paid) filter (spans.is_before and on_file.month is not null), 0) as paid_on_file_before,
    coalesce(bool_or(places.kind = 'block') filter (not spans.is_before), false) as has_block,
    coalesce(bool_or(places.kind = 'block') filter (spans.is_before), false) as had_block,
    sum(lines.delivered * places.price) filter (not spans.is_before)
    / nullif(sum(lines.delivered) filter (not spans.is_before and places.price is not null), 0) as by_contract,
    sum(lines.delivered * places.price) filter (spans.is_before)
    / nullif(sum(lines.delivered) filter (spans.is_before and places.price is not null), 0) as by_contract_before
from cube.provider_months as lines
inner join spans
    on spans.month = lines.month
inner join model.units_above as above
    on above.month = lines.month
    and above.unit = lines.unit
    and above.above = $unit
left join model.contract_places as places
    on places.month = lines.month
    and places.unit = lines.unit
    and places.service = lines.service
    and places.provider = lines.provider
left join on_file
    on on_file.month = lines.month
where lines.service = $service
    and spans.counted_as between $first and $month
group by lines.provider
order by paid desc, delivered desc, name
