-- The day by which a complaint was to be answered.
select person, due, responded as done
from against
