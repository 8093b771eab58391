-- The first month of the store.
select min(month) as month
from model.months
