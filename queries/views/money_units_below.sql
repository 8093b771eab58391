-- A service at each unit under a unit: money and activity from April to a month.
select
    lines.unit,
    sum(lines.actual_to_date) as paid,
    sum(lines.profiled) as profiled,
    coalesce(sum(lines.activity_to_date), 0) as delivered,
    sum(lines.agreed_to_date) as agreed
from cube.money_months as lines
inner join model.units as units
    on units.unit = lines.unit
where units.parent = $unit
    and lines.month = $month
    and ($service is null or lines.service = $service)
    and ($user_group is null or lines.user_group = $user_group)
group by lines.unit, units.position
having sum(lines.actual_to_date) <> 0 or sum(lines.agreed_to_date) <> 0 or sum(lines.activity_to_date) <> 0
order by units.position
