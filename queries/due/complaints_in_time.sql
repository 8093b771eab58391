-- The day by which a complaint was to be answered.
select person, due, responded as done, cast(null as varchar) as at_least
from against
