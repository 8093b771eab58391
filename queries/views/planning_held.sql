-- The units that are held to a target in a month: one of their own or of a unit above.
select distinct unit
from cube.nearest_targets
where month = $month
    and role = 'target'
    and sort <> 'monitor only'
order by unit
