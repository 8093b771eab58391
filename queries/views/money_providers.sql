-- What each provider of a service was paid and delivered at a unit and all below it from one month to another,
-- and what it was paid in the months whose activity of the service is on file.
with delivered as (
    select distinct month
    from cube.money_months
    where service = $service
        and on_file
)

select
    lines.provider as name,
    sum(lines.paid) as paid,
    sum(lines.delivered) as delivered,
    sum(case when delivered.month is not null then lines.paid end) as paid_on_file
from cube.provider_months as lines
inner join model.units_above as above
    on above.month = lines.month
    and above.unit = lines.unit
    and above.above = $unit
left join delivered
    on delivered.month = lines.month
where lines.service = $service
    and lines.month between $first and $month
group by lines.provider
order by paid desc, delivered desc, name
