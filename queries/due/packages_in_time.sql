-- The day by which care was to begin.
select person, due, first_service as done
from against
