-- What the council takes of an hour worked: hours in a week; leave and direct work in per cent.
select name, value
from about.plan_settings
