-- The day by which a review of a looked-after child was to be held.
select person, due, held as done, cast(null as varchar) as at_least
from against
