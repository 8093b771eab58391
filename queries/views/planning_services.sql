-- The services that have money or agreed units.
select distinct service
from cube.plan_lines
order by service
