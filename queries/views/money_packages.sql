-- The packages in force in a month at a unit and all below it, of a service or a user group, the dearest first;
-- on each row how many there are and what all of them come to.
select
    lines.person,
    lines.unit,
    lines.service,
    coalesce(lines.user_group, 'Not known') as user_group,
    lines.provider,
    lines.days,
    lines.planned_units,
    lines.weekly_cost,
    lines.cost,
    packages.starts,
    packages.ends,
    count(*) over () as packages,
    sum(lines.cost) over () as all_cost
from model.package_months as lines
inner join model.packages as packages
    on packages.package = lines.package
inner join model.units_above as above
    on above.month = lines.month
    and above.unit = lines.unit
    and above.above = $unit
where lines.month = $month
    and ($service is null or lines.service = $service)
    and ($user_group is null or coalesce(lines.user_group, 'Not known') = $user_group)
order by lines.cost desc, lines.package
limit $most
