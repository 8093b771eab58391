-- The day by which an assessment was to be completed.
select person, due, completed as done, cast(null as varchar) as at_least
from against
