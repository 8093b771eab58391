-- The measures whose values come by the quarter or the year.
select distinct measure
from cube.period_values
order by measure
