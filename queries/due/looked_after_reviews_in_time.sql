-- The day by which a review of a looked-after child was to be held.
select person, due, held as done
from against
