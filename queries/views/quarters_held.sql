-- The quarters of which anything has a value, each as its last month.
select distinct month
from cube.measured
where basis = 'quarter' and value is not null
order by month
