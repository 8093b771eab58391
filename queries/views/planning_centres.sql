-- The cost centres of a month with the unit whose money they hold.
select cost_centre, max(name) as name, unit
from model.cost_centres
where first_month <= $month
    and last_month >= $month
group by cost_centre, unit
order by cost_centre, unit
