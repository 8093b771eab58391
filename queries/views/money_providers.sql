-- What each provider of a service was paid and delivered at a unit and all below it from one month to another.
select
    lines.provider as name,
    sum(lines.paid) as paid,
    sum(lines.delivered) as delivered
from cube.provider_months as lines
inner join model.units_above as above
    on above.month = lines.month
    and above.unit = lines.unit
    and above.above = $unit
where lines.service = $service
    and lines.month between $first and $month
group by lines.provider
order by paid desc, delivered desc, name
