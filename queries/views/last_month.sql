-- The last month of the store.
select max(month) as month
from model.months
