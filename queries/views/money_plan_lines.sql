-- The lines of the plan of a financial year at a unit and all below it, those that multiply out least first.
select
    booked,
    service,
    user_group,
    agreed,
    price,
    price_of,
    told_by,
    worth,
    original,
    original - worth as off_by
from cube.plan_lines
where unit = $unit
    and financial_year = $financial_year
    and ($service is null or service = $service)
    and ($user_group is null or user_group = $user_group)
    and agreed <> 0
    and worth is not null
order by abs(worth - original) desc, original desc, booked, service, user_group
