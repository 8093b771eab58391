-- The months of the store.
select month
from model.months
order by month
