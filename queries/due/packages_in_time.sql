-- The day by which care was to begin.
select person, due, first_service as done, cast(null as varchar) as at_least
from against
