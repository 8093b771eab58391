-- Parts that stand together of which some are left out, and not all.
create temp table touched as
select together
from parts
group by together
having bool_or(left_out) and not bool_and(left_out)
