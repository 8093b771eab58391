-- Which files of money have rows in the store: the payments ledger and the budget.
select distinct layout
from about.files
where in_force
    and rows_stored > 0
    and layout in ('ledger', 'budget')
order by layout
