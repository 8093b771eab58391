-- What was bought and used under each kind of contract for a service at a unit and all below it, from April to a month.
select
    lines.kind as name,
    count(*) as contracts,
    sum(lines.bought_to_date) as bought,
    sum(lines.used_to_date) as used,
    sum(lines.paid_to_date) as paid
from cube.contract_months as lines
inner join model.units_above as above
    on above.month = lines.month
    and above.unit = lines.unit
    and above.above = $unit
where lines.month = $month
    and lines.service = $service
group by lines.kind
order by lines.kind
