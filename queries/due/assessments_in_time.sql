-- The day by which an assessment was to be completed.
select person, due, completed as done
from against
