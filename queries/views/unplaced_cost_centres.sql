-- Cost centres of no unit, those of most money first. One that is listed, but for a unit that is gone, is placed from its
-- first month without one (`starts`); the others from the beginning.
select
    cost_centre,
    name,
    directorate,
    amount,
    lines,
    is_listed,
    first_month,
    last_month,
    case when is_listed then first_month end as starts
from cube.unplaced_cost_centres
order by abs(amount) desc, cost_centre
