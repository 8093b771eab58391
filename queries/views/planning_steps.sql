-- The steps of the year of planning, in its order.
select name, month, day, asks
from about.plan_steps
order by position
