-- A service at each unit under a unit: money and activity from April to a month. What one cost is of the months whose
-- activity is on file, and of what has both units and an agreed price.
with counted as (
    select
        unit,
        sum(actual) as paid,
        sum(activity) as units
    from cube.money_months
    where on_file
        and agreed_worth is not null
        and month between $first and $month
        and ($service is null or service = $service)
        and ($user_group is null or user_group = $user_group)
    group by unit
)

select
    lines.unit,
    sum(lines.actual_to_date) as paid,
    sum(lines.profiled) as profiled,
    coalesce(sum(lines.activity_to_date), 0) as delivered,
    sum(lines.agreed_to_date) as agreed,
    any_value(counted.paid) as paid_for_units,
    any_value(counted.units) as units_paid_for
from cube.money_months as lines
inner join model.units as units
    on units.unit = lines.unit
left join counted
    on counted.unit = lines.unit
where units.parent = $unit
    and lines.month = $month
    and ($service is null or lines.service = $service)
    and ($user_group is null or lines.user_group = $user_group)
group by lines.unit, units.position
having sum(lines.actual_to_date) <> 0 or sum(lines.agreed_to_date) <> 0 or sum(lines.activity_to_date) <> 0
order by units.position
