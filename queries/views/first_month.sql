-- The first month of which the store has money.
select month
from cube.money_begins
