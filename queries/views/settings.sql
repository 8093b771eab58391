-- What the council has set for itself.
select *
from about.settings
