-- The cases that a unit and all below it hold on the last day of a month, each with whose it is and their user group.
select
    held.person,
    min(held.unit) as unit,
    min(people.user_group) as user_group
from model.allocations as held
inner join model.units_above as above
    on above.month = $month
    and above.unit = held.unit
    and above.above = $unit
left join model.people as people on people.person = held.person
where held.starts <= last_day(cast($month as date))
    and coalesce(held.ends, last_day(cast($month as date))) >= last_day(cast($month as date))
group by held.person
order by held.person
